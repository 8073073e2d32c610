"""What assisting helpdesks keeps in a process: how each is reached, and how it has been doing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from segue.domain.errors import Invalid
from segue.domain.hubs import HubSettings
from segue.domain.policy import Policy
from segue.ports.hubs import DraftHub, Hub, OpenHub


@dataclass(slots=True)
class Doing:
    """Since the process began. quiet: events that needed no note.

    caught_up_at: when it was asked what changed. catch_up_at: when it is asked next, None for as soon as may be.
    """

    heard_at: datetime | None = None
    noted_at: datetime | None = None
    notes: int = 0
    quiet: int = 0
    error: str = ""
    failed_at: datetime | None = None
    caught_up_at: datetime | None = None
    catch_up_at: datetime | None = None


def _cannot_open(settings: HubSettings) -> Hub:
    raise Invalid(f"the helpdesk {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class AssistDesk:
    open: OpenHub = _cannot_open
    under_way: dict[tuple[str, str, str], asyncio.Task[None]] = field(default_factory=dict)
    _doing: dict[tuple[str, str], Doing] = field(default_factory=dict)
    _opened: dict[tuple[str, str], tuple[HubSettings, Hub]] = field(default_factory=dict)

    def hub(self, workspace: str, settings: HubSettings) -> DraftHub:
        """Raises Invalid. A changed line of the policy opens it anew."""
        key = (workspace, settings.name)
        if key not in self._opened or self._opened[key][0] != settings:
            self._opened[key] = (settings, self.open(settings))
        return cast("DraftHub", self._opened[key][1])  # the policy refuses `drafts` for any other kind

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a helpdesk that cannot be opened: before anything begins, not at the first webhook."""
        for settings in policy.assist.values():
            self.open(settings)

    def doing(self, workspace: str, hub: str) -> Doing:
        return self._doing.setdefault((workspace, hub), Doing())

    async def close(self) -> None:
        tasks = list(self.under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
