"""What is allowed in a policy and yet likely a mistake: each rule has a policy that it speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.insight.advice import ALWAYS_HUMAN, FEWEST_RECENT, RULES, advise
from segue.insight.backtest import Replayer
from segue.insight.recordings import recording_of
from segue.insight.staffing_advice import Staff
from segue.policy_file import load_policy, starter_policy

GOOD = starter_policy()
MINIMAL = """
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: q}]
queues: {q: {}}
"""


COPILOT = "app_id: 00000000-0000-0000-0000-00000000000a, tenant: 00000000-0000-0000-0000-00000000000b"
TWICE = f"""channels:
  one: {{kind: copilot_skill, {COPILOT}, secret: a, callers: [bot_service]}}
  two: {{kind: copilot_agent, {COPILOT}}}
"""
SHOP = "channels: {shop: {kind: direct_line, secret: a}}"
HUBS = """hubs:
  inbox: {kind: intercom, admin: 1, secret: a, webhook_secret: b}
  letters: {kind: email, smtp: "smtp.acme.example:587", imap: "imap.acme.example:993", user: support, secret: a,
    sender: support@acme.example, webhook_secret: b}
"""


def policy(triggers: str = "", queues: str = "{q: {}}", rest: str = "") -> str:
    asks = "{id: asks, when: \"asks_for_human == 'clear'\", then: handoff}"
    listed = ", ".join(filter(None, (asks, triggers)))
    return f"version: 1\ntriggers: [{listed}]\nroute: [{{queue: q}}]\nqueues: {queues}\n{rest}"


def codes(text: str, **known: object) -> dict[str, str]:
    return {one.code: one.problem.message for one in advise(text, load_policy(text), **known)}  # type: ignore[arg-type]


def test_the_policy_to_begin_with_needs_no_advice() -> None:
    assert codes(GOOD) == {}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("no-handoff", MINIMAL.replace("handoff", "stay")),
        ("no-way-to-ask", MINIMAL.replace("'clear'", "'unclear'")),
        ("too-easy", policy('{id: x, when: "turns >= 1", then: offer}')),
        ("too-easy", policy('{id: x, when: "failed_attempts >= 1", then: handoff}')),
        ("never-reached", policy("{id: x, when: \"asks_for_human  ==  'clear'\", then: handoff}")),
        ("always-human", MINIMAL),
        ("unused-queue", policy(queues="{q: {}, other: {}}")),
        ("no-owner", MINIMAL),
        ("no-skills", MINIMAL),
        ("no-fallback", MINIMAL),
        (
            "no-fallback",
            policy(
                queues="{q: {hours: h, relax: [{after: 1m, requires: {}}]}}",
                rest="hours: {h: {timezone: UTC, mon: '09:00-10:00'}}",
            ),
        ),
        ("loosens-nothing", policy(queues="{q: {relax: [{after: 1m, requires: {}}]}}")),
        ("loosens-nothing", policy(queues="{q: {requires: {a: 2}, relax: [{after: 1m, requires: {a: 2}}]}}")),
        ("loosens-nothing", policy(queues="{q: {requires: {a: 2}, relax: [{after: 1m, requires: {a: 3}}]}}")),
        ("loosens-nothing", policy(queues="{q: {requires: {a: 2}, relax: [{after: 0s, adjacent: true}]}}")),
        (
            "loosens-nothing",
            policy(queues="{q: {relax: [{after: 1m, overflow: r}, {after: 2m, overflow: r}]}, r: {}}"),
        ),
        (
            "loosens-nothing",
            policy(
                queues="{q: {requires: {a: 5}, relax: [{after: 1m, adjacent: true}]}}",
                rest="routing: {adjacent: {b: {a: 1}}}",  # the best in b are as good as a 4
            ),
        ),
        ("same-app", policy(rest=TWICE)),
        ("no-bot-behind", policy(rest=SHOP)),
        ("no-origins", policy(rest=SHOP)),
        ("without-a-token", policy(rest=f"channels: {{one: {{kind: copilot_agent, {COPILOT}, anonymous: yes}}}}")),
        ("skill-nobody-asks-for", policy(queues="{q: {requires: {a: 1}}}", rest="routing: {adjacent: {a: {b: 1}}}")),
        ("never-used", policy(queues="{q: {kind: ticket, when_full: {longer_than: 5m}}}")),
        ("never-used", policy(queues="{q: {kind: email, owner: a@b.example, beyond_capacity: 1}}")),
        ("not-mailed", policy(queues="{q: {kind: email, owner: a@b.example}}")),
        ("hub-decides", policy(queues="{q: {hub: inbox, assign: round_robin}}", rest=HUBS)),
        ("hub-decides", policy(queues="{q: {hub: inbox, when_full: {longer_than: 5m}}}", rest=HUBS)),
        (
            "not-mailed",
            policy(
                '{id: x, when: "repeats >= 2", then: offer, queue: q, by: email}', queues="{q: {owner: a@b.example}}"
            ),
        ),
        ("no-expectation", policy(rest="messages: {queued_wait: Please hold the line.}")),
        ("no-words", policy(rest="languages: [en, pl]")),
        ("no-words", policy(rest="languages: [en, pl]\nmessages: {greeting: {pl: Dzień dobry}}")),
    ],
)
def test_a_likely_mistake_is_noticed(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("too-easy", policy('{id: x, when: "failed_attempts >= 2", then: handoff}')),
        ("too-easy", policy('{id: x, when: "failed_attempts >= 1", then: offer, urgency: soft}')),
        ("too-easy", policy("{id: x, when: \"page.path == ''\", then: offer, proactive: true}")),
        ("never-reached", policy("{id: x, when: \"asks_for_human == 'clear'\", then: offer}")),
        ("unused-queue", policy(queues="{q: {relax: [{after: 1m, overflow: other}]}, other: {}}")),
        (
            "unused-queue",
            policy(queues="{q: {sla: {first_response: 1m, escalate: [{when: missed, overflow: r}]}}, r: {}}"),
        ),
        (
            "loosens-nothing",
            policy(
                queues="{q: {requires: {a: 4}, relax: [{after: 0s, adjacent: true}, {after: 1m, requires: {a: 3}}]}}",
                rest="routing: {adjacent: {b: {a: 1}}}",
            ),
        ),
        ("skill-nobody-asks-for", policy(queues="{q: {prefers: {b: 1}}}", rest="routing: {adjacent: {a: {b: 1}}}")),
        (
            "never-used",
            policy(
                '{id: x, when: "repeats >= 2", then: offer, queue: q, by: live}',
                queues="{q: {kind: ticket, when_full: {longer_than: 5m}}}",
            ),
        ),
        ("hub-decides", policy(queues="{q: {hub: inbox, sla: {first_response: 1m}}}", rest=HUBS)),
        ("hub-decides", policy(queues="{q: {kind: ticket, hub: inbox, reserve_for: 1m}}", rest=HUBS)),
        ("no-skills", policy(queues="{q: {hub: inbox}}", rest=HUBS)),
        ("not-mailed", policy(queues="{q: {kind: email, owner: a@b.example}}", rest=HUBS)),
        ("no-words", policy(rest="languages: [en, de]\nmessages: {greeting: {de: Guten Tag}}")),
        ("no-expectation", policy(rest="messages: {queued_wait: 'Place {position}, about {wait}.'}")),
    ],
)
def test_what_is_meant_so_is_left_alone(code: str, text: str) -> None:
    assert code not in codes(text)


def test_each_topic_that_always_needs_a_human_is_missed_by_name() -> None:
    found = [one.problem.message for one in advise(MINIMAL, load_policy(MINIMAL)) if one.code == "always-human"]
    assert len(found) == len(ALWAYS_HUMAN) + 1
    assert all(any(topic in message for message in found) for topic in (*ALWAYS_HUMAN, "distress"))


LINES = """version: 1
triggers:
  - {id: a, when: "asks_for_human == 'clear'", then: handoff}
  - {id: b, when: "turns >= 0", then: offer}
