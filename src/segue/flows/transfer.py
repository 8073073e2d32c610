"""A human hands a customer on: to a colleague, who is asked first, or to another queue; and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import AlreadyTaken, DoesNotFit, Invalid
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import asking, humans, tickets, transfers
from segue.domain.moves.ask import Ask
from segue.domain.moves.asking import LINE_CHECKED_EVERY
from segue.domain.moves.expecting import title
from segue.domain.moves.humans import Human
from segue.domain.moves.needs import of_queue
from segue.domain.policy import Policy, longest
from segue.domain.queues import Queue, QueueKind
from segue.domain.routing.agents import Agent
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.routing.waiting import newcomer
from segue.flows.assemble import assemble
from segue.flows.change import Work, change
from segue.flows.converse import again
from segue.flows.env import Env
from segue.flows.fitting import Fit, asked_of, fit_for, fit_of, must_be_at_work, must_fit
from segue.flows.hub_losing import NOBODY_JOINED, lose_now
from segue.flows.outlook import floor, outlook, prospect
from segue.flows.serve import human
from segue.ports.conversations import AgentGuard
from segue.ports.people import User, UserById

CLOSED = {
    Availability.CLOSED: "is closed now",
    Availability.NOBODY_THERE: "has nobody at work who could take it",
    Availability.FULL: "is full now",
}


@dataclass(frozen=True, slots=True)
class Transferred:
    """notice: what whoever did it should know, in words; "" for nothing."""

    handoff: Handoff
    notice: str = ""


# ---- to a person -----------------------------------------------------------------------------------------------------


async def to_person(
    env: Env, user: User, conversation: str, to: str, note: str, *, anyway: bool = False
) -> Transferred:
    """Ask a colleague. Whoever has the conversation goes on with it until they accept.

    Raises NotTheOwner, Invalid for oneself and for nobody who works here, AgentUnavailable, DoesNotFit.
    """
    if to == user.id:
        raise Invalid("this conversation is yours already; choose somebody else", field="agent")
    colleague = await somebody(env, user.workspace, to)

    async def act(work: Work) -> Transferred:
        handoff = humans.must_own(work.draft, human(user))
        fit = await must_have(env, handoff, to)
        must_be_at_work(fit)
        must_fit(fit, anyway=anyway)
        until = work.draft.now + answer_within(work.compiled.policy, handoff)
        asked = transfers.ask(work.draft, human(colleague), until, by=human(user), note=note)
        return Transferred(asked, _full(fit, asked))

    done = await change(env, user.workspace, conversation, act)
    await assemble(env, user.workspace, done.handoff.id)
    return done


def _full(fit: Fit, handoff: Handoff) -> str:
    agent = fit.agent
    if agent.units_free >= handoff.units:
        return ""
    return f"{agent.called} has {agent.units_used} of {agent.capacity} units in use and would go beyond that."


async def somebody(env: Env, workspace: str, user: str) -> User:
    """Raises Invalid for nobody who works here (any more)."""
    found = await env.store.read(UserById(workspace, user))
    if found is None or found.disabled_at:
        raise Invalid("there is nobody of that id who works here", field="agent")
    return found


async def must_have(env: Env, handoff: Handoff, user: str) -> Fit:
    fit = await fit_for(env, handoff, user)
    if fit is None:
        raise Invalid("there is nobody of that id who works here", field="agent")
    return fit


def answer_within(policy: Policy, handoff: Handoff) -> timedelta:
    """How long somebody who is asked may take to answer."""
    return (policy.queues.get(handoff.queue) or Queue(handoff.queue)).reserve_for


async def withdraw(env: Env, user: User, conversation: str) -> Handoff:
    """Take the question to a colleague back. Raises AlreadyTaken when it is answered already."""

    async def act(work: Work) -> Handoff:
        return transfers.withdraw(work.draft, human(user))

    return await change(env, user.workspace, conversation, act)


async def not_there(env: Env, workspace: str, handoff: Handoff, user: str) -> None:
    """Whoever was asked has gone: the conversation stays where it is."""

    async def act(work: Work) -> None:
        if transfers.asked(work.draft, Human(user, "")):
            transfers.fail(work.draft, Event.TRANSFER_REVOKED)

    await change(env, workspace, handoff.conversation, act)


# ---- to a queue ------------------------------------------------------------------------------------------------------


async def to_queue(
    env: Env, user: User, conversation: str, name: str, note: str, *, anyway: bool = False
) -> Transferred:
    """Into another queue, with the age the customer has. Back when nobody takes them within the queue's time.

    Raises NotTheOwner, Invalid for an unknown queue, DoesNotFit while nobody of it would come: then `anyway` leaves a
    ticket there.
    """

    async def act(work: Work) -> Transferred:
        humans.must_own(work.draft, human(user))
        return await into_queue(env, work, human(user), name, note, anyway=anyway)

    done = await change(env, user.workspace, conversation, act)
    await assemble(env, user.workspace, done.handoff.id)
    return done


async def into_queue(env: Env, work: Work, by: Human, name: str, note: str, *, anyway: bool) -> Transferred:
    policy, handoff = work.compiled.policy, work.draft.open_handoff
    assert handoff is not None
    queue = policy.queues.get(name)
    if queue is None:
        raise Invalid(f"unknown queue {name!r}; the policy has: {', '.join(policy.queues)}", field="queue")
    if name == handoff.queue:
        raise Invalid("it is in that queue already; choose another queue, or a person", field="queue")
    goes = await prospect(env, work, again(replace(handoff, queue=name)), name)
    if queue.kind is QueueKind.LIVE and not goes.outlook.promises_human and not anyway:
        words = f"{title(queue)} {CLOSED[goes.outlook.status]}; send anyway: true to leave a ticket there"
        raise DoesNotFit(words, queue=name, status=goes.outlook.status.value)
    until = work.draft.now + longest(policy, queue)
    waits = transfers.to_queue(work.draft, goes, until, by=by, note=note)
    moved = waits or work.draft.handoffs[handoff.id]
    return Transferred(moved, "" if waits else f"It is a ticket of {title(queue)} now.")


async def overdue(env: Env, work: Work, deadline: Deadline) -> None:
    """The time of a transfer is over: whoever was asked did not answer, or nobody of the queue took it."""
    draft, handoff = work.draft, work.draft.open_handoff
    if handoff is None or handoff.id != deadline.about or handoff.transfer is None:
        return
    if handoff.state is State.ACTIVE:
        work.not_answered = handoff.transfer.to
        transfers.fail(draft, Event.TRANSFER_EXPIRED)
    elif handoff.state is State.RESERVED:  # somebody is being asked; after that
        draft.set_deadline(DeadlineKind.TRANSFER, answer_within(work.compiled.policy, handoff), handoff.id)
    elif handoff.state is State.QUEUED:
        await go_back(env, work, await prospect(env, work, again(handoff), handoff.queue))


async def go_back(env: Env, work: Work, ask: Ask) -> None:
    """Nobody takes it in that queue: to the earlier human agent if they are at work with room, else a ticket.

    Who is at work but full keeps the customer in line for now, as long as the queue can promise anybody.
    """
    draft, handoff = work.draft, work.draft.open_handoff
    assert handoff is not None
    assert handoff.transfer is not None
    giver = await fit_for(env, handoff, handoff.transfer.by)
    units = handoff.units
    if giver and giver.at_work and giver.agent.units_free >= units:
        work.guard = AgentGuard(giver.agent.id, units, draft.now, present=False)
        transfers.give_back(draft)
    elif handoff.hub:  # nobody knows whether it will ever have anybody: our own desk does
        await lose_now(env, work, handoff.id, handoff.hub, NOBODY_JOINED)
    elif giver and giver.at_work and ask.outlook.promises_human:
        draft.set_deadline(DeadlineKind.TRANSFER, LINE_CHECKED_EVERY, handoff.id)
    elif ask.outlook.promises_human:
        tickets.write_ticket(draft, ask, Event.TICKETED)
        draft.clear(DeadlineKind.TRANSFER)
    else:
        asking.settle(draft, ask)
        draft.clear(DeadlineKind.TRANSFER)


# ---- what there is to choose from ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """A queue one may transfer to. waiting: how many wait there. fitting: people at work who could take it there."""

    queue: Queue
    outlook: Outlook
    waiting: int
    fitting: int


@dataclass(frozen=True, slots=True)
class Targets:
    people: tuple[Fit, ...]
    queues: tuple[Target, ...]


async def targets(env: Env, handoff: Handoff) -> Targets:
    """Everybody but who has it, those who fit and are at work first; and every other queue."""
    policy = (await env.policies.active(handoff.workspace)).policy
    seen = await floor(env, handoff.workspace)
    wanted = asked_of(handoff, policy, env)
    people = [fit_of(agent, wanted) for agent in seen.agents if agent.id != handoff.agent]
    people.sort(key=lambda fit: (not fit.at_work, bool(fit.lacks), -fit.agent.units_free, fit.agent.called))
    queues = []
    for queue in policy.queues.values():
        if queue.name == handoff.queue:
            continue
        there = replace(handoff, **of_queue(queue))
        customer = newcomer(queue, env.clock.now(), language=handoff.language)
        outcome = await outlook(env, handoff.workspace, queue, seen, customer=customer)
        count = sum(waiting.queue == queue.name for waiting in seen.waiting)
        queues.append(Target(queue, outcome, count, _fitting(seen.agents, there, policy, env)))
    return Targets(tuple(people), tuple(queues))


def _fitting(agents: tuple[Agent, ...], there: Handoff, policy: Policy, env: Env) -> int:
    wanted = asked_of(there, policy, env)
    return sum(fit.at_work and not fit.lacks for fit in (fit_of(agent, wanted) for agent in agents))


def still_open(work: Work, handoff_id: str) -> Handoff:
    """Raises AlreadyTaken when it has ended."""
    handoff = work.draft.open_handoff
    if handoff is None or handoff.id != handoff_id:
        raise AlreadyTaken("this handoff has ended meanwhile", owner=str(work.draft.conversation.owner))
    return handoff
