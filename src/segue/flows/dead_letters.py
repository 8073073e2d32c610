"""What people see of deliveries, and what they may do about what was not taken: send it again, or let it be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from segue.domain.breaker import Gate
from segue.domain.channels import CHANNEL
from segue.domain.deliveries import MAY_SEND_AGAIN, DeadLetter, Repeat, Settled, Trouble
from segue.domain.errors import CallFailed, NotFound, Refused, TryAgain
from segue.flows.attempt import event_id
from segue.flows.env import Env
from segue.flows.listeners import listener_of, named
from segue.ports.conversations import EntriesAfter, LoadConversation
from segue.ports.deliveries import DeadLetterById, Lags, OpenDeadLetters, SaveDeadLetter
from segue.ports.listeners import DeliveryFailed, Heard, Listener, NothingToSend, NotYet

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one listener does. `state`: taking | behind | failing | resting | paused. The store knows what is not
    delivered; what happened at the last tries is known to the process that made them.

    until: when it is tried again, while it rests or is paused. in_policy: whether the policy still names it.
    """

    name: str
    state: str
    behind: int = 0
    oldest_at: datetime | None = None
    failing: int = 0
    dead_letters: int = 0
    error: str = ""
    failed_at: datetime | None = None
    taken_at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    in_policy: bool = True


BEHIND_AFTER_S = 30.0


async def standings(env: Env, workspace: str) -> tuple[Standing, ...]:
    """Of every listener that the policy names, and of those that something is left of."""
    policy = (await env.policies.active(workspace)).policy
    lags = {lag.listener: lag for lag in await env.store.read(Lags(workspace))}
    letters = await env.store.read(OpenDeadLetters(workspace))
    names = dict.fromkeys((*named(policy), *sorted({*lags, *letters})))
    now, found = env.clock.now(), []
    for name in names:
        lag, doing = lags.get(name), env.relay.doing(workspace, name)
        breaker = doing.breaker
        late = lag is not None and (now - lag.oldest_at).total_seconds() > BEHIND_AFTER_S
        states = {
            "paused": breaker.gate is not Gate.CLOSED and breaker.paused,
            "resting": breaker.gate is not Gate.CLOSED,
            "failing": lag is not None and lag.failing > 0,
            "behind": late,
        }
        found.append(
            Standing(
                name,
                next((state for state, holds in states.items() if holds), "taking"),
                behind=lag.behind if lag else 0,
                oldest_at=lag.oldest_at if lag else None,
                failing=lag.failing if lag else 0,
                dead_letters=letters.get(name, 0),
                error=(lag.error if lag else "") or doing.error,
                failed_at=doing.failed_at,
                taken_at=doing.taken_at,
                since=breaker.since,
                until=breaker.until,
                in_policy=name in named(policy),
            )
        )
    return tuple(found)


async def letter_of(env: Env, workspace: str, id_: str) -> DeadLetter:
    """Raises NotFound."""
    letter = await env.store.read(DeadLetterById(workspace, id_))
    if letter is None:
        raise NotFound("there is no such dead letter")
    return letter


async def replay(env: Env, letter: DeadLetter, by: str) -> DeadLetter:
    """Send it once more under its first id, made anew from the log: a policy or a bot that was mended is in effect.

    One that is settled stays as it is. Raises Refused when it is not wanted any more or somebody else is at it, and
    CallFailed when it is not taken again; then it stays open.
    """
    if not letter.is_open:
        return letter
    listener, heard = await _as_it_is_now(env, letter)
    message = listener.message(heard)
    if message is None:
        raise Refused("it would not be sent any more, as policy and conversation are now; dismiss it")
    tried = replace(letter, attempts=letter.attempts + 1)
    if listener.repeat not in MAY_SEND_AGAIN:  # after a crash in between nobody knows
        tried = replace(tried, outcome=Trouble.UNKNOWN)
    await env.store.write(SaveDeadLetter(tried, letter))  # two people at once: the second is told
    id_ = event_id(letter.conversation, letter.seq)
    try:
        there = letter.outcome is Trouble.UNKNOWN and listener.repeat is Repeat.ASK and await listener.has(id_)
        if not there:
            await _sent(listener, letter, id_, message)
    except (Refused, TryAgain):
        await env.store.write(SaveDeadLetter(letter, tried))
        raise
    except DeliveryFailed as failure:
        outcome = Trouble.UNKNOWN if failure.trouble is Trouble.UNKNOWN else letter.outcome
        await env.store.write(SaveDeadLetter(replace(tried, outcome=outcome, error=str(failure)[:500]), tried))
        raise CallFailed(f"it was not taken: {failure}") from failure
    env.relay.doing(letter.workspace, letter.listener).answered(env.clock.now())
    return await _settle(env, tried, Settled.REPLAYED, by, "")


async def _sent(listener: Listener, letter: DeadLetter, id_: str, message: Mapping[str, Any]) -> None:
    """What is there already was brought. Raises Refused for a customer who counts as told, TryAgain."""
    try:
        await listener.send(id_, message)
    except NotYet as later:
        raise TryAgain("the customer is just being answered; try again", retry_after_s=later.wait_s) from None
    except NothingToSend:
        if letter.listener.startswith(CHANNEL):
            words = "the customer counts as told, or is told with their next turn; write it again if it matters"
            raise Refused(f"{words}, and dismiss this") from None


async def dismiss(env: Env, letter: DeadLetter, by: str, note: str) -> DeadLetter:
    """It need not arrive. One that is settled stays as it is."""
    return await _settle(env, letter, Settled.DISMISSED, by, note) if letter.is_open else letter


async def _settle(env: Env, letter: DeadLetter, how: Settled, by: str, note: str) -> DeadLetter:
    done = replace(letter, settled=how, settled_at=env.clock.now(), settled_by=by, note=note)
    await env.store.write(SaveDeadLetter(done, letter))
    log.info("a dead letter is settled", letter=letter.id, how=how.value, by=by)
    return done


async def _as_it_is_now(env: Env, letter: DeadLetter) -> tuple[Listener, Heard]:
    policy = (await env.policies.active(letter.workspace)).policy
    listener = listener_of(env, letter.workspace, letter.listener, policy)
    loaded = await env.store.read(LoadConversation(letter.workspace, letter.conversation))
    entries = await env.store.read(EntriesAfter(letter.workspace, letter.conversation, letter.seq - 1, 1))
    if listener is None or loaded is None or not entries:
        raise Refused("the policy does not name this listener any more; dismiss it", listener=letter.listener)
    return listener, Heard(entries[0], loaded.conversation, loaded.handoff, policy)
