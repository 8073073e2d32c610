"""Draft replies over HTTP: who supplies them, who sees them, and what becomes of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from asking import Answer
from world import HOME, POLICY, World

from segue.domain.knowledge import Article, Case
from segue.domain.reply_drafts import DraftState, ReplyDraft
from segue.ports.conversations import AppendEntries
from segue.ports.knowledge import KeepCase, ReplaceArticles
from segue.ports.people import SaveUser, User, UserRole
from segue.ports.reply_drafts import KeepReplyDraft, ReplyDraftById

DRAFTS = "/v1/conversations/cnv_ana/drafts"
OF_DESK = "/v1/desk/conversations/cnv_ana/drafts"
SUPPLIED = {
    "id": "d-1",
    "text": "You can return it within 30 days.",
    "sources": [{"title": "Returns", "url": "https://shop.example/returns", "quote": "30 days"}],
}


@pytest.fixture
async def drafting(world: World) -> AsyncIterator[World]:
    """Ana waits in a queue that takes drafts."""
    policy = POLICY.replace("general: {kind: live}", "general: {kind: live, drafts: true}\n  billing: {}")
    await world.segue.env.policies.adopt(HOME, policy, "test")
    await world.conversation()
    await world.waiting()
    yield world
    await world.segue.env.policies.adopt(HOME, POLICY, "test")
    world.segue.env.drafts.forget()


async def supply(world: World, body: dict[str, Any] | None = None, *scopes: str) -> Answer:
    token = await world.key(*(scopes or ("drafts",)), name="drafter")
    return await world.client.ask("POST", DRAFTS, token=token, body={**SUPPLIED, **(body or {})})


async def shown(world: World, user: User) -> dict[str, Any]:
    answer = await world.client.ask("GET", OF_DESK, session=await world.session(user))
    assert answer.status == 200
    found: dict[str, Any] = answer.json
    return found


async def test_a_supplied_draft_stands_in_the_desk_with_its_sources(drafting: World) -> None:
    answer = await supply(drafting)
    assert (answer.status, answer.json) == (201, {"id": "d-1", "state": "open", "answers": 1})
    (draft,) = (await shown(drafting, await drafting.user()))["drafts"]
    assert (draft["text"], draft["by"]) == (SUPPLIED["text"], "bot drafter")
    assert draft["sources"][0]["url"] == "https://shop.example/returns"


async def test_a_model_is_named(drafting: World) -> None:
    await supply(drafting, {"model": "house/large-3"})
    (draft,) = (await shown(drafting, await drafting.user()))["drafts"]
    assert draft["by"] == "model house/large-3"


async def test_a_repeated_draft_changes_nothing(drafting: World) -> None:
    token = await drafting.key("drafts", name="drafter")
    for text in ("first", "second"):
        answer = await drafting.client.ask("POST", DRAFTS, token=token, body={"id": "d-1", "text": text})
        assert answer.status == 201
    assert [one["text"] for one in (await shown(drafting, await drafting.user()))["drafts"]] == ["first"]


async def test_a_flood_of_drafts_for_one_message_ends_after_a_dozen(drafting: World) -> None:
    token = await drafting.key("drafts", name="drafter")
    answers = [
        (await drafting.client.ask("POST", DRAFTS, token=token, body={"id": f"d-{n}", "text": "x"})).status
        for n in (*range(14), 0)
    ]
    assert answers == [201] * 12 + [409] * 2 + [201]  # the last one repeats the first


async def test_an_address_that_is_no_page_is_left_out(drafting: World) -> None:
    await supply(drafting, {"sources": [{"title": "x", "url": "javascript:alert(1)"}]})
    (draft,) = (await shown(drafting, await drafting.user()))["drafts"]
    assert draft["sources"][0]["url"] == ""


async def test_a_draft_for_an_older_message_is_refused(drafting: World) -> None:
    answer = await supply(drafting, {"answers": 7})
    assert answer.status == 409
    assert answer.json["answers"] == 1


async def test_a_queue_without_drafts_takes_none(world: World) -> None:
    await world.conversation()
    await world.waiting()
    assert (await supply(world)).status == 409


async def test_a_conversation_of_the_bot_takes_none(world: World) -> None:
    await world.conversation()
    assert (await supply(world)).status == 409


async def test_a_rejected_draft_is_gone_from_the_desk(drafting: World) -> None:
    await supply(drafting)
    user = await drafting.user()
    (draft,) = (await shown(drafting, user))["drafts"]
    session = await drafting.session(user)
    answer = await drafting.client.ask(
        "POST", f"/v1/desk/drafts/{draft['id']}", session=session, body={"outcome": "rejected"}
    )
    assert answer.json["draft"]["state"] == "rejected"
    assert (await shown(drafting, user))["drafts"] == []


async def test_a_message_says_what_became_of_its_draft(drafting: World) -> None:
    await supply(drafting)
    user = await drafting.user()
    (draft,) = (await shown(drafting, user))["drafts"]
    body = {"id": "m-1", "text": "You can return it within 60 days.", "draft": draft["id"]}
    path = "/v1/desk/conversations/cnv_ana/messages"
    answer = await drafting.client.ask("POST", path, session=await drafting.session(user), body=body)
    assert answer.json["draft"] == "edited"
    stored = await drafting.store.read(ReplyDraftById(HOME, draft["id"]))
    assert stored is not None
    assert (stored.state, stored.settled_by) == (DraftState.EDITED, user.id)
    assert stored.edit is not None
    assert (stored.edit.words, stored.edit.characters) == (1, 1)


async def test_a_draft_of_another_conversation_settles_nothing(drafting: World) -> None:
    now = drafting.clock.now()
    await drafting.conversation("cnv_bob")
    await drafting.store.write(KeepReplyDraft(ReplyDraft("dft_bob", HOME, "cnv_bob", "h", 1, "Hi", "segue", now)))
    body = {"id": "m-1", "text": "Hello", "draft": "dft_bob"}
    path = "/v1/desk/conversations/cnv_ana/messages"
    session = await drafting.session(await drafting.user())
    answer = await drafting.client.ask("POST", path, session=session, body=body)
    assert answer.status == 200
    assert "draft" not in answer.json
    stored = await drafting.store.read(ReplyDraftById(HOME, "dft_bob"))
    assert stored is not None
    assert stored.state is DraftState.OPEN


async def asked(world: World, text: str) -> None:
    """Ana's newest message is this one."""
    key = (HOME, "cnv_ana")
    first, *rest = world.store.entries[key]
    world.store.entries[key] = [replace(first, text=text), *rest]


