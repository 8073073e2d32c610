"""A credential that is asked for and lasts a while: one call for all who need it at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

EARLY = timedelta(seconds=60)
"""It is asked for anew so long before its end."""

Fetch = Callable[[], Awaitable[tuple[str, float]]]
"""The token, and how many seconds it lasts. Raises DeliveryFailed."""


class Token:
    def __init__(self, fetch: Fetch, now: Callable[[], datetime]) -> None:
        self._fetch, self._now = fetch, now
        self._lock = asyncio.Lock()
        self._value, self._until = "", datetime.max.replace(tzinfo=UTC)

    async def get(self) -> str:
        async with self._lock:
            if not self._value or self._now() >= self._until:
                value, lasts_s = await self._fetch()
                self._value, self._until = value, self._now() + max(timedelta(seconds=lasts_s) - EARLY, EARLY / 2)
            return self._value

    def forget(self, value: str) -> None:
        """It was not accepted: the next one is fetched."""
        if value == self._value:
            self._value = ""
