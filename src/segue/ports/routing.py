"""Units and queries of the planner: its lease, what it learns from, and what it commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.conversation import Conversation
from segue.domain.errors import Refused
from segue.domain.lifecycle import Handoff
from segue.domain.policy import Policy
from segue.ports.store import Query, Unit


class StaleFence(Refused):
    """Somebody else plans this workspace by now; nothing of the unit was stored."""

    code = "stale_fence"


@dataclass(frozen=True, slots=True)
class Lease:
    """Who plans a workspace.

    holder: a node; "" when the last one gave it up.   fence: grows whenever the lease goes to another holder.
    beat:   grows whenever the holder says that it lives. There is no time in it, so no two clocks are compared.
    """

    workspace: str
    holder: str
    fence: int
    beat: int


@dataclass(frozen=True, slots=True)
class LeaseOf(Query[Lease | None]):
    workspace: str


@dataclass(frozen=True, slots=True)
class TakeLease(Unit[Lease | None]):
    """Take the lease if it is still as it was `seen` (None: there was none). None when somebody was faster, or beat."""

    workspace: str
    holder: str
    seen: Lease | None


@dataclass(frozen=True, slots=True)
class RenewLease(Unit[bool]):
    """The holder lives. Answers False when somebody else has the lease by now."""

    workspace: str
    fence: int


@dataclass(frozen=True, slots=True)
class GiveUpLease(Unit[None]):
    """Whoever looks next may take it at once. Changes nothing when it is somebody else's by now."""

    workspace: str
    fence: int


class ChangeKind(StrEnum):
    HANDOFF = "handoff"
    AGENT = "agent"  # a person: presence, abilities, or what they have to do
    POLICY = "policy"  # another version is active


@dataclass(frozen=True, slots=True)
class RoutingChange:
    """Something that routing looks at is not what it was. What it is now stands in its own table."""

    kind: ChangeKind
    id: str


@dataclass(frozen=True, slots=True)
class ChangedWorkspaces(Query[tuple[str, ...]]):
    """Workspaces in which a change has not been taken yet."""


@dataclass(frozen=True, slots=True)
class TakeRoutingChanges(Unit[frozenset[RoutingChange]]):
    """Take what has changed since the last time, each once.

    A change is stored in the transaction of what changed, so what is read after this is at least as new, whatever the
    order of commits. Raises StaleFence.
    """

    workspace: str
    fence: int


@dataclass(frozen=True, slots=True)
class HandoffsById(Query[tuple[Handoff, ...]]):
    """Those of `ids` that exist, in no order."""

    workspace: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reservation:
    """One proposal of a plan.

    seen:       the handoff that was planned for; it must still be the same.
    agent_name: as the customer reads it.   beyond: units above capacity that this customer may take.
    why:        plain data for the log.
    """

    seen: Handoff
    agent: str
    agent_name: str
    until: datetime
    why: Mapping[str, Any]
    beyond: int = 0


class Missed(StrEnum):
    """Why a proposal was not true any more."""

    CUSTOMER = "customer"  # left, was taken, or is known otherwise by now
    AGENT = "agent"  # not there, not present, or without room


@dataclass(frozen=True, slots=True)
class Reserved:
    """What was stored."""

    handoff: Handoff
    conversation: Conversation


@dataclass(frozen=True, slots=True)
class ReserveBatch(Unit[tuple[Reserved | Missed, ...]]):
    """Commit each proposal that is still true; answers in the order of `reservations`.

    True: the handoff is queued and as it was seen; the agent works here, is online, and has the units free within
    capacity and within the limit of the channel, what came before in this batch counted. Agents are locked first, then
    conversations, each in order. Nothing is written for the change feed: the planner learns of it by the answer.
    policy: whose words and settings the steps are recorded with.
    Raises StaleFence.
    """

    workspace: str
    fence: int
    now: datetime
    policy: Policy
    reservations: tuple[Reservation, ...]
