"""The card that a human agent reads in ten seconds: at most 120 words, and behind "more" everything else."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from segue.domain.package import ContextPackage
from segue.domain.renderings.budget import fitted
from segue.domain.renderings.parts import HandoffFacts, Line, Section, json_size
from segue.domain.renderings.sections import ESSENTIAL, sections_of
from segue.domain.renderings.spelling import safe_link

WORDS = 120
FURNITURE = 6
"""Words of the 120 that a screen needs for its buttons: Use, More, Hide briefing."""
BUDGET, LEAST = 48_000, 8_000
"""Bytes of the card as JSON, unless the caller says otherwise, and the fewest it takes."""


@dataclass(frozen=True, slots=True)
class Card:
    """top: before "more", the first line first. more: the rest, and what did not fit into the words above.

    shortened: even `more` does not hold all of it.
    """

    handoff: str
    conversation: str
    top: tuple[Section, ...]
    more: tuple[Section, ...]
    transcript: str = ""  # link
    shortened: bool = False


def card(package: ContextPackage, handoff: HandoffFacts, limit: int = BUDGET) -> Card:
    """limit: bytes of the card as JSON, at least LEAST."""
    sections = sections_of(package, handoff)
    above = tuple(section for section in sections if section.id in ESSENTIAL)
    top, moved = fitted(above, limit // 2, _size_above)
    shown = {section.id: section for section in top}
    below = [
        *(_rest(section, shown.get(section.id)) for section in above if moved),
        *(section for section in sections if section.id not in ESSENTIAL),
    ]
    whole = Card(
        package.handoff,
        package.conversation,
        tuple(replace(section, left_out=0) for section in top),
        (),
        safe_link(package.transcript),
    )

    def size(more: Sequence[Section], shortened: bool) -> int:
        return json_size(card_view(replace(whole, more=tuple(more), shortened=shortened)))

    more, shortened = fitted(tuple(section for section in below if section.lines), limit, size)
    return replace(whole, more=more, shortened=shortened)


def _size_above(sections: Sequence[Section], _: bool) -> int:
    """Bytes, as long as the words are few enough."""
    if words_of(sections) > WORDS - FURNITURE:
        return sys.maxsize
    return json_size([_section_view(section) for section in sections])


def _rest(section: Section, shown: Section | None) -> Section:
    """The lines that do not stand above just as they are."""
    above = set(shown.lines) if shown else set()
    return replace(section, lines=tuple(line for line in section.lines if line not in above))


def words_of(sections: Sequence[Section]) -> int:
    """How many words a reader sees before "more", where times and sources are not shown: heads and labels included."""
    return sum(len(" ".join(_seen(section)).split()) for section in sections)


def _seen(section: Section) -> Iterable[str]:
    yield from (section.head, section.mark)
    for line in section.lines:
        yield from (line.label, line.text, line.quote, line.answer, line.tag)


def card_view(made: Card) -> dict[str, Any]:
    """The card as JSON. Times are ISO 8601 with their zone; a link is a web address or "" ."""
    return {
        "handoff": made.handoff,
        "conversation": made.conversation,
        "top": [_section_view(section) for section in made.top],
        "more": [_section_view(section) for section in made.more],
        "transcript": made.transcript,
        "shortened": made.shortened,
    }


def _section_view(section: Section) -> dict[str, Any]:
    lines = [_line_view(line) for line in section.lines]
    return {
        "id": section.id,
        "head": section.head,
        "mark": section.mark,
        "lines": lines,
        "left_out": section.left_out,
    }


def _line_view(line: Line) -> dict[str, Any]:
    return {**asdict(line), "at": line.at.isoformat() if line.at else None, "url": safe_link(line.url)}
