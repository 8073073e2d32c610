"""Draft replies for the human who has a conversation, or will have it: after each message of the customer, in a lane.

First one without a model, at once; then, where a model writes, one of the model. Nothing waits for either, and nothing
is sent without the human's click.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import structlog

from segue.domain.briefing.withholding import hiding_of
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.drafting import Proposal, asked_in, compose, search, sources_of
from segue.domain.errors import Refused
from segue.domain.faithful import made_up
from segue.domain.lifecycle import OPEN, Handoff
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for, redact
from segue.domain.reply_drafts import DraftState, ReplyDraft, draft_id
from segue.domain.retrieval import RELEVANT, Found
from segue.domain.wording.situation import spoken_name
from segue.flows.env import Env
from segue.flows.summarising import turns_of
from segue.ports.conversations import LastEntries, LoadConversation, OpenHandoffs
from segue.ports.reply_drafts import ExpireReplyDrafts, KeepReplyDraft, ReplyDraftsOf
from segue.ports.writers import DraftWriter, Passage

log = structlog.get_logger(__name__)

AT_ONCE = 20
"""Conversations of one step of the lane."""

LOOKED_BACK = 60
SMALL = 300
"""Documents up to which looking takes about a millisecond."""

LONGEST_OF_MODEL = 4_000
MOST_DRAFTS = 12
"""For one message of the customer, whoever makes them. A human reads one or two."""


async def draft_noted(env: Env) -> int:
    """A draft for each conversation that something was said in. Answers how many it looked at."""
    if not env.drafts.looked_around:
        await _look_around(env)
        env.drafts.looked_around = True
    noted = env.drafts.take(AT_ONCE)
    for workspace, conversation in noted:
        try:
            await draft_reply(env, workspace, conversation)
        except Exception as error:  # a conversation without a draft is as it was before there were any
            log.exception("no draft", conversation=conversation, error=type(error).__name__)
    return len(noted)


async def draft_and_wait(env: Env) -> int:
    """`draft_noted`, and wait for the model where one writes; for tests and scripts."""
    looked_at = await draft_noted(env)
    await asyncio.gather(*env.drafts.writing, return_exceptions=True)
    return looked_at


async def _look_around(env: Env) -> None:
    """What was said while no process was there to draft."""
    for workspace in await env.policies.served():
        queues = (await env.policies.active(workspace)).policy.queues
        if not any(queue.takes_drafts for queue in queues.values()):
            continue
        for handoff, _ in await env.store.read(OpenHandoffs(workspace)):
            if handoff.queue in queues and queues[handoff.queue].takes_drafts:
                env.drafts.note(workspace, handoff.conversation)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a conversation stands for drafting. answers: seq of the customer's newest message."""

    conversation: Conversation
    handoff: Handoff
    policy: Policy
    entries: tuple[Entry, ...]
    answers: int
    answered: bool  # a human has replied since

    @property
    def language(self) -> str:
        return self.conversation.language or self.policy.languages[0]


async def turn_of(env: Env, workspace: str, conversation: str) -> Turn | None:
    """None where no human has it or is waited for, or nothing was asked yet."""
    loaded = await env.store.read(LoadConversation(workspace, conversation))
    if loaded is None or loaded.handoff is None or loaded.handoff.state not in OPEN:
        return None
    policy = (await env.policies.active(workspace)).policy
    entries = await env.store.read(LastEntries(workspace, conversation, LOOKED_BACK, (Kind.MESSAGE,)))
    asked = max((entry.seq for entry in entries if entry.role is Role.END_USER), default=0)
    replied = max((entry.seq for entry in entries if entry.role is Role.HUMAN_AGENT), default=0)
    if not asked:
        return None
    return Turn(loaded.conversation, loaded.handoff, policy, entries, asked, replied > asked)


