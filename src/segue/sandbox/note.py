"""What the people of a hub would read about a handoff, as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff
from segue.domain.moves.asking import title
from segue.domain.package import Attempt, ContextPackage, EarlierContact
from segue.domain.policy import Policy
from segue.sandbox.record import Note

DESK = "desk"
_REACTION = {"confirmed": "helped", "rejected": "did not help", "no_answer": "no clear reaction"}


def note_of(policy: Policy, handoff: Handoff, package: ContextPackage, follow_up: FollowUp | None) -> Note:
    """The briefing in the desk, or the ticket or e-mail that was written; another hub is said not to be built."""
    queue = policy.queues.get(handoff.queue)
    hub = DESK
    if queue:
        hub = queue.when_closed.hub if follow_up and queue.hub == DESK else queue.hub
    if hub != DESK:
        words = f"The hub {hub!r} is not built in this version, so its note cannot be shown. The briefing it would get:"
        return Note(hub, "not_built", f"{words}\n\n{card(package, handoff)}")
    if follow_up is None:
        return Note(hub, "card", card(package, handoff))
    kind = "email" if follow_up.kind == "email" else "ticket"
    lines = [
        f"{'E-mail' if kind == 'email' else 'Ticket'}: {follow_up.subject}",
        f"Queue: {title(queue) if queue else handoff.queue}",
        f"Answer to: {follow_up.email or 'no address yet'}",
        *([f"Due: {follow_up.due_at:%Y-%m-%d %H:%M} UTC"] if follow_up.due_at else []),
        "",
        card(package, handoff),
    ]
    return Note(hub, kind, "\n".join(lines))


def card(package: ContextPackage, handoff: Handoff) -> str:
    """The briefing as the desk shows it, in the same order."""
    customer = package.customer
    who = customer.name.value or "Customer"
    facts = {"email": customer.email, "tier": customer.tier, **customer.more}
    known = [f"{key} {fact.value}" for key, fact in facts.items() if fact.value not in (None, "")]
    lines = [" · ".join([who, f"urgency {handoff.urgency.value}", *known])]
    lines += _part("What", package.summary)
    lines += _part("Why now", package.why_now, f"“{package.trigger_words}”" if package.trigger_words else "")
    lines += _part("Bot tried", *(map(_attempt, package.tried) if package.tried else ["The bot has not answered yet."]))
    lines += _part("Mood", package.mood.value.sentence if package.mood.value else "")
    lines += _part("Topics", ", ".join(topic.replace("_", " ") for topic in package.topics))
    lines += _part("Where", *(f"- {page.title or page.url}" for page in reversed(package.pages[-3:])))
    lines += _part("Earlier", *map(_earlier, package.earlier[:3]))
    lines += _part("Told by the bot", *(f"- {name}: {value}" for name, value in package.variables.items()))
    lines += _part("Missing", ", ".join(package.missing))
    return "\n".join(lines)


def _part(head: str, *lines: str) -> Iterable[str]:
    kept = [line for line in lines if line]
    if len(kept) == 1 and not kept[0].startswith("- "):
        yield f"{head}: {kept[0]}"
    elif kept:
        yield from (f"{head}:", *kept)


def _attempt(attempt: Attempt) -> str:
    words = f" “{attempt.customer_words}”" if attempt.customer_words else ""
    return f"- {attempt.text} [{_REACTION.get(attempt.reaction, attempt.reaction)}]{words}"


def _earlier(contact: EarlierContact) -> str:
    return f"- {contact.at:%Y-%m-%d}: {contact.summary or contact.reason} ({contact.outcome})"
