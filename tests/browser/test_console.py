"""What supervisors and operators see: decisions with their reasons, queues, the policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def test_a_decision_is_shown_with_its_reason_and_every_trigger_that_was_weighed(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("This lamp is too dark, I want to talk to a human please")
    ana.sees("I am passing you on to Customer care")

    console = windows.staff(shop, "robin", "/console")
    row = console.get_by_role("listitem").filter(has_text="This lamp is too dark").first
    expect(row).to_contain_text("Handoff")
    expect(row).to_contain_text("customer asked")
    row.locator("summary").click()
    for words in ("asks-for-human fired", "bare-keyword did not apply", "leaving", "I want to talk to a human"):
        expect(row).to_contain_text(words)
    windows.shoot("decision", console)
    row.get_by_role("link", name="this conversation").click()
    expect(console.get_by_role("log", name="Conversation log")).to_contain_text("This lamp is too dark")


def test_queues_show_who_waits_and_who_is_there(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    windows.customer(shop).asks_for_a_person()
    console = windows.staff(shop, "robin", "/console/queues")
    queues = console.get_by_role("region", name="Queues")
    care = queues.get_by_role("row").filter(has_text="Customer care")
    expect(care).to_contain_text("Open")
    expect(care.get_by_role("cell").nth(1)).to_have_text("1")
    expect(queues.get_by_role("row").filter(has_text="Trade desk")).to_contain_text("Closed, opens")
    people = console.get_by_role("region", name="People")
    expect(people.get_by_role("row").filter(has_text="Maria Lindqvist")).to_contain_text("Online")
    windows.shoot("queues", console)


def test_a_mistake_in_the_policy_is_marked_in_its_line_by_check(shop: Shop, windows: Windows) -> None:
    console = windows.staff(shop, "robin", "/console/policy")
    text = console.get_by_label("Policy text")
    policy = text.input_value()
    wrong = policy.replace("asks_for_human == 'clear'", "asks_for_human == 'claer'")
    line = next(number for number, one in enumerate(wrong.splitlines(), 1) if "claer" in one)
    text.fill(wrong)
    console.get_by_role("button", name="Check", exact=True).click()
    result = console.get_by_role("status", name="Result of the check")
    expect(result).to_contain_text("1 problem")
    expect(result).to_contain_text("clear")
    result.get_by_role("button", name=f"Line {line}").click()
    chosen = text.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert "claer" in chosen
    windows.shoot("policy", console)
    text.fill(policy)
    console.get_by_role("button", name="Check", exact=True).click()
    expect(result).to_contain_text("No problems found.")
