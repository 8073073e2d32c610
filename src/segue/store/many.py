"""One statement for many rows of values, where the database reads them out of one JSON parameter (PostgreSQL).

A statement for one row is rewritten so that its parameters become columns of a set: the server then plans and begins
it once, and one message carries all rows. What it does to each row stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Column, Executable, Insert, Text, Update, bindparam, func, select
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.sql import FromClause
from sqlalchemy.sql.visitors import ExternallyTraversible, iterate, replacement_traverse

from segue.store.values import encode

ROWS = "rows"
"""The parameter of a statement for many: `as_rows` makes it."""


@cache
def for_many(statement: Executable) -> Executable | None:
    """`statement`, an insertion of whole rows or an update, for as many rows as `as_rows` is given; None for others.

    Parameters that are not named as a column of the table are text. No two rows may stand for one row of the table.
    """
    match statement:
        case Insert():
            names = statement.table.c.keys()
            given = _given(statement.table, names)
            try:
                return statement.from_select(names, select(*(given.c[name] for name in names)))
            except InvalidRequestError:  # it names its values
                return None
        case Update():
            names = sorted({one.key for one in iterate(statement) if isinstance(one, BindParameter) and one.required})
            given = _given(statement.table, names)

            def from_given(element: ExternallyTraversible, **_: Any) -> ExternallyTraversible | None:
                return given.c.get(element.key) if isinstance(element, BindParameter) else None

            many: Any = replacement_traverse(statement, {}, from_given)
            return many if isinstance(many, Executable) else None
        case _:
            return None


def as_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    return encode(rows)


def _given(table: Any, names: Iterable[str]) -> FromClause:
    """The rows as a table of these columns."""
    columns = [Column(name, table.c[name].type if name in table.c else Text()) for name in names]
    rows = func.json_to_recordset(bindparam(ROWS, type_=JSON))
    return rows.table_valued(*columns).render_derived("v", with_types=True)
