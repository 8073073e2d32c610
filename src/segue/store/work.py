"""How much work human agents have: one count for many of them, from two indexes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select, union

from segue.store.statement import OneOf, Row, Statements, as_list
from segue.store.tables import IN_WRAP_UP, IS_HELD, handoffs
from segue.store.values import micros

_H = handoffs.c
_TAKEN = select(_H.agent, _H.id, _H.units, _H.channel, _H.wrap_up_until).where(_H.workspace == bindparam("workspace"))
_WRAPPING_UP = (IN_WRAP_UP, _H.wrap_up_until > bindparam("now"))
# Two halves, each served by its own index; a handoff in both counts once.
_ALL = union(_TAKEN.where(IS_HELD), _TAKEN.where(*_WRAPPING_UP))
WORK_OF_SOME = union(_TAKEN.where(IS_HELD, OneOf(_H.agent)), _TAKEN.where(*_WRAPPING_UP, OneOf(_H.agent)))
"""Rows: agent, handoff, units, channel, end of the wrap-up."""


@dataclass(slots=True)
class Work:
    """Units of handoffs that are reserved or active, or whose wrap-up lasts. frees_at: end of the first wrap-up."""

    units: int = 0
    by_channel: Counter[str] = field(default_factory=Counter)
    frees_at: int | None = None

    def add(self, units: int, channel: str) -> None:
        self.units += units
        if channel:
            self.by_channel[channel] += units


def work_of(
    statements: Statements, workspace: str, now: datetime, agents: Collection[str] = ()
) -> defaultdict[str, Work]:
    """By agent; all of the workspace when none are named."""
    at = micros(now)
    if agents:
        return counted(statements.rows(WORK_OF_SOME, workspace=workspace, now=at, one_of=as_list(agents)))
    return counted(statements.rows(_ALL, workspace=workspace, now=at))


def counted(rows: Iterable[Row]) -> defaultdict[str, Work]:
    found: defaultdict[str, Work] = defaultdict(Work)
    for agent, _, units, channel, until in rows:
        work = found[agent]
        work.add(units, channel)
        if until is not None:
            work.frees_at = until if work.frees_at is None else min(work.frees_at, until)
    return found
