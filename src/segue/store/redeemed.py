"""What works once, and has."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from segue.ports.redeemed import Redeem, SweepRedeemed
from segue.store.tables import redeemed
from segue.store.transaction import Writing
from segue.store.values import micros

_KEY = (redeemed.c.workspace, redeemed.c.id)
_NEW = insert(redeemed).on_conflict_do_nothing(index_elements=_KEY)
_SWEEP = delete(redeemed).where(
    tuple_(*_KEY).in_(
        select(*_KEY).where(redeemed.c.until < bindparam("before")).order_by(redeemed.c.until).limit(bindparam("most"))
    )
)


def redeem(tx: Writing, unit: Redeem) -> bool:
    return tx.change(_NEW, workspace=unit.workspace, id=unit.id, until=micros(unit.until)) > 0


def sweep_redeemed(tx: Writing, unit: SweepRedeemed) -> int:
    return tx.change(_SWEEP, before=micros(unit.before), most=unit.limit)
