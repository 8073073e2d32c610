"""Earlier contacts, and whether this is one more on the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from segue.domain.account import TicketNote
from segue.domain.briefing.mood import ordinal
from segue.domain.conversation import Conversation
from segue.domain.history import Contact, Matter, matter_of, same_matter
from segue.domain.lifecycle import TERMINAL, Handoff
from segue.domain.package import EarlierContact, Fact, RepeatContact, Status
from segue.domain.sentences import shorten
from segue.domain.signals.likeness import telling_words

NOT_IDENTIFIED = "the customer is not identified"
MATTER_UNKNOWN = "what it is about has not been said yet"
FIRST_CONTACT = "no other contact about this is on record"


def earlier_of(
    conversation: Conversation, handoffs: Sequence[Handoff], summaries: Mapping[str, str], contacts: Sequence[Contact]
) -> tuple[EarlierContact, ...]:
    """handoffs: of other conversations of the customer, newest first. summaries: by handoff, what it was about."""
    about = {contact.conversation: contact for contact in contacts}
    matter = matter_of(conversation)
    return tuple(
        _earlier(one, summaries.get(one.id, ""), matter, about.get(one.conversation), conversation) for one in handoffs
    )


def _earlier(
    handoff: Handoff, summary: str, matter: Matter, contact: Contact | None, conversation: Conversation
) -> EarlierContact:
    outcome = handoff.disposition or (handoff.state.value if handoff.state in TERMINAL else "still open")
    words = summary or handoff.evidence
    contact = contact or _contact(handoff.id, words, handoff.requested_at, conversation)
    same = same_matter(contact, matter)
    return EarlierContact(handoff.requested_at, handoff.reason, outcome, shorten(words, 160), same, handoff.queue)


def _contact(id_: str, words: str, at: datetime, conversation: Conversation) -> Contact:
    language = conversation.signals.language or conversation.language.partition("-")[0] or "en"
    return Contact(id_, at, words=telling_words(words, language))


def repeat_of(
    conversation: Conversation,
    earlier: Sequence[EarlierContact],
    contacts: Sequence[Contact],
    tickets: Iterable[TicketNote],
    now: datetime,
    *,
    history_known: bool,
) -> Fact[RepeatContact]:
    """Counted are other conversations and, in helpdesks, tickets that are about the same."""
    matter = matter_of(conversation)
    about = [contact.at for contact in contacts if same_matter(contact, matter)]
    if not contacts:  # nothing but the handoffs is known
        about = [one.at for one in earlier if one.same_matter]
    named = [ticket for ticket in tickets if ticket.at and ticket.subject]
    about += [t.at for t in named if t.at and same_matter(_contact(t.id, t.subject, t.at, conversation), matter)]
    if not about and not history_known:
        return Fact(status=Status.NOT_ASKED, source="segue", why=NOT_IDENTIFIED)
    if not (matter.topics or any(matter.words)):
        return Fact(status=Status.NOT_ASKED, source="segue", why=MATTER_UNKNOWN)
    if not about:
        return Fact(status=Status.ABSENT, source="segue", at=now, why=FIRST_CONTACT)
    times = len(about) + 1
    sentence = f"{ordinal(times).capitalize()} contact about this since {day(min(about), now)}."
    return Fact(RepeatContact(times, sentence), Status.KNOWN, "segue", now)


def day(at: datetime, now: datetime) -> str:
    """3 November, with the year when it is not this one's."""
    return f"{at.day} {at:%B}" + ("" if at.year == now.year else f" {at.year}")
