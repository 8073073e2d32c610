"""Cases of helpdesks, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from making import NOW, conversation, creation, later, said

from segue.domain.erasure import Erasure, Subject
from segue.domain.errors import NotFound, Refused
from segue.domain.hubs import CaseKind, HubCase
from segue.ports.erasure import EraseConversation, Erasures, SaveErasure, TracesOf
from segue.ports.hub_cases import HubCaseById, HubCaseByRef, HubCasesOf, OpenHubCases, SaveHubCase
from segue.ports.hub_events import DueHubEvents, HubEvent, StoreHubEvent
from segue.ports.store import Store


def case(id_: str = "h1", hub: str = "support", of: str = "ana", at: datetime = NOW, **fields: Any) -> HubCase:
    return HubCase("default", hub, id_, CaseKind.LIVE, of, id_, at, **fields)


async def saved(store: Store, new: HubCase, before: HubCase | None = None) -> HubCase:
    await store.write(SaveHubCase(new, before))
    return new


@pytest.fixture(autouse=True)
async def _talks(store: Store) -> None:
    for id_ in ("ana", "ben"):
        await store.write(creation(conversation(id_, open=False), said(1)))


async def test_a_case_comes_back_whole(store: Store) -> None:
    whole = case(
        ref="215473844",
        url="https://example.com/c/1",
        closed_at=later(hours=1),
        because="ended",
        state={"user": "66f0", "marks": ["a", "ü \u202e"], "last": 12},
        steps={"open/contact": "66f0", "open/talk": ""},
    )
    await saved(store, whole)
    assert await store.read(HubCaseById("default", "support", "h1")) == whole
    assert await store.read(HubCaseById("default", "support", "h2")) is None
    assert await store.read(HubCaseById("default", "sales", "h1")) is None
    assert await store.read(HubCaseById("other", "support", "h1")) is None


async def test_it_is_replaced_only_by_who_has_read_it_as_it_is(store: Store) -> None:
    first = await saved(store, case())
    second = await saved(store, replace(first, ref="7", state={"user": "u"}), first)
    with pytest.raises(Refused):
        await store.write(SaveHubCase(replace(first, ref="8"), first))
    with pytest.raises(Refused):
        await store.write(SaveHubCase(first))
    with pytest.raises(Refused):
        await store.write(SaveHubCase(case("h9"), case("h9")))
    assert await store.read(HubCaseById("default", "support", "h1")) == second


async def test_two_open_cases_of_a_hub_have_never_the_same_ref(store: Store) -> None:
    first = await saved(store, case("h1", ref="7"))
    await saved(store, case("h2"))
    await saved(store, case("h3"))  # not open there yet, as h2
    await saved(store, case("h4", "sales", ref="7"))
    with pytest.raises(Refused):
        await store.write(SaveHubCase(case("h2", ref="7"), case("h2")))
    await saved(store, replace(first, closed_at=later(hours=1)), first)
    await saved(store, case("h2", ref="7"), case("h2"))


async def test_by_ref_the_open_one_is_found_else_the_one_that_was_closed_last(store: Store) -> None:
    assert await store.read(HubCaseByRef("default", "support", "7")) is None
    await saved(store, case("h0"))
    assert await store.read(HubCaseByRef("default", "support", "")) is None
    old = await saved(store, case("h1", ref="7", closed_at=later(hours=1)))
    newer = await saved(store, case("h2", ref="7", at=later(minutes=-5), closed_at=later(hours=2)))
    await saved(store, case("h3", "sales", ref="7"))
    assert await store.read(HubCaseByRef("default", "support", "7")) == newer
    now_open = await saved(store, replace(old, closed_at=None), old)
    assert await store.read(HubCaseByRef("default", "support", "7")) == now_open


async def test_open_ones_come_oldest_first(store: Store) -> None:
    one = await saved(store, case("h1", of="ana", at=later(minutes=2)))
    two = await saved(store, case("h2", of="ben", at=later(minutes=1)))
    three = await saved(store, case("h3", "sales", of="ana", at=later(minutes=3)))
    await saved(store, case("h4", of="ana", closed_at=later(hours=1)))
    assert await store.read(OpenHubCases("default")) == (two, one, three)
    assert await store.read(OpenHubCases("default", limit=2)) == (two, one)
    assert await store.read(OpenHubCases("default", "support")) == (two, one)
    assert await store.read(OpenHubCases("default", conversation="ana")) == (one, three)
    assert await store.read(OpenHubCases("default", "sales", "ana")) == (three,)
    assert await store.read(OpenHubCases("other")) == ()


async def test_all_of_a_conversation_come_oldest_first_open_or_not(store: Store) -> None:
    late = await saved(store, case("h1", at=later(minutes=2)))
    early = await saved(store, case("h2", "sales", closed_at=later(hours=1)))
    await saved(store, case("h3", of="ben"))
    assert await store.read(HubCasesOf("default", "ana")) == (early, late)
    assert await store.read(HubCasesOf("other", "ana")) == ()


async def test_none_is_kept_of_a_conversation_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        await store.write(SaveHubCase(case(of="nobody")))


async def test_they_go_with_their_conversation_and_the_proof_counts_them(store: Store) -> None:
    mine = await saved(store, case("h1", ref="7"))
    other = await saved(store, case("h2", of="ben", ref="8"))
    for hub, ref in (("support", "7"), ("support", "8"), ("sales", "7")):
        told = HubEvent("default", hub, f"message/{ref}", NOW, NOW, {"what": "message", "ref": ref, "text": "hello"})
        await store.write(StoreHubEvent(told))
    await store.write(SaveErasure(Erasure("default", "e1", NOW, "x", ())))
    traces = await store.read(TracesOf("default", Subject(), ("ana",)))
    assert (traces["hub_cases"], traces["hub_events"]) == (1, 1)
    assert await store.write(EraseConversation("default", "ana", "e1"))
    assert await store.read(HubCaseById("default", "support", "h1")) is None
    assert await store.read(OpenHubCases("default")) == (other,)
    assert [(one.hub, one.id) for one in await store.read(DueHubEvents(NOW))] == [
        ("sales", "message/7"),
        ("support", "message/8"),
    ], "what the helpdesk told of it goes too, and the same number elsewhere is another conversation"
    (proof,) = await store.read(Erasures("default"))
    assert (proof.counts["hub_cases"], proof.counts["hub_events"]) == (1, 1)
    with pytest.raises(NotFound):
        await store.write(SaveHubCase(replace(mine, state={"late": True}), mine))
