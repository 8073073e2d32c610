"""People, presence and load, on every store."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from making import NOW, hand_off, handoff, later, on_shift, user

from segue.domain.errors import Invalid, Refused
from segue.domain.lifecycle import State
from segue.domain.routing.agents import Presence
from segue.ports.people import (
    AgentLoad,
    AgentLoads,
    AgentPresence,
    HasUsers,
    PresenceOf,
    SaveUser,
    SeeAgent,
    SetPresence,
    SilentAgents,
    UserByEmail,
    UserById,
    UserRole,
    Users,
)
from segue.ports.store import Store


async def loads(store: Store, now: datetime = NOW) -> dict[str, AgentLoad]:
    return {load.user.id: load for load in await store.read(AgentLoads("default", now))}


async def test_a_user_comes_back_equal_and_is_replaced_by_id(store: Store) -> None:
    maria = user(queues=("billing",), skills={"billing": 4}, languages=("de", "en"), role=UserRole.SUPERVISOR)
    await store.write(SaveUser(maria))
    assert await store.read(UserById("default", "maria")) == maria
    changed = replace(maria, password_hash="argon2", capacity=5)
    await store.write(SaveUser(changed))
    assert await store.read(Users("default")) == (changed,)


async def test_users_are_found_by_e_mail_whatever_the_case(store: Store) -> None:
    await store.write(SaveUser(user(email="maria@acme.example")))
    found = await store.read(UserByEmail("Maria@ACME.example"))
    assert found is not None
    assert found.id == "maria"


async def test_an_e_mail_belongs_to_one_user_of_a_workspace(store: Store) -> None:
    await store.write(SaveUser(user("maria", email="m@acme.example")))
    with pytest.raises(Invalid):
        await store.write(SaveUser(user("mario", email="M@acme.example")))
    await store.write(SaveUser(user("mario", workspace="other", email="m@acme.example")))
    assert [one.id for one in await store.read(Users("default"))] == ["maria"]


async def test_whether_there_are_users_is_known(store: Store) -> None:
    assert not await store.read(HasUsers("default"))
    await store.write(SaveUser(user()))
    assert await store.read(HasUsers("default"))
    assert not await store.read(HasUsers("other"))


async def test_since_counts_from_the_change_and_a_heartbeat_moves_only_seen(store: Store) -> None:
    await on_shift(store, user())
    await store.write(SetPresence("default", "maria", Presence.ONLINE, "", later(seconds=10)))
    await store.write(SeeAgent("default", "maria", later(seconds=20)))
    await store.write(SeeAgent("default", "maria", later(seconds=15)))
    presence = (await loads(store))["maria"].presence
    assert presence == AgentPresence("maria", Presence.ONLINE, "", since=NOW, seen_at=later(seconds=20))
    await store.write(SetPresence("default", "maria", Presence.AWAY, "lunch", later(seconds=30)))
    presence = (await loads(store))["maria"].presence
    assert (presence.reason, presence.since, presence.seen_at) == ("lunch", later(seconds=30), later(seconds=30))


async def test_a_heartbeat_alone_brings_nobody_online(store: Store) -> None:
    await store.write(SaveUser(user()))
    await store.write(SeeAgent("default", "maria", NOW))
    assert (await loads(store))["maria"].presence.presence is Presence.OFFLINE
    assert await store.read(PresenceOf("default", "maria")) == AgentPresence("maria", seen_at=NOW)
    assert await store.read(PresenceOf("default", "nobody")) == AgentPresence("nobody")


async def test_silent_agents_are_those_who_should_be_there(store: Store) -> None:
    await on_shift(store, user("maria"))
    await on_shift(store, user("noor", workspace="other"), Presence.BUSY)
    await on_shift(store, user("olga"), Presence.OFFLINE)
    await on_shift(store, user("pit"))
    await store.write(SeeAgent("default", "pit", later(seconds=1)))
    assert await store.read(SilentAgents(later(seconds=1))) == (("default", "maria"), ("other", "noor"))
    assert await store.read(SilentAgents(NOW)) == ()


async def test_load_counts_what_is_reserved_active_or_wrapped_up(store: Store) -> None:
    await on_shift(store, user("maria"))
    await on_shift(store, user("noor"))
    await on_shift(store, user("olga", disabled_at=NOW))
    for number, (state, fields) in enumerate(
        [
            (State.RESERVED, {"state_at": later(minutes=1)}),
            (State.ACTIVE, {"units": 2, "accepted_at": later(minutes=3)}),
            (State.ACTIVE, {"wrap_up_until": later(minutes=9), "accepted_at": NOW}),
            (State.RESOLVED, {"wrap_up_until": later(minutes=5)}),
            (State.RESOLVED, {}),
            (State.QUEUED, {"agent": ""}),
        ]
    ):
        await hand_off(store, handoff(f"h{number}", f"c{number}", state, **{"agent": "maria", **fields}))
    found = await loads(store)
    assert set(found) == {"maria", "noor"}
    assert (found["maria"].units_used, found["maria"].last_assigned_at) == (5, later(minutes=3))
    assert (found["noor"].units_used, found["noor"].last_assigned_at) == (0, None)
    assert (await loads(store, later(minutes=5)))["maria"].units_used == 4


async def test_two_admins_who_switch_each_other_off_at_once_leave_one(store: Store) -> None:
    ada, bob = (user(id=name, email=f"{name}@acme.example", role=UserRole.ADMIN, password_hash="x") for name in "ab")
    for one in (ada, bob):
        await store.write(SaveUser(one))
    off = [store.write(SaveUser(replace(one, disabled_at=NOW), before=one)) for one in (ada, bob)]
    outcomes = await asyncio.gather(*off, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(Refused) == 1
    assert sum(one.runs_things for one in await store.read(Users("default"))) == 1


async def test_a_change_does_not_undo_one_that_was_made_meanwhile(store: Store) -> None:
    maria = user()
    await store.write(SaveUser(maria))
    await store.write(SaveUser(replace(maria, disabled_at=NOW), before=maria))
    with pytest.raises(Refused, match="meanwhile"):
        await store.write(SaveUser(replace(maria, capacity=7), before=maria))
    found = await store.read(UserById("default", "maria"))
    assert found
    assert found.disabled_at == NOW
