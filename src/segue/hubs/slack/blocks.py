"""The first message of a handoff's thread: what it is about and how urgent, what to press, then the briefing.

https://docs.slack.dev/reference/block-kit/blocks: 50 blocks a message, 3,000 characters a section, 150 a header.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.domain.lifecycle import LABELS
from segue.domain.renderings.blocks import MOST_BLOCKS, MOST_IN_HEADER, escaped
from segue.ports.hubs import Opening

BUTTONS = "segue_buttons"
CLAIM, RETURN, END, LABEL = "segue_claim", "segue_return", "segue_end", "segue_label"
MOST_VALUE, MOST_FACTS = 2_000, 1_900
LEAST_PACKAGE = 1_000
HOW = (
    "What is written in this thread goes to the customer; the first reply claims the conversation. "
    "Begin with // or note: or an @mention to stay among yourselves. Files do not reach the customer: send a link."
)
_MARKS = {"immediate": "🔴", "high": "🟠", "normal": "🔵", "soft": "⚪"}

Block = Mapping[str, Any]


def headline(opening: Opening) -> str:
    """Urgency first: it is what a notification shows of it."""
    mark = _MARKS.get(opening.urgency, "🔵")
    subject = " ".join(opening.subject.split())
    return _fitting(f"{mark} {opening.urgency.capitalize()} urgency: {subject}", MOST_IN_HEADER)


def blocks(opening: Opening, limit: int) -> list[Block]:
    """At most 50. A briefing of too many blocks is shortened; the file in the thread has all of it."""
    first: list[Block] = [
        {"type": "header", "text": _plain(headline(opening))},
        {"type": "context", "elements": [_plain(_facts(opening))]},
        {"type": "section", "text": _plain(HOW)},
        _buttons(opening.id),
    ]
    found: Sequence[Block] = opening.rendered("blocks", limit)
    while len(first) + len(found) > MOST_BLOCKS and limit > LEAST_PACKAGE:
        limit = max(LEAST_PACKAGE, limit * 3 // 4)
        found = opening.rendered("blocks", limit)
    return [*first, *found][:MOST_BLOCKS]


def without_buttons(shown: Sequence[Any], why: str) -> list[Block]:
    """The same message when it is over: what could be pressed is gone, and the end is told in its place."""
    over: Block = {"type": "section", "block_id": BUTTONS, "text": _plain(_fitting(f"Over: {why}", MOST_FACTS))}
    kept = [over if one.get("block_id") == BUTTONS else one for one in shown if isinstance(one, Mapping)]
    return kept if over in kept else [*kept[: MOST_BLOCKS - 1], over]


def _facts(opening: Opening) -> str:
    said = (
        ("Queue", opening.queue_title or opening.queue),
        ("Promised", opening.sla),
        ("Due", opening.due_at.strftime("%Y-%m-%d %H:%M %Z") if opening.due_at else ""),
        ("Language", opening.language),
        ("Reason", opening.reason.replace("_", " ")),
    )
    found = [f"{name}: {value}" for name, value in said if value] + [f"#{tag}" for tag in opening.tags]
    return _fitting(" · ".join(found) or "Handed over by Segue", MOST_FACTS)


def _buttons(handoff: str) -> Block:
    value = handoff[:MOST_VALUE]
    sure = {
        "title": _plain("End the conversation?"),
        "text": _plain("The customer is told that it is over."),
        "confirm": _plain("End"),
        "deny": _plain("Go on"),
    }
    options = [{"text": _plain(words), "value": label} for label, words in LABELS.items()]
    select = {"type": "static_select", "action_id": LABEL, "placeholder": _plain("Was it right to hand over?")}
    return {
        "type": "actions",
        "block_id": BUTTONS,
        "elements": [
            {"type": "button", "action_id": CLAIM, "style": "primary", "text": _plain("Claim"), "value": value},
            {"type": "button", "action_id": RETURN, "text": _plain("Hand back to the bot"), "value": value},
            {"type": "button", "action_id": END, "style": "danger", "text": _plain("End"), "value": value}
            | {"confirm": sure},
            {**select, "options": options},
        ],
    }


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _fitting(text: str, longest: int) -> str:
    """Escaped, and cut so that it fits then: never within an entity."""
    found = escaped(text)
    if len(found) <= longest:
        return found
    kept = text[:longest]
    while len(escaped(kept)) >= longest:
        kept = kept[:-1]
    return escaped(kept.rstrip()) + "…"
