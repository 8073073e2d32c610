"""The names a condition of the policy may use: their types, their only values, their meaning.

The schema is data. `schema` adds what a policy declares; `values` fills it for one turn, and every name is always
there: '' or 0 or false or [] stand for what is not known, and `known.<name>` tells the difference. `confidence` alone
is 1 while the bot has not said, so that `confidence < 0.4` does not fire for a bot that never says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from segue.domain.channels import PLACES
from segue.domain.conversation import Conversation
from segue.domain.errors import Invalid
from segue.domain.history import UNKNOWN, History, path_of
from segue.domain.history import values as history_values
from segue.domain.policy import Policy
from segue.domain.signals.dates import DATE, dates_in, days_name
from segue.domain.signals.observe import Observed
from segue.domain.signals.requests import AsksForHuman
from segue.domain.signals.topics import BUILT_IN

STRING, NUMBER, BOOL, LIST = "string", "number", "bool", "list"

DEFAULTS: Mapping[str, Any] = {STRING: "", NUMBER: 0, BOOL: False, LIST: []}
"""Type -> what stands for a value that is not known."""


@dataclass(frozen=True, slots=True)
class Variable:
    """`type`: string | number | bool | list. `values`: the only ones there are; () is anything.

    `optional`: it may be unknown, and then has `default`; `known.<name>` tells.
    """

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    default: Any = None
    optional: bool = False


Schema = Mapping[str, Variable]
"""Dotted name -> variable."""


def _variable(
    name: str, kind: str, description: str, *, values: tuple[str, ...] = (), default: Any = None, optional: bool = False
) -> Variable:
    return Variable(name, kind, description, values, DEFAULTS[kind] if default is None else default, optional)


FIXED: tuple[Variable, ...] = (
    _variable(
        "asks_for_human",
        STRING,
        "Whether this message asks for a person.",
        values=tuple(word.value for word in AsksForHuman),
        default=AsksForHuman.NO.value,
    ),
    _variable(
        "request", NUMBER, "Probability that it does, 0..1; at least 0.5 exactly when clear or unclear.", default=0.0
    ),
    _variable("asks_if_bot", BOOL, "The customer wonders whether this is a bot."),
    _variable("asked_before", BOOL, "An earlier message of this conversation asked for a person."),
    _variable("repeats", NUMBER, "Times in a row that the customer said the same again."),
    _variable("bot_repeats", NUMBER, "Times in a row that the bot said the same again."),
    _variable(
        "failed_attempts", NUMBER, "Answers of the bot followed by refusal, rephrase, error, silence or low confidence."
    ),
    _variable("confidence", NUMBER, "The bot's own confidence in its last answer, 0..1.", default=1.0, optional=True),
    _variable("bot_error", STRING, "What the bot reported as an error with its last answer."),
    _variable("bot_silent", BOOL, "The bot owes an answer and gave none in time."),
    _variable("bot_errors", NUMBER, "Errors that the bot has reported so far."),
    _variable("bot_does_not_know", BOOL, "The bot's last message says that it does not know or understand."),
    _variable("bot_refuses", BOOL, "The bot's last message says that it may not or will not do it."),
    _variable("no_match", BOOL, "The bot reported that nothing matched the customer's message."),
    _variable("no_matches", NUMBER, "Times in a row that it reported so."),
    _variable("outside_knowledge", BOOL, "The bot reported that the question is outside of what it knows."),
    _variable("same_article", NUMBER, "Times that the bot pointed to an article it had given before."),
    _variable("refusals", NUMBER, "Times that the customer said an answer did not help."),
    _variable("dissatisfied", NUMBER, "Probability that this message is dissatisfied, 0..1.", default=0.0),
    _variable("mood", NUMBER, "Dissatisfaction over the last turns, 0..1: a mean that forgets.", default=0.0),
    _variable("mood_slope", NUMBER, "Above 0 the mood gets worse, below 0 better; -1..1.", default=0.0),
    _variable("mood_bad", BOOL, "The mood turned bad and has not become good again."),
    _variable("complaint", NUMBER, "Probability that this message is a complaint, 0..1.", default=0.0),
    _variable("distress", NUMBER, "Probability that the customer is in distress, 0..1.", default=0.0),
    _variable("urgent", NUMBER, "Probability that the words say it is urgent, 0..1.", default=0.0),
    _variable("distinct_topics", NUMBER, "Different topics of the conversation so far."),
    _variable("account_values", NUMBER, "Order numbers, amounts, dates and the like given so far."),
    _variable("complexity", NUMBER, "How involved the conversation has become, 0..1.", default=0.0),
    _variable("turns", NUMBER, "Messages of the customer so far, with this one."),
    _variable("topics", LIST, "Topics that this message is about (score of at least 0.5)."),
    _variable("topics_so_far", LIST, "Topics of the conversation so far, with those of this message."),
    _variable("page.path", STRING, "Path of the page the customer is on: /account/cancel.", optional=True),
    _variable("page.url", STRING, "The address of that page; its query only where the policy keeps it.", optional=True),
    _variable("page.title", STRING, "Its title.", optional=True),
    _variable("page.seconds", NUMBER, "Seconds since the customer came to it.", default=0.0, optional=True),
    _variable("page.visits", NUMBER, "Page visits of this conversation that are remembered, 20 at most."),
    _variable("page.repeats", NUMBER, "Times that this page was looked at before, of the visits kept.", optional=True),
    _variable("visitor.visits", NUMBER, "Page visits of this visitor or customer that are kept.", optional=True),
    _variable("visitor.contacts", NUMBER, "Other conversations of this visitor or customer.", optional=True),
    _variable("customer.id", STRING, "The site's or bot's id of the customer.", optional=True),
    _variable("customer.name", STRING, "Name of the customer.", optional=True),
    _variable("customer.email", STRING, "Address of the customer, also one left in this conversation.", optional=True),
    _variable("customer.verified", BOOL, "The site signed who the customer is, or a bot's key told."),
    _variable("customer.tier", STRING, "The customer's plan or tier, as the site or a source tells it.", optional=True),
    _variable("customer.contract_value", NUMBER, "Value of the contract a year, as told.", default=0.0, optional=True),
    _variable("customer.health", STRING, "Health of the account, as the site or a source tells it.", optional=True),
    _variable(
        "customer.churn_risk", NUMBER, "Risk that the customer leaves, 0..1, as told.", default=0.0, optional=True
    ),
    _variable("channel", STRING, "Where the conversation takes place.", values=PLACES),
    _variable("language", STRING, "Language of the conversation, BCP 47: en, de-AT.", optional=True),
    _variable("offers_made", NUMBER, "Times the customer was offered a person in this conversation."),
    _variable("handoffs", NUMBER, "Handoffs of this conversation so far."),
)
"""Names that every policy may use."""

DECLARED = "customer"
"""A policy declares facts of the customer, and nothing else."""

OF_ACCOUNT: Mapping[str, str] = MappingProxyType(
    {
        "customer.tier": STRING,
        "customer.contract_value": NUMBER,
        "customer.health": STRING,
        "customer.churn_risk": NUMBER,
    }
)
"""Facts that need no declaration, with their types: routing reads them. A policy may declare them, also otherwise."""


def facts_of(policy: Policy) -> Mapping[str, str]:
    """Every fact of a customer that the policy's conditions may read, with its type: "customer.tier" -> string."""
    return {**OF_ACCOUNT, **policy.facts}


