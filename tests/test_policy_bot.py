"""`bot`: how its part of a conversation is held. What is wrong is told with its line, and what would be right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from segue.domain.dialogue import Dialogue, Elsewhere, EndQuestion, Inactivity, NoMatch, Step, Tell
from segue.domain.policy import Outcome
from segue.domain.triggers import TriggerEngine
from segue.policy_file import check_policy, load_policy

BEFORE = """version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
"""


def dialogue(bot: str) -> Dialogue:
    return load_policy(f"{BEFORE}bot: {bot}\n").bot.dialogue


def test_everything_is_off_unless_it_is_named() -> None:
    assert dialogue("{name: shop}") == Dialogue()
    assert not Dialogue().silences
    assert [trigger.id for trigger in load_policy(BEFORE).triggers] == ["asks"]


def test_what_is_left_out_is_usual() -> None:
    assert dialogue("{greeting: true, no_match: {}, end_of_conversation: true}") == Dialogue(
        greeting=True, no_match=NoMatch(3, "offer"), end_of_conversation=EndQuestion(timedelta(minutes=2), True)
    )
    assert dialogue("{end_of_conversation: false}") == Dialogue()
    assert dialogue("{escalate: {link: 'https://help.example'}}").escalate == Elsewhere("https://help.example")


def test_everything_can_be_said() -> None:
    found = dialogue(
        "{no_match: {limit: 2, then: handoff}, escalate: {link: 'mailto:help@acme.example', tell: always},"
        " inactivity: {after: 5m, end_after: 10m}, end_of_conversation: {after: 1m, try_again: false}}"
    )
    assert found.no_match == NoMatch(2, "handoff")
    assert found.escalate == Elsewhere("mailto:help@acme.example", Tell.ALWAYS)
    assert found.inactivity == Inactivity(timedelta(minutes=5), timedelta(minutes=10))
    assert found.end_of_conversation == EndQuestion(timedelta(minutes=1), False)
    assert found.silences == {
        Step.ANSWERED: timedelta(minutes=1),
        Step.STILL_THERE: timedelta(minutes=4),  # after that: five in all
        Step.END: timedelta(minutes=10),
    }


def test_the_limit_is_a_trigger_like_any_other() -> None:
    policy = load_policy(f"{BEFORE}bot: {{no_match: {{limit: 4}}}}\n")
    trigger = policy.triggers[-1]
    assert (trigger.id, trigger.reason, trigger.then) == ("no_match_limit", "no_match_limit", Outcome.OFFER)
    assert trigger.when == "no_matches >= 4"
    assert TriggerEngine(policy).decide({"no_matches": 4}).trigger == "no_match_limit"
    assert TriggerEngine(policy).decide({"no_matches": 3}).outcome is Outcome.STAY


def test_in_place_of_people_the_limit_hands_over_which_tells_the_link() -> None:
    assert dialogue("{no_match: {}, escalate: {link: 'https://help.example', tell: instead}}").no_match == NoMatch(
        3, "handoff"
    )


@pytest.mark.parametrize(
    ("bot", "message", "right"),
    [
        ("{greting: true}", "unknown key 'greting'", "greeting"),
        ("{greeting: Hello}", "'greeting' is true or false", "messages: {greeting: …}"),
        ("{greeting: {en: Hello}}", "'greeting' is true or false", "messages: {greeting: …}"),
        ("{no_match: {limit: 0}}", "'limit' must be a whole number from 1 to 20", ""),
        ("{no_match: {limit: 3, then: ofer}}", "unknown then 'ofer'", "offer"),
        ("{no_match: {limit: 3, then: stay}}", "unknown then 'stay'", "handoff, offer"),
        ("{no_match: {say: [Pardon]}}", "'say' is not written here", "no_match_again"),
        ("{escalate: {}}", "'escalate' has no 'link'", ""),
        ("{escalate: {link: 'https://x.example', say: Hi}}", "'say' is not written here", "help_elsewhere"),
        ("{escalate: {link: 'https://x.example', tell: nobdy}}", "unknown tell 'nobdy'", "nobody"),
        ("{inactivity: {after: 5m}}", "'inactivity' has no 'end_after'", ""),
        ("{inactivity: {after: 5, end_after: 10m}}", "'after' must be a duration", "5m"),
        ("{inactivity: {after: 9d, end_after: 10m}}", "'after' must be from 1s to 7d", ""),
        ("{inactivity: {after: 5m, end_after: 1m, ask: Hey}}", "'ask' is not written here", "still_there"),
        ("{end_of_conversation: {ask: true}}", "'ask' is not written here", "end_of_conversation: false"),
        ("{end_of_conversation: maybe}", "must be true or false", ""),
        ("{inactivity: {after: 1m, end_after: 1m}, end_of_conversation: true}", "must be longer than", "after: 4m"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(bot: str, message: str, right: str) -> None:
    (problem, *_) = check_policy(f"{BEFORE}bot: {bot}\n")
    assert message in problem.message
    assert right in problem.suggestion
    assert problem.line == 6


@pytest.mark.parametrize(
    "link",
    [
        *("http://help.example", "help.example", "javascript:alert(1)", "https://", "https:///x", "ftp://help.example"),
        *(
            "https://user:secret@help.example",
            "https://help.example/a b",
            "https://help.example:0/",
            "mailto:",
            "tel:1",
        ),
        *("mailto:help", "mailto:@", "https://[::1", "data:text/html,x", "https://help.example/" + "x" * 200),
    ],
)
def test_a_customer_is_only_sent_to_a_page_over_tls_or_to_an_address(link: str) -> None:
    (problem,) = check_policy(f"{BEFORE}bot: {{escalate: {{link: '{link}'}}}}\n")
    assert problem.path == "bot.escalate.link"


@pytest.mark.parametrize("link", ["https://help.example/contact?topic=a#form", "mailto:help@acme.example?subject=Help"])
def test_a_link_may_say_more(link: str) -> None:
    other = dialogue(f"{{escalate: {{link: '{link}'}}}}").escalate
    assert other is not None
    assert other.link == link


def test_a_trigger_of_the_same_name_is_told() -> None:
    text = BEFORE.replace("id: asks", "id: no_match_limit") + "bot: {no_match: {limit: 3}}\n"
    (problem,) = check_policy(text)
    assert (problem.line, problem.path) == (6, "bot.no_match")
    assert "of its own" in problem.message


def test_nobody_is_offered_where_nobody_is_to_be_handed_over_to() -> None:
    text = (
        BEFORE.replace("then: handoff", "then: offer") + "bot: {escalate: {link: 'https://x.example', tell: instead}}\n"
    )
    (problem,) = check_policy(text)
    assert (problem.line, problem.path) == (3, "triggers[0].then")
    assert "then: handoff" in problem.suggestion


@pytest.mark.parametrize(
    ("messages", "message", "right"),
    [
        ("{help_elsewhere: 'See {url}'}", "unknown placeholder '{url}'", "link"),
        ("{answered: 'Did {link} help?'}", "unknown placeholder '{link}'", "none"),
        ("{still_ther: Hello}", "unknown message 'still_ther'", "still_there"),
    ],
)
def test_its_words_are_checked_when_the_policy_loads(messages: str, message: str, right: str) -> None:
    (problem,) = check_policy(f"{BEFORE}messages: {messages}\n")
    assert message in problem.message
    assert right in problem.suggestion
