"""The sweep beside messages that are being written, on PostgreSQL: a file that goes with one is never half gone."""

from __future__ import annotations

import asyncio

import pytest
from direct import connect, enter
from making import later, started
from test_files_stored import file, parts_of, uploaded

from segue.domain.files import FileState
from segue.ports.files import FileById, SweepFiles
from segue.store.database import open_store


@pytest.mark.postgres
async def test_what_goes_with_a_message_at_this_very_moment_is_not_swept(empty_postgres_url: str) -> None:
    """Another process sends it, and has not committed yet."""
    store = await open_store(empty_postgres_url)
    try:
        await started(store)
        await uploaded(store, file())
        with connect(empty_postgres_url) as other:
            enter(other, "default")
            other.exec_driver_sql("UPDATE files SET state = 'sent', body = replace(body, 'ready', 'sent')")
            async with asyncio.timeout(20):  # else it would wait for the other for good
                assert await store.write(SweepFiles("default", coming=later(days=2), unsent=later(days=2))) == 0
            other.commit()
        assert await parts_of(store, "f1") == [b"abc", b"def"]
        kept = await store.read(FileById("default", "f1"))
        assert kept is not None
        assert kept.state is FileState.SENT
    finally:
        await store.close()
