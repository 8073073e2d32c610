"""Who plans a workspace: one row, moved by comparing what was seen of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, bindparam, insert, select, update

from segue.ports.routing import GiveUpLease, Lease, LeaseOf, RenewLease, StaleFence, TakeLease
from segue.store.tables import leases
from segue.store.transaction import Reading, Writing

_WORKSPACE: BindParameter[str] = bindparam("in_workspace")
_LEASE = select(leases.c.workspace, leases.c.holder, leases.c.fence, leases.c.beat).where(
    leases.c.workspace == _WORKSPACE
)
_NEW = insert(leases)
_HELD = update(leases).where(leases.c.workspace == _WORKSPACE, leases.c.fence == bindparam("with_fence"))
_BEAT = _HELD.values(beat=leases.c.beat + 1)
_GIVE_UP = _HELD.values(holder="")
_TAKE = _HELD.where(leases.c.beat == bindparam("at_beat")).values(holder=bindparam("holder"), fence=leases.c.fence + 1)


def lease_of(tx: Reading, query: LeaseOf) -> Lease | None:
    row = tx.row(_LEASE, in_workspace=query.workspace)
    return None if row is None else Lease(*row)


def take_lease(tx: Writing, unit: TakeLease) -> Lease | None:
    stored, seen = _stored(tx, unit.workspace), unit.seen
    if stored is None or seen is None:
        if stored is seen:
            tx.change(_NEW, workspace=unit.workspace, holder=unit.holder, fence=1, beat=0)
        return None if stored else _stored(tx, unit.workspace)
    this = {"in_workspace": unit.workspace, "with_fence": seen.fence, "at_beat": seen.beat}
    return _stored(tx, unit.workspace) if tx.change(_TAKE, **this, holder=unit.holder) else None


def _stored(tx: Writing, workspace: str) -> Lease | None:
    row = tx.row(_LEASE, in_workspace=workspace)
    return None if row is None else Lease(*row)


def renew_lease(tx: Writing, unit: RenewLease) -> bool:
    return tx.change(_BEAT, in_workspace=unit.workspace, with_fence=unit.fence) > 0


def give_up_lease(tx: Writing, unit: GiveUpLease) -> None:
    tx.change(_GIVE_UP, in_workspace=unit.workspace, with_fence=unit.fence)


def check_fence(tx: Writing, workspace: str, fence: int) -> None:
    """Raises StaleFence unless the lease has this fencing number; on PostgreSQL it stays so until the commit.

    The row is locked before (`store/postgres.py`), so that whoever takes the lease waits for this transaction.
    """
    stored = _stored(tx, workspace)
    require_fence([stored.fence] if stored else [], fence)


def require_fence(stored: Sequence[int], fence: int) -> None:
    """Raises StaleFence unless the one stored is `fence`."""
    if list(stored) != [fence]:
        raise StaleFence("another node plans this workspace by now", fence=fence)
