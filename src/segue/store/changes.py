"""The change feed of routing: a row beside each change of what it looks at, in the transaction of that change.

Rows are only ever added, and taken by deleting them: a row is seen when its transaction has committed, whatever the
order of the numbers, so none is missed and none is seen before what it stands for.
"""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from segue.domain.lifecycle import Handoff
from segue.ports.routing import ChangedWorkspaces, ChangeKind, HandoffsById, RoutingChange, TakeRoutingChanges
from segue.store.leases import check_fence
from segue.store.records import handoff_of
from segue.store.statement import OneOf, as_list
from segue.store.tables import handoffs, routing_changes
from segue.store.transaction import Reading, Writing

_NEW = (
    insert(routing_changes)
    .values(workspace=bindparam("workspace"), kind=bindparam("kind"), id=bindparam("id"))
    .inline()
)
_TAKE = (
    delete(routing_changes)
    .where(routing_changes.c.workspace == bindparam("workspace"))
    .returning(routing_changes.c.kind, routing_changes.c.id)
)
_WORKSPACES = select(routing_changes.c.workspace).distinct()
_BY_IDS = select(handoffs.c.body).where(handoffs.c.workspace == bindparam("workspace"), OneOf(handoffs.c.id))


def note_change(tx: Writing, workspace: str, kind: ChangeKind, id_: str) -> None:
    tx.change(_NEW, workspace=workspace, kind=kind.value, id=id_)


def note_step(tx: Writing, handoff: Handoff, before: Handoff | None) -> None:
    """A handoff is about to become another; the work of whoever had it, or gets it, does as well."""
    note_change(tx, handoff.workspace, ChangeKind.HANDOFF, handoff.id)
    for agent in sorted({handoff.agent, before.agent if before else ""} - {""}):
        note_change(tx, handoff.workspace, ChangeKind.AGENT, agent)


def take_routing_changes(tx: Writing, unit: TakeRoutingChanges) -> frozenset[RoutingChange]:
    check_fence(tx, unit.workspace, unit.fence)
    rows = tx.taken(_TAKE, workspace=unit.workspace)
    return frozenset(RoutingChange(ChangeKind(kind), id_) for kind, id_ in rows)


def changed_workspaces(tx: Reading, query: ChangedWorkspaces) -> tuple[str, ...]:
    return tuple(sorted(workspace for (workspace,) in tx.rows(_WORKSPACES)))


def handoffs_by_id(tx: Reading, query: HandoffsById) -> tuple[Handoff, ...]:
    rows = tx.rows(_BY_IDS, workspace=query.workspace, one_of=as_list(query.ids))
    return tuple(handoff_of(body) for (body,) in rows)
