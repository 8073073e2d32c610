"""Who waits and why, how somebody came to a human, and the promises that were kept today."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from world import HOME, POLICY, World

from segue.domain.conversation import Conversation, Customer, Role
from segue.domain.lifecycle import Handoff, Promise, State
from segue.domain.routing.agents import Presence
from segue.flows import presence
from segue.flows.receive import Message
from segue.ports.conversations import AppendEntries
from segue.ports.people import SaveUser, UserRole


async def asks(world: World, id_: str, *, name: str = "Ana") -> None:
    await world.segue.start(id_, workspace=HOME, customer=Customer("cus_1", name, verified=True, facts={}))
    said = Message("m", Role.END_USER, "I want to talk to a human please")
    await world.segue.receive(id_, said, workspace=HOME)


async def queued(world: World, number: int, **fields: object) -> None:
    now = world.clock.now() - timedelta(seconds=number)
    id_ = f"cnv_{number}"
    conversation = Conversation(HOME, id_, now, now, last_seq=0, bot="shopbot")
    handoff = Handoff(f"hnd_{number}", HOME, id_, State.QUEUED, "asked", "general", now, now, queued_at=now)
    handoff = replace(handoff, **fields)  # type: ignore[arg-type]
    moved = replace(conversation, handoff=handoff.id, last_handoff=handoff.id, handoffs=1)
    await world.store.write(AppendEntries(moved, 0, 0, (), (handoff,)))


async def test_everybody_who_waits_is_listed_in_the_order_of_service_with_one_sentence(world: World) -> None:
    ben = await world.user("ben")
    await world.store.write(SaveUser(replace(ben, capacity=1)))
    for number in (10, 70, 40):
        await queued(world, number)
    session = await world.signed_in(UserRole.SUPERVISOR)
    shown = (await world.client.ask("GET", "/v1/ops/waiting", session=session)).json
    assert shown["total"] == 3
    assert [(row["conversation"], row["place"], row["among"]) for row in shown["waiting"]] == [
        ("cnv_70", 1, 3), ("cnv_40", 2, 3), ("cnv_10", 3, 3),
    ]  # fmt: skip
    first = shown["waiting"][0]
    assert first["waited_s"] == 70
    assert first["promise"] is None
    assert first["sentence"].startswith("Waits for somebody coming online:")
    assert "Ben" in first["sentence"]


async def test_a_promise_is_shown_as_kept_until_its_time_is_up(world: World) -> None:
    now = world.clock.now()
    await queued(world, 60, promises=(Promise(now - timedelta(seconds=60), 60, 30, 90),))
    session = await world.signed_in(UserRole.SUPERVISOR)

    async def holds() -> bool:
        (row,) = (await world.client.ask("GET", "/v1/ops/waiting", session=session)).json["waiting"]
        return bool(row["promise"]["holds"])

    assert await holds()
    world.clock.advance(seconds=31)
    assert not await holds()


async def test_a_page_holds_a_hundred_and_the_next_begins_where_it_ended(world: World) -> None:
    for number in range(120):
        await queued(world, number)
    session = await world.signed_in(UserRole.SUPERVISOR)
    first = (await world.client.ask("GET", "/v1/ops/waiting", session=session)).json
    second = (await world.client.ask("GET", "/v1/ops/waiting?begin=100", session=session)).json
    assert (len(first["waiting"]), len(second["waiting"]), second["total"]) == (100, 20, 120)
    assert [row["place"] for row in second["waiting"]] == list(range(101, 121))
    assert (await world.client.ask("GET", "/v1/ops/waiting?limit=101", session=session)).status == 422


async def test_who_is_asked_for_comes_first_and_the_reason_names_them(world: World) -> None:
    maria = await world.user("maria")
    await presence.set_presence(world.segue.env, maria, Presence.ONLINE, "")
    await asks(world, "c1")
    await world.segue.step()
    session = await world.signed_in(UserRole.SUPERVISOR)
    (row,) = (await world.client.ask("GET", "/v1/ops/waiting", session=session)).json["waiting"]
    assert (row["state"], row["sentence"], row["place"]) == ("reserved", "Maria is asked to take them.", None)
    (way,) = (await world.client.ask("GET", "/v1/ops/why/c1", session=session)).json["handoffs"]
    reserved = way["steps"][-1]
    assert (reserved["event"], reserved["agent_name"]) == ("reserved", "Maria")
    assert reserved["explanation"]["words"] == "Maria is the only one who fits and has room"


async def test_the_whole_reason_is_a_sentence_and_data(world: World) -> None:
    await world.user("ben")
    await queued(world, 10)
    session = await world.signed_in(UserRole.SUPERVISOR)
    (way,) = (await world.client.ask("GET", "/v1/ops/why/cnv_10", session=session)).json["handoffs"]
    reason = way["waiting"]
    assert reason["considered"][0]["name"] == "Ben"
    assert reason["considered"][0]["obstacle"] == "offline"
    assert "usr_ben_default" in reason["helps"][0]["agents"]
    assert set(reason["terms"]) == {"value", "wait", "leaving", "target", "work_s"}
    assert reason["sentence"]


@pytest.mark.parametrize(("queues", "status", "count"), [((), 200, 1), (("general",), 200, 1), (("billing",), 404, 0)])
async def test_queues_are_walls(world: World, queues: tuple[str, ...], status: int, count: int) -> None:
    await world.segue.env.policies.adopt(HOME, POLICY.replace("queues:\n", "queues:\n  billing: {}\n"), "test")
    await queued(world, 10)
    user = replace(await world.user("sam", UserRole.SUPERVISOR), queues=queues)
    await world.store.write(SaveUser(user))
    session = await world.session(user)
    shown = (await world.client.ask("GET", "/v1/ops/waiting", session=session)).json
    assert (shown["total"], len(shown["waiting"])) == (count, count)
    assert (await world.client.ask("GET", "/v1/ops/why/cnv_10", session=session)).status == status
    told = (await world.client.ask("GET", "/v1/ops/promises", session=session)).json["promises"]
    assert set(told) == set(queues or ("general", "billing"))


async def test_promises_kept_today_are_counted_and_yesterdays_are_not(world: World) -> None:
    now = world.clock.now()  # nine in the morning
    told = Promise(now - timedelta(hours=1), 60, 30, 90)
    for number, seconds in ((1, 80), (2, 100), (3, 10)):
        at = told.at + timedelta(seconds=seconds)
        await queued(world, number, state=State.ACTIVE, accepted_at=at, agent="a", promises=(told,))
    old = replace(told, at=now - timedelta(hours=20))
    await queued(world, 4, state=State.ACTIVE, accepted_at=old.at, agent="a", promises=(old,))
    session = await world.signed_in(UserRole.SUPERVISOR)
    found = (await world.client.ask("GET", "/v1/ops/promises", session=session)).json["promises"]["general"]
    assert (found["told"], found["kept"], found["sooner"], found["rate"]) == (3, 2, 1, pytest.approx(2 / 3))
    assert found["since"].startswith("2026-11-21T00:00:00")
