"""What a customer may look at of what is passed on to a human, and take out of it.

It is never a step before the transfer. What is taken out is in no rendering of the briefing, nor beside it in the desk.
What was said in the conversation itself can be read there: it is told, and cannot be taken out here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.domain.conversation import Conversation, Customer, Entry, Kind
from segue.domain.errors import Invalid
from segue.domain.identity import as_told
from segue.domain.sentences import shorten

PARTS = ("name", "email", "account", "pages", "earlier", "variables", "attachments")
"""What may be taken out. The customer reads the sentence `passing_on_<part>` for each."""

CARD_WORDS = ("title", "read", "keep_back", "save", "saved")
"""The card's own words: the sentences `passing_on_<word>`."""

MATTER, SAID = "matter", "said"
"""What it is about, which may be written anew; and the conversation itself, which is told."""

LONGEST_OWN_WORDS = 600
_LONGEST_SHOWN = 200
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what the customer sees. `words`: the values, as they are passed on."""

    part: str
    words: str
    withheld: bool = False
    may_withhold: bool = True
    may_edit: bool = False
    edited: bool = False


def items_of(conversation: Conversation, entries: Sequence[Entry], earlier: int) -> tuple[Item, ...]:
    """What is passed on of this conversation, most telling first; a part about which nothing is known is left out.

    entries: the log, or its last lines. earlier: contacts before this one.
    """
    customer, withheld = conversation.customer, conversation.withheld
    known = {
        "name": customer.name,
        "email": conversation.contact_email or customer.email,
        "account": ", ".join(_facts(customer)),
        "pages": ", ".join(_pages(conversation)),
        "earlier": str(earlier) if earlier and customer.verified else "",
        "variables": ", ".join(name.replace("_", " ") for name in conversation.variables),
        "attachments": ", ".join(_attachments(entries)),
    }
    matter = conversation.own_words or conversation.matter
    edited = conversation.own_words != ""
    first = [Item(MATTER, shorten(matter, LONGEST_OWN_WORDS), may_withhold=False, may_edit=True, edited=edited)]
    said = sum(entry.kind is Kind.MESSAGE for entry in entries)
    last = [Item(SAID, str(said), may_withhold=False)] if said else []
    parts = [Item(part, shorten(words, _LONGEST_SHOWN), part in withheld) for part, words in known.items() if words]
    return (*first, *parts, *last)


def _facts(customer: Customer) -> Iterable[str]:
    """Plain facts as the site or the bot told them; of what the team's own systems say ("at risk") only how many."""
    told = as_told(customer).facts
    for name, value in list(told.items())[:_MOST_SHOWN]:
        plain = isinstance(value, str | int | float) and not isinstance(value, bool)
        label = name.replace("_", " ")
        yield f"{label}: {value}" if plain and value != "" else label
    more = len(customer.facts) - min(len(told), _MOST_SHOWN)
    if more:
        yield f"+{more}"


def _pages(conversation: Conversation) -> Iterable[str]:
    titles = (page.title or page.url for page in reversed(conversation.pages))
    return list(dict.fromkeys(titles))[:_MOST_SHOWN]


def _attachments(entries: Sequence[Entry]) -> Iterable[str]:
    for entry in entries:
        for one in entry.data.get("attachments", ()):
            yield str(one.get("name", ""))


def checked_parts(withheld: Collection[str]) -> tuple[str, ...]:
    """In the order of PARTS. Raises Invalid for a part that cannot be taken out."""
    for part in withheld:
        if part not in PARTS:
            allowed = ", ".join(PARTS)
            raise Invalid(f"{part[:40]!r} cannot be kept back; these can: {allowed}", field="withheld")
    return tuple(part for part in PARTS if part in withheld)


def address_of(conversation: Conversation) -> str:
    """Where staff may write to; "" when it is not known or kept back."""
    if "email" in conversation.withheld:
        return ""
    return conversation.contact_email or conversation.customer.email


def shown_customer(conversation: Conversation) -> Customer:
    """The customer as staff may see them, beside the briefing."""
    customer, withheld = conversation.customer, conversation.withheld
    return replace(
        customer,
        name="" if "name" in withheld else customer.name,
        email="" if "email" in withheld else customer.email,
        facts={} if "account" in withheld else customer.facts,
    )


def shown_data(entry: Entry, withheld: Collection[str]) -> Mapping[str, Any]:
    """Data of an entry as staff may see it: without pages, variables, files or account facts that are kept back."""
    hidden = {"page"} if "pages" in withheld else set()
    hidden |= {"variables"} if "variables" in withheld else set()
    hidden |= {"attachments"} if "attachments" in withheld else set()
    if entry.kind is Kind.FACTS and "account" in withheld:
        hidden.add("values")
    if entry.kind is Kind.CONTACT and "email" in withheld:
        hidden.add("email")
    return {name: value for name, value in entry.data.items() if name not in hidden} if hidden else entry.data


def shown_entries(entries: Sequence[Entry], withheld: Collection[str]) -> tuple[Entry, ...]:
    """The log with the data that staff may see."""
    return tuple(replace(entry, data=shown_data(entry, withheld)) for entry in entries) if withheld else tuple(entries)


_READ: Mapping[str, re.Pattern[str]] = {
    "name": re.compile(r"\bcustomer\.name\b"),
    "email": re.compile(r"\bcustomer\.email\b"),
    "account": re.compile(r"\bcustomer\.(?!(?:name|email|id|verified)\b)\w"),
    "pages": re.compile(r"\b(?:page|behaviour)\.|\bvisitor\.visits\b"),
    "earlier": re.compile(r"\bbehaviour\.|\bvisitor\.contacts\b"),
}
"""Part -> the names by which conditions read it."""


def shown_decision(decision: Mapping[str, Any], withheld: Collection[str]) -> Mapping[str, Any]:
    """A decision's record as staff may see it: which triggers fired, not what they saw of a part that is kept back."""
    reads = [_READ[part] for part in withheld if part in _READ]
    if not reads:
        return decision

    def tells(text: object) -> bool:
        return any(pattern.search(str(text)) for pattern in reads)

    signals = {name: value for name, value in decision.get("signals", {}).items() if not tells(name)}
    weighed = [{**one, "detail": ""} if tells(one.get("detail", "")) else one for one in decision.get("weighed", ())]
    return {**decision, "signals": signals, "weighed": weighed}
