"""Draft replies without a model: from the nearest article, or from what a human answered in the nearest case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.reply_drafts import DraftSource, SourceKind
from segue.domain.retrieval import RELATED, RELEVANT, Found, Index, passage
from segue.domain.sentences import content_words, shorten

MOST_SOURCES = 3
LONGEST_QUOTE = 300
FEW_WORDS = 6
"""Content words up to which a message may need the one before it to say what it is about: "And the cost?"."""

AS_NEAR = 0.6
"""Share of the nearest one's relevance that another source of the same draft has at least."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the answer. greeting: {name} is put in, or the plain one used. language: its own name."""

    language: str
    greeting: str
    plain: str
    closing: str


WORDS: Mapping[str, Words] = {
    "en": Words("English", "Hello {name},", "Hello,", "Does that answer your question?"),
    "de": Words("German", "Guten Tag {name},", "Guten Tag,", "Ist Ihre Frage damit beantwortet?"),
    "fr": Words("French", "Bonjour {name},", "Bonjour,", "Est-ce que cela répond à votre question ?"),
    "es": Words("Spanish", "Hola, {name}:", "Hola:", "¿Responde esto a su pregunta?"),
    "it": Words("Italian", "Buongiorno {name},", "Buongiorno,", "Questo risponde alla sua domanda?"),
    "pt": Words("Portuguese", "Olá, {name}:", "Olá!", "Isto responde à sua pergunta?"),
    "nl": Words("Dutch", "Hallo {name},", "Hallo,", "Is uw vraag hiermee beantwoord?"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft before it is one. text: "" when nothing found fits; then `why` says what was there and does not."""

    text: str
    sources: tuple[DraftSource, ...] = ()
    why: str = ""
    queue: str = ""  # whose case it was made of
    language: str = ""


def asked_in(entries: Iterable[Entry]) -> tuple[str, ...]:
    """What the customer asks now: their newest message; then, where it says little, that with the one before it, for
    when it finds nothing by itself.
    """
    said = [e.text for e in entries if e.kind is Kind.MESSAGE and e.role is Role.END_USER and e.text.strip()]
    newest = said[-1:]
    if len(said) > 1 and len(content_words(said[-1])) <= FEW_WORDS:
        newest.append(f"{said[-2]}\n{said[-1]}")
    return tuple(newest)


def search(index: Index, asked: str, queues: Iterable[str] | None, *, now: datetime, language: str) -> list[Found]:
    """The nearest articles, and cases of these queues (None is all), nearest first; only what is related at all."""
    allowed = None if queues is None else frozenset(queues)
    found = index.search(asked, now=now, language=language, limit=40)
    return [
        one
        for one in found
        if one.relevance >= RELATED and (one.document.case is None or allowed is None or one.document.queue in allowed)
    ]


def compose(
    found: Sequence[Found], asked: str, *, name: str = "", language: str = "", default: str = "en"
) -> Proposal | None:
    """A draft of the nearest document, when it is near enough; None when nothing is.

    A document in another language than the customer's makes no text, and the proposal says so. One whose language was
    not told is taken to be in `default`.
    """
    near = [one for one in found if one.relevance >= max(RELEVANT, AS_NEAR * found[0].relevance)]
    if not near:
        return None
    wanted = (language or "en").lower().partition("-")[0]
    spoken = [one for one in near if (one.document.language or default.partition("-")[0]) == wanted]
    for one in spoken:
        answer = answer_of(one, asked, wanted)
        if answer:
            sources = sources_of([one, *(other for other in spoken if other is not one)], asked, wanted)
            return Proposal(
                with_words(answer, name, wanted), sources, one.why, queue=one.document.queue, language=wanted
            )
    other = next((one for one in near if one not in spoken), None)
    if other is None:
        return None
    theirs = WORDS[other.document.language].language if other.document.language in WORDS else other.document.language
    return Proposal("", sources_of(near, asked, wanted), f"the nearest article is in {theirs}, the customer is not")


def answer_of(found: Found, asked: str, language: str) -> str:
    """The words of the document that answer; of a case only sentences from which nothing had to be taken out."""
    if found.document.case is None:
        return passage(found, asked, language)
    return " ".join(one for one in _sentences(found.document.text) if not PLACEHOLDER.search(one))


PLACEHOLDER = re.compile(r"\[[^\[\]\n]{2,30}\]")
"""What stands where something personal was taken out."""


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"(?<=[.!?…])\s+|\n+", text) if one.strip()]


def with_words(answer: str, name: str, language: str) -> str:
    words = WORDS.get(language, WORDS["en"])
    first = " ".join(name.split())[:60]
    greeting = words.greeting.replace("{name}", first) if first else words.plain
    return f"{greeting}\n\n{answer}\n\n{words.closing}"


def sources_of(found: Sequence[Found], asked: str, language: str) -> tuple[DraftSource, ...]:
    return tuple(source_of(one, asked, language) for one in found[:MOST_SOURCES])


def source_of(found: Found, asked: str, language: str) -> DraftSource:
    document = found.document
    if document.case:
        quote = shorten(document.case.answered, LONGEST_QUOTE)
        return DraftSource(SourceKind.CASE, document.case.conversation, shorten(document.title, 120), quote)
    article = document.article
    quote = shorten(passage(found, asked, language) or document.text, LONGEST_QUOTE)
    url = safe_url(article.url if article else "")
    return DraftSource(SourceKind.ARTICLE, document.key, document.title, quote, url)


def safe_url(url: str) -> str:
    """Only addresses that a browser opens as pages; anything else, such as `javascript:`, is none."""
    return url if re.match(r"https?://[^\s\"'<>]+\Z", url) else ""
