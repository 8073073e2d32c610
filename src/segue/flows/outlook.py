"""What a queue can promise a customer at this moment: hours, staff, place in line and wait, read from the store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from segue.domain.breaker import Gate
from segue.domain.deliveries import hub_listener
from segue.domain.history import verified_id
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves.ask import Ask
from segue.domain.moves.needs import Needs, avoided, named_contact, needs_of, of_queue
from segue.domain.policy import Decision
from segue.domain.presence import Present, presence_now
from segue.domain.queues import Queue, Route, Tier
from segue.domain.routing.agents import Agent
from segue.domain.routing.availability import OWN_DESK, Outlook, availability
from segue.domain.routing.demands import least_demand
from segue.domain.routing.fit import lasting_obstacle
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.situation import Chances, Past, past_of
from segue.domain.routing.wait import WINDOW, recent_of
from segue.domain.routing.waiting import Waiting, newcomer, waiting_of
from segue.domain.service_level import live_clock
from segue.domain.signals import facts
from segue.flows.change import Work
from segue.flows.env import Env
from segue.flows.foretelling import foretell
from segue.flows.past import past
from segue.ports.conversations import EarlierContacts, HandoffsOf, RecentHandoffs
from segue.ports.people import AgentLoad, AgentLoads
from segue.public_holidays import work_with_holidays


@dataclass(frozen=True, slots=True)
class Floor:
    """Everybody who works and everybody who waits in one workspace, at one moment."""

    loads: tuple[AgentLoad, ...]
    agents: tuple[Agent, ...]
    line: LineUp
    chances: Chances
    recent: dict[str, tuple[Handoff, ...]] = field(default_factory=dict)  # by queue, as far as it was asked for
    past: dict[str, Past] = field(default_factory=dict)  # likewise

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        return self.line.waiting


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
    policy = (await env.policies.active(workspace)).policy
    line = await line_up(env, workspace)
    agents = tuple(agent_of(load, now) for load in loads)
    return Floor(loads, agents, line, Chances(agents, line, now, order=policy.routing.order))


async def line_up(env: Env, workspace: str) -> LineUp:
    """Everybody who waits; where many do, as it was a while ago."""
    policy = (await env.policies.active(workspace)).policy
    return await env.lines.of(env.store, workspace, env.bell.version(workspace), policy)


async def keep_lines(env: Env) -> int:
    """Read who waits before somebody asks: in a long line the first who did would wait for it."""
    for workspace in await env.policies.served():
        await line_up(env, workspace)
    return 0


async def outlook(env: Env, workspace: str, queue: Queue, seen: Floor, *, customer: Waiting | None = None) -> Outlook:
    compiled = await env.policies.active(workspace)
    now = env.clock.now()
    if queue.name not in seen.recent:
        seen.recent[queue.name] = await env.store.read(RecentHandoffs(workspace, queue.name, now - WINDOW))
    recent = seen.recent[queue.name]
    calendar = compiled.policy.hours[queue.hours] if queue.hours else None
    forecaster = await env.foretelling.forecaster(env.store, workspace, now)
    return availability(
        queue,
        calendar,
        seen.agents,
        seen.line,
        now,
        recent=recent_of(recent, now),
        customer=customer,
        settings=compiled.policy.routing,
        foretell=foretell(forecaster, seen.chances, partial(_past, seen, queue.name)),
    )


def _past(seen: Floor, queue: str) -> Past:
    """Once for everybody who waits in a queue: it looks at all of them."""
    if queue not in seen.past:
        seen.past[queue] = past_of(seen.recent[queue], seen.line)
    return seen.past[queue]


async def prospect(
    env: Env, work: Work, decision: Decision, queue_name: str, *, seen: Floor | None = None, without: str = ""
) -> Ask:
    """A handoff to be, with what its queue (by the policy's route when none is named) can promise this customer.

    How it is answered is said by the trigger, else by the line of `route`, else by the queue. seen: None looks now.
    without: a helpdesk that does not take it. Where one does not, or takes nothing now, our own desk does.
    """
    policy, conversation = work.compiled.policy, work.draft.conversation
    route = await _routed(env, work, decision, queue_name)
    queue = policy.queues.get(route.queue) or policy.queues[policy.route[-1].queue]
    queue = replace(queue, kind=route.by or queue.kind)
    if queue.hub != OWN_DESK and (queue.hub == without or _is_ours(env, work, queue)):
        queue = replace(queue, hub=OWN_DESK)
    seen = seen or await floor(env, conversation.workspace)
    needs = await _needs(env, work, queue, seen)
    handoff = work.draft.open_handoff
    if handoff and handoff.state in {State.QUEUED, State.RESERVED}:
        there = handoff if handoff.queue == queue.name else replace(handoff, **of_queue(queue))  # theirs has vanished
        customer = waiting_of(there, tier=policy.tiers.get(handoff.tier))
    else:
        customer = _newcomer(work, decision, queue, needs)
    found = await outlook(env, conversation.workspace, queue, seen, customer=customer)
    calendar = policy.hours.get(queue.hours)
    return Ask(replace(decision, by=route.by), queue, found, needs, calendar, work.draft.now)


def _is_ours(env: Env, work: Work, queue: Queue) -> bool:
    """Whether our own desk has this customer, though the queue is a helpdesk's: it lost them, one of ours took them
    over, or it takes nothing until somebody mends it."""
    handoff = work.draft.open_handoff
    if handoff and handoff.state is not State.REQUESTED and handoff.queue == queue.name:
        return not handoff.hub
    breaker = env.relay.doing(work.draft.conversation.workspace, hub_listener(queue.hub)).breaker
    return breaker.paused and breaker.gate is not Gate.CLOSED


async def _routed(env: Env, work: Work, decision: Decision, queue_name: str) -> Route:
    engine = work.compiled.engine
    decision = replace(decision, queue=queue_name or decision.queue)
    if decision.queue:
        return engine.route_of(decision, {})
    conversation, policy = work.draft.conversation, work.compiled.policy
    observed = work.compiled.observer.nothing(conversation.signals)
    history = await past(env, work)
    return engine.route_of(decision, facts.values(conversation, observed, policy, now=work.draft.now, history=history))


async def _needs(env: Env, work: Work, queue: Queue, seen: Floor) -> Needs:
    conversation = work.draft.conversation
    known = {name.casefold(): load.user.id for load in seen.loads for name in (load.user.id, load.user.email)}
    avoid = tuple(dict.fromkeys(known[name] for name in avoided(conversation) if name in known))
    needs = replace(needs_of(conversation, work.compiled.policy), avoid=avoid)
    if queue.sticky is None:
        return needs
    wanted = least_demand(replace(newcomer(queue, work.draft.now), avoid=avoid), queue, work.compiled.policy.routing)
    able = {agent.id for agent in seen.agents if lasting_obstacle(agent, wanted) is None}
    for who in queue.sticky.who:
        if who == "named_contact":
            agent = known.get(named_contact(conversation), "")
        else:
            agent = await _last_agent(env, work, queue.sticky.within)
        if agent in able:
            return replace(needs, sticky=agent)
    return needs


async def _last_agent(env: Env, work: Work, within: timedelta) -> str:
    """Id of the human who had this customer last, here or in an earlier conversation; "" when that is too long ago."""
    conversation, since = work.draft.conversation, work.draft.now - within
    handoffs = await env.store.read(HandoffsOf(conversation.workspace, conversation.id))
    if verified_id(conversation):
        query = EarlierContacts(conversation.workspace, verified_id(conversation), conversation.id)
        handoffs = (*handoffs, *await env.store.read(query))
    had = [(one.ended_at or one.state_at, one.agent) for one in handoffs if one.accepted_at and one.agent]
    return max((one for one in had if one[0] >= since), default=(since, ""))[1]


def _newcomer(work: Work, decision: Decision, queue: Queue, needs: Needs) -> Waiting:
    draft = work.draft
    clock = live_clock(queue.sla, needs.tier, decision.urgency, draft.now)
    tier = work.compiled.policy.tiers.get(needs.tier) or Tier("")
    return replace(
        newcomer(queue, draft.now, language=draft.conversation.language),
        priority=decision.priority,
        urgency=decision.urgency,
        better_with=queue.prefers,
        authority=queue.authority,
        seniority=queue.seniority,
        team=queue.team,
        avoid=needs.avoid,
        tier=needs.tier,
        value=needs.value,
        channel=draft.conversation.channel,
        due_at=clock.due_at if clock else None,
        patience=tier.patience,
        leaving_costs=tier.leaving_costs,
    )
