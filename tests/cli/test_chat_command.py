"""`segue chat`: each line typed is answered with the decision, its reasons, and what the customer reads."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from segue.cli.main import app

POLICY = Path(__file__).parents[2] / "src/segue/demo/policy.yaml"


def chat(*lines: str, staff: int = 1, policy: Path = POLICY) -> str:
    result = CliRunner().invoke(
        app, ["chat", str(policy), "--staff", str(staff)], input="\n".join(lines), env={"NO_COLOR": "1"}
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_a_clear_request_is_a_handoff_with_its_trigger_evidence_and_signals() -> None:
    said = chat("I want to talk to a human")
    assert "handoff by asks-for-human, reason customer_asked, queue support" in said
    assert "“I want to talk to a human”" in said
    assert "● asks-for-human       fired" in said
    assert "? leaving              could_not_tell  page.path is not known" in said
    assert "asks_for_human = clear" in said
    assert "I am passing you on to Customer care" in said


def test_without_staff_the_customer_is_told_that_nobody_is_there() -> None:
    assert "Nobody from Customer care is here right now." in chat("I want to talk to a human", staff=0)


def test_the_bots_part_is_played_and_failing_leads_to_an_offer() -> None:
    said = chat(
        "my hinge squeaks", "bot 0.1: I am not sure", "that does not help", "bot 0.1: Not sure", "no use", "yes"
    )
    assert "hint try_once_more" in said
    assert "offer by stuck" in said
    assert "[Yes, a person please: human]" in said
    assert "owner     queue, queue support" in said


def test_a_silent_bot_is_told_to_the_customer() -> None:
    assert "takes longer than it should" in chat("where is my order?", "silent")


def test_a_page_visit_and_a_fact_change_what_is_decided() -> None:
    assert "offer by leaving" in chat("hi", "page: /account/cancel")
    said = chat("fact: customer.tier=enterprise", "I was charged twice")
    assert "handoff by big-account" in said


def test_a_human_agent_takes_over_and_gives_back() -> None:
    said = chat("hello", "agent: This is [bold]Kim[/bold]", "handback")
    assert "This is [bold]Kim[/bold]" in said
    assert "has left the conversation" in said


def test_what_cannot_be_done_says_what_would_be_right() -> None:
    said = chat(
        "silent", "fact: customer.shoe_size=44", "fact: customer.contract_value=much", "choose: human", "handback"
    )
    assert "the bot owes no answer now" in said
    assert "customer.tier" in said
    assert "'much' is not one" in said
    assert "no question is open now" in said
    assert "take it over first" in said


def test_a_wrong_policy_ends_with_its_problem_and_no_traceback(tmp_path: Path) -> None:
    wrong = tmp_path / "policy.yaml"
    wrong.write_text("version: 1\n")
    result = CliRunner().invoke(app, ["chat", str(wrong)])
    assert result.exit_code == 1
    assert "policy.yaml:1:1" in result.output
    assert isinstance(result.exception, SystemExit)


REACHES_OUT = """\
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: care}]
queues: {care: {drafts: true}}
bot: {name: shop-bot, webhook: "http://127.0.0.1:9/bot", secret: bot_key}
sources: {shop: {kind: http, url: "http://127.0.0.1:9/{id}", secret: shop_key, fields: {tier: tier}}}
knowledge:
  wiki: {kind: http, url: "http://127.0.0.1:9/wiki", secret: wiki_key}
  handbook: {kind: folder, path: articles}
hubs: {help: {kind: intercom, admin: "8", secret: hub_key, webhook_secret: hub_sign, drafts: true}}
"""


def test_a_policy_is_tried_without_its_secrets_and_nobody_outside_is_asked(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(REACHES_OUT)
    said = chat("fact: customer.id=c-1", "hello", "silent", "I want to talk to a human", policy=policy)
    assert "handoff by asks" in said
    assert "failed" not in said
    assert "not read" not in said


def test_time_passes_and_a_bot_that_matches_nothing_has_its_words_said(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "version: 1\ntriggers: []\nroute: [{queue: general}]\nqueues: {general: {}}\n"
        "bot: {no_match: {}, end_of_conversation: true, inactivity: {after: 5m, end_after: 10m}}\n"
    )
    said = chat("blorp", "no match", "where is my invoice", "bot: Under Billing.", "wait: 3m", "no", policy=policy)
    assert "I did not understand that." in said
    assert "Did that answer your question? [Yes: answered] [No: not_answered]" in said
    assert "Shall we try once more?" in said
    assert "write wait: 90s" in chat("wait: 3", policy=policy)
    assert "write wait: 90s" in chat("wait: 25h", policy=policy)
