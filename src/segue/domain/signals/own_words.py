"""Which parts of a message are the customer's own words now: no quoted earlier messages, no pasted logs, no code.

The first and the last part of a very long message are read and the middle is not: people ask at the start or at the
end, and reading 64 KiB would hold up others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST_READ = 8_192
"""Characters of a message that are read: of a longer one, the first and the last half of that."""

_ONE_TURN = 32
"""Texts kept as read: several signals of one turn read the same message."""

_FEWEST_LOG_LINES = 3
_LONGEST_LINE_LOOKED_AT = 200

_WROTE = re.compile(
    r"""(?:
    (?:on|am|le|el|il|em|op)\ [^\n]{4,120}?
        \b(?:wrote|schrieb|a\ [ée]crit|escribi[óo]|ha\ scritto|escreveu|schreef)\b[^\n]{0,60}:
    | -{2,}\ ?(?:original\ message|forwarded\ message|urspr[üu]ngliche\ nachricht|message\ d['’]origine
        |mensaje\ original|messaggio\ originale|mensagem\ original|oorspronkelijk\ bericht)[^\n]{0,20}
    | (?:from|von|de|da|van):\ [^\n]{3,120}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADER_NEXT = re.compile(
    r"(?:sent|date|to|subject|gesendet|datum|an|betreff|envoy[ée]|enviado|inviato|verzonden|para|a|à|aan|assunto|asunto"
    r"|oggetto|objet|onderwerp):",
    re.IGNORECASE,
)
_LOG_LINE = re.compile(
    r"""(?:
    \[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d | \[?\d\d:\d\d:\d\d
    | (?:\[|<)?(?:error|warn|warning|info|debug|trace|fatal|critical|notice)(?:\]|>|:|\ -)
    | at\ [\w$.<>]+\( | File\ "[^"]*",\ line\ \d+ | Traceback\ | Caused\ by: | [\w.]{1,80}(?:Exception|Error):[ ]
    | \d{1,3}(?:\.\d{1,3}){3}\ - | \w{3}\ [ \d]\d\ \d\d:\d\d:\d\d\  | [{}\[\]]\s*$ | "[\w.-]+"\s*:
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=_ONE_TURN)
def own_parts(text: str) -> tuple[tuple[int, str], ...]:
    """What is read of a message, each part with its offset. All of it when nothing would be left."""
    found: list[tuple[int, str]] = []
    for offset, part in _ends(text):
        if "\n" in part or part.lstrip().startswith(">"):
            found.extend((offset + start, kept) for start, kept in _own_lines(part))
        else:
            found.append((offset, part))
    return tuple(found) if any(part.strip() for _, part in found) else tuple(_ends(text))


def _ends(text: str) -> Iterator[tuple[int, str]]:
    if len(text) <= LONGEST_READ:
        yield 0, text
        return
    half = LONGEST_READ // 2
    yield 0, text[:half]
    yield len(text) - half, text[-half:]


def _own_lines(part: str) -> Iterator[tuple[int, str]]:
    """Runs of lines that are kept, as whole pieces: what belongs together stays together."""
    lines = part.splitlines(keepends=True)
    heads = [line[:_LONGEST_LINE_LOOKED_AT].strip() for line in lines]
    logs = [bool(_LOG_LINE.match(head)) for head in heads]
    skip_logs = sum(logs) >= _FEWEST_LOG_LINES
    start = at = 0
    kept = ""
    in_code = False
    for index, line in enumerate(lines):
        head = heads[index]
        if _quotes_the_rest(heads, index):
            break
        fence = head.startswith("```")
        if head.startswith(">") or fence or in_code or (skip_logs and logs[index]):
            if kept:
                yield start, kept
            kept, start = "", at + len(line)
            in_code = in_code != fence
        else:
            kept += line
        at += len(line)
    if kept:
        yield start, kept


def _quotes_the_rest(heads: list[str], index: int) -> bool:
    """Whether an earlier message is quoted from here on: its author's line, or the head of a forwarded mail."""
    head = heads[index]
    if not _WROTE.match(head):
        return False
    if head[:5].lower().startswith(("from:", "von:", "de:", "da:", "van:")):
        return any(_HEADER_NEXT.match(line) for line in heads[index + 1 : index + 3])
    return True
