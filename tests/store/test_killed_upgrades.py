"""An upgrade that is killed at any statement leaves what was there, and the next start does it again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from direct import a_row, connect, enter, remake
from making import conversation
from sqlalchemy import MetaData, Table, insert, select

from segue.domain.conversation import Customer
from segue.domain.signals.memory import SignalMemory
from segue.store.copying import known_tables
from segue.store.database import open_store
from segue.store.migrate import steps_of, upgrade
from segue.store.records import conversation_row
from segue.store.scope import EVERY
from segue.store.tables import metadata

KILLER = Path(__file__).with_name("killed_upgrades.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and fork")
STEPS = sorted(path.name[:4] for path in Path(steps_of.__code__.co_filename).parent.glob("migrations/versions/0*.py"))


def address(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture
def at(request: pytest.FixtureRequest, url: str) -> Iterator[str]:
    """A database of an earlier step with rows in every table."""
    remake(url, request.param)
    with connect(url) as connection:
        for workspace in ("one", "two"):
            enter(connection, workspace)
            for table in known_tables(connection).values():
                connection.execute(insert(table).values(old_row(table, workspace)))
        connection.commit()
    yield str(request.param)
    upgrade(address(url))


def old_row(table: Table, workspace: str) -> dict[str, Any]:
    """Conversations as Segue writes them, for a step that looks into them; of the rest something in each column."""
    made = conversation("c", workspace, visitor="v", customer=Customer("x"), signals=SignalMemory(turns=2))
    row = conversation_row(made) if table.name == "conversations" else a_row(table, workspace)
    return {name: value for name, value in row.items() if name in table.c}


def rows(url: str, columns: dict[str, list[str]]) -> dict[str, list[Any]]:
    with connect(url) as connection:
        enter(connection, EVERY)
        there = MetaData()
        there.reflect(connection)
        return {
            name: sorted(map(tuple, connection.execute(select(*(there.tables[name].c[one] for one in some)))), key=repr)
            for name, some in columns.items()
        }


def columns_of(url: str) -> dict[str, list[str]]:
    with connect(url) as connection:
        return {name: sorted(table.c.keys()) for name, table in known_tables(connection).items()}


def killed(url: str, further: int) -> list[dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, str(KILLER), address(url), str(further)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("at", STEPS[:-1], indirect=True)
def test_an_upgrade_killed_at_each_statement_leaves_the_old_and_then_succeeds(url: str, at: str) -> None:
    """On SQLite from the first tables on at each one; elsewhere these are the same statements, so at some of them."""
    columns = columns_of(url)
    before = rows(url, columns)
    assert all(before.values()), "every table has rows"
    deaths = killed(url, further=(1 if url.startswith("sqlite") else 5) if at == STEPS[0] else 40)
    assert deaths
    assert {(one["step"], one["integrity"]) for one in deaths} == {(at, "ok")}
    assert len({json.dumps(one["contents"], sort_keys=True) for one in deaths}) == 1
    assert steps_of(address(url)).there == STEPS[-1]
    assert rows(url, columns) == before
    with connect(url) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("at", STEPS[:1], indirect=True)
async def test_a_store_opens_what_a_killed_upgrade_left(url: str, at: str) -> None:
    columns = columns_of(url)
    before = rows(url, columns)
    store = await open_store(url)
    await store.close()
    assert rows(url, columns) == before
