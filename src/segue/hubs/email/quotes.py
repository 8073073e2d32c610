"""What somebody wrote in a letter, without the letters that it answers and without a signature.

Nothing says where new words end (RFC 3676, 4.5 knows only ">"), so programs are told by what they put above a quote.
Our own letters begin with a line (`##- … -##`) that a quote of them holds: what stands from there on is ours.
Words above the first such sign are never lost; where nothing stands above it, words between quoted lines are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 200_000
"""Characters that are looked at; of one line, LONGEST_LINE."""

LONGEST_LINE = 400

_OURS = re.compile(r"##-\s[^#]{3,120}?\s-##")
_QUOTE = re.compile(r"\s{0,3}(?:>|\|\s?>)")
_WROTE = re.compile(  # the end of "On Monday, Ana wrote:", in the languages that Segue speaks
    r"\b(?:wrote|writes|schrieb(?: am\b.{1,120})?|hat geschrieben|écrit|escribió|escribi[oó]|ha scritto|scrive"
    r"|escreveu|schreef(?: op\b.{1,120})?|heeft geschreven)\b.{0,120}:\s*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:On|Am|Le|El|Il|Em|No dia|Op)\b|\s*A \d|.{0,100}<[^<>@\s]{1,80}@[^<>@\s]{1,200}>", re.IGNORECASE
)
_DATED = re.compile(r"\d{1,4}[./: -]\d{1,2}|\b(?:19|20)\d\d\b|@")
_ORIGINAL = re.compile(
    r"\s*[-_*]{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|urspr[^-]{0,20}nachricht|message d['’]origine|message transféré|mensaje original|mensaje reenviado"
    r"|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|oorspronkelijk bericht"
    r"|doorgestuurd bericht)\s*[-_*]{2,}\s*",
    re.IGNORECASE,
)
_FROM = r"from|von|de|da|van"
_FIELD = re.compile(
    r"\s*\*?(?:" + _FROM + r"|sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado(?: el)?"
    r"|fecha|para|asunto|inviato|data|a|oggetto|enviada(?: em)?|assunto|verzonden|aan|onderwerp)\s*:\*?\s*\S.*",
    re.IGNORECASE,
)
_FROM_FIELD = re.compile(r"\s*\*?(?:" + _FROM + r")\s*:\*?\s*\S.*", re.IGNORECASE)
_RULE = re.compile(r"\s*[_-]{20,}\s*")
_SENT_BY = re.compile(
    r"\s*(?:sent from my .{1,40}|sent from outlook.{0,40}|get outlook for .{1,30}|von meinem .{1,40} gesendet"
    r"|gesendet von .{1,40}|envoyé (?:de|depuis) mon .{1,40}|enviado desde mi .{1,40}|inviato da .{1,40}"
    r"|enviado do meu .{1,40}|verstuurd vanaf mijn .{1,40}|verzonden vanaf mijn .{1,40})\s*",
    re.IGNORECASE,
)
FIELDS_OF_A_QUOTE = 3
"""From, Sent, To … one below the other: two may stand in anybody's words."""


def newest(text: str) -> str:
    """What was written in this letter itself; "" when it only quotes."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]
    found = _OURS.search(whole)
    lines = whole.split("\n")
    ends = whole.count("\n", 0, found.start()) if found else len(lines)
    above = _unsigned(_without_quotes(_before_a_quote(lines[:ends])))
    if above or not found:
        return above or _unsigned(_without_quotes(lines[:ends]))
    return _unsigned(_between(lines, ends))


def _before_a_quote(lines: Sequence[str]) -> list[str]:
    """Up to where a program began to quote without marking each line."""
    for at, line in enumerate(lines):
        if _begins_a_quote(lines, at) and any(one.strip() and not _QUOTE.match(one) for one in lines[:at]):
            return list(lines[:at])
        if len(line) <= LONGEST_LINE and _ORIGINAL.fullmatch(line):
            return list(lines[:at])
    return list(lines)


def _begins_a_quote(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if len(line) > LONGEST_LINE or _QUOTE.match(line):
        return False
    if _RULE.fullmatch(line):
        return _heads(lines, at + 1)
    if _heads(lines, at):
        return True
    length = _attribution(lines, at)
    return bool(length) and not _marked_below(lines, at + length)


def _heads(lines: Sequence[str], at: int) -> bool:
    """Fields as of a letter, one below the other, with who wrote it first."""
    fields = [one for one in lines[at : at + 8] if one.strip()][:FIELDS_OF_A_QUOTE]
    return (
        len(fields) == FIELDS_OF_A_QUOTE
        and all(len(one) <= LONGEST_LINE and _FIELD.fullmatch(one) for one in fields)
        and bool(_FROM_FIELD.fullmatch(fields[0]))
    )


def _attribution(lines: Sequence[str], at: int) -> int:
    """How many lines from here say who wrote what is quoted below: programs fold them into up to three."""
    for length in (1, 2, 3):
        part = [one.strip() for one in lines[at : at + length]]
        if not all(part) or any(_QUOTE.match(one) for one in part):
            return 0
        joined = " ".join(part)
        if len(joined) > LONGEST_LINE:
            return 0
        if _WROTE.search(joined):
            first = part[0]  # words that stand right above it are no part of it
            return length if _BEGINS.match(first) and _DATED.search(first) else 0
    return 0


def _marked_below(lines: Sequence[str], at: int) -> bool:
    """Whether the quote below is marked line by line, so that words may stand between or under it; or was cut off."""
    rest = next((one for one in lines[at:] if one.strip()), "")
    return not rest or bool(_QUOTE.match(rest))


def _without_quotes(lines: Sequence[str]) -> list[str]:
    """Without lines that are marked as quoted, and without those that say whose they are."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        length = _attribution(lines, at)
        if length and _marked_below(lines, at + length):
            at += length
        elif _QUOTE.match(lines[at]):
            at += 1
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _between(lines: Sequence[str], ours: int) -> list[str]:
    """Answers under or between what is quoted of our letter, where every line of that is marked."""
    if not _QUOTE.match(lines[ours]):
        return []
    return _without_quotes(lines)


def _unsigned(lines: Sequence[str]) -> str:
    """Without the signature (RFC 3676, 4.3: a line of two dashes), a phone's advertisement, and empty ends."""
    kept = list(lines)
    for at, line in enumerate(kept):
        if line.rstrip() == "--" and any(one.strip() for one in kept[:at]):
            kept = kept[:at]
            break
    while kept and (not kept[-1].strip() or _is_trailer(kept)):
        kept.pop()
    return "\n".join(line.rstrip() for line in kept).strip()


def _is_trailer(lines: Sequence[str]) -> bool:
    last = lines[-1]
    alone = not any(one.strip() for one in lines[:-1])
    rule = _RULE.fullmatch(last) is not None
    return rule or (not alone and len(last) <= LONGEST_LINE and _SENT_BY.fullmatch(last) is not None)
