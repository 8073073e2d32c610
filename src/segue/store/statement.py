"""A database connection as executors see it: Core statements in, plain rows out.

A statement is compiled once a dialect and then runs on the driver's cursor; SQLAlchemy's own execution costs several
times as much as SQLite itself. Parameters are named in every statement, and their values are plain (str, int, None).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Executable, Table, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import CompilerElement

Row = tuple[Any, ...]


class Cursor(Protocol):
    """What both drivers' cursors have in common."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, statement: Any, parameters: Any = ..., /) -> Any: ...
    def executemany(self, statement: Any, parameters: Any, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Compiler:
    """Statements as text for one dialect. Shared between threads: the worst that can happen is compiling twice."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: dict[Executable, tuple[str, Mapping[str, Any]]] = {}

    def text(self, statement: Executable) -> tuple[str, Mapping[str, Any]]:
        """The text, and the values of parameters that the statement brings along itself."""
        known = self._known.get(statement)
        if known is None:
            if not isinstance(statement, CompilerElement):
                raise TypeError(f"{statement!r} cannot be compiled")
            compiled = statement.compile(dialect=self._dialect)
            fixed = {name: value for name, value in (compiled.params or {}).items() if value is not None}
            known = self._known[statement] = (str(compiled), fixed)
        return known


class Statements:
    """Runs statements on one cursor, inside a transaction that somebody else begins and ends."""

    __slots__ = ("_compiler", "_cursor", "wrote")

    def __init__(self, cursor: Cursor, compiler: Compiler) -> None:
        self._cursor = cursor
        self._compiler = compiler
        self.wrote = False  # since somebody last set it to False

    def _execute(self, statement: Executable, values: Mapping[str, Any]) -> None:
        text, fixed = self._compiler.text(statement)
        self._cursor.execute(text, {**fixed, **values} if fixed else values)

    def rows(self, statement: Executable, **values: Any) -> list[Row]:
        self._execute(statement, values)
        return self._cursor.fetchall()

    def row(self, statement: Executable, **values: Any) -> Row | None:
        found = self.rows(statement, **values)  # to the end: a row left unread would keep the snapshot alive
        return found[0] if found else None

    def change(self, statement: Executable, **values: Any) -> int:
        """Answers how many rows it touched."""
        self.wrote = True
        self._execute(statement, values)
        return self._cursor.rowcount

    def change_many(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> int:
        """`change` with each of `rows`; they are sent together where the driver can. Answers how many they touched."""
        self.wrote = True
        text, fixed = self._compiler.text(statement)
        self._cursor.executemany(text, [{**fixed, **row} for row in rows] if fixed else rows)
        return self._cursor.rowcount

    def taken(self, statement: Executable, **values: Any) -> list[Row]:
        """`change` with a statement that answers what it touched."""
        self.wrote = True
        return self.rows(statement, **values)


_PLACES = 64


def one_of(column: Column[Any]) -> ColumnElement[bool]:
    """Whether the column has one of at most 64 values, which `in_parts` gives a statement with this condition."""
    return column.in_([bindparam(f"one_of_{at}") for at in range(_PLACES)])


def in_parts(values: Iterable[str]) -> Iterator[dict[str, str]]:
    """The parameters of `one_of` for all of `values`, as many of them as are needed."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), _PLACES):
        part = wanted[start : start + _PLACES]
        part += part[-1:] * (_PLACES - len(part))  # one text of the statement, however many there are
        yield {f"one_of_{at}": value for at, value in enumerate(part)}


def upsert(table: Table, *, same: str = "", keep: str = "") -> Insert:
    """Insert every column, or replace all of them where the primary key exists.

    same: a column that the existing row must agree in; otherwise nothing is changed (and `change` answers 0).
    keep: a column that an existing row keeps as it is.
    """
    # The PostgreSQL form: SQLite's compiler reads it as well, and writes the same words.
    new = insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if column.name not in (*key, keep)}
    where = table.c[same] == new.excluded[same] if same else None
    return new.on_conflict_do_update(index_elements=key, set_=rest, where=where)
