"""Page visits and earlier conversations: whose they are, how long they are kept, what a history holds."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import pytest
from direct import enter, remake
from making import NOW, conversation, creation, later, load, next_unit
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.dialects import sqlite

from segue.domain.conversation import Customer
from segue.domain.history import Contact, History, Visit
from segue.domain.signals.memory import SignalMemory
from segue.ports import visits as ports
from segue.ports.people import SaveVisitor, Visitor, VisitorById
from segue.ports.store import Store
from segue.ports.visits import HistoryOf, KeepVisits, LinkVisitor, SweepVisits
from segue.store.migrate import upgrade
from segue.store.records import conversation_row
from segue.store.scope import EVERY
from segue.store.values import micros
from segue.store.visits import _history

ANA = Customer("c-ana", verified=True)


def visit(id_: str = "1", path: str = "/pricing", at: datetime = NOW, seconds: int = 0) -> Visit:
    return Visit(id_, f"https://shop.example{path}", path, "Pricing \u202e", at, seconds)


async def keep(store: Store, *visits: Visit, visitor: str = "v", customer: str = "", workspace: str = "default") -> Any:
    return await store.write(KeepVisits(workspace, visitor, customer, visits))


async def history(store: Store, visitor: str = "v", customer: str = "", **fields: Any) -> History:
    since = fields.pop("since", later(days=-30))
    fields = {"workspace": "default", "conversation": "", **fields}
    return await store.read(
        HistoryOf(visitor=visitor, customer=customer, visits_since=since, contacts_since=since, **fields)
    )


async def spoken(store: Store, id_: str, *, topics: tuple[str, ...] = (), **fields: Any) -> None:
    signals = SignalMemory(turns=1, topics=topics)
    await store.write(creation(conversation(id_, signals=signals, **fields)))


def ids(found: History) -> tuple[list[str], list[str]]:
    return [one.id for one in found.visits], [one.conversation for one in found.contacts]


async def test_visits_come_back_as_they_were_newest_first(store: Store) -> None:
    visits = [visit(str(n), f"/p/{n}", later(minutes=n), n) for n in range(3)]
    assert await keep(store, *visits) == ("0", "1", "2")
    assert (await history(store)).visits == tuple(reversed(visits))


async def test_a_visit_told_again_only_learns_a_longer_stay(store: Store) -> None:
    await keep(store, visit(seconds=5))
    assert await keep(store, visit("1", "/other", seconds=40), visit("2")) == ("2",)
    assert await keep(store, visit("1", seconds=3)) == ()
    kept = {one.id: (one.path, one.seconds) for one in (await history(store)).visits}
    assert kept == {"1": ("/pricing", 40), "2": ("/pricing", 0)}


async def test_another_visitor_and_another_workspace_see_nothing_of_it(store: Store) -> None:
    await keep(store, visit())
    await spoken(store, "c1", visitor="v")
    assert ids(await history(store)) == (["1"], ["c1"])
    assert ids(await history(store, visitor="w")) == ([], [])
    assert ids(await history(store, workspace="abroad")) == ([], [])
    assert ids(await history(store, visitor="", customer="c-ana")) == ([], [])


async def test_nobody_has_no_history_that_could_be_known(store: Store) -> None:
    await keep(store, visit(), visitor="")
    assert await history(store, visitor="") == History()


async def test_a_customer_has_one_history_in_all_their_browsers(store: Store) -> None:
    await keep(store, visit("1"), visitor="phone", customer="c-ana")
    await keep(store, visit("2", at=later(minutes=1)), visitor="laptop", customer="c-ana")
    await keep(store, visit("3"), visitor="phone", customer="c-bob")
    await spoken(store, "c1", visitor="phone", customer=ANA)
    await spoken(store, "c2", customer=replace(ANA, verified=False), visitor="other")
    assert ids(await history(store, "laptop", "c-ana")) == (["2", "1"], ["c1"])
    assert ids(await history(store, "phone", "")) == ([], [])  # signed out: what a customer did is the customer's
    assert ids(await history(store, "phone", "c-bob")) == (["3"], [])


async def test_what_a_stranger_did_is_the_customers_once_the_site_vouches_for_them(store: Store) -> None:
    await keep(store, visit("1"))
    await keep(store, visit("2"), customer="c-bob")
    await spoken(store, "c1", visitor="v")
    await store.write(LinkVisitor("default", "v", "c-ana"))
    assert ids(await history(store, "elsewhere", "c-ana")) == (["1"], ["c1"])
    assert ids(await history(store, "elsewhere", "c-bob")) == (["2"], [])
    base = (await load(store, "c1")).conversation
    await store.write(next_unit(base, "again", change={"open": False}))  # its state still knows no customer
    assert ids(await history(store, "elsewhere", "c-ana")) == (["1"], ["c1"])


async def test_a_contact_follows_its_conversation(store: Store) -> None:
    await spoken(store, "c1", topics=("billing",), visitor="v", matter="my invoice is wrong")
    (first,) = (await history(store)).contacts
    assert (first.topics, first.words, first.open, first.handoffs) == (("billing",), ("invoice", "wrong"), True, 0)
    base = (await load(store, "c1")).conversation
    await store.write(next_unit(base, "bye", change={"open": False, "handoffs": 1}))
    (then,) = (await history(store)).contacts
    assert (then.open, then.handoffs, then.at) == (False, 1, NOW)
    assert (await history(store, conversation="c1")).contacts == ()


async def test_only_what_is_new_enough_and_only_so_many(store: Store) -> None:
    await keep(store, *(visit(str(n), at=later(days=-n)) for n in range(5)))
    assert ids(await history(store, since=later(days=-2)))[0] == ["0", "1", "2"]
    assert ids(await history(store, most_visits=2))[0] == ["0", "1"]


async def test_the_oldest_visits_of_one_visitor_make_room(store: Store) -> None:
    made = [visit(str(n), at=later(seconds=n)) for n in range(ports.KEPT_OF_ONE + 20)]
    await keep(store, *made)
    await keep(store, visit("other"), visitor="w")
    kept = await history(store, most_visits=5_000)
    assert [one.id for one in kept.visits] == [one.id for one in reversed(made[20:])]
    assert ids(await history(store, "w"))[0] == ["other"]


async def test_a_sweep_deletes_what_is_too_old_a_part_at_a_time(store: Store) -> None:
    await keep(store, *(visit(str(n), at=later(days=-n)) for n in range(6)))
    await keep(store, visit("abroad", at=later(days=-9)), workspace="abroad")
    assert await store.write(SweepVisits("default", later(days=-2), limit=2)) == 2
    assert ids(await history(store))[0] == ["0", "1", "2", "3"]
    assert await store.write(SweepVisits("default", later(days=-2), limit=2)) == 1
    assert await store.write(SweepVisits("default", later(days=-2), limit=2)) == 0
    assert ids(await history(store))[0] == ["0", "1", "2"]
    assert ids(await history(store, workspace="abroad"))[0] == ["abroad"]


@pytest.mark.parametrize("whose", [(True, False), (False, True), (True, True)])
def test_a_history_is_a_few_short_stretches_of_indexes_whatever_else_is_stored(
    sqlite_url: str, whose: tuple[bool, bool]
) -> None:
    compiled = _history(visitor=whose[0], customer=whose[1]).compile(dialect=sqlite.dialect(paramstyle="named"))
    given = dict.fromkeys(re.findall(r":(\w+)", str(compiled)), 1)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled}", given)]
    connection.close()
    looked_up = [step for step in plan if step.startswith("SEARCH")]
    assert len(looked_up) == 2 * sum(whose)
    assert all("USING INDEX" in step and "at>?" in step for step in looked_up)
    assert not [step for step in plan if "SCAN visits" in step or "SCAN contacts" in step or "TEMP B-TREE" in step]


async def test_a_visitor_is_found_by_id_in_their_workspace(store: Store) -> None:
    made = Visitor("vis_1", "default", "site", "hash", NOW, later(days=1))
    await store.write(SaveVisitor(made))
    assert await store.read(VisitorById("default", "vis_1")) == made
    assert await store.read(VisitorById("abroad", "vis_1")) is None


def test_conversations_from_before_become_contacts(url: str) -> None:
    """A database of the first tables: what is in it is remembered when the new ones come."""
    remake(url, "0001")
    address = url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, poolclass=NullPool)
    made = conversation("c1", visitor="v", signals=SignalMemory(turns=2, customer_words=(("invoice", "wrong"),)))
    silent = conversation("c2", visitor="w")
    unknown = conversation("c3", signals=SignalMemory(turns=2))
    with engine.begin() as connection:
        for one in (made, silent, unknown):
            row = conversation_row(one)
            names = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO conversations ({', '.join(row)}) VALUES ({names})"), row)
    upgrade(address)
    with engine.begin() as connection:
        enter(connection, EVERY)
        rows = connection.execute(text("SELECT conversation, visitor, at, body FROM contacts")).all()
    engine.dispose()
    ((id_, visitor, at, body),) = rows
    contact = msgspec.json.decode(body, type=Contact)
    assert (id_, visitor, at) == ("c1", "v", micros(NOW))
    assert (contact.words, contact.at, contact.open) == (("invoice", "wrong"), NOW, True)
