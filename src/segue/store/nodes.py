"""The processes that serve this database, and what those that are gone hold."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from segue.ports.nodes import Beat, FreeOrphans, GiveUpNode, Node, Nodes, OpenPages, Page
from segue.store.records import data_of
from segue.store.tables import IS_AT_IT, cursors, hub_events, nodes
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode

_NEW = insert(nodes)
_AGAIN = {"beat": nodes.c.beat + 1, "body": _NEW.excluded.body}
_BEAT = _NEW.on_conflict_do_update(index_elements=["id"], set_=_AGAIN).returning(nodes.c.beat)
_BEAT_WITH_PAGES = _NEW.on_conflict_do_update(
    index_elements=["id"], set_={**_AGAIN, "pages": _NEW.excluded.pages}
).returning(nodes.c.beat)
_THIS = nodes.c.id == bindparam("node")
_GONE = delete(nodes).where(_THIS)
_GONE_AT = _GONE.where(nodes.c.beat == bindparam("at_beat"))
_PAGES = select(nodes.c.pages)
_pages_of = decoder(tuple[Page, ...])
_ALL = select(nodes.c.id, nodes.c.beat, nodes.c.body).order_by(nodes.c.id)


def _orphaned(table: Table) -> ColumnElement[bool]:
    return IS_AT_IT & table.c.holder.not_in(select(nodes.c.id))


_FREE = tuple(
    update(table).where(_orphaned(table)).values(holder="", fence=table.c.fence + 1) for table in (cursors, hub_events)
)


def beat(tx: Writing, unit: Beat) -> int:
    statement = _BEAT if unit.pages is None else _BEAT_WITH_PAGES
    row = {"id": unit.node, "beat": 1, "pages": encode(unit.pages or ()), "body": encode(unit.about)}
    ((counted,),) = tx.taken(statement, **row)
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


def open_pages(tx: Reading, query: OpenPages) -> frozenset[Page]:
    return frozenset(page for (pages,) in tx.rows(_PAGES) for page in _pages_of(pages))
