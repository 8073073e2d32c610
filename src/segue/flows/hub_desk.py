"""What working with helpdesks keeps in a process: how each is reached, how it has been doing, and its streams."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from segue.domain.errors import Invalid
from segue.domain.hubs import Can, HubSettings
from segue.domain.policy import Policy
from segue.ports.hubs import Hub, LiveHub, OpenHub, StreamingHub, TicketHub

StreamKey = tuple[str, str, str]
"""Workspace, hub, and id of the case; "" for a stream that tells of all cases."""


@dataclass(slots=True)
class Hearing:
    """How a helpdesk has been doing, since the process began, apart from deliveries to it.

    caught_up_at: when its cases were asked for what was told. catch_up_at: when they are asked next, None for at once.
    """

    heard_at: datetime | None = None
    told: int = 0
    refused: int = 0  # webhooks that were not signed as they should be
    error: str = ""
    failed_at: datetime | None = None
    caught_up_at: datetime | None = None
    catch_up_at: datetime | None = None
    found: int = 0  # what no webhook had told

    def failed(self, words: str, now: datetime) -> None:
        self.error, self.failed_at = words[:500], now


def _no_stream(settings: HubSettings) -> str:
    return ""


def _cannot_open(settings: HubSettings) -> Hub:
    raise Invalid(f"the hub {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class HubDesk:
    """streams_of: `hub`, `case` or "", as the adapter says. looked_at: workspace -> version of the policy by which
    it was seen last whether somebody is with a helpdesk that is not there any more."""

    open: OpenHub = _cannot_open
    streams_of: Callable[[HubSettings], str] = _no_stream
    streams: dict[StreamKey, asyncio.Task[None]] = field(default_factory=dict)
    typed: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    looked_at: dict[str, str] = field(default_factory=dict)
    under_way: dict[tuple[str, str, str], asyncio.Task[None]] = field(default_factory=dict)
    _hearing: dict[tuple[str, str], Hearing] = field(default_factory=dict)
    _opened: dict[tuple[str, str], tuple[HubSettings, Hub]] = field(default_factory=dict)

    def hub(self, workspace: str, settings: HubSettings) -> Hub:
        """Raises Invalid. A changed line of the policy opens it anew."""
        key = (workspace, settings.name)
        if key not in self._opened or self._opened[key][0] != settings:
            self._opened[key] = (settings, self.open(settings))
        return self._opened[key][1]

    def live(self, workspace: str, settings: HubSettings) -> LiveHub | None:
        found = self.hub(workspace, settings)
        return cast("LiveHub", found) if Can.LIVE in found.kind.can else None

    def tickets(self, workspace: str, settings: HubSettings) -> TicketHub | None:
        found = self.hub(workspace, settings)
        return cast("TicketHub", found) if Can.TICKETS in found.kind.can else None

    def streaming(self, workspace: str, settings: HubSettings) -> StreamingHub:
        return cast("StreamingHub", self.hub(workspace, settings))

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a hub that cannot be opened: before anything begins, not at the first handoff."""
        for settings in policy.hubs.values():
            self.open(settings)

    def hearing(self, workspace: str, hub: str) -> Hearing:
        return self._hearing.setdefault((workspace, hub), Hearing())

    async def close(self) -> None:
        tasks = [*self.streams.values(), *self.under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
