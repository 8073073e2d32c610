"""The stores that every test of this folder runs on: the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from fakes.memory_store import MemoryStore
from segue.ports.store import Store
from segue.store.database import open_store


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    name = {"sqlite": "sqlite_url", "postgres": "empty_postgres_url"}[request.param]
    opened = await open_store(request.getfixturevalue(name))
    yield opened
    await opened.close()
