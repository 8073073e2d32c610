"""Units and queries over policy versions, which are immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    workspace: str
    hash: str  # SHA-256 of `text`
    text: str
    author: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ImportPolicy(Unit[bool]):
    """Store it and make it the active one. Answers whether it was new.

    base: hash of the version it was made from, "" for none. When given, raises Refused if another one is active now.
    """

    version: PolicyVersion
    base: str | None = None


@dataclass(frozen=True, slots=True)
class ActivePolicy(Query[PolicyVersion | None]):
    workspace: str


@dataclass(frozen=True, slots=True)
class ActiveHashes(Query[Mapping[str, str]]):
    """By workspace, the version that is active: a short look at whether another node has adopted one."""


@dataclass(frozen=True, slots=True)
class PolicyByHash(Query[PolicyVersion | None]):
    workspace: str
    hash: str


@dataclass(frozen=True, slots=True)
class PolicyVersions(Query[tuple[PolicyVersion, ...]]):
    """Newest first."""

    workspace: str
    limit: int = 50
