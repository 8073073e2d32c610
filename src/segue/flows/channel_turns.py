"""What comes from a channel: a customer's turn, an AI agent's words, a wish for a human, and the way back.

The thread is begun first (`flows.threads.begin`); what is answered in the same call is taken last (`threads.take`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.domain.attachments import File
from segue.domain.channels import Thread
from segue.domain.conversation import Kind, OwnerKind, PendingOffer, Role
from segue.domain.earlier import EarlierTurn
from segue.domain.errors import HandoffAlreadyOpen, NoSuchChoice
from segue.domain.lifecycle import Urgency
from segue.domain.outcomes import EndedBy
from segue.domain.sayings import Choice, chosen
from segue.flows.converse import KEYED, answer_offer, end, first_answer, request_handoff
from segue.flows.earlier import import_earlier
from segue.flows.env import Env
from segue.flows.receive import learn, receive
from segue.flows.returning import customer_done
from segue.flows.threads import begin
from segue.ports.agents import Answer, Message, Turn
from segue.ports.channels import Channel
from segue.ports.conversations import EntriesAfter, EntryByMessageId, LoadConversation

LOOKED_BACK = 60
"""So many entries before the newest an open question is looked for, for the words of its choices."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an AI agent says when it wants a human. key: the same when it says so again.

    note: for the human, and not for the customer. variables: what it knows, by names that conditions may use.
    earlier: what was said before Segue had the conversation, oldest first.
    """

    key: str
    reason: str = ""
    note: str = ""
    queue: str = ""
    urgency: Urgency = Urgency.NORMAL
    variables: Mapping[str, Any] = field(default_factory=dict)
    earlier: tuple[EarlierTurn, ...] = ()


async def customer_said(env: Env, thread: Thread, turn: str, text: str, files: Sequence[File] = ()) -> Turn:
    """turn: the channel's own id of the message. A number or label of an open question's choices answers it.

    Raises what `flows.receive.receive` raises.
    """
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    heard = await env.store.read(EntryByMessageId(thread.workspace, thread.conversation, turn))
    offer = loaded.conversation.offer if loaded and heard is None else None  # what it said then answers nothing now
    if offer is not None and (choice := chosen(text, offer, await _labels(env, thread, offer))):
        answer = await press(env, thread, offer.id, choice, turn=turn)
        if answer is not None:
            return Turn(answer.seq, answer.owner, answer.epoch, None, answer.reply)
    pressed = await env.store.read(EntryByMessageId(thread.workspace, thread.conversation, f"{KEYED}{turn}"))
    if pressed is not None:  # the turn again, after its question was answered by it
        first = first_answer(pressed)
        return Turn(first.seq, first.owner, first.epoch, None, first.reply)
    message = Message(turn, Role.END_USER, text, attachments=tuple(files))
    return await receive(env, thread.workspace, thread.conversation, message)


async def press(env: Env, thread: Thread, offer: str, choice: str, *, turn: str) -> Answer | None:
    """A choice was pressed. None where that question is not open any more."""
    try:
        return await answer_offer(env, thread.workspace, thread.conversation, offer, choice, key=turn)
    except NoSuchChoice:
        return None


async def bot_said(env: Env, thread: Thread, turn: str, text: str, files: Sequence[File] = ()) -> Turn:
    """What an AI agent in front told its customer. Raises NotTheOwner while a person has the conversation."""
    message = Message(turn, Role.AUTOMATED_AGENT, text, attachments=tuple(files))
    return await receive(env, thread.workspace, thread.conversation, message)


async def hand_over(env: Env, thread: Thread, wanted: Wanted) -> Answer:
    """The AI agent wants a human. While one is wanted already, this is how that stands."""
    await import_earlier(env, thread.workspace, thread.conversation, wanted.earlier)
    if wanted.variables:
        key = f"{wanted.key}:variables"
        await learn(env, thread.workspace, thread.conversation, variables=wanted.variables, message_id=key)
    try:
        return await request_handoff(
            *(env, thread.workspace, thread.conversation),
            reason=wanted.reason,
            queue=wanted.queue,
            note=wanted.note,
            urgency=wanted.urgency,
            key=wanted.key,
        )
    except HandoffAlreadyOpen:
        return await standing(env, thread)


async def with_people(env: Env, thread: Thread, turn: str) -> None:
    """For a channel that leads to people alone: who writes on after they were given back wants people again."""
    found = await standing(env, thread)
    if found.owner == OwnerKind.BOT.value and not found.handoff:
        await hand_over(env, thread, Wanted(f"again:{turn}", reason="customer_asked"))


async def here_again(env: Env, thread: Thread, channel: Channel, turn: str) -> Thread:
    """Where a customer writes in a conversation that their side holds open: what was said reaches them again, and where
    Segue ended ours by itself, another one goes on in its place. What their side has ended stays so."""
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    if loaded and not loaded.conversation.open and loaded.conversation.ended_by == EndedBy.BOT:
        return thread
    return await begin(env, thread.workspace, channel, thread.ref, turn=turn)


async def over_there(env: Env, thread: Thread, key: str) -> None:
    """The channel says that it is over: at once, and what people write later is refused."""
    await customer_done(env, thread.workspace, thread.conversation, by=Role.AUTOMATED_AGENT, key=key)
    await end(env, thread.workspace, thread.conversation, Role.AUTOMATED_AGENT, key=f"{key}:ended")


async def standing(env: Env, thread: Thread) -> Answer:
    """How the conversation stands, in the shape of an answer without words."""
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    assert loaded is not None
    conversation, handoff = loaded.conversation, loaded.handoff
    return Answer(
        *(conversation.last_seq, conversation.owner.kind.value, conversation.epoch),
        handoff=handoff.id if handoff else "",
        state=handoff.state.value if handoff else "",
    )


async def _labels(env: Env, thread: Thread, offer: PendingOffer) -> tuple[Choice, ...]:
    """The choices of an open question as the customer read them."""
    loaded = await env.store.read(LoadConversation(thread.workspace, thread.conversation))
    after = max(0, (loaded.conversation.last_seq if loaded else 0) - LOOKED_BACK)
    entries = await env.store.read(EntriesAfter(thread.workspace, thread.conversation, after, LOOKED_BACK))
    for entry in reversed(entries):
        if entry.kind is Kind.OFFER and entry.data.get("id") == offer.id:
            return tuple(Choice(one["id"], one["label"]) for one in entry.data.get("choices", ()))
    return ()
