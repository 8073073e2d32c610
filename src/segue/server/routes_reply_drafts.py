"""Draft replies: the bot or another model supplies them, human agents see, use and reject them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from pydantic import Field

from segue.domain.drafting import safe_url, source_of
from segue.domain.errors import NotFound
from segue.domain.knowledge import Case
from segue.domain.reply_drafts import DraftSource, DraftState, ReplyDraft, SourceKind, draft_id
from segue.domain.retrieval import Found
from segue.flows import draft_outcomes, drafting
from segue.ports.conversations import LoadConversation
from segue.server import views
from segue.server.identity import Caller
from segue.server.route import AGENT, Access, Body, Engine, Me, Route
from segue.server.routes_conversations import Id, may_see, reach
from segue.server.routes_desk import user_of

LONGEST_DRAFT = 8_000
MOST_LISTED = 5
DraftId = Annotated[str, Path(max_length=128)]


class Source(Body):
    """What the draft was made from, as the human reads it. `url` is left out unless it is http or https."""

    title: str = Field(min_length=1, max_length=300)
    url: str = Field("", max_length=2_000)
    quote: str = Field("", max_length=1_000)


class Supplied(Body):
    """`id`: the caller's own; a repeated one changes nothing. `answers`: seq of the customer's message, the newest
    when left out. `model`: name of the model that wrote it."""

    id: str = Field(min_length=1, max_length=100)
    text: str = Field(min_length=1, max_length=LONGEST_DRAFT)
    answers: int = Field(0, ge=0)
    sources: list[Source] = Field(default_factory=list, max_length=10)
    language: str = Field("", max_length=20)
    model: str = Field("", max_length=80)


class Outcome(Body):
    """What the human made of it. A draft that is sent is named with the message; so only a rejection is told here."""

    outcome: str = Field(pattern="^rejected$")


async def supply(me: Me, segue: Engine, id: Id, body: Supplied) -> views.View:  # noqa: A002
    if await segue.store.read(LoadConversation(me.workspace, id)) is None:
        raise NotFound("there is no such conversation")
    by = f"model {body.model}" if body.model else f"bot {me.name}"
    sources = tuple(DraftSource(SourceKind.LINK, "", one.title, one.quote, safe_url(one.url)) for one in body.sources)
    offered = ReplyDraft(
        draft_id(me.id, id, body.id),
        me.workspace,
        id,
        "",
        body.answers,
        body.text.strip(),
        by,
        segue.clock.now(),
        sources,
        language=body.language,
    )
    stored = await drafting.supply(segue.env, me.workspace, id, offered)
    return {"id": body.id, "state": stored.state, "answers": stored.answers}


async def drafts(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002
    """The open drafts, newest first, and what the knowledge and resolved cases have on the matter."""
    await reach(segue, me, id)
    turn = await drafting.turn_of(segue.env, me.workspace, id)
    stored = await drafting.drafts_of(segue.env, me.workspace, id)
    open_ones = [
        one
        for one in stored
        if one.state is DraftState.OPEN and (not one.queue or may_see(me, one.queue)) and _still_answers(one, turn)
    ]
    related = await _related(segue, me, turn)
    return {"drafts": [draft_view(one) for one in open_ones], "related": related}


def _still_answers(draft: ReplyDraft, turn: Any) -> bool:
    """Whether nothing was said since: the lane that lets it expire may be a moment behind."""
    return turn is not None and draft.answers == turn.answers and not turn.answered


async def _related(segue: Any, caller: Caller, turn: Any) -> list[views.View]:
    queue = turn.policy.queues.get(turn.handoff.queue) if turn else None
    if queue is None or not queue.takes_drafts:
        return []
    asked, found = await drafting.found_for(segue.env, turn, caller.queues or None)
    others = [one for one in found if one.document.case is None or _is_other(one.document.case, turn)]
    return [_related_view(one, asked, turn.language) for one in others[:MOST_LISTED]]


def _is_other(case: Case, turn: Any) -> bool:
    return case.conversation != str(turn.conversation.id)


def _related_view(found: Found, asked: str, language: str) -> views.View:
    case = found.document.case
    return {
        **source_view(source_of(found, asked, language)),
        "why": found.why,
        "relevance": round(found.relevance, 2),
        "at": case.at if case else None,
        "outcome": case.disposition if case else "",
    }


def draft_view(draft: ReplyDraft) -> views.View:
    return {
        "id": draft.id,
        "answers": draft.answers,
        "text": draft.text,
        "by": draft.by,
        "made_at": draft.made_at,
        "state": draft.state,
        "language": draft.language,
        "why": draft.why,
        "sources": [source_view(source) for source in draft.sources],
    }


def source_view(source: DraftSource) -> views.View:
    """conversation: of a case, for a link within the desk; url: of anything else that can be opened."""
    is_case = source.kind is SourceKind.CASE
    return {
        "kind": source.kind,
        "title": source.title,
        "quote": source.quote,
        "url": source.url,
        "conversation": source.id if is_case else "",
    }


async def settle(me: Me, segue: Engine, draft: DraftId, body: Outcome) -> views.View:
    found = await draft_outcomes.found_draft(segue.env, me.workspace, draft)
    await reach(segue, me, found.conversation)
    if found.queue and not may_see(me, found.queue):
        raise NotFound("there is no such draft")
    rejected = await draft_outcomes.reject(segue.env, await user_of(segue, me), found)
    return {"draft": draft_view(rejected)}


ROUTES = (
    Route(
        method="POST",
        path="/v1/conversations/{id}/drafts",
        endpoint=supply,
        access=Access(bot="drafts"),
        summary="A draft reply for the human who has the conversation",
        status=201,
    ),
    Route(
        method="GET",
        path="/v1/desk/conversations/{id}/drafts",
        endpoint=drafts,
        access=AGENT,
        summary="Draft replies, and what is related",
    ),
    Route(
        method="POST",
        path="/v1/desk/drafts/{draft}",
        endpoint=settle,
        access=AGENT,
        summary="Reject a draft reply",
    ),
)
