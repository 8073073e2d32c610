"""A database connection as executors see it: Core statements in, plain rows out.

A statement is compiled once a dialect and then runs on the driver's cursor; SQLAlchemy's own execution costs several
times as much as SQLite itself. Parameters are named in every statement, and their values are plain (str, int, None).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import BindParameter, Boolean, ColumnElement, Executable, Table, Text, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
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
        self.is_file = dialect.name == "sqlite"
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

    def within(self, workspace: str) -> None:
        """What follows is for this workspace alone, or for all (`store/scope.py`). PostgreSQL holds it to that."""

    @property
    def is_file(self) -> bool:
        """SQLite, for the few statements that one database alone knows."""
        return self._compiler.is_file

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

    def change_all(self, changes: Mapping[Executable, Sequence[Mapping[str, Any]]]) -> Mapping[Executable, int]:
        """Each statement with each of its rows of values. Answers how many rows each statement touched."""
        self.wrote = True
        return {statement: self._many(self._cursor, statement, rows).rowcount for statement, rows in changes.items()}

    def _many(self, cursor: Cursor, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> Cursor:
        text, fixed = self._compiler.text(statement)
        cursor.executemany(text, [{**fixed, **row} for row in rows] if fixed else rows)
        return cursor

    def taken(self, statement: Executable, **values: Any) -> list[Row]:
        """`change` with a statement that answers what it touched."""
        self.wrote = True
        return self.rows(statement, **values)

    def send(self, statement: Executable, **values: Any) -> None:
        """Run it, whatever it answers."""
        self._execute(statement, values)


class OneOf(ColumnElement[bool]):
    """Whether a column has one of the values of the parameter `one_of`, of any number; `as_list` makes it."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column
        self.values: BindParameter[str] = bindparam("one_of", type_=Text)


@compiles(OneOf, "sqlite")
def _among(element: OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - names and a parameter


@compiles(OneOf, "postgresql")
def _any_of(element: OneOf, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.values, **kw)
    return f"{column} = ANY (ARRAY(SELECT json_array_elements_text(CAST({values} AS json))))"  # an array uses an index


def as_list(values: Iterable[str]) -> str:
    """The parameter of `OneOf`."""
    return json.dumps(sorted(set(values)))


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