async def draft_reply(env: Env, workspace: str, conversation: str) -> ReplyDraft | None:
    """Drafts for earlier messages expire; a new one is made where the queue wants it and something fits."""
    turn = await turn_of(env, workspace, conversation)
    if turn is None:
        await expire(env, workspace, conversation, before=None)
        return None
    await expire(env, workspace, conversation, before=turn.answers + turn.answered)
    queue = turn.policy.queues.get(turn.handoff.queue)
    if turn.answered or queue is None or not queue.drafts:
        return None
    known = await drafts_of(env, workspace, conversation)
    answering = [one for one in known if one.answers == turn.answers]
    if any(one.by == "segue" and one.state is not DraftState.EXPIRED for one in answering):
        return None
    asked, found = await found_for(env, turn, (queue.name,))
    _begin_writing(env, turn, asked, found)
    name = "" if "name" in turn.conversation.withheld else spoken_name(turn.conversation.customer.name)
    proposal = compose(found, asked, name=name, language=turn.language, default=turn.policy.languages[0])
    if proposal is None or not proposal.text:
        return None
    return await keep(env, _draft(env, turn, proposal, "segue"))


async def expire(env: Env, workspace: str, conversation: str, *, before: int | None) -> None:
    """Open drafts that answer a message before that one, or all of them, are over."""
    drafts = await drafts_of(env, workspace, conversation)
    last = max((one.answers for one in drafts), default=0) + 1 if before is None else before
    if any(one.state is DraftState.OPEN and one.answers < last for one in drafts):
        await env.store.write(ExpireReplyDrafts(workspace, conversation, last, env.clock.now()))
        env.bell.hint(workspace, conversation, "drafts")


async def draft_anew(env: Env, conversation: Conversation) -> None:
    """The customer keeps back more by now: drafts made before may tell it, and are over."""
    await expire(env, conversation.workspace, conversation.id, before=None)
    env.drafts.note(conversation.workspace, conversation.id)


async def found_for(env: Env, turn: Turn, queues: Iterable[str] | None) -> tuple[str, list[Found]]:
    """What is asked, in the words that found something near, and what they found."""
    first: tuple[str, list[Found]] | None = None
    for asked in asked_in(turn.entries):
        found = await related(env, turn.handoff.workspace, asked, queues=queues, language=turn.language)
        first = first or (asked, found)
        if found and found[0].relevance >= RELEVANT:
            return asked, found
    return first or ("", [])


async def related(
    env: Env, workspace: str, asked: str, *, queues: Iterable[str] | None, language: str = ""
) -> list[Found]:
    """Articles, and cases of these queues (None is all of them), that the words are about; nearest first."""
    if not asked.strip():
        return []
    index = await env.drafts.index(env.store, workspace)
    looking = partial(search, index, asked, queues, now=env.clock.now(), language=language)
    return looking() if len(index) <= SMALL else await asyncio.to_thread(looking)  # others are served meanwhile


async def propose(
    env: Env, workspace: str, asked: str, *, queues: Iterable[str] | None, name: str = "", language: str = ""
) -> Proposal | None:
    """A draft for words from anywhere, such as a helpdesk's conversation that no handoff led to; None for none."""
    policy = (await env.policies.active(workspace)).policy
    wanted = language or policy.languages[0]
    found = await related(env, workspace, asked, queues=queues, language=wanted)
    return compose(found, asked, name=name, language=wanted, default=policy.languages[0])


async def keep(env: Env, draft: ReplyDraft) -> ReplyDraft:
    """Store it and tell the desks. Answers what is stored under its id."""
    stored = await env.store.write(KeepReplyDraft(draft))
    env.bell.hint(draft.workspace, draft.conversation, "drafts")
    return stored


def _draft(env: Env, turn: Turn, proposal: Proposal, by: str) -> ReplyDraft:
    handoff = turn.handoff
    return ReplyDraft(
        draft_id(handoff.id, str(turn.answers), by, *turn.conversation.withheld),
        handoff.workspace,
        handoff.conversation,
        handoff.id,
        turn.answers,
        proposal.text,
        by,
        env.clock.now(),
        proposal.sources,
        queue=proposal.queue,
        language=proposal.language,
        why=proposal.why,
    )


