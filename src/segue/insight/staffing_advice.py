"""What a policy asks of the people who work here, and nobody of them has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from segue.domain.policy import Policy
from segue.domain.queues import DESK, Queue, QueueKind


@dataclass(frozen=True, slots=True)
class Staff:
    """One human agent, as far as routing goes. `queues`: () is all."""

    name: str
    skills: Mapping[str, int]
    queues: tuple[str, ...] = ()
    team: str = ""
    authority: Mapping[str, float] = field(default_factory=dict)
    seniority: int = 0


def nobody_staffs(policy: Policy, staff: Sequence[Staff] | None) -> Iterator[tuple[str, str, str]]:
    """Queues that nobody could take, however long a customer waited. staff: None when not known, as below."""
    for name, queue in policy.queues.items() if staff is not None else ():
        if queue.kind is not QueueKind.LIVE or queue.hub != DESK:
            continue
        asked = [queue.requires, *(step.requires for step in queue.relax if step.requires is not None)]
        allowed = [one for one in staff or () if _may(one, queue)]
        if not any(_can(one, levels, policy.routing.adjacent) for one in allowed for levels in asked):
            lacks = "the skills" if allowed else "the queue, team, authority and seniority"
            yield (
                f"queues.{name}",
                f"nobody who works here can take {queue.name!r}",
                f"Give somebody {lacks}, or ask for less.",
            )


def _may(one: Staff, queue: Queue) -> bool:
    """Skills apart, of which `relax` may ask for less."""
    return (
        (not one.queues or queue.name in one.queues)
        and queue.team in {"", one.team}
        and one.seniority >= queue.seniority
        and all(one.authority.get(name, 0) >= amount for name, amount in queue.authority.items())
    )


def _can(one: Staff, levels: Mapping[str, int], near: Mapping[str, Mapping[str, int]]) -> bool:
    """With their skills, or neighbouring ones."""
    covers = [(other, one.skills.get(skill, 0) - lost) for skill, to in near.items() for other, lost in to.items()]
    reached = [*one.skills.items(), *covers]
    return all(any(skill == asked and has >= level for skill, has in reached) for asked, level in levels.items())


def no_such_team(policy: Policy, staff: Sequence[Staff] | None) -> Iterator[tuple[str, str, str]]:
    """Teams that an escalation tells and that nobody is in."""
    told = {"owner", "supervisors", *(one.team for one in staff or ())}
    for name, queue in policy.queues.items() if staff is not None else ():
        for place, step in enumerate(queue.sla.escalate):
            for team in step.notify:
                if team not in told:
                    path = f"queues.{name}.sla.escalate[{place}]"
                    yield path, f"nobody is in the team {team!r}", "Nobody would be told."
