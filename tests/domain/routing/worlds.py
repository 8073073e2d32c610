"""Small worlds of queues, agents and waiting customers for hypothesis, and single ones with usual values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Language, Queue, Relaxation, ServiceLevel
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.waiting import Waiting

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def maria(**given: Any) -> Agent:
    """Online, two of two units free, billing 3, works for every queue."""
    usual: dict[str, Any] = {
        "id": "maria", "name": "Maria", "presence": Presence.ONLINE, "skills": {"billing": 3}, "capacity": 2,
    }  # fmt: skip
    return Agent(**usual | given)


def ben(**given: Any) -> Agent:
    return maria(**{"id": "ben", "name": "Ben"} | given)


def customer(handoff: str = "h1", **given: Any) -> Waiting:
    """Waits in billing since ten seconds and needs billing 3."""
    usual: dict[str, Any] = {"queue": "billing", "queued_at": ago(10), "requires": {"billing": 3}}
    return Waiting(handoff, **usual | given)


QUEUE_NAMES = ("billing", "general", "retention")
AGENT_IDS = ("ann", "ben", "cem", "dora", "eva")
SKILLS = ("billing", "german")

levels = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5), max_size=2)
ages = st.sampled_from([0, 1, 30, 59, 60, 61, 90, 120, 300, 1000]).map(ago)
relaxations = st.builds(
    Relaxation,
    after=st.sampled_from([0, 30, 60, 120]).map(lambda s: timedelta(seconds=s)),
    requires=st.none() | levels,
    overflow=st.sampled_from(["", *QUEUE_NAMES]),
)


def queue(name: str) -> st.SearchStrategy[Queue]:
    return st.builds(
        Queue,
        name=st.just(name),
        requires=levels,
        relax=st.lists(relaxations, max_size=2).map(tuple),
        sla=st.builds(ServiceLevel, first_response=st.none() | st.just(timedelta(minutes=1))),
    )


queues = st.fixed_dictionaries({name: queue(name) for name in QUEUE_NAMES})
languages = st.sampled_from(["", "en", "de", "de-AT"])
agents = st.builds(
    Agent,
    id=st.sampled_from(AGENT_IDS),
    presence=st.sampled_from([Presence.ONLINE, Presence.ONLINE, *Presence]),
    queues=st.lists(st.sampled_from(QUEUE_NAMES), unique=True, max_size=2).map(tuple),
    skills=levels,
    languages=st.lists(st.sampled_from(["en", "de"]), unique=True, max_size=2).map(tuple),
    capacity=st.integers(0, 3),
    units_used=st.integers(0, 3),
    last_assigned_at=st.none() | ages,
)


@st.composite
def customers(draw: st.DrawFn) -> Waiting:
    refused_by = draw(st.lists(st.sampled_from(AGENT_IDS), unique=True, max_size=2).map(tuple))
    return Waiting(
        handoff=draw(st.sampled_from([f"h{n}" for n in range(9)])),
        queue=draw(st.sampled_from([*QUEUE_NAMES, "removed"])),
        queued_at=draw(ages),
        requires=draw(levels),
        units=draw(st.sampled_from([1, 1, 2])),
        language=draw(languages),
        priority=draw(st.integers(0, 2)),
        urgency=draw(st.sampled_from(Urgency)),
        refused_by=refused_by,
        refused_at=draw(ages) if refused_by else None,
        prefers=draw(st.sampled_from(["", "", *AGENT_IDS])),
    )


some = st.sampled_from  # names below say what it is of
rich_queues = st.fixed_dictionaries(
    {
        name: st.builds(
            replace,
            queue(name),
            relax=st.lists(
                st.builds(lambda step, near: replace(step, adjacent=near), relaxations, st.booleans()), max_size=2
            ).map(tuple),
            language=some(Language),
            team=some(["", "", "red"]),
            assign=some([None, None, *Assign]),
            beyond_capacity=some([0, 0, 1]),
        )
        for name in QUEUE_NAMES
    }
)
rich_agents = st.builds(
    replace,
    agents,
    team=some(["", "red", "blue"]),
    seniority=some([0, 0, 2]),
    authority=some([{}, {"credit": 100.0}]),
    channels=some([{}, {}, {"chat": 1}, {"chat": 0}]),
    used_by_channel=some([{}, {"chat": 1}]),
    until=st.none() | some([-60, 100, 300, 301, 330, 900]).map(lambda s: NOW + timedelta(seconds=s)),
)
rich_customers = st.builds(
    replace,
    customers(),
    team=some(["", "", "red", "blue"]),
    seniority=some([0, 0, 1]),
    authority=some([{}, {}, {"credit": 50.0}]),
    channel=some(["", "chat", "phone"]),
    avoid=st.lists(some(AGENT_IDS), unique=True, max_size=1).map(tuple),
    prefers_until=st.none() | some([-1, 0, 1, 30, 100]).map(lambda s: NOW + timedelta(seconds=s)),
    better_with=some([{}, {}, {"german": 3}]),
    value=some([1.0, 1.0, 2.0, 8.0]),
    due_at=st.none() | some([-30, 0, 30, 120, 1000]).map(lambda s: NOW + timedelta(seconds=s)),
    entered_at=st.none() | ages,
    asynchronous=some([False, False, False, True]),
    also=some([(), (), ("general",)]),
)

teams = st.lists(agents, max_size=5, unique_by=lambda agent: agent.id)
lines = st.lists(customers(), max_size=9, unique_by=lambda waiting: waiting.handoff)