route: [{queue: q}]
queues:
  q: {owner: me}
"""


def test_advice_stands_in_the_line_it_is_about() -> None:
    places = {one.code: (one.problem.line, one.problem.path) for one in advise(LINES, load_policy(LINES))}
    assert places["too-easy"] == (4, "triggers[1]")
    assert places["no-skills"] == (7, "queues.q")


@pytest.mark.parametrize(
    ("skills", "queues", "noticed"),
    [
        ({"billing": 2}, (), True),
        ({"billing": 3}, (), False),
        ({"billing": 1}, (), False),  # after the wait of `relax`
        ({"billing": 5}, ("other",), True),
    ],
)
def test_a_queue_that_nobody_here_can_take_is_noticed(
    skills: dict[str, int], queues: tuple[str, ...], noticed: bool
) -> None:
    relaxed = ", relax: [{after: 1m, requires: {billing: 1}}]" if skills == {"billing": 1} else ""
    text = policy(queues=f"{{q: {{requires: {{billing: 3}}{relaxed}}}}}")
    assert ("nobody-staffs" in codes(text, staff=[Staff("Maria", skills, queues)])) is noticed
    assert "nobody-staffs" in codes(text, staff=[])
    assert "nobody-staffs" not in codes(text)


def test_a_trigger_that_fires_in_many_recent_conversations_is_noticed() -> None:
    text = policy('{id: long, when: "turns >= 2", then: offer}')
    replayer = Replayer(load_policy(text))
    talk = {"id": 1, "turns": [{"role": "user", "text": "where is it"}, {"role": "user", "text": "and the other one"}]}
    recent = [replayer.replay(recording_of(1, talk))] * FEWEST_RECENT
    assert "'long' fires in 100%" in codes(text, recent=recent)["too-often"]
    assert "too-often" not in codes(text, recent=recent[1:])


def test_every_advice_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "check.md").read_text("utf-8")
    assert [code for code in RULES if f"`{code}`" not in page] == []


@pytest.mark.parametrize(
    ("somebody", "noticed"),
    [
        (Staff("Maria", {}), True),
        (Staff("Maria", {}, team="Key accounts", authority={"credit": 500}, seniority=3), False),
        (Staff("Maria", {}, team="Others", authority={"credit": 500}, seniority=3), True),
        (Staff("Maria", {}, team="Key accounts", authority={"credit": 499}, seniority=3), True),
        (Staff("Maria", {}, team="Key accounts", authority={"credit": 500}, seniority=2), True),
    ],
)
def test_team_authority_and_seniority_are_asked_of_those_who_work_here(somebody: Staff, noticed: bool) -> None:
    text = policy(queues="{q: {team: Key accounts, authority: {credit: 500}, seniority: 3}}")
    assert ("nobody-staffs" in codes(text, staff=[somebody])) is noticed


def test_a_neighbouring_skill_will_do() -> None:
    text = policy(queues="{q: {requires: {a: 3}}}", rest="routing: {adjacent: {b: {a: 1}}}")
    assert "nobody-staffs" not in codes(text, staff=[Staff("Ben", {"b": 4})])
    assert "nobody-staffs" in codes(text, staff=[Staff("Ben", {"b": 3})])


def test_a_team_that_would_be_told_and_is_empty_is_noticed() -> None:
    text = policy(queues="{q: {sla: {first_response: 1m, escalate: [{when: missed, notify: [Night, supervisors]}]}}}")
    assert codes(text, staff=[Staff("Maria", {})])["no-such-team"] == "nobody is in the team 'Night'"
    assert "no-such-team" not in codes(text, staff=[Staff("Maria", {}, team="Night")])
    assert "no-such-team" not in codes(text)
