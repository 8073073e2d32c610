"""Draft replies in the desk: what they are made from, and that only the human sends."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from browser.conftest import Windows
from browser.screens import Customer, Desk
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")
KNOWLEDGE = "knowledge: {help: {kind: folder, path: articles, language: en}}\n"
RETURNS = """---
title: Return something
url: https://shop.example/help#returns
labels: [send back]
---
You have 30 days. Open Orders, choose Return, and print the label.
"""
PRESSES_WHEN_IT_APPEARS = """() => {
  new MutationObserver((_, watching) => {
    if (!document.querySelector("[aria-keyshortcuts='Alt+U']")) return;
    watching.disconnect();
    window.dispatchEvent(new KeyboardEvent("keydown", {code: "KeyU", altKey: true}));
  }).observe(document, {subtree: true, childList: true});
}"""
GUARANTEE = "# Guarantee\n\nFrames have a guarantee of five years, fabrics of two.\n"


@pytest.fixture(scope="module")
def assisted_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Its general queue takes drafts, and its bot helps."""
    folder = tmp_path_factory.mktemp("assisted")
    (folder / "articles").mkdir()
    (folder / "articles" / "returns.md").write_text(RETURNS, "utf-8")
    (folder / "articles" / "guarantee.md").write_text(GUARANTEE, "utf-8")

    def adapt(policy: str) -> str:
        return policy.replace("reserve_for: 2m,", "reserve_for: 2m, drafts: true, bot: helps,") + KNOWLEDGE

    with opened(playwright, folder, adapt) as shop:
        yield shop


@pytest.fixture
def assisted(assisted_shop: Shop) -> Iterator[Shop]:
    yield assisted_shop
    assisted_shop.tidy()


def together(shop: Shop, windows: Windows, alias: str = "maria") -> tuple[Customer, Desk]:
    desk = windows.desk(shop, alias)
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    desk.accepts()
    return ana, desk


def test_a_draft_is_used_changed_and_sent_by_the_human_alone(assisted: Shop, windows: Windows) -> None:
    ana, desk = together(assisted, windows)
    ana.writes("How do I return the lamp, is there a label?")
    expect(desk.draft).to_contain_text("You have 30 days.")
    expect(desk.draft).to_contain_text("From knowledge and resolved cases")
    link = desk.draft.get_by_role("link", name=re.compile("^Return something"))
    expect(link).to_have_attribute("href", "https://shop.example/help#returns")
    windows.shoot("1-draft", desk.page)

    desk.draft.get_by_role("button", name="Use").click()
    expect(desk.field).to_have_value(re.compile(r"You have 30 days\."))
    expect(desk.field).to_be_focused()
    expect(desk.draft.get_by_role("button", name="In the composer")).to_be_disabled()
    expect(ana.log).not_to_contain_text("You have 30 days")  # a draft is not a message
    windows.shoot("2-used", desk.page)

    desk.field.fill(desk.field.input_value().replace("30 days", "60 days, as a club member"))
    desk.field.press("Enter")
    ana.sees("You have 60 days, as a club member")
    expect(desk.draft).to_be_hidden()


def test_a_draft_goes_when_the_customer_writes_again_and_when_it_is_rejected(assisted: Shop, windows: Windows) -> None:
    ana, desk = together(assisted, windows)
    ana.writes("How do I return the lamp, is there a label?")
    expect(desk.draft).to_contain_text("You have 30 days.")
    ana.writes("And how long is the guarantee on the fabrics?")
    expect(desk.draft).to_contain_text("Frames have a guarantee")
    expect(desk.draft).not_to_contain_text("30 days")

    desk.draft.get_by_role("button", name="Reject").click()
    expect(desk.draft).to_be_hidden()
    desk.page.reload()
    desk.sees("How do I return the lamp")
    expect(desk.draft).to_be_hidden()


