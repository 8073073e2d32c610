"""What whoever runs Segue watches, of all workspaces. Answered by small indexes over what is not finished: what is
done costs nothing, however much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.ports.store import Query


@dataclass(frozen=True, slots=True)
class Pile:
    """Things of one kind that wait. name: the queue, listener or hub. oldest: since when the first of them waits."""

    workspace: str
    name: str
    count: int
    oldest: datetime | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """handoffs: open ones by queue and state. behind: conversations that a listener has not read to the end; the
    oldest is the first entry it lacks. dead_letters: open ones by listener. hub_events: not understood yet, by hub.
    tickets: open follow-ups. nodes: processes that serve this database.
    """

    handoffs: tuple[Pile, ...] = ()
    behind: tuple[Pile, ...] = ()
    dead_letters: tuple[Pile, ...] = ()
    hub_events: tuple[Pile, ...] = ()
    tickets: tuple[Pile, ...] = ()
    nodes: int = 0


@dataclass(frozen=True, slots=True)
class LookAtFigures(Query[Figures]):
    """As of one moment."""
