"""The customer's own way back to the assistant: asked about first, told to everybody, and never the end of the talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Route, expect

from browser.conftest import Windows
from browser.screens import Customer, Desk
from browser.shop import Shop

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
BACK = "Back to the assistant"


def with_maria(shop: Shop, windows: Windows, **options: object) -> tuple[Customer, Desk]:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop, "/lamps", **options)
    ana.opens()
    ana.writes("Hello there")
    ana.sees("You wrote: Hello there")
    ana.writes("I want to talk to a human please")
    desk.accepts()
    ana.sees("Maria from Billing has joined")
    return ana, desk


def button(ana: Customer, name: str) -> Locator:
    return ana.panel.get_by_role("button", name=name, exact=True)


def question(ana: Customer) -> Locator:
    return ana.panel.get_by_role("group", name="End the conversation with this person?")


def goes_back(ana: Customer) -> None:
    button(ana, BACK).click()
    question(ana).get_by_role("button", name=BACK).click()
    expect(question(ana)).to_be_hidden()


@pytest.mark.usefixtures("quiet")
def test_the_customer_goes_back_while_the_human_writes_and_may_ask_for_a_human_again(
    shop: Shop, windows: Windows
) -> None:
    ana, desk = with_maria(shop, windows)
    expect(button(ana, "End chat")).to_be_hidden()  # one way out at a time
    desk.field.fill("I am just looking for your order")
    goes_back(ana)
    ana.sees("Your chat with Maria from Billing has ended", "How did we do with your request?", "I am back.")
    expect(ana.field).to_be_focused()
    expect(button(ana, "End chat")).to_be_visible()
    windows.shoot("1-back", ana.page)

    desk.sees(re.compile(r"ended the chat with Maria from Billing and went back to the bot"))
    told = desk.page.get_by_text("ended the chat with you: the bot speaks again")
    expect(told).to_be_visible()
    expect(desk.field).to_have_value("I am just looking for your order")
    desk.field.press("Enter")  # goes nowhere: the customer did not ask for more
    expect(desk.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    windows.shoot("2-desk", desk.page)

    ana.writes("One more thing")
    ana.sees("You wrote: One more thing")
    ana.writes("I want to talk to a human please")
    desk.accepts()
    expect(told).to_be_hidden()
    desk.field.press("Enter")
    ana.sees("I am just looking for your order")
    expect(button(ana, BACK)).to_be_visible()


@pytest.mark.usefixtures("quiet")
def test_with_the_keyboard_it_is_asked_left_alone_and_confirmed(shop: Shop, windows: Windows) -> None:
    ana, desk = with_maria(shop, windows)
    button(ana, BACK).press("Enter")
    stay = question(ana).get_by_role("button", name="No, stay")
    expect(stay).to_be_focused()
    stay.press("Escape")
    expect(question(ana)).to_be_hidden()
    expect(ana.panel).to_be_visible()
    expect(button(ana, BACK)).to_be_focused()
    button(ana, BACK).press("Enter")
    stay.press("Enter")
    expect(button(ana, BACK)).to_be_focused()
    button(ana, BACK).press("Enter")
    stay.press("Shift+Tab")
    ana.page.keyboard.press("Enter")
    expect(ana.field).to_be_focused()
    desk.sees("went back to the bot")


@pytest.mark.usefixtures("quiet")
def test_who_waits_stops_waiting_on_a_phone_in_the_dark(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop, "/lamps", color_scheme="dark", **PHONE)
    ana.asks_for_a_person()
    button(ana, "Stop waiting").click()
    asked = ana.panel.get_by_role("group", name="You lose your place in line.")
    windows.shoot("1-asked", ana.page)
    asked.get_by_role("button", name="Stop waiting").click()
    expect(asked).to_be_hidden()
    ana.sees("I am back.")
    expect(desk.reservation).to_be_hidden()
    ana.writes("And the green one?")
    ana.sees("You wrote: And the green one?")


@pytest.mark.usefixtures("quiet")
def test_who_is_asked_while_waiting_is_not_taken_from_a_human_who_came_meanwhile(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    button(ana, "Stop waiting").click()
    stop = ana.panel.get_by_role("group", name="You lose your place in line.")
    expect(stop).to_be_visible()
    desk.accepts()
    expect(stop).to_be_hidden()
    expect(ana.field).to_be_focused()
    expect(button(ana, BACK)).to_be_visible()
    expect(question(ana)).to_be_hidden()


def test_a_lost_answer_is_told_and_asking_again_is_the_same_wish(shop: Shop, windows: Windows) -> None:
    ana, _ = with_maria(shop, windows)
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.abort()
        else:
            route.continue_()

    ana.page.route("**/handback", lose)
    button(ana, BACK).click()
    question(ana).get_by_role("button", name=BACK).click()
    expect(question(ana).get_by_role("alert")).to_have_text("That did not work. Please try again.")
    windows.shoot("1-lost", ana.page)
    question(ana).get_by_role("button", name=BACK).click()
    expect(question(ana)).to_be_hidden()
    ana.sees("I am back.")
    assert len(keys) == 2
    assert keys[0] == keys[1] != ""


@pytest.mark.usefixtures("quiet")
def test_where_there_is_no_button_the_desk_sees_that_segue_asks_and_what_came_of_it(
    shop: Shop, windows: Windows
) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    shop.bot.call("/v1/conversations", {"id": "by-phone"})

    def says(number: int, text: str) -> None:
        shop.bot.call("/v1/conversations/by-phone/messages", {"id": f"p{number}", "role": "end_user", "text": text})

    says(1, "I want to talk to a human please")
    desk.accepts()
    says(2, "That's all, thank you, bye")
    desk.sees("Shall I end the chat with Maria from Billing?", "Segue asks, since they seem to be done.")
    windows.shoot("1-asked", desk.page)
    says(3, "yes")
    desk.sees("The customer wants to end this chat", "The customer ended the chat with Maria from Billing")
    expect(desk.page.get_by_text("ended the chat with you: the bot speaks again")).to_be_visible()
    windows.shoot("2-answered", desk.page)


@pytest.fixture
def translated(shop: Shop) -> Iterator[Callable[[Customer, str], None]]:
    """Shows a customer the page they are on in another language, with the chat open."""

    def show(ana: Customer, language: str) -> None:
        shop.site.language = language
        ana.page.reload()
        expect(ana.page.locator("segue-chat")).to_be_attached()
        ana.page.evaluate("window.Segue.open()")
        expect(ana.panel).to_contain_text("Maria from Billing")

    yield show
    shop.site.language = "en"


@pytest.mark.usefixtures("quiet")
def test_nothing_is_wider_than_the_chat_in_any_language(
    shop: Shop, windows: Windows, translated: Callable[[Customer, str], None]
) -> None:
    ana, _ = with_maria(shop, windows, viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    for language in ("de", "fr", "pt", "nl"):
        translated(ana, language)
        for width in (320, 390, 1280):
            ana.page.set_viewport_size({"width": width, "height": 700})
            assert ana.page.evaluate(TOO_WIDE) == []
            windows.shoot(f"1-{language}-{width}", ana.page)
        ana.page.locator("segue-chat .way").click()
        expect(ana.panel.get_by_role("group").first).to_be_visible()
        ana.page.set_viewport_size({"width": 320, "height": 700})
        assert ana.page.evaluate(TOO_WIDE) == []
        windows.shoot(f"2-{language}", ana.page)


TOO_WIDE = """() => {
  const head = document.querySelector("segue-chat").shadowRoot.querySelector(".head");
  const edge = head.getBoundingClientRect().right + 1;
  const shown = [...head.querySelectorAll("p, button, button span")].filter((one) => one.getClientRects().length);
  return shown.filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.textContent);
}"""
