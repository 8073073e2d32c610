"""A turn that came as an activity: a wish for a human, words for them, or the end; and what is answered to it.

An agent that wants its answers in the same response (`expectReplies`) gets what the customer was not told yet; any
other hears by a push, after its request was answered. Everything is stored before that.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

import structlog

from segue.domain.activities import Activity, Escalation
from segue.domain.bots import LAST_TOPIC, PHRASES, TOPICS
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.conversation import Role
from segue.domain.deliveries import Trouble
from segue.domain.errors import NotAllowed, NotFound, NotSignedIn, SegueError
from segue.domain.sayings import Saying, shown
from segue.flows.channel_listener import ChannelListener
from segue.flows.channel_turns import Wanted, customer_said, hand_over
from segue.flows.env import Env
from segue.flows.returning import customer_done
from segue.flows.threads import UNREACHABLE, answer_to, begin, change_thread, hold, sayings, take
from segue.ports.activity_channels import DONE, OVER, ActivityChannel, Asked, Asks, Sent
from segue.ports.conversations import HandoffsOf, LoadConversation, Loaded
from segue.ports.listeners import DeliveryFailed, NothingToSend, NotYet
from segue.ports.threads import ThreadByRef

log = structlog.get_logger(__name__)

KINDS = frozenset({"copilot_skill", "copilot_agent"})
WANTED, ENDED = "wanted", "ended"
"""In a thread's state: the caller asked for a human and was not told yet that they are done; the turn that told it."""
LONGEST_ID = 96
LONGEST_NAME = 80
POSTED_AGAIN_S = (1.0, 4.0)
LOOKED_AGAIN = 8
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a policy that an activity is for, and who sent it."""

    workspace: str
    settings: ChannelSettings
    channel: ActivityChannel
    caller: str


@dataclass(frozen=True, slots=True)
class Answered:
    """now: what stands in the response, None where it has no body. later: what is to be done once it has left."""

    now: tuple[Sent, ...] | None = None
    later: Callable[[], Awaitable[None]] | None = None


async def must_be_known(env: Env, authorization: str, *, here: bool) -> None:
    """Before anything of the body is read, which costs whoever may send one nothing. Raises NotSignedIn, TryAgain."""
    async for _, settings, channel in _asked_for(env, authorization):
        try:
            await channel.must_know(authorization, here=here)
        except NotSignedIn as error:
            log.warning("a caller was refused", channel=settings.name, error=error.message)
        else:
            return
    raise _unknown()


async def line_of(env: Env, authorization: str, activity: Activity, *, here: bool) -> Line:
    """The channel whose app the token is for. Raises NotSignedIn, NotAllowed for another caller, TryAgain, Invalid."""
    refused: NotSignedIn | NotAllowed = _unknown()
    async for workspace, settings, channel in _asked_for(env, authorization):
        try:
            caller = await channel.who_calls(authorization, activity, here=here)
        except (NotSignedIn, NotAllowed) as error:
            refused = error
            log.warning("an activity was refused", channel=settings.name, workspace=workspace, error=error.message)
        else:
            return Line(workspace, settings, channel, caller)
    raise refused


async def _asked_for(env: Env, authorization: str) -> AsyncIterator[tuple[str, ChannelSettings, ActivityChannel]]:
    """Workspace, line of the policy and channel of each that a token says it is for."""
    for workspace in await env.policies.served():
        for settings in (await env.policies.active(workspace)).policy.channels.values():
            if settings.kind in KINDS:
                channel = cast("ActivityChannel", env.channels.channel(workspace, settings))
                if channel.is_for(authorization):
                    yield workspace, settings, channel


def _unknown() -> NotSignedIn:
    return NotSignedIn("this activity does not come with a token that counts here")


async def turn(env: Env, line: Line, activity: Activity) -> Answered:
    """Raises NotFound for a live chat that is not this conversation's, and what `flows.receive` raises."""
    asked = _with_name(line.channel.asked(activity), activity)
    before = await env.store.read(ThreadByRef(line.workspace, line.channel.name, activity.conversation))
    if asked.what is Asks.NOTHING:
        return Answered(() if activity.expects_replies else None)
    _must_be_theirs(before, asked, activity, line)
    id_ = _id_of(env, activity)
    if asked.what is Asks.END:
        return await _end(env, line, activity, asked, before, id_)
    thread = await _begun(env, line, activity, asked, before)
    if activity.expects_replies:
        thread = await hold(env, thread)
    waited = before is not None and bool(before.state.get(UNREACHABLE))
    try:
        over, handed = await _stored(env, line, thread, asked, id_)
    except SegueError:
        await change_thread(env, thread, lambda was: replace(was, held=None))  # nothing is going to be taken
        raise
    if not activity.expects_replies:
        thread = await _note(env, thread, id_, wanted=handed, ended=over)
        return Answered(later=partial(_later, env, line, thread, asked, over, waited))
    told, over, outcome = await _told(env, line, thread, id_, over)
    thread = await _note(env, thread, id_, wanted=handed, ended=over)
    said = line.channel.activities(thread, told)
    ends = over or bool(asked.action)
    return Answered((*said, line.channel.ended(thread, asked.action, outcome)) if ends else said)


