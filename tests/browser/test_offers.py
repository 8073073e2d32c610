"""Questions to the customer, answered by a button."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def test_yes_to_the_offer_brings_a_person_and_the_buttons_go(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("agent")
    ana.sees("Would you like me to bring in a person?")
    windows.shoot("1-offer", ana.page)
    ana.page.get_by_role("button", name="Yes, a person please").click()
    ana.sees("You chose: Yes, a person please", "I am passing you on to Customer care")
    expect(ana.page.get_by_role("button", name="No, carry on here")).to_be_hidden()
    desk.accepts()
    ana.sees("Maria from Billing has joined")


def test_no_to_the_offer_leaves_the_customer_with_the_bot(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("agent")
    ana.page.get_by_role("button", name="No, carry on here").click()
    ana.sees("All right, we carry on here.")
    ana.writes("What does a lamp cost?")
    ana.sees("You wrote: What does a lamp cost?")
    expect(ana.panel).to_contain_text("Automated assistant")


def test_who_is_about_to_leave_is_offered_a_person_without_asking(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("Hello")
    ana.sees("You wrote: Hello")
    ana.page.goto(f"{shop.site.url}/account/cancel")
    ana.sees("Would you like me to bring in a person?")
    windows.shoot("offer", ana.page)


def test_a_visitor_who_never_wrote_is_offered_a_person_on_the_page_where_customers_leave(
    shop: Shop, windows: Windows
) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop, "/account/cancel")
    expect(ana.launcher).to_have_accessible_name("Open chat, 1 unread message")
    expect(ana.page.get_by_role("status").filter(has_text="Would you like me to bring in a person?")).to_be_visible()
    windows.shoot("unasked", ana.page)
    ana.opens()
    ana.page.get_by_role("button", name="Yes, a person please").click()
    ana.sees("I am passing you on to Customer care")


def test_who_comes_back_to_the_prices_for_the_third_time_is_offered_a_person(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)

    def told(path: str) -> AbstractContextManager[object]:
        return ana.page.expect_response(lambda answer: answer.url.endswith(path) and answer.request.method == "POST")

    for path in ("/pricing?plan=team", "/docs", "/pricing"):
        with told("/session"):
            ana.page.goto(shop.site.url + path)
        with told("/session"):
            ana.page.reload()  # no second visit
    with told("/visits"):
        ana.page.evaluate("history.pushState({}, '', '/faq')")  # a page that changes without loading
    expect(ana.launcher).to_have_accessible_name("Open chat")
    ana.page.evaluate("history.pushState({}, '', '/pricing')")
    expect(ana.launcher).to_have_accessible_name("Open chat, 1 unread message")
    ana.opens()
    ana.page.get_by_role("button", name="Yes, a person please").click()
    ana.sees("I am passing you on to Customer care")
    desk = windows.desk(shop, "maria")
    desk.accepts()
    desk.briefing.get_by_role("button", name="More").click()
    expect(desk.briefing.get_by_text("/faq")).to_be_visible()
    expect(desk.briefing).not_to_contain_text("plan=team")
