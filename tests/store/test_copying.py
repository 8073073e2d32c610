"""Moving a database: SQLite to PostgreSQL and back, without loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from direct import connect, empty, enter, remake
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import conversation, creation, load, said, user
from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, Table, insert, make_url, select, text
from test_isolation import fill

from segue.domain.errors import Refused, StoreNotOpened
from segue.ports.conversations import EntriesAfter
from segue.ports.people import SaveUser, Users
from segue.ports.routing import ChangedWorkspaces
from segue.store.copying import Contents, copy, move
from segue.store.database import open_store
from segue.store.migrate import steps_of, upgrade
from segue.store.scope import EVERY
from segue.store.tables import metadata

pytestmark = pytest.mark.postgres


def address(url: str) -> Any:
    return make_url(url.replace("postgresql://", "postgresql+psycopg://"))


def silent(table: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def postgres(empty_postgres_url: str) -> Iterator[str]:
    """Left with the newest tables, whatever a test has made of it."""
    yield empty_postgres_url
    empty(empty_postgres_url)
    upgrade(address(empty_postgres_url))


# --- any content ---

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.sampled_from(
        ["", "\u202e", "\U0001f9d1\u200d\U0001f680", "e\u0301", "\r\n\t", "\\N", "'; --", "\ufffe", "\\u0000"]
    ),
)


def of_column(column: Any) -> st.SearchStrategy[Any]:
    kinds: list[tuple[type, st.SearchStrategy[Any]]] = [
        (Boolean, st.booleans()),
        (BigInteger, st.integers(-(2**63), 2**63 - 1)),
        (Integer, st.integers(-(2**31), 2**31 - 1)),
        (LargeBinary, st.binary(max_size=40)),
    ]
    made = next((values for kind, values in kinds if isinstance(column.type, kind)), TEXTS)
    return st.none() | made if column.nullable else made


def of_table(table: Table) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A few rows, no two alike where they must not be: texts of keys and of unique indexes are numbered."""
    alone = {column.name for column in table.primary_key}
    alone |= {column.name for index in table.indexes if index.unique for column in index.columns}
    rows = st.lists(st.fixed_dictionaries({column.name: of_column(column) for column in table.c}), max_size=6)

    def told_apart(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for number, row in enumerate(made):
            for name in alone:
                row[name] = f"{row[name]}{number}" if isinstance(row[name], str) else number + 1
        return made

    return rows.map(told_apart)


def everything(url: str) -> dict[str, list[Any]]:
    with connect(url) as connection:
        enter(connection, EVERY)
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def replace_all(url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    with connect(url) as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
            if rows.get(table.name):
                connection.execute(insert(table), rows[table.name])
        connection.commit()


@settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(rows=st.fixed_dictionaries({table.name: of_table(table) for table in metadata.sorted_tables}))
def test_whatever_is_stored_goes_to_postgresql_and_back_as_it_was(
    sqlite_url: str, postgres: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    back = sqlite_url.replace("segue.db", "back.db")
    replace_all(sqlite_url, rows)
    with connect(postgres) as connection:
        connection.execute(text("TRUNCATE " + ", ".join(f'"{table}"' for table in metadata.tables)))
        connection.commit()
    Path(make_url(back).database or "").unlink(missing_ok=True)
    there = move(address(sqlite_url), address(postgres), silent)
    assert {name: contents.rows for name, contents in there.items()} == {name: len(made) for name, made in rows.items()}
    assert everything(postgres) == everything(sqlite_url)
    assert move(address(postgres), address(back), silent) == there
    assert everything(back) == everything(sqlite_url)


# --- what a store can do afterwards ---


async def test_a_store_goes_on_where_it_was_moved_to(sqlite_url: str, postgres: str) -> None:
    store = await open_store(sqlite_url)
    await fill(store, "default")
    await store.write(creation(conversation("ana"), said(1), said(2)))
    changed = await store.read(ChangedWorkspaces())
    await store.close()
    move(address(sqlite_url), address(postgres), silent)
    moved = await open_store(postgres)
    assert [entry.seq for entry in await moved.read(EntriesAfter("default", "ana"))] == [1, 2]
    assert (await load(moved)).conversation.last_seq == 2
    assert await moved.read(ChangedWorkspaces()) == changed
    await moved.write(SaveUser(user("new")))  # takes a number of the feed: its sequence went along
    await moved.close()


# --- what is refused ---


async def test_a_target_that_holds_something_is_refused_and_left_alone(sqlite_url: str, postgres: str) -> None:
    store = await open_store(postgres)
    await store.write(SaveUser(user("maria")))
    with pytest.raises(Refused, match="is not empty: there are rows in routing_changes, users"):
        move(address(sqlite_url), address(postgres), silent)
    assert [one.id for one in await store.read(Users("default"))] == ["maria"]
    await store.close()


async def test_a_file_in_use_is_not_moved(sqlite_url: str, postgres: str) -> None:
    store = await open_store(sqlite_url)
    with pytest.raises(StoreNotOpened, match="is in use by process"):
        move(address(sqlite_url), address(postgres), silent)
    await store.close()


def test_a_source_without_tables_is_told(tmp_path: Path, postgres: str) -> None:
    (tmp_path / "nothing.db").touch()
    for name, says in (("nothing.db", "no tables of Segue"), ("missing.db", "there is no file")):
        with pytest.raises(StoreNotOpened, match=says):
            move(address(f"sqlite:///{tmp_path / name}"), address(postgres), silent)


def test_a_row_that_the_other_cannot_hold_stops_it_and_leaves_nothing(sqlite_url: str, postgres: str) -> None:
    """SQLite takes any number in any column; PostgreSQL does not."""
    fence = {"workspace": "w", "holder": "n", "beat": 0}
    replace_all(
        sqlite_url, {"leases": [{**fence, "fence": 2**40}], "secrets": [{"workspace": "w", "name": "n", "value": "v"}]}
    )
    with pytest.raises(Refused, match="leases: the new database cannot hold a row of it"):
        move(address(sqlite_url), address(postgres), silent)
    assert not any(everything(postgres).values())


def test_a_source_that_is_not_as_it_was_written_stops_it(sqlite_url: str, postgres: str) -> None:
    expected = dict(copy(address(sqlite_url), address(postgres), silent))
    expected["users"] = Contents(1, "0" * 32)
    with pytest.raises(Refused, match="damaged: users"):
        copy(address(sqlite_url), address(postgres), silent, expected)


# --- an older one ---


def test_an_old_database_is_copied_as_it_is_and_brought_up_to_date_afterwards(sqlite_url: str, postgres: str) -> None:
    remake(sqlite_url, "0001")
    with connect(sqlite_url) as connection:
        connection.execute(text("INSERT INTO secrets VALUES ('w', 'name', 'value')"))
        connection.commit()
    move(address(sqlite_url), address(postgres), silent)
    assert steps_of(address(postgres)).there == "0001"
    upgrade(address(postgres))
    assert everything(postgres)["secrets"] == [("w", "name", "value")]
