"""Credentials that are asked for and last a while: fetched once for all who need them at the same moment, by OAuth
client credentials or another grant, and anew when one is no longer accepted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from segue.answers import name_of, text
from segue.calls import Calls
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed

T = TypeVar("T")
USUAL_S = 3600.0
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

    async def used(self, act: Callable[[str], Awaitable[T]]) -> T:
        """What is refused for its credential was not done, so it is safe to try once more with a new one."""
        value = await self.get()
        try:
            return await act(value)
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.PAUSED:
                raise
        self.forget(value)
        return await act(await self.get())


async def granted(
    calls: Calls, url: str, field: str = "access_token", lasts_s: float = USUAL_S, **more: Any
) -> tuple[str, float]:
    """The token, and for how many seconds: as answered, else `lasts_s`.

    What is refused here is the credential, whatever the status: it pauses until somebody mends that.
    """
    try:
        answer = await calls.json("POST", url, safe=True, **more)
    except DeliveryFailed as failure:
        if failure.trouble is not Trouble.REFUSED:
            raise
        refused = DeliveryFailed(str(failure), Trouble.PAUSED, status=failure.status)
    else:
        token = text(answer.get(field))
        if token and token.isascii() and token.isprintable():
            told = name_of(answer.get("expires_in"))
            return token, float(told) if told.isascii() and told.isdecimal() and len(told) < 9 else lasts_s
        refused = DeliveryFailed("no credential came with the answer of where one is asked for")
    raise refused
