"""What a rendering says of the conversation: the matter, why now, what was tried, the mood, where it began."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from segue.domain.bots import LAST_TOPIC, PHRASES, TOPICS
from segue.domain.briefing.summary import OF_TRIED
from segue.domain.conversation import Role
from segue.domain.package import Attempt, ContextPackage, Page
from segue.domain.renderings.parts import HandoffFacts, Line
from segue.domain.renderings.spelling import clean, known, period, size_words, spaced, value_words, whole_sentences

REACTIONS = {
    "confirmed": ("helped", "good"),
    "rejected": ("did not help", "bad"),
    "no_answer": ("no clear reaction", ""),
}
ROLES = {
    "end_user": "Customer",
    "automated_agent": "Bot",
    "human_agent": "Agent",
    "system": "Segue",
}
CARRIES = {
    "opens": "opens the matter",
    "asks": "asks",
    "tried": "was tried",
    "turn": "the mood turned",
    "value": "names a number",
    "trigger": "made it a handoff",
}
MOST_DETAILS = 1
_FIGURE = re.compile(r"\d[\d.,:/-]*\d|\d")
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
}


def what(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield Line(label="In their own words", quote=package.own_words)
    yield Line(text=package.wants)  # "Asks how to …", "Wants …": it needs no label
    yield Line(label="Goes wrong", text=package.goes_wrong)
    elsewhere = clean(" ".join((package.wants, package.goes_wrong, *package.open_questions))).lower()
    summary = [one for one in whole_sentences(clean(package.summary)) if not _is_told(one, elsewhere, package)]
    yield Line(text=" ".join(summary))
    yield from _details(package, f"{elsewhere} {package.own_words} {' '.join(summary)}".lower())


def _is_told(sentence: str, elsewhere: str, package: ContextPackage) -> bool:
    """Whether another line says it: what was tried has a section of its own."""
    return sentence.rstrip(".").lower() in elsewhere or bool(package.tried and sentence.startswith(OF_TRIED))


def _details(package: ContextPackage, told: str) -> Iterable[Line]:
    """The customer's words with the figures that nothing above holds: a date, an amount, a number of a contract."""
    found = [one for one in package.highlights if one.role == Role.END_USER and _new_figures(one.text, told)]
    for one in found[:MOST_DETAILS]:
        yield Line(label="Details", quote=one.text, seq=one.seq)


def _new_figures(text: str, told: str) -> int:
    return sum(figure not in told for figure in _FIGURE.findall(text.lower()))


def why(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield Line(text=package.why_now, quote=package.trigger_words)


def tried(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    """The newest attempt first: it is the one that the customer still has in mind."""
    if not package.tried:
        yield Line(text=_nothing_tried(package))
    yield from map(_attempt, reversed(package.tried))


def _nothing_tried(package: ContextPackage) -> str:
    origin = package.origins.get("tried")
    why = origin.why if origin else ""
    return f"{why[:1].upper()}{why[1:]}." if why else "The assistant has not answered yet."


def _attempt(attempt: Attempt) -> Line:
    words, tone = REACTIONS.get(attempt.reaction, (spaced(attempt.reaction), ""))
    if attempt.reaction == "no_answer" and not attempt.customer_words:
        words = "no answer"
    return Line(quote=attempt.text, answer=attempt.customer_words, tag=words, tone=tone, seq=attempt.seq)


def mood(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    course = known(package.mood)
    if course:
        yield Line(text=course.sentence, seq=course.turned_at)
    yield Line(text=package.urgency)


def reply(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield Line(quote=package.first_sentence)


def note(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield Line(quote=package.note)


def questions(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    yield from (Line(text=question) for question in package.open_questions)


def highlights(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    for one in package.highlights:
        tag = CARRIES.get(one.why, spaced(one.why))
        yield Line(label=ROLES.get(str(one.role), spaced(str(one.role))), quote=one.text, tag=tag, seq=one.seq)


def where(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    began: Page | None = known(package.began_on)
    if began:
        yield _page(began, "It began on")
    yield from (_page(page) for page in reversed(package.pages) if page != began)


def _page(page: Page, label: str = "") -> Line:
    """A title is what the site wrote, so it is quoted; the address is shown, never a link."""
    address = clean(page.url)
    stayed = f"stayed {period(page.seconds)}" if page.seconds else ""
    if not page.title:
        return Line(label=label, text=address, tag=stayed, at=page.at)
    return Line(label=label, text=address, quote=page.title, tag=stayed, at=page.at)


def bot(package: ContextPackage, handoff: HandoffFacts) -> Iterable[Line]:
    language = clean(str(known(package.language) or ""))
    intent = str(known(package.intent) or "")
    yield Line(label="Intent", text="" if intent in package.topics else spaced(intent))
    yield Line(label="Topics", text=", ".join(map(spaced, package.topics)))
    yield Line(label="Language", text=LANGUAGES.get(language, language))
    yield Line(label="Queue", text=handoff.queue)
    yield Line(label="Trigger", text=package.trigger)
    yield from _where_it_was(package)
    for name, value in package.variables.items():
        if name in WHERE_IT_WAS:
            continue
        words = value_words(value)
        yield Line(label=spaced(name), quote=words) if " " in words else Line(label=spaced(name), text=words)


WHERE_IT_WAS: Mapping[str, str] = {
    LAST_TOPIC: "Last topic of the bot",
    TOPICS: "Topics of the bot",
    PHRASES: "The customer said to it",
}


def _where_it_was(package: ContextPackage) -> Iterable[Line]:
    """Topics and phrases are what a bot's author and a customer wrote."""
    for name, label in WHERE_IT_WAS.items():
        value = package.variables.get(name)
        if name == LAST_TOPIC and value == known(package.intent):
            continue  # it stands there as the intent
        if isinstance(value, list | tuple):
            value = "; ".join(str(one) for one in value)
        yield Line(label=label, quote=value_words(value)) if value else Line()


def attachments(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    for one in package.attachments:
        about = ", ".join(part for part in (clean(one.type), size_words(one.size)) if part)
        yield Line(quote=one.name or one.url, tag=about, url=one.url, seq=one.seq)


def missing(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    """["customer tier: not asked", "customer since: not asked"] -> "Not asked: tier, since" """
    found: dict[str, list[str]] = {}
    for words in map(clean, package.missing):
        name, mark, status = words.rpartition(": ")
        found.setdefault(status if mark else "not known", []).append((name or words).removeprefix("customer "))
    yield from (Line(label=status[:1].upper() + status[1:], text=", ".join(names)) for status, names in found.items())


def withheld(package: ContextPackage, _: HandoffFacts) -> Iterable[Line]:
    if package.withheld:
        yield Line(label="As the customer wished", text=", ".join(map(clean, package.withheld)))
