"""What stands in the store as a time to come, when the clock is set."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import BindParameter, bindparam, update

from segue.ports.clock import ShiftTimes
from segue.store.tables import IS_BEHIND, IS_WAITING, cursors, deadlines, hub_events, presences
from segue.store.transaction import Writing
from segue.store.values import micros

_BY: BindParameter[int] = bindparam("by_us")
_BEFORE: BindParameter[int] = bindparam("before_us")
_SHIFTS = (
    update(deadlines).where(deadlines.c.due_at > _BEFORE).values(due_at=deadlines.c.due_at + _BY),
    update(hub_events).where(IS_WAITING, hub_events.c.due_at > _BEFORE).values(due_at=hub_events.c.due_at + _BY),
    update(presences).where(presences.c.seen_at.is_not(None)).values(seen_at=presences.c.seen_at + _BY),
)
_DELIVERIES = update(cursors).where(IS_BEHIND, cursors.c.due_at > 0).values(due_at=cursors.c.due_at + _BY)


def shift_times(tx: Writing, unit: ShiftTimes) -> int:
    by = unit.by // timedelta(microseconds=1)
    shifted = sum(tx.change(statement, by_us=by, before_us=micros(unit.before)) for statement in _SHIFTS[:2])
    tx.recent.forget_all()
    return shifted + tx.change(_SHIFTS[2], by_us=by) + tx.change(_DELIVERIES, by_us=by)