async def _stored(env: Env, line: Line, thread: Thread, asked: Asked, id_: str) -> tuple[bool, bool]:
    """Everything that this turn changes. Answers whether the human's part is over, and whether one was asked for."""
    starts = asked.what is Asks.START
    before = await _load(env, thread)
    ours = not starts and (
        bool(asked.live_chat)
        or thread.state.get(ENDED) == id_
        or _with_us(before)
        or await _is_over(env, line, thread, before)
    )
    if not starts and (asked.text or asked.files):
        answers = not asked.by or _asks(before)  # a question of ours is answered by the bare words
        await customer_said(env, thread, id_, asked.text if answers else f"{asked.by}: {asked.text}", asked.files)
    handed = starts or not (ours or _with_us(await _load(env, thread)))
    if handed:
        await hand_over(env, thread, _wanted(asked.escalation, id_))
    waits = _with_us(await _load(env, thread))
    return ours and not waits, handed or waits


def _with_name(asked: Asked, activity: Activity) -> Asked:
    """Who wrote it, where several people write."""
    name = " ".join(activity.sender.name.split())[:LONGEST_NAME]
    return replace(asked, by=name if activity.group else "")


def _must_be_theirs(before: Thread | None, asked: Asked, activity: Activity, line: Line) -> None:
    """The same words for a live chat that never was, that is over, and that is somebody else's: of another caller, or
    the same id in another channel of theirs."""
    known = before.state if before else {}
    moved = known.get("channel") and activity.channel and known["channel"] != activity.channel
    theirs = before is None or (known.get("caller") == line.caller and not moved)
    if not theirs or (asked.live_chat and (before is None or before.conversation != asked.live_chat)):
        raise NotFound(
            "LiveChatConversationId: there is no such live chat in this conversation; startConversation begins one",
            field="LiveChatConversationId",
        )


def _id_of(env: Env, activity: Activity) -> str:
    """An activity without an id cannot be told from one that says the same: each counts."""
    if not activity.id:
        return env.new_id("turn")
    fits = len(activity.id) <= LONGEST_ID and activity.id.isprintable()
    return activity.id if fits else hashlib.sha256(activity.id.encode("utf-8", "replace")).hexdigest()


async def _begun(env: Env, line: Line, activity: Activity, asked: Asked, before: Thread | None) -> Thread:
    kept = dict(before.state) if before else {}
    fresh = {key: value for key, value in line.channel.state(activity, line.caller).items() if value or key not in kept}
    told = (asked.escalation.language if asked.escalation else "") or activity.locale
    language = told[:2].lower()
    return await begin(
        *(env, line.workspace, line.channel, activity.conversation),
        customer=line.channel.customer(activity),
        language=language if _LANGUAGE.fullmatch(language) else "",
        state={**kept, **fresh},
    )


async def _load(env: Env, thread: Thread) -> Loaded:
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    if loaded is None:
        raise NotFound("there is no such conversation")
    return loaded


def _with_us(loaded: Loaded) -> bool:
    """Whether the next words are for a human, or answer a question of ours: where to be answered, say."""
    return _asks(loaded) or (loaded.handoff is not None and loaded.handoff.is_open)


def _asks(loaded: Loaded) -> bool:
    one = loaded.conversation
    return one.offer is not None or one.asked_for_email or one.asked_for_phone


async def _is_over(env: Env, line: Line, thread: Thread, loaded: Loaded) -> bool:
    """Whether the human is done, and the agent that asked for them was not told: it still passes everything to us."""
    if not thread.state.get(WANTED):
        return False
    handoffs = await env.store.read(HandoffsOf(thread.workspace, thread.conversation))
    if not line.channel.tells_end(thread) or not handoffs or handoffs[-1].state not in DONE:
        return True
    untold = await sayings(env, thread, line.channel.kind.bot, thread.told, loaded.conversation.last_seq)
    return any(one.step in DONE for one in untold)


