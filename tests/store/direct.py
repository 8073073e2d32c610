"""A database by its own statements, without the store: as it was before, or as others see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Integer, LargeBinary, Table, create_engine, make_url
from sqlalchemy.pool import NullPool

from segue.store.migrate import upgrade
from segue.store.walls import ENTER


def connect(url: str) -> Connection:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool).connect()


def enter(connection: Connection, workspace: str) -> None:
    """The rows of which workspace the rest of the transaction sees; a file has no walls."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(ENTER, (workspace,))


def empty(url: str) -> None:
    """Without any table. Whoever does it to the database of all tests brings it up again."""
    if make_url(url).get_backend_name() == "sqlite":
        for file in Path(make_url(url).database or "").parent.glob("segue.db*"):
            file.unlink()
        return
    with connect(url) as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        connection.commit()


def remake(url: str, step: str) -> None:
    """Empty, with the tables of an earlier version."""
    empty(url)
    upgrade(url.replace("postgresql://", "postgresql+psycopg://"), step)


def a_row(table: Table, workspace: str) -> dict[str, Any]:
    """Something in every column; texts hold the workspace, so that no two are the same where they must not be."""
    kinds = {BigInteger: 1, Integer: 1, Boolean: True, LargeBinary: b"x"}
    row = {c.name: next((kinds[k] for k in kinds if isinstance(c.type, k)), workspace) for c in table.c}
    return {name: value for name, value in row.items() if (table.name, name) != ("routing_changes", "n")}
