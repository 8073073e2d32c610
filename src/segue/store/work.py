"""How much work human agents have: one count for many of them, from two indexes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select, union

from segue.store.statement import Row, Statements, in_parts, one_of
from segue.store.tables import IN_WRAP_UP, IS_HELD, handoffs
from segue.store.values import micros

_H = handoffs.c
_OF_WORKSPACE = _H.workspace == bindparam("workspace")
_COLUMNS = (_H.agent, _H.id, _H.units, _H.channel, _H.wrap_up_until)
_TAKEN = select(*_COLUMNS).where(_OF_WORKSPACE)
_WRAPPING_UP = (IN_WRAP_UP, _H.wrap_up_until > bindparam("now"))
# Two halves, each served by its own index; a handoff in both counts once.
_ALL = union(_TAKEN.where(IS_HELD), _TAKEN.where(*_WRAPPING_UP))
_SOME = union(_TAKEN.where(IS_HELD, one_of(_H.agent)), _TAKEN.where(*_WRAPPING_UP, one_of(_H.agent)))


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
    rows: list[Row] = []
    if agents:
        for part in in_parts(agents):
            rows += statements.rows(_SOME, workspace=workspace, now=at, **part)
    else:
        rows = statements.rows(_ALL, workspace=workspace, now=at)
    found: defaultdict[str, Work] = defaultdict(Work)
    for agent, _, units, channel, until in rows:
        work = found[agent]
        work.add(units, channel)
        if until is not None:
            work.frees_at = until if work.frees_at is None else min(work.frees_at, until)
    return found
