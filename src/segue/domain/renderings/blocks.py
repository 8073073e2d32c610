"""The briefing as chat blocks in the form of Slack's Block Kit: plain dictionaries, for any chat that takes them.

Only our own heads are `mrkdwn`. What others wrote stands in `plain_text`, where no markup, link or mention is read;
there, too, `&`, `<` and `>` are written as entities, which the chat shows as themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.domain.renderings.budget import fitted
from segue.domain.renderings.parts import Ending, Section
from segue.domain.renderings.plain import chips, left_out, line_text, unaddressed

MOST_BLOCKS = 50
MOST_CHARACTERS = 3000
MOST_IN_HEADER = 150

Block = Mapping[str, Any]


def escaped(text: str) -> str:
    return unaddressed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def part(section: Section) -> tuple[Block, ...]:
    """Two blocks: the head, and what is said."""
    if section.joined:
        first = escaped(section.lines[0].text)
        header = {"type": "header", "text": _plain(first if len(first) <= MOST_IN_HEADER else "Briefing")}
        return (header, {"type": "section", "text": _plain(chips(section, escaped))})
    kept, _ = fitted((section,), MOST_CHARACTERS, lambda found, _: max((len(_said(one)) for one in found), default=0))
    said = _said(kept[0]) if kept else "Too long for a chat."
    mark = f" ({escaped(section.mark)})" if section.mark else ""
    head = {"type": "context", "elements": [{"type": "mrkdwn", "text": f"*{section.head}*"}]}
    if mark:
        head["elements"].append(_plain(mark.strip()))  # type: ignore[attr-defined]
    return (head, {"type": "section", "text": _plain(said)})


def _said(section: Section) -> str:
    lines = [line_text(line, escaped, escaped) for line in section.lines]
    lines += filter(None, [left_out(section)])
    return lines[0] if len(lines) == 1 else "\n".join(f"• {line}" for line in lines)


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def whole(parts: Sequence[tuple[Block, ...]], ending: Ending) -> list[Block]:
    link = ending.whole.replace("&", "&amp;").replace("|", "%7C")
    words = {"type": "mrkdwn", "verbatim": True, "text": f"<{link}|{ending.words}>"}
    last = words if link else _plain(escaped(ending.words))
    return [*(block for blocks in parts for block in blocks), {"type": "context", "elements": [last]}]
