"""One person's data is taken away whole, and nobody else's: on the fake, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from making import NOW, conversation, creation, handoff, later, load, next_unit, said
from sqlalchemy import create_engine, text

from fakes.example_package import FULL
from segue.domain.conversation import Conversation, Customer
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.erasure import Erasure, Name, Subject
from segue.domain.errors import NotFound, Refused, SegueError
from segue.domain.follow_up import FollowUp
from segue.domain.history import Visit
from segue.domain.knowledge import Case
from segue.domain.lifecycle import State
from segue.domain.reply_drafts import ReplyDraft
from segue.domain.signals.memory import SignalMemory
from segue.ports.conversations import (
    EntriesAfter,
    HandoffById,
    HandoffsSince,
    LoadConversation,
    PackageOf,
    StorePackage,
)
from segue.ports.deliveries import MoveCursor
from segue.ports.erasure import (
    ConversationsOf,
    DropPackages,
    EraseConversation,
    ErasePerson,
    Erasures,
    FindPerson,
    PurgeBytes,
    RestingFrom,
    SaveErasure,
    TracesOf,
    VisitsOf,
)
from segue.ports.hub_events import HubEvent, StoreHubEvent
from segue.ports.knowledge import KeepCase
from segue.ports.people import SaveVisitor, Visitor
from segue.ports.reply_drafts import KeepReplyDraft
from segue.ports.store import Store
from segue.ports.visits import KeepVisits
from segue.store.database import open_store
from segue.store.erasing import HOLDS, Holds
from segue.store.tables import metadata


def test_every_table_says_whether_it_holds_something_of_a_customer() -> None:
    """A new table fails here until somebody has said how its rows are found when a customer's data is erased."""
    assert set(HOLDS) == set(metadata.tables)


async def fill(store: Store, who: str, workspace: str = "default") -> Conversation:
    """Everything there can be of one customer, with `who` in every text."""
    here, id_ = workspace, f"conv-{who}"
    customer = Customer(f"c-{who}", who, f"{who}@shop.example", True, {"phone": who})
    made = conversation(
        id_,
        here,
        visitor=f"v-{who}",
        customer=customer,
        matter=who,
        last_text=who,
        signals=SignalMemory(turns=1),
        open=False,
    )
    ended = handoff(
        f"h-{who[-4:]}",
        id_,
        State.RESOLVED,
        workspace=here,
        evidence=who,
        reason=f"my name is {who}",
        disposition=who,
        agent="maria",
        tier=who,
    )
    left = FollowUp(f"f-{who}", here, id_, ended.id, "general", NOW, subject=who, email=f"{who}@shop.example")
    due = {DeadlineKind.IDLE: Deadline(here, id_, DeadlineKind.IDLE, later(hours=1), who)}
    package = replace(FULL, handoff=ended.id, conversation=id_, summary=who)
    await store.write(
        creation(
            made,
            *(said(n, f"{who} {n} " + "x" * 200, message_id=f"{who}{n}", author_name=who) for n in range(1, 8)),
            handoffs=(ended,),
            deadlines=due,
            follow_up=left,
            package=package,
            listeners=("bot",),
        )
    )
    await store.write(KeepReplyDraft(draft_of(who, id_, here)))
    await store.write(KeepCase(here, Case(ended.id, id_, "general", who, who, NOW)))
    visits = tuple(Visit(f"{who}{n}", f"https://{who}", f"/{who}", who, NOW) for n in range(3))
    await store.write(KeepVisits(here, f"v-{who}", f"c-{who}", visits))
    await store.write(KeepVisits(here, f"v-{who}", "", (Visit(who, who, who, who, NOW),)))
    profile = {"name": who, "email": f"{who}@shop.example"}
    await store.write(
        SaveVisitor(Visitor(f"v-{who}", here, "site", f"hash-{here}-{who}", NOW, later(days=1), f"c-{who}", profile))
    )
    await store.write(StoreHubEvent(HubEvent(here, "zendesk", f"e-{who[-4:]}", NOW, NOW, {"conversation": id_})))
    return made


def draft_of(who: str, conversation_: str, workspace: str = "default") -> ReplyDraft:
    return ReplyDraft(f"d-{who}", workspace, conversation_, f"h-{who[-4:]}", 1, who, "segue", NOW)


async def erase(store: Store, who: str, workspace: str = "default", erasure: str = "") -> None:
    subject = Subject(f"c-{who}")
    for id_ in await store.read(ConversationsOf(workspace, subject)):
        while not await store.write(EraseConversation(workspace, id_, erasure, limit=3)):
            pass
    while not await store.write(ErasePerson(workspace, subject, erasure, limit=2)):
        pass


