"""What the people of a hub would read about a handoff, as plain text."""

from __future__ import annotations

from segue.domain.briefing.redacting import redacted
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff
from segue.domain.moves.expecting import title
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy, ticket_hub
from segue.domain.queues import DESK, QueueKind
from segue.domain.redaction import kinds_for
from segue.domain.renderings import HandoffFacts, render
from segue.sandbox.record import Note

WHOLE = 1_000_000
"""Bytes: whoever tries a policy wants to see all of it."""


def note_of(policy: Policy, handoff: Handoff, package: ContextPackage, follow_up: FollowUp | None) -> Note:
    """The briefing in the desk, the ticket or e-mail that was written, or what a helpdesk would get."""
    queue = policy.queues.get(handoff.queue)
    hub = DESK

    def leaving(destination: str) -> ContextPackage:
        return redacted(package, kinds_for(policy, destination))

    if queue:
        by = QueueKind.EMAIL if follow_up and follow_up.kind == "email" else None
        hub = ticket_hub(policy, queue, by) if follow_up else queue.hub
    if hub != DESK:
        words = f"Nothing leaves from here: the hub {hub!r} is not called. The briefing that it would get:"
        return Note(hub, "hub", f"{words}\n\n{briefing(policy, handoff, leaving('hub'))}")
    if follow_up is None:
        return Note(hub, "card", briefing(policy, handoff, package))
    kind = "email" if follow_up.kind == "email" else "ticket"
    lines = [
        f"{'E-mail' if kind == 'email' else 'Ticket'}: {follow_up.subject}",
        f"Queue: {title(queue) if queue else handoff.queue}",
        f"Answer to: {_answer_to(follow_up)}",
        *([f"Service level: {follow_up.sla}"] if follow_up.sla else []),
        *([f"Due: {follow_up.due_at:%Y-%m-%d %H:%M} UTC"] if follow_up.due_at else []),
        "",
        briefing(policy, handoff, leaving("email") if kind == "email" else package),
    ]
    return Note(hub, kind, "\n".join(lines))


def _answer_to(follow_up: FollowUp) -> str:
    if follow_up.channel == "callback":
        return f"a call to {follow_up.phone or 'a number that is not known yet'}"
    return follow_up.email or "no address yet"


def briefing(policy: Policy, handoff: Handoff, package: ContextPackage) -> str:
    """All that the desk shows, before "more" and behind it, in the same words and order."""
    queue = policy.queues.get(handoff.queue)
    facts = HandoffFacts(handoff.urgency.value, title(queue) if queue else handoff.queue)
    words: str = render("text", package, facts, WHOLE)
    return words
