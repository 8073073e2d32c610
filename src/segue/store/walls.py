"""Row-level security: PostgreSQL itself shows a transaction the rows of one workspace alone (migration 0007).

The statements name the workspace as well; this is the second wall, for the day on which one of them forgets to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from segue.domain.errors import StoreNotOpened

if TYPE_CHECKING:
    from psycopg import Connection

ENTER = "SELECT set_config('segue.workspace', %s, true)"
"""To the end of the transaction. Never set: no row is seen, and none can be written."""


class Wall:
    """In which workspace the transaction of a connection is, and in which it is to be."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._wanted = ""
        self._there = ""

    def within(self, workspace: str) -> None:
        """From the next statement on."""
        self._wanted = workspace

    def ended(self) -> None:
        """The transaction is over, and what was set for it."""
        self._there = ""

    @property
    def is_behind(self) -> bool:
        return self._there != self._wanted

    def catch_up(self) -> None:
        """Inside a pipeline this is no round trip of its own."""
        if self.is_behind:
            self._connection.execute(ENTER, (self._wanted,))
            self._there = self._wanted


class Walled:
    """Statements whose workspace is set together with the first of them, in the same round trip."""

    wall: Wall

    def within(self, workspace: str) -> None:
        self.wall.within(workspace)

    def _execute(self, statement: Executable, values: Mapping[str, Any]) -> None:
        if not self.wall.is_behind:
            super()._execute(statement, values)  # type: ignore[misc]
            return
        with self.wall._connection.pipeline():
            self.wall.catch_up()
            super()._execute(statement, values)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Walls:
    """role: who is connected. bypassed: whether row-level security does not hold for that role.

    walled: by table with a workspace, whether a policy stands and holds for the owner of the table too.
    """

    role: str
    bypassed: bool
    walled: Mapping[str, bool]

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(sorted(table for table, is_walled in self.walled.items() if not is_walled))


_ROLE = "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_TABLES = """
SELECT t.relname AS table, t.relrowsecurity AND t.relforcerowsecurity
       AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'one_workspace') AS walled
FROM pg_class t
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'workspace' AND NOT a.attisdropped
WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
"""


def walls(url: URL | str) -> Walls | None:
    """What stands between the workspaces of a PostgreSQL database; None for a SQLite file, which has no such thing.

    Raises StoreNotOpened when the database cannot be reached.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return None
    address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address, poolclass=NullPool, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            role, bypassed = connection.execute(text(_ROLE)).one()
            walled = {row.table: bool(row.walled) for row in connection.execute(text(_TABLES))}
    except DBAPIError as error:
        raise StoreNotOpened(f"the database {address.render_as_string()} cannot be used: {error.orig}") from error
    finally:
        engine.dispose()
    return Walls(role, bypassed, walled)
