"""What happens when a moment comes and nothing else did: each stored deadline fires once, across restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial

import structlog

from segue.domain.conversation import OwnerKind
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import NotFound
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import asking, dialogue, humans, leaving, speaking
from segue.domain.moves.ask import Ask
from segue.domain.moves.expecting import promise, the_wait, title, wait_of
from segue.domain.policy import Policy
from segue.domain.routing.availability import Availability, somebody_there
from segue.domain.routing.promises import grown
from segue.domain.routing.waiting import Waiting
from segue.domain.triggers import Occasion
from segue.flows.change import Work, change
from segue.flows.converse import again
from segue.flows.decide import act_on, record_on, weigh
from segue.flows.env import Env
from segue.flows.escalations import answer_late
from segue.flows.hub_losing import NOBODY_JOINED, NOT_NAMED, lose_now, nobody_joined, overdue_at_hub
from segue.flows.outlook import Floor, floor, prospect
from segue.flows.past import past
from segue.flows.presence import not_responding
from segue.flows.talk import entries_since
from segue.flows.transfer import go_back, overdue
from segue.ports.conversations import DueDeadlines, MoveDeadline

log = structlog.get_logger(__name__)
AFTER_FAILURE = timedelta(seconds=30)
AT_ONCE = 20
"""Customers who are settled side by side: the store writes them together."""

Floors = dict[str, Floor]
"""By workspace."""


async def fire_due(env: Env) -> int:
    """Fire every deadline that is due, over all workspaces. Answers how many fired."""
    due, floors = await env.store.read(DueDeadlines(env.clock.now())), Floors()
    for deadline in due:
        try:
            await fire(env, deadline, floors)
        except NotFound:
            await env.store.write(MoveDeadline(deadline))
        except Exception as error:  # one that fails must not hold up the others
            log.exception("deadline failed", kind=deadline.kind.value, error=type(error).__name__)
            await env.store.write(MoveDeadline(deadline, env.clock.now() + AFTER_FAILURE))
    return len(due)


async def fire(env: Env, deadline: Deadline, floors: Floors | None = None) -> None:
    """floors: what was seen in this round, for words to those who wait; None looks anew."""

    async def act(work: Work) -> str:
        stored = work.draft.stored.get(deadline.kind)
        if stored != deadline:  # answered or moved meanwhile
            return ""
        work.draft.clear(deadline.kind)
        if not work.draft.conversation.open:
            return ""
        if deadline.kind is DeadlineKind.QUEUE_UPDATE:
            await _queue_update(env, work, deadline, floors)
        else:
            await FIRE[deadline.kind](env, work, deadline)
        return work.not_answered

    not_answered = await change(env, deadline.workspace, deadline.conversation, act)
    if not_answered:
        await not_responding(env, deadline.workspace, not_answered)


async def _bot_silent(env: Env, work: Work, deadline: Deadline) -> None:
    """The customer is told, and the trigger engine hears of it."""
    if work.draft.conversation.owner.kind is not OwnerKind.BOT:
        return
    entry = speaking.bot_silent(work.draft)
    observed, memory = work.deciding.observer.silence(work.draft.conversation.signals)
    work.draft.change(signals=memory)
    weighed = weigh(work, Occasion.BOT_SILENT, observed, history=await past(env, work))
    record_on(work.draft, entry, weighed)
    await act_on(env, work, weighed)


async def _reservation(env: Env, work: Work, deadline: Deadline) -> None:
    handoff = work.draft.open_handoff
    if handoff and handoff.id == deadline.about and handoff.state is State.RESERVED:
        work.not_answered = handoff.agent
        humans.unreserve(work.draft, Event.RESERVATION_EXPIRED)


async def _offer(env: Env, work: Work, deadline: Deadline) -> None:
    offer = work.draft.conversation.offer
    if offer and offer.id == deadline.about:
        asking.lapse(work.draft, quiet=True)


async def _customer_away(env: Env, work: Work, deadline: Deadline) -> None:
    leaving.captured(work.draft)


async def _idle(env: Env, work: Work, deadline: Deadline) -> None:
    if work.draft.open_handoff:
        leaving.idle(work.draft, await entries_since(env, work.draft.open_handoff))


async def _inactive(env: Env, work: Work, deadline: Deadline) -> None:
    dialogue.silent(work.draft, deadline.about)


async def _queue_update(env: Env, work: Work, deadline: Deadline, floors: Floors | None = None) -> None:
    """A word to somebody who waits; and when the team has gone meanwhile, a ticket instead of an empty promise."""
    draft, handoff = work.draft, work.draft.open_handoff
    if handoff is None or handoff.state not in {State.QUEUED, State.RESERVED}:
        return
    if handoff.hub and (handoff.hub not in work.compiled.policy.hubs or nobody_joined(work, handoff)):
        named = handoff.hub in work.compiled.policy.hubs
        await lose_now(env, work, handoff.id, handoff.hub, NOBODY_JOINED if named else NOT_NAMED)
        return
    ask = await prospect(env, work, again(handoff), handoff.queue, seen=await _seen(env, handoff.workspace, floors))
    if floors is not None and ask.outlook.status is Availability.NOBODY_THERE:  # somebody may have come since
        ask = await prospect(env, work, again(handoff), handoff.queue)
    if handoff.state is State.QUEUED and (vanished(work, handoff) or not ask.outlook.promises_human):
        await _settled(env, work, ask)
        return
    _, rounds, told = (*deadline.about.split("/"), "", "")[:3]
    said = _word_in_line(draft, ask, int(rounds or 0) + 1, int(told or 0))
    draft.set_deadline(
        DeadlineKind.QUEUE_UPDATE, asking.LINE_CHECKED_EVERY, f"{handoff.id}/{int(rounds or 0) + 1}/{said or ''}"
    )


async def _seen(env: Env, workspace: str, floors: Floors | None) -> Floor:
    """Everybody of a workspace; once a round, as each look at a long line takes longer than what it is for."""
    if floors is None:
        return await floor(env, workspace)
    if workspace not in floors:
        floors[workspace] = await floor(env, workspace)
    return floors[workspace]


def vanished(work: Work, handoff: Handoff) -> bool:
    """Whether the policy has no more the queue that the customer waits in."""
    return handoff.queue not in work.compiled.policy.queues


async def _settled(env: Env, work: Work, ask: Ask) -> None:
    """On in another queue where the policy has theirs no more; a ticket where nobody can be promised any more."""
    handoff = work.draft.handoff
    assert handoff is not None
    if vanished(work, handoff):
        asking.move(work.draft, ask)
    if ask.outlook.promises_human:
        return
    if handoff.transfer:
        await go_back(env, work, ask)
    else:
        asking.settle(work.draft, ask)


async def settle_abandoned(env: Env) -> int:
    """Where the last agent has left: a ticket at once for everybody who waits for nobody. Answers how many."""
    count = 0
    for workspace in env.bell.those_left():
        try:
            count += await _settle_in(env, workspace)
        except Exception as error:  # the other workspaces must not wait for this one; nor its customers for ever
            log.exception("abandoned customers not settled", workspace=workspace, error=type(error).__name__)
    return count


async def _settle_in(env: Env, workspace: str) -> int:
    env.lines.forget(workspace)  # also who came since a long line was read is to hear of it now
    seen = await floor(env, workspace)
    policy = (await env.policies.active(workspace)).policy
    count = 0
    abandoned = [waiting for waiting in seen.waiting if not _somebody_for(waiting, seen, policy)]
    for start in range(0, len(abandoned), AT_ONCE):
        some = abandoned[start : start + AT_ONCE]
        count += sum(await asyncio.gather(*(_settle(env, workspace, waiting, seen) for waiting in some)))
    return count


def _somebody_for(waiting: Waiting, seen: Floor, policy: Policy) -> bool:
    queue = policy.queues.get(waiting.queue)
    if queue is None:  # vanished: they go on in another one, or get a ticket there
        return False
    return somebody_there(queue, seen.agents, waiting, policy.routing)


async def _settle(env: Env, workspace: str, waiting: Waiting, seen: Floor) -> bool:
    try:
        await change(env, workspace, waiting.conversation, partial(_left_alone, env, waiting.handoff, seen))
    except Exception as error:  # one that fails must not hold up the others; its next word in line settles it
        log.exception("abandoned customer not settled", handoff=waiting.handoff, error=type(error).__name__)
        return False
    return True


async def _left_alone(env: Env, handoff_id: str, seen: Floor, work: Work) -> None:
    handoff = work.draft.open_handoff
    if handoff is None or handoff.id != handoff_id or handoff.state is not State.QUEUED:
        return
    ask = await prospect(env, work, again(handoff), handoff.queue, seen=seen)
    if vanished(work, handoff) or not ask.outlook.promises_human:
        await _settled(env, work, ask)


def _word_in_line(draft: Draft, ask: Ask, rounds: int, told: int) -> int:
    """Say a word when it is time: when somebody is next or has come half the way, when the wait has become much longer
    than they were told, else after 1, 3, 7, 15 … rounds.

    told: the place in line that they were told last, 0 for none. Answers with the one they know now.
    """
    position, queue = ask.outlook.position or 0, title(ask.queue)
    expectation = the_wait(draft, ask.outlook)
    if position and told and position < told and (position == 1 or position <= told / 2):
        draft.tell("position_changed", queue=queue, position=position, expectation=expectation)
        promise(draft, ask.outlook)
        return position
    longer = grown(draft.handoff.promises, ask.outlook, draft.now) if draft.handoff else False
    if rounds & (rounds + 1) and not longer:  # present, but not a nuisance
        return told or position
    if position and ask.outlook.wait_s is not None:
        draft.tell("wait_update", queue=queue, position=position, wait=wait_of(draft, ask.outlook))
        promise(draft, ask.outlook)
    else:
        draft.tell("wait_update_unknown", queue=queue)
    return position


FIRE: Mapping[DeadlineKind, Callable[[Env, Work, Deadline], Awaitable[None]]] = {
    DeadlineKind.BOT_SILENT: _bot_silent,
    DeadlineKind.RESERVATION: _reservation,
    DeadlineKind.OFFER: _offer,
    DeadlineKind.CUSTOMER_AWAY: _customer_away,
    DeadlineKind.IDLE: _idle,
    DeadlineKind.TRANSFER: overdue,
    DeadlineKind.SLA: answer_late,
    DeadlineKind.HUB: overdue_at_hub,
    DeadlineKind.INACTIVE: _inactive,
}
