"""A scenario is carried out by the real flows, in a house of its own, and told step by step."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.routing.agents import Presence
from segue.policy_file import PolicyErrors
from segue.sandbox import run as running
from segue.sandbox.record import Run, StepRun, as_json
from segue.sandbox.run import run
from segue.sandbox.scenario import (
    LONGEST_TEXT,
    MOST_STEPS,
    Action,
    AgentDoes,
    Answer,
    BotAsks,
    BotSays,
    Colleague,
    Contact,
    CustomerSays,
    Ends,
    Learn,
    PresenceChanges,
    Scenario,
    Step,
    Visit,
    Wait,
)

POLICY = """
version: 1
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: bare-keyword, when: "asks_for_human == 'unclear'", then: offer, reason: customer_asked}
  - {id: silent-bot, when: "bot_silent", then: offer}
  - {id: big, when: "customer.tier == 'big'", then: offer, queue: billing}
  - {id: again, when: "behaviour.contacts >= 2", then: handoff}
  - {id: leaving, when: "page.path == '/account/cancel'", then: offer, proactive: true}
behaviours: {contacts: {contacts: any, within: 30d}}
facts: {customer.tier: string, customer.seats: number}
route: [{queue: general}]
queues:
  general: {title: Customer care, reserve_for: 30s}
  billing: {title: Billing, requires: {billing: 3}, relax: [{after: 45s, requires: {billing: 1}}]}
  letters: {kind: ticket, title: Letters, sla: {resolution: 1d}}
  far: {title: Far away, hub: inbox}
