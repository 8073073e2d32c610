"""Why a customer still waits, and what would help, in words for people who work here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.queues import Assign, Queue, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.choice import Verdict, verdicts
from segue.domain.routing.fit import (
    ASK_AGAIN_AFTER,
    LASTING,
    Demand,
    Obstacle,
    demand,
    demands_to_come,
    may_ask_again,
    obstacle,
    waits_for_preferred,
)
from segue.domain.routing.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that would unblock the customer. what: slot, pause, preferred, presence, time, turn, nobody, queue,
    pick, dearer or skill. at: when, where that is known. agents: ids of those who could then be asked."""

    what: str
    words: str
    at: datetime | None = None
    agents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """fits:       whether an agent can be asked now; then it is only a matter of the customer's turn, or `helps` says
    for whom the agent is held back.
    considered: nearest to fitting first, see `choice.Told`; `not_named`: how many more agents there are.
    helps:      never empty unless `fits`; would_help: the same as sentences.
    """

    handoff: str
    queue: str
    position: int | None
    fits: bool
    considered: tuple[Verdict, ...]
    not_named: int
    would_help: tuple[str, ...]
    helps: tuple[Help, ...] = ()

    @property
    def sentence(self) -> str:
        """Why they still wait, in one sentence; no place for what customers wrote."""
        if not self.helps:
            return "It is only a matter of their turn." if self.fits else "Nobody can be asked now."
        first = self.helps[0]
        if first.what not in _WAITS_FOR:
            return first.words
        return f"Waits for {first.words[0].lower()}{first.words[1:]}"


_WAITS_FOR = frozenset({"slot", "presence", "time", "pick", "dearer", "skill"})
"""Helps whose words name a thing to wait for; the others are sentences by themselves."""

USUAL = RoutingSettings()


def why_waiting(
    waiting: Waiting,
    queue: Queue,
    agents: Mapping[str, Agent],
    now: datetime,
    *,
    position: int | None = None,
    settings: RoutingSettings = USUAL,
    held: str = "",
    known: bool = True,
) -> Why:
    """held: "dearer" when an agent is kept for somebody dearer, "skill" when help by a neighbouring skill does not pay.

    known: whether the policy has the queue.
    """
    wanted = demand(waiting, queue, now, settings)
    manual = (queue.assign or settings.assign) is Assign.MANUAL
    able, others = _sorted_out(waiting, wanted, agents, now, settings)
    considered, not_named = verdicts(able, others, wanted)
    scene = _Scene(waiting, queue, wanted, agents, now, settings, tuple(others))
    helps = tuple(_pick(queue) if manual else _held(held) if able or held == "skill" else scene.helps(known))
    return Why(
        *(waiting.handoff, waiting.queue, position, bool(able), considered, not_named),
        would_help=tuple(help_.words for help_ in helps),
        helps=helps,
    )


def _sorted_out(
    waiting: Waiting, wanted: Demand, agents: Mapping[str, Agent], now: datetime, settings: RoutingSettings
) -> tuple[list[Agent], list[tuple[Obstacle, Agent]]]:
    """Who can be asked now, the most room first, and what stands in the way of the others."""
    found = {agent.id: obstacle(agent, wanted, now, settings) for agent in agents.values()}
    free = [agent for agent in agents.values() if found[agent.id] is None]
    first = agents.get(waiting.prefers)
    if waits_for_preferred(waiting, first, wanted, now, settings):
        able = [agent for agent in free if agent is first]
        found |= {agent.id: Obstacle.OTHER_FIRST for agent in free if agent is not first}
    else:
        able = [agent for agent in free if agent.id not in waiting.refused_by]
        if not able and may_ask_again(waiting, now):
            able = free
        else:
            found |= {agent.id: Obstacle.REFUSED for agent in free if agent.id in waiting.refused_by}
    others = [(what, agents[agent_id]) for agent_id, what in found.items() if what is not None]
    able.sort(key=lambda agent: (agent.id != waiting.prefers, agent.share_used, agent.id))
    return able, others


def _pick(queue: Queue) -> Iterator[Help]:
    yield Help("pick", f"Somebody picking it: nobody is asked by themselves in the queue “{queue.name}”.")


def _held(held: str) -> Iterator[Help]:
    if held == "dearer":
        yield Help(
            "dearer",
            "One more free slot, or more waiting: the last ones are kept for dearer customers who are likely to come.",
        )
    elif held == "skill":
        yield Help(
            "skill", "A free slot of somebody with the skill, or more waiting: help by a neighbouring skill costs more."
        )


