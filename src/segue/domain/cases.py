"""A resolved conversation as something to draw on, with everything personal of its customer taken out.

What is kept is what the customer wanted and what the human answered. A draft for somebody else is made of it, so names,
addresses, numbers and values go, and what cannot be told from a name goes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.knowledge import Case
from segue.domain.lifecycle import Handoff
from segue.domain.redaction import redact
from segue.domain.sentences import content_words, shorten
from segue.domain.signals.languages import little_words_of
from segue.domain.signals.values import Value, values_in

LONGEST_ASKED, LONGEST_ANSWERED = 600, 1_200
FEWEST_WORDS = 5
"""Content words below which a message of the human answers nothing: "One moment please"."""

MOST_ANSWERS = 3

_STAYS = frozenset({"duration", "percent", "count", "time"})
"""Values that say how things are done: "within 5 days". All others belong to one customer's case."""

_SMALL = 31
"""A plain number up to this says days, steps or floors, and nobody's account."""

_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\w)(?:[A-Za-z]{1,6}[-_/])?\d[\d./-]{2,}\w*")
_JOINED = re.compile(r"(?<!\w)(?:[A-Za-z]{1,6}[-_/])?\[number\](?:[-/.]\[number\])*")
_STREET = re.compile(
    r"(?<!\w)(?:"
    r"\d{1,5}[a-zA-Z]?,? (?:[A-Z][\w'’.-]{0,30} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Way|Court|Close|"
    r"Square|Place|Boulevard|Terrace|Gardens|Crescent)"
    r"|\d{1,5}(?: ?bis| ?ter)?,? (?i:rue|avenue|boulevard|place|chemin|impasse|quai|all[ée]e) [^\n.,;!?]{2,40}"
    r"|(?i:calle|avenida|plaza|paseo|via|viale|piazza|corso|rua|travessa|praça) [^\n\d;!?]{2,40}?,? ?"
    r"(?:n[.º°o]* ?)?\d{1,5}"
    r"|[A-ZÄÖÜ][\w-]{1,30}?(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|straat|laan|plein|gracht|kade)"
    r" \d{1,5} ?[a-zA-Z]?"
    r"|(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"  # a British postcode
    r")(?!\w)"
)
_CODE = re.compile(r"(?<!\w)(?=[A-Za-z]{0,8}\d)(?=\d{0,8}[A-Za-z])(?=[A-Za-z]*\d[A-Za-z]*\d)[A-Za-z0-9]{4,40}(?!\w)")
"""Letters with two digits or more among them: numbers of customers, invoices, plates."""

_NAME = r"(?:[^\W\d_a-zß-öø-ÿ][\w'’-]+)"
_GREETED = re.compile(
    rf"(?P<before>(?i:\b(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|moin|bonjour|bonsoir|ch[eè]re?"
    rf"|salut|hola|buenos d[ií]as|buenas tardes|estimad[oa]|ciao|buongiorno|buonasera|gentile|ol[áa]|oi|bom dia"
    rf"|boa tarde|beste|goedemorgen|goedemiddag|mr|mrs|ms|dr|herr|frau|monsieur|madame|se[ñn]ora?|signora?|senhora?"
    rf"|meneer|mevrouw|thanks|thank you|sorry|danke|merci|gracias|grazie|obrigad[oa]|bedankt|pardon|excuse me|yours"
    rf"|ok|okay))[\s,.]{{1,3}})(?P<name>{_NAME}(?:[ ]{_NAME}){{0,2}})"
)
_NAMED = re.compile(
    rf"(?P<before>(?i:\b(?:my name is|i am|i'm|this is|mein name ist|ich hei(?:ß|ss)e|ich bin|je m['’]appelle|je suis"
    rf"|me llamo|mi nombre es|soy|mi chiamo|sono|meu nome [ée]|me chamo|sou|mijn naam is|ik heet|ik ben"
    rf"|regards|cheers|gr[üu](?:ß|ss)e|cordialement|saludos|saluti|cumprimentos|groet(?:en|jes)?))[\s,:]{{1,3}})"
    rf"(?P<name>{_NAME}(?:[ ]{_NAME}){{0,2}})"
)