def _wanted(found: Escalation | None, id_: str) -> Wanted:
    """The context of the agent, as a package takes it: topics and phrases by names that conditions may use."""
    key = f"{id_}:handoff"
    if found is None:
        return Wanted(key)
    history = found.transcript
    topics = dict.fromkeys((*found.topics, *(history.topics if history else ())))
    where: dict[str, Any] = {
        LAST_TOPIC: found.topic,
        TOPICS: list(topics),
        PHRASES: list(found.phrases) or ([found.last_phrase] if found.last_phrase else []),
        "bot_name": found.bot_name,
        "bot_conversation": found.conversation_id,
    }
    variables = {**found.variables, **{name: value for name, value in where.items() if value}}
    earlier = history.turns if history else ()
    return Wanted(key, reason=found.reason, note=found.private_message, variables=variables, earlier=earlier)


async def _newest_untold(env: Env, line: Line, thread: Thread) -> int:
    """seq of the newest words that did not reach the customer yet, 0 for none."""
    now = await env.store.read(ThreadByRef(thread.workspace, thread.channel, thread.ref)) or thread
    upto = (await _load(env, thread)).conversation.last_seq
    untold = shown(await sayings(env, thread, line.channel.kind.bot, now.told, upto))
    return untold[-1].seq if untold else 0


async def _note(env: Env, thread: Thread, id_: str, *, wanted: bool, ended: bool) -> Thread:
    """What the next turn must know. A repeated turn finds that it is the one which told of the end."""

    def noted(was: Thread) -> Thread:
        state = {**was.state, WANTED: (wanted or bool(was.state.get(WANTED))) and not ended}
        return replace(was, state=state | ({ENDED: id_} if ended else {}))

    return await change_thread(env, thread, noted) or thread


# ---- what is answered ------------------------------------------------------------------------------------------------


async def _told(env: Env, line: Line, thread: Thread, id_: str, over: bool) -> tuple[tuple[Saying, ...], bool, str]:
    """For the response: what the customer was not told yet, whether the human's part is over, and how it ended."""
    await take(env, thread, line.channel.kind.bot, id_)
    now = await env.store.read(ThreadByRef(thread.workspace, thread.channel, thread.ref)) or thread
    told = await answer_to(env, now, line.channel.kind.bot, id_)
    loaded = await _load(env, thread)
    asking = loaded.conversation.offer.id if loaded.conversation.offer else ""
    words = shown([one for one in told if not one.offer or one.offer == asking])  # a question that is overtaken is none
    outcome = "" if loaded.handoff and loaded.handoff.is_open else _outcome(told)
    over = over or (bool(outcome) and not _with_us(loaded))
    return words, over, outcome or ("handed_back" if over else "")


def _outcome(told: Sequence[Saying]) -> str:
    return next((one.step for one in reversed(told) if one.step in OVER), "")


async def _later(env: Env, line: Line, thread: Thread, asked: Asked, over: bool, waited: bool) -> None:
    """After the response: the words that found no address until this turn brought one; the end of an action, or of the
    human's part."""
    listener = ChannelListener(env, line.workspace, line.settings, line.channel)
    with suppress(NothingToSend, NotYet, DeliveryFailed):
        for _ in range(LOOKED_AGAIN if waited else 0):
            if not (upto := await _newest_untold(env, line, thread)):
                break
            await listener.send("", {"conversation": thread.conversation, "seq": upto})
    if asked.action or over:
        await _post(line, thread, line.channel.ended(thread, asked.action, "handed_back" if over else ""))


async def _post(line: Line, thread: Thread, activity: Sent) -> None:
    """An end that does not arrive leaves the agent waiting, so it is tried again; asking again brings it too."""
    for wait_s in (*POSTED_AGAIN_S, 0.0):
        try:
            return await line.channel.post(thread, activity)
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.PASSING or not wait_s:
                log.warning("an agent could not be told", channel=line.settings.name, error=str(failure))
                return None
        await asyncio.sleep(wait_s)
    return None


async def _end(env: Env, line: Line, activity: Activity, asked: Asked, before: Thread | None, id_: str) -> Answered:
    """The customer is done, says their agent. Where there is no live chat there is nothing to end, and no error."""
    if before is None:
        return Answered(() if activity.expects_replies else None)
    if activity.expects_replies:
        before = await hold(env, before)
    await customer_done(env, line.workspace, before.conversation, by=Role.AUTOMATED_AGENT, key=f"{id_}:done")
    thread = await _note(env, before, id_, wanted=False, ended=True)
    if not activity.expects_replies:
        return Answered(later=partial(_later, env, line, thread, asked, False, False))
    told, _, outcome = await _told(env, line, thread, id_, True)
    said = line.channel.activities(thread, told)
    return Answered((*said, line.channel.ended(thread, asked.action, outcome)) if asked.action else said)
