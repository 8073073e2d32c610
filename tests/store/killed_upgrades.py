"""Run by test_killed_upgrades: upgrades a database again and again, killed some statements further on each time.

Prints a line of JSON for each: where it was killed, and the step and the contents that were found afterwards.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import Engine

from segue.store.copying import contents_of, known_tables
from segue.store.migrate import engine_for, enter, upgrade


class Killer:
    """Ends this process at the n-th statement or commit, before the database is asked."""

    def __init__(self, at: int) -> None:
        self._left = at
        event.listen(Engine, "before_cursor_execute", self.count)
        event.listen(Engine, "commit", self.count)

    def count(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def upgraded_unless_killed(url: str, at: int) -> bool:
    child = os.fork()
    if child == 0:
        Killer(at)
        upgrade(url)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    if status != 0:
        raise RuntimeError(f"the upgrade failed by itself when it was to be killed at {at}")
    return True


def main(url: str, further: int) -> None:
    engine = engine_for(make_url(url))
    with engine.begin() as connection:
        tables = known_tables(connection)
    at = 1
    while not upgraded_unless_killed(url, at):
        with engine.begin() as connection:
            enter(connection)
            is_file = connection.dialect.name == "sqlite"
            integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalar() if is_file else "ok"
            step = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            contents = {name: str(contents_of(connection, table)) for name, table in tables.items()}
        print(json.dumps({"killed_at": at, "step": step, "contents": contents, "integrity": integrity}), flush=True)
        at += further


main(sys.argv[1], int(sys.argv[2]))
