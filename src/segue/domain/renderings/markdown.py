"""The briefing as Markdown (CommonMark), for an internal note. Words of others stay words: no link, markup or call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from segue.domain.renderings.parts import Ending, Section
from segue.domain.renderings.plain import chips, left_out, line_text, unaddressed

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BEGINS_A_BLOCK = re.compile(r"^([#+=-])(?=[\s#+=-]|$)")


def escaped(text: str) -> str:
    """`text` that a Markdown reader shows as it was written."""
    marked = _SPECIAL.sub(r"\\\1", unaddressed(text))
    return _BEGINS_A_BLOCK.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", marked))


def linked(url: str) -> str:
    return f"<{url}>"


def strong(marked: str) -> str:
    return f"**{marked}**"


def part(section: Section) -> str:
    if section.joined:
        return strong(chips(section, escaped))
    mark = f" ({escaped(section.mark)})" if section.mark else ""
    lines = [line_text(line, escaped, linked) for line in section.lines]
    lines += filter(None, [left_out(section)])
    if len(lines) == 1:
        return f"{strong(section.head + ':')}{mark} {lines[0]}"
    return "\n".join([f"{strong(section.head + ':')}{mark}", *(f"- {line}" for line in lines)])


def whole(parts: Sequence[str], ending: Ending) -> str:
    link = ending.whole
    last = f"{escaped(ending.words)} {linked(link)}" if link else escaped(ending.words)
    return "\n\n".join([*parts, last])
