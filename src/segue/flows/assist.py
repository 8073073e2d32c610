"""Drafts for people who work in a helpdesk: its webhook says that a customer wrote, an internal note brings a draft.

No handoff is needed, and none is made. What a webhook tells is stored before it is acknowledged; a lane does the rest:
looks at the conversation as it is now, and adds one note for the customer's newest message, if something is known.

The note holds a mark made of that message. The conversation is looked at before each try, so a note that is there
already (after a crash, after an answer that was lost, after the same event twice) is seen and not added again.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

import structlog

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.drafting import MOST_SOURCES, asked_in, compose
from segue.domain.errors import CallFailed, CallRefused, Invalid
from segue.domain.hubs import HubSettings
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for, redact
from segue.domain.retrieval import RELEVANT, Found
from segue.domain.signals.language import identify
from segue.flows.drafting import related, rests_on
from segue.flows.env import Env
from segue.ports.hub_events import (
    HubEvent,
    HubEventDone,
    HubEventFailed,
)
from segue.ports.hubs import DraftHub, HubConversation, Note, Said, Speaker
from segue.ports.writers import Passage
from segue.trained import load as load_models

log = structlog.get_logger(__name__)

TOO_LATE = timedelta(hours=1)
"""A draft that could not be brought for so long is not wanted any more."""

FIRST_AGAIN, LONGEST_AGAIN = timedelta(seconds=30), timedelta(minutes=10)
"""After a failure, twice as long each time. Never sooner than the first: a helpdesk whose answer was lost may need a
while to show what it did."""

LOOKED_BACK = 40
"""Messages that a model reads."""

LONGEST_ASKED = 4_000
_ROLES = {Speaker.CUSTOMER: "customer", Speaker.HUMAN: "human_agent", Speaker.BOT: "ai_agent"}
_CREDENTIAL = frozenset({401, 403})
_MARK = re.compile(r"Segue draft [0-9a-f]{12}\b")


async def look(env: Env, events: Sequence[HubEvent]) -> None:
    """events: of one conversation. It is looked at once, as it is now: the newest event stands for those before it."""
    event, now = max(events, key=lambda one: one.received_at), env.clock.now()
    doing = env.assist.doing(event.workspace, event.hub)
    for older in events:
        if older is not event:
            await env.store.write(HubEventDone(older.workspace, older.hub, older.id, now))
            doing.quiet += 1
    try:
        if now - event.received_at > TOO_LATE:
            raise CallRefused("it could not be done for too long")
        noted = await _act(env, event)
    except Exception as error:
        doing.error = str(error)[:500] if isinstance(error, CallFailed | Invalid) else type(error).__name__
        doing.failed_at = now
        log.warning("no note was added", hub=event.hub, error=doing.error)
        await _failed(env, event, error, doing.error, now)
        return
    if noted:
        doing.notes, doing.noted_at = doing.notes + 1, now
    else:
        doing.quiet += 1
    await env.store.write(HubEventDone(event.workspace, event.hub, event.id, env.clock.now()))


async def _failed(env: Env, event: HubEvent, error: Exception, words: str, now: datetime) -> None:
    """A refusal is final, unless it is of the credential: that can be mended."""
    if isinstance(error, CallRefused) and error.details.get("status") not in _CREDENTIAL:
        await env.store.write(HubEventDone(event.workspace, event.hub, event.id, now, words))
        return
    again = min(FIRST_AGAIN * 2 ** min(event.attempts, 10), LONGEST_AGAIN)
    asked = error.details.get("retry_after_s") if isinstance(error, CallFailed) else None
    if isinstance(asked, int | float):
        again = max(again, timedelta(seconds=min(float(asked), TOO_LATE.total_seconds())))
    await env.store.write(HubEventFailed(event.workspace, event.hub, event.id, now + again, words))


async def _act(env: Env, event: HubEvent) -> bool:
    """Whether a note was added."""
    policy = (await env.policies.active(event.workspace)).policy
    settings = policy.assist.get(event.hub)
    if settings is None:
        return False  # the policy no longer names it
    hub = cast("DraftHub", env.hubs.hub(event.workspace, settings))
    conversation = await hub.conversation(str(event.body.get("conversation", "")))
    waiting = unanswered(conversation.said)
    if not waiting:
        return False
    mark = mark_of(event.workspace, event.hub, conversation.id, waiting[-1].id)
    notes = [said.text for said in conversation.said if said.by is Speaker.NOTE]
    if any(mark in note for note in notes):
        return False
    note = await _note(env, event.workspace, settings, policy, conversation, waiting, mark)
    if note is None:
        return False
    await hub.add_note(conversation.id, note)
    return True


async def _note(
    env: Env,
    workspace: str,
    settings: HubSettings,
    policy: Policy,
    conversation: HubConversation,
    waiting: Sequence[Said],
    mark: str,
) -> Note | None:
    """None when nothing that is known fits."""
    language = conversation.language or await asyncio.to_thread(_language_of, waiting[-1].text, policy)
    asked, found = await _found(env, workspace, settings, waiting, language)
    proposal = compose(found, asked, language=language, default=policy.languages[0])
    if proposal is None or not proposal.text:
        return None
    written = await _by_model(env, policy, conversation, found[:MOST_SOURCES], language)
    by = f"model {env.drafts.writer.model}" if env.drafts.writer and written else "segue"
    kinds = kinds_for(policy, "hub")
    sources = tuple(
        replace(source, title=redact(source.title, kinds), quote=redact(source.quote, kinds))
        for source in proposal.sources
    )
    earlier = any(said.by is Speaker.NOTE and _MARK.search(said.text) for said in conversation.said)
    return Note(mark, redact(written or proposal.text, kinds), sources, by, replaces=earlier)


async def _found(
    env: Env, workspace: str, settings: HubSettings, waiting: Sequence[Said], language: str
) -> tuple[str, list[Found]]:
    """The words that found something near, and what they found."""
    said = [said.text[-LONGEST_ASKED:] for said in waiting]
    entries = [Entry(n, Kind.MESSAGE, Role.END_USER, env.clock.now(), text) for n, text in enumerate(said, start=1)]
    for asked in asked_in(entries):
        found = await related(env, workspace, asked, queues=settings.cases_of, language=language)
        if found and found[0].relevance >= RELEVANT:
            return asked, found
    return "", []


async def _by_model(
    env: Env, policy: Policy, conversation: HubConversation, found: Sequence[Found], language: str
) -> str:
    """The words of the model that drafts, "" where there is none, it is late, or says what nobody told it."""
    writer, kinds = env.drafts.writer, kinds_for(policy, "model")
    if writer is None:
        return ""
    said = [said for said in conversation.said if said.by is not Speaker.NOTE][-LOOKED_BACK:]
    turns = [(_ROLES[one.by], redact(one.text, kinds)) for one in said]
    passages = [
        Passage(redact(one.document.title, kinds), redact(one.document.text[:LONGEST_ASKED], kinds)) for one in found
    ]
    told = await env.drafts.care.ask(lambda: writer.draft(turns, passages, language))
    text = (told.answer or "").strip()
    fits = await asyncio.to_thread(rests_on, text, [words for _, words in turns], passages)
    return text if fits else ""


def _language_of(text: str, policy: Policy) -> str:
    among = tuple(dict.fromkeys(tag.lower().partition("-")[0] for tag in policy.languages))
    return identify(text, among, "", load_models()) or among[0]


def unanswered(said: Sequence[Said]) -> list[Said]:
    """What the customer wrote since a human last answered, oldest first. What a bot says in between settles nothing."""
    found: list[Said] = []
    for one in reversed(said):
        if one.by is Speaker.HUMAN:
            break
        if one.by is Speaker.CUSTOMER:
            found.insert(0, one)
    return found


def mark_of(workspace: str, hub: str, conversation: str, message: str) -> str:
    """The same for the same message, whichever event told of it."""
    digest = hashlib.sha256("\0".join((workspace, hub, conversation, message)).encode()).hexdigest()
    return f"Segue draft {digest[:12]}"
