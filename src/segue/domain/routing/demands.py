"""What a waiting customer asks of an agent at one moment, after the relaxations of the queue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Language, Queue, Relaxation, RoutingSettings
from segue.domain.routing.waiting import Waiting

USUAL = RoutingSettings()


@dataclass(frozen=True, slots=True)
class Demand:
    """What a customer asks of an agent at one moment. Equal demands are met by the same agents.

    queues:     the customer's own, and those it may overflow to by now. requires: (skill, least level), sorted.
    neighbours: (required skill, another that will do, least level of that one), by adjacency.
    language:   "" when the queue does not insist.
    team:       asked of agents of the customer's own queue; `team_everywhere`: of those who help out as well.
    beyond:     units above capacity that the customer may take.
    """

    queues: tuple[str, ...]
    requires: tuple[tuple[str, int], ...] = ()
    language: str = ""
    units: int = 1
    neighbours: tuple[tuple[str, str, int], ...] = ()
    authority: tuple[tuple[str, float], ...] = ()
    seniority: int = 0
    team: str = ""
    team_everywhere: bool = False
    channel: str = ""
    avoid: tuple[str, ...] = ()
    beyond: int = 0


def demand(waiting: Waiting, queue: Queue, now: datetime, settings: RoutingSettings = USUAL) -> Demand:
    """What `waiting` asks after the relaxations of its queue that its time there has reached."""
    age = max(timedelta(0), now - entered(waiting))
    return relaxed(waiting, queue, (step for step in queue.relax if step.after <= age), settings)


def demands_to_come(
    waiting: Waiting, queue: Queue, now: datetime, settings: RoutingSettings = USUAL
) -> tuple[tuple[timedelta, Demand], ...]:
    """(how long from now, what will be asked then) for each relaxation still ahead, soonest first."""
    since = entered(waiting)
    ahead = sorted({step.after for step in queue.relax if step.after > max(timedelta(0), now - since)})
    return tuple((since + after - now, demand(waiting, queue, since + after, settings)) for after in ahead)


def least_demand(waiting: Waiting, queue: Queue, settings: RoutingSettings = USUAL) -> Demand:
    """What `waiting` asks when every relaxation of its queue has been reached."""
    return relaxed(waiting, queue, queue.relax, settings)


def entered(waiting: Waiting) -> datetime:
    """When the customer came into the queue; relaxations count from there."""
    return waiting.entered_at or waiting.queued_at


def relaxed(waiting: Waiting, queue: Queue, steps: Iterable[Relaxation], settings: RoutingSettings = USUAL) -> Demand:
    """What is asked when `steps` have been reached."""
    queues, requires, adjacent = list(dict.fromkeys((waiting.queue, *waiting.also))), dict(waiting.requires), False
    for step in sorted(steps, key=lambda step: step.after):
        adjacent |= step.adjacent
        if step.overflow and step.overflow not in queues:
            queues.append(step.overflow)
        if step.requires is not None:
            requires = _lowered(requires, queue.requires, step.requires)
    asked = tuple(sorted(requires.items()))
    return Demand(
        queues=tuple(queues),
        requires=asked,
        language=waiting.language if queue.language is Language.REQUIRED else "",
        units=max(1, waiting.units),
        neighbours=tuple(neighbours(asked, settings.adjacent)) if adjacent else (),
        authority=tuple(sorted(waiting.authority.items())),
        seniority=waiting.seniority,
        team=waiting.team,
        team_everywhere=bool(waiting.team) and waiting.team != queue.team,
        channel=waiting.channel,
        avoid=waiting.avoid,
        beyond=max(0, queue.beyond_capacity) if waiting.urgency is Urgency.IMMEDIATE else 0,
    )


def neighbours(
    requires: Iterable[tuple[str, int]], adjacent: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, str, int]]:
    """(required skill, another that will do, least level of that one), see `RoutingSettings.adjacent`."""
    for skill, level in requires:
        for other, covers in sorted(adjacent.items()):
            if skill in covers and other != skill:
                yield skill, other, level + max(0, covers[skill])


def _lowered(asked: Mapping[str, int], of_queue: Mapping[str, int], lower: Mapping[str, int]) -> dict[str, int]:
    """`lower` replaces what the queue asks for, never with more; what this customer needs beyond that is kept."""
    levels = {skill: min(level, lower.get(skill, 0)) if skill in of_queue else level for skill, level in asked.items()}
    return {skill: level for skill, level in levels.items() if level > 0}
