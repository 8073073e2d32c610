"""Who writes the policy sees at once what a draft makes of a conversation, how it would end, what it would change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")

ASKS = "asks_for_human == 'clear'"


class Bench:
    """The trigger page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.draft = page.get_by_label("Policy draft")
        self.state = page.get_by_role("status", name="State of the draft")
        self.shown = page.get_by_role("status", name="Which version is shown")
        self.weighed = page.get_by_role("list", name="Triggers weighed")
        self.views = page.get_by_role("group", name="What to look at")

    def line(self, number: int) -> Locator:
        return self.page.get_by_label(f"Line {number}", exact=True)

    def looks_at(self, view: str) -> None:
        self.views.get_by_role("button", name=view).click()

    def changes(self, old: str, new: str) -> int:
        """In the draft. Answers the number of the line."""
        text = self.draft.input_value()
        assert old in text
        self.draft.fill(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1


@pytest.fixture
def bench(shop: Shop, windows: Windows) -> Bench:
    return Bench(windows.staff(shop, "robin", "/console/triggers"))


def test_a_sentence_lights_up_triggers_and_signals_as_it_is_typed(bench: Bench, windows: Windows) -> None:
    bench.line(1).fill("I want to talk to a human <b>now</b>")
    fired = bench.weighed.get_by_role("listitem").filter(has_text="asks-for-human")
    expect(fired).to_contain_text("Fired")
    expect(bench.page.get_by_role("mark").first).to_contain_text("talk to a")
    wants = bench.page.get_by_role("list", name="Signals").get_by_role("listitem").filter(has_text="Wants a person")
    expect(wants).to_contain_text(re.compile(r"0\.[5-9]|1\.00"))
    windows.shoot("try", bench.page)
    bench.line(1).fill("Where is my parcel?")
    quiet = bench.page.get_by_role("list", name="Triggers that stayed quiet")
    expect(quiet.get_by_role("listitem").filter(has_text="asks-for-human")).to_contain_text("needs asks_for_human")


def test_a_whole_conversation_is_written_line_by_line_or_pasted_at_once(bench: Bench) -> None:
    bench.line(1).fill("Where is my parcel?")
    bench.line(1).press("Enter")
    expect(bench.line(2)).to_be_focused()
    bench.line(2).fill("bot: Have you looked at the tracking page?")
    expect(bench.page.get_by_label("Who writes line 2")).to_have_value("bot")
    expect(bench.line(2)).to_have_value("Have you looked at the tracking page?")
    bench.line(2).press("Enter")
    bench.line(3).fill("That did not help, get me a human")
    said = bench.page.get_by_role("list", name="Conversation", exact=True)
    expect(said.get_by_text("failed attempts 1")).to_be_visible()
    bench.page.get_by_role("button", name="Remove line 2").click()
    expect(bench.line(2)).to_have_value("That did not help, get me a human")


def test_who_types_without_a_pause_writes_each_line_where_it_belongs(bench: Bench) -> None:
    said = ["hello there", "bot: I do not know.", "bot: second", "where is it"]
    bench.line(1).focus()
    for words in said:
        bench.page.keyboard.type(words)
        bench.page.keyboard.press("Enter")
    lines = [bench.line(number).input_value() for number in range(1, 6)]
    assert lines == ["hello there", "I do not know.", "second", "where is it", ""]
    sides = [bench.page.get_by_label(f"Who writes line {number}").input_value() for number in range(1, 5)]
    assert sides == ["customer", "bot", "bot", "customer"]


def test_a_mistake_is_marked_in_its_line_and_the_last_good_draft_still_shown(bench: Bench, windows: Windows) -> None:
    bench.line(1).fill("I want to talk to a human")
    expect(bench.weighed).to_contain_text("asks-for-human")
    line = bench.changes(ASKS, "asks_for_human == 'claer'")
    expect(bench.state).to_contain_text("1 problem")
    expect(bench.shown).to_contain_text("last version that had none")
    result = bench.page.get_by_role("status", name="Result of the check")
    expect(result).to_contain_text("Did you mean 'clear'?")
    result.get_by_role("button", name=f"Line {line}").click()
    assert "claer" in bench.draft.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    expect(bench.weighed).to_contain_text("asks-for-human")
    windows.shoot("mistake", bench.page)
    bench.changes("asks_for_human == 'claer'", "turns >= 5")
    expect(bench.state).to_contain_text("No problems")
    expect(bench.shown).to_have_text("Shown with your draft.")
    quiet = bench.page.get_by_role("list", name="Triggers that stayed quiet")
    expect(quiet).to_contain_text("needs turns >= 5; it is 1")
    bench.page.get_by_role("button", name="Discard draft").click()
    expect(bench.weighed).to_contain_text("asks-for-human")


def test_a_conversation_is_run_to_the_end_and_nobody_hears_of_it(shop: Shop, bench: Bench, windows: Windows) -> None:
    before = shop.ask("GET", "/v1/ops/queues")["counts"]
    bench.line(1).fill("I want to talk to a human")
    bench.looks_at("Run to the end")
    bench.page.get_by_role("button", name="Run to the end").last.click()
    happened = bench.page.get_by_role("list", name="What happened")
    expect(happened).to_contain_text("I am passing you on to Customer care")
    expect(happened).to_contain_text("reserved")
    expect(bench.page.get_by_role("region", name="Briefing")).to_contain_text("I want to talk to a human")
    bench.page.get_by_role("group", name="What happens next").get_by_role("button", name="accepts").click()
    expect(happened).to_contain_text("has joined")
    windows.shoot("run", bench.page)
    assert shop.ask("GET", "/v1/ops/queues")["counts"] == before


def test_a_draft_is_compared_on_recent_conversations(shop: Shop, bench: Bench, windows: Windows) -> None:
    words = "My kettle hums at night, I want to talk to a human please"
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes(words)
    ana.sees("I am passing you on to")
    bench.changes(ASKS, "turns >= 5")
    expect(bench.shown).to_have_text("Shown with your draft.")
    bench.looks_at("Compare")
    bench.page.get_by_role("button", name="Compare", exact=True).last.click()
    expect(bench.page.get_by_role("status", name="Result of the comparison")).to_contain_text("would go another way")
    row = bench.page.get_by_role("region", name="Triggers").get_by_role("row").filter(has_text="asks-for-human")
    expect(row.get_by_role("cell").nth(1)).to_have_text("0")
    windows.shoot("compare", bench.page)
    changed = bench.page.get_by_role("list", name="Conversations that change")
    changed.get_by_role("link", name=words).first.click()
    expect(bench.page.get_by_role("log", name="Conversation log")).to_contain_text(words)
    bench.page.go_back()
    expect(bench.draft).to_have_value(re.compile("turns >= 5"))
