"""Moves the bot's cursor over the log: what it must answer, and the end marker when a human hands back.

At least once on the wire, in order within a conversation; the event id stays the same over retries, so that the bot can
tell a repetition. A bot gets nothing while somebody else owns the conversation: the end marker tells it what was said.
In a queue where the policy lets it help, it hears what the customer writes, as events of the type `assist`.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from segue.domain.conversation import Conversation, Entry, Kind, OwnerKind, Role
from segue.domain.files import path_of
from segue.domain.redaction import kinds_for, redact, redact_value
from segue.flows.env import Env
from segue.ports.bots import Bot, DeliveryFailed
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.deliveries import ClaimDeliveries, Delivery, MoveCursor

log = structlog.get_logger(__name__)
FIRST_RETRY_S = 1.0
LONGEST_RETRY_S = 300.0
PAGE = 100
MOST_AT_ONCE = 64


def retry_in(attempts: int) -> timedelta:
    """Exponential with full jitter: up to 1, 2, 4 … 300 seconds after the first, second, third … failure."""
    ceiling = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** min(max(0, attempts - 1), 30))
    return timedelta(seconds=random.uniform(ceiling / 2, ceiling))  # noqa: S311 - spreads load, hides nothing


async def start_due(env: Env) -> int:
    """Begin a try for each conversation that has news for its bot, side by side: a slow one delays only itself.

    Answers how many were begun. At most one try a conversation and MOST_AT_ONCE in all are under way.
    """
    begun = 0
    free = MOST_AT_ONCE - len(env.couriers)
    for delivery in await env.store.write(ClaimDeliveries(env.node, env.clock.now(), free)) if free else ():
        key = (delivery.workspace, delivery.conversation, delivery.listener)
        task = asyncio.create_task(_try(env, delivery), name="courier")
        env.couriers[key] = task
        task.add_done_callback(partial(_back, env, key))
        begun += 1
    return begun


def _back(env: Env, key: tuple[str, str, str], _: asyncio.Task[None]) -> None:
    env.couriers.pop(key, None)
    env.bell.deliveries.set()  # more may have been written meanwhile


async def deliver_due(env: Env) -> int:
    """`start_due`, and wait until all tries that are under way have come to an end."""
    begun = await start_due(env)
    await asyncio.gather(*env.couriers.values())
    return begun


async def _try(env: Env, delivery: Delivery) -> None:
    try:
        await deliver(env, delivery)
    except Exception as error:
        log.exception("delivery failed", listener=delivery.listener, error=type(error).__name__)
        attempts = delivery.attempts + 1
        await _moved(env, delivery, delivery.cursor, attempts=attempts, wait=retry_in(attempts), error=repr(error))


async def deliver(env: Env, delivery: Delivery) -> None:
    policy = (await env.policies.active(delivery.workspace)).policy
    bot = env.bot(policy.bot)
    loaded = await env.store.read(LoadConversation(delivery.workspace, delivery.conversation))
    if loaded is None:
        return
    queue = policy.queues.get(loaded.handoff.queue) if loaded.handoff and loaded.handoff.is_open else None
    helps = queue is not None and queue.bot == "helps"
    cursor = delivery.cursor
    entries = await env.store.read(EntriesAfter(delivery.workspace, delivery.conversation, cursor, PAGE))
    try:
        for entry in entries:
            if bot and for_bot(entry, loaded.conversation, helps=helps):
                await _hand_over(bot, loaded.conversation, entry, kinds_for(policy, "webhook"), env.public_url)
            cursor = entry.seq
    except DeliveryFailed as failure:
        if failure.permanent:
            cursor += 1
            await _moved(env, delivery, cursor, error=str(failure))
            return
        attempts = delivery.attempts + 1 if cursor == delivery.cursor else 1
        wait = timedelta(seconds=failure.retry_after_s) if failure.retry_after_s else retry_in(attempts)
        await _moved(env, delivery, cursor, attempts=attempts, wait=wait, error=str(failure))
        return
    await _moved(env, delivery, cursor)


async def _moved(
    env: Env, delivery: Delivery, cursor: int, *, attempts: int = 0, wait: timedelta | None = None, error: str = ""
) -> None:
    due_at = env.clock.now() + wait if wait else None
    await env.store.write(
        MoveCursor(
            *(delivery.workspace, delivery.conversation, delivery.listener, cursor, attempts, due_at, error[:500]),
            fence=delivery.fence,
        )
    )


def for_bot(entry: Entry, conversation: Conversation, *, helps: bool = False) -> bool:
    """Whether the bot must hear of this entry: the end marker always, a message only if its answer is still wanted.

    helps: whether it drafts for the human who has the conversation; then it hears of what the customer tells them.
    """
    if entry.kind is Kind.HANDED_BACK:
        return True
    if entry.kind is not Kind.MESSAGE or entry.role is not Role.END_USER:
        return False
    if conversation.owner.kind is not OwnerKind.BOT:
        return helps
    return owed(entry)


def owed(entry: Entry) -> bool:
    """Whether the bot owed an answer to this message: nobody else had the turn, and Segue said nothing itself."""
    answered = entry.data.get("answered", {})
    return bool(answered.get("owner") == OwnerKind.BOT.value and not answered.get("reply"))


def _kind_of_event(entry: Entry, conversation: Conversation) -> str:
    """message: to be answered; assist: somebody else answers, a draft is welcome; handed_back: the end marker."""
    if entry.kind is Kind.HANDED_BACK:
        return "handed_back"
    return "message" if conversation.owner.kind is OwnerKind.BOT else "assist"


def _told(file: Mapping[str, Any], conversation: str, kinds: frozenset[str], public_url: str) -> dict[str, Any]:
    """A file of a message; one that Segue keeps is read there, with the bot's key."""
    told = {**file, "name": redact(file["name"], kinds)}
    return told if "url" in file else {**told, "url": public_url + path_of(conversation, file["file"])}


async def _hand_over(
    bot: Bot, conversation: Conversation, entry: Entry, kinds: frozenset[str], public_url: str
) -> None:
    event: dict[str, Any] = {
        "type": _kind_of_event(entry, conversation),
        "conversation": conversation.id,
        "seq": entry.seq,
        "epoch": entry.epoch,
        "at": entry.at.isoformat(),
    }
    if entry.kind is Kind.MESSAGE:
        customer = conversation.customer
        event |= {
            "id": entry.message_id,
            "text": redact(entry.text, kinds),
            "language": conversation.language,
            "customer": {"id": customer.id, "name": redact(customer.name, kinds), "verified": customer.verified},
        }
        if files := entry.data.get("attachments"):
            event["attachments"] = [_told(one, conversation.id, kinds, public_url) for one in files]
    else:
        event["packet"] = redact_value(entry.data.get("packet", {}), kinds)
    await bot.deliver(f"{conversation.id}:{entry.seq}", event)
