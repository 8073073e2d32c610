"""Threads: the conversation of a channel that stands for one of ours, begun when it is first heard of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from segue.domain import telling
from segue.domain.channels import TURNS_KEPT, BotIs, Shows, Span, Thread, channel_listener
from segue.domain.conversation import Conversation, Customer, Kind, Role
from segue.domain.errors import NotFound, Refused, TryAgain
from segue.domain.sayings import Saying, Who, saying, shown, still_matters
from segue.flows import start as starting
from segue.flows.change import Work, change
from segue.flows.converse import KEYED
from segue.flows.env import Env
from segue.ports.channels import Channel
from segue.ports.conversations import AlreadyStored, EntriesAfter, EntryByMessageId, LoadConversation
from segue.ports.threads import SaveThread, ThreadByRef, ThreadsOf

TRIES = 8
TURN_TAKES = timedelta(seconds=10)
PAGE = 500
WAITS, UNDELIVERED = "waits", "undelivered"
NOT_ARRIVED = frozenset({WAITS, UNDELIVERED})
"""In the data of Segue's notes to the people who have the conversation: their words have not reached the customer."""
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
    turn: str = "",
) -> Thread:
    """The thread with this ref and an open conversation: the one that it has, or a new one where that has ended.

    state: what is known from now on; None changes nothing. turn: id of what the customer says; what was heard already
    begins nothing, though its conversation has ended. Two who begin at once get the same conversation.
    """
    for _ in range(TRIES):
        before = await env.store.read(ThreadByRef(workspace, channel.name, ref))
        given = state if state is not None else before.state if before else {}
        known = {key: value for key, value in given.items() if key != UNREACHABLE}
        if before is not None and (await _is_open(env, before) or (turn and await _heard(env, before, turn))):
            thread = replace(before, state=known)
        else:
            conversation = await _begun(env, workspace, channel, ref, before, customer, language)
            thread = Thread(workspace, channel.name, ref, conversation.id, env.clock.now(), known)
            if before is not None and Shows.READS not in channel.kind.can:
                left = telling.moved_on(before, await _left(env, before, channel.kind.bot))
                thread = replace(thread, turns=before.turns, left=left)
        if thread == before or await _saved(env, thread, before):
            return thread
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


async def _is_open(env: Env, thread: Thread) -> bool:
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    return loaded is not None and loaded.conversation.open


async def _heard(env: Env, thread: Thread, turn: str) -> bool:
    """As a message, or as the answer to a question."""
    where = (thread.workspace, thread.conversation)
    ids = (turn, f"{KEYED}{turn}")
    return any([await env.store.read(EntryByMessageId(*where, id_)) is not None for id_ in ids])


async def _left(env: Env, thread: Thread, bot: BotIs) -> Span | None:
    """What its conversation leaves untold when another one begins; what is on its way arrives, or is put back."""
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    upto = loaded.conversation.last_seq if loaded else 0
    whole = Span(thread.conversation, max(thread.told, 0 if thread.left else thread.sending), upto)
    found = [one.seq for one in await _said_in(env, thread, bot, whole) if still_matters(one)]
    return Span(thread.conversation, found[0] - 1, found[-1]) if found else None


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
    here = thread.conversation
    return await change_wherever(env, thread, lambda one: to(one) if one.conversation == here else None)


async def change_wherever(env: Env, thread: Thread, to: Callable[[Thread], Thread | None]) -> Thread | None:
    """The same, also where it has moved on to another conversation meanwhile."""
    for _ in range(TRIES):
        before = await env.store.read(ThreadByRef(thread.workspace, thread.channel, thread.ref))
        after = to(before) if before else None
        if before is None or after is None:
            return None
        if after == before or await _saved(env, after, before):
            return after
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


# ---- what the customer is told ---------------------------------------------------------------------------------------


async def sayings(env: Env, thread: Thread, bot: BotIs, after: int, upto: int) -> tuple[Saying, ...]:
    """What there is to tell of the entries after `after`, up to `upto` with it."""
    return await said_in(env, thread, bot, Span(thread.conversation, after, upto))


async def said_in(env: Env, thread: Thread, bot: BotIs, span: Span) -> tuple[Saying, ...]:
    """The same of any conversation of the thread. Of one before, only what people and the bot said still matters."""
    found = await _said_in(env, thread, bot, span)
    return found if span.conversation == thread.conversation else tuple(filter(still_matters, found))


async def _said_in(env: Env, thread: Thread, bot: BotIs, span: Span) -> tuple[Saying, ...]:
    found: list[Saying] = []
    after = span.after
    while after < span.upto:
        entries = await env.store.read(EntriesAfter(thread.workspace, span.conversation, after, PAGE))
        found += (said for one in entries if one.seq <= span.upto and (said := saying(one, span.conversation, bot)))
        if len(entries) < PAGE:
            break
        after = entries[-1].seq
    return tuple(found)


async def answer_to(env: Env, thread: Thread, bot: BotIs, turn: str) -> tuple[Saying, ...]:
    """What a turn was answered with; () for one that took nothing."""
    return tuple([one for span in thread.turns.get(turn, ()) for one in await said_in(env, thread, bot, span)])


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
    doubtful: list[tuple[str, int]] = []

    def taken(one: Thread) -> Thread:
        doubtful.clear()
        if turn in one.turns or telling.is_under_way(one, now):
            return replace(one, held=None)
        if one.sending:  # nobody knows what became of it: never twice
            where = telling.untold(one, upto)[0].conversation
            doubtful.append((where, one.sending))
            one = telling.told(one, where, one.sending)
        spans = telling.untold(one, upto)
        turns = {**dict([*one.turns.items()][-(TURNS_KEPT - 1) :]), turn: spans}
        return replace(one, told=max(upto, one.told), left=(), sending=0, sending_at=None, held=None, turns=turns)

    after = await change_thread(env, thread, taken)
    for conversation, seq in doubtful if after else ():
        for one in await said_in(env, thread, bot, Span(conversation, seq - 1, seq)):
            await note_doubt(env, thread, one)
    return shown(await answer_to(env, after, bot, turn)) if after else ()


async def note_waiting(env: Env, thread: Thread, until: str) -> None:
    """To the people who have the conversation: nothing reaches the customer now. Once, until something was told again.

    until: what has to happen first.
    """
    text = f"The customer's chat takes no messages at present. What is written here is kept, and told them {until}."

    async def act(work: Work) -> None:
        if work.draft.open_handoff:
            id_ = f"waits:{thread.channel}:{thread.told}"
            work.draft.add(Kind.NOTE, Role.SYSTEM, text, message_id=id_, data={WAITS: True})

    with suppress(AlreadyStored, NotFound):
        await change(env, thread.workspace, thread.conversation, act)


async def note_doubt(env: Env, thread: Thread, one: Saying) -> None:
    """To the people who have the conversation: what they wrote may not have arrived."""
    if one.who is not Who.HUMAN:
        return
    text = f"It is not known whether this reached the customer: “{one.text[:200]}”"

    async def act(work: Work) -> None:
        if work.draft.conversation.open:
            work.draft.add(Kind.NOTE, Role.SYSTEM, text, message_id=f"doubt:{one.id}", data={UNDELIVERED: one.seq})

    with suppress(AlreadyStored, NotFound):
        await change(env, thread.workspace, thread.conversation, act)
