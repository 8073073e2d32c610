"""The processes that serve this database, and what those that are gone hold."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from segue.ports.nodes import Beat, FreeOrphans, GiveUpNode, Node, Nodes, OpenPages, Page
from segue.store.deliveries import freeing
from segue.store.records import data_of
from segue.store.tables import IS_AT_IT, cursors, nodes
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
_WATCHED = select(nodes.c.beat).where(_THIS).with_for_update()
_PAGES = select(nodes.c.pages)
_pages_of = decoder(tuple[Page, ...])
_ALL = select(nodes.c.id, nodes.c.beat, nodes.c.body).order_by(nodes.c.id)


_ITS_OWN = cursors.c.holder == bindparam("node")
_FREE_ITS_OWN = freeing(_ITS_OWN)
_STILL_HELD = select(cursors.c.listener).where(IS_AT_IT, _ITS_OWN).limit(1)
_FREE_ORPHANS = freeing(cursors.c.holder.not_in(select(nodes.c.id)))


def beat(tx: Writing, unit: Beat) -> int:
    statement = _BEAT if unit.pages is None else _BEAT_WITH_PAGES
    row = {"id": unit.node, "beat": 1, "pages": encode(unit.pages or ()), "body": encode(unit.about)}
    ((counted,),) = tx.taken(statement, **row)
    return int(counted)


def give_up_node(tx: Writing, unit: GiveUpNode) -> bool:
    there = tx.row(_WATCHED, node=unit.node)
    if there is None or unit.beat not in {None, there[0]}:
        return False
    tx.change(_FREE_ITS_OWN, node=unit.node)
    if tx.row(_STILL_HELD, node=unit.node) is not None:
        return False
    return tx.change(_GONE, node=unit.node) > 0


def free_orphans(tx: Writing, unit: FreeOrphans) -> int:
    return tx.change(_FREE_ORPHANS)


def nodes_there(tx: Reading, query: Nodes) -> tuple[Node, ...]:
    return tuple(Node(id_, counted, data_of(body)) for id_, counted, body in tx.rows(_ALL))


def open_pages(tx: Reading, query: OpenPages) -> frozenset[Page]:
    return frozenset(page for (pages,) in tx.rows(_PAGES) for page in _pages_of(pages))
