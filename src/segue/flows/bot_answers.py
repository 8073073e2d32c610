"""What follows from what the bot behind Segue says: its words are stored, a wish for a human is granted, an end ends.

Each is known by the other side's own id: what is heard twice is there once. Whatever comes while a human has the
customer is dropped: the bot hears at the handback what was said meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import structlog

from segue.domain.attachments import good_files
from segue.domain.bots import LAST_TOPIC, PHRASES, TOPICS, BotAsksHuman, BotEnds, BotSaid, FromBot
from segue.domain.conversation import Kind, OwnerKind, Role
from segue.domain.errors import ConversationEnded, HandoffAlreadyOpen, IdempotencyMismatch, NotTheOwner
from segue.domain.lifecycle import Urgency
from segue.domain.moves import speaking
from segue.domain.text import cleaned_text
from segue.flows.change import Work
from segue.flows.converse import end, request_handoff
from segue.flows.earlier import keep_earlier
from segue.flows.env import Env
from segue.flows.receive import receive
from segue.ports.agents import Message
from segue.ports.conversations import LastEntries, LoadConversation

LONGEST_TEXT, LONGEST_NOTE = 16_000, 4_000
"""Characters; what a bot says beyond them is cut."""
MOST_VARIABLES, MOST_CHARACTERS = 100, 32_000
LONGEST_VALUE, LONGEST_NAME = 4_000, 200
MOST_TOPICS = 50
_LONGEST_ID = 110
LOOKED_AT = 500

log = structlog.get_logger(__name__)


def kept_id(id_: str) -> str:
    """The message id that something of the bot's is stored under."""
    good = cleaned_text(id_, _LONGEST_ID)
    if good == id_:
        return f"bot:{id_}"
    return f"bot:{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


async def act_on(env: Env, workspace: str, event: Mapping[str, Any], said: FromBot) -> bool:
    """event: that it answers. Answers whether the bot may go on: False when somebody else has the customer by now."""
    conversation = event["conversation"]
    try:
        if isinstance(said, BotSaid):
            await _say(env, workspace, event, said)
            return True
        if isinstance(said, BotEnds):
            await _end(env, workspace, conversation, said)
            return False
        await _hand_over(env, workspace, conversation, said)
    except (NotTheOwner, ConversationEnded, HandoffAlreadyOpen) as error:
        log.info("what the bot said is not wanted any more", conversation=conversation, because=error.code)
    return False


async def _say(env: Env, workspace: str, event: Mapping[str, Any], said: BotSaid) -> None:
    """Raises NotTheOwner, ConversationEnded."""
    text = cleaned_text(said.text, LONGEST_TEXT)
    message = Message(
        kept_id(said.id),
        Role.AUTOMATED_AGENT,
        text,
        confidence=said.confidence,
        error=cleaned_text(said.error, 500),
        epoch=event["epoch"],
        no_match=said.no_match,
        answers=event["seq"] if event["type"] == "message" else None,
        attachments=good_files(said.files),
    )
    if not (message.text or message.error or message.attachments):
        return
    try:
        await receive(env, workspace, event["conversation"], message)
    except IdempotencyMismatch:  # it changed its words meanwhile: the customer has read the first ones
        log.info("the bot said something else under the same id", conversation=event["conversation"])


async def _end(env: Env, workspace: str, conversation: str, said: BotEnds) -> None:
    """Not what a human has, or will have: the bot's part of it was over before."""
    loaded = await env.store.read(LoadConversation(workspace, conversation))
    if loaded and loaded.conversation.owner.kind is OwnerKind.BOT:
        await end(env, workspace, conversation, Role.AUTOMATED_AGENT, key=kept_id(said.id))


async def _hand_over(env: Env, workspace: str, conversation: str, asks: BotAsksHuman) -> None:
    """With all that the bot tells, in one write. Raises HandoffAlreadyOpen, ConversationEnded."""

    async def along(work: Work) -> None:
        speaking.learn(work.draft, variables=variables_of(asks))  # the first entry: it keeps the key
        if asks.earlier:
            seen = await env.store.read(LastEntries(workspace, conversation, LOOKED_AT, (Kind.MESSAGE,)))
            said = {(entry.role, entry.text.strip()) for entry in seen}
            unseen = [turn for turn in asks.earlier if (turn.role, turn.text.strip()) not in said]
            keep_earlier(work, unseen, {entry.message_id for entry in seen if entry.message_id})

    queues = (await env.policies.active(workspace)).policy.queues
    await request_handoff(
        *(env, workspace, conversation),
        reason=cleaned_text(asks.reason, 100),
        queue=asks.queue if asks.queue in queues else "",
        note=cleaned_text(asks.note, LONGEST_NOTE),
        urgency=Urgency.NORMAL,
        key=kept_id(asks.id),
        along=along,
    )


def variables_of(asks: BotAsksHuman) -> dict[str, Any]:
    """Its variables and where it was, as many as a conversation can carry."""
    found: dict[str, Any] = {}
    where = {LAST_TOPIC: asks.topic, TOPICS: list(asks.topics), PHRASES: list(asks.phrases)}
    size = 0
    for name, value in (*((name, one) for name, one in where.items() if one), *asks.variables.items()):
        kept = _kept(value)
        size += len(str(name)) + len(json.dumps(kept))
        if len(found) == MOST_VARIABLES or size > MOST_CHARACTERS:
            break
        found[cleaned_text(name, LONGEST_NAME)] = kept
    return {name: value for name, value in found.items() if name}


def _kept(value: Any) -> Any:
    """A variable as it can be kept: a text, a number, a list of texts; anything else as JSON text."""
    if isinstance(value, str):
        return cleaned_text(value, LONGEST_VALUE)
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    if isinstance(value, float):
        return value if abs(value) < 2**53 else None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [cleaned_text(one, LONGEST_NAME * 2) for one in value[:MOST_TOPICS]]
    try:
        return cleaned_text(json.dumps(value, ensure_ascii=False), LONGEST_VALUE)
    except (ValueError, TypeError, RecursionError):
        return None
