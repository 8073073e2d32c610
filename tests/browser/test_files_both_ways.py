"""A customer sends a picture, a human agent downloads it and answers with a PDF: in two browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, Playwright, expect

from browser.conftest import Windows
from browser.screens import Customer, Desk
from browser.shop import Shop, opened
from fakes.file_corpus import HOSTILE, pdf, png

pytestmark = pytest.mark.usefixtures("quiet")
LAMP = png(64, 64)
NARROW = {"viewport": {"width": 390, "height": 780}}


@pytest.fixture(scope="module")
def file_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop that takes files from everybody."""

    def adapt(policy: str) -> str:
        return policy + "files: {customers: everybody, largest_mb: 1, per_message: 2}\n"

    with opened(playwright, tmp_path_factory.mktemp("files"), adapt) as shop:
        yield shop


def payload(name: str, content: bytes, kind: str = "application/octet-stream") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


def attaches(page: Page, *files: FilePayload) -> None:
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Attach a file").click()
    choosing.value.set_files(list(files))


def downloads(page: Page, link: Locator, folder: Path) -> tuple[str, bytes]:
    with page.expect_download() as download:
        link.click()
    kept = folder / "downloaded"
    download.value.save_as(kept)
    return download.value.suggested_filename, kept.read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_goes_one_way_and_a_pdf_the_other(
    file_shop: Shop, windows: Windows, tmp_path: Path, scheme: str
) -> None:
    narrow = scheme == "dark"
    options = {"color_scheme": scheme, **(NARROW if narrow else {})}
    desk = windows.desk(file_shop, "maria", color_scheme=scheme)
    desk.goes_online()
    ana = windows.customer(file_shop, "/orders", **options)
    ana.asks_for_a_person()
    desk.accepts()

    attaches(ana.page, payload("lamp <b>.png", LAMP, "image/png"))
    expect(ana.panel.get_by_role("list", name="Files")).to_contain_text("lamp <b>.png")
    expect(ana.panel.get_by_role("progressbar")).to_have_count(0)
    windows.shoot(f"1-chosen-{scheme}", ana.page)
    ana.field.press("Enter")
    ana.sees("lamp _b_.png")
    link = desk.log.get_by_role("link", name="Download lamp _b_.png")
    assert downloads(desk.page, link, tmp_path) == ("lamp _b_.png", LAMP)

    attaches(desk.page, payload("Rücksendung.pdf", pdf(), "application/pdf"))
    expect(desk.page.get_by_role("list", name="Files to send")).to_contain_text("Rücksendung.pdf")
    expect(desk.page.get_by_role("progressbar")).to_have_count(0)
    desk.field.fill("Print this and put it into the parcel.")
    windows.shoot(f"2-answer-{scheme}", desk.page)
    desk.page.get_by_role("button", name="Send", exact=True).click()
    ana.sees("Print this and put it into the parcel.", "Rücksendung.pdf")
    button = ana.log.get_by_role("button", name=re.compile("^Download Rücksendung.pdf"))
    assert downloads(ana.page, button, tmp_path) == ("Rücksendung.pdf", pdf())
    windows.shoot(f"3-both-{scheme}", ana.page, desk.page)
    file_shop.tidy()


def test_what_is_not_taken_is_said_beside_the_file_and_can_be_taken_out(file_shop: Shop, windows: Windows) -> None:
    ana = windows.customer(file_shop, "/orders", **NARROW)
    ana.opens()
    attaches(
        ana.page,
        payload("large.txt", b"x" * (1024 * 1024 + 1)),
        payload("program.png", HOSTILE["program of windows"], "image/png"),
        payload("fine.txt", b"fine"),
    )
    chosen = ana.panel.get_by_role("list", name="Files")
    expect(chosen).to_contain_text("It is larger than 1 MB.")
    expect(chosen).to_contain_text("This kind of file is not taken, or it is damaged. Taken are: jpg, jpeg, png")
    windows.shoot("4-refused", ana.page)
    for name in ("large.txt", "program.png"):
        ana.page.get_by_role("button", name=f"Remove {name}").press("Enter")
        expect(ana.page.get_by_role("button", name="Attach a file")).to_be_focused()
    expect(chosen.get_by_role("listitem")).to_have_count(1)
    expect(chosen.get_by_role("progressbar")).to_have_count(0)
    ana.writes("Here it is")
    ana.sees("Here it is", "fine.txt")
    windows.complaints[:] = [one for one in windows.complaints if "415" not in one]  # the browser's own line about it


def test_a_picture_is_pasted_and_another_dropped(file_shop: Shop, windows: Windows) -> None:
    ana = windows.customer(file_shop, "/orders")
    ana.opens()
    give = """(element, [kind, name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
        const made = { bubbles: true, cancelable: true, composed: true };
        element.dispatchEvent(kind === "paste"
            ? new ClipboardEvent("paste", { ...made, clipboardData: data })
            : new DragEvent("drop", { ...made, dataTransfer: data }));
    }"""
    ana.field.evaluate(give, ["paste", "pasted.png", list(LAMP)])
    ana.panel.evaluate(give, ["drop", "dropped.png", list(png(3, 3))])
    chosen = ana.panel.get_by_role("list", name="Files")
    expect(chosen).to_contain_text("pasted.png")
    expect(chosen).to_contain_text("dropped.png")
    expect(chosen.get_by_role("progressbar")).to_have_count(0)
    ana.writes("Two of them")
    ana.sees("pasted.png", "dropped.png")


def test_where_the_policy_does_not_take_files_nothing_offers_it(shop: Shop, windows: Windows) -> None:
    ana: Customer = windows.customer(shop, "/orders")
    desk: Desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana.asks_for_a_person()
    desk.accepts()
    expect(ana.page.get_by_role("button", name="Attach a file")).to_have_count(0)
    expect(desk.page.get_by_role("button", name="Attach a file")).to_be_visible()
