"""Why a customer still waits, and what would help, in words for people who work here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.queues import Queue
from segue.domain.routing.agents import Agent
from segue.domain.routing.choice import Verdict, candidates, verdicts
from segue.domain.routing.fit import (
    ASK_AGAIN_AFTER,
    LASTING,
    Demand,
    Obstacle,
    demand,
    demands_to_come,
    obstacle,
)
from segue.domain.routing.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Why:
    """fits:       whether an agent can be asked now; then it is only a matter of the customer's turn.
    considered: nearest to fitting first, see `choice.Choice`; `not_named`: how many more agents there are.
    would_help: sentences; never empty unless `fits`.
    """

    handoff: str
    queue: str
    position: int | None
    fits: bool
    considered: tuple[Verdict, ...]
    not_named: int
    would_help: tuple[str, ...]


def why_waiting(
    waiting: Waiting, queue: Queue, agents: Mapping[str, Agent], now: datetime, *, position: int | None = None
) -> Why:
    wanted = demand(waiting, queue, now)
    ranked = candidates(waiting, [agent for agent in agents.values() if obstacle(agent, wanted) is None], now)
    considered, not_named = verdicts(ranked, waiting, wanted, agents)
    helps = () if ranked else tuple(_would_help(waiting, queue, wanted, agents, now))
    return Why(waiting.handoff, waiting.queue, position, bool(ranked), considered, not_named, helps)


def _would_help(
    waiting: Waiting, queue: Queue, wanted: Demand, agents: Mapping[str, Agent], now: datetime
) -> Iterator[str]:
    by_obstacle: dict[Obstacle, list[Agent]] = {}
    for agent in sorted(agents.values(), key=lambda agent: agent.id):
        by_obstacle.setdefault(obstacle(agent, wanted) or Obstacle.REFUSED, []).append(agent)
    if full := by_obstacle.get(Obstacle.FULL):
        yield f"A free slot: {_names(full)} would fit but {_has(full)} no room."
    if refused := by_obstacle.get(Obstacle.REFUSED):
        pause = max(timedelta(0), (waiting.refused_at or now) + ASK_AGAIN_AFTER - now)
        yield f"{_names(refused)} declined or did not answer and can be asked again in {seconds(pause)}."
    absent = [agent for what in (Obstacle.BUSY, Obstacle.AWAY, Obstacle.OFFLINE) for agent in by_obstacle.get(what, ())]
    if absent:
        yield f"Somebody coming online: {_names(absent)} would fit."
    yield from _relaxations(waiting, queue, wanted, agents, now)
    if not by_obstacle.keys() - LASTING:
        yield f"Nobody fits, present or not: give an agent {_ability(wanted)}, or relax the queue “{waiting.queue}”."


def _relaxations(
    waiting: Waiting, queue: Queue, wanted: Demand, agents: Mapping[str, Agent], now: datetime
) -> Iterator[str]:
    before = {agent.id for agent in agents.values() if obstacle(agent, wanted) is None}
    for when, later in demands_to_come(waiting, queue, now):
        fitting = {agent.id for agent in agents.values() if obstacle(agent, later) is None}
        added = [agents[agent_id] for agent_id in sorted(fitting - before)]
        if added:
            yield f"Time: in {seconds(when)} the queue asks for {_ability(later)}, and then {_names(added)} will fit."
        before |= fitting


def _ability(wanted: Demand) -> str:
    parts = [f"{skill} {level}" for skill, level in wanted.requires] or ["no special skill"]
    if wanted.language:
        parts.append(f"the language {wanted.language}")
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
