"""From the bot to a person and back, as the two of them see it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def test_a_customer_goes_from_the_bot_to_a_person_and_back(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop, "/orders")

    ana.opens()
    ana.writes("Where is my order 17?")
    ana.sees("You wrote: Where is my order 17?")
    expect(ana.panel).to_contain_text("Automated assistant")
    windows.shoot("1-bot", ana.page)

    ana.writes("No, that does not help. I want to talk to a human please")
    ana.sees("I am passing you on to Customer care")
    expect(ana.panel).to_contain_text("Waiting for a person")
    expect(ana.panel).to_contain_text("number 1")
    expect(desk.reservation).to_contain_text("“I want to talk to a human”")
    windows.shoot("2-waiting", ana.page, desk.page)

    desk.accepts()
    for words in (
        "Unnamed customer",
        "not verified",
        "Where is my order 17?",
        "“I want to talk to a human”",
        "that does not help",
        "Orders",
    ):
        expect(desk.briefing).to_contain_text(words)
    ana.sees("Maria from Billing has joined")
    expect(ana.panel.locator("#who")).to_have_text("Maria from Billing")
    windows.shoot("3-joined", ana.page, desk.page)

    desk.field.press_sequentially("Hello Ana")
    expect(ana.panel).to_contain_text("Maria from Billing is writing…")
    desk.field.press("Enter")
    ana.sees("Hello Ana")
    ana.field.press_sequentially("It was due on Monday")
    expect(desk.page.get_by_text("The customer is writing…")).to_be_visible()
    ana.field.press("Enter")
    desk.sees("It was due on Monday")

    desk.notes("has waited since Monday, be kind")
    desk.sees("has waited since Monday, be kind")
    desk.writes("It arrives tomorrow.")
    ana.sees("It arrives tomorrow.")
    expect(ana.log).not_to_contain_text("be kind")
    windows.shoot("4-talking", ana.page, desk.page)

    desk.hands_back("arrives tomorrow, nothing left to do")
    ana.sees("Maria from Billing has left", "My colleague noted: arrives tomorrow, nothing left to do")
    expect(ana.panel).to_contain_text("Automated assistant")
    desk.sees("Maria from Billing handed back to the bot", "I am back.")
    windows.shoot("5-back", ana.page, desk.page)

    ana.page.get_by_role("button", name=re.compile("^5")).click()
    ana.page.get_by_label("Anything to add?").fill("quick and kind")
    ana.page.get_by_role("button", name="Send rating").click()
    ana.sees("Thank you for telling us.")
    desk.sees(re.compile("Rated 5 of 5.*quick and kind"))
    expect(ana.log).not_to_contain_text("be kind")
    windows.shoot("6-rated", ana.page, desk.page)
