"""Threads: the conversation of a channel that stands for one of ours, begun when it is first heard of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from segue.domain.channels import TURNS_KEPT, BotIs, Shows, Thread, channel_listener
from segue.domain.conversation import Conversation, Customer
from segue.domain.errors import NotFound, Refused, TryAgain
from segue.domain.sayings import Saying, saying, shown
from segue.flows import start as starting
from segue.flows.env import Env
from segue.ports.channels import Channel
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.threads import SaveThread, ThreadByRef, ThreadsOf

TRIES = 8
ON_ITS_WAY = timedelta(seconds=60)
"""What was sent longer ago than this, and of which nothing is known, counts as told: never twice."""
TURN_TAKES = timedelta(seconds=10)
PAGE = 500
UNREACHABLE = "unreachable"
"""In a thread's state: its address takes nothing any more, until a turn brings another."""


async def thread_of(env: Env, workspace: str, channel: str, ref: str) -> Thread:
    """Raises NotFound for one that is not known."""
    found = await env.store.read(ThreadByRef(workspace, channel, ref)) if ref else None
    if found is None:
        raise NotFound("there is no such conversation in this channel", channel=channel)
    return found


async def newest_thread(env: Env, workspace: str, channel: str, conversation: str) -> Thread | None:
    found = await env.store.read(ThreadsOf(workspace, conversation, channel))
    return found[-1] if found else None


async def begin(
    env: Env,
    workspace: str,
    channel: Channel,
    ref: str,
    *,
    customer: Customer | None = None,
    language: str = "",
    state: Mapping[str, Any] | None = None,
) -> Thread:
    """The thread with this ref and an open conversation: the one that it has, or a new one where that has ended.

    state: what is known from now on; None changes nothing. Two who begin at once get the same conversation.
    """
    for _ in range(TRIES):
        before = await env.store.read(ThreadByRef(workspace, channel.name, ref))
        if before is not None and await _is_open(env, before):
            kept = state if state is not None else before.state
            thread = replace(before, state={key: value for key, value in kept.items() if key != UNREACHABLE})
        else:
            conversation = await _begun(env, workspace, channel, ref, before, customer, language)
            known = state if state is not None else before.state if before else {}
            thread = Thread(workspace, channel.name, ref, conversation.id, env.clock.now(), dict(known))
        if thread == before or await _saved(env, thread, before):
            return thread
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


async def _is_open(env: Env, thread: Thread) -> bool:
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    return loaded is not None and loaded.conversation.open


async def _begun(
    env: Env,
    workspace: str,
    channel: Channel,
    ref: str,
    before: Thread | None,
    customer: Customer | None,
    language: str,
) -> Conversation:
    """Its id follows from the thread, so that two who begin at once begin the same one."""
    earlier = before.conversation if before else ""
    told = "\0".join((workspace, channel.name, ref, earlier))
    in_front = channel.kind.bot is BotIs.IN_FRONT
    return await starting.start(
        env,
        workspace,
        conversation=f"cnv_{hashlib.sha256(told.encode()).hexdigest()[:26]}",
        channel=channel.kind.name,
        bot=channel.name if in_front else "",
        bot_behind=not in_front,
        via=(channel_listener(channel.name),) if Shows.PUSHES in channel.kind.can else (),
        customer=customer,
        language=language,
    )


async def _saved(env: Env, thread: Thread, before: Thread | None) -> bool:
    try:
        await env.store.write(SaveThread(thread, before))
    except Refused:
        return False
    return True


async def change_thread(env: Env, thread: Thread, to: Callable[[Thread], Thread | None]) -> Thread | None:
    """The thread after `to`, stored; decided again when it changed meanwhile. None where `to` wants no change."""
    for _ in range(TRIES):
        before = await env.store.read(ThreadByRef(thread.workspace, thread.channel, thread.ref))
        after = to(before) if before and before.conversation == thread.conversation else None
        if before is None or after is None:
            return None
        if after == before or await _saved(env, after, before):
            return after
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


# ---- what the customer is told ---------------------------------------------------------------------------------------


async def sayings(env: Env, thread: Thread, bot: BotIs, after: int, upto: int) -> tuple[Saying, ...]:
    """What there is to tell of the entries after `after`, up to `upto` with it."""
    found: list[Saying] = []
    while after < upto:
        entries = await env.store.read(EntriesAfter(thread.workspace, thread.conversation, after, PAGE))
        found += (said for one in entries if one.seq <= upto and (said := saying(one, thread.conversation, bot)))
        if len(entries) < PAGE:
            break
        after = entries[-1].seq
    return tuple(found)


async def hold(env: Env, thread: Thread) -> Thread:
    """For a turn that is going to be answered by `take`: what follows from it is not pushed as well."""
    until = env.clock.now() + TURN_TAKES
    return await change_thread(env, thread, lambda one: replace(one, held=until)) or thread


async def take(env: Env, thread: Thread, bot: BotIs, turn: str) -> tuple[Saying, ...]:
    """What the customer was not told yet, as the answer to their turn with this id; it is told with it.

    The same turn again gets the same answer. Nothing while something is on its way by a push: that, and what follows
    it, arrives by itself.
    """
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    upto, now = (loaded.conversation.last_seq if loaded else 0), env.clock.now()

    def taken(one: Thread) -> Thread:
        if turn in one.turns:
            return replace(one, held=None)
        after = one.told
        if one.sending > after:
            if one.sending_at and now - one.sending_at < ON_ITS_WAY:
                return replace(one, held=None)
            after = one.sending
        kept = dict([*one.turns.items()][-(TURNS_KEPT - 1) :])
        return replace(
            one, told=max(upto, after), sending=0, sending_at=None, held=None, turns={**kept, turn: (after, upto)}
        )

    after = await change_thread(env, thread, taken)
    if after is None or turn not in after.turns:
        return ()
    return shown(await sayings(env, thread, bot, *after.turns[turn]))
