"""What rows leave behind in the files of a database when they are gone, and how that goes too."""

from __future__ import annotations

from time import monotonic
from typing import Any

from sqlalchemy import Select, literal_column, select, text

from segue.domain.errors import TryAgain
from segue.ports.erasure import BytesHeld, PurgeBytes, Purged
from segue.store.erasing import TOUCHED
from segue.store.statement import Statements
from segue.store.transaction import Reading, Writing

_PAGES = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
_SIZE: Select[Any] = select(literal_column("pg_database_size(current_database())"))
_EMPTY_LOG = text("PRAGMA wal_checkpoint(TRUNCATE)")
_WRITE_ANEW = text("VACUUM")
_VACUUMS = tuple(text(f'VACUUM "{table.name}"') for table in TOUCHED)


def purge_bytes(tx: Writing, unit: PurgeBytes) -> Purged:
    """SQLite overwrites what it deletes (`secure_delete`), but not what it moved about before that: a page may hold
    an old copy of a row. A file that is written anew holds none."""
    began, before = monotonic(), _bytes(tx)
    for statement in (_WRITE_ANEW,) if tx.is_file else _VACUUMS:
        tx.send(statement)
    if tx.is_file:
        busy, *_ = tx.rows(_EMPTY_LOG)[0]
        if busy:
            raise TryAgain("somebody reads the database all the time; the log beside it still holds what was erased")
    return Purged(monotonic() - began, before, _bytes(tx))


def bytes_held(tx: Reading, query: BytesHeld) -> int:
    return _bytes(tx)


def _bytes(statements: Statements) -> int:
    return int(statements.rows(_PAGES if statements.is_file else _SIZE)[0][0])
