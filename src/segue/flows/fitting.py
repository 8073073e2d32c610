"""Who of the people here could take one customer, for those who give work by hand: a colleague, a supervisor."""

from __future__ import annotations

from dataclasses import dataclass, replace

from segue.domain.errors import AgentUnavailable, DoesNotFit
from segue.domain.lifecycle import Handoff
from segue.domain.policy import Policy
from segue.domain.queues import Queue
from segue.domain.routing.agents import ON_SHIFT, Agent
from segue.domain.routing.demands import Demand, demand
from segue.domain.routing.fit import in_words, lasting_obstacle
from segue.domain.routing.waiting import waiting_of
from segue.flows.env import Env
from segue.flows.outlook import floor


@dataclass(frozen=True, slots=True)
class Fit:
    """lacks: completes "Maria …", such as "has billing 1, needs 3"; "" when nothing is in the way but load."""

    agent: Agent
    lacks: str = ""

    @property
    def at_work(self) -> bool:
        return self.agent.presence in ON_SHIFT

    @property
    def over(self) -> str:
        """A notice in words when they have more than they should; "" otherwise."""
        agent = self.agent
        if agent.units_used <= agent.capacity:
            return ""
        return f"{agent.called} has {agent.units_used} of {agent.capacity} units in use now."


def asked_of(handoff: Handoff, policy: Policy, env: Env) -> Demand:
    """The hard requirements of `handoff` in its queue, before the queue relaxes them. Who gave it away may have it."""
    now = env.clock.now()
    queue = policy.queues.get(handoff.queue) or Queue(handoff.queue)
    waiting = replace(waiting_of(handoff), avoid=handoff.avoid, entered_at=now)
    return demand(waiting, queue, now, policy.routing)


async def fits(env: Env, handoff: Handoff) -> tuple[Fit, ...]:
    """Everybody who works here, in the order in which they came."""
    policy = (await env.policies.active(handoff.workspace)).policy
    wanted = asked_of(handoff, policy, env)
    seen = await floor(env, handoff.workspace)
    return tuple(fit_of(agent, wanted) for agent in seen.agents)


def fit_of(agent: Agent, wanted: Demand) -> Fit:
    obstacle = lasting_obstacle(agent, wanted)
    return Fit(agent, in_words(agent, wanted, obstacle) if obstacle else "")


async def fit_for(env: Env, handoff: Handoff, user: str) -> Fit | None:
    """None for somebody who does not work here (any more)."""
    return next((fit for fit in await fits(env, handoff) if fit.agent.id == user), None)


def must_be_at_work(fit: Fit) -> None:
    """Raises AgentUnavailable."""
    if not fit.at_work:
        words = f"{fit.agent.called} is {fit.agent.presence.value.replace('_', ' ')}; choose somebody who is at work"
        raise AgentUnavailable(words, agent=fit.agent.id, presence=fit.agent.presence.value)


def must_fit(fit: Fit, *, anyway: bool) -> None:
    """Raises DoesNotFit unless it shall be so anyway."""
    if fit.lacks and not anyway:
        raise DoesNotFit(
            f"{fit.agent.called} {fit.lacks}; send anyway: true if it shall be so", agent=fit.agent.id, lacks=fit.lacks
        )
