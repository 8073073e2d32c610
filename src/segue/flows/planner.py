"""The planner of one workspace: a router that is kept, told what has changed, and asked what to reserve."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from segue.domain.errors import TryAgain
from segue.domain.lifecycle import Handoff, State, Urgency
from segue.domain.policy import Policy
from segue.domain.routing.agents import Agent
from segue.domain.routing.choice import Choice
from segue.domain.routing.experience import Experience
from segue.domain.routing.learning import remember, work_of
from segue.domain.routing.router import (
    AgentChanged,
    AgentGone,
    CustomerGone,
    CustomerWaits,
    Finished,
    Proposal,
    Router,
)
from segue.domain.routing.waiting import Waiting, waiting_of
from segue.flows.env import Env
from segue.flows.outlook import agent_of
from segue.flows.serve import human
from segue.ports.conversations import HandoffsSince, Line
from segue.ports.people import AgentLoad, AgentLoads
from segue.ports.routing import (
    ChangeKind,
    HandoffsById,
    Missed,
    Reservation,
    ReserveBatch,
    Reserved,
    RoutingChange,
    StaleFence,
    TakeRoutingChanges,
)

log = structlog.get_logger(__name__)
BATCH = 100
"""Reservations of one transaction: it holds the rows of as many agents and conversations until it commits."""
PEOPLE_AGAIN_EVERY = timedelta(seconds=30)
FAILURES = 3
"""After so many that follow each other, a customer is set aside for a pause, so as not to hold up the others."""
MOST_EXPLAINED = 5
EXPLAINING_S = 0.01
"""Of a batch, as many are explained in full as fit into this, and at least one: reserving comes before explaining."""
LEARNS_FROM, MOST_LEARNED = timedelta(days=14), 2_000
"""Handoffs that a planner learns from when it takes over, the newest ones: while it reads them nobody is assigned."""
PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)


@dataclass(slots=True)
class _Trouble:
    """A customer whose reservation fails again and again. until: set aside until then, and planned for once more."""

    failures: int = 0
    until: datetime | None = None


class Planner:
    """Made by `rebuilt`. fence: of the lease that it plans under."""

    def __init__(self, workspace: str, fence: int, policy: Policy, experience: Experience | None = None) -> None:
        self.workspace = workspace
        self.fence = fence
        self.policy = policy
        self.experience = experience or Experience(policy.routing)
        self.router = Router(policy.queues, policy.routing, experience=self.experience)
        self._handoffs: dict[str, Handoff] = {}  # those that are queued
        self._people: dict[str, AgentLoad] = {}
        self._agents: dict[str, Agent] = {}  # the same people, as the router knows them
        self._moments: dict[str, datetime] = {}  # when somebody is another by time alone: wrap-up, break, shift
        self._people_again_at: datetime | None = None
        self._trouble: dict[str, _Trouble] = {}

    @classmethod
    async def rebuilt(cls, env: Env, workspace: str, fence: int, experience: Experience | None = None) -> Planner:
        """From what is stored. Raises StaleFence.

        The change feed is emptied first: whatever is read afterwards is at least as new as what it told of.
        experience: what this node has learned before, if it was for the same settings; else the stored handoffs tell.
        """
        await env.store.write(TakeRoutingChanges(workspace, fence))
        planner = cls(workspace, fence, (await env.policies.active(workspace)).policy, experience)
        await planner._look_at_everybody(env)
        learned = () if experience else await planner._remember(env)
        line = await env.store.read(Line(workspace))
        planner._handoffs = {one.id: one for one in line if not one.hub}  # a helpdesk has a line of its own
        planner.router = Router(
            planner.policy.queues,
            planner.policy.routing,
            agents=planner._agents.values(),
            waiting=map(planner._waiting, planner._handoffs.values()),
            experience=planner.experience,
            finished=learned,
        )
        return planner

    async def learn(self, env: Env) -> Collection[RoutingChange]:
        """Take what the feed tells of and look at it. Raises StaleFence.

        After any other error what was taken is lost: the planner has to be rebuilt.
        """
        changes = await env.store.write(TakeRoutingChanges(self.workspace, self.fence))
        await self._look(
            env,
            handoffs={change.id for change in changes if change.kind is ChangeKind.HANDOFF},
            people={change.id for change in changes if change.kind is ChangeKind.AGENT},
        )
        return changes

    async def assign(self, env: Env) -> int:
        """Plan, and commit what is still true. Answers how many reservations were issued. Raises as `learn` does."""
        await self._look_by_time(env)
        issued = 0
        planned = [one for one in self.router.plan(env.clock.now()) if self._knows(one)]
        for start in range(0, len(planned), BATCH):
            issued += await self._commit(env, self._reservations(planned[start : start + BATCH]))
        return issued

    def again_at(self, now: datetime) -> datetime | None:
        """The next moment at which time alone may change the plan."""
        moments = [*self._moments.values(), *(one.until for one in self._trouble.values() if one.until)]
        if self._handoffs:
            at = self.router.looks_again_at(now)
            moments += [self._people_again_at or now, *([at] if at else [])]
        return min(moments, default=None)

    def known(self) -> tuple[dict[str, Waiting], dict[str, Agent]]:
        """What the router was told, by id: a planner that is rebuilt at this moment would know the same."""
        waiting = {id_: self._waiting(handoff) for id_, handoff in self._handoffs.items()}
        return waiting, dict(self._agents)

    # ---- learning ------------------------------------------------------------------------------------------------

    async def _look(self, env: Env, handoffs: Set[str], people: Collection[str]) -> None:
        if handoffs:
            found = {one.id: one for one in await env.store.read(HandoffsById(self.workspace, tuple(handoffs)))}
            for id_ in handoffs - found.keys():
                self._gone(id_)
            for handoff in sorted(found.values(), key=_as_they_came):  # arrivals are counted in that order
                if handoff.state is State.QUEUED and not handoff.hub:
                    self._waits(handoff)
                else:
                    self._gone(handoff.id)
                    self._finished(handoff)
        if people:
            now = env.clock.now()
            loads = await env.store.read(AgentLoads(self.workspace, now, tuple(people)))
            self._are(loads, now)
            self._left({*people} - {load.user.id for load in loads})

    async def _look_at_everybody(self, env: Env) -> None:
        now = env.clock.now()
        loads = await env.store.read(AgentLoads(self.workspace, now))
        self._are(loads, now)
        self._left(self._people.keys() - {load.user.id for load in loads})
        self._people_again_at = now + PEOPLE_AGAIN_EVERY

    async def _look_by_time(self, env: Env) -> None:
        now = env.clock.now()
        if self._people_again_at is None or now >= self._people_again_at:
            await self._look_at_everybody(env)
        elif due := [person for person, at in self._moments.items() if at <= now]:
            await self._look(env, frozenset(), due)
        for id_, trouble in self._trouble.items():
            if trouble.until is not None and trouble.until <= now:
                trouble.until = None
                self.router.apply(CustomerWaits(self._waiting(self._handoffs[id_])))

    def _waiting(self, handoff: Handoff) -> Waiting:
        return waiting_of(handoff, tier=self.policy.tiers.get(handoff.tier))

    def _waits(self, handoff: Handoff) -> None:
        if self._handoffs.get(handoff.id) != handoff:
            self._trouble.pop(handoff.id, None)
            self._handoffs[handoff.id] = handoff
            self.router.apply(CustomerWaits(self._waiting(handoff)))

    def _gone(self, handoff: str) -> None:
        self._trouble.pop(handoff, None)
        self._handoffs.pop(handoff, None)
        self.router.apply(CustomerGone(handoff))

    async def _remember(self, env: Env) -> list[str]:
        """Learn from what is stored, so that whoever takes over holds and overflows as the one before did.

        Answers the handoffs whose end was learned from.
        """
        handoffs = await env.store.read(HandoffsSince(self.workspace, env.clock.now() - LEARNS_FROM, MOST_LEARNED))
        customers = ((one, self._waiting(one)) for one in handoffs)
        learned = list[str]()
        policy = self.policy
        for one in remember(self.experience, customers, policy.queues, policy.routing, self._agents):
            learned.append(one.id)
            if len(learned) % 200 == 0:
                await asyncio.sleep(0)  # everybody else goes on
        return learned

    def _finished(self, handoff: Handoff) -> None:
        """What a conversation took is learned from."""
        load = self._people.get(handoff.agent)
        work = work_of(handoff, load.units_used if load else 1, self.policy.routing.pace)
        if work is not None and handoff.ended_at is not None:
            self.router.apply(Finished(self._waiting(handoff), handoff.agent, work, handoff.ended_at))

    def _are(self, loads: Iterable[AgentLoad], now: datetime) -> None:
        for load in loads:
            person, agent = load.user.id, agent_of(load, now)
            self._people[person], self._agents[person] = load, agent
            self._moments.pop(person, None)
            ahead = [at for at in (load.frees_at, agent.until, agent.back_at) if at is not None and at > now]
            if ahead:
                self._moments[person] = min(ahead)
            self.router.apply(AgentChanged(agent))

    def _left(self, people: Iterable[str]) -> None:
        for person in list(people):
            self._people.pop(person, None)
            self._agents.pop(person, None)
            self._moments.pop(person, None)
            self.router.apply(AgentGone(person))

    # ---- reserving -----------------------------------------------------------------------------------------------

    def _knows(self, proposal: Proposal) -> bool:
        return proposal.handoff in self._handoffs and proposal.agent in self._people

    def _reservations(self, proposals: Sequence[Proposal]) -> list[Reservation]:
        until, found = time.perf_counter() + EXPLAINING_S, list[Reservation]()
        at_once = {"words": f"one of {len(proposals)} who were given somebody at the same moment", "considered": []}
        for proposal in proposals:
            explains = not found or time.perf_counter() < until
            found.append(self._reservation(proposal, explained(proposal.why) if explains else at_once))
        return found

    def _reservation(self, proposal: Proposal, why: Mapping[str, Any]) -> Reservation:
        handoff, user = self._handoffs[proposal.handoff], self._people[proposal.agent].user
        queue = self.policy.queues.get(handoff.queue)
        beyond = queue.beyond_capacity if queue and handoff.urgency is Urgency.IMMEDIATE else 0
        return Reservation(handoff, user.id, human(user).name, proposal.until, why, beyond)

    async def _commit(self, env: Env, batch: Sequence[Reservation]) -> int:
        now = env.clock.now()
        unit = ReserveBatch(self.workspace, self.fence, now, self.policy, tuple(batch))
        try:
            answers: tuple[Reserved | Missed, ...] = await env.store.write(unit)
        except (StaleFence, TryAgain):
            raise
        except Exception as error:  # one broken conversation must not keep everybody else waiting
            log.exception("a batch of reservations failed", error=type(error).__name__, reservations=len(batch))
            if len(batch) > 1:
                return sum([await self._commit(env, [one]) for one in batch])
            answers = (Missed.CUSTOMER,)
        reserved = [one for one in answers if isinstance(one, Reserved)]
        self._reserved(reserved, now)
        self._tell(env, reserved)
        missed = [one for one, answer in zip(batch, answers, strict=True) if not isinstance(answer, Reserved)]
        if missed:
            await self._missed(env, missed)
        return len(reserved)

    def _reserved(self, reserved: Iterable[Reserved], now: datetime) -> None:
        for one in reserved:
            handoff, load = one.handoff, self._people[one.handoff.agent]
            self._gone(handoff.id)
            on_channel = dict(load.used_by_channel)
            if handoff.channel:
                on_channel[handoff.channel] = on_channel.get(handoff.channel, 0) + handoff.units
            used = load.units_used + handoff.units
            load = replace(load, units_used=used, last_assigned_at=handoff.state_at, used_by_channel=on_channel)
            self._are([load], now)

    async def _missed(self, env: Env, missed: Sequence[Reservation]) -> None:
        """Something was not as the router believed: look at it, in case the feed does not tell."""
        before = {one.seen.id: self._trouble.get(one.seen.id, _Trouble()) for one in missed}
        await self._look(env, before.keys(), {one.agent for one in missed})
        for one in missed:
            if self._handoffs.get(one.seen.id) != one.seen:
                continue  # it is known otherwise by now: planned anew, or gone
            trouble = self._trouble[one.seen.id] = before[one.seen.id]
            trouble.failures += 1
            if trouble.failures >= FAILURES:
                pause = min(PAUSE * 2 ** min(trouble.failures - FAILURES, 10), LONGEST_PAUSE)
                trouble.until = env.clock.now() + pause
                self.router.apply(CustomerGone(one.seen.id))

    def _tell(self, env: Env, reserved: Sequence[Reserved]) -> None:
        for one in reserved:
            env.bell.changed(self.workspace, one.conversation.id)
            env.sources.notice(one.conversation, self.policy)
            queue = self.policy.queues.get(one.handoff.queue)
            if queue and queue.takes_drafts:
                env.drafts.note(self.workspace, one.conversation.id)
        if reserved:
            env.bell.desk_changed(self.workspace)


def _as_they_came(handoff: Handoff) -> tuple[datetime, str]:
    return handoff.queued_at or handoff.requested_at, handoff.id


def explained(why: Choice) -> dict[str, Any]:
    """Why this agent, as plain data for the log, with the first few who were considered."""
    data = why.as_data()
    considered = data["considered"]
    data["considered"] = considered[:MOST_EXPLAINED]
    data["not_named"] += max(0, len(considered) - MOST_EXPLAINED)
    return data
