"""What is not finished, counted by its own partial indexes."""

from __future__ import annotations

from sqlalchemy import Select, Subquery, and_, func, literal, select

from segue.ports.figures import Figures, LookAtFigures, Pile
from segue.store.tables import (
    IS_BEHIND,
    IS_OPEN,
    IS_OPEN_LETTER,
    IS_UNDONE,
    IS_WAITING,
    cursors,
    dead_letters,
    entries,
    follow_ups,
    handoffs,
    hub_events,
    nodes,
)
from segue.store.transaction import Reading
from segue.store.values import moment_or_none

MOST = 100_000
"""So many cursors that are behind are counted at most. The order and the bound make both databases use the index."""
_NO_STATE = literal("").label("state")
_HANDOFFS = (
    select(handoffs.c.workspace, handoffs.c.queue, func.count(), func.min(handoffs.c.waiting_since), handoffs.c.state)
    .where(IS_OPEN)
    .group_by(handoffs.c.workspace, handoffs.c.queue, handoffs.c.state)
)


def _behind() -> Select[tuple[str, str, int, int, str]]:
    """With the time of the first entry that is lacking: one search in the log for each cursor that is behind."""
    late: Subquery = (
        select(cursors.c.workspace, cursors.c.conversation, cursors.c.listener, cursors.c.position)
        .where(IS_BEHIND)
        .order_by(cursors.c.workspace, cursors.c.listener, cursors.c.due_at)
        .limit(MOST)
        .subquery("late")
    )
    lacking = and_(
        entries.c.workspace == late.c.workspace,
        entries.c.conversation == late.c.conversation,
        entries.c.seq == late.c.position + 1,
    )
    return (
        select(late.c.workspace, late.c.listener, func.count(), func.min(entries.c.at), _NO_STATE)
        .select_from(late.outerjoin(entries, lacking))
        .group_by(late.c.workspace, late.c.listener)
    )


_BEHIND = _behind()
_DEAD_LETTERS = (
    select(dead_letters.c.workspace, dead_letters.c.listener, func.count(), func.min(dead_letters.c.at), _NO_STATE)
    .where(IS_OPEN_LETTER)
    .group_by(dead_letters.c.workspace, dead_letters.c.listener)
)
_HUB_EVENTS = (
    select(hub_events.c.workspace, hub_events.c.hub, func.count(), func.min(hub_events.c.received_at), _NO_STATE)
    .where(IS_WAITING)
    .group_by(hub_events.c.workspace, hub_events.c.hub)
)
_TICKETS = (
    select(follow_ups.c.workspace, literal(""), func.count(), func.min(follow_ups.c.opened_at), _NO_STATE)
    .where(IS_UNDONE)
    .group_by(follow_ups.c.workspace)
)
_NODES = select(func.count()).select_from(nodes)
ALL = (_HANDOFFS, _BEHIND, _DEAD_LETTERS, _HUB_EVENTS, _TICKETS)


def look_at_figures(tx: Reading, query: LookAtFigures) -> Figures:
    (there,) = tx.row(_NODES) or (0,)
    open_ones, behind, letters, events, tickets = (_piles(tx, statement) for statement in ALL)
    return Figures(open_ones, behind, letters, events, tickets, int(there))


def _piles(tx: Reading, statement: Select[tuple[str, str, int, int, str]]) -> tuple[Pile, ...]:
    found = sorted(tx.rows(statement), key=lambda row: (row[0], row[1], row[4]))
    return tuple(
        Pile(workspace, name, count, moment_or_none(oldest), state) for workspace, name, count, oldest, state in found
    )
