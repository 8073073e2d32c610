"""A batch of reservations is stored only where it is still true, and under the lease that it was planned under."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg
import pytest
from making import NOW, hand_off, handoff, later, load, next_unit, on_shift, user

from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.lifecycle import Event, Handoff, State, Urgency
from segue.domain.moves import humans
from segue.domain.policy import Policy
from segue.domain.routing.agents import Presence
from segue.policy_file import load_policy
from segue.ports.conversations import EntriesAfter, HandoffById, LabelHandoff
from segue.ports.people import AgentLoads, SaveUser, SetPresence
from segue.ports.policies import ImportPolicy, PolicyVersion
from segue.ports.routing import (
    ChangedWorkspaces,
    ChangeKind,
    GiveUpLease,
    HandoffsById,
    Lease,
    LeaseOf,
    Missed,
    RenewLease,
    Reservation,
    ReserveBatch,
    Reserved,
    RoutingChange,
    StaleFence,
    TakeLease,
    TakeRoutingChanges,
)
from segue.ports.store import Store
from segue.store.database import open_store
from segue.store.walls import ENTER

POLICY: Policy = load_policy(
    """
version: 1
triggers: [{id: silent, when: bot_silent, then: offer, reason: bot_silent}]
route: [{queue: general}]
queues: {general: {title: Customer care}}
"""
)
UNTIL = later(seconds=30)


async def lease(store: Store, holder: str = "node-1") -> int:
    seen = await store.read(LeaseOf("default"))
    taken = await store.write(TakeLease("default", holder, seen))
    assert taken is not None
    return taken.fence


async def queued(store: Store, name: str, **fields: Any) -> Handoff:
    new = handoff(f"h-{name}", name, State.QUEUED, queued_at=NOW, **fields)
    await hand_off(store, new)
    return new


def proposal(seen: Handoff, agent: str = "maria", **fields: Any) -> Reservation:
    return Reservation(**{"seen": seen, "agent": agent, "agent_name": "Maria", "until": UNTIL, "why": {}, **fields})


def batch(fence: int, *proposals: Reservation, now: datetime = NOW) -> ReserveBatch:
    return ReserveBatch("default", fence, now, POLICY, proposals)


async def stored(store: Store, id_: str) -> Handoff:
    found = await store.read(HandoffById("default", id_))
    assert found is not None
    return found


async def used(store: Store) -> dict[str, int]:
    return {load.user.id: load.units_used for load in await store.read(AgentLoads("default", NOW))}


# ---- what a reservation is -------------------------------------------------------------------------------------------


async def test_a_reservation_writes_what_the_move_decides_and_nothing_else(store: Store) -> None:
    await on_shift(store, user())
    seen = await queued(store, "ana")
    before = (await load(store)).conversation
    why = {"words": "Maria is the only one who fits", "considered": []}
    (answer,) = await store.write(batch(await lease(store), proposal(seen, why=why)))

    draft = Draft(before, seen, POLICY, NOW, str, base_seq=before.last_seq, base_epoch=before.epoch)
    expected = humans.reserve(draft, humans.Human("maria", "Maria"), UNTIL, why)
    assert answer == Reserved(expected, draft.conversation)
    loaded = await load(store)
    assert (loaded.conversation, loaded.handoff) == (draft.conversation, expected)
    assert [(due.kind, due.due_at) for due in loaded.deadlines] == [(DeadlineKind.RESERVATION, UNTIL)]
    log = await store.read(EntriesAfter("default", "ana", before.last_seq))
    assert log == tuple(draft.entries)
    assert log[0].data["explanation"] == why


async def test_customers_of_one_batch_share_the_room_that_an_agent_has(store: Store) -> None:
    await on_shift(store, user(capacity=2))
    seen = [await queued(store, name) for name in ("ana", "ben", "cem")]
    answers = await store.write(batch(await lease(store), *map(proposal, seen)))
    assert [isinstance(one, Reserved) for one in answers] == [True, True, False]
    assert answers[2] is Missed.AGENT
    assert await used(store) == {"maria": 2}
    assert await stored(store, "h-cem") == seen[2], "nothing of it is written"


async def test_a_batch_of_many_is_stored_row_by_row_as_it_was_decided(store: Store) -> None:
    """On PostgreSQL many rows go over in one statement: whatever stands in them, each arrives as it is."""
    odd = ['"', "\\", "'; DROP TABLE entries; --", "a\nb\t\x01", "🙂 \u202e \u2028", "\\u0041", "{}", "null"]
    await on_shift(store, user(capacity=len(odd)))
    seen = [await queued(store, f"c{number}") for number in range(len(odd))]
    proposals = [proposal(one, agent_name=name, why={"words": name}) for one, name in zip(seen, odd, strict=True)]
    answers = await store.write(batch(await lease(store), *proposals))
    for number, (name, answer) in enumerate(zip(odd, answers, strict=True)):
        assert isinstance(answer, Reserved)
        assert await stored(store, f"h-c{number}") == answer.handoff
        assert answer.handoff.agent_name == name
        loaded = await load(store, f"c{number}")
        assert loaded.conversation == answer.conversation
        (entry,) = await store.read(EntriesAfter("default", f"c{number}", loaded.conversation.last_seq - 1))
        assert entry.data["explanation"] == {"words": name}
        assert [(due.kind, due.due_at) for due in loaded.deadlines] == [(DeadlineKind.RESERVATION, UNTIL)]


async def test_an_agent_has_so_many_units_of_a_channel_and_no_more(store: Store) -> None:
    await on_shift(store, user(capacity=5, channels={"chat": 1}))
    seen = [await queued(store, name, channel="chat") for name in ("ana", "ben")]
    mail = await queued(store, "cem", channel="email")
    answers = await store.write(batch(await lease(store), *map(proposal, [*seen, mail])))
    assert [isinstance(one, Reserved) for one in answers] == [True, False, True]
    (maria,) = await store.read(AgentLoads("default", NOW))
    assert maria.used_by_channel == {"chat": 1, "email": 1}


async def test_an_urgent_case_may_take_units_beyond_capacity_where_the_policy_says_so(store: Store) -> None:
    await on_shift(store, user(capacity=1))
    first, second = await queued(store, "ana"), await queued(store, "ben", urgency=Urgency.IMMEDIATE)
    fence = await lease(store)
    await store.write(batch(fence, proposal(first)))
    assert await store.write(batch(fence, proposal(second))) == (Missed.AGENT,)
    (answer,) = await store.write(batch(fence, proposal(second, beyond=1)))
    assert isinstance(answer, Reserved)


async def test_units_in_wrap_up_are_taken_until_it_ends(store: Store) -> None:
    await on_shift(store, user(capacity=1))
    await hand_off(store, handoff("h1", "old", State.RESOLVED, agent="maria", wrap_up_until=later(seconds=9)))
    seen, fence = await queued(store, "ana"), await lease(store)
    (maria,) = await store.read(AgentLoads("default", NOW))
    assert maria.frees_at == later(seconds=9)
    assert await store.write(batch(fence, proposal(seen))) == (Missed.AGENT,)
    (answer,) = await store.write(batch(fence, proposal(seen), now=later(seconds=9)))
    assert isinstance(answer, Reserved)


# ---- what happened between plan and commit ---------------------------------------------------------------------------


async def test_a_customer_who_left_meanwhile_is_not_reserved_and_keeps_nobody_else_from_it(store: Store) -> None:
    await on_shift(store, user())
    gone, waits = await queued(store, "ana"), await queued(store, "ben")
    base = (await load(store)).conversation
    left = replace(gone, state=State.CUSTOMER_LEFT, state_at=later(seconds=1), ended_at=later(seconds=1))
    await store.write(next_unit(base, "bye", handoffs=(left,)))
    answers = await store.write(batch(await lease(store), proposal(gone), proposal(waits)))
    assert answers[0] is Missed.CUSTOMER
    assert isinstance(answers[1], Reserved)
    assert await stored(store, "h-ana") == left
    assert await used(store) == {"maria": 1}


async def test_a_customer_who_waits_again_after_a_refusal_is_planned_anew(store: Store) -> None:
    await on_shift(store, user())
    seen = await queued(store, "ana")
    base = (await load(store)).conversation
    again = replace(seen, refused_by=("maria",), state_at=later(seconds=1))
    await store.write(next_unit(base, "declined", handoffs=(again,)))
    fence = await lease(store)
    assert await store.write(batch(fence, proposal(seen))) == (Missed.CUSTOMER,)
    (answer,) = await store.write(batch(fence, proposal(again)))
    assert isinstance(answer, Reserved)


async def test_a_customer_who_writes_while_waiting_is_reserved_all_the_same(store: Store) -> None:
    await on_shift(store, user())
    seen = await queued(store, "ana")
    await store.write(next_unit((await load(store)).conversation, "hello? are you there?"))
    (answer,) = await store.write(batch(await lease(store), proposal(seen)))
    assert isinstance(answer, Reserved)


@pytest.mark.parametrize("presence", [presence for presence in Presence if presence is not Presence.ONLINE])
async def test_an_agent_who_went_away_meanwhile_gets_nobody(store: Store, presence: Presence) -> None:
    await on_shift(store, user(), presence)
    assert await store.write(batch(await lease(store), proposal(await queued(store, "ana")))) == (Missed.AGENT,)
    assert (await stored(store, "h-ana")).state is State.QUEUED


async def test_an_account_that_was_switched_off_or_is_not_there_gets_nobody(store: Store) -> None:
    await on_shift(store, user(disabled_at=NOW))
    seen, fence = await queued(store, "ana"), await lease(store)
    for agent in ("maria", "stranger"):
        assert await store.write(batch(fence, proposal(seen, agent))) == (Missed.AGENT,)


async def test_the_same_customer_cannot_be_proposed_twice_at_once(store: Store) -> None:
    for name in ("maria", "nils"):
        await on_shift(store, user(name))
    seen, fence = await queued(store, "ana"), await lease(store)
    answers = await store.write(batch(fence, proposal(seen), proposal(seen, "nils")))
    assert isinstance(answers[0], Reserved)
    assert answers[1] is Missed.CUSTOMER


async def test_many_batches_at_once_give_each_customer_to_one_agent_within_capacity(store: Store) -> None:
    agents = [await on_shift(store, user(f"agent-{n}", capacity=2)) for n in range(4)]
    seen = [await queued(store, f"c{n}") for n in range(12)]
    fence = await lease(store)
    plans = [batch(fence, *(proposal(one, agents[(at + n) % 4].id) for at, one in enumerate(seen))) for n in range(6)]
    answers = [one for many in await asyncio.gather(*map(store.write, plans)) for one in many]
    reserved = [one.handoff for one in answers if isinstance(one, Reserved)]
    assert len(reserved) == len({one.id for one in reserved}) == 8
    assert await used(store) == {agent.id: 2 for agent in agents}


# ---- the lease -------------------------------------------------------------------------------------------------------


async def test_a_batch_of_a_planner_that_was_replaced_is_refused_whole(store: Store) -> None:
    await on_shift(store, user())
    seen = await queued(store, "ana")
    stale = await lease(store, "node-1")
    fence = await lease(store, "node-2")
    assert fence > stale
    for unit in (batch(stale, proposal(seen)), batch(stale), TakeRoutingChanges("default", stale)):
        with pytest.raises(StaleFence):
            await store.write(unit)
    assert await stored(store, "h-ana") == seen
    assert await store.write(TakeRoutingChanges("default", fence)), "the other one took nothing away"
    assert not await store.write(RenewLease("default", stale))
    await store.write(GiveUpLease("default", stale))
    assert await store.read(LeaseOf("default")) == Lease("default", "node-2", fence, 0)


async def test_nobody_plans_before_there_is_a_lease(store: Store) -> None:
    with pytest.raises(StaleFence):
        await store.write(batch(1))


async def test_of_many_who_want_a_lease_one_gets_it(store: Store) -> None:
    for _ in range(3):
        seen = await store.read(LeaseOf("default"))
        tries = [TakeLease("default", f"node-{n}", seen) for n in range(5)]
        taken = [one for one in await asyncio.gather(*map(store.write, tries)) if one is not None]
        assert len(taken) == 1
        assert taken[0] == await store.read(LeaseOf("default"))
        assert taken[0].fence == (seen.fence if seen else 0) + 1


async def test_a_lease_is_not_taken_from_a_holder_who_gave_a_sign_of_life(store: Store) -> None:
    fence = await lease(store)
    seen = await store.read(LeaseOf("default"))
    assert await store.write(RenewLease("default", fence))
    assert await store.write(TakeLease("default", "node-2", seen)) is None
    assert await store.write(RenewLease("default", fence))


async def test_a_lease_that_was_given_up_has_nobody_and_keeps_its_number(store: Store) -> None:
    fence = await lease(store)
    await store.write(GiveUpLease("default", fence))
    assert await store.read(LeaseOf("default")) == Lease("default", "", fence, 0)
    assert await lease(store, "node-2") == fence + 1


# ---- the change feed -------------------------------------------------------------------------------------------------


def handoff_(id_: str) -> RoutingChange:
    return RoutingChange(ChangeKind.HANDOFF, id_)


def agent_(id_: str) -> RoutingChange:
    return RoutingChange(ChangeKind.AGENT, id_)


async def test_the_feed_tells_of_each_change_that_routing_looks_at(store: Store) -> None:
    fence = await lease(store)

    async def taken() -> set[RoutingChange]:
        return set(await store.write(TakeRoutingChanges("default", fence)))

    assert await taken() == set()
    maria = user()
    await store.write(SaveUser(maria))
    assert await taken() == {agent_("maria")}
    await store.write(SetPresence("default", "maria", Presence.ONLINE, "", NOW))
    assert await taken() == {agent_("maria")}
    await store.write(SetPresence("default", "maria", Presence.ONLINE, "", later(seconds=1)))
    assert await taken() == set(), "nothing has changed"
    seen = await queued(store, "ana")
    assert await store.read(ChangedWorkspaces()) == ("default",)
    assert await taken() == {handoff_("h-ana")}
    assert await store.read(ChangedWorkspaces()) == ()
    await store.write(batch(fence, proposal(seen)))
    assert await taken() == set(), "the planner learns by the answer"
    base = await load(store)
    assert base.handoff is not None
    ended = replace(base.handoff, state=State.RESOLVED, wrap_up_until=later(minutes=1), ended_at=NOW)
    await store.write(next_unit(base.conversation, "done", handoffs=(ended,)))
    assert await taken() == {handoff_("h-ana"), agent_("maria")}
    await store.write(LabelHandoff("default", "h-ana", "maria", "right", "", NOW))
    assert await taken() == {handoff_("h-ana"), agent_("maria")}
    version = PolicyVersion("default", "v1", "text", "x", NOW)
    for _ in range(2):
        await store.write(ImportPolicy(version))
    assert await taken() == {RoutingChange(ChangeKind.POLICY, "v1")}


async def test_whoever_lost_a_customer_is_told_of_as_well(store: Store) -> None:
    await on_shift(store, user())
    seen, fence = await queued(store, "ana"), await lease(store)
    await store.write(batch(fence, proposal(seen)))
    await store.write(TakeRoutingChanges("default", fence))
    base = await load(store)
    draft = Draft(base.conversation, base.handoff, POLICY, NOW, str)
    back = humans.unreserve(draft, Event.RESERVATION_EXPIRED)
    await store.write(next_unit(base.conversation, "expired", handoffs=(back,)))
    assert await store.write(TakeRoutingChanges("default", fence)) == {handoff_("h-ana"), agent_("maria")}


async def test_a_change_that_is_not_stored_is_not_told_of(store: Store) -> None:
    await queued(store, "ana")
    fence = await lease(store)
    await store.write(TakeRoutingChanges("default", fence))
    base = (await load(store)).conversation
    unit = next_unit(base, "twice", handoffs=(handoff("h-ana", "ana", State.CUSTOMER_LEFT),))
    await store.write(next_unit(base, "first"))
    with pytest.raises(Exception, match="moved on"):
        await store.write(unit)
    assert await store.write(TakeRoutingChanges("default", fence)) == frozenset()


async def test_more_handoffs_and_people_than_fit_one_statement_are_found(store: Store) -> None:
    many = 150
    await asyncio.gather(*(queued(store, f"c{n}") for n in range(many)))
    await asyncio.gather(*(on_shift(store, user(f"u{n:03}")) for n in range(many)))
    ids = tuple(f"h-c{n}" for n in range(many))
    found = await store.read(HandoffsById("default", (*ids, "nobody")))
    assert sorted(one.id for one in found) == sorted(ids)
    assert await store.read(HandoffsById("other", ids)) == ()
    names = tuple(f"u{n:03}" for n in range(many))
    loads = await store.read(AgentLoads("default", NOW, (*names[10:], "nobody")))
    assert sorted(one.user.id for one in loads) == list(names[10:])


@pytest.mark.postgres
async def test_a_change_that_commits_late_is_seen_late_and_not_missed(empty_postgres_url: str) -> None:
    """Its number is smaller than that of a change that was taken before."""
    store = await open_store(empty_postgres_url)
    new = "INSERT INTO routing_changes (workspace, kind, id) VALUES ('default', 'agent', %s)"
    with (
        psycopg.connect(empty_postgres_url) as slow,
        psycopg.connect(empty_postgres_url, autocommit=True) as fast,
    ):
        fence = await lease(store)
        slow.execute(ENTER, ("default",))
        slow.execute(new, ("first",))
        with fast.transaction():
            fast.execute(ENTER, ("default",))
            fast.execute(new, ("second",))
        assert await store.write(TakeRoutingChanges("default", fence)) == {agent_("second")}
        slow.commit()
        assert await store.write(TakeRoutingChanges("default", fence)) == {agent_("first")}
    await store.close()


@pytest.mark.postgres
async def test_a_lease_changes_hands_only_when_a_batch_under_way_has_ended(empty_postgres_url: str) -> None:
    """So no batch of the old holder commits after the new one has begun to look."""
    store = await open_store(empty_postgres_url)
    await lease(store)
    seen = await store.read(LeaseOf("default"))
    with psycopg.connect(empty_postgres_url) as batch_under_way:
        batch_under_way.execute(ENTER, ("default",))
        batch_under_way.execute("SELECT fence FROM leases FOR SHARE")
        taking = asyncio.create_task(store.write(TakeLease("default", "node-2", seen)))
        done, _ = await asyncio.wait([taking], timeout=0.3)
        assert not done
        batch_under_way.commit()
        assert (await taking) is not None
    await store.close()
