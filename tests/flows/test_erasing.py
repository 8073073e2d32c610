"""One person's data is erased whole, whoever asks and whatever happens in between; the proof holds nothing of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fakes.world import World
from segue.domain.conversation import Customer, Kind
from segue.domain.errors import Invalid, Refused
from segue.flows import erasing, retention
from segue.flows.serve import take
from segue.ports.conversations import EntriesAfter, HandoffsSince, LoadConversation, OpenHandoffs
from segue.ports.erasure import EraseConversation, Erasures, RestingFrom
from segue.ports.store import Query, Unit

ANA = Customer("c-ana", "Ana", "ana@shop.example", verified=True)
BOB = Customer("c-bob", "Bob", "bob@shop.example", verified=True)


async def erase(world: World, words: str, **fields: Any) -> Any:
    fields = {"repeated": words, "by": "usr_admin", **fields}
    return await erasing.erase(world.segue.env, "default", words, **fields)


async def there(world: World, conversation: str) -> bool:
    return await world.segue.store.read(LoadConversation("default", conversation)) is not None


async def test_a_look_changes_nothing_and_counts_what_would_go(world: World) -> None:
    await world.start(customer=ANA)
    await world.customer("my order is late")
    looked = await erasing.look(world.segue.env, "default", "ANA@shop.example")
    assert looked.subject.customer == "c-ana"
    assert looked.conversations == ("c1",)
    assert looked.counts["conversations"] == 1
    assert looked.counts["entries"] >= 1
    assert await there(world, "c1")
    assert await world.segue.store.read(Erasures("default")) == ()


async def test_who_was_erased_is_gone_and_everybody_else_is_whole(world: World) -> None:
    await world.start("c1", customer=ANA)
    await world.start("c2", customer=BOB)
    await world.customer("my order is late", "c1")
    await world.customer("mine too", "c2")
    others = await world.segue.store.read(EntriesAfter("default", "c2"))
    done = await erase(world, "c-ana")
    assert not await there(world, "c1")
    assert await world.segue.store.read(EntriesAfter("default", "c2")) == others
    assert (done.by, done.counts["conversations"], done.subject) == ("usr_admin", 1, None)
    assert done.done_at is not None
    assert "ana" not in repr(done).lower()


@pytest.mark.parametrize("words", ["c-ana", "ana@shop.example", "ANA@SHOP.EXAMPLE", "c1"])
async def test_later_it_can_be_said_that_somebody_was_erased(world: World, words: str) -> None:
    await world.start(customer=ANA)
    await erase(world, "c-ana")
    (proof,) = await erasing.was_erased(world.segue.env, "default", words)
    assert proof.counts["conversations"] == 1
    assert await erasing.was_erased(world.segue.env, "default", "c-bob") == ()


async def test_it_has_to_be_said_twice(world: World) -> None:
    await world.start(customer=ANA)
    with pytest.raises(Invalid, match="repeat the person"):
        await erase(world, "c-ana", repeated="c-anna")
    assert await there(world, "c1")


async def test_an_open_conversation_ends_first_and_its_human_agent_is_told(world: World) -> None:
    maria = await world.hire("maria")
    await world.start(customer=ANA)
    await world.customer("I want a human")
    await take(world.segue.env, maria, "c1")
    env, seen = world.segue.env, []
    write = env.store.write

    async def watched(unit: Unit[Any]) -> Any:
        if isinstance(unit, EraseConversation):
            seen.append(await env.store.read(EntriesAfter("default", "c1")))
        return await write(unit)

    object.__setattr__(env.store, "write", watched)
    await erase(world, "c-ana")
    told = [entry for entry in seen[0] if entry.kind in {Kind.NOTE, Kind.ENDED}]
    assert told[0].text == erasing.TOLD
    assert told[-1].kind is Kind.ENDED
    assert not await there(world, "c1")
    assert await world.segue.store.read(OpenHandoffs("default")) == ()


async def test_the_measures_of_past_days_can_still_be_counted(world: World) -> None:
    maria = await world.hire("maria")
    await world.start(customer=ANA)
    await world.customer("I want a human")
    await take(world.segue.env, maria, "c1")
    await erase(world, "c-ana")
    (kept,) = await world.segue.store.read(HandoffsSince("default", world.clock.now() - timedelta(days=1)))
    assert (kept.queue, kept.agent, kept.conversation, kept.evidence) == ("general", maria.id, "", "")
    assert await world.segue.step() >= 0, "nothing of it makes the lanes stumble"


async def test_an_erasure_that_was_cut_off_goes_on_at_the_next_start(world: World) -> None:
    for n in range(3):
        await world.start(f"c{n}", customer=ANA)
        await world.customer("hello", f"c{n}")
    env = world.segue.env
    write, gone = env.store.write, 0

    async def dies(unit: Unit[Any]) -> Any:
        nonlocal gone
        if isinstance(unit, EraseConversation):
            gone += 1
            if gone == 2:
                raise ConnectionError("the process was killed here")
        return await write(unit)

    object.__setattr__(env.store, "write", dies)
    with pytest.raises(ConnectionError):
        await erase(world, "c-ana")
    object.__setattr__(env.store, "write", write)
    assert sum([await there(world, f"c{n}") for n in range(3)]) == 2
    assert await erasing.go_on_with_all(env) == 1
    assert not any([await there(world, f"c{n}") for n in range(3)])
    (proof,) = await env.store.read(Erasures("default"))
    assert proof.counts["conversations"] == 3
    assert proof.done_at is not None
    assert proof.purged_at is not None


async def test_what_is_only_claimed_erases_nothing_until_somebody_names_the_conversations(world: World) -> None:
    claimed = Customer(email="ana@shop.example")
    await world.start("c1", customer=claimed)
    await world.start("c2", customer=claimed)
    with pytest.raises(Invalid, match="nobody proved it") as raised:
        await erase(world, "ana@shop.example")
    assert raised.value.details["conversations"] == ["c1", "c2"]
    with pytest.raises(Invalid, match="do not name"):
        await erase(world, "ana@shop.example", named=("c1", "c9"))
    await erase(world, "ana@shop.example", named=("c1",))
    assert not await there(world, "c1")
    assert await there(world, "c2")


async def test_an_address_of_two_customers_is_told_and_not_guessed(world: World) -> None:
    await world.start("c1", customer=ANA)
    await world.start("c2", customer=Customer("c-work", "Ana", "ana@shop.example", verified=True))
    with pytest.raises(Invalid, match="customer:c-ana, customer:c-work"):
        await erase(world, "ana@shop.example")
    await erase(world, "customer:c-work")
    assert await there(world, "c1")


async def test_a_name_that_fits_two_ways_is_told(world: World) -> None:
    await world.start("c-ana", customer=ANA)
    with pytest.raises(Invalid, match="customer:c-ana, conversation:c-ana"):
        await erase(world, "c-ana")
    await erase(world, "conversation:c-ana")
    assert not await there(world, "c-ana")


async def test_nobody_of_that_name_is_said(world: World) -> None:
    with pytest.raises(Invalid, match="nothing is kept"):
        await erase(world, "c-nobody")
    with pytest.raises(Invalid, match="name a customer id"):
        await erase(world, "customer: ")


async def test_a_restored_copy_erases_again_what_was_erased_since(world: World) -> None:
    await world.start("c1", customer=ANA)
    await world.start("c2", customer=BOB)
    world.clock.forward(seconds=60)
    await erase(world, "c-ana")
    listed = await erasing.erasure_list(world.segue.env, "default")
    world.clock.forward(seconds=-60)
    await world.start("c1", customer=ANA)  # as the backup has it
    world.clock.forward(seconds=120)
    await world.start("c3", customer=ANA)  # she came back after her erasure
    assert await erasing.replay(world.segue.env, listed) == 1
    assert [await there(world, id_) for id_ in ("c1", "c2", "c3")] == [False, True, True]


async def test_a_restored_copy_keeps_whoever_was_only_called_like_the_one_that_was_erased(world: World) -> None:
    """The list knows a person by exact ids; what somebody was also called, or typed in, points to nobody else."""
    await world.start("c1", customer=Customer("C-1", "Ana", "bob@shop.example", True, {"phone": "49 151 234567"}))
    twins = [Customer(id_, "Bob", verified=True) for id_ in ("c-1", "bob@shop.example", "49151234567", "c1")]
    for n, twin in enumerate(twins):
        await world.start(f"twin{n}", customer=twin)
    world.clock.forward(seconds=60)
    await erase(world, "customer:C-1")
    listed = await erasing.erasure_list(world.segue.env, "default")
    assert await erasing.replay(world.segue.env, listed) == 0
    assert all([await there(world, f"twin{n}") for n in range(len(twins))])


@pytest.mark.parametrize(
    ("theirs", "asked"),
    [("strasse@shop.example", "stra\u00dfe@shop.example"), ("klaus@shop.example", "\u212alaus@shop.example")],
)
async def test_an_address_with_other_letters_is_another_address(world: World, theirs: str, asked: str) -> None:
    """An \u00df, and a Kelvin sign that looks like a K: the mail of other people arrives there."""
    await world.start("c1", customer=Customer("c-twin", "Ana", theirs, verified=True))
    with pytest.raises(Invalid, match="nothing is kept"):
        await erase(world, asked)
    assert await there(world, "c1")


# --- retention ------------------------------------------------------------------------------------------------------


async def test_nothing_goes_unless_the_policy_says_so(world: World) -> None:
    await world.start(customer=ANA)
    world.clock.forward(seconds=86_400 * 4_000)
    assert await retention.sweep(world.segue.env) == 0
    assert await there(world, "c1")


async def keeps(world: World, line: str) -> None:
    env = world.segue.env
    text = (await env.policies.active("default")).text
    await env.policies.adopt("default", f"{text}\n{line}\n", "usr_admin")


async def test_what_rests_longer_than_it_is_kept_goes_and_what_goes_on_stays(world: World) -> None:
    await keeps(world, "retention: {conversations: 30d}")
    await world.start("old", customer=ANA)
    await world.customer("hello", "old")
    await world.start("waits", customer=BOB)
    await world.customer("I want a human", "waits")
    world.clock.forward(seconds=86_400 * 25)
    await world.start("new")
    foreseen = await retention.foresee(world.segue.env, "default", timedelta(days=7))
    assert (foreseen.counts, foreseen.complete) == ({"conversations": 1}, True)
    assert await retention.sweep(world.segue.env) == 0
    world.clock.forward(seconds=86_400 * 6)
    assert await retention.sweep(world.segue.env) == 1
    assert [await there(world, id_) for id_ in ("old", "waits", "new")] == [False, True, True]


@pytest.mark.parametrize("words", ["hello again", "I want a human"])
async def test_a_customer_who_comes_back_while_the_sweep_is_at_it_is_not_deleted(world: World, words: str) -> None:
    await keeps(world, "retention: {conversations: 30d}")
    await world.start("c1", customer=ANA)
    await world.customer("hello", "c1")
    world.clock.forward(seconds=86_400 * 31)
    env = world.segue.env
    read = env.store.read

    async def comes_back(query: Query[Any]) -> Any:
        found = await read(query)
        if isinstance(query, RestingFrom):
            await world.customer(words, "c1")
        return found

    object.__setattr__(env.store, "read", comes_back)
    assert await retention.sweep(env) == 0
    object.__setattr__(env.store, "read", read)
    conversation = (await world.segue.loaded("c1")).conversation
    assert conversation.open


async def test_nothing_is_deleted_by_a_clock_that_was_set_ahead_meanwhile(world: World) -> None:
    await keeps(world, "retention: {conversations: 30d}")
    await world.start("c1", customer=ANA)
    env, ticks = world.segue.env, 0.0
    env.retention.ticks = lambda: ticks
    assert await retention.sweep(env) == 0
    world.clock.forward(seconds=86_400 * 365)
    with pytest.raises(Refused, match="set ahead by 365 days"):
        await retention.sweep(env)
    assert await there(world, "c1")
    ticks = 86_400.0 * 365  # the time has passed after all
    assert await retention.sweep(env) == 1
