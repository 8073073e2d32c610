"""What routing, the desk and the console read of handoffs, on every store."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from making import NOW, conversation, creation, hand_off, handoff, later, load, on_shift, said, started, user

from segue.domain.conversation import Customer
from segue.domain.errors import NotFound, Refused
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import State
from segue.domain.package import ContextPackage
from segue.ports.conversations import (
    Counts,
    Decisions,
    EarlierContacts,
    EntryByMessageId,
    FollowUpOfHandoff,
    FollowUps,
    HandoffById,
    HandoffsSince,
    LabelHandoff,
    Line,
    OpenHandoffs,
    PackageOf,
    RecentHandoffs,
    RecentlyDecided,
    SaveFollowUp,
    StorePackage,
    Unpackaged,
    Workspaces,
    WrappingUp,
)
from segue.ports.people import AgentLoads
from segue.ports.policies import ImportPolicy, PolicyVersion
from segue.ports.store import Store


async def test_open_handoffs_come_longest_waiting_first_with_their_conversations(store: Store) -> None:
    await hand_off(store, handoff("h1", "c1", State.QUEUED, queued_at=later(minutes=5)))
    await hand_off(store, handoff("h2", "c2", State.QUEUED, queued_at=later(minutes=1)))
    await hand_off(store, handoff("h3", "c3", State.REQUESTED))
    for state in (State.OFFERED, State.RESOLVED):
        await hand_off(store, handoff(f"h-{state}", f"c-{state}", state))
    found = await store.read(OpenHandoffs("default"))
    assert [one.id for one, _ in found] == ["h3", "h2", "h1"]
    assert found[1][1] == (await load(store, "c2")).conversation
    assert len(await store.read(OpenHandoffs("default", limit=2))) == 2
    assert [one.id for one in await store.read(Line("default"))] == ["h2", "h1"]
    assert await store.read(Line("other")) == ()


async def test_earlier_contacts_are_those_of_the_same_customer_elsewhere(store: Store) -> None:
    for number, id_ in enumerate(["ana", "ben", "cem"]):
        await started(store, id_, customer=Customer("c1"))
        await hand_off(store, handoff(f"h{number}", id_, State.RESOLVED, requested_at=later(days=number)))
    await started(store, "unknown")
    await hand_off(store, handoff("h9", "unknown", State.RESOLVED))

    async def ids(query: EarlierContacts) -> list[str]:
        return [one.id for one in await store.read(query)]

    assert await ids(EarlierContacts("default", "c1", other_than="ben")) == ["h2", "h0"]
    assert await ids(EarlierContacts("default", "c1", other_than="", limit=1)) == ["h2"]
    assert await ids(EarlierContacts("default", "", other_than="ana")) == []


async def test_a_label_ends_the_wrap_up_and_frees_the_slot(store: Store) -> None:
    await on_shift(store, user())
    done = handoff("h1", state=State.RESOLVED, agent="maria", wrap_up_until=later(minutes=9), ended_at=NOW)
    await hand_off(store, done)
    wrapping_up = WrappingUp("default", "maria", NOW)
    assert await store.read(wrapping_up) == ((done, (await load(store)).conversation),)
    await store.write(LabelHandoff("default", "h1", "maria", "too_late", "refunded", NOW))
    stored = await store.read(HandoffById("default", "h1"))
    assert stored == replace(done, label="too_late", disposition="refunded", wrap_up_until=None)
    assert await store.read(wrapping_up) == ()
    assert [one.units_used for one in await store.read(AgentLoads("default", NOW))] == [0]


@pytest.mark.parametrize(
    ("id_", "agent", "error"), [("h2", "", NotFound), ("h1", "noor", NotFound), ("h3", "", Refused)]
)
async def test_only_ones_own_ended_handoff_is_labelled(
    store: Store, id_: str, agent: str, error: type[Exception]
) -> None:
    await hand_off(store, handoff("h1", "ana", State.RESOLVED, agent="maria"))
    await hand_off(store, handoff("h3", "ben", State.ACTIVE, agent="maria"))
    with pytest.raises(error):
        await store.write(LabelHandoff("default", id_, agent, "right", "", NOW))


async def test_wrapping_up_is_over_in_time(store: Store) -> None:
    await hand_off(store, handoff("h1", "ana", State.RESOLVED, agent="maria", wrap_up_until=later(minutes=1)))
    await hand_off(store, handoff("h2", "ben", State.ACTIVE, agent="maria", wrap_up_until=later(minutes=1)))
    assert [one.id for one, _ in await store.read(WrappingUp("default", "maria", NOW))] == ["h1"]
    assert await store.read(WrappingUp("default", "maria", later(minutes=1))) == ()


async def test_recent_handoffs_are_the_accepted_ones_of_a_queue(store: Store) -> None:
    for number, (queue, accepted) in enumerate([("general", 1), ("general", 3), ("billing", 2), ("general", None)]):
        accepted_at = later(minutes=accepted) if accepted else None
        await hand_off(store, handoff(f"h{number}", f"c{number}", State.ACTIVE, queue=queue, accepted_at=accepted_at))
    assert [one.id for one in await store.read(RecentHandoffs("default", "general", NOW))] == ["h1", "h0"]
    assert [one.id for one in await store.read(RecentHandoffs("default", "general", later(minutes=3)))] == ["h1"]
    assert [one.id for one in await store.read(RecentHandoffs("default", "general", NOW, limit=1))] == ["h1"]


async def test_handoffs_since_are_those_of_all_queues_oldest_first(store: Store) -> None:
    for number, (queue, asked) in enumerate([("general", 5), ("billing", 1), ("general", 3)]):
        one = handoff(f"h{number}", f"c{number}", State.ACTIVE, queue=queue, requested_at=later(minutes=asked))
        await hand_off(store, one)
    assert [one.id for one in await store.read(HandoffsSince("default", NOW))] == ["h1", "h2", "h0"]
    assert [one.id for one in await store.read(HandoffsSince("default", later(minutes=3)))] == ["h2", "h0"]
    assert [one.id for one in await store.read(HandoffsSince("default", NOW, limit=1))] == ["h0"]


async def test_a_handoff_waits_for_its_package_until_it_has_one(store: Store) -> None:
    await hand_off(store, handoff("h1", "c1", State.TICKETED, requested_at=later(minutes=1)))
    await hand_off(store, handoff("h2", "c2", State.REQUESTED))
    await hand_off(store, handoff("h3", "c3", State.OFFERED))
    await hand_off(store, handoff("h4", "c4", State.DECLINED))
    assert await store.read(Unpackaged()) == (("default", "h2"), ("default", "h1"))
    package = ContextPackage("h2", "c2", NOW, summary="first")
    await store.write(StorePackage("default", package))
    await store.write(StorePackage("default", replace(package, summary="second")))
    assert (await store.read(PackageOf("default", "h2"))) == replace(package, summary="second")
    assert await store.read(Unpackaged()) == (("default", "h1"),)
    await hand_off(store, handoff("h2", "c2", State.QUEUED))
    assert await store.read(Unpackaged()) == (("default", "h1"),)


async def test_open_follow_ups_come_first_by_age_then_closed_ones_newest_first(store: Store) -> None:
    old, new = (FollowUp(f"f{n}", "default", "ana", f"h{n}", "billing", later(days=n)) for n in (1, 2))
    closed = [
        FollowUp(f"f{n}", "default", "ana", f"h{n}", "billing", NOW, closed_at=later(days=n), closed_by="maria")
        for n in (3, 4)
    ]
    for one in (new, old, *closed):
        await store.write(SaveFollowUp(one))
    assert await store.read(FollowUps("default")) == (old, new)
    assert await store.read(FollowUps("default", include_closed=True)) == (old, new, closed[1], closed[0])
    assert await store.read(FollowUps("default", include_closed=True, limit=3)) == (old, new, closed[1])
    await store.write(SaveFollowUp(replace(old, closed_at=NOW)))
    assert await store.read(FollowUps("default")) == (new,)
    assert await store.read(FollowUpOfHandoff("default", "h2")) == new


async def test_conversations_are_found_by_their_newest_decisions_each_once(store: Store) -> None:
    for id_, minutes in (("ana", 1), ("bob", 2)):
        entries = [said(seq, f"text {seq}", decision={"outcome": "stay"}) for seq in (1, 2)]
        entries = [replace(entry, message_id="", at=later(minutes=minutes + 2 * entry.seq)) for entry in entries]
        await store.write(creation(replace(conversation(), id=id_, visitor=""), *entries))
    assert await store.read(RecentlyDecided("default")) == ("bob", "ana")
    assert await store.read(RecentlyDecided("default", decisions=1)) == ("bob",)
    assert await store.read(RecentlyDecided("abroad")) == ()


async def test_decisions_are_listed_newest_first_and_stay_only_when_asked_for(store: Store) -> None:
    entries = [
        said(seq, f"text {seq}", decision={"outcome": outcome}) if outcome else said(seq)
        for seq, outcome in enumerate(["stay", "offer", "", "handoff", "stay"], start=1)
    ]
    entries = [replace(entry, at=later(minutes=entry.seq)) for entry in entries]
    await store.write(creation(conversation(), *entries))

    async def seqs(query: Decisions) -> list[int]:
        return [row.seq for row in await store.read(query)]

    assert await seqs(Decisions("default")) == [4, 2]
    assert await seqs(Decisions("default", all_outcomes=True)) == [5, 4, 2, 1]
    assert await seqs(Decisions("default", before=later(minutes=4))) == [2]
    assert await seqs(Decisions("default", limit=1)) == [4]
    (row, _) = await store.read(Decisions("default"))
    assert (row.conversation, row.text, row.decision, row.at) == (
        "ana",
        "text 4",
        {"outcome": "handoff"},
        entries[3].at,
    )


async def test_an_entry_is_found_by_the_callers_own_id(store: Store) -> None:
    entry = said(2, message_id="m-2")
    await store.write(creation(conversation(), said(1), entry))
    assert await store.read(EntryByMessageId("default", "ana", "m-2")) == entry
    assert await store.read(EntryByMessageId("default", "ana", "")) is None
    assert await store.read(EntryByMessageId("default", "ben", "m-2")) is None


async def test_counts_and_workspaces(store: Store) -> None:
    await hand_off(store, handoff("h1", "c1", State.QUEUED))
    await hand_off(store, handoff("h2", "c2", State.QUEUED))
    await hand_off(store, handoff("h3", "c3", State.RESOLVED))
    assert await store.read(Counts("default")) == {"queued": 2, "resolved": 1, "conversations": 3, "entries": 3}
    assert await store.read(Counts("other")) == {"conversations": 0, "entries": 0}
    await on_shift(store, user("noor", workspace="other"))
    assert await store.read(Workspaces()) == ("other",)  # nobody works in the other one, and it has no policy
    await store.write(ImportPolicy(PolicyVersion("default", "hash", "text", "file", NOW)))
    assert await store.read(Workspaces()) == ("default", "other")


async def test_routing_sees_everybody_who_waits_however_many_there_are(store: Store) -> None:
    many = range(520)  # more than any page of the desk
    made = [(conversation(f"c{n}", last_seq=1), handoff(f"h{n}", f"c{n}", State.QUEUED, queued_at=NOW)) for n in many]
    units = [creation(replace(one, handoff=its.id), said(1), handoffs=(its,)) for one, its in made]
    await asyncio.gather(*(store.write(unit) for unit in units))
    assert {one.id for one in await store.read(Line("default"))} == {f"h{n}" for n in many}
