"""The context package as people and machines read it: one table of sections, one way to shorten, six forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from segue.domain.package import ContextPackage
from segue.domain.renderings import blocks, flat, html, markdown, plain
from segue.domain.renderings.budget import fitted
from segue.domain.renderings.card import Card, card, card_view
from segue.domain.renderings.parts import Ending, HandoffFacts, Section, json_size
from segue.domain.renderings.sections import sections_of
from segue.domain.renderings.spelling import safe_link

__all__ = ["FORMS", "Card", "Form", "HandoffFacts", "card", "card_view", "render"]


LONGEST_LINK = 300


def _bytes(text: str) -> int:
    return len(text.encode())


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of rendering is written. budget: bytes unless the caller says otherwise; least: the fewest it takes.

    part: one section. whole: all of them, with the last line. size: bytes in UTF-8.
    """

    part: Callable[[Section], Any]
    whole: Callable[[Sequence[Any], Ending], Any]
    size: Callable[[Any], int]
    budget: int
    least: int


FORMS: Mapping[str, Form] = {
    "markdown": Form(markdown.part, markdown.whole, _bytes, budget=8_000, least=500),
    "text": Form(plain.part, plain.whole, _bytes, budget=8_000, least=500),
    "html": Form(html.part, html.whole, _bytes, budget=24_000, least=2_000),
    "blocks": Form(blocks.part, blocks.whole, json_size, budget=16_000, least=1_000),
    "flat": Form(flat.part, flat.whole, json_size, budget=4_096, least=800),
}


def render(form: str, package: ContextPackage, handoff: HandoffFacts, limit: int = 0) -> Any:
    """The package in one of FORMS, within `limit` bytes: text, or for blocks a list and for flat a mapping.

    limit: at least the form's `least`; 0 for its budget. Raises KeyError for a form that is not there.
    """
    made = FORMS[form]
    part = cache(made.part)
    link = safe_link(package.transcript)
    link = link if len(link) <= LONGEST_LINK else ""

    def write(sections: Sequence[Section], shortened: bool) -> Any:
        ending = Ending(package.handoff, package.conversation, link, shortened)
        return made.whole([part(section) for section in sections], ending)

    def size(sections: Sequence[Section], shortened: bool) -> int:
        return made.size(write(sections, shortened))

    return write(*fitted(sections_of(package, handoff), limit or made.budget, size))