async def test_all_that_there_is_of_one_customer_is_counted_and_then_gone(store: Store) -> None:
    await fill(store, "marker-anna")
    await fill(store, "marker-berta")
    subject = Subject("c-marker-anna")
    found = await store.read(ConversationsOf("default", subject))
    assert found == ("conv-marker-anna",)
    before = await store.read(TracesOf("default", subject, found))
    assert before == {
        **{"conversations": 1, "entries": 7, "handoffs": 1, "packages": 1, "follow_ups": 1, "cases": 1},
        **{"reply_drafts": 1, "deadlines": 1, "cursors": 1, "contacts": 1, "visits": 4, "visitors": 1, "hub_events": 1},
    }
    others = await store.read(TracesOf("default", Subject("c-marker-berta"), ("conv-marker-berta",)))
    proof = Erasure("default", "er_1", NOW, "admin", ("abc",), subject=subject)
    await store.write(SaveErasure(proof))
    await erase(store, "marker-anna", erasure="er_1")
    assert await store.read(TracesOf("default", subject, found)) == {}
    assert await store.read(EntriesAfter("default", "conv-marker-anna")) == ()
    assert await store.read(TracesOf("default", Subject("c-marker-berta"), ("conv-marker-berta",))) == others
    (kept,) = await store.read(Erasures("default", undone=True))
    assert kept.counts == before
    await store.write(SaveErasure(replace(kept, subject=None, done_at=later(minutes=1), counts={})))
    assert await store.read(Erasures("default", undone=True)) == ()
    (kept,) = await store.read(Erasures("default"))
    assert kept.counts == before


async def test_a_handoff_stays_for_the_measures_without_words_and_without_a_customer(store: Store) -> None:
    await fill(store, "marker-anna")
    await erase(store, "marker-anna")
    kept = await store.read(HandoffById("default", "h-anna"))
    assert kept is not None
    assert (kept.queue, kept.state, kept.requested_at, kept.agent) == ("general", State.RESOLVED, NOW, "maria")
    assert "marker" not in repr(kept)
    assert await store.read(HandoffsSince("default", later(days=-1))) == (kept,)


async def test_what_is_open_is_not_erased(store: Store) -> None:
    await store.write(creation(conversation("ana"), said(1)))
    with pytest.raises(Refused):
        await store.write(EraseConversation("default", "ana"))


async def test_nothing_that_comes_late_brings_it_back(store: Store) -> None:
    """A summary, a draft or a case that was being made while the conversation was erased is not kept."""
    made = await fill(store, "marker-anna")
    before = await load(store, made.id)
    await erase(store, "marker-anna")
    package = replace(FULL, handoff="h-anna", conversation=made.id, summary="marker-anna")
    await store.write(StorePackage("default", package))
    assert await store.read(PackageOf("default", "h-anna")) is None
    with pytest.raises(NotFound):
        await store.write(KeepReplyDraft(draft_of("late", made.id)))
    with pytest.raises(NotFound):
        await store.write(KeepCase("default", Case("h-anna", made.id, "general", "late", "late", NOW)))
    with pytest.raises(SegueError, match=r"no such|moved on"):
        await store.write(next_unit(before.conversation, "late"))
    assert await store.read(LoadConversation("default", made.id)) is None


async def test_another_workspace_with_the_same_ids_keeps_its_own(store: Store) -> None:
    await fill(store, "marker-anna")
    await fill(store, "marker-anna", "abroad")
    found = await store.read(TracesOf("abroad", Subject("c-marker-anna"), ("conv-marker-anna",)))
    await erase(store, "marker-anna")
    assert await store.read(TracesOf("abroad", Subject("c-marker-anna"), ("conv-marker-anna",))) == found


async def test_what_a_browser_did_before_it_was_known_whose_it_is_goes_with_its_customer(store: Store) -> None:
    await fill(store, "marker-anna")
    await store.write(creation(conversation("earlier", visitor="v-marker-anna", open=False), said(1)))
    other = Customer("c-other", verified=True)
    on_same_machine = conversation("other", visitor="v-marker-anna", customer=other, open=False)
    await store.write(creation(on_same_machine, said(1)))
    found = await store.read(ConversationsOf("default", Subject("c-marker-anna")))
    assert found == ("conv-marker-anna", "earlier")


async def test_many_who_claim_to_be_the_customer_hide_none_of_what_is_theirs(store: Store) -> None:
    claimed, proven = Customer("c-ana"), Customer("c-ana", verified=True)
    for n in range(5):
        await store.write(creation(conversation(f"a{n}", customer=claimed, open=False), said(1)))
        await store.write(
            creation(conversation(f"b{n}", visitor="v", customer=Customer("o", verified=True), open=False))
        )
    await store.write(creation(conversation("theirs", customer=proven, open=False), said(1)))
    await store.write(creation(conversation("unknown", visitor="v", open=False), said(1)))
    subject = Subject("c-ana", visitors=("v",))
    assert await store.read(ConversationsOf("default", subject, limit=2)) == ("theirs", "unknown")


