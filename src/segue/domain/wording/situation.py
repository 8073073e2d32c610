"""What the words to a customer depend on: the category of the case, the tone, and what is safely known of it.

Pure, and never a guess: an order is named only when the customer named one order, and a topic only when nothing speaks
for another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from segue.domain.conversation import Conversation
from segue.domain.policy import Policy
from segue.domain.wording.keys import Category
from segue.domain.wording.languages import primary

LONGEST_NAME = 40

_BY_TOPIC = {
    "billing_dispute": Category.BILLING,
    "security": Category.SECURITY,
    "legal": Category.LEGAL,
    "compliance": Category.LEGAL,
    "contract": Category.LEGAL,
}
_DISTRESS = Category.DISTRESS.value
_BY_REASON = _BY_TOPIC | {"bot_stuck": Category.TECHNICAL, "bot_error": Category.TECHNICAL}
_SENSITIVE = frozenset({Category.SECURITY, Category.LEGAL})
_UPSET = re.compile(r"frustrat|dissatisf|angry|anger|upset|complain|unhappy")
_NAMED = ("invoice", "order", "booking", "tracking", "contract", "ticket", "case", "reference")
"""Kinds of values that may be said back, the one that says most first. Numbers of accounts and customers are not."""

_NAMED_IN = {
    Category.SECURITY: ("ticket", "case", "reference"),
    Category.LEGAL: ("contract", "ticket", "case", "reference"),
}
"""In these an order, say, was most likely named for something else, earlier: the category's own words are surer."""

_TOPICS = frozenset({"billing_dispute", "cancellation", "compliance", "contract"})
_EXACT_BELOW = 10_000
"""Amounts are remembered with six digits: from here on, cents may be lost."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about. key: of the words for it. value: what the customer named: a number, or an amount."""

    key: str = "matter"
    value: str = ""
    amount: float | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """name, tier: "" when not known, or not to be said. withheld: the customer keeps some of it to themself."""

    category: Category = Category.GENERAL
    frustrated: bool = False
    matter: Matter = Matter()
    name: str = ""
    tier: str = ""
    withheld: bool = False

    def suffixes(self) -> tuple[str, ...]:
        """How keys may go on for this case, the most special first; "" is the plain key."""
        upset = [f".{self.category}.frustrated"] if self.frustrated else []
        general = [".frustrated"] if self.frustrated else []
        return tuple(dict.fromkeys([*upset, f".{self.category}", *general, ""]))


CALM = Situation()


def situation_of(conversation: Conversation, policy: Policy, *, category: str = "", reason: str = "") -> Situation:
    """category, reason: as the trigger that led to the handoff says; "" when there is none."""
    tier = important_tier(conversation, policy)
    upset = conversation.signals.course.bad or bool(_UPSET.search(reason.lower()))
    if conversation.signals.distressed:
        category = _DISTRESS
    found = category_of(category, reason, conversation.signals.topics, important=bool(tier), upset=upset)
    return Situation(
        category=found,
        frustrated=upset or found is Category.FRUSTRATED,
        matter=matter_of(
            found,
            conversation.signals.values,
            conversation.signals.topics,
            money=Category.BILLING in {category, _BY_REASON.get(reason)},
        ),
        name=spoken_name(conversation.customer.name),
        tier=tier if found is Category.IMPORTANT_ACCOUNT else "",
        withheld=bool(conversation.withheld),
    )


def category_of(category: str, reason: str, topics: Collection[str], *, important: bool, upset: bool) -> Category:
    """The trigger's own category, or that of its reason, or of the newest topic that has one; then the mood.

    Distress comes before everything. An important account comes before all but security and legal: what it is about
    is named all the same.
    """
    if _DISTRESS in {category, reason}:
        return Category.DISTRESS
    given = Category(category) if category in frozenset(Category) else None
    by_topic = next((_BY_TOPIC[topic] for topic in reversed(tuple(topics)) if topic in _BY_TOPIC), None)
    found = given or _BY_REASON.get(reason) or by_topic
    if important and found not in _SENSITIVE:
        return Category.IMPORTANT_ACCOUNT
    return found or (Category.FRUSTRATED if upset else Category.GENERAL)


def important_tier(conversation: Conversation, policy: Policy) -> str:
    """The customer's tier as the policy writes it, when it is vouched for and counts as important; else ""."""
    if not conversation.customer.verified:
        return ""
    tier = str(conversation.customer.facts.get("tier", "")).casefold()
    return next((known for known in policy.important_tiers if known.casefold() == tier), "")


def matter_of(category: Category, values: Collection[str], topics: Collection[str], *, money: bool = False) -> Matter:
    """What may safely be named: the one invoice, order … of the conversation, its one amount, its one topic.

    values: as the signals remember them, such as "order Q-1182" and "amount 49.9 EUR". money: it is about a payment;
    elsewhere an amount is what something costs, not what it is about.
    """
    by_kind: dict[str, list[str]] = {}
    for kind, _, text in (value.partition(" ") for value in values):
        by_kind.setdefault(kind, []).append(text)
    for kind in _NAMED_IN.get(category, _NAMED):
        if len(by_kind.get(kind, ())) == 1:
            return Matter(f"matter_{kind}", by_kind[kind][0])
        if kind in by_kind:  # two of a kind: nobody knows which is meant
            return _by_topic(category, topics)
    about_money = money or category is Category.BILLING or "billing_dispute" in topics
    found = _amount(by_kind.get("amount", [])) if about_money and category not in _NAMED_IN else None
    return found or _by_topic(category, topics)


def _amount(amounts: list[str]) -> Matter | None:
    number, _, currency = amounts[0].partition(" ") if len(amounts) == 1 else ("", "", "")
    if not currency or not re.fullmatch(r"\d{1,5}(\.\d{1,2})?", number) or float(number) >= _EXACT_BELOW:
        return None
    return Matter("matter_amount", amount=float(number), currency=currency)


def _by_topic(category: Category, topics: Collection[str]) -> Matter:
    """The one topic there is words for, unless the category says something else."""
    known = [topic for topic in topics if topic in _TOPICS or topic in _BY_TOPIC]
    if len(known) != 1 or known[0] not in _TOPICS:
        return Matter()
    fits = _BY_TOPIC.get(known[0], category) is category
    open_to_any = category in {Category.GENERAL, Category.FRUSTRATED, Category.IMPORTANT_ACCOUNT}
    return Matter(f"matter_topic_{known[0]}") if fits or open_to_any else Matter()


def spoken_name(name: str) -> str:
    """A name as it may be said back: one line of letters, marks and what joins names; "" for anything else."""
    line = " ".join(name.split())
    if not 0 < len(line) <= LONGEST_NAME or not line[0].isalpha():
        return ""
    joined = all(unicodedata.category(sign)[0] in "LM" or sign in " -'’." for sign in line)
    return line if joined and ". " not in f"{line} " and ".." not in line else ""


def language_of(conversation: Conversation, policy: Policy) -> str:
    """The language to answer in: that of the customer's messages, else the one that was told; "" when none is known.

    Both count only where the policy has them, and a told one with a region stays when only the language is read.
    """
    listed = {primary(tag) for tag in policy.languages}
    read, told = conversation.signals.language, conversation.language
    if read and primary(read) in listed and primary(read) != primary(told):
        return read
    return told
