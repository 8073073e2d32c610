"""Whether a commit works, and what the store stands on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, ColumnClause, ColumnElement, bindparam, column, select, table, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from segue.ports.health import LookAround, Surroundings, TryWriting
from segue.store.tables import active_policies
from segue.store.transaction import Reading, Writing
from segue.store.values import moment_or_none

# The row is there wherever Segue runs. The same value again is a change for the log of both databases.
_SAME_AGAIN = (
    update(active_policies)
    .where(active_policies.c.workspace == bindparam("of_workspace"))
    .values(hash=active_policies.c.hash)
)


class _ServersClock(ColumnElement[int]):
    """Microseconds since 1970 by the clock of the database's machine; NULL where the database is a file of this one."""

    inherit_cache = True
    type = BigInteger()


@compiles(_ServersClock, "sqlite")
def _none(_element: _ServersClock, _compiler: SQLCompiler, **_kw: Any) -> str:
    return "NULL"


@compiles(_ServersClock, "postgresql")
def _clock(_element: _ServersClock, _compiler: SQLCompiler, **_kw: Any) -> str:
    return "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"


_STEP: ColumnClause[str] = column("version_num")
_AROUND = select(_ServersClock(), _STEP).select_from(table("alembic_version"))


def try_writing(tx: Writing, unit: TryWriting) -> None:
    tx.change(_SAME_AGAIN, of_workspace=unit.workspace)


def look_around(tx: Reading, query: LookAround) -> Surroundings:
    clock, step = tx.row(_AROUND) or (None, "")
    return Surroundings(moment_or_none(clock), step, _newest())


@cache
def _newest() -> str:
    return ScriptDirectory(str(Path(__file__).parent / "migrations")).get_current_head() or ""
