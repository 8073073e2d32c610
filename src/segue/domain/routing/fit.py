"""Who may take whom: what a waiting customer asks of an agent at one moment, and what stands in the way.

Nothing here is a matter of taste. Choosing among those who fit is `segue.domain.routing.choice`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from segue.domain.queues import Queue, Relaxation
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.waiting import Waiting

ASK_AGAIN_AFTER = timedelta(seconds=60)
"""An agent who refused may be asked again after this, when nobody else has room."""


class Obstacle(StrEnum):
    """Why an agent cannot take a customer. The one that lasts longest is named first."""

    OTHER_QUEUE = "other_queue"
    LANGUAGE = "language"
    LEVEL = "level"
    TOO_LARGE = "too_large"  # takes more units than the agent ever has
    OFFLINE = "offline"
    DRAINING = "draining"
    NOT_RESPONDING = "not_responding"
    AWAY = "away"
    BUSY = "busy"
    WRAP_UP = "wrap_up"
    FULL = "full"
    REFUSED = "refused"


LASTING = frozenset({Obstacle.OTHER_QUEUE, Obstacle.LANGUAGE, Obstacle.LEVEL, Obstacle.TOO_LARGE})
"""Obstacles that do not go away when the agent comes back, finishes work or is asked again."""

_ABSENT = {presence: Obstacle(presence.value) for presence in Presence if presence is not Presence.ONLINE}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a customer asks of an agent at one moment. Equal demands are met by the same agents.

    queues: the customer's own, and those it may overflow to by now. requires: (skill, least level), sorted.
    """

    queues: tuple[str, ...]
    requires: tuple[tuple[str, int], ...] = ()
    language: str = ""
    units: int = 1


def demand(waiting: Waiting, queue: Queue, now: datetime) -> Demand:
    """What `waiting` asks after the relaxations of its queue that its age has reached."""
    age = now - waiting.queued_at
    return _relaxed(waiting, queue, (step for step in queue.relax if step.after <= age))


def demands_to_come(waiting: Waiting, queue: Queue, now: datetime) -> tuple[tuple[timedelta, Demand], ...]:
    """(how long from now, what will be asked then) for each relaxation still ahead, soonest first."""
    ahead = sorted({step.after for step in queue.relax if step.after > now - waiting.queued_at})
    return tuple(
        (waiting.queued_at + after - now, demand(waiting, queue, waiting.queued_at + after)) for after in ahead
    )


def least_demand(waiting: Waiting, queue: Queue) -> Demand:
    """What `waiting` asks when every relaxation of its queue has been reached."""
    return _relaxed(waiting, queue, queue.relax)


def _relaxed(waiting: Waiting, queue: Queue, steps: Iterable[Relaxation]) -> Demand:
    queues, requires = [waiting.queue], dict(waiting.requires)
    for step in sorted(steps, key=lambda step: step.after):
        if step.overflow and step.overflow not in queues:
            queues.append(step.overflow)
        if step.requires is not None:
            requires = _lowered(requires, queue.requires, step.requires)
    return Demand(tuple(queues), tuple(sorted(requires.items())), waiting.language, waiting.units)


def _lowered(asked: Mapping[str, int], of_queue: Mapping[str, int], relaxed: Mapping[str, int]) -> dict[str, int]:
    """`relaxed` replaces what the queue asks for, never with more; what this customer needs beyond that is kept."""
    levels = {
        skill: min(level, relaxed.get(skill, 0)) if skill in of_queue else level for skill, level in asked.items()
    }
    return {skill: level for skill, level in levels.items() if level > 0}


def lasting_obstacle(agent: Agent, wanted: Demand) -> Obstacle | None:
    """None when the agent is one who could take it, were they here and free."""
    if not any(agent.serves(queue) for queue in wanted.queues):
        return Obstacle.OTHER_QUEUE
    if not agent.speaks(wanted.language):
        return Obstacle.LANGUAGE
    if any(agent.skills.get(skill, 0) < level for skill, level in wanted.requires):
        return Obstacle.LEVEL
    if wanted.units > agent.capacity:
        return Obstacle.TOO_LARGE
    return None


def passing_obstacle(agent: Agent, units: int) -> Obstacle | None:
    """Absent or without room."""
    if agent.presence in _ABSENT:
        return _ABSENT[agent.presence]
    return Obstacle.FULL if agent.units_free < units else None


def obstacle(agent: Agent, wanted: Demand) -> Obstacle | None:
    """None when the agent can take it at once; refusals apart."""
    return lasting_obstacle(agent, wanted) or passing_obstacle(agent, wanted.units)


def may_ask_again(waiting: Waiting, now: datetime) -> bool:
    """Whether those who refused have had their pause."""
    return waiting.refused_at is None or now - waiting.refused_at >= ASK_AGAIN_AFTER


def in_words(agent: Agent, wanted: Demand, what: Obstacle | None) -> str:
    """Completes "Maria …" for people who work here."""
    if what is None:
        return f"fits and has {agent.units_free} of {agent.capacity} units free"
    levels = {skill: agent.skills.get(skill, 0) for skill, _ in wanted.requires}
    lacking = [
        f"has {skill} {levels[skill]}, needs {least}" for skill, least in wanted.requires if levels[skill] < least
    ]
    words = {
        Obstacle.OTHER_QUEUE: f"works for {', '.join(agent.queues)}, not for {' or '.join(wanted.queues)}",
        Obstacle.LANGUAGE: f"speaks {', '.join(agent.languages)}, not {wanted.language}",
        Obstacle.LEVEL: " and ".join(lacking),
        Obstacle.TOO_LARGE: f"has a capacity of {agent.capacity} in all, needs {wanted.units}",
        Obstacle.FULL: f"fits, but {agent.units_used} of {agent.capacity} units are in use",
        Obstacle.REFUSED: "fits, but declined it or did not answer",
    }
    return words.get(what, f"fits, but is {what.value.replace('_', ' ')}")
