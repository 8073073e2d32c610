"""What a conversation's log promises, whichever database keeps it."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOW, conversation, creation, hand_off, handoff, later, load, next_unit, on_shift, said, started, user

from segue.domain.conversation import Conversation, Customer, Entry, Kind, Owner, OwnerKind, PageVisit, Role
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import AgentUnavailable, HandoffAlreadyOpen, StaleConversation
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import State
from segue.domain.package import Account, Attempt, ContextPackage, Fact, Page, Status
from segue.domain.routing.agents import Presence
from segue.ports.conversations import (
    AgentGuard,
    AlreadyStored,
    AppendEntries,
    EntriesAfter,
    FollowUpById,
    HandoffsOf,
    LastEntries,
    LoadConversation,
    OpenConversationOf,
    PackageOf,
    VisitorBusy,
)
from segue.ports.people import SaveUser
from segue.ports.store import Store

ALL = EntriesAfter("default", "ana")


async def test_what_is_stored_comes_back_equal(store: Store) -> None:
    made = conversation(
        customer=Customer("c1", "Ana", "ana@shop.example", verified=True, facts={"tier": "enterprise", "seats": 12}),
        owner=Owner(OwnerKind.HUMAN, "maria", "Maria from Billing"),
        pages=(PageVisit("https://shop.example/account/cancel", "Cancel", NOW),),
        variables={"order": {"id": 7, "lines": [1, 2.5, None, "ü\U0001f600\u202e\x00"]}},
        last_customer_at=NOW,
    )
    entry = Entry(
        *(1, Kind.MESSAGE, Role.END_USER, NOW, "Ich möchte\u2028mit 'Ihnen' sprechen"),
        author="a",
        author_name="Ana",
        message_id="m-1",
        epoch=1,
        data={"nested": {"list": [1, "zwei"]}},
        decision={"outcome": "handoff", "weighed": [{"trigger": "t"}]},
    )
    await store.write(creation(made, entry))
    assert (await load(store)).conversation == replace(made, last_seq=1)
    assert await store.read(ALL) == (entry,)


async def test_a_conversation_may_begin_without_a_word_and_be_continued(store: Store) -> None:
    base = await started(store)
    assert (base.last_seq, base.epoch) == (0, 1)
    await store.write(next_unit(base, "hello"))
    assert (await load(store)).conversation.last_seq == 1


async def test_an_unknown_conversation_is_none(store: Store) -> None:
    assert await store.read(LoadConversation("default", "nobody")) is None


async def test_created_twice_is_stale_and_the_first_stays(store: Store) -> None:
    await store.write(creation(conversation(bot="first")))
    with pytest.raises(StaleConversation):
        await store.write(creation(conversation(bot="second")))
    assert (await load(store)).conversation.bot == "first"


@pytest.mark.parametrize(("seq", "epoch"), [(0, 1), (2, 1), (1, 2), (1, 0)])
async def test_a_decision_on_an_old_state_is_stale(store: Store, seq: int, epoch: int) -> None:
    await store.write(creation(conversation(), said(1)))
    stale = replace((await load(store)).conversation, last_seq=seq, epoch=epoch)
    with pytest.raises(StaleConversation):
        await store.write(next_unit(stale, "late"))
    assert len(await store.read(ALL)) == 1


async def test_appending_to_nothing_is_stale(store: Store) -> None:
    with pytest.raises(StaleConversation):
        await store.write(next_unit(conversation(last_seq=3), "hello"))


@pytest.mark.parametrize(
    "nonsense",
    [
        AppendEntries(conversation(last_seq=2), 0, 0, (said(2),)),
        AppendEntries(conversation(last_seq=2), 0, 0, (said(1), said(3))),
        AppendEntries(conversation(last_seq=5), 0, 0, (said(1),)),
        AppendEntries(conversation(last_seq=1), 0, 0, (said(1),), handoffs=(handoff(of="someone-else"),)),
        AppendEntries(conversation(last_seq=2), 0, 0, (said(1, message_id="m"), said(2, message_id="m"))),
    ],
    ids=["gap at the start", "gap within", "last_seq", "foreign handoff", "same message twice"],
)
async def test_a_unit_that_contradicts_itself_is_refused(store: Store, nonsense: AppendEntries) -> None:
    with pytest.raises(ValueError, match=r"contradicts|must|same message|belongs"):
        await store.write(nonsense)
    assert await store.read(LoadConversation("default", "ana")) is None


async def test_a_message_id_is_stored_once_and_the_first_is_answered(store: Store) -> None:
    first = said(1, "hello", message_id="m-1")
    await store.write(creation(conversation(), first))
    base = (await load(store)).conversation
    again = AppendEntries(replace(base, last_seq=2), 1, 1, (said(2, "hello again", message_id="m-1"),))
    with pytest.raises(AlreadyStored) as raised:
        await store.write(again)
    assert raised.value.entry == first


async def test_that_a_message_was_stored_is_said_before_that_the_base_is_old(store: Store) -> None:
    first = said(1, message_id="m-1")
    await store.write(creation(conversation(), first))
    with pytest.raises(AlreadyStored):
        await store.write(creation(conversation(), first))


async def test_the_same_message_id_may_appear_in_two_conversations(store: Store) -> None:
    await store.write(creation(conversation("ana"), said(1, message_id="m")))
    await store.write(creation(conversation("ben"), said(1, message_id="m")))


async def test_fifty_senders_at_once_leave_no_gap_and_lose_nothing(store: Store) -> None:
    await started(store)

    async def send(number: int) -> None:
        while True:
            base = (await load(store)).conversation
            try:
                return await store.write(next_unit(base, f"message {number}"))
            except StaleConversation:
                continue

    await asyncio.gather(*map(send, range(50)))
    log = await store.read(ALL)
    assert [entry.seq for entry in log] == list(range(1, 51))
    assert {entry.text for entry in log} == {f"message {number}" for number in range(50)}


async def test_the_same_message_sent_twenty_times_at_once_is_stored_once(store: Store) -> None:
    await started(store)

    async def send() -> str:
        while True:
            base = (await load(store)).conversation
            unit = AppendEntries(replace(base, last_seq=base.last_seq + 1), base.last_seq, base.epoch, ())
            entry = said(base.last_seq + 1, message_id="m-1")
            try:
                await store.write(replace(unit, entries=(entry,)))
            except StaleConversation:
                continue
            except AlreadyStored as stored:
                return f"again, as {stored.entry.seq}"
            return "stored"

    answers = await asyncio.gather(*(send() for _ in range(20)))
    assert sorted(answers) == ["again, as 1"] * 19 + ["stored"]


_runs = itertools.count()
_turns = st.tuples(st.integers(0, 2), st.integers(0, 3), st.lists(st.integers(0, 8), max_size=3, unique=True))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_turns, min_size=1, max_size=8), max_size=6))
async def test_numbers_have_no_gaps_however_writers_interleave(
    store: Store, rounds: list[list[tuple[int, int, list[int]]]]
) -> None:
    """Three conversations; the writers of a round act at once, some on an old state, some repeating a message.

    A turn: which conversation, how many states ago it was decided, the ids of the messages that it adds.
    """
    workspace = f"run-{next(_runs)}"
    names = ["ana", "ben", "cem"]
    seen = {name: [await started(store, name, workspace=workspace)] for name in names}

    async def act(turn: tuple[int, int, list[int]]) -> None:
        which, ago, ids = turn
        states = seen[names[which]]
        base = states[max(0, len(states) - 1 - ago)]
        unit = next_unit(base, *("word",) * len(ids))
        entries = (replace(entry, message_id=f"m{id_}") for entry, id_ in zip(unit.entries, ids, strict=True))
        with suppress(StaleConversation, AlreadyStored):
            await store.write(replace(unit, entries=tuple(entries)))
        states.append((await load(store, base.id, workspace)).conversation)

    for turns in rounds:
        await asyncio.gather(*map(act, turns))
    for name in names:
        log = await store.read(EntriesAfter(workspace, name))
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        assert (await load(store, name, workspace)).conversation.last_seq == len(log)
        ids = [entry.message_id for entry in log]
        assert len(ids) == len(set(ids))


async def test_a_visitor_has_one_open_conversation(store: Store) -> None:
    async def open_one(number: int) -> str:
        try:
            await store.write(creation(conversation(f"cnv-{number}", visitor="v1")))
        except VisitorBusy as busy:
            return busy.conversation
        return f"cnv-{number}"

    answers = set(await asyncio.gather(*map(open_one, range(30))))
    assert len(answers) == 1
    assert await store.read(OpenConversationOf("default", "v1")) == answers.pop()


async def test_an_ended_conversation_makes_room_for_the_visitors_next(store: Store) -> None:
    base = await started(store, visitor="v1")
    await store.write(next_unit(base, "bye", change={"open": False}))
    assert await store.read(OpenConversationOf("default", "v1")) is None
    await store.write(creation(conversation("ben", visitor="v1")))
    ended = (await load(store)).conversation
    with pytest.raises(VisitorBusy):
        await store.write(next_unit(ended, "again", change={"open": True}))


async def test_conversations_without_a_visitor_do_not_disturb_each_other(store: Store) -> None:
    await started(store, "ana")
    await started(store, "ben")
    assert await store.read(OpenConversationOf("default", "")) is None


async def test_a_second_open_handoff_is_refused_and_nothing_of_it_is_stored(store: Store) -> None:
    await hand_off(store, handoff("h1", state=State.QUEUED))
    base = (await load(store)).conversation
    with pytest.raises(HandoffAlreadyOpen):
        await store.write(next_unit(base, "again", handoffs=(handoff("h2"),)))
    assert (await load(store)).conversation == base
    assert [one.id for one in await store.read(HandoffsOf("default", "ana"))] == ["h1"]


async def test_one_handoff_may_end_where_the_next_begins(store: Store) -> None:
    await hand_off(store, handoff("h1", state=State.ACTIVE))
    base = (await load(store)).conversation
    new = handoff("h2", state=State.REQUESTED, requested_at=later(minutes=1))
    old = handoff("h1", state=State.HANDED_BACK, ended_at=later(minutes=1))
    await store.write(next_unit(base, "once more", handoffs=(new, old)))
    assert (await load(store)).handoff == new
    assert await store.read(HandoffsOf("default", "ana")) == (old, new)


async def test_what_is_loaded_is_the_handoff_that_is_offered_or_open(store: Store) -> None:
    for state in State:
        id_ = f"ana-{state.value}"
        await hand_off(store, handoff(f"h-{state.value}", id_, state))
        found = (await load(store, id_)).handoff
        live = state in {State.OFFERED, State.REQUESTED, State.QUEUED, State.RESERVED, State.ACTIVE}
        assert (found is not None) == live, state


async def test_deadlines_are_set_replaced_and_removed_with_the_entries(store: Store) -> None:
    base = await started(store)
    idle = Deadline("default", "ana", DeadlineKind.IDLE, later(minutes=30))
    offer = Deadline("default", "ana", DeadlineKind.OFFER, later(minutes=1), about="o1")
    await store.write(next_unit(base, "a", deadlines={DeadlineKind.IDLE: idle, DeadlineKind.OFFER: offer}))
    assert (await load(store)).deadlines == (offer, idle)
    moved = replace(idle, due_at=later(seconds=1))
    base = (await load(store)).conversation
    await store.write(next_unit(base, "b", deadlines={DeadlineKind.IDLE: moved, DeadlineKind.QUEUE_UPDATE: None}))
    assert (await load(store)).deadlines == (moved, offer)
    base = (await load(store)).conversation
    await store.write(next_unit(base, "c", deadlines={DeadlineKind.IDLE: None}))
    assert (await load(store)).deadlines == (offer,)


async def test_a_package_and_a_follow_up_come_with_the_entries(store: Store) -> None:
    base = await started(store)
    package = ContextPackage("h1", "ana", NOW, customer=Account(name=Fact("Ana", Status.KNOWN, "site", NOW)))
    package = replace(package, tried=(Attempt("restart", "rejected", "no"),), pages=(Page("u", "t"),))
    ticket = FollowUp("f1", "default", "ana", "h1", "billing", NOW, due_at=later(days=1))
    ended = handoff("h1", state=State.TICKETED)
    await store.write(next_unit(base, "x", handoffs=(ended,), package=package, follow_up=ticket))
    assert await store.read(PackageOf("default", "h1")) == package
    assert await store.read(FollowUpById("default", "f1")) == ticket


async def test_the_log_is_read_in_pages_and_by_kind(store: Store) -> None:
    notes = [Entry(seq, Kind.NOTE if seq % 3 == 0 else Kind.MESSAGE, Role.HUMAN_AGENT, NOW) for seq in range(1, 11)]
    await store.write(creation(conversation(), *notes))

    async def seqs(query: EntriesAfter | LastEntries) -> list[int]:
        return [entry.seq for entry in await store.read(query)]

    assert await seqs(EntriesAfter("default", "ana", after=3, limit=4)) == [4, 5, 6, 7]
    assert await seqs(EntriesAfter("default", "ana", after=10)) == []
    assert await seqs(EntriesAfter("default", "ana", kinds=(Kind.NOTE,))) == [3, 6, 9]
    assert await seqs(LastEntries("default", "ana", limit=3)) == [8, 9, 10]
    assert await seqs(LastEntries("default", "ana", limit=2, kinds=(Kind.NOTE, Kind.CSAT))) == [6, 9]
    assert await seqs(LastEntries("default", "ana", limit=0)) == []


def claim(base: Conversation, agent: str = "maria", *, units: int = 1, **guard: bool) -> AppendEntries:
    reserved = handoff(f"h-{base.id}", base.id, State.RESERVED, agent=agent, units=units)
    return next_unit(base, "claim", handoffs=(reserved,), guard=AgentGuard(agent, units, NOW, **guard))


@pytest.mark.parametrize(
    ("member", "presence", "guard", "holds"),
    [
        (user(), Presence.ONLINE, {}, True),
        (user(), Presence.BUSY, {}, False),
        (user(), Presence.AWAY, {}, False),
        (user(), Presence.WRAP_UP, {}, False),
        (user(), Presence.DRAINING, {}, False),
        (user(), Presence.NOT_RESPONDING, {}, False),
        (user(), Presence.OFFLINE, {}, False),
        (user(), Presence.OFFLINE, {"present": False}, True),
        (user(capacity=0), Presence.ONLINE, {}, False),
        (user(capacity=0), Presence.ONLINE, {"capacity": False}, True),
        (user(disabled_at=NOW), Presence.ONLINE, {"present": False, "capacity": False}, False),
        (user("someone-else"), Presence.ONLINE, {}, False),
    ],
)
async def test_the_guard_asks_for_presence_and_room(
    store: Store, member: object, presence: Presence, guard: dict[str, bool], holds: bool
) -> None:
    await on_shift(store, member, presence)  # type: ignore[arg-type]
    base = await started(store)
    if holds:
        await store.write(claim(base, **guard))
    else:
        with pytest.raises(AgentUnavailable):
            await store.write(claim(base, **guard))
    assert ((await load(store)).handoff is not None) == holds


async def test_an_agent_who_never_said_so_is_not_present(store: Store) -> None:
    await store.write(SaveUser(user()))
    with pytest.raises(AgentUnavailable):
        await store.write(claim(await started(store)))


@pytest.mark.parametrize(("units", "fit"), [(1, 3), (2, 1), (3, 1), (4, 0)])
async def test_forty_claims_at_once_never_exceed_the_capacity(store: Store, units: int, fit: int) -> None:
    await on_shift(store, user(capacity=3))
    bases = [await started(store, f"c{number}") for number in range(40)]

    async def try_claim(base: Conversation) -> bool:
        try:
            await store.write(claim(base, units=units))
        except AgentUnavailable:
            return False
        return True

    assert sum(await asyncio.gather(*map(try_claim, bases))) == fit


async def test_the_handoff_being_written_is_not_counted_against_itself(store: Store) -> None:
    await on_shift(store, user(capacity=1))
    await store.write(claim(await started(store)))
    reserved = await load(store)
    assert reserved.handoff is not None
    active = replace(reserved.handoff, state=State.ACTIVE, accepted_at=NOW)
    guard = AgentGuard("maria", 1, NOW)
    await store.write(next_unit(reserved.conversation, "accepted", handoffs=(active,), guard=guard))


async def test_wrap_up_holds_the_slot_until_it_is_over(store: Store) -> None:
    await on_shift(store, user(capacity=1))
    done = handoff("h0", "ben", State.RESOLVED, agent="maria", wrap_up_until=later(minutes=2))
    await hand_off(store, done)
    base = await started(store)
    with pytest.raises(AgentUnavailable):
        await store.write(claim(base))
    unit = claim(base)
    await store.write(replace(unit, guard=AgentGuard("maria", 1, later(minutes=2))))
