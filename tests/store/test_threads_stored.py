"""Threads of channels, on every store."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from making import NOW, conversation, creation, later, said

from segue.domain.channels import MOST_REF, Span, Thread
from segue.domain.erasure import Erasure, Subject
from segue.domain.errors import Invalid, NotFound, Refused
from segue.ports.erasure import EraseConversation, Erasures, SaveErasure, TracesOf
from segue.ports.store import Store
from segue.ports.threads import SaveThread, ThreadByRef, ThreadsOf

PEOPLE = ("ana", "ben", "eva", "leo", "mia", "tom")


def thread(ref: str = "a:1", channel: str = "teams", of: str = "ana", at: datetime = NOW, **fields: Any) -> Thread:
    return Thread("default", channel, ref, of, at, **fields)


async def saved(store: Store, new: Thread, before: Thread | None = None) -> Thread:
    await store.write(SaveThread(new, before))
    return new


@pytest.fixture(autouse=True)
async def _talks(store: Store) -> None:
    for id_ in PEOPLE:
        await store.write(creation(conversation(id_, open=False), said(1)))


async def test_a_thread_comes_back_whole(store: Store) -> None:
    whole = thread(
        state={
            "answer_at": "https://example.com/v3/",
            "_signed": "https://example.com/?sig=1",
            "marks": ["ü \u202e", 3],
        },
        told=12,
        sending=13,
        sending_at=later(seconds=5),
        turns={"t-1": (Span("ana", 0, 4),), "t-2": (Span("ben", 0, 9), Span("ana", 4, 12))},
        left=(Span("ben", 9, 11),),
    )
    await saved(store, whole)
    assert await store.read(ThreadByRef("default", "teams", "a:1")) == whole
    assert await store.read(ThreadByRef("default", "teams", "a:2")) is None
    assert await store.read(ThreadByRef("default", "bot", "a:1")) is None
    assert await store.read(ThreadByRef("other", "teams", "a:1")) is None


async def test_it_is_replaced_only_by_who_has_read_it_as_it_is(store: Store) -> None:
    first = await saved(store, thread())
    second = await saved(store, replace(first, told=3, turns={"t-1": (Span("ana", 0, 3),)}), first)
    with pytest.raises(Refused):
        await store.write(SaveThread(replace(first, told=4), first))
    with pytest.raises(Refused):
        await store.write(SaveThread(first))
    with pytest.raises(Refused):
        await store.write(SaveThread(thread("a:9"), thread("a:9")))
    assert await store.read(ThreadByRef("default", "teams", "a:1")) == second
    assert await store.read(ThreadByRef("default", "teams", "a:9")) is None


async def test_of_those_that_begin_it_at_once_with_different_conversations_one_wins(store: Store) -> None:
    """Their writers may run side by side, and none of them sees a row that another has not committed yet."""
    tries = await asyncio.gather(*(store.write(SaveThread(thread(of=who))) for who in PEOPLE), return_exceptions=True)
    assert sorted(type(one).__name__ for one in tries) == ["NoneType", *["Refused"] * (len(PEOPLE) - 1)]
    kept = await store.read(ThreadByRef("default", "teams", "a:1"))
    assert kept is not None
    assert kept.conversation == PEOPLE[tries.index(None)]


async def test_of_those_that_change_it_at_once_one_wins(store: Store) -> None:
    first = await saved(store, thread())
    tries = await asyncio.gather(
        *(store.write(SaveThread(replace(first, conversation=who, told=9), first)) for who in PEOPLE),
        return_exceptions=True,
    )
    assert tries.count(None) == 1
    assert sum(isinstance(one, Refused) for one in tries) == len(PEOPLE) - 1


async def test_it_outlives_a_conversation_and_then_stands_for_the_next_one(store: Store) -> None:
    first = await saved(store, thread(told=7))
    second = await saved(store, replace(first, conversation="ben", told=0), first)
    assert await store.read(ThreadsOf("default", "ana")) == ()
    assert await store.read(ThreadsOf("default", "ben")) == (second,)
    assert await store.write(EraseConversation("default", "ana"))
    assert await store.read(ThreadByRef("default", "teams", "a:1")) == second


async def test_those_of_a_conversation_come_oldest_first(store: Store) -> None:
    late = await saved(store, thread(at=later(minutes=2)))
    early = await saved(store, thread("dl-1", "bot"))
    again = await saved(store, thread("a:2", at=later(minutes=3)))
    await saved(store, thread("a:3", of="ben"))
    assert await store.read(ThreadsOf("default", "ana")) == (early, late, again)
    assert await store.read(ThreadsOf("default", "ana", "teams")) == (late, again)
    assert await store.read(ThreadsOf("default", "ana", "web")) == ()
    assert await store.read(ThreadsOf("other", "ana")) == ()


async def test_a_long_id_of_another_system_is_kept_and_an_endless_one_is_refused_by_name(store: Store) -> None:
    long = await saved(store, thread("ü" * MOST_REF))
    assert await store.read(ThreadByRef("default", "teams", long.ref)) == long
    for ref in ("x" * (MOST_REF + 1), ""):
        with pytest.raises(Invalid, match=r"ref: .* 1 to 512 characters") as refused:
            await store.write(SaveThread(thread(ref)))
        assert refused.value.details["field"] == "ref"


async def test_none_is_kept_of_a_conversation_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.write(SaveThread(thread(of="nobody")))


async def test_they_go_with_their_conversation_and_the_proof_counts_them(store: Store) -> None:
    mine = await saved(store, thread())
    await saved(store, thread("dl-1", "bot"))
    other = await saved(store, thread("a:2", of="ben"))
    await store.write(SaveErasure(Erasure("default", "e1", NOW, "x", ())))
    assert (await store.read(TracesOf("default", Subject(), ("ana",))))["threads"] == 2
    assert await store.write(EraseConversation("default", "ana", "e1"))
    assert await store.read(ThreadByRef("default", "teams", "a:1")) is None
    assert await store.read(ThreadByRef("default", "teams", "a:2")) == other
    (proof,) = await store.read(Erasures("default"))
    assert proof.counts["threads"] == 2
    with pytest.raises(NotFound):
        await store.write(SaveThread(replace(mine, told=5), mine))
    with pytest.raises(Refused):
        await store.write(SaveThread(replace(mine, conversation="ben"), mine))
