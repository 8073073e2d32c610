"""A customer whom nobody can help now chooses to be called back, and the team sees it on the ticket."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop


def test_a_customer_asks_to_be_called_back_and_the_ticket_says_so(shop: Shop, windows: Windows) -> None:
    ana = windows.customer(shop, "/trade")
    ana.opens()
    ana.writes("I want to talk to a human please")
    ana.sees("Trade desk is closed now and opens again", "I cannot say yet when Trade desk will answer.")
    for label in ("Answer me by e-mail", "Call me back", "No, carry on here"):
        expect(ana.log.get_by_role("button", name=label)).to_be_visible()
    windows.shoot("1-choices", ana.page)
    ana.log.get_by_role("button", name="Call me back").click()
    ana.sees("Please write your telephone number here")
    ana.writes("+49 30 1234567")
    ana.sees("We will call +49 30 1234567 about your request.")
    maria = windows.desk(shop, "maria")
    tickets = maria.inbox.get_by_role("region", name="Tickets")
    ticket = tickets.get_by_role("link", name=re.compile(r"Call \+49 30 1234567"))
    expect(ticket).to_contain_text("Trade desk")
    ticket.click()
    windows.shoot("2-ticket", maria.page)
    expect(maria.page.get_by_role("region", name="Ticket", exact=True)).to_contain_text("Call +49 30 1234567")
