"""What a queue can promise a customer at this moment: hours, staff, place in line and wait, read from the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from segue.domain.lifecycle import State
from segue.domain.moves.asking import Ask
from segue.domain.policy import Decision
from segue.domain.presence import Present, presence_now
from segue.domain.queues import Queue
from segue.domain.routing.agents import Agent
from segue.domain.routing.availability import Outlook, availability
from segue.domain.routing.wait import WINDOW, recent_of
from segue.domain.routing.waiting import Waiting, newcomer, waiting_of
from segue.flows.change import Work
from segue.flows.env import Env
from segue.ports.conversations import Line, RecentHandoffs
from segue.ports.people import AgentLoad, AgentLoads
from segue.public_holidays import work_with_holidays


@dataclass(frozen=True, slots=True)
class Floor:
    """Everybody who works and everybody who waits in one workspace, at one moment."""

    loads: tuple[AgentLoad, ...]
    agents: tuple[Agent, ...]
    waiting: tuple[Waiting, ...]


def agent_of(load: AgentLoad, now: datetime) -> Agent:
    """With the presence that counts at `now`: what they chose, read together with when they work."""
    user = load.user
    present = present_now(load, now)
    return Agent(
        id=user.id,
        name=user.name,
        presence=present.presence,
        queues=user.queues,
        skills=user.skills,
        languages=user.languages,
        capacity=user.capacity,
        units_used=load.units_used,
        last_assigned_at=load.last_assigned_at,
        channels=user.channels,
        used_by_channel=load.used_by_channel,
        authority=user.authority,
        seniority=user.seniority,
        team=user.team,
        until=present.until,
        back_at=present.back_at,
    )


def present_now(load: AgentLoad, now: datetime) -> Present:
    works = work_with_holidays(load.user.works)
    chosen = load.presence
    return presence_now(chosen.presence, chosen.reason, works, now, has_work=load.units_used > 0)


async def floor(env: Env, workspace: str) -> Floor:
    now = env.clock.now()
    loads = await env.store.read(AgentLoads(workspace, now))
    waiting = tuple(waiting_of(handoff) for handoff in await env.store.read(Line(workspace)))
    return Floor(loads, tuple(agent_of(load, now) for load in loads), waiting)


async def outlook(env: Env, workspace: str, queue: Queue, seen: Floor, *, customer: Waiting | None = None) -> Outlook:
    compiled = await env.policies.active(workspace)
    now = env.clock.now()
    recent = await env.store.read(RecentHandoffs(workspace, queue.name, now - WINDOW))
    calendar = compiled.policy.hours[queue.hours] if queue.hours else None
    return availability(
        queue, calendar, seen.agents, seen.waiting, now, recent=recent_of(recent, now), customer=customer
    )


async def prospect(env: Env, work: Work, decision: Decision, queue_name: str) -> Ask:
    """A handoff to be, with what its queue (by the policy's route when none is named) can promise this customer."""
    policy, conversation = work.compiled.policy, work.draft.conversation
    name = queue_name or work.compiled.engine.route(decision, {})
    queue = policy.queues.get(name) or policy.queues[policy.route[-1].queue]
    seen = await floor(env, conversation.workspace)
    handoff = work.draft.open_handoff
    if handoff and handoff.state in {State.QUEUED, State.RESERVED}:
        customer = waiting_of(handoff)
    else:
        customer = newcomer(queue, work.draft.now, language=conversation.language)
        customer = replace(customer, priority=decision.priority, urgency=decision.urgency)
    return Ask(decision, queue, await outlook(env, conversation.workspace, queue, seen, customer=customer))
