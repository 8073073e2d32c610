"""What the customer does not want passed on is taken out before anything is written, and out of every text after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from segue.domain.conversation import Conversation, Entry, Kind
from segue.domain.package import Account, Billing, ContextPackage, Fact, Origin, Status, Usage
from segue.domain.sentences import EMPTY_WORDS

IN_WORDS: Mapping[str, str] = {
    "name": "their name",
    "email": "their e-mail address",
    "pages": "the pages they visited",
    "earlier": "their earlier contacts",
    "account": "their account",
    "variables": "what the assistant noted",
    "attachments": "their attachments",
}
"""Name of a part -> what people read. The names are those of `Conversation.withheld`."""

WHY = "the customer does not want it passed on"
WITHHELD: Fact[Any] = Fact(status=Status.WITHHELD, source="customer", why=WHY)
LEFT_OUT: Origin = Origin(Status.WITHHELD, "customer", why=WHY)

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_NAME_PLACE, _ADDRESS_PLACE, _ACCOUNT_PLACE = "[name withheld]", "[e-mail withheld]", "[account withheld]"
_SHORTEST_NAME = 2
_ALSO_WORDS = EMPTY_WORDS | {"art", "bill", "del", "der", "grant", "hope", "mark", "may", "rose", "van", "von", "will"}
"""Parts of names that are everyday words as well: those count only as they are written in the name."""

_KEPT = frozenset({"handoff", "conversation", "transcript", "trigger", "reason", "category", "withheld", "origins"})
"""Fields of the package that hold no words of anybody."""


def without_parts(conversation: Conversation) -> Conversation:
    """The conversation as the writers may see it."""
    hidden, customer = set(conversation.withheld), conversation.customer
    if "name" in hidden:
        customer = replace(customer, name="")
    if "email" in hidden:
        customer = replace(customer, email="")
        conversation = replace(conversation, contact_email="")
    if "account" in hidden:
        customer = replace(customer, facts={}, found=())
    if "pages" in hidden:
        conversation = replace(conversation, pages=())
    if "variables" in hidden:
        conversation = replace(conversation, variables={})
    return replace(conversation, customer=customer)


def withheld_words(conversation: Conversation) -> tuple[str, ...]:
    """The parts that are withheld, as `ContextPackage.withheld` names them."""
    return tuple(IN_WORDS[part] for part in IN_WORDS if part in conversation.withheld)


@dataclass(frozen=True, slots=True)
class Hiding:
    """Takes what is withheld out of a text: what is looked for, and what stands in its place."""

    places: tuple[tuple[re.Pattern[str], str], ...] = ()

    def __call__(self, text: str) -> str:
        for pattern, place in self.places:
            text = pattern.sub(place, text)
        return text


NOTHING_HIDDEN = Hiding()


def hiding_of(conversation: Conversation, names: Iterable[str] = ()) -> Hiding:
    """Names and addresses of the customer that nobody may read who is not to know them.

    names: other ways in which the customer is called, as by a source.
    """
    customer, places = conversation.customer, []
    if "email" in conversation.withheld:
        known = [address for address in (customer.email, conversation.contact_email) if address]
        places.append((_addresses(known), _ADDRESS_PLACE))
    if "name" in conversation.withheld and (pattern := _names([customer.name, *names])):
        places.append((pattern, _NAME_PLACE))
    return Hiding(tuple(places))


def hiding_in_own_words(conversation: Conversation) -> Hiding:
    """The same for what Segue itself says to the customer: it may also name their tier."""
    hiding, tier = hiding_of(conversation), str(conversation.customer.facts.get("tier", ""))
    if "account" not in conversation.withheld or not tier:
        return hiding
    return Hiding((*hiding.places, (re.compile(rf"(?<!\w){re.escape(tier)}(?!\w)", re.IGNORECASE), _ACCOUNT_PLACE)))


def names_told(entries: Iterable[Entry]) -> tuple[str, ...]:
    """How sources call the customer, as the log keeps it."""
    told = (entry.data.get("values") for entry in entries if entry.kind is Kind.FACTS)
    names = (values.get("name") for values in told if isinstance(values, Mapping))
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))


def withhold(package: ContextPackage, conversation: Conversation, names: Iterable[str] = ()) -> ContextPackage:
    """The package with every withheld part marked as such and gone from every text.

    conversation: as it is, with name and address. names: other ways in which the customer is called, as by a source.
    """
    parts = tuple(part for part in IN_WORDS if part in conversation.withheld)
    if not parts:
        return package
    for part in parts:
        package = _WITHOUT[part](package)
    package = replace(package, withheld=withheld_words(conversation))
    hiding = hiding_of(conversation, names)
    return rewritten(package, hiding) if hiding.places else package


def _name(package: ContextPackage) -> ContextPackage:
    return replace(package, customer=replace(package.customer, name=WITHHELD))


def _email(package: ContextPackage) -> ContextPackage:
    return replace(package, customer=replace(package.customer, email=WITHHELD))


def _account(package: ContextPackage) -> ContextPackage:
    customer = package.customer
    hidden = Account(
        name=customer.name,
        email=customer.email,
        verified=customer.verified,
        more=dict.fromkeys(customer.more, WITHHELD),
        **dict.fromkeys(("id", "company", "tier", "contract_value", "since", "health"), WITHHELD),
    )
    return replace(
        package,
        customer=hidden,
        billing=Billing(*[WITHHELD] * len(fields(Billing))),
        notes=WITHHELD,
        usage=Usage(*[WITHHELD] * len(fields(Usage))),
    )


def _earlier(package: ContextPackage) -> ContextPackage:
    gone = replace(
        package,
        earlier=(),
        open_tickets=WITHHELD,
        earlier_tickets=WITHHELD,
        last_contact=WITHHELD,
        repeat_contact=WITHHELD,
    )
    return _left_out(gone, "earlier")


def _pages(package: ContextPackage) -> ContextPackage:
    return _left_out(replace(package, pages=(), began_on=WITHHELD), "pages")


def _variables(package: ContextPackage) -> ContextPackage:
    return _left_out(replace(package, variables={}), "variables")


def _attachments(package: ContextPackage) -> ContextPackage:
    return _left_out(replace(package, attachments=()), "attachments")


def _left_out(package: ContextPackage, field: str) -> ContextPackage:
    return replace(package, origins={**package.origins, field: LEFT_OUT})


_WITHOUT = {
    "name": _name,
    "email": _email,
    "pages": _pages,
    "earlier": _earlier,
    "account": _account,
    "variables": _variables,
    "attachments": _attachments,
}


def _addresses(known: Iterable[str]) -> re.Pattern[str]:
    """Any e-mail address, and the known ones however they are written."""
    return re.compile("|".join([*map(re.escape, known), _ADDRESS.pattern]), re.IGNORECASE)


def _names(names: Iterable[str]) -> re.Pattern[str] | None:
    """The whole names and their parts, as words; an e-mail address is a part of its own."""
    words: dict[str, None] = {}
    for name in names:
        for word in (name.strip(), *name.split()):
            if len(word.strip(".,")) >= _SHORTEST_NAME:
                words[word.strip(".,")] = None
    longest_first = sorted(words, key=len, reverse=True)
    if not longest_first:
        return None
    each = (re.escape(word) if word.lower() in _ALSO_WORDS else f"(?i:{re.escape(word)})" for word in longest_first)
    return re.compile(rf"(?<![\w@])(?:{'|'.join(each)})(?!\w|[\w.+-]*@)")


def rewritten(package: ContextPackage, hide: Callable[[str], str]) -> ContextPackage:
    """The package with every text that is somebody's words rewritten."""
    texts = {each.name: _texts(getattr(package, each.name), hide) for each in fields(package)}
    return replace(package, **{name: value for name, value in texts.items() if name not in _KEPT})


def _texts(value: Any, hide: Callable[[str], str]) -> Any:
    """The value with every text in it rewritten. Statuses and other fixed words are left as they are."""
    if type(value) is str:
        return hide(value)
    if isinstance(value, Mapping):
        return {_texts(key, hide): _texts(one, hide) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_texts(one, hide) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: _texts(getattr(value, each.name), hide) for each in fields(value)}
        return replace(value, **parts)
    return value
