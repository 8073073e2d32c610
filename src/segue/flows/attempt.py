"""One try to bring a listener what it has not seen of one conversation, in order.

At least once on the wire, once in the eyes of people: the id of an event is the same whenever it is sent, and the
listener says what may be done when an answer was lost (`Repeat`). Before something is sent that may not be sent again,
the cursor says so: after a crash in between it is known that nobody knows.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from segue.domain.breaker import Sign
from segue.domain.conversation import Entry
from segue.domain.deliveries import ASKED_AFTER, MAY_SEND_AGAIN, DeadLetter, Repeat, Trouble
from segue.domain.errors import TryAgain
from segue.domain.policy import Policy
from segue.flows.env import Env
from segue.flows.listeners import listener_of
from segue.ports.conversations import EntriesAfter, LoadConversation, Loaded
from segue.ports.deliveries import Delivery, MoveCursor
from segue.ports.listeners import DeliveryFailed, Heard, Listener, NothingToSend, NotYet

log = structlog.get_logger(__name__)
FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 300.0
PAGE = 100
SIGNS: Mapping[Trouble, Sign] = {
    Trouble.PASSING: Sign.FAILED,
    Trouble.UNKNOWN: Sign.FAILED,
    Trouble.PAUSED: Sign.SHUT_OUT,
    Trouble.REFUSED: Sign.ANSWERED,
}


def retry_in(attempts: int) -> timedelta:
    """Exponential with jitter: up to 1, 2, 4 … 300 seconds after the first, second, third … failure."""
    ceiling = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** min(max(0, attempts - 1), 30))
    return timedelta(seconds=random.uniform(ceiling / 2, ceiling))  # noqa: S311 - spreads load, hides nothing


def event_id(conversation: str, seq: int) -> str:
    return f"{conversation}:{seq}"


class Attempt:
    """Works through what is there of one lane, which this node holds, and frees it at the end."""

    def __init__(self, env: Env, delivery: Delivery) -> None:
        self._env = env
        self._delivery = delivery
        self._at = delivery.cursor
        self._unknown = delivery.unknown
        self._doing = env.relay.doing(delivery.workspace, delivery.listener)

    async def run(self) -> None:
        """Raises StaleFence when another node has the lane by now, TryAgain, and whatever the store raises."""
        env, delivery = self._env, self._delivery
        where = (delivery.workspace, delivery.conversation)
        entries = await env.store.read(EntriesAfter(*where, self._at, PAGE))
        loaded: Loaded | None = None
        for entry in entries:
            listener, policy = await self._reached()
            loaded = loaded or await env.store.read(LoadConversation(*where))
            if listener is None or loaded is None:  # nobody is there to hear of it
                self._at = delivery.last_seq
                break
            message = listener.message(Heard(entry, loaded.conversation, loaded.handoff, policy))
            if message is not None:
                if not await self._bring(listener, entry, message, last=entry is entries[-1]):
                    return
                loaded = None  # somebody else may have the turn by now
            self._at = entry.seq
        await self._moved()

    async def _reached(self) -> tuple[Listener | None, Policy]:
        """The listener, by the policy of now; None when that names it no more.

        One that is not named is looked for once more: another node may have adopted a policy that names it, and this
        one not have heard of it yet. Raises TryAgain while this node cannot use that policy: another one may.
        """
        policies, workspace = self._env.policies, self._delivery.workspace
        policy = (await policies.active(workspace)).policy
        listener = listener_of(self._env, workspace, self._delivery.listener, policy)
        if listener is None:
            if not await policies.look_again(workspace):
                raise TryAgain("the active policy cannot be used on this node, and may name this listener")
            policy = (await policies.active(workspace)).policy
            listener = listener_of(self._env, workspace, self._delivery.listener, policy)
        return listener, policy

    async def _bring(self, listener: Listener, entry: Entry, message: Mapping[str, Any], *, last: bool) -> bool:
        """Whether the next entry may follow. Otherwise the lane has been freed."""
        doing, now = self._doing, self._env.clock.now()
        if not doing.may_send(now, listener.rate):
            await self._moved(attempts=self._delivery.attempts, unknown=self._unknown)
            return False
        try:
            await self._send(listener, entry, message)
        except DeliveryFailed as failure:
            return await self._failed(listener, entry, failure, last=last)
        except NotYet as later:
            due = self._env.clock.now() + timedelta(seconds=later.wait_s)
            await self._moved(attempts=self._delivery.attempts, due_at=due)
            return False
        except NothingToSend:
            pass
        else:
            doing.answered(self._env.clock.now())
        self._unknown = 0
        if not last:
            await self._moved(cursor=entry.seq, hold=True)
        return True

    async def _send(self, listener: Listener, entry: Entry, message: Mapping[str, Any]) -> None:
        """Raises DeliveryFailed."""
        id_ = event_id(self._delivery.conversation, entry.seq)
        if self._unknown == entry.seq:
            if listener.repeat is Repeat.NEVER:
                raise DeliveryFailed("it was sent, and nobody can tell whether it arrived", Trouble.UNKNOWN)
            if listener.repeat is Repeat.ASK and await _asked(listener, id_):
                return
        if listener.repeat not in MAY_SEND_AGAIN and self._unknown != entry.seq:
            self._unknown = entry.seq
            after_a_crash = self._env.clock.now() + ASKED_AFTER if listener.repeat is Repeat.ASK else None
            await self._moved(attempts=self._delivery.attempts, due_at=after_a_crash, unknown=entry.seq, hold=True)
        await listener.send(id_, message)

    async def _failed(self, listener: Listener, entry: Entry, failure: DeliveryFailed, *, last: bool) -> bool:
        self._note(failure)
        lost = failure.trouble is Trouble.UNKNOWN or isinstance(failure, _CannotBeAsked)
        if failure.final or failure.trouble is Trouble.REFUSED or (lost and listener.repeat is Repeat.NEVER):
            await self._put_aside(entry, failure, hold=not last)
            return True
        attempts = self._delivery.attempts + 1 if self._at == self._delivery.cursor else 1
        wait = timedelta(seconds=failure.retry_after_s) if failure.retry_after_s else retry_in(attempts)
        if lost and listener.repeat is Repeat.ASK:
            wait = max(wait, ASKED_AFTER)
        now = self._env.clock.now()
        await self._moved(
            attempts=attempts, due_at=now + wait, error=str(failure)[:500], unknown=entry.seq if lost else 0
        )
        return False

    def _note(self, failure: DeliveryFailed) -> None:
        """What it tells of the listener. One that has been shut is an alarm: log here, metric and console elsewhere."""
        delivery, now = self._delivery, self._env.clock.now()
        if failure.trouble is Trouble.REFUSED:
            self._doing.answered(now)
            return
        sign = Sign.SLOW_DOWN if failure.slow_down else SIGNS[failure.trouble]
        shut = self._doing.failed(sign, now, delivery.conversation, str(failure)[:500], failure.retry_after_s)
        if shut:
            paused = self._doing.breaker.paused
            say = log.error if paused else log.warning
            say(
                "a listener takes nothing until somebody mends it" if paused else "a listener is given a pause",
                workspace=delivery.workspace,
                listener=delivery.listener,
                error=str(failure),
            )

    async def _put_aside(self, entry: Entry, failure: DeliveryFailed, *, hold: bool) -> None:
        """A dead letter, and the lane goes on."""
        delivery = self._delivery
        letter = DeadLetter(
            self._env.new_id("ltr"),
            *(delivery.workspace, delivery.conversation, delivery.listener, entry.seq),
            at=self._env.clock.now(),
            outcome=failure.trouble,
            error=str(failure)[:500],
            attempts=delivery.attempts + 1,
        )
        self._unknown = 0
        # without its error: that may quote the other side, and the other side the customer
        log.warning("a dead letter", letter=letter.id, listener=delivery.listener, outcome=letter.outcome.value)
        await self._moved(cursor=entry.seq, letter=letter, hold=hold)

    async def _moved(self, *, cursor: int | None = None, **rest: Any) -> None:
        """Where it is now; free for others unless `hold`."""
        delivery = self._delivery
        await self._env.store.write(
            MoveCursor(
                *(delivery.workspace, delivery.conversation, delivery.listener),
                cursor=self._at if cursor is None else cursor,
                fence=delivery.fence,
                **rest,
            )
        )
        if cursor is not None and cursor > self._at:
            self._at, self._delivery = cursor, replace(delivery, cursor=cursor, attempts=0)


class _CannotBeAsked(DeliveryFailed):
    """Whether it has it: nobody knows as little as before."""


async def _asked(listener: Listener, id_: str) -> bool:
    """Whether it has it."""
    try:
        return await listener.has(id_)
    except DeliveryFailed as failure:
        trouble = Trouble.PAUSED if failure.trouble is Trouble.PAUSED else Trouble.UNKNOWN
        raise _CannotBeAsked(str(failure), trouble, retry_after_s=failure.retry_after_s) from failure