hubs: {inbox: {kind: intercom, admin: 8, secret: never_given, webhook_secret: never_given}}
bot: {name: house-bot, webhook: "https://bot.invalid/hook", secret: bot_webhook, timeout: 20s}
handback: {idle: 30m}
"""
MARIA = Colleague("Maria", {"billing": 3}, team="Billing")
ASK = CustomerSays("I want to talk to a human please")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def play(*actions: Action, policy: str = POLICY, **fields: Any) -> Run:
    return await run(policy, Scenario(tuple(map(Step, actions)), at=MONDAY, **fields))


async def last(*actions: Action, **fields: Any) -> StepRun:
    return (await play(*actions, **fields)).steps[-1]


async def test_a_request_reaches_an_agent_with_its_package_and_note() -> None:
    step = await last(CustomerSays("The export is empty"), BotSays("Press reload."), ASK, staff=(MARIA,))
    assert (step.outcome, step.owner, step.queue, step.state, step.agent) == (
        *("handoff", "queue", "general", "reserved", "Maria"),
    )
    assert step.decision is not None
    assert (step.decision["trigger"], step.decision["reason"]) == ("asks-for-human", "customer_asked")
    assert "only one who fits" in step.why_agent
    assert step.package is not None
    assert step.package.handoff
    assert step.note is not None
    assert (step.note.hub, step.note.kind) == ("desk", "card")
    assert "The export is empty" in step.note.text
    assert "Press reload." in step.note.text
    assert "passing you on to Customer care" in step.told[0]


async def test_a_whole_handoff_goes_there_and_back() -> None:
    ran = await play(
        ASK,
        AgentDoes("accept"),
        AgentDoes("says", text="Hello, this is Maria."),
        AgentDoes("hand_back", "Maria", "All is well."),
        BotSays("Can I help with something else?"),
        Ends("customer"),
        staff=(MARIA,),
    )
    assert [step.owner for step in ran.steps] == ["queue", "human", "human", "bot", "bot", "bot"]
    assert ran.steps[1].owner_name == "Maria from Billing"
    assert ran.steps[3].state == "handed_back"
    assert not any(step.refused for step in ran.steps)


async def test_what_the_rules_refuse_is_told_and_the_next_step_follows() -> None:
    ran = await play(ASK, BotSays("Let me try"), Answer("human"), AgentDoes("accept"), staff=(MARIA,))
    assert [bool(step.refused) for step in ran.steps] == [False, True, True, False]
    assert "waiting for a person" in ran.steps[1].refused


async def test_time_passes_only_in_waits_and_whatever_was_due_happens_at_its_moment() -> None:
    ran = await play(CustomerSays("Hello, my screen is blue"), Wait(timedelta(seconds=19)), Wait(timedelta(seconds=2)))
    assert [step.deadlines for step in ran.steps] == [(), (), ("bot_silent",)]
    assert [step.at - MONDAY for step in ran.steps] == [timedelta(seconds=seconds) for seconds in (0, 19, 21)]
    assert ran.steps[2].outcome == "offer"
    assert ran.steps[2].customer_entries[0].at == MONDAY + timedelta(seconds=20)


async def test_a_queue_that_asks_for_less_after_a_while_finds_somebody_then() -> None:
    ran = await play(
        BotAsks(queue="billing", reason="bot_asked", note="Wants an invoice"),
        Wait(timedelta(seconds=44)),
        Wait(timedelta(seconds=2)),
        staff=(Colleague("Tom", {"billing": 1}), replace(MARIA, presence=Presence.BUSY)),
    )
    assert [step.agent for step in ran.steps] == ["", "", "Tom"]
    assert "Tom" in ran.steps[0].why_agent or "billing" in ran.steps[0].why_agent


async def test_a_reservation_that_is_not_answered_goes_to_the_next() -> None:
    ran = await play(ASK, Wait(timedelta(seconds=31)), staff=(MARIA, Colleague("Tom")))
    assert [step.agent for step in ran.steps] == ["Maria", "Tom"]
    assert "reservation" in ran.steps[1].deadlines


async def test_presence_changes_count_at_once() -> None:
    staff = (replace(MARIA, presence=Presence.BUSY),)
    ran = await play(ASK, PresenceChanges({"Maria": Presence.ONLINE}), staff=staff)
    assert [step.state for step in ran.steps] == ["queued", "reserved"]


async def test_with_nobody_at_work_a_ticket_is_shown_as_it_would_be_written() -> None:
    step = await last(CustomerSays("My order 12 is late and nobody answers"), ASK)
    assert (step.state, step.owner, step.agent) == ("ticketed", "bot", "")
    assert step.note is not None
    assert step.note.kind == "ticket"
    assert step.note.text.startswith("Ticket: My order 12 is late")


async def test_a_helpdesk_is_not_called_and_what_it_would_get_is_shown() -> None:
    step = await last(CustomerSays("My order is late"), BotAsks(queue="far"))
    assert step.note is not None
    assert (step.note.hub, step.note.kind) == ("inbox", "hub")
    assert "Nothing leaves from here" in step.note.text
    assert "My order is late" in step.note.text


async def test_who_waits_for_a_helpdesk_waits_on_as_if_it_had_taken_them() -> None:
    ran = await play(CustomerSays("My order is late"), BotAsks(queue="far"), Wait(timedelta(minutes=3)), staff=(MARIA,))
    assert [step.state for step in ran.steps][-1] == "queued"
    assert [step.agent for step in ran.steps][-1] == ""


async def test_account_facts_count_from_when_they_arrive() -> None:
    ran = await play(CustomerSays("How do I export?"), Learn({"tier": "big"}), staff=(MARIA,))
    assert [step.outcome for step in ran.steps] == ["stay", "offer"]
    assert ran.steps[1].queue == "billing"


async def test_a_visit_before_any_word_may_make_an_offer() -> None:
    ran = await play(Visit("/help"), Visit("/account/cancel"), Answer("human"), channel="widget", staff=(MARIA,))
    assert [step.outcome for step in ran.steps] == ["stay", "offer", "stay"]
    assert ran.steps[0].entries == ()
    assert ran.steps[0].decision is not None  # what was weighed is told, also when nothing follows
    assert ran.steps[2].agent == "Maria"


async def test_earlier_contacts_are_real_and_count() -> None:
    step = await last(
        CustomerSays("My export is empty"),
        customer=Customer("c1", verified=True),
        contacts=(Contact(timedelta(days=3), "My export is empty", outcome="Sent by e-mail"),),
        staff=(MARIA,),
    )
    assert (step.outcome, step.agent) == ("handoff", "Maria")
    assert step.package is not None
    assert [contact.outcome for contact in step.package.earlier] == ["Sent by e-mail"]
    assert [contact.at for contact in step.package.earlier] == [MONDAY - timedelta(days=3)]


async def test_the_policys_bot_is_never_called(monkeypatch: pytest.MonkeyPatch) -> None:
    async def called(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(aiohttp.ClientSession, "_request", called)
    ran = await play(CustomerSays("Hello, is it open today?"), Wait(timedelta(minutes=1)), channel="widget")
    assert ran.steps[1].deadlines[0] == "bot_silent"


async def test_the_same_scenario_comes_out_the_same_each_time() -> None:
    staff = tuple(Colleague(f"Agent {letter}") for letter in "ABCDEF")

    async def once() -> list[tuple[str, str, tuple[str, ...], str]]:
        ran = await play(ASK, AgentDoes("decline"), Wait(timedelta(minutes=2)), staff=staff)
        return [(step.outcome, step.agent, step.told, step.why_agent) for step in ran.steps]

    assert await once() == await once()


async def test_runs_side_by_side_do_not_meet() -> None:
    runs = await asyncio.gather(*(play(ASK, AgentDoes("accept"), staff=(Colleague(name),)) for name in "ABCD"))
    assert [ran.steps[1].owner_name for ran in runs] == ["A", "B", "C", "D"]


async def test_a_run_is_plain_data_for_a_page() -> None:
    ran = await play(ASK, AgentDoes("accept"), staff=(MARIA,), name="a request")
    told = json.loads(json.dumps(as_json(ran)))
    assert told["name"] == "a request"
    assert [step["owner"] for step in told["steps"]] == ["queue", "human"]
    assert told["steps"][0]["entries"][0]["text"] == ASK.text
    assert told["steps"][0]["note"]["kind"] == "card"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"steps": ()}, "there is none"),
        ({"steps": (Step(ASK),) * (MOST_STEPS + 1)}, f"at most {MOST_STEPS}"),
        ({"steps": (Step(CustomerSays("x" * (LONGEST_TEXT + 1))),)}, "a text may have"),
        ({"steps": (Step(Wait(timedelta(days=40))),)}, "31 days"),
        ({"staff": (MARIA, MARIA)}, "a name of their own"),
        ({"staff": tuple(Colleague(f"N{n}") for n in range(21))}, "at most 20"),
        ({"customer": Customer(facts={"tire": "big"})}, "Did you mean 'tier'"),
        ({"customer": Customer(facts={"seats": "many"})}, "customer.seats is a number"),
        ({"contacts": (Contact(timedelta(days=1), "Hello"),)}, "give the customer an id"),
        ({"steps": (Step(AgentDoes("take", "Marai")),), "staff": (MARIA,)}, "Did you mean 'Maria'"),
        ({"steps": (Step(AgentDoes("take")),)}, "nobody works here"),
        ({"steps": (Step(BotAsks(queue="bills")),)}, "unknown queue 'bills'"),
    ],
)
async def test_what_cannot_be_carried_out_is_said_with_what_would_be_right(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        await run(POLICY, replace(Scenario((Step(ASK),)), **fields))


async def test_a_wrong_policy_is_told_as_such() -> None:
    with pytest.raises(PolicyErrors):
        await run("version: 1", Scenario((Step(ASK),)))


async def test_a_run_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LONGEST_RUN_S", 0.0)
    with pytest.raises(Invalid, match="took longer"):
        await run(POLICY, Scenario((Step(ASK),)))


async def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    await play(ASK, staff=(MARIA,))
    with pytest.raises(Invalid):
        await play(AgentDoes("take", "Nobody"))
    monkeypatch.setattr(running, "LONGEST_RUN_S", 0.0)
    with pytest.raises(Invalid):
        await play(ASK)
    assert list(tmp_path.iterdir()) == []