async def test_related_articles_and_cases_stay_within_the_readers_queues(drafting: World) -> None:
    now = drafting.clock.now()
    await asked(drafting, "The armrest of my sofa squeaks")
    article = Article("a1", "Squeaking sofas", "Tighten the bolts of the armrest.", "https://shop.example/sofa", "en")
    await drafting.store.write(ReplaceArticles(HOME, "help", (article,)))
    for queue in ("general", "billing"):
        await drafting.conversation(f"cnv-{queue}")
        case = Case(f"h-{queue}", f"cnv-{queue}", queue, "My sofa squeaks at the armrest", "Tighten it.", now, "en")
        await drafting.store.write(KeepCase(HOME, case))
    everything = (await shown(drafting, await drafting.user("boss", UserRole.SUPERVISOR)))["related"]
    assert {one["conversation"] or one["url"] for one in everything} == {
        "https://shop.example/sofa",
        "cnv-general",
        "cnv-billing",
    }
    walled = replace(await drafting.user(), queues=("general",))
    await drafting.store.write(SaveUser(walled))
    theirs = (await shown(drafting, walled))["related"]
    assert {one["conversation"] or one["url"] for one in theirs} == {"https://shop.example/sofa", "cnv-general"}


async def test_a_draft_made_of_another_queues_case_is_shown_to_those_who_may_see_that_queue(drafting: World) -> None:
    now = drafting.clock.now()
    draft = ReplyDraft("dft_1", HOME, "cnv_ana", "hnd_ana", 1, "Hi", "segue", now, queue="billing")
    await drafting.store.write(KeepReplyDraft(draft))
    walled = replace(await drafting.user(), queues=("general",))
    await drafting.store.write(SaveUser(walled))
    assert (await shown(drafting, walled))["drafts"] == []
    session = await drafting.session(walled)
    refused = await drafting.client.ask("POST", "/v1/desk/drafts/dft_1", session=session, body={"outcome": "rejected"})
    assert refused.status == 404


async def test_a_draft_is_over_at_once_when_the_customer_wrote_again(drafting: World) -> None:
    await supply(drafting)
    conversation = drafting.store.conversations[HOME, "cnv_ana"]
    log = drafting.store.entries[HOME, "cnv_ana"]
    again = replace(log[0], seq=conversation.last_seq + 1, message_id="m-again", text="Still there?")
    moved = replace(conversation, last_seq=again.seq)
    await drafting.store.write(AppendEntries(moved, conversation.last_seq, conversation.epoch, (again,)))
    assert (await shown(drafting, await drafting.user()))["drafts"] == []
