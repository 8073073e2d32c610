"""What becomes of drafts: used, changed, rejected, overtaken; and what a resolved conversation leaves to draw on."""

from __future__ import annotations

import asyncio

import structlog

from segue.domain.cases import case_of
from segue.domain.conversation import Kind
from segue.domain.errors import NotFound, Refused
from segue.domain.lifecycle import Handoff
from segue.domain.reply_drafts import DraftEvent, DraftState, ReplyDraft, sent, settle
from segue.flows.drafting import expire
from segue.flows.env import Env
from segue.ports.conversations import LastEntries, LoadConversation
from segue.ports.knowledge import KeepCase
from segue.ports.people import User
from segue.ports.reply_drafts import ReplyDraftById, SettleReplyDraft

log = structlog.get_logger(__name__)
MOST_READ = 200


async def found_draft(env: Env, workspace: str, id_: str, conversation: str = "") -> ReplyDraft:
    """Raises NotFound."""
    draft = await env.store.read(ReplyDraftById(workspace, id_))
    if draft is None or (conversation and draft.conversation != conversation):
        raise NotFound("there is no such draft", draft=id_)
    return draft


async def replied(env: Env, user: User, conversation: str, seq: int, text: str, draft: str = "") -> str:
    """The human sent `text` (entry `seq`), made from that draft, or from none; the other drafts are over.

    The message stands whatever is wrong with the draft. Answers what became of it, "" when there is none.
    """
    state = ""
    if draft:
        state = await _used(env, user, conversation, text, draft)
    loaded = await env.store.read(LoadConversation(user.workspace, conversation))
    if loaded and loaded.handoff and await _takes_drafts(env, loaded.handoff):
        await expire(env, user.workspace, conversation, before=seq)
    return state


async def _used(env: Env, user: User, conversation: str, text: str, draft: str) -> str:
    try:
        used = sent(await found_draft(env, user.workspace, draft, conversation), text, env.clock.now(), by=user.id)
        await env.store.write(SettleReplyDraft(used))
    except NotFound:
        return ""
    except Refused:  # the customer wrote while it was being edited, or the message is a repetition
        return (await found_draft(env, user.workspace, draft, conversation)).state.value
    env.bell.hint(user.workspace, conversation, "drafts")
    return used.state.value


async def reject(env: Env, user: User, draft: ReplyDraft) -> ReplyDraft:
    """Raises Refused when it is not open any more; rejecting twice is once."""
    if draft.state is DraftState.REJECTED:
        return draft
    rejected = settle(draft, DraftEvent.REJECTED, env.clock.now(), by=user.id)
    await env.store.write(SettleReplyDraft(rejected))
    env.bell.hint(user.workspace, draft.conversation, "drafts")
    return rejected


async def keep_case(env: Env, handoff: Handoff) -> bool:
    """What a human resolved becomes something to draw on, with everything personal taken out. It never fails loudly:
    the conversation is resolved in either case."""
    try:
        return await _keep_case(env, handoff)
    except Exception as error:
        log.exception("case not kept", handoff=handoff.id, error=type(error).__name__)
        return False


async def _keep_case(env: Env, handoff: Handoff) -> bool:
    if not await _takes_drafts(env, handoff):
        return False
    loaded = await env.store.read(LoadConversation(handoff.workspace, handoff.conversation))
    entries = await env.store.read(LastEntries(handoff.workspace, handoff.conversation, MOST_READ, (Kind.MESSAGE,)))
    if loaded is None:
        return False
    case = await asyncio.to_thread(case_of, loaded.conversation, handoff, entries)  # messages may be long
    return case is not None and await env.store.write(KeepCase(handoff.workspace, case))


async def _takes_drafts(env: Env, handoff: Handoff) -> bool:
    policy = (await env.policies.active(handoff.workspace)).policy
    queue = policy.queues.get(handoff.queue)
    return queue is not None and queue.takes_drafts
