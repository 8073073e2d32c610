"""The end marker: the entry by which the bot learns that it speaks again, with what it must know. One a handoff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from segue.domain.briefing.human_stretch import stretch_of
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.draft import Draft
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves.expecting import title
from segue.domain.return_packet import LONGEST_NOTE, LONGEST_TOLD, Stretch, fitted, outcome_of

NOBODY, BY_CUSTOMER, BY_BOT, BY_HUMAN, BY_IDLE = "nobody", "customer", "bot", "human", "idle"

BY_ROLE = {Role.END_USER: BY_CUSTOMER, Role.AUTOMATED_AGENT: BY_BOT, Role.HUMAN_AGENT: BY_HUMAN, Role.SYSTEM: NOBODY}


def end_marker(
    draft: Draft,
    before: Handoff,
    entries: Sequence[Entry] = (),
    *,
    by: str,
    told: str = "",
    note_text: str = "",
    disposition: str = "",
    closes: bool = False,
) -> Entry:
    """before: the handoff as it was until now; the step that ended it is in the log already.

    entries: the log since a human first had it, without what this change adds. by: who ended it, of
    `return_packet.ENDED_BY`. told: what the customer reads of it. closes: the conversation ends with it.
    """
    after = draft.handoffs[before.id]
    had = before.state is State.ACTIVE
    talk = [e for e in (*entries, *draft.entries) if e.kind is Kind.MESSAGE and e.role in _TALK] if had else []
    packet: dict[str, Any] = {
        "handoff": before.id,
        "outcome": outcome_of(before.state, after.state, by),
        "ended_by": by,
        "open": not closes,
        "reason": before.reason,
        "queue": before.queue,
        "agent_name": before.agent_name if had else "",
        "disposition": disposition[:200],
        "note": _bounded(note_text, LONGEST_NOTE),
        "told": _bounded(told, LONGEST_TOLD),
        **_came_to(draft, before, talk),
        "ticket": _ticket(draft, before),
        "messages": [{"role": e.role.value, "author_name": e.author_name, "text": e.text} for e in talk],
    }
    return draft.add(Kind.HANDED_BACK, Role.SYSTEM, data={"packet": fitted(packet), "epoch": draft.conversation.epoch})


_TALK = (Role.HUMAN_AGENT, Role.END_USER)


def _bounded(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _came_to(draft: Draft, before: Handoff, talk: Sequence[Entry]) -> dict[str, Any]:
    if before.state is State.ACTIVE:
        found = stretch_of(talk, before.agent_name, draft.conversation.language or draft.language)
    else:
        queue = draft.policy.queues.get(before.queue)
        found = Stretch(f"No human agent of {title(queue) if queue else before.queue} had the conversation.")
    return {
        "summary": found.summary,
        "promises": list(found.promises),
        "open_points": list(found.open_points),
        "ruled_out": list(found.ruled_out),
    }


def _ticket(draft: Draft, before: Handoff) -> dict[str, Any] | None:
    """What stands for this handoff and is answered later: the bot must neither repeat nor contradict it."""
    ticket = draft.follow_up or draft.ticket
    if ticket is None or not ticket.is_open or ticket.handoff != before.id:
        return None
    promised = ticket.due_at if ticket.sla else None
    return {
        "id": ticket.id,
        "due_at": promised.isoformat() if promised else None,
        "channel": ticket.channel,
    }
