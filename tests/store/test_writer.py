"""The writer: groups, failures, and that it lives on."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from making import NOW, conversation, creation, handoff, load, next_unit, on_shift, said, started, user
from sqlalchemy.engine import make_url

from segue.domain.conversation import Conversation
from segue.domain.errors import AgentUnavailable, Invalid, TryAgain
from segue.domain.lifecycle import State
from segue.ports.conversations import AgentGuard, EntriesAfter
from segue.ports.people import AgentLoads, SaveUser, UserById, Users
from segue.ports.store import Store, Unit
from segue.store import writer as writer_module
from segue.store.append import append_entries
from segue.store.database import SqlStore, open_store
from segue.store.driver import Database
from segue.store.executors import UNITS
from segue.store.people import save_user, users_of_workspace
from segue.store.postgres import PostgresServer
from segue.store.recent import Recent
from segue.store.sqlite import SqliteFile
from segue.store.transaction import Writing
from segue.store.writer import Writer


@dataclass(frozen=True)
class Break(Unit[None]):
    """Writes a user, then fails."""

    workspace: str = "default"


@dataclass(frozen=True)
class Slow(Unit[None]):
    """Holds the writer until the test lets it go."""

    entered: threading.Event
    gate: threading.Event
    workspace: str = "default"


def breaks(tx: Writing, unit: Break) -> None:
    save_user(tx, SaveUser(user("broken")))
    raise RuntimeError("after writing")


def waits(tx: Writing, unit: Slow) -> None:
    unit.entered.set()
    unit.gate.wait(10)


def database_at(url: str) -> Database:
    address = make_url(url)
    return SqliteFile(Path(address.database or "")) if address.drivername == "sqlite" else PostgresServer(url)


@pytest.fixture
async def writer(url: str) -> AsyncIterator[Writer]:
    made = Writer(database_at(url), Recent(10), {**UNITS, Break: breaks, Slow: waits}, "test")
    yield made
    await asyncio.to_thread(made.close)


async def together(writer: Writer, *units: Unit[Any]) -> list[Any]:
    """Write them in one group: they queue up behind one that waits."""
    entered, gate = threading.Event(), threading.Event()
    first = asyncio.ensure_future(writer.write(Slow(entered, gate)))
    await asyncio.to_thread(entered.wait, 10)
    tasks = [asyncio.ensure_future(writer.write(unit)) for unit in units]
    await asyncio.sleep(0)
    gate.set()
    await first
    return await asyncio.gather(*tasks, return_exceptions=True)


def users(url: str) -> list[str]:
    reader = database_at(url).reader()
    reader.statements.within("default")
    reader.begin()
    found = users_of_workspace(reader.statements, Users("default"))
    reader.end()
    reader.close()
    return [one.id for one in found]


def test_a_group_that_is_rolled_back_leaves_nothing(url: str) -> None:
    """The savepoint trap: a driver that commits behind our back would keep the first of these."""
    database = database_at(url)
    recent = Recent(10)
    connection = database.writer(recent)
    connection.begin()
    connection.statements.within("default")
    for number in range(3):
        save_user(connection.statements, SaveUser(user(f"u{number}")))
        append_entries(connection.statements, creation(conversation(f"c{number}"), said(1)))
    connection.rollback()
    recent.failed()
    connection.close()
    assert recent.get(("default", "c0")) is None
    assert users(url) == []


async def test_only_the_unit_that_fails_fails(writer: Writer, url: str) -> None:
    answers = await together(writer, SaveUser(user("a")), Break(), SaveUser(user("b")))
    assert [type(answer) for answer in answers] == [type(None), RuntimeError, type(None)]
    await writer.write(SaveUser(user("c")))
    assert users(url) == ["a", "b", "c"]


async def test_a_unit_that_is_refused_before_it_writes_does_not_undo_its_group(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    rolled_back = []
    monkeypatch.setattr(writer, "_undo", lambda: rolled_back.append(True))
    await writer.write(SaveUser(user("a")))
    taken = SaveUser(user("b", email="a@acme.example"))
    answers = await together(writer, SaveUser(user("c")), taken, SaveUser(user("d")))
    assert [type(answer) for answer in answers] == [type(None), Invalid, type(None)]
    assert not rolled_back


async def test_units_of_one_group_see_each_other(writer: Writer) -> None:
    first = creation(conversation(), said(1))
    answers = await together(writer, first, next_unit(first.conversation, "two"), next_unit(first.conversation, "late"))
    assert [type(answer).__name__ for answer in answers] == ["NoneType", "NoneType", "StaleConversation"]


async def test_too_many_waiting_writes_are_turned_away(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "WAITING", 3)
    answers = await together(writer, *(SaveUser(user(f"u{number}")) for number in range(6)))
    assert [type(answer) for answer in answers].count(TryAgain) == 3


async def test_what_waits_is_written_before_the_store_closes(url: str) -> None:
    store = await open_store(url)
    writes = [asyncio.ensure_future(store.write(SaveUser(user(f"u{number:03}")))) for number in range(300)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writes)
    with pytest.raises(TryAgain):
        await store.write(SaveUser(user("late")))
    assert len(users(url)) == 300


async def test_a_caller_that_gives_up_does_not_disturb_the_others(store: Store) -> None:
    impatient = asyncio.ensure_future(store.write(SaveUser(user("a"))))
    patient = asyncio.ensure_future(store.write(SaveUser(user("b"))))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert await store.read(UserById("default", "b"))


async def test_what_is_not_a_unit_is_a_mistake(url: str) -> None:
    store = await open_store(url)
    with pytest.raises(TypeError, match="Break"):
        await store.write(Break())
    with pytest.raises(TypeError, match="str"):
        await store.read("SELECT 1")  # type: ignore[arg-type]
    await store.close()


async def test_text_that_no_database_can_hold_is_refused_and_the_store_lives_on(url: str) -> None:
    store = await open_store(url)
    with pytest.raises(Invalid):
        await store.write(creation(conversation(), said(1, "half a \ud83d")))
    await store.write(creation(conversation(), said(1, "whole")))
    await store.close()


async def test_a_full_disk_is_a_passing_condition(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    await store.write(creation(conversation(), said(1)))
    base = (await load(store)).conversation
    limit_pages(store, 1)
    with pytest.raises(TryAgain):
        await store.write(next_unit(base, *("x" * 60_000 for _ in range(40))))
    assert (await load(store)).conversation == base
    # the connection was opened anew, and with it the limit is gone
    await store.write(next_unit(base, "there is room again"))
    assert [entry.seq for entry in await store.read(EntriesAfter("default", "ana"))] == [1, 2]
    await store.close()


def limit_pages(store: SqlStore, pages: int) -> None:
    connection: Any = store._writers[0]._connection
    connection._connection.execute(f"PRAGMA max_page_count = {pages}")


async def test_a_locked_database_is_a_passing_condition(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    await started(store)
    base = (await load(store)).conversation
    connection: Any = store._writers[0]._connection
    connection._connection.execute("PRAGMA busy_timeout = 1")
    intruder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    intruder.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryAgain):
        await store.write(next_unit(base, "a"))
    assert (await load(store)).conversation == base
    intruder.execute("ROLLBACK")
    intruder.close()
    await store.write(next_unit(base, "b"))
    await store.close()


@pytest.mark.postgres
async def test_a_lost_connection_is_a_passing_condition(empty_postgres_url: str) -> None:
    store = await open_store(empty_postgres_url)
    await started(store)
    base = (await load(store)).conversation
    writers: Any = store._writers
    for lane in writers:
        if lane._connection is not None:
            lane._connection._connection.close()
    idle: Any = store._readers._idle
    for reader in idle:
        reader._connection.close()
    with pytest.raises(TryAgain):
        await store.write(next_unit(base, "a"))
    assert (await load(store)).conversation == base, "a read tries again by itself"
    await store.write(next_unit(base, "b"))
    await store.close()


@pytest.mark.postgres
async def test_two_stores_on_one_postgres_agree(empty_postgres_url: str) -> None:
    """Several processes on one database: each as good as the other, none remembers what the other changed."""
    here, there = await open_store(empty_postgres_url), await open_store(empty_postgres_url)
    await started(here)

    async def send(store: Store, number: int) -> None:
        while True:
            base = (await load(store)).conversation
            try:
                return await store.write(next_unit(base, f"{number}"))
            except TryAgain:
                continue

    await asyncio.gather(*(send(store, number) for store in (here, there) for number in range(10)))
    for store in (here, there):
        log = await store.read(EntriesAfter("default", "ana"))
        assert [entry.seq for entry in log] == list(range(1, 21))
        assert (await load(store)).conversation.last_seq == 20
    await here.close()
    await there.close()


@pytest.mark.postgres
async def test_two_stores_never_give_an_agent_too_much(empty_postgres_url: str) -> None:
    """Groups of both take several agents in different orders; nobody waits for ever and nobody gets a fourth."""
    here, there = await open_store(empty_postgres_url), await open_store(empty_postgres_url)
    agents = ["maria", "noor", "olga"]
    for name in agents:
        await on_shift(here, user(name, capacity=3))
    bases = [await started(here, f"c{number}") for number in range(36)]

    async def claim(number: int, base: Conversation) -> bool:
        agent = agents[number % 3 if number % 2 else 2 - number % 3]
        reserved = handoff(f"h-{base.id}", base.id, State.RESERVED, agent=agent)
        unit = next_unit(base, "claim", handoffs=(reserved,), guard=AgentGuard(agent, 1, NOW))
        try:
            await (here, there)[number % 2].write(unit)
        except AgentUnavailable:
            return False
        return True

    assert sum(await asyncio.gather(*(claim(*pair) for pair in enumerate(bases)))) == 9
    assert [one.units_used for one in await here.read(AgentLoads("default", NOW))] == [3, 3, 3]
    await here.close()
    await there.close()
