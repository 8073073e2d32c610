"""Units and queries over what helpdesks tell us by webhook: stored before it is acknowledged, then worked off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from segue.ports.store import Query, Unit

REMEMBERED = timedelta(days=8)
"""How long the id of an event is kept, so that a repeated one is known: longer than any vendor repeats."""


@dataclass(frozen=True, slots=True)
class HubEvent:
    """hub: name of the helpdesk in the policy. id: the vendor's own id of the event. body: what it sent."""

    workspace: str
    hub: str
    id: str
    received_at: datetime
    due_at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class StoreHubEvent(Unit[bool]):
    """False when an event of this hub with this id is known already; then nothing is stored."""

    event: HubEvent


@dataclass(frozen=True, slots=True)
class DueHubEvents(Query[tuple[HubEvent, ...]]):
    """Not done and due at `now`, earliest first, over all workspaces; of each helpdesk at most `limit`."""

    now: datetime
    limit: int = 100


@dataclass(frozen=True, slots=True)
class HubEventDone(Unit[None]):
    """It was worked off, or given up. The id stays known, the body goes."""

    workspace: str
    hub: str
    id: str
    at: datetime
    error: str = ""


@dataclass(frozen=True, slots=True)
class HubEventFailed(Unit[None]):
    """One more attempt failed; it is due again at `due_at`."""

    workspace: str
    hub: str
    id: str
    due_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class CatchUp:
    """How far a helpdesk was asked what changed. since: nothing that changed before is missing.

    at: when it was asked last, None before the first time. found: events that no webhook had told then.
    stream: of a helpdesk that tells of all its cases in one stream: how far that was heard.
    """

    workspace: str
    hub: str
    since: datetime
    at: datetime | None = None
    found: int = 0
    stream: str = ""


@dataclass(frozen=True, slots=True)
class SaveCatchUp(Unit[None]):
    catch_up: CatchUp


@dataclass(frozen=True, slots=True)
class CatchUpOf(Query[CatchUp | None]):
    workspace: str
    hub: str


@dataclass(frozen=True, slots=True)
class SweepHubEvents(Unit[int]):
    """Forget events that were done and received before then, over all workspaces. Answers how many, at most `limit`."""

    before: datetime
    limit: int = 1_000
