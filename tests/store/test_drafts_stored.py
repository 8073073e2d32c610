"""Draft replies, on every store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from making import NOW, later, started

from segue.domain.errors import Refused
from segue.domain.reply_drafts import DraftEvent, DraftSource, DraftState, ReplyDraft, SourceKind, sent, settle
from segue.ports.reply_drafts import (
    ExpireReplyDrafts,
    KeepReplyDraft,
    ReplyDraftById,
    ReplyDraftsOf,
    SettledReplyDrafts,
    SettleReplyDraft,
)
from segue.ports.store import Store


def draft(id_: str = "d1", answers: int = 3, **fields: Any) -> ReplyDraft:
    sources = (DraftSource(SourceKind.ARTICLE, "a1", "Returns", "Within 30 days.", "https://shop.example/returns"),)
    given: dict[str, Any] = {"made_at": NOW, "sources": sources, "queue": "billing", **fields}
    return ReplyDraft(id_, "default", "ana", "h1", answers, "You can return it within 30 days.", "segue", **given)


@pytest.fixture(autouse=True)
async def ana(store: Store) -> None:
    await started(store, "ana")


async def of_ana(store: Store) -> list[tuple[str, DraftState]]:
    return [(one.id, one.state) for one in await store.read(ReplyDraftsOf("default", "ana"))]


async def test_a_draft_comes_back_as_it_was_kept(store: Store) -> None:
    assert await store.write(KeepReplyDraft(draft())) == draft()
    assert await store.read(ReplyDraftById("default", "d1")) == draft()
    assert await store.read(ReplyDraftsOf("default", "ana")) == (draft(),)


async def test_a_draft_of_a_known_id_changes_nothing(store: Store) -> None:
    await store.write(KeepReplyDraft(draft()))
    assert await store.write(KeepReplyDraft(replace(draft(), text="Something else."))) == draft()
    assert await store.read(ReplyDraftById("default", "d1")) == draft()


async def test_drafts_for_earlier_messages_expire_when_a_newer_one_comes(store: Store) -> None:
    await store.write(KeepReplyDraft(draft("d1", answers=3)))
    await store.write(KeepReplyDraft(draft("d2", answers=5, made_at=later(minutes=1))))
    await store.write(KeepReplyDraft(draft("d3", answers=5, made_at=later(minutes=2))))
    assert await of_ana(store) == [("d3", DraftState.OPEN), ("d2", DraftState.OPEN), ("d1", DraftState.EXPIRED)]
    found = await store.read(ReplyDraftById("default", "d1"))
    assert found is not None
    assert found.settled_at == later(minutes=1)


async def test_when_the_customer_writes_again_open_drafts_expire_and_settled_ones_stay(store: Store) -> None:
    await store.write(KeepReplyDraft(draft("d1")))
    await store.write(KeepReplyDraft(draft("d2")))
    await store.write(SettleReplyDraft(settle(draft("d2"), DraftEvent.REJECTED, NOW, by="maria")))
    assert await store.write(ExpireReplyDrafts("default", "ana", 4, later(minutes=1))) == 1
    assert await store.write(ExpireReplyDrafts("default", "ana", 4, later(minutes=2))) == 0
    assert dict(await of_ana(store)) == {"d1": DraftState.EXPIRED, "d2": DraftState.REJECTED}


async def test_what_the_human_made_of_it_is_recorded_once(store: Store) -> None:
    await store.write(KeepReplyDraft(draft()))
    used = sent(draft(), "You can return it within 60 days.", later(minutes=1), by="maria")
    await store.write(SettleReplyDraft(used))
    with pytest.raises(Refused):
        await store.write(SettleReplyDraft(settle(draft(), DraftEvent.REJECTED, NOW, by="noor")))
    assert await store.read(ReplyDraftById("default", "d1")) == used
    assert await store.read(SettledReplyDrafts("default", NOW)) == (used,)
    assert await store.read(SettledReplyDrafts("default", later(minutes=2))) == ()


async def test_a_draft_that_was_never_there_cannot_be_settled(store: Store) -> None:
    with pytest.raises(Refused):
        await store.write(SettleReplyDraft(settle(draft(), DraftEvent.REJECTED, NOW, by="noor")))
