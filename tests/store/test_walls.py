"""Row-level security: PostgreSQL shows a transaction one workspace, whatever the statements say."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from direct import a_row, connect, enter
from making import NOW, conversation, creation, later, said, user
from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.exc import ProgrammingError
from test_isolation import OF_THE_ROW, SCOPED, ask, fill, found

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import NotFound
from segue.domain.routing.agents import Presence
from segue.ports import conversations, hub_events, knowledge, people, policies, reply_drafts, visits
from segue.ports.store import Query, Unit
from segue.store.database import open_store
from segue.store.executors import QUERIES, UNITS
from segue.store.postgres import PostgresServer
from segue.store.recent import Recent
from segue.store.scope import EVERY, OVER_ALL, scope_of, way_of
from segue.store.tables import metadata
from segue.store.walls import walls

ASKABLE = [
    query
    for query in SCOPED
    if {one.name for one in dataclasses.fields(query) if one.default is dataclasses.MISSING}
    <= {"workspace", *OF_THE_ROW}
]
"""Those that `fill` prepares something for; the others have tests of their own."""
OWNED = [table for table in metadata.sorted_tables if "workspace" in table.c]


@pytest.mark.postgres
def test_every_table_with_a_workspace_is_walled_and_the_tests_role_is_held_to_it(empty_postgres_url: str) -> None:
    stands = walls(empty_postgres_url)
    assert stands is not None
    assert set(stands.walled) == {table.name for table in OWNED}
    assert (stands.gaps, stands.bypassed) == ((), False)


@pytest.mark.postgres
def test_a_superuser_is_told_that_no_wall_holds_for_it(postgres_url: str, migrated_postgres_url: str) -> None:
    if postgres_url == migrated_postgres_url:
        pytest.skip("no superuser was given")
    stands = walls(postgres_url)
    assert stands is not None
    assert stands.bypassed


def test_a_file_has_no_walls(sqlite_url: str) -> None:
    assert walls(sqlite_url) is None


@pytest.mark.postgres
def test_a_gap_is_named(empty_postgres_url: str) -> None:
    with connect(empty_postgres_url) as connection:
        connection.execute(text("CREATE TABLE forgotten (workspace text)"))
        connection.commit()
        stands = walls(empty_postgres_url)
        connection.execute(text("DROP TABLE forgotten"))
        connection.commit()
    assert stands is not None
    assert stands.gaps == ("forgotten",)


# --- by statements of our own: no check of the application is left ---


@pytest.fixture
def connection(empty_postgres_url: str) -> Iterator[Connection]:
    with connect(empty_postgres_url) as made:
        yield made


@pytest.mark.postgres
@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_rows_of_another_workspace_are_neither_seen_nor_changed_nor_made(connection: Connection, table: Table) -> None:
    for workspace in ("ours", "theirs"):
        enter(connection, workspace)
        connection.execute(insert(table).values(a_row(table, workspace)))
    enter(connection, "ours")

    def seen(condition: str = "true") -> list[str]:
        return list(connection.scalars(text(f'SELECT workspace FROM "{table.name}" WHERE {condition}')))

    assert seen() == ["ours"]
    assert seen("workspace = 'theirs'") == []
    for change in (
        f"UPDATE \"{table.name}\" SET workspace = workspace WHERE workspace = 'theirs'",
        f"DELETE FROM \"{table.name}\" WHERE workspace = 'theirs'",
    ):
        assert connection.execute(text(change)).rowcount == 0
    for refused in (
        insert(table).values({**a_row(table, "third"), "workspace": "theirs"}),
        text(f"UPDATE \"{table.name}\" SET workspace = 'theirs'"),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), connection.begin_nested():
            connection.execute(refused)
    enter(connection, EVERY)
    assert sorted(seen()) == ["ours", "theirs"]
    enter(connection, "")
    assert seen() == []


@pytest.mark.postgres
def test_where_nothing_was_said_nothing_is_seen_nor_made(connection: Connection) -> None:
    enter(connection, EVERY)
    connection.execute(insert(metadata.tables["secrets"]).values(workspace="default", name="n", value="v"))
    connection.commit()
    assert list(connection.execute(text("SELECT 1 FROM secrets"))) == []
    with pytest.raises(ProgrammingError, match="row-level security"):
        connection.execute(insert(metadata.tables["secrets"]).values(workspace="default", name="m", value="v"))


# --- by the store's own: each is run as if it had been mistaken about the workspace ---


@pytest.mark.postgres
async def test_queries_that_ask_for_another_workspace_find_nothing(empty_postgres_url: str) -> None:
    store = await open_store(empty_postgres_url)
    await fill(store, "default")
    await store.close()
    reader = PostgresServer(empty_postgres_url).reader()
    seen = 0
    for query in ASKABLE:
        asked = ask(query, "default")
        reader.statements.within("other")
        assert not found(QUERIES[query](reader.statements, asked)), f"{query.__name__} sees another workspace"
        reader.statements.within("default")
        seen += found(QUERIES[query](reader.statements, asked))
    assert seen > 20, "where it is the right one, they find it"
    reader.close()


STRANGERS: list[Unit[Any]] = [
    creation(conversation("new"), said(1)),
    people.SaveUser(user("new")),
    people.SetPresence("default", "x", Presence.OFFLINE, "", later(hours=2)),
    people.SaveKey(people.ApiKey("new", "default", "bot", "new", (), NOW)),
    people.SaveSite(people.Site("x", "default", "Mine now", (), NOW)),
    people.SaveVisitor(people.Visitor("x", "default", "y", "x", NOW, later(days=1))),
    people.SeeKey("default", "x", later(hours=2)),
    people.EndSessions("default", "x"),
    people.WorkspaceSecret("default", "new", "value"),
    conversations.MoveDeadline(Deadline("default", "x", DeadlineKind.IDLE, NOW)),
    visits.LinkVisitor("default", "x", "stranger"),
    visits.SweepVisits("default", later(hours=2)),
    knowledge.KeepCase("default", knowledge.Case("new", "x", "x", "asked", "answered", NOW)),
    policies.ImportPolicy(policies.PolicyVersion("default", "new", "text", "x", NOW)),
    reply_drafts.ExpireReplyDrafts("default", "x", 9, later(hours=2)),
    hub_events.StoreHubEvent(hub_events.HubEvent("default", "x", "new", NOW, NOW)),
    hub_events.HubEventDone("default", "x", "x", later(hours=2)),
]


@pytest.mark.postgres
async def test_units_in_the_wrong_workspace_change_nothing(empty_postgres_url: str) -> None:
    store = await open_store(empty_postgres_url)
    await fill(store, "default")
    before = [await store.read(ask(query, "default")) for query in ASKABLE]
    writer = PostgresServer(empty_postgres_url).writer(Recent(0))
    refused = 0
    for unit in STRANGERS:
        writer.begin()
        writer.statements.within("other")
        try:
            UNITS[type(unit)](writer.statements, unit)
            writer.commit()
        except (psycopg.errors.InsufficientPrivilege, NotFound):
            refused += 1
            writer.rollback()
    writer.close()
    assert [await store.read(ask(query, "default")) for query in ASKABLE] == before
    await store.close()
    assert refused >= 9, "those that write a new row are refused, those that change one find none"


@pytest.mark.postgres
async def test_a_group_of_several_workspaces_writes_each_in_its_own(empty_postgres_url: str) -> None:
    store = await open_store(empty_postgres_url)
    made = [creation(conversation("c", f"w{number % 3}"), said(1)) for number in range(3)]
    await asyncio.gather(*(store.write(unit) for unit in made))
    for number in range(3):
        loaded = await store.read(conversations.LoadConversation(f"w{number}", "c"))
        assert loaded is not None
        assert loaded.conversation.workspace == f"w{number}"
    await store.close()


# --- in which workspace each runs ---


@pytest.mark.parametrize("kind", sorted({*UNITS, *QUERIES}, key=lambda kind: kind.__name__))
def test_what_names_a_workspace_runs_in_it_and_all_else_is_listed(kind: type[Unit[Any]] | type[Query[Any]]) -> None:
    way_of(kind)  # raises, saying what to do
    assert kind.__name__ not in OVER_ALL or "workspace" not in {field.name for field in dataclasses.fields(kind)}


def test_the_workspace_is_found_in_what_is_carried() -> None:
    assert scope_of(creation(conversation("c", "acme"), said(1))) == "acme"
    assert scope_of(people.SaveUser(user("maria", "acme"))) == "acme"
    assert scope_of(conversations.Counts("acme")) == "acme"
    assert scope_of(conversations.DueDeadlines(NOW)) == EVERY


def test_a_unit_that_names_none_is_a_mistake() -> None:
    @dataclasses.dataclass(frozen=True)
    class Vague(Unit[None]):
        id: str

    with pytest.raises(TypeError, match="list it in OVER_ALL"):
        scope_of(Vague("x"))
