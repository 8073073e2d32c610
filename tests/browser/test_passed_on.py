"""After a transfer the customer may look at what is passed on: one collapsed line, never in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import Windows
from browser.screens import Customer
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def card(ana: Customer) -> Locator:
    return ana.log.locator("details")


def test_a_page_that_the_customer_keeps_back_is_gone_from_the_desk(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop, "/returns")
    ana.opens()
    ana.writes("My kettle hums at night")
    ana.sees("You wrote: My kettle hums at night")
    ana.writes("I want to talk to a human please")
    expect(card(ana)).not_to_have_attribute("open", "")  # one line, and the conversation goes on
    desk.accepts()
    expect(desk.briefing).to_contain_text("kettle")
    ana.log.get_by_text("What is passed on").click()
    windows.shoot("1-open", ana.page)
    pages = card(ana).get_by_role("checkbox", name="Keep back: Pages you looked at")
    pages.check()
    matter = card(ana).get_by_role("textbox", name="What it is about")
    expect(matter).to_have_value("My kettle hums at night")
    matter.fill("The kettle I bought in May hums")
    card(ana).get_by_role("button", name="Save").click()
    expect(card(ana).get_by_role("status")).to_have_text("Saved.")
    windows.shoot("2-saved", ana.page)
    expect(desk.briefing).to_contain_text("The kettle I bought in May hums")
    expect(desk.page.get_by_text("/returns")).to_have_count(0)
    ana.page.reload()
    ana.log.get_by_text("What is passed on").click()
    expect(card(ana).get_by_role("checkbox", name="Keep back: Pages you looked at")).to_be_checked()


def test_it_can_be_opened_and_changed_with_the_keyboard_alone(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop, "/returns")
    ana.asks_for_a_person()
    ana.log.locator("summary").focus()
    ana.page.keyboard.press("Enter")
    box = card(ana).get_by_role("checkbox").first
    expect(box).to_be_visible()
    box.focus()
    ana.page.keyboard.press("Space")
    expect(box).to_be_checked()


def test_before_a_transfer_there_is_no_such_line(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("Hello")
    ana.sees("You wrote: Hello")
    expect(ana.log.locator("details")).to_have_count(0)
