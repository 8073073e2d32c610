"""The processes that serve this database, and what those that are gone hold."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from segue.ports.nodes import Beat, FreeOrphans, GiveUpNode, Node, Nodes
from segue.store.records import data_of
from segue.store.tables import IS_AT_IT, cursors, hub_events, nodes
from segue.store.transaction import Reading, Writing
from segue.store.values import encode

_NEW = insert(nodes)
_BEAT = _NEW.on_conflict_do_update(
    index_elements=["id"], set_={"beat": nodes.c.beat + 1, "body": _NEW.excluded.body}
).returning(nodes.c.beat)
_THIS = nodes.c.id == bindparam("node")
_GONE = delete(nodes).where(_THIS)
_GONE_AT = _GONE.where(nodes.c.beat == bindparam("at_beat"))
_ALL = select(nodes.c.id, nodes.c.beat, nodes.c.body).order_by(nodes.c.id)


def _orphaned(table: Table) -> ColumnElement[bool]:
    return IS_AT_IT & table.c.holder.not_in(select(nodes.c.id))


_FREE = tuple(
    update(table).where(_orphaned(table)).values(holder="", fence=table.c.fence + 1) for table in (cursors, hub_events)
)


def beat(tx: Writing, unit: Beat) -> int:
    ((counted,),) = tx.taken(_BEAT, id=unit.node, beat=1, body=encode(unit.about))
    return int(counted)


def give_up_node(tx: Writing, unit: GiveUpNode) -> bool:
    if unit.beat is None:
        gone = tx.change(_GONE, node=unit.node)
    else:
        gone = tx.change(_GONE_AT, node=unit.node, at_beat=unit.beat)
    if gone:
        _free(tx)
    return gone > 0


def free_orphans(tx: Writing, unit: FreeOrphans) -> int:
    return _free(tx)


def _free(tx: Writing) -> int:
    return sum(tx.change(statement) for statement in _FREE)


def nodes_there(tx: Reading, query: Nodes) -> tuple[Node, ...]:
    return tuple(Node(id_, counted, data_of(body)) for id_, counted, body in tx.rows(_ALL))