def schema(policy_facts: Mapping[str, str], topics: Iterable[str], behaviours: Iterable[str] = ()) -> Schema:
    """Every name for a policy: the fixed ones, its `facts`, `score.<topic>`, `behaviour.<name>`, and `known.<name>` for
    what may be unknown.

    policy_facts: "customer.plan" -> string | number | bool | list | date. Raises Invalid naming the fact that is wrong.
    """
    return _schema(tuple(policy_facts.items()), tuple(topics), tuple(behaviours))


@lru_cache(maxsize=64)
def _schema(
    policy_facts: tuple[tuple[str, str], ...], topics: tuple[str, ...], behaviours: tuple[str, ...] = ()
) -> Schema:
    found = {variable.name: variable for variable in FIXED}
    topics = tuple(dict.fromkeys((*BUILT_IN, *topics)))
    for name in ("topics", "topics_so_far"):
        found[name] = replace(found[name], values=topics)
    for topic in topics:
        found[f"score.{topic}"] = _variable(
            f"score.{topic}", NUMBER, f"How much it is about {topic}, 0..1.", default=0.0
        )
    for name, kind in policy_facts:
        mistake = mistake_in_fact(name, kind)
        if mistake:
            raise Invalid(mistake, field=name)
        written = STRING if kind == DATE else kind
        if name in OF_ACCOUNT:
            found.pop(name, None)
        found.setdefault(name, _variable(name, written, "Declared by the policy.", optional=True))
        if kind == DATE:
            until = f"Whole days until {name}, below 0 when that is past."
            found.setdefault(days_name(name), _variable(days_name(name), NUMBER, until, optional=True))
    for name in map("behaviour.{}".format, behaviours):
        found[name] = _variable(name, NUMBER, "Counted as the policy's behaviours say.", optional=True)
    for name in [name for name, variable in found.items() if variable.optional]:
        found[f"known.{name}"] = _variable(f"known.{name}", BOOL, f"Whether {name} is known.")
    return MappingProxyType(found)


def mistake_in_fact(name: str, kind: str) -> str:
    """What is wrong with a declared fact, in words; "" when nothing is."""
    group, _, rest = name.partition(".")
    if group != DECLARED or not rest.isidentifier():
        return f"{name!r} cannot be declared; write customer.<name>, such as customer.plan"
    if kind not in (*DEFAULTS, DATE):
        return f"{name} cannot be a {kind!r}; it may be {', '.join((*DEFAULTS, DATE))}"
    fixed = next((variable for variable in FIXED if variable.name == name), None)
    if fixed and fixed.type != kind and name not in OF_ACCOUNT:
        return f"{name} is always a {fixed.type} and cannot be declared as {kind}"
    return ""


