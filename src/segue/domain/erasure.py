"""Whom somebody means who asks to have a person's data erased or handed out: what is certain, and what is only claimed.

A person is named by customer id, e-mail, telephone, visitor id or conversation id, with or without `customer:`,
`email:`, `phone:`, `visitor:` or `conversation:` in front. What a page or a customer merely claims is never enough to
erase by: then somebody has to look at the conversations and name them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.conversation import Conversation
from segue.domain.errors import Invalid
from segue.domain.history import verified_id
from segue.domain.lifecycle import Handoff

_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]{3,}[0-9]", re.ASCII)
_CODE = re.compile(r"[a-z0-9_]{1,64}")  # a bot may write its own words as the reason
_PHONE_FACTS = ("phone", "telephone", "mobile", "tel")
_MOST_SHOWN = 20


class By(StrEnum):
    """How a person was named."""

    CUSTOMER = "customer"
    EMAIL = "email"
    PHONE = "phone"
    VISITOR = "visitor"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Name:
    """What was written, and how it is meant; None for by: however it fits."""

    words: str
    by: By | None = None

    @property
    def may_be_address(self) -> bool:
        """Whether it is looked for inside of what is stored, not only among ids."""
        return self.by in {By.EMAIL, By.PHONE} or (self.by is None and ("@" in self.words or is_number(self.words)))


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where the words of a name stand: conversations and visitors, as stored; what belongs to the id of a customer.

    visitors: id -> (customer, signed profile). belongs: conversations that are the customer's whom the words name.
    is_customer: visits, contacts or a browser are kept under that customer id.
    """

    conversations: tuple[Conversation, ...] = ()
    visitors: Mapping[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    belongs: tuple[str, ...] = ()
    is_customer: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What is one person's: their customer id, browsers and conversations, by id.

    Of a browser only what was done there as a stranger, or as this customer.
    """

    customer: str = ""
    visitors: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()

    @property
    def is_nobody(self) -> bool:
        return not (self.customer or self.visitors or self.conversations)

    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*((self.customer,) if self.customer else ()), *self.visitors, *self.conversations)))


@dataclass(frozen=True, slots=True)
class Meant:
    """told: what whoever asked should know as well."""

    subject: Subject
    told: tuple[str, ...] = ()


def name_of(words: str) -> Name:
    """Raises Invalid for one that names nobody."""
    before, colon, after = words.strip().partition(":")
    name = Name(after.strip(), By(before)) if colon and before in set(By) else Name(words.strip())
    if not name.words or len(name.words) > 500:
        raise Invalid(
            "name a customer id, an e-mail, a telephone number, a visitor id or a conversation id", field="person"
        )
    return name


def is_number(words: str) -> bool:
    return _NUMBER.fullmatch(words.strip()) is not None and sum(map(str.isdigit, words)) >= 6


def pattern(name: Name) -> str:
    """For SQL's LIKE: finds every row that holds the words, and some more. Everything unusual fits anything."""
    if name.by is By.PHONE or (name.by is None and is_number(name.words)):
        return "%" + "%".join(_digits(name.words)[-7:]) + "%"
    return "%" + "".join(c if c.isascii() and (c.isalnum() or c in "@.-+") else "%" for c in name.words.lower()) + "%"


def meant(name: Name, found: Mentions, named: Sequence[str] = ()) -> Meant:
    """Whose data it is. named: conversations that somebody has looked at and named.

    Raises Invalid when there is nothing, when it could be several people's, or is only claimed: it says what
    to write instead.
    """
    if named:
        return _as_named(name, found, named)
    ways = {by: subject for by, subject in _ways(name, found).items() if name.by in {None, by}}
    customers = sorted({subject.customer for subject in ways.values() if subject.customer})
    others = [by for by, subject in ways.items() if not subject.customer]
    if len(customers) > 1 or len(customers) + len(others) > 1:
        raise Invalid(
            f"{name.words!r} could be several; write one of: {', '.join(_spelled(name, ways))}", field="person"
        )
    emails = _customers_of_address(name, found)
    if not ways and len(emails) > 1:
        right = ", ".join(f"customer:{id_}" for id_ in sorted(emails)[:_MOST_SHOWN])
        raise Invalid(f"{name.words!r} belongs to several customers; write one of: {right}", field="person")
    claimed = _claimed(name, found)
    if not ways:
        if claimed:
            raise Invalid(
                f"{name.words!r} is only claimed, nobody proved it. Look at these conversations, and name those that "
                f"are this person's: {_listed(claimed)}",
                field="conversations",
                conversations=[one.id for one in claimed[:_MOST_SHOWN]],
            )
        raise Invalid(f"nothing is kept of {name.words!r}", field="person")
    return Meant(next(iter(ways.values())), tuple(_told(name, ways, found, claimed)))


def _as_named(name: Name, found: Mentions, named: Sequence[str]) -> Meant:
    there = {one.id for one in found.conversations if _mentions(one, name)} | set(found.belongs)
    strange = [id_ for id_ in named if id_ not in there]
    if strange:
        raise Invalid(
            f"these conversations do not name {name.words!r}: {', '.join(strange[:5])}", field="conversations"
        )
    return Meant(Subject(conversations=tuple(dict.fromkeys(named))))


def _ways(name: Name, found: Mentions) -> dict[By, Subject]:
    """How the words can be meant, as far as that is certain."""
    ways: dict[By, Subject] = {}
    words = name.words
    signed = [one.id for one in found.conversations if verified_id(one) == words]
    browsers = [id_ for id_, (customer, _) in found.visitors.items() if customer == words]
    if name.by in {None, By.CUSTOMER} and (signed or browsers or found.is_customer):
        ways[By.CUSTOMER] = Subject(words)
    of_browser = [one.id for one in found.conversations if one.visitor == words]
    if words in found.visitors or of_browser:
        strangers = [one.id for one in found.conversations if one.visitor == words and not verified_id(one)]
        ways[By.VISITOR] = Subject(visitors=(words,), conversations=tuple(strangers))
    if any(one.id == words for one in found.conversations):
        ways[By.CONVERSATION] = Subject(conversations=(words,))
    customers = _customers_of_address(name, found)
    proven = [one for one in found.conversations if one.customer.verified and _has_address(one, name)]
    of_profile = [id_ for id_, (_, profile) in found.visitors.items() if _in_profile(profile, name)]
    if len(customers) == 1:
        ways[_address(name)] = Subject(next(iter(customers)))
    elif not customers and (proven or of_profile):
        ways[_address(name)] = Subject(
            visitors=tuple(of_profile),
            conversations=tuple(one.id for one in found.conversations if one in proven or one.visitor in of_profile),
        )
    return ways


def _customers_of_address(name: Name, found: Mentions) -> set[str]:
    """Whose address it is, where that was proven."""
    if not name.may_be_address:
        return set()
    signed = {
        one.customer.id
        for one in found.conversations
        if one.customer.verified and one.customer.id and _has_address(one, name)
    }
    return signed | {
        customer for customer, profile in found.visitors.values() if customer and _in_profile(profile, name)
    }


def _claimed(name: Name, found: Mentions) -> list[Conversation]:
    """Conversations in which it was said by the customer or by a page, and nobody proved it."""
    certain = set(found.belongs)
    return [
        one
        for one in found.conversations
        if one.id not in certain
        and (
            (not one.customer.verified and (one.customer.id == name.words or _has_address(one, name)))
            or any(_same(left, name) for left in (one.contact_email, one.contact_phone) if left)
        )
        and not (one.customer.verified and _has_address(one, name))
    ]


def _told(name: Name, ways: Mapping[By, Subject], found: Mentions, claimed: Sequence[Conversation]) -> Iterable[str]:
    subject = next(iter(ways.values()))
    if By.VISITOR in ways:
        known = {verified_id(one) for one in found.conversations if one.visitor == name.words and verified_id(one)}
        known |= {customer for customer, _ in (found.visitors.get(name.words, ("", {})),) if customer}
        yield from (f"this browser was also used by customer:{id_}, whose data stays" for id_ in sorted(known))
    if By.CONVERSATION in ways:
        one = next(one for one in found.conversations if one.id == name.words)
        if whose := verified_id(one):
            yield f"this is one conversation of customer:{whose}; name that to reach all of them"
        elif one.visitor:
            yield f"this is one conversation of visitor:{one.visitor}; name that to reach all of them"
    left = [one for one in claimed if one.id not in subject.conversations]
    if left:
        yield f"it is also claimed, and not proven, in: {_listed(left)}; name those that are this person's as well"


def _spelled(name: Name, ways: Mapping[By, Subject]) -> list[str]:
    return [
        f"customer:{subject.customer}" if by in {By.EMAIL, By.PHONE} and subject.customer else f"{by}:{name.words}"
        for by, subject in ways.items()
    ]


def _listed(conversations: Sequence[Conversation]) -> str:
    shown = [f"{one.id} ({one.created_at:%Y-%m-%d}, {one.channel})" for one in conversations[:_MOST_SHOWN]]
    more = len(conversations) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


# --- words and addresses --------------------------------------------------------------------------------------------


def _mentions(one: Conversation, name: Name) -> bool:
    ids = {one.id, one.visitor, one.customer.id}
    addresses = (one.contact_email, one.contact_phone)
    return name.words in ids or _has_address(one, name) or any(_same(left, name) for left in addresses if left)


def _has_address(one: Conversation, name: Name) -> bool:
    return any(_same(value, name) for value in addresses_of(one.customer.email, one.customer.facts))


def _in_profile(profile: Mapping[str, Any], name: Name) -> bool:
    facts = profile.get("facts")
    found = addresses_of(str(profile.get("email") or ""), facts if isinstance(facts, Mapping) else {})
    return any(_same(value, name) for value in found)


def addresses_of(email: str, facts: Mapping[str, Any]) -> list[str]:
    """E-mail and telephone numbers among what is known of a customer."""
    phones = [str(value) for key, value in facts.items() if key.lower().rpartition(".")[2] in _PHONE_FACTS and value]
    return [*([email] if email else []), *phones]


def _same(stored: str, name: Name) -> bool:
    if not name.may_be_address:
        return False
    return normal(stored) == normal(name.words)


def _address(name: Name) -> By:
    return name.by if name.by in {By.EMAIL, By.PHONE} else By.PHONE if is_number(name.words) else By.EMAIL


def _digits(words: str) -> str:
    return "".join(c for c in words if c.isdigit() and c.isascii())


def normal(words: str) -> str:
    """One spelling of an id, an e-mail or a number."""
    words = words.strip()
    return "+" * words.startswith("+") + _digits(words) if is_number(words) else "".join(map(_small, words))


def _small(letter: str) -> str:
    """In lower case; what would become a letter of ASCII stays what it is, for it is another address."""
    lower = letter.lower()
    return letter if lower.isascii() and not letter.isascii() else lower


# --- the proof ------------------------------------------------------------------------------------------------------


def keyed_hash(key: str, words: str) -> str:
    """Says later whether this was among what was erased, and nothing to whoever has not got the key."""
    return hmac.new(key.encode(), normal(words).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def exact_hash(key: str, by: By, id_: str) -> str:
    """Of an id as it is, and of what it names: to take away by, where a name that is merely alike must not count."""
    return hmac.new(key.encode(), f"{by}\0{id_}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


class What(StrEnum):
    ERASURE = "erasure"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a person's data was erased or handed out: when, by whom, how much of what, and nothing of the person.

    hashes:    of everything the person was known by.
    exact:     of the ids that were erased, each with what it names (`exact_hash`).
    subject:   what is still to be erased; None when that is done.
    counts:    kind -> how many rows went.
    purged_at: when their bytes were gone from the database's files as well.
    """

    workspace: str
    id: str
    at: datetime
    by: str
    hashes: tuple[str, ...]
    what: What = What.ERASURE
    subject: Subject | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    done_at: datetime | None = None
    purged_at: datetime | None = None
    exact: tuple[str, ...] = ()


def added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    kinds = dict.fromkeys((*counts, *more))
    return {kind: counts.get(kind, 0) + more.get(kind, 0) for kind in kinds if counts.get(kind, 0) + more.get(kind, 0)}


def counted_only(handoff: Handoff) -> Handoff:
    """What stays of a handoff for the measures of past days: queue, states and times; no words and no customer."""
    return replace(
        handoff,
        conversation="",
        reason=handoff.reason if _CODE.fullmatch(handoff.reason) else "other",
        evidence="",
        tier="",
        avoid=(),
        transfer=None,
        agent_name="",
        disposition="",
        sticky="",
        sticky_until=None,
        follows="",
    )


def strings_in(value: Any) -> Iterable[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from strings_in(inner)


def concerns(body: Any, ids: Collection[str]) -> bool:
    """Whether a helpdesk's event is about somebody with one of these ids."""
    return any(text in ids for text in strings_in(body))
