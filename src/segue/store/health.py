"""Whether a commit works, and what the store stands on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, ColumnClause, ColumnElement, column, select, table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from segue.ports.health import LookAround, Surroundings, TryWriting
from segue.store.tables import leases
from segue.store.transaction import Reading, Writing
from segue.store.values import moment_or_none

# The same value again would be no change to SQLite, and no write. No workspace can have this name.
_NEW = insert(leases)
_COUNT = _NEW.on_conflict_do_update(index_elements=["workspace"], set_={"beat": leases.c.beat + 1})


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
    tx.change(_COUNT, workspace="~tried", holder="", fence=0, beat=1)


def look_around(tx: Reading, query: LookAround) -> Surroundings:
    clock, step = tx.row(_AROUND) or (None, "")
    return Surroundings(moment_or_none(clock), step, _newest())


@cache
def _newest() -> str:
    return ScriptDirectory(str(Path(__file__).parent / "migrations")).get_current_head() or ""
