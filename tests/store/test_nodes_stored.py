"""Nodes and what works once, on every store."""

from __future__ import annotations

import asyncio

from making import NOW, later

from segue.ports.nodes import Beat, GiveUpNode, Node, Nodes, OpenPages
from segue.ports.redeemed import Redeem, SweepRedeemed
from segue.ports.store import Store


async def test_a_node_is_there_from_its_first_beat_on(store: Store) -> None:
    assert await store.read(Nodes()) == ()
    assert await store.write(Beat("n1", {"process": 7})) == 1
    assert await store.write(Beat("n2")) == 1
    assert await store.write(Beat("n1", {"process": 7})) == 2
    assert await store.read(Nodes()) == (Node("n1", 2, {"process": 7}), Node("n2", 1))


async def test_a_node_is_given_up_only_at_the_beat_that_was_watched(store: Store) -> None:
    await store.write(Beat("n1"))
    await store.write(Beat("n1"))
    assert not await store.write(GiveUpNode("n1", beat=1))
    assert [one.beat for one in await store.read(Nodes())] == [2]
    assert await store.write(GiveUpNode("n1", beat=2))
    assert await store.read(Nodes()) == ()
    assert not await store.write(GiveUpNode("n1", beat=2))


async def test_a_node_that_was_given_up_beats_itself_back_in(store: Store) -> None:
    await store.write(Beat("n1"))
    await store.write(GiveUpNode("n1"))
    assert await store.write(Beat("n1")) == 1
    assert [one.id for one in await store.read(Nodes())] == ["n1"]


async def test_pages_of_customers_are_there_while_their_node_is(store: Store) -> None:
    await store.write(Beat("n1", pages=(("default", "ana"), ("other", "bo"))))
    await store.write(Beat("n2", pages=(("default", "ana"),)))
    assert await store.read(OpenPages()) == {("default", "ana"), ("other", "bo")}
    await store.write(Beat("n1"))
    assert await store.read(OpenPages()) == {("default", "ana"), ("other", "bo")}
    await store.write(Beat("n2", pages=()))
    await store.write(GiveUpNode("n1"))
    assert await store.read(OpenPages()) == frozenset()
    assert await store.write(Beat("n1")) == 1
    assert await store.read(OpenPages()) == frozenset()


async def test_a_number_works_once_in_its_workspace(store: Store) -> None:
    uses = [store.write(Redeem("default", "t1", later(seconds=30))) for _ in range(20)]
    assert sorted(await asyncio.gather(*uses)) == [False] * 19 + [True]
    assert await store.write(Redeem("other", "t1", later(seconds=30)))


async def test_a_number_is_forgotten_once_it_has_ended(store: Store) -> None:
    await store.write(Redeem("default", "short", NOW))
    await store.write(Redeem("default", "long", later(seconds=30)))
    assert await store.write(SweepRedeemed(later(seconds=1))) == 1
    assert await store.write(Redeem("default", "short", NOW))
    assert not await store.write(Redeem("default", "long", NOW))
