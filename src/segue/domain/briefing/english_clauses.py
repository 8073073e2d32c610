"""English sentences taken apart into clauses that say one thing each, without greetings, thanks and fillers."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_CLAUSE = 300
"""Characters; what is longer is not composed from."""

_SUBJECT = (
    r"(?:i|i['’](?:m|d|ve|ll)|we|we['’](?:re|d|ve|ll)|my|our|you|your|it|it['’]s|the|there|this|that|they|nobody|no one"
    r"|can|could|would|will|please|how|when|where|why|what|is|are|do|does|did)"
)
_SPLIT = re.compile(
    rf"\s*;\s+|\s+[-–—]{{1,2}}\s+|,?\s+and\s+(?:also\s+|now\s+|then\s+|so\s+)?(?={_SUBJECT}\b)|,\s+(?:so|yet"
    rf"|or|and so)\s+(?={_SUBJECT}\b)"
    r"|\s+so\s+(?=(?:i|i['’]d|we|can|could|please)\b)|,\s+(?=(?:can|could|please|why|how)\s+(?:you|i|we|is|was|do"
    r"|did)\b)"
    r"|,\s+(?=(?:i|i['’](?:m|d|ve)|we)\s+\w)|,\s+(?=(?:need|want|would\s+like|wanna)\s+(?:to|a|an|the|my|our)\b)",
    re.IGNORECASE,
)
_BUT = re.compile(rf",?\s+but\s+(?:still\s+)?(?={_SUBJECT}\b)", re.IGNORECASE)
_HAPPENED = re.compile(
    r"(?:i|we|my|our|it|the|there|you)(?:['’]ve)?\s+(?:\w+\s+){0,3}?(?!need|want)(?:\w+ed|paid|bought|sent|got|made"
    r"|had|was|were|took)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:if|when|once|as soon as|unless|after|before|while|although|since|because|even though)\b", re.I
)

_ON_CONDITION = re.compile(r"^(?:if|unless)\s+(?:i|we|you|my|our|the|there|it)\s+[^,]{3,90}(?=,)", re.IGNORECASE)

_GREETING = (
    r"(?:hi|hello|hey|hiya|good\s+(?:morning|afternoon|evening|day)|greetings|dear|howdy|hola"
    r"|bonjour)(?:\s+(?:there|again|all|team|everyone|guys|folks|sir|madam|support|(?:sir\s+or\s+madam)"
    r"|[a-z]+(?=[\s]*[,!.])))?"
)
_FILLER_WORDS = (
    r"(?:so|and|but|well|ok|okay|oh|also|actually|yes|yeah|yep|hmm+|um|uh|unfortunately|basically|honestly|anyway"
    r"|alright|look|listen"
    r"|additionally|furthermore|moreover|meanwhile|finally|further|again|now|sorry|no|sure|please\s+note\s+that"
    r"|first\s+of\s+all|ah|wow|ugh|omg"
    r"|oui|surely|maybe|perhaps|besides|plus|then|instead)"
)
_FILLER_PHRASES = (
    r"(?:i\s+(?:completely\s+|totally\s+|do\s+|fully\s+)?(?:understand|see|get\s+(?:it|that)|know"
    r"|appreciate\s+(?:it|that|your\s+help(?:\s+so\s+far)?|the\s+offer))"
    r"(?:\s+(?:that|it|the\s+policy|your\s+(?:policy|point|position)))?|understood|got\s+it|i['’]m\s+(?:really\s+"
    r"|so\s+|very\s+)?sorry|right|great|perfect|fine|cool|certainly|of\s+course|absolutely|excuse\s+me"
    r"|in\s+that\s+case|that['’]s\s+(?:okay|ok|all\s+right|alright|fine|great|good|correct|right)|no\s+problem"
    r"|all\s+right|by\s+the\s+way|to\s+be\s+honest|as\s+i\s+said|like\s+i\s+said|i\s+mean|i\s+think|you\s+know"
    r"|first|firstly|second|secondly|i\s+(?:did|have|already\s+did|tried|do|am)(?=\s*,)|just\s+to\s+(?:confirm"
    r"|be\s+clear|be\s+sure|make\s+sure)"
    r"|in\s+the\s+meantime"
    r"|as\s+(?:a|an)\s+[\w\s]{2,30}\s+(?:member|customer|subscriber|user)|before\s+(?:we|i)\s+proceed"
    r"|if\s+(?:that['’]s|it['’]s|that\s+is|it\s+is)?\s*(?:not\s+)?(?:possible|okay|ok)|quick\s+question"
    r"|question|one\s+more\s+(?:thing|question))"
)
_THANKS = (
    r"(?:many\s+)?(?:thanks|thank\s+you|thx|cheers|merci)\b(?:\s+(?:so\s+much|very\s+much|a\s+lot|again"
    r"|in\s+advance|beaucoup))?(?:\s+for\s+[^,.!;]{1,80})?"
)
_LEAD = re.compile(
    rf"^(?:{_GREETING}(?:\s*[,!.:–-]+\s*|\s+(?=\S))|(?:{_FILLER_PHRASES}|{_THANKS})\s*(?:[,!.:–-]+\s*|\s+but\s+|$)"
    rf"|{_FILLER_WORDS}(?:\s*[,!.:…]+\s*|\s+|$)|\d{{1,2}}[.)]\s+)",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"^(?:please|pls|plz)\s*,?\s+(?=(?:can|could|would|will|may|i|i['’]d|we|how|what|when|where)\b)", re.IGNORECASE
)
_TAIL = re.compile(
    rf"(?:\s*,?\s+then(?=[\s?.!]*$)|\s*,\s*(?:right|correct|ok|okay|though|you\s+know"
    r"|(?:am|are|is|was|were|do|does|did|have|has|can|will|would)(?:n['’]t)?\s+(?:i|you|it|we|they|he|she))"
    r"|[\s,]+(?:please|pls|plz"
    rf"|{_THANKS}"
    rf"|s['’]il\s+vous\s+pla[iî]t"
    r"|if\s+(?:possible|that['’]s\s+(?:ok|okay|possible)|you\s+(?:can|could|would|don['’]t\s+mind))|for\s+me"
    r"|asap\s+please))\s*[?.!…]*\s*$"
    r"|\s*[?.!…]+\s*$",
    re.IGNORECASE,
)
_MOST_LEADS = 6


def clauses(sentence: str) -> Iterator[str]:
    """In order; a clause too short to stand alone stays with its neighbour."""
    sentence = without_leads(sentence)[:LONGEST_CLAUSE]
    if not sentence or _CONDITION.match(sentence):
        main = re.match(
            r"^[^,]{3,120},\s*(?:then\s+)?(?P<main>(?:i|we|can|could|please|would|how|why|is|my)\b.+)$", sentence, re.I
        )
        yield from filter(None, [_with_condition(trimmed(main["main"]), sentence)] if main else [])
        if sentence and not main:
            yield trimmed(sentence)
        return
    parts = (half for part in _SPLIT.split(sentence) for half in _at_but(part))
    yield from filter(None, (trimmed(without_leads(part)) for part in _joined(list(parts))))


def _with_condition(main: str, sentence: str) -> str:
    """ "If I pay more, is there a charge?" -> "is there a charge if I pay more?"; what is known already is left out."""
    condition = _ON_CONDITION.match(sentence)
    if not main or not condition:
        return main
    mark = "?" if main.endswith("?") else ""
    return f"{main.rstrip('?')} {condition[0][:1].lower()}{condition[0][1:]}{mark}"


def _at_but(part: str) -> list[str]:
    """A wish ends at "but"; what happened belongs together: "I cancelled, but I was still charged"."""
    return [part] if _HAPPENED.match(without_leads(part)) else _BUT.split(part)


def _joined(parts: list[str]) -> Iterator[str]:
    held = ""
    for part in parts:
        held = f"{held}, {part}" if held else part
        if len(part.split()) > 1:
            yield held
            held = ""
    if held:
        yield held


def without_leads(sentence: str) -> str:
    """Without what people say before they say it: greetings, thanks, "I understand, but"."""
    for _ in range(_MOST_LEADS):
        shorter = _LEAD.sub("", sentence, count=1)
        if shorter == sentence:
            break
        sentence = shorter.strip()
    return _PLEASE.sub("", sentence)


def trimmed(clause: str) -> str:
    """Without the courtesy at its end; a question keeps its mark."""
    asks = clause.rstrip().endswith("?")
    before = ""
    while before != clause:
        before, clause = clause, _TAIL.sub("", clause, count=1).rstrip(" ,;:")
    return clause + "?" if asks and clause else clause
