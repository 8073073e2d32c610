"""The store for a command that changes what is in it: no lanes, no bot, nothing outside is reached."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from segue.app import SystemClock, random_id
from segue.domain.errors import StoreNotOpened
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.settings import Settings
from segue.store.database import address_of, must_be_there, open_store

INSTEAD = (
    "One process has a SQLite file at a time. While `segue serve` runs, use the console's page Data, or its routes "
    "under /v1/ops/people-data; see docs/data.md."
)


@asynccontextmanager
async def tending(settings: Settings) -> AsyncIterator[Env]:
    """On PostgreSQL beside running servers; on SQLite while none runs. Raises StoreNotOpened, saying what to do."""
    must_be_there(address_of(settings.database))
    try:
        store = await open_store(settings.database)
    except StoreNotOpened as error:
        raise StoreNotOpened(f"{error.message}\n{INSTEAD}" if "in use" in error.message else error.message) from error
    clock = SystemClock()
    try:
        yield Env(store, clock, Policies(store, clock), random_id, bot=lambda _: None, started_at=clock.now())
    finally:
        await store.close()
