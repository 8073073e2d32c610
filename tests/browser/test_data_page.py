"""The page Data: one person is looked up, handed out and erased, and it is seen that it was done."""

from __future__ import annotations

import zipfile

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_a_person_is_handed_their_data_and_erased(shop: Shop, windows: Windows, scheme: str, width: int) -> None:
    who = {"id": f"c-{scheme}", "name": "Ana", "email": f"ana-{scheme}@shop.example"}
    shop.bot.call("/v1/conversations", {"id": f"data-{scheme}", "customer": who})
    said = {"id": "m-1", "role": "end_user", "text": "my order is late"}
    shop.bot.call(f"/v1/conversations/data-{scheme}/messages", said)
    page = windows.staff(shop, "robin", "/console/data", color_scheme=scheme, viewport={"width": width, "height": 1000})
    page.get_by_label("Person", exact=True).fill(f"ana-{scheme}@shop.example")
    page.keyboard.press("Enter")
    found = page.get_by_role("status").filter(has_text="Kept of")
    expect(found).to_contain_text("1 conversation, ")
    windows.shoot("found", page)
    page.get_by_role("button", name="Hand out…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("The person once more").fill(f"ana-{scheme}@shop.example")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "data.json" in archive.namelist()
    listed = page.get_by_role("region", name="Each erasure and export")
    expect(listed).to_contain_text("Handed out")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("button", name="Erase…").click()
    erase = dialog.get_by_role("button", name="Erase for good")
    dialog.get_by_label("The person once more").fill("somebody else")
    expect(erase).to_be_disabled()
    dialog.get_by_label("The person once more").fill(f"ana-{scheme}@shop.example")
    windows.shoot("sure", page)
    erase.click()
    expect(listed.get_by_role("row").nth(1)).to_contain_text("Erased")
    windows.shoot("done", page)
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_role("alert").filter(has_text="nothing is kept")).to_be_visible()
    assert all("422" in windows.complaints.pop() for _ in list(windows.complaints))  # the browser notes that answer
