"""What is known of a visitor or customer from before: pages they looked at, and what they wrote about. And the numbers
that a policy's `behaviours` make of it. What is going on now counts as well: the third contact is the one that makes 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from segue.domain.conversation import Conversation, PageVisit
from segue.domain.policy import Behaviour, Policy
from segue.domain.signals.likeness import alike, telling_words
from segue.domain.signals.memory import Words

ANY, SAME_MATTER = "any", "same_matter"
MOST_VISITS, MOST_CONTACTS = 200, 50
"""The newest of each, which are all that is looked at."""

SHARED_WORDS, SHARED_PART = 2, 0.5
"""Two matters are the same when so many telling words are in both, and so much of the shorter one's."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page. `id` is unique for its visitor; `seconds` is how long they stayed, 0 while not known."""

    id: str
    url: str
    path: str
    title: str
    at: datetime
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """What a conversation was about, and what became of it."""

    conversation: str
    at: datetime  # when it began
    topics: tuple[str, ...] = ()
    words: Words = ()  # telling words of its matter
    handoffs: int = 0
    open: bool = True
    left_behind: bool = False  # it left something to follow up


@dataclass(frozen=True, slots=True)
class History:
    """Newest first. `known` is False when nobody knows whose history it would be, or it was not looked at."""

    visits: tuple[Visit, ...] = ()
    contacts: tuple[Contact, ...] = ()  # other conversations than the one that is going on
    known: bool = False


UNKNOWN = History()


@dataclass(frozen=True, slots=True)
class Matter:
    """What a conversation is about now: its topics, the telling words it began with, and those of its last message."""

    topics: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()


def contact_of(conversation: Conversation) -> Contact | None:
    """What to remember of it; None when the customer has said nothing, or will not be recognised again."""
    signals = conversation.signals
    if not signals.turns or not (conversation.visitor or verified_id(conversation)):
        return None
    return Contact(
        conversation.id,
        conversation.created_at,
        signals.topics,
        _matter_words(conversation),
        conversation.handoffs,
        conversation.open,
        conversation.left_behind != "",
    )


def verified_id(conversation: Conversation) -> str:
    """The customer's id where the site signed it or a bot's key told; what a page claims opens no history."""
    return conversation.customer.id if conversation.customer.verified else ""


def reads_history(names: Iterable[str]) -> bool:
    """Whether conditions that read these names need a history."""
    return any(name.removeprefix("known.").startswith(("behaviour.", "visitor.", "page.repeats")) for name in names)


def values(policy: Policy, history: History, conversation: Conversation, now: datetime | None) -> dict[str, float]:
    """The names of conditions that a history fills; those that nobody can tell are left out. now: aware."""
    if not history.known or now is None:
        return {}
    found: dict[str, float] = {
        "visitor.visits": len(history.visits),
        "visitor.contacts": len(history.contacts),
    }
    if conversation.pages:
        found["page.repeats"] = _repeats(history.visits, conversation.pages[-1])
    for name, behaviour in policy.behaviours.items():
        number = count(behaviour, history, conversation, now)
        if number is not None:
            found[f"behaviour.{name}"] = number
    return found


def count(behaviour: Behaviour, history: History, conversation: Conversation, now: datetime) -> int | None:
    """How often it happened within its time, with what is going on now. None when that cannot be told yet."""
    since = now - behaviour.within
    if behaviour.visits:
        stayed = behaviour.stayed.total_seconds()
        seen = (visit for visit in history.visits if visit.at >= since and visit.seconds >= stayed)
        return sum(matches(behaviour.visits, visit.path) for visit in seen)
    wanted = behaviour.contacts or behaviour.handoffs
    matter = matter_of(conversation)
    if wanted == SAME_MATTER and not (matter.topics or matter.words):
        return None
    about = [contact for contact in history.contacts if contact.at >= since and _is_about(wanted, contact, matter)]
    this_too = wanted in {ANY, SAME_MATTER, *matter.topics}
    if behaviour.handoffs:
        return this_too * conversation.handoffs + sum(contact.handoffs for contact in about)
    return (this_too and conversation.signals.turns > 0) + len(about)


def _is_about(wanted: str, contact: Contact, matter: Matter) -> bool:
    if wanted == ANY:
        return True
    return same_matter(contact, matter) if wanted == SAME_MATTER else wanted in contact.topics


def matter_of(conversation: Conversation) -> Matter:
    words = (_matter_words(conversation), *conversation.signals.customer_words[-1:])
    return Matter(conversation.signals.topics, tuple(filter(None, words)))


def same_matter(contact: Contact, matter: Matter) -> bool:
    """Whether that contact was about this as well: a topic in common, or telling words."""
    if set(contact.topics) & set(matter.topics):
        return True
    return any(_shares(contact.words, words) for words in matter.words)


def _shares(a: Words, b: Words) -> bool:
    both = len(set(a) & set(b))
    if both < SHARED_WORDS or both < SHARED_PART * min(len(set(a)), len(set(b))):
        return False
    return alike(a, b) > 0  # order 12 is not order 15


def _matter_words(conversation: Conversation) -> Words:
    return telling_words(conversation.matter, conversation.signals.language or "en") if conversation.matter else ()


def _repeats(visits: Iterable[Visit], page: PageVisit) -> int:
    path = path_of(page.url)
    return sum(visit.path == path and visit.at < page.at for visit in visits)


def matches(pattern: str, path: str) -> bool:
    """`*` stands for anything: /pricing*, */cancel. A slash at the end of a path makes no difference."""
    return _matches(pattern, path) or (path.endswith("/") and _matches(pattern, path[:-1]))


def _matches(pattern: str, path: str) -> bool:
    first, *rest = pattern.split("*")
    if not rest:
        return path == first
    last = rest.pop()
    if len(path) < len(first) + len(last) or not path.startswith(first) or not path.endswith(last):
        return False
    at, end = len(first), len(path) - len(last)
    for part in rest:  # the earliest place is as good as any later one
        at = path.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def path_of(url: str) -> str:
    """The path of an address; "" when it is none."""
    try:
        return urlsplit(url).path
    except ValueError:  # such as an address with half an IPv6 host
        return ""


def kept_url(url: str, *, keep_query: bool) -> str:
    """The address as it is kept: never a name and password in it, nor its fragment; its query only where wanted."""
    try:
        parts = urlsplit(url)
        return urlunsplit(
            (parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query if keep_query else "", "")
        )
    except ValueError:
        return url.partition("#")[0].partition("?")[0]


def kept_page(page: PageVisit, policy: Policy) -> PageVisit:
    return replace(page, url=kept_url(page.url, keep_query=policy.visits.keep_query))


def pages_seen(before: Iterable[Visit], during: Iterable[PageVisit], most: int) -> tuple[dict[str, Any], ...]:
    """What a visitor looked at before and during a conversation, oldest first; a page looked at twice in a row once."""
    staying = [(visit.at, visit.url, visit.title, visit.seconds) for visit in before]
    staying += [(page.at, page.url, page.title, 0) for page in during]
    shown: list[dict[str, Any]] = []
    for at, url, title, seconds in sorted(staying, key=lambda one: one[0]):
        if shown and shown[-1]["url"] == url:
            shown[-1]["seconds"] = max(shown[-1]["seconds"], seconds)
        else:
            shown.append({"url": url, "title": title, "at": at, "seconds": seconds})
    return tuple(shown[-most:])
