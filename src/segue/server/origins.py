"""Which pages of other origins may talk to us: those that some site lists, or a channel of the policy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from segue.ports.clock import Clock
from segue.ports.conversations import Workspaces
from segue.ports.people import Sites
from segue.ports.store import Store

KEPT_FOR = timedelta(seconds=2)


class Origins:
    """A preflight carries no credential, so the sites of all workspaces count here.

    A widget session then looks at the origins of its own site alone.
    """

    def __init__(self, store: Store, clock: Clock, of_channels: Callable[[], Awaitable[frozenset[str]]]) -> None:
        self._store, self._clock, self._of_channels = store, clock, of_channels
        self._known: frozenset[str] = frozenset()
        self._until: datetime | None = None

    async def allowed(self, origin: str) -> bool:
        now = self._clock.now()
        if self._until is None or now >= self._until:
            self._known, self._until = await self._load(), now + KEPT_FOR
        return origin in self._known

    def forget(self) -> None:
        """Call after a site changed."""
        self._until = None

    async def _load(self) -> frozenset[str]:
        found = set(await self._of_channels())
        for workspace in await self._store.read(Workspaces()):
            for site in await self._store.read(Sites(workspace)):
                if site.disabled_at is None:
                    found.update(site.origins)
        return frozenset(found)
