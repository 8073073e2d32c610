"""Shortening: what is least important goes first, whole lines before sentences, and no sentence is ever cut.

In this order, each only as far as it must:

1. sections that are not essential, the last of the table first;
2. of the others, the last first: what stands beside a quote in a list, then lines from the end of a list;
3. sentences from the end of what is left, the last section first;
4. essential sections, the last first, those of the core last; before the core, long quotes beside its sentences.

Afterwards what fits into the room that is left comes back, the most important first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from segue.domain.renderings.parts import Line, Section
from segue.domain.renderings.sections import ESSENTIAL, KINDS
from segue.domain.renderings.spelling import whole_sentences

Sections = tuple[Section, ...]
LONG_QUOTE = 200
"""Characters. Who reads a card in ten seconds does not read more than this of a quote that has a sentence beside it."""
Size = Callable[[Sequence[Section], bool], int]
"""How big sections are as they would be written; the flag says that something was left out, which is said as well."""


def fitted(sections: Sections, limit: int, size: Size) -> tuple[Sections, bool]:
    """`sections` within `limit`, and whether something was left out. When not even one fits, none."""
    if size(sections, False) <= limit:
        return sections, False
    kept = sections
    for kept in _shorter(sections):
        if size(kept, True) <= limit:
            break
    return _filled(kept, sections, limit, size), True


def _shorter(sections: Sections) -> Iterator[Sections]:
    """Ever shorter, until nothing is left."""
    kept = list(sections)
    for section in reversed(sections):
        if section.id not in ESSENTIAL:
            kept.remove(section)
            yield tuple(kept)
    for steps in (_shorter_list, _fewer_sentences):
        for index in reversed(range(len(kept))):
            for section in steps(kept[index]):
                kept[index] = section
                yield tuple(kept)
    for section in reversed(kept.copy()):
        if not KINDS[section.id].core:
            kept.remove(section)
            yield tuple(kept)
    kept = [replace(section, lines=tuple(map(_without_quote, section.lines))) for section in kept]
    yield tuple(kept)
    while kept:
        kept.pop()
        yield tuple(kept)


def _shorter_list(section: Section) -> Iterator[Section]:
    if any(line.answer for line in section.lines):
        section = replace(section, lines=tuple(replace(line, answer="") for line in section.lines))
        yield section
    while len(section.lines) > KINDS[section.id].least:
        section = replace(section, lines=section.lines[:-1], left_out=section.left_out + 1)
        yield section


def _fewer_sentences(section: Section) -> Iterator[Section]:
    for index in reversed(range(len(section.lines))):
        for line in _fewer(section.lines[index]):
            section = replace(section, lines=(*section.lines[:index], line, *section.lines[index + 1 :]))
            yield section


def _fewer(line: Line) -> Iterator[Line]:
    """A sentence less each time, of the quote before the text; one of either stays."""
    for quote in _prefixes(line.quote):
        line = replace(line, quote=quote)
        yield line
    for text in _prefixes(line.text):
        line = replace(line, text=text)
        yield line


def _without_quote(line: Line) -> Line:
    return replace(line, quote="") if line.text and len(line.quote) > LONG_QUOTE else line


def _prefixes(text: str) -> Iterator[str]:
    said = whole_sentences(text)
    while len(said) > 1:
        said.pop()
        yield " ".join(said)


def _filled(kept: Sections, sections: Sections, limit: int, size: Size) -> Sections:
    """Shortening goes in steps, so some room may be left. Essential sections come back first, as short as they can be;
    then each grows again as long as it fits, and what is not essential comes back until something does not fit."""
    chosen = {section.id: section for section in kept}

    def put(forms: Iterable[Section]) -> None:
        for form in forms:
            tried = {**chosen, form.id: form}
            if form == chosen.get(form.id) or size(_in_order(tried, sections), True) <= limit:
                chosen[form.id] = form
                return

    for section in sections:
        if section.id in ESSENTIAL and section.id not in chosen:
            put([list(_longest_first(section))[-1]])
    for section in sections:
        put(_longest_first(section))
        if section.id not in chosen and section.id not in ESSENTIAL:
            break  # nothing that is less important takes its place
    return _in_order(chosen, sections)


def _longest_first(section: Section) -> Iterator[Section]:
    yield section
    yield from _shorter_list(section)


def _in_order(chosen: dict[str, Section], sections: Sections) -> Sections:
    return tuple(chosen[section.id] for section in sections if section.id in chosen)
