"""Pages that close, pages that open twice, desks that say no: nobody is lost and nothing is told twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.screens import Customer
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def said(customer: Customer) -> list[str]:
    return customer.lines.all_inner_texts()


def test_who_closes_the_page_while_waiting_finds_the_same_conversation_and_place_again(
    shop: Shop, windows: Windows
) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    first = windows.customer(shop, "/orders")
    first.opens()
    first.writes("Where is my order 17?")
    first.sees("You wrote: Where is my order 17?")
    first.writes("I want to talk to a human please")
    first.sees("You are number 1 in line.")
    before = said(first)
    first.page.close()

    page = windows.same_browser(first.page).new_page()
    page.goto(f"{shop.site.url}/")
    again = Customer(page)
    again.opens()
    again.sees("You are number 1 in line.")
    expect(again.lines).to_have_count(len(before))
    assert said(again) == before
    expect(again.panel).to_contain_text("You are number 1 in line")
    windows.shoot("reopened", page)

    desk.accepts()
    again.sees("Maria from Billing has joined")
    assert said(again)[: len(before)] == before
    assert len(said(again)) == len(before) + 1


def test_two_tabs_of_one_visitor_show_one_conversation_live(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    one = windows.customer(shop)
    page = windows.same_browser(one.page).new_page()
    page.goto(f"{shop.site.url}/products")
    two = Customer(page)
    one.opens()
    two.opens()

    one.writes("Hello from the first tab")
    two.sees("Hello from the first tab", "You wrote: Hello from the first tab")
    two.writes("And from the second: I want to talk to a human please")
    one.sees("And from the second", "You are number 1 in line.")
    desk.accepts()
    desk.writes("I see you once")
    for tab in (one, two):
        tab.sees("I see you once")
    assert said(one) == said(two)
    expect(desk.inbox.get_by_role("link")).to_have_count(1)


def test_a_chat_that_one_agent_declines_is_proposed_to_the_next(shop: Shop, windows: Windows) -> None:
    maria, tom = windows.desk(shop, "maria"), windows.desk(shop, "tom")
    maria.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    expect(maria.reservation).to_be_visible()
    tom.goes_online()

    maria.reservation.get_by_role("button", name="Decline").click()
    expect(maria.reservation).to_be_hidden()
    tom.accepts()
    ana.sees("Tom from Customer care has joined")
    expect(maria.inbox.get_by_role("region", name="With others")).to_contain_text("Tom from Customer care")
    expect(ana.log).not_to_contain_text("declined")
    windows.shoot("declined", maria.page)


def test_outside_the_hours_the_customer_leaves_an_address_and_the_ticket_lies_in_the_desk(
    shop: Shop, windows: Windows
) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop, "/trade")
    ana.opens()
    ana.writes("I need twelve shelves. I want to talk to a human please")
    ana.sees("Trade desk is closed now and opens again")
    windows.shoot("1-closed", ana.page)

    ana.page.get_by_role("button", name="Answer me by e-mail").click()
    address = ana.page.get_by_label("Your e-mail address")
    address.fill("ana at example")
    ana.page.get_by_role("button", name="Send address").click()
    expect(ana.page.get_by_role("alert")).to_contain_text("does not look like an e-mail address")
    expect(ana.page.get_by_role("button", name="Send address")).to_be_in_viewport(ratio=1)
    address.fill("ana@studio.example")
    windows.shoot("2-address", ana.page)
    ana.page.get_by_role("button", name="Send address").click()
    ana.sees("We will write to ana@studio.example about your request")
    windows.shoot("3-left", ana.page, desk.page)

    tickets = desk.inbox.get_by_role("region", name="Tickets")
    tickets.get_by_role("link").filter(has_text="ana@studio.example").click()
    expect(desk.briefing).to_contain_text("twelve shelves")
    expect(desk.page.get_by_role("region", name="Ticket", exact=True)).to_contain_text("ana@studio.example")
    windows.shoot("4-ticket", desk.page)
    desk.page.get_by_role("button", name="Pick up").click()
    ana.sees("Maria from Billing is here to pick up your request")
    desk.writes("Twelve shelves are on stock.")
    ana.sees("Twelve shelves are on stock.")


def test_when_nobody_is_at_work_the_customer_is_told_at_once(shop: Shop, windows: Windows) -> None:
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("I want to talk to a human please")
    ana.sees("Nobody from Customer care is here right now")
    expect(ana.panel).not_to_contain_text("in line")
    windows.shoot("nobody", ana.page)