def case_of(
    conversation: Conversation, handoff: Handoff, entries: Sequence[Entry], names: Iterable[str] = ()
) -> Case | None:
    """None when nothing of it could help anybody, or the customer did not want something passed on.

    entries: of the handoff, and what the customer said before it. names: of everybody who took part.
    """
    if conversation.withheld or handoff.ended_at is None:
        return None
    people = [conversation.customer.name, conversation.customer.email, conversation.contact_email, handoff.agent_name]
    people += [entry.author_name for entry in entries if entry.role is Role.HUMAN_AGENT]
    people += names
    people += [hit["name"] for e in entries if _said_by(e, Role.END_USER) for hit in _NAMED.finditer(e.text)]
    asked = _asked(conversation, handoff, entries)
    answers = [e.text for e in entries if _said_by(e, Role.HUMAN_AGENT) and len(content_words(e.text)) >= FEWEST_WORDS]
    longest = sorted(answers, key=len, reverse=True)[:MOST_ANSWERS]
    answered = "\n".join(one for one in answers if one in longest)
    if not asked or not answered:
        return None
    clean_asked = shorten(impersonal(asked, people), LONGEST_ASKED)
    return Case(
        handoff.id,
        conversation.id,
        handoff.queue,
        clean_asked,
        _cut(impersonal(answered, people), LONGEST_ANSWERED),
        handoff.ended_at,
        conversation.language,
        shorten(clean_asked, 80),
        shorten(impersonal(handoff.disposition, people), 80),
    )


def _asked(conversation: Conversation, handoff: Handoff, entries: Sequence[Entry]) -> str:
    """The customer's matter and the words that brought the human, then what they said of substance."""
    said = [e.text for e in entries if _said_by(e, Role.END_USER) and len(content_words(e.text)) >= FEWEST_WORDS]
    wanted = dict.fromkeys(text for text in (conversation.matter, *said[:2]) if text.strip())
    return "\n".join(wanted) or handoff.evidence


def _said_by(entry: Entry, role: Role) -> bool:
    return entry.kind is Kind.MESSAGE and entry.role is role and bool(entry.text.strip())


def _cut(text: str, longest: int) -> str:
    """Whole lines and sentences only: half of an answer may say the opposite."""
    if len(text) <= longest:
        return text
    kept = text[:longest]
    end = max(kept.rfind(". "), kept.rfind("\n"), kept.rfind("! "), kept.rfind("? "))
    return kept[: end + 1].rstrip() if end > 0 else ""


def impersonal(text: str, names: Iterable[str] = ()) -> str:
    """`text` without what belongs to one customer: each is replaced by a word in square brackets."""
    text = _STREET.sub("[address]", _URL.sub("[link]", redact(text)))
    for value in sorted(values_in(text), key=lambda value: value.start, reverse=True):
        if not _stays(value) and not _inside_placeholder(text, value.start):
            kind = "number" if value.kind in {"number", "reference"} else f"{value.kind}"
            text = f"{text[: value.start]}[{kind}]{text[value.end :]}"
    text = _JOINED.sub("[number]", _CODE.sub("[number]", _LONG_NUMBER.sub("[number]", text)))
    for name in _names(names):
        flags = re.IGNORECASE if name.lower() not in little_words_of("en") else re.NOFLAG  # Will, May
        text = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", "[name]", text, flags=flags)
    return _NAMED.sub(_without_name, _GREETED.sub(_without_name, text))


def _stays(value: Value) -> bool:
    small = value.kind == "number" and value.number is not None and value.number <= _SMALL
    return small or value.kind in _STAYS


def _inside_placeholder(text: str, at: int) -> bool:
    opened = text.rfind("[", 0, at + 1)
    return opened >= 0 and "]" not in text[opened:at]


def _without_name(hit: re.Match[str]) -> str:
    return f"{hit['before']}[name]"


def _names(names: Iterable[str]) -> list[str]:
    """Whole names first, then each of their parts; "from Billing" of a human agent's name is no name."""
    found: dict[str, None] = {}
    for name in names:
        plain = " ".join(name.partition(" from ")[0].partition("@")[0].split())
        if len(plain) > 1:
            found[plain] = None
            found.update(dict.fromkeys(part for part in re.split(r"[\s._-]+", plain) if len(part) > 2))
    return sorted(found, key=len, reverse=True)