# --- by a model -----------------------------------------------------------------------------------------------------


def _begin_writing(env: Env, turn: Turn, asked: str, found: Sequence[Found]) -> None:
    """Ask the model, where there is one and something was found that it may rest on. Answers at once."""
    if env.drafts.writer is None or not found:
        return
    task = asyncio.create_task(_write(env, env.drafts.writer, turn, asked, found[:3]), name="draft")
    env.drafts.writing.add(task)
    task.add_done_callback(env.drafts.writing.discard)


async def _write(env: Env, writer: DraftWriter, turn: Turn, asked: str, found: Sequence[Found]) -> None:
    kinds = kinds_for(turn.policy, "model")
    turns = turns_of(turn.entries, kinds, hiding_of(turn.conversation))
    passages = [Passage(redact(one.document.title, kinds), redact(one.document.text[:4_000], kinds)) for one in found]
    told = await env.drafts.care.ask(lambda: writer.draft(turns, passages, turn.language))
    text = (told.answer or "").strip()
    if not text or not await asyncio.to_thread(rests_on, text, [words for _, words in turns], passages):
        return
    now = await turn_of(env, turn.handoff.workspace, turn.handoff.conversation)
    if now is None or now.answers != turn.answers or now.answered:
        return  # more was said while it was being written
    if now.conversation.withheld != turn.conversation.withheld:
        return  # and less may be told
    case = next((one.document.queue for one in found if one.document.case), "")
    proposal = Proposal(text, sources_of(found, asked, turn.language), "", queue=case, language=turn.language)
    await keep(env, _draft(env, turn, proposal, f"model {writer.model}"))


def rests_on(text: str, said: Sequence[str], passages: Sequence[Passage]) -> bool:
    """Whether every number and address of it occurs in what was said or found, and it is not too long."""
    if len(text) > LONGEST_OF_MODEL:
        return False
    told = [*said, *(passage.title for passage in passages), *(passage.text for passage in passages)]
    invented = [one for one in made_up(text, told) if any(c.isdigit() for c in one) or "@" in one or "://" in one]
    return not invented


# --- by anybody else ------------------------------------------------------------------------------------------------


async def supply(env: Env, workspace: str, conversation: str, supplied: ReplyDraft) -> ReplyDraft:
    """A draft of the bot or of another model. `supplied.answers` 0 is the customer's newest message.

    A repeated id answers what was stored first. Raises Refused when no human has the conversation or is waited for, its
    queue takes no drafts, or the message was answered or followed by another.
    """
    known = next((one for one in await drafts_of(env, workspace, conversation) if one.id == supplied.id), None)
    if known is not None:
        return known
    turn = await turn_of(env, workspace, conversation)
    if turn is None:
        raise Refused("no human has this conversation or is waited for: there is nobody to draft for")
    queue = turn.policy.queues.get(turn.handoff.queue)
    if queue is None or not queue.takes_drafts:
        raise Refused(f"the queue {turn.handoff.queue!r} takes no drafts; its policy says `bot: away` and no `drafts`")
    others = [one for one in await drafts_of(env, workspace, conversation) if one.answers == turn.answers]
    if len(others) >= MOST_DRAFTS:
        raise Refused(f"this message has {MOST_DRAFTS} drafts already", answers=turn.answers)
    if turn.answered or supplied.answers not in {0, turn.answers}:
        raise Refused("the conversation has moved on: draft for the newest message", answers=turn.answers)
    draft = replace(supplied, handoff=turn.handoff.id, answers=turn.answers, made_at=env.clock.now())
    return await keep(env, draft)


async def drafts_of(env: Env, workspace: str, conversation: str, limit: int = 20) -> tuple[ReplyDraft, ...]:
    return await env.store.read(ReplyDraftsOf(workspace, conversation, limit))
