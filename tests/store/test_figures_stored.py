"""What whoever runs Segue watches: counted by small indexes over what is not finished."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from making import NOW, conversation, creation, handoff, later, said
from sqlalchemy.dialects import sqlite as dialect

from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import State
from segue.ports.figures import LookAtFigures, Pile
from segue.ports.health import LookAround, TryWriting
from segue.ports.hub_events import HubEvent, StoreHubEvent
from segue.ports.nodes import Beat
from segue.ports.store import Store
from segue.store.figures import ALL

NOTHING = ("handoffs", "behind", "dead_letters", "hub_events", "tickets")


async def test_an_empty_store_has_nothing_that_waits(store: Store) -> None:
    found = await store.read(LookAtFigures())
    assert [getattr(found, name) for name in NOTHING] == [()] * len(NOTHING)
    assert found.nodes == 0


async def test_what_is_open_is_counted_by_workspace_and_name(store: Store) -> None:
    for workspace in ("default", "other"):
        for number, state in enumerate((State.QUEUED, State.QUEUED, State.ACTIVE, State.RESOLVED)):
            id_ = f"c{number}"
            one = handoff(f"h{number}", id_, state, workspace=workspace, queued_at=later(seconds=number))
            await store.write(creation(conversation(id_, workspace), said(1), handoffs=(one,)))
    found = await store.read(LookAtFigures())
    assert found.handoffs == (
        Pile("default", "general", 1, later(seconds=2), "active"),
        Pile("default", "general", 2, later(seconds=0), "queued"),
        Pile("other", "general", 1, later(seconds=2), "active"),
        Pile("other", "general", 2, later(seconds=0), "queued"),
    )


async def test_a_listener_that_is_behind_lacks_something_since(store: Store) -> None:
    for number in range(3):
        made = conversation(f"c{number}", last_seq=2)
        entries = (replace(said(1), at=later(seconds=number)), replace(said(2), at=later(seconds=10 + number)))
        await store.write(creation(made, *entries, listeners=("bot",)))
    assert (await store.read(LookAtFigures())).behind == (Pile("default", "bot", 3, NOW),)


async def test_events_and_tickets_until_they_are_done(store: Store) -> None:
    for id_ in ("e-1", "e-2"):
        await store.write(StoreHubEvent(HubEvent("default", "zendesk", id_, NOW, NOW, {"is": "there"})))
    ticket = FollowUp("f", "default", "c", "h", "general", NOW)
    await store.write(creation(conversation("c"), said(1), follow_up=ticket))
    await store.write(Beat("node"))
    found = await store.read(LookAtFigures())
    assert found.hub_events == (Pile("default", "zendesk", 2, NOW),)
    assert found.tickets == (Pile("default", "", 1, NOW),)
    assert found.nodes == 1


async def test_a_store_can_be_tried_and_tells_what_it_stands_on(store: Store) -> None:
    await store.write(TryWriting())
    assert store.health().failing == ""
    assert store.health().committed_s_ago is not None
    around = await store.read(LookAround())
    assert around.step == around.newest


@pytest.mark.parametrize("statement", ALL)
def test_no_figure_looks_at_what_is_done(statement: object, sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        text = str(statement.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[attr-defined]
        plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {text}")]
    scans = [line for line in plan if line.startswith("SCAN")]
    assert scans
    assert all("INDEX" in line or line == "SCAN late" for line in scans), plan
