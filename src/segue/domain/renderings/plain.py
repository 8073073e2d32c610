"""The briefing as plain text, for a ticket, a mail's text part, a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from segue.domain.renderings.parts import Ending, Line, Section
from segue.domain.renderings.spelling import moment, safe_link

_ADDRESSED = re.compile(r"(?<![\w.@])@(?=\w)")
_INNER = str.maketrans("“”„", "‘’‘")

Escape = Callable[[str], str]


def unaddressed(text: str) -> str:
    """`text` in which @here and @somebody call nobody: an unseen space stands behind the sign."""
    return _ADDRESSED.sub("@\u200b", text)


def quoted(words: str) -> str:
    """`words` within “ ”, which they cannot close themselves."""
    return f"“{words.translate(_INNER)}”"


def line_text(line: Line, escape: Escape = unaddressed, link: Escape = str) -> str:
    """A line in words: `Tier: enterprise (crm)`. All of it goes through `escape`, a web address through `link`."""
    said = " ".join(escape(part) for part in (line.text, quoted(line.quote) if line.quote else "") if part)
    if line.label:
        said = f"{escape(line.label)}: {said}"
    if line.tag:
        said = f"{said} – {escape(line.tag)}"
    if line.answer:
        said = f"{said}: {escape(quoted(line.answer))}"
    url = safe_link(line.url)
    beside = (escape(line.source), moment(line.at) if line.at else "", link(url) if url else "")
    told = ", ".join(part for part in beside if part)
    return f"{said} ({told})" if told else said


def chips(section: Section, escape: Escape = unaddressed) -> str:
    """The first line: what stands beside each other, without where it is known from."""
    return " · ".join(escape(" ".join(part for part in (one.label, one.text) if part)) for one in section.lines)


def left_out(section: Section) -> str:
    return f"and {section.left_out} more" if section.left_out else ""


def part(section: Section) -> str:
    if section.joined:
        return chips(section)
    head = f"{section.head} ({unaddressed(section.mark)})" if section.mark else section.head
    lines = [*map(line_text, section.lines), *filter(None, [left_out(section)])]
    return f"{head}: {lines[0]}" if len(lines) == 1 else "\n".join([f"{head}:", *(f"- {line}" for line in lines)])


def whole(parts: Sequence[str], ending: Ending) -> str:
    return "\n".join([*parts, *_last(ending)])


def _last(ending: Ending) -> Iterable[str]:
    yield f"{ending.words} {ending.whole}".rstrip()
