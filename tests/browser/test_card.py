"""The briefing on the desk: read in ten seconds, and the rest one click away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from browser.conftest import Windows
from browser.screens import Desk
from browser.shop import Shop
from fakes.example_package import FULL, HANDOFF
from segue.domain.renderings import card, card_view

pytestmark = pytest.mark.usefixtures("quiet")

WORDS = 120
CARD: dict[str, Any] = json.loads(json.dumps(card_view(card(FULL, HANDOFF))))
NARROW, USUAL, WIDE = (390, 844), (1280, 800), (1920, 1080)


def with_full_card(page: Page) -> None:
    """The server's own rendering of a package in which every field says something, in place of the conversation's."""

    def answer(route: Route) -> None:
        fetched = route.fetch()
        route.fulfill(response=fetched, json={**fetched.json(), "card": CARD})

    page.route("**/v1/desk/conversations/*", answer)


def opened(shop: Shop, windows: Windows, size: tuple[int, int] = USUAL, **options: Any) -> Desk:
    desk = windows.desk(shop, "maria", viewport={"width": size[0], "height": size[1]}, **options)
    with_full_card(desk.page)
    desk.goes_online()
    ana = windows.customer(shop, "/orders")
    ana.opens()
    ana.writes("I see two payments of 1,290 euros on my statement.")
    ana.sees("You wrote: I see two payments")
    ana.writes("I want to talk to a human please")
    ana.sees("I am passing you on to")
    desk.accepts()
    expect(desk.briefing).to_contain_text("Ana Duarte")
    return desk


@pytest.mark.parametrize("size", [NARROW, USUAL, WIDE], ids=["390", "1280", "1920"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_card_has_at_most_120_words_before_more(
    shop: Shop, windows: Windows, size: tuple[int, int], scheme: str
) -> None:
    desk = opened(shop, windows, size, color_scheme=scheme)
    windows.shoot(f"card-{scheme}-{size[0]}", desk.page)
    seen = desk.briefing.inner_text()
    assert len(seen.split()) <= WORDS, seen
    for words in (
        *("verified", "high urgency", "enterprise", "48,000 a year"),
        *("Wants the second charge of 1,290 euros", "charged twice on 18 November"),
        "“You charged me twice for order 4711, and nobody answers!”",
        *("Your order 4711 was paid once.", "did not help", "angry since the bot denied the second charge"),
        "Hello Ana, I am looking at the two charges",
    ):
        assert words in seen, f"{words!r} is not before More"
    too_wide = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0
    desk.briefing.get_by_role("button", name="More").click()
    windows.shoot(f"more-{scheme}-{size[0]}", desk.page)


def test_behind_more_is_everything_else(shop: Shop, windows: Windows) -> None:
    desk = opened(shop, windows)
    more = desk.briefing.get_by_role("button", name="More")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(desk.briefing.get_by_text("Renews in January.")).to_be_hidden()
    more.focus()
    desk.page.keyboard.press("Enter")
    for section in CARD["more"]:
        expect(desk.briefing).to_contain_text(section["head"])
        for line in section["lines"]:
            for words in (line["label"], line["text"], line["quote"], line["answer"], line["tag"], line["source"]):
                expect(desk.briefing).to_contain_text(words)
    desk.briefing.get_by_role("button", name="Less").press("Enter")
    expect(desk.briefing.get_by_text("Renews in January.")).to_be_hidden()


@pytest.mark.parametrize("height", [640, 863])
def test_the_open_card_leaves_the_composer_and_a_line_of_the_log_in_the_window(
    shop: Shop, windows: Windows, height: int
) -> None:
    desk = opened(shop, windows, (1280, height))
    desk.briefing.get_by_role("button", name="More").click()
    expect(desk.field).to_be_in_viewport(ratio=1)
    expect(desk.page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
    assert desk.page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    log = desk.log.bounding_box()
    assert log is not None
    assert log["height"] >= 60


def test_the_suggested_first_sentence_goes_into_the_composer_and_is_not_sent(shop: Shop, windows: Windows) -> None:
    desk = opened(shop, windows)
    desk.briefing.get_by_role("button", name="Use the suggested first sentence").click()
    expect(desk.field).to_have_value("Hello Ana, I am looking at the two charges for order 4711 right now.")
    expect(desk.field).to_be_focused()
    expect(desk.log).not_to_contain_text("I am looking at the two charges")


def test_a_highlight_leads_to_its_line_in_the_conversation(shop: Shop, windows: Windows) -> None:
    desk = opened(shop, windows)
    desk.briefing.get_by_role("button", name="More").click()
    desk.briefing.get_by_role("button", name="show line 3 in the conversation").click()
    line = desk.page.locator("#entry-3")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()


def test_a_summary_that_a_model_wrote_is_marked(shop: Shop, windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = [{**one, "mark": "machine-written by gpt-mini"} if one["id"] == "what" else one for one in CARD["top"]]
    monkeypatch.setitem(CARD, "top", marked)
    desk = opened(shop, windows)
    expect(desk.briefing).to_contain_text("machine-written by gpt-mini")