def test_a_bot_that_helps_drafts_for_the_human(assisted: Shop, windows: Windows) -> None:
    assisted.bot.drafts = lambda text: f"Please tell the customer about: {text}"
    ana, desk = together(assisted, windows)
    ana.writes("My cat is called Felix")
    expect(desk.draft).to_contain_text("Please tell the customer about: My cat is called Felix")
    expect(desk.draft).to_contain_text("From the bot: shop-bot")
    expect(ana.log).not_to_contain_text("Please tell the customer")
    desk.page.keyboard.press("Alt+U")
    expect(desk.field).to_have_value("Please tell the customer about: My cat is called Felix")


def test_the_key_works_the_moment_the_draft_is_there(assisted: Shop, windows: Windows) -> None:
    assisted.bot.drafts = lambda text: f"Please tell the customer about: {text}"
    ana, desk = together(assisted, windows)
    desk.page.evaluate(PRESSES_WHEN_IT_APPEARS)
    ana.writes("My cat is called Felix")
    expect(desk.field).to_have_value("Please tell the customer about: My cat is called Felix")


def test_hostile_words_in_a_draft_are_shown_as_words(assisted: Shop, windows: Windows) -> None:
    assisted.bot.drafts = lambda _: "<img src=x onerror=alert(1)><b>bold</b>"
    ana, desk = together(assisted, windows)
    ana.writes("My cat is called Felix")
    expect(desk.draft).to_contain_text("<img src=x onerror=alert(1)><b>bold</b>")


def test_what_is_related_is_listed_with_resolved_cases(assisted: Shop, windows: Windows) -> None:
    ben, desk = together(assisted, windows)
    ben.writes("The armrest of my Fjord sofa squeaks so loudly")
    desk.sees("squeaks")
    desk.writes("Please tighten the two bolts under the armrest with the hex key.")
    ben.sees("tighten the two bolts")
    desk.page.get_by_role("button", name="Resolve").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Outcome").fill("Bolts tightened")
    dialog.get_by_label("Right call").check()
    dialog.get_by_role("button", name="Resolve").click()
    expect(dialog).to_be_hidden()

    ana = windows.customer(assisted)
    ana.asks_for_a_person()
    desk.accepts()
    ana.writes("There is a loud squeak from the armrest of our sofa")
    expect(desk.draft).to_contain_text("tighten the two bolts under the armrest")
    source = desk.draft.get_by_role("link", name="The armrest of my Fjord sofa squeaks so loudly")
    expect(source).to_be_visible()
    ana.writes("Thanks. And the guarantee of the frame, is that for the armrest of the sofa too?")
    desk.page.get_by_text("Related articles and cases").click()
    related = desk.page.get_by_role("list", name="Related articles and cases")
    expect(related.get_by_role("listitem").first).to_be_visible()
    windows.shoot("3-related", desk.page)
    box = desk.field.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 720


def test_on_a_phone_the_draft_leaves_room_for_the_conversation(assisted: Shop, windows: Windows) -> None:
    desk = windows.desk(assisted, "maria", viewport={"width": 390, "height": 844}, color_scheme="dark")
    desk.goes_online()
    ana = windows.customer(assisted)
    ana.asks_for_a_person()
    desk.accepts()
    ana.writes("How do I return the lamp, is there a label?")
    expect(desk.draft).to_contain_text("You have 30 days.")
    windows.shoot("4-phone", desk.page)
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box, field = desk.draft.bounding_box(), desk.field.bounding_box()
    assert box is not None
    assert field is not None
    assert box["height"] < 844 * 0.4
    assert field["y"] + field["height"] <= 844


def test_what_became_of_the_draft_is_told_to_the_desk(assisted: Shop, windows: Windows) -> None:
    ana, desk = together(assisted, windows)
    ana.writes("How do I return the lamp, is there a label?")
    desk.draft.get_by_role("button", name="Use").click()
    expect(desk.field).to_have_value(re.compile(r"You have 30 days\."))
    with desk.page.expect_response(re.compile(r"/messages$")) as answer:
        desk.field.press("Enter")
    assert answer.value.json()["draft"] == "accepted"
