"""A policy as the list that people keep on the wall: what brings a human, how urgently, who, and what happens else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segue.domain.lifecycle import Urgency
from segue.domain.policy import Decision, Outcome, Policy, Trigger
from segue.domain.queues import Queue, QueueKind, Route
from segue.domain.triggers import TriggerEngine

_URGENCIES = (Urgency.IMMEDIATE, Urgency.HIGH, Urgency.NORMAL, Urgency.SOFT)
_HEADS = {
    Urgency.IMMEDIATE: "Immediately",
    Urgency.HIGH: "With high urgency",
    Urgency.NORMAL: "As usual",
    Urgency.SOFT: "After the bot has tried once more",
}
_DOES = {Outcome.HANDOFF: "hands over", Outcome.OFFER: "offers a human", Outcome.STAY: "is only recorded"}


def escalation_list(policy: Policy, name: str) -> str:
    """Markdown. Triggers by urgency and kind, each with its queue, owner and fallback; then the queues."""
    lines = [f"# When {policy.bot.name} brings a human", "", f"From {name}, version {policy.hash[:12]}.", ""]
    for urgency in _URGENCIES:
        triggers = [trigger for trigger in policy.triggers if trigger.urgency is urgency]
        if triggers:
            lines += [f"## {_HEADS[urgency]}", "", *_table(policy, triggers), ""]
    lines += ["## Queues", "", *_queues(policy), ""]
    return "\n".join(lines)


def _table(policy: Policy, triggers: list[Trigger]) -> Iterator[str]:
    yield "| trigger | kind | when | what happens | queue | owner | else |"
    yield "|---|---|---|---|---|---|---|"
    for trigger in sorted(triggers, key=lambda one: one.kind):
        route = _routed(policy, trigger)
        queue = policy.queues[route.queue]
        cells = (
            trigger.id + (" (proactive)" if trigger.proactive else ""),
            trigger.kind.value,
            _when(trigger),
            _DOES[trigger.then],
            queue.name if trigger.queue else f"{queue.name} (by `route`)",
            _text(queue.owner) or "nobody",
            _fallback(queue, route.by or queue.kind),
        )
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _routed(policy: Policy, trigger: Trigger) -> Route:
    """Where it goes, and how it is answered, when nothing is known but the trigger itself."""
    reason = trigger.reason or trigger.id
    told = Decision(trigger.then, "", trigger.id, reason, queue=trigger.queue, category=trigger.category)
    return TriggerEngine(policy).route_of(told, {})


def _when(trigger: Trigger) -> str:
    parts = []
    if trigger.phrases:
        parts.append("says " + ", ".join(f"“{_text(phrase)}”" for phrase in trigger.phrases))
    if trigger.when:
        parts.append(f"`{trigger.when}`")
    if trigger.guidance:
        parts.append(_text(trigger.guidance))
    return " and ".join(parts)


def _fallback(queue: Queue, by: QueueKind) -> str:
    if by is not QueueKind.LIVE:
        return "a ticket is written" + (", to be answered by e-mail" if by is QueueKind.EMAIL else "")
    parts = [f"closed: {queue.when_closed.then}"]
    parts += [
        f"{step.when.replace('_', ' ')}: {_text(', '.join(step.notify))} told"
        for step in queue.sla.escalate
        if step.notify
    ]
    parts += [
        f"after {int(step.after.total_seconds())} s also {step.overflow}" for step in queue.relax if step.overflow
    ]
    if queue.when_full:
        parts.append(f"long wait: {' or '.join(queue.when_full.then)}")
    return "; ".join(parts)


def _queues(policy: Policy) -> Iterator[str]:
    yield "| queue | kind | owner | asks for | hours | first answer within |"
    yield "|---|---|---|---|---|---|"
    for queue in policy.queues.values():
        skills = ", ".join(f"{skill} {level}" for skill, level in queue.requires.items()) or "anybody"
        first = queue.sla.first_response
        promised = f"{int(first.total_seconds())} s" if first else "not promised"
        cells = (
            queue.name,
            queue.kind.value,
            _text(queue.owner) or "nobody",
            skills,
            queue.hours or "always open",
            promised,
        )
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    routes = [
        (f"`{route.when}` leads to {route.queue}" if route.when else f"else {route.queue}")
        + (f" (by {route.by.value})" if route.by else "")
        for route in policy.route
    ]
    yield ""
    yield "Triggers that name no queue: " + "; ".join(routes) + "."


def _text(words: str) -> str:
    """Words as they were written: no mark-up of Markdown or HTML that may be in them."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", words).replace("&", "&amp;").replace("<", "&lt;")


def _cell(text: str) -> str:
    """One line of a table. A bar would end the cell, also inside a condition."""
    return " ".join(text.split()).replace("|", "\\|") or " "