@dataclass(frozen=True, slots=True)
class _Scene:
    waiting: Waiting
    queue: Queue
    wanted: Demand
    agents: Mapping[str, Agent]
    now: datetime
    settings: RoutingSettings
    others: tuple[tuple[Obstacle, Agent], ...]

    def helps(self, known: bool) -> Iterator[Help]:
        by: dict[Obstacle, list[Agent]] = {}
        for what, agent in sorted(self.others, key=lambda found: found[1].id):
            by.setdefault(what, []).append(agent)
        if full := [*by.get(Obstacle.FULL, ()), *by.get(Obstacle.CHANNEL_FULL, ())]:
            yield Help("slot", f"A free slot: {_names(full)} would fit but {_has(full)} no room.", None, _ids(full))
        if Obstacle.OTHER_FIRST in by and self.waiting.prefers_until:
            yield self._preferred(by[Obstacle.OTHER_FIRST], self.waiting.prefers_until)
        if refused := by.get(Obstacle.REFUSED):
            again = max(self.now, (self.waiting.refused_at or self.now) + ASK_AGAIN_AFTER)
            words = f"{_names(refused)} declined or did not answer and can be asked again in"
            yield Help("pause", f"{words} {seconds(again - self.now)}.", again, _ids(refused))
        if absent := [agent for what in _COME_BACK for agent in by.get(what, ())]:
            words = f"Somebody coming online: {_names(absent)} would fit."
            yield Help("presence", words, None, _ids(absent))
        if leaving := by.get(Obstacle.ENDS_SOON):
            words = (
                f"More time: {_names(leaving)} would fit, but {_leaves(leaving)} work or {_has(leaving)} a break soon."
            )
            yield Help("presence", words, None, _ids(leaving))
        yield from self._relaxations()
        if not known:
            words = f"The queue “{self.queue.name}” is no longer in the policy: put it back, or move the customer."
            yield Help("queue", words)
        if not by.keys() - LASTING:
            ability = _ability(self.wanted)
            words = f"Nobody fits, present or not: give an agent {ability}, or relax the queue “{self.queue.name}”."
            yield Help("nobody", words)

    def _preferred(self, others: Sequence[Agent], until: datetime) -> Help:
        first = self.agents[self.waiting.prefers]
        words = f"{first.called} knows this customer and goes first; in {seconds(until - self.now)} {_names(others)} "
        return Help("preferred", f"{words}can be asked.", until, _ids(others))

    def _relaxations(self) -> Iterator[Help]:
        before = {agent.id for agent in self.agents.values() if self._fits(agent, self.wanted)}
        for when, later in demands_to_come(self.waiting, self.queue, self.now, self.settings):
            fitting = {agent.id for agent in self.agents.values() if self._fits(agent, later)}
            added = [self.agents[agent_id] for agent_id in sorted(fitting - before)]
            if added:
                words = (
                    f"Time: in {seconds(when)} the queue asks for {_ability(later)}, and then {_names(added)} will fit."
                )
                yield Help("time", words, self.now + when, _ids(added))
            before |= fitting

    def _fits(self, agent: Agent, wanted: Demand) -> bool:
        return obstacle(agent, wanted, self.now, self.settings) is None


_COME_BACK = (
    *(Obstacle.WRAP_UP, Obstacle.BUSY, Obstacle.AWAY, Obstacle.NOT_RESPONDING, Obstacle.DRAINING, Obstacle.OFFLINE),
)


def _ids(agents: Sequence[Agent]) -> tuple[str, ...]:
    return tuple(agent.id for agent in agents)


def _leaves(agents: Sequence[Agent]) -> str:
    return "ends" if len(agents) == 1 else "end"


def _ability(wanted: Demand) -> str:
    parts = [f"{skill} {level}" for skill, level in wanted.requires] or ["no special skill"]
    if wanted.language:
        parts.append(f"the language {wanted.language}")
    parts += [f"{what} up to {amount:g}" for what, amount in wanted.authority]
    if wanted.seniority > 0:
        parts.append(f"seniority {wanted.seniority}")
    if wanted.team:
        parts.append(f"the team {wanted.team}")
    return f"{', '.join(parts)} in {' or '.join(wanted.queues)}"


def _names(agents: Sequence[Agent]) -> str:
    names = [agent.called for agent in agents]
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _has(agents: Sequence[Agent]) -> str:
    return "has" if len(agents) == 1 else "have"


def seconds(duration: timedelta) -> str:
    """A duration for people: "40 s", "3 min 20 s"."""
    minutes, rest = divmod(round(duration.total_seconds()), 60)
    return " ".join(
        part for part in (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "") if part
    )