@pytest.mark.parametrize("words", ["Marker-Anna@shop.example", "c-marker-anna", "v-marker-anna", "conv-marker-anna"])
async def test_a_person_is_found_by_any_name(store: Store, words: str) -> None:
    await fill(store, "marker-anna")
    await fill(store, "marker-berta")
    found = await store.read(FindPerson("default", Name(words)))
    assert "conv-marker-anna" in {one.id for one in found.conversations}
    assert "v-marker-anna" in found.visitors or "@" not in words


async def test_visits_are_handed_out_oldest_first_and_only_the_persons_own(store: Store) -> None:
    await fill(store, "marker-anna")
    await fill(store, "marker-berta")
    seen = await store.read(VisitsOf("default", Subject("c-marker-anna")))
    assert len(seen) == 4
    assert all("anna" in visit.url for visit in seen)


async def test_packages_can_go_before_the_conversation_does(store: Store) -> None:
    await fill(store, "marker-anna")
    assert await store.write(DropPackages("default", "conv-marker-anna")) == 1
    assert await store.write(DropPackages("default", "conv-marker-anna")) == 0
    assert await store.read(PackageOf("default", "h-anna")) is None


async def test_retention_is_told_what_rests_and_what_goes_on(store: Store) -> None:
    await fill(store, "marker-anna")  # its follow-up is open
    await store.write(creation(conversation("b", open=False), said(1)))
    await store.write(creation(conversation("a"), said(1)))
    await store.write(next_unit((await load(store, "a")).conversation, handoffs=(handoff("h1", "a"),)))
    found = {one.id: one for one in await store.read(RestingFrom("default"))}
    assert list(found) == ["a", "b", "conv-marker-anna"]
    assert (found["a"].going_on, found["a"].queue, found["a"].open) == (True, "general", True)
    assert (found["b"].going_on, found["b"].queue, found["b"].last_at) == (False, "", NOW)
    assert (found["conv-marker-anna"].going_on, found["conv-marker-anna"].packages) == (True, True)
    assert [one.id for one in await store.read(RestingFrom("default", after="a", limit=1))] == ["b"]


async def test_what_somebody_has_yet_to_hear_of_goes_on(store: Store) -> None:
    """A webhook that was away for longer than a conversation is kept misses nothing of it."""
    await store.write(creation(conversation("a", open=False), said(1), listeners=("webhook:crm",)))
    (one,) = await store.read(RestingFrom("default"))
    assert one.going_on
    await store.write(MoveCursor("default", "a", "webhook:crm", 1))
    (one,) = await store.read(RestingFrom("default"))
    assert not one.going_on


# --- bytes ----------------------------------------------------------------------------------------------------------


async def test_no_byte_of_who_was_erased_is_left_in_the_files(sqlite_url: str) -> None:
    """Many customers, half of them erased, every file of the database read byte by byte."""
    people = [f"marker{n:04d}" for n in range(60)]
    store = await open_store(sqlite_url)
    for who in people:
        made = await fill(store, who)
        base = (await load(store, made.id)).conversation
        for n in range(3):  # rows that grow and shrink leave copies behind
            longer = {"matter": who * (1 + 40 * (n % 2)), "last_text": who}
            await store.write(next_unit(base, who * 20, change=longer))
            base = (await load(store, made.id)).conversation
    for who in people[::2]:
        await erase(store, who)
    purged = await store.write(PurgeBytes())
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    held = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert [who for who in people[::2] if who.encode() in held] == []
    assert all(who.encode() in held for who in people[1::2])
    assert purged.bytes_after < purged.bytes_before
    assert (await load(store, f"conv-{people[1]}")).conversation.last_seq == 10
    await store.close()


@pytest.mark.postgres
async def test_no_row_of_postgresql_holds_who_was_erased(empty_postgres_url: str) -> None:
    store = await open_store(empty_postgres_url)
    for who in ("marker-anna", "marker-berta"):
        await fill(store, who)
    await erase(store, "marker-anna")
    await store.write(PurgeBytes())
    await store.close()
    engine = create_engine(empty_postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("SELECT set_config('segue.workspace', '*', true)"))
        for table in metadata.tables:
            rows = connection.execute(text(f'SELECT CAST(t AS text) FROM "{table}" t')).scalars().all()
            assert not [row for row in rows if "marker-anna" in row], table
            if HOLDS[table] is Holds.CONVERSATION and rows:
                assert any("marker-berta" in row or "h-erta" in row for row in rows), table
    engine.dispose()
