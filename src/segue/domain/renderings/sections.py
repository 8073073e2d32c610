"""The one table of sections that every rendering is made from, most important first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.domain.package import ContextPackage
from segue.domain.renderings import account, conversation
from segue.domain.renderings.parts import HandoffFacts, Line, Section
from segue.domain.renderings.spelling import clean, readable

Lines = Callable[[ContextPackage, HandoffFacts], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the table. essential: stands on the card before "more". core: of these, dropped last.

    least: lines that a shortened list keeps.
    """

    id: str
    head: str
    lines: Lines
    essential: bool = False
    core: bool = False
    joined: bool = False
    least: int = 1


TABLE: tuple[Kind, ...] = (
    Kind("who", "Who", account.who, essential=True, core=True, joined=True, least=6),
    Kind("what", "What", conversation.what, essential=True, core=True, least=2),
    Kind("why", "Why now", conversation.why, essential=True, core=True),
    Kind("tried", "Tried", conversation.tried, essential=True, core=True),
    Kind("mood", "Mood", conversation.mood, essential=True, core=True),
    Kind("reply", "Suggested first sentence", conversation.reply, essential=True, core=True),
    Kind("note", "Note", conversation.note, essential=True),
    Kind("before", "Before", account.before, essential=True),
    Kind("questions", "Still open", conversation.questions, essential=True),
    Kind("account", "Account", account.facts),
    Kind("billing", "Billing", account.billing),
    Kind("crm", "Notes in the CRM", account.crm_notes),
    Kind("earlier", "Earlier contacts", account.earlier),
    Kind("highlights", "Highlights", conversation.highlights),
    Kind("where", "Where they were", conversation.where),
    Kind("usage", "Use of the product", account.usage),
    Kind("bot", "From the bot", conversation.bot),
    Kind("attachments", "Attachments", conversation.attachments),
    Kind("missing", "Not known", conversation.missing),
    Kind("withheld", "Not passed on", conversation.withheld),
)
KINDS: Mapping[str, Kind] = {kind.id: kind for kind in TABLE}
ESSENTIAL = frozenset(kind.id for kind in TABLE if kind.essential)


def sections_of(package: ContextPackage, handoff: HandoffFacts) -> tuple[Section, ...]:
    """Every section that has something to say, in the order of the table, nothing shortened."""
    found = []
    for kind in TABLE:
        lines = tuple(line for line in map(_readable, kind.lines(package, handoff)) if _says(line))
        if lines:
            found.append(Section(kind.id, kind.head, lines, _mark(kind, package), kind.joined))
    return tuple(found)


def _readable(line: Line) -> Line:
    values: dict[str, Any] = {
        "text": readable(line.text),
        "quote": readable(line.quote),
        "answer": readable(line.answer),
        "label": clean(line.label),
        "tag": readable(line.tag),
        "source": clean(line.source),
        "url": clean(line.url),
    }
    return Line(tone=line.tone, at=line.at, seq=line.seq, **values)


def _says(line: Line) -> bool:
    return bool(line.text or line.quote or line.answer)


def _mark(kind: Kind, package: ContextPackage) -> str:
    if kind.id != "what" or package.written_by in ("", "segue"):
        return ""
    return f"machine-written by {clean(package.written_by)}"
