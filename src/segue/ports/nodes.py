"""Units and queries over the processes that serve one database: who lives, and what a dead one left half done.

Nobody compares clocks (decision 0010): a node raises its beat, and another that has itself watched the same beat for
long enough gives it up. What it held is free at once, under a higher fencing number, so that its late writes are
refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class Node:
    """One process. id: random, new at each start. about: version, machine, process, when it started."""

    id: str
    beat: int
    about: Mapping[str, Any] = field(default_factory=dict)


Page = tuple[str, str]
"""Workspace and conversation of a customer who has it open."""


@dataclass(frozen=True, slots=True)
class Beat(Unit[int]):
    """This node lives. Its row is made where there is none, also after it was given up. Answers the new beat.

    pages: of customers, open on this node now; None leaves what was told last, of which a new row knows nothing: it
    answers 1.
    """

    node: str
    about: Mapping[str, Any] = field(default_factory=dict)
    pages: tuple[Page, ...] | None = None


@dataclass(frozen=True, slots=True)
class GiveUpNode(Unit[bool]):
    """It is gone: the deliveries it held are free under a higher fence, and then its row goes.

    beat: as it was watched; None gives it up whatever its beat (its own end; a store that nobody else can have).
    False when it has beaten since, or is not there; also while it holds a delivery of a conversation that is being
    written to at this very moment: the rest is free by then, and the next time all is.
    """

    node: str
    beat: int | None = None


@dataclass(frozen=True, slots=True)
class FreeOrphans(Unit[int]):
    """What is held by nodes that are not there is free under a higher fence. Answers how much that was; what is left
    out, since its conversation is being written to at this very moment, is found the next time.

    A node that was given up while it stood still may take something before its next beat, and die before it.
    """


@dataclass(frozen=True, slots=True)
class Nodes(Query[tuple[Node, ...]]):
    """All that are there, by id."""


@dataclass(frozen=True, slots=True)
class OpenPages(Query[frozenset[Page]]):
    """Pages of customers that are open on any node."""
