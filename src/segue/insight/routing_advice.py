"""What a policy says about routing that is allowed and does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from segue.domain.policy import Policy, ticket_hub
from segue.domain.queues import DESK, Queue, QueueKind, Relaxation

Adjacent = Mapping[str, Mapping[str, int]]
HIGHEST_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a queue asks for at some age of the wait."""

    requires: Mapping[str, int]
    overflows: frozenset[str] = frozenset()
    adjacent: bool = False


def after_step(asked: Asked, step: Relaxation, near: Adjacent) -> Asked:
    """The same once a step is reached. `adjacent` counts where some neighbouring skill can reach what is asked."""
    requires = asked.requires
    if step.requires is not None:
        lowered = {skill: min(level, step.requires.get(skill, 0)) for skill, level in requires.items()}
        requires = {skill: level for skill, level in lowered.items() if level}
    overflows = asked.overflows | {step.overflow} if step.overflow else asked.overflows
    return Asked(requires, overflows, asked.adjacent or (step.adjacent and _neighbour_helps(requires, near)))


def _neighbour_helps(requires: Mapping[str, int], near: Adjacent) -> bool:
    reached = [(skill, HIGHEST_LEVEL - lost) for covers in near.values() for skill, lost in covers.items()]
    return any(requires.get(skill, HIGHEST_LEVEL + 1) <= top for skill, top in reached)


def loosens_nothing(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Steps of `relax` that leave everything as it was, with why."""
    for name, queue in policy.queues.items():
        asked = Asked(queue.requires)
        for place, step in enumerate(queue.relax):
            then = after_step(asked, step, policy.routing.adjacent)
            if then == asked:
                path = f"queues.{name}.relax[{place}]"
                yield path, f"this step of {name!r} never loosens anything", _why(step, asked)
            asked = then


def _why(step: Relaxation, asked: Asked) -> str:
    wanted = ", ".join(f"{skill} {level}" for skill, level in asked.requires.items())
    if not wanted and not step.overflow:
        return "No skill is asked for by then; remove it."
    more = {skill: level for skill, level in (step.requires or {}).items() if level > asked.requires.get(skill, 0)}
    if more:
        asks = ", ".join(f"{skill} {level}" for skill, level in more.items())
        return f"It asks for {asks}, where {wanted or 'no skill'} is asked for by then; a step never asks for more."
    if step.adjacent and not asked.adjacent:
        return f"No skill of `routing: adjacent` covers {wanted}."
    if step.overflow:
        return f"It overflows to {step.overflow} by then already."
    return f"{wanted} is asked for by then already; give lower levels, or remove it."


def skills_nobody_asks_for(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """A neighbour of a skill that no queue requires or prefers changes nothing."""
    asked = {skill for queue in policy.queues.values() for skill in (*queue.requires, *queue.prefers)}
    for skill, covers in policy.routing.adjacent.items():
        for other in covers:
            if other not in asked:
                yield (
                    f"routing.adjacent.{skill}.{other}",
                    f"no queue asks for {other!r}, which {skill!r} is to cover",
                    "Say in a queue that it `requires` it, or remove the line.",
                )


_OF_THE_DESK = ("relax", "assign", "sticky", "beyond_capacity", "reserve_for", "when_full")
"""Keys of a queue that say how our own desk finds somebody."""


def decided_by_the_hub(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Settings of a live queue for human agents of our own desk, where a helpdesk finds somebody by its own rules."""
    for name, queue in policy.queues.items():
        if queue.kind is not QueueKind.LIVE or queue.hub == DESK:
            continue
        usual = Queue(name)
        for key in _OF_THE_DESK:
            if getattr(queue, key) != getattr(usual, key):
                what = f"{queue.hub!r} decides who takes a customer of {name!r}: {key!r} counts only where it fails"
                yield f"queues.{name}.{key}", what, "Say it in the helpdesk, or name no hub here."


def not_mailed(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Queues whose answers go by e-mail where no hub takes them: nothing sends the mail by itself."""
    by_mail = {line.queue for line in policy.route if line.by is QueueKind.EMAIL}
    by_mail |= {trigger.queue for trigger in policy.triggers if trigger.by is QueueKind.EMAIL}
    for name, queue in policy.queues.items():
        mailed = queue.kind is QueueKind.EMAIL or name in by_mail
        if mailed and ticket_hub(policy, queue, QueueKind.EMAIL) == DESK:
            yield (
                f"queues.{name}",
                f"nothing is mailed for {name!r}: its tickets say who is to get the mail, and wait in the desk",
                "Add a hub of `kind: email`, or have somebody answer them from the desk.",
            )


def never_used(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Settings of a queue for people who wait, where nobody does."""
    for name, queue in policy.queues.items():
        if queue.kind is QueueKind.LIVE or _answered_live(policy, queue):
            continue
        for key, given in (("when_full", queue.when_full is not None), ("beyond_capacity", queue.beyond_capacity > 0)):
            if given:
                what = f"nobody waits in {name!r}, whose kind is {queue.kind.value}: {key!r} is never used"
                yield f"queues.{name}.{key}", what, "Remove it, or make the queue live."


def _answered_live(policy: Policy, queue: Queue) -> bool:
    """Whether a trigger or a line of the route makes it live all the same."""
    said = [(trigger.queue, trigger.by) for trigger in policy.triggers]
    said += [(route.queue, route.by) for route in policy.route]
    return any(by is QueueKind.LIVE and to in {"", queue.name} for to, by in said)