def values(
    conversation: Conversation,
    observed: Observed,
    policy: Policy,
    *,
    now: datetime | None = None,
    history: History = UNKNOWN,
) -> dict[str, Any]:
    """Dotted name -> value of this turn, for every name of the policy's schema.

    A fact of another type than declared counts as not known. now: aware, for `page.seconds` and what a history tells.
    """
    given = {**_of_signals(observed), **_of_conversation(conversation), **_of_page(conversation, now)}
    given["topics_so_far"] = list(dict.fromkeys((*conversation.signals.topics, *observed.topics)))
    given["customer.churn_risk"] = _risk(given.get("customer.churn_risk"), policy.facts)
    given.update({f"score.{topic}": float(score) for topic, score in observed.topic_scores.items()})
    given.update(history_values(policy, history, conversation, now))
    given.update(dates_in(policy.facts, given, now))
    found: dict[str, Any] = {}
    for name, variable, known in _filled(*_declared(policy)):
        value = given.get(name)
        usable = value is not None and _fits(value, variable.type)
        found[name] = value if usable else _default(variable)
        if known:
            found[known] = usable and value != ""
    return found


def _declared(policy: Policy) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]:
    return tuple(policy.facts.items()), tuple(policy.topics), tuple(policy.behaviours)


@lru_cache(maxsize=64)
def _filled(
    policy_facts: tuple[tuple[str, str], ...], topics: tuple[str, ...], behaviours: tuple[str, ...]
) -> tuple[tuple[str, Variable, str], ...]:
    """Each name that gets a value, and the name that says whether it is known, if there is one."""
    named = _schema(policy_facts, topics, behaviours).items()
    return tuple(
        (name, variable, f"known.{name}" if variable.optional else "")
        for name, variable in named
        if not name.startswith("known.")
    )


def _of_signals(observed: Observed) -> dict[str, Any]:
    return {
        "asks_for_human": observed.asks_for_human.value,
        "request": observed.request,
        "asks_if_bot": observed.asks_if_bot,
        "asked_before": observed.asked_before,
        "repeats": observed.repeats,
        "bot_repeats": observed.bot_repeats,
        "failed_attempts": observed.failed_attempts,
        "confidence": observed.bot_confidence,
        "bot_error": observed.bot_error,
        "bot_silent": observed.bot_silent,
        "bot_errors": observed.bot_errors,
        "bot_does_not_know": observed.bot_does_not_know,
        "bot_refuses": observed.bot_refuses,
        "no_match": observed.no_match,
        "no_matches": observed.no_matches,
        "outside_knowledge": observed.outside_knowledge,
        "same_article": observed.same_article,
        "refusals": observed.refusals,
        "dissatisfied": observed.dissatisfied,
        "mood": observed.mood,
        "mood_slope": observed.mood_slope,
        "mood_bad": observed.mood_bad,
        "complaint": observed.complaint,
        "distress": observed.distress,
        "urgent": observed.urgent,
        "distinct_topics": observed.distinct_topics,
        "account_values": observed.account_values,
        "complexity": observed.complexity,
        "turns": observed.turns,
        "topics": list(observed.topics),
    }


def _of_conversation(conversation: Conversation) -> dict[str, Any]:
    customer = conversation.customer
    return {
        **{f"customer.{name}": value for name, value in customer.facts.items()},
        "customer.id": customer.id,
        "customer.name": customer.name,
        "customer.email": customer.email or conversation.contact_email,
        "customer.verified": customer.verified,
        "channel": conversation.channel,
        "language": conversation.language,
        "offers_made": conversation.offers_made,
        "handoffs": conversation.handoffs,
    }


def _of_page(conversation: Conversation, now: datetime | None) -> dict[str, Any]:
    if not conversation.pages:
        return {"page.visits": 0}
    page = conversation.pages[-1]
    return {
        "page.path": path_of(page.url),
        "page.url": page.url,
        "page.title": page.title,
        "page.seconds": max(0.0, (now - page.at).total_seconds()) if now else None,
        "page.visits": len(conversation.pages),
    }


def _fits(value: Any, kind: str) -> bool:
    if kind == BOOL:
        return isinstance(value, bool)
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) if kind == STRING else isinstance(value, list | tuple)


def _risk(value: Any, declared: Mapping[str, str]) -> Any:
    """A risk that is no share of 1, such as 85 for per cent, is not known: whoever means something else declares it."""
    if "customer.churn_risk" in declared or not _fits(value, NUMBER):
        return value
    return value if 0 <= value <= 1 else None


def _default(variable: Variable) -> Any:
    return list(variable.default) if variable.type == LIST else variable.default
