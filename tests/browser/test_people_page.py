"""Who works here, with which skills, and when: the people page, and what of it the desk shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")
PEOPLE = "/console/people"


def opens_dialog(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Edit {name}").click()
    expect(page.get_by_role("dialog", name=f"Edit {name}")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shifts_and_authorities_are_written_and_read_again(shop: Shop, windows: Windows, scheme: str) -> None:
    shop.hire(f"noor-{scheme}", f"Noor {scheme.title()}", team="Billing")
    page = windows.staff(shop, "robin", PEOPLE, color_scheme=scheme, viewport={"width": 1280, "height": 1400})
    name = f"Noor {scheme.title()}"
    opens_dialog(page, name)
    dialog = page.get_by_role("dialog")
    save = dialog.get_by_role("button", name="Save")
    dialog.get_by_label("Authority").fill("credit 500, contract")
    dialog.get_by_label("Channels").fill("widget 2")
    dialog.get_by_label("Seniority").select_option("3")
    dialog.get_by_label("Shift on Monday").fill("9 to 5")
    expect(dialog.get_by_label("Shift on Monday")).to_have_attribute("aria-invalid", "true")
    expect(dialog).to_contain_text("Write such as 09:00-17:30")
    expect(save).to_be_disabled()
    dialog.get_by_label("Shift on Monday").fill("09:00-17:30")
    dialog.get_by_label("Break on Monday").fill("12:00-13:00")
    dialog.get_by_role("button", name="Monday’s hours until Friday").click()
    expect(dialog.get_by_label("Shift on Friday")).to_have_value("09:00-17:30")
    expect(dialog.get_by_label("Shift on Saturday")).to_have_value("")
    expect(dialog).to_contain_text("Say on which clock these times are read.")
    dialog.get_by_label("Time zone").fill("Europe/Berlin")
    dialog.get_by_label("Public holidays of").fill("DE-XX")
    dialog.get_by_label("Days off").fill("2026-12-24")
    windows.shoot("dialog", page)
    save.click()
    expect(dialog).to_contain_text("DE has no part 'XX'")  # the server knows what the page does not
    assert all("422" in windows.complaints.pop() for _ in list(windows.complaints))  # and the browser notes its answer
    dialog.get_by_label("Public holidays of").fill("DE-BY")
    save.click()
    expect(dialog).to_be_hidden()
    line = page.get_by_role("region", name="People").get_by_role("row").filter(has_text=name)
    expect(line).to_contain_text("mon–fri 09:00-17:30")
    expect(line).to_contain_text("Europe/Berlin")
    windows.shoot("people", page)
    opens_dialog(page, name)
    for label, value in {
        "Authority": "credit 500, contract 1",
        "Break on Friday": "12:00-13:00",
        "Days off": "2026-12-24",
    }.items():
        expect(dialog.get_by_label(label)).to_have_value(value)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_levels_are_set_in_the_matrix_with_the_keyboard(shop: Shop, windows: Windows) -> None:
    shop.hire("otto", "Otto Brandt", skills={"billing": 2})
    page = windows.staff(shop, "robin", PEOPLE)
    page.get_by_label("Name of a new skill").fill("customs")
    page.keyboard.press("Enter")
    level = page.get_by_label("Level of Otto Brandt in customs")
    level.focus()
    page.keyboard.press("4")
    page.keyboard.press("Tab")
    line = page.get_by_role("region", name="People").get_by_role("row").filter(has_text="Otto Brandt")
    expect(line).to_contain_text("billing 2, customs 4")
    page.get_by_label("Level of Otto Brandt in billing").select_option("0")
    expect(line).not_to_contain_text("billing")
    expect(line).to_contain_text("customs 4")
    windows.shoot("skills", page)


def test_the_desk_shows_the_end_of_the_shift_and_every_presence_with_its_reason(shop: Shop, windows: Windows) -> None:
    always = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat")}
    shop.hire("pia", "Pia Costa", works={"timezone": "UTC", "shifts": {**always, "sun": ["00:00-23:59"]}})
    desk = windows.desk(shop, "pia")
    desk.goes_online()
    header = desk.page.get_by_role("banner")
    expect(header).to_contain_text(re.compile(r"Your shift ends \d\d:\d\d"))
    for chosen, words in (("busy", "You are busy"), ("wrap_up", "You are wrapping up"), ("away", "You are away")):
        desk.presence.select_option(chosen)
        expect(desk.messages).to_contain_text(words)
        reason = desk.page.get_by_label("Reason for your presence")
        reason.fill("dentist")
        reason.press("Enter")
    windows.shoot("presence", desk.page)
    desk.presence.select_option("draining")
    expect(desk.messages).to_contain_text("You are finishing")
    expect(desk.presence).to_have_value("offline")  # with nobody left to finish


def test_somebody_whose_day_is_off_is_told_so(shop: Shop, windows: Windows) -> None:
    never = {"timezone": "UTC", "shifts": {"mon": ["03:00-03:01"]}}
    shop.hire("rosa", "Rosa Lind", works=never)
    desk = windows.desk(shop, "rosa")
    desk.goes_online()
    expect(desk.messages).to_contain_text("nothing new comes: outside the shift, back ")
    expect(desk.page.get_by_role("banner")).to_contain_text("Outside the shift, back ")
    expect(desk.page.get_by_role("main")).to_contain_text("You get no new chats until you are online")
    windows.shoot("off", desk.page)
    desk.page.set_viewport_size({"width": 390, "height": 700})
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    windows.shoot("off-phone", desk.page)


@pytest.fixture(scope="module")
def hasty_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Where a reservation is not waited for."""

    def hasten(policy: str) -> str:
        return policy.replace("reserve_for: 2m", "reserve_for: 3s")

    with opened(playwright, tmp_path_factory.mktemp("hasty"), hasten) as shop:
        yield shop


def test_who_lets_a_reservation_expire_is_told_and_says_when_they_are_back(hasty_shop: Shop, windows: Windows) -> None:
    desk = windows.desk(hasty_shop, "maria")
    desk.goes_online()
    windows.customer(hasty_shop).asks_for_a_person()
    expect(desk.reservation).to_be_visible()
    banner = desk.page.get_by_role("alert")
    expect(banner).to_contain_text("You did not answer a reservation")
    expect(desk.presence).to_have_value("not_responding")
    expect(desk.reservation).to_be_hidden()
    windows.shoot("banner", desk.page)
    banner.get_by_role("button", name="I’m back").click()
    expect(banner).to_be_hidden()
    expect(desk.presence).to_have_value("online")
