"""Units and queries over cases: which conversation or ticket of a hub stands for which handoff of ours."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.hubs import HubCase
from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class SaveHubCase(Unit[None]):
    """Add it, or replace it. before: as it was read; None for one that is new.

    Raises Refused when it is not `before` any more, or when another open case of this hub has the same `ref`; NotFound
    when its conversation is not there (erased meanwhile): nothing of it is kept.
    """

    case: HubCase
    before: HubCase | None = None


@dataclass(frozen=True, slots=True)
class HubCaseById(Query[HubCase | None]):
    """By the id of the handoff or follow-up."""

    workspace: str
    hub: str
    id: str


@dataclass(frozen=True, slots=True)
class HubCaseByRef(Query[HubCase | None]):
    """The open one, else the one that was closed last; None for a ref that is not ours."""

    workspace: str
    hub: str
    ref: str


@dataclass(frozen=True, slots=True)
class OpenHubCases(Query[tuple[HubCase, ...]]):
    """Oldest first. hub: "" for all of a workspace. conversation: "" for all."""

    workspace: str
    hub: str = ""
    conversation: str = ""
    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class HubCasesOf(Query[tuple[HubCase, ...]]):
    """Every case of a conversation, open or not, oldest first."""

    workspace: str
    conversation: str
