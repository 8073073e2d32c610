"""How far listeners have got, who works on it, and what was not taken: on every store."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from dataclasses import replace

import pytest
from making import NOW, conversation, creation, later, load, next_unit, said
from sqlalchemy.dialects import sqlite as dialect

from segue.domain.deliveries import DeadLetter, Settled, Trouble
from segue.domain.errors import Invalid, NotFound, Refused
from segue.ports.deliveries import (
    ClaimDeliveries,
    CursorOf,
    DeadLetterById,
    DeadLetters,
    Delivery,
    FreeDeliveries,
    Lag,
    Lags,
    MoveCursor,
    NextDelivery,
    OpenDeadLetters,
    SaveDeadLetter,
)
from segue.ports.nodes import Beat, GiveUpNode
from segue.ports.routing import StaleFence
from segue.ports.store import Store
from segue.store.database import open_store
from segue.store.deliveries import NEXT_LISTENER


async def begin(store: Store, id_: str = "ana", *texts: str, listeners: tuple[str, ...] = ("bot",)) -> None:
    entries = [said(seq, text) for seq, text in enumerate(texts or ("hello",), start=1)]
    await store.write(creation(conversation(id_), *entries, listeners=listeners))


async def write(store: Store, *texts: str, id_: str = "ana", **by: float) -> None:
    base = (await load(store, id_)).conversation
    await store.write(next_unit(base, *texts, change={"updated_at": later(**by)}))


async def claim(store: Store, node: str = "one", **by: float) -> tuple[Delivery, ...]:
    return await store.write(ClaimDeliveries(node, later(**by)))


async def moved(store: Store, delivery: Delivery, to: int, **rest: object) -> None:
    key = (delivery.workspace, delivery.conversation, delivery.listener)
    await store.write(MoveCursor(*key, to, fence=delivery.fence, **rest))  # type: ignore[arg-type]


def letter(id_: str = "l1", seq: int = 1, listener: str = "bot", **fields: object) -> DeadLetter:
    made = DeadLetter(id_, "default", "ana", listener, seq, NOW, Trouble.REFUSED, "422")
    return replace(made, **fields)  # type: ignore[arg-type]


async def test_a_listener_hears_of_entries_until_it_has_seen_them(store: Store) -> None:
    await begin(store, listeners=("bot", "hub"))
    first, second = await claim(store)
    assert first == Delivery("default", "ana", "bot", 0, 0, 1, fence=1)
    assert await store.read(NextDelivery()) is None
    await moved(store, first, 1)
    await moved(store, second, 1)
    assert await claim(store) == ()
    await write(store, "two", "three")
    assert [(one.listener, one.cursor, one.last_seq) for one in await claim(store)] == [("bot", 1, 3), ("hub", 1, 3)]


async def test_what_one_node_holds_no_other_is_given(store: Store) -> None:
    await begin(store)
    assert len(await claim(store, "one")) == 1
    await write(store, "more")
    assert await claim(store, "two") == ()
    assert await claim(store, "one") == ()


async def test_a_delivery_that_ends_is_free_and_its_fence_is_higher_next_time(store: Store) -> None:
    await begin(store, "ana", "one", "two")
    (held,) = await claim(store, "one")
    await moved(store, held, 1, hold=True)
    assert await claim(store, "two") == ()
    await moved(store, held, 1)
    (again,) = await claim(store, "two")
    assert (again.cursor, again.fence) == (1, held.fence + 1)


async def test_a_late_report_under_an_old_fence_is_refused_and_changes_nothing(store: Store) -> None:
    await begin(store)
    await store.write(Beat("one"))
    (late,) = await claim(store, "one")
    await store.write(GiveUpNode("one"))
    (held,) = await claim(store, "two")
    with pytest.raises(StaleFence):
        await moved(store, late, 1, letter=letter())
    assert await store.read(OpenDeadLetters("default")) == {}
    assert await store.read(CursorOf("default", "ana", "bot")) == 0
    await moved(store, held, 1)


async def test_whoever_has_waited_longest_is_served_first(store: Store) -> None:
    for id_ in ("ana", "ben", "cem"):
        await begin(store, id_)
    for held in await claim(store):
        await moved(store, held, 1)
    for id_, after in (("cem", 1), ("ana", 2), ("ben", 3), ("cem", 4)):
        await write(store, "again", id_=id_, seconds=after)
    assert [one.conversation for one in await claim(store, minutes=1)] == ["cem", "ana", "ben"]


async def test_nothing_is_claimed_for_listeners_that_are_paused(store: Store) -> None:
    await begin(store, listeners=("bot", "hub"))
    paused = (("default", "bot"),)
    assert await store.read(NextDelivery(paused)) == NOW
    assert await store.read(NextDelivery((("default", "bot"), ("default", "hub")))) is None
    claimed = await store.write(ClaimDeliveries("one", NOW, without=paused))
    assert [one.listener for one in claimed] == ["hub"]
    assert [one.listener for one in await store.write(ClaimDeliveries("one", NOW, without=(("other", "bot"),)))] == [
        "bot"
    ]


async def test_what_waits_for_listeners_at_rest_hides_nothing_of_the_others(store: Store) -> None:
    for id_ in ("ana", "ben", "cem"):
        await begin(store, id_, listeners=("bot", "webhook:crm", "webhook:erp"))
    rest = (("default", "bot"), ("default", "webhook:erp"))
    assert await store.read(NextDelivery(rest)) == NOW
    some = await store.write(ClaimDeliveries("one", NOW, 2, rest))
    assert [(one.conversation, one.listener) for one in some] == [("ana", "webhook:crm"), ("ben", "webhook:crm")]
    assert [one.conversation for one in await store.write(ClaimDeliveries("one", NOW, 2, rest))] == ["cem"]
    assert await store.read(NextDelivery(rest)) is None
    assert await store.read(NextDelivery(rest[:1])) == NOW


def test_who_is_behind_is_found_by_a_step_of_the_index_each(sqlite_url: str) -> None:
    """However many conversations wait for a listener that rests: looking does not walk over them."""
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        text = str(NEXT_LISTENER.compile(dialect=dialect.dialect(paramstyle="named")))
        given = dict.fromkeys(re.findall(r":(\w+)", text), 1)
        plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {text}", given)]
    of_the_table = [line for line in plan if "cursors" in line]
    assert of_the_table == [
        "SEARCH cursors USING INDEX cursors_behind (workspace=? AND listener>?)",
        "SEARCH cursors USING INDEX cursors_behind (workspace>?)",
    ]


async def test_after_a_failed_try_a_delivery_waits(store: Store) -> None:
    await begin(store)
    (held,) = await claim(store)
    await moved(store, held, 0, attempts=2, due_at=later(seconds=30), error="503", unknown=1)
    assert await claim(store, seconds=29) == ()
    await write(store, "more", seconds=5)
    assert await store.read(NextDelivery()) == later(seconds=30)
    (again,) = await claim(store, seconds=30)
    assert (again.attempts, again.unknown) == (2, 1)


async def test_a_cursor_never_goes_back(store: Store) -> None:
    await begin(store, "ana", "one", "two", "three")
    await store.write(MoveCursor("default", "ana", "bot", 2))
    await store.write(MoveCursor("default", "ana", "bot", 1, attempts=5, due_at=later(hours=1)))
    (held,) = await claim(store)
    assert (held.cursor, held.attempts) == (2, 0)
    await moved(store, held, 1, attempts=5)
    (again,) = await claim(store)
    assert (again.cursor, again.attempts) == (2, 0)


async def test_a_cursor_stays_within_the_log(store: Store) -> None:
    await begin(store)
    with pytest.raises(Invalid):
        await store.write(MoveCursor("default", "ana", "bot", 2))
    with pytest.raises(NotFound):
        await store.write(MoveCursor("default", "nobody", "bot", 0))


async def test_a_listener_may_join_later_and_hears_what_comes(store: Store) -> None:
    await begin(store, "ana", "one", "two", listeners=("bot",))
    base = (await load(store)).conversation
    await store.write(next_unit(base, "three", listeners=("webhook:crm",)))
    assert [(one.listener, one.cursor, one.last_seq) for one in await claim(store)] == [
        ("bot", 0, 3),
        ("webhook:crm", 2, 3),
    ]
    await store.write(MoveCursor("default", "ana", "webhook:crm", 3))
    base = (await load(store)).conversation
    await store.write(next_unit(base, "four", listeners=("webhook:crm",)))
    assert await store.read(CursorOf("default", "ana", "webhook:crm")) == 3
    assert await store.read(CursorOf("default", "ana", "webhook:erp")) is None


async def test_what_a_node_holds_and_does_not_work_on_can_be_freed(store: Store) -> None:
    for id_ in ("ana", "ben"):
        await begin(store, id_)
    ana, _ = await claim(store, "one")
    assert await store.write(FreeDeliveries("two"))
    assert await claim(store, "two") == ()
    assert await store.write(FreeDeliveries("one", (("default", "ana", "bot"),)))
    assert [one.conversation for one in await claim(store, "two")] == ["ben"]
    await moved(store, ana, 1)


async def test_how_far_behind_each_listener_is(store: Store) -> None:
    await begin(store, "ana", "one", "two", listeners=("bot", "hub"))
    await begin(store, "ben", listeners=("hub",))
    await store.write(MoveCursor("default", "ana", "bot", 2))
    await store.write(MoveCursor("default", "ben", "hub", 0, attempts=3, due_at=later(hours=1), error="500 there"))
    assert await store.read(Lags("default")) == (Lag("hub", 2, NOW, 1, "500 there"),)


async def test_what_was_not_taken_is_kept_once_with_the_step_past_it(store: Store) -> None:
    await begin(store, "ana", "one", "two")
    (held,) = await claim(store)
    await moved(store, held, 1, letter=letter())
    await store.write(MoveCursor("default", "ana", "bot", 1, letter=letter("l2")))
    assert await store.read(DeadLetters("default")) == (letter(),)
    assert await store.read(OpenDeadLetters("default")) == {"bot": 1}
    assert await store.read(CursorOf("default", "ana", "bot")) == 1


async def test_a_dead_letter_is_settled_once(store: Store) -> None:
    await begin(store)
    await store.write(MoveCursor("default", "ana", "bot", 1, letter=letter()))
    done = replace(letter(), settled=Settled.DISMISSED, settled_at=later(hours=1), settled_by="usr_1", note="a test")
    await store.write(SaveDeadLetter(done, letter()))
    with pytest.raises(Refused):
        await store.write(SaveDeadLetter(replace(done, settled=Settled.REPLAYED), letter()))
    assert await store.read(DeadLetterById("default", "l1")) == done
    assert await store.read(DeadLetters("default")) == ()
    assert await store.read(DeadLetters("default", settled=True)) == (done,)


@pytest.mark.postgres
async def test_two_nodes_that_claim_at_once_never_get_the_same_lane(empty_postgres_url: str) -> None:
    stores = [await open_store(empty_postgres_url) for _ in range(2)]
    try:
        ids = [f"c{n}" for n in range(200)]
        await asyncio.gather(*(begin(stores[0], id_) for id_ in ids))
        got: list[tuple[str, str]] = []

        async def node(name: str, store: Store) -> None:
            while len(got) < len(ids):
                claims = [store.write(ClaimDeliveries(name, NOW, limit=7)) for _ in range(3)]
                for claimed in await asyncio.gather(*claims):
                    got.extend((name, one.conversation) for one in claimed)

        writes = [write(stores[n % 2], "meanwhile", id_=id_) for n, id_ in enumerate(ids)]
        await asyncio.gather(*(node(f"n{n}", store) for n, store in enumerate(stores)), *writes)
        assert sorted(conversation for _, conversation in got) == sorted(ids)
        assert {name for name, _ in got} == {"n0", "n1"}
    finally:
        for store in stores:
            await store.close()
