"""The policy that operations people write, as values. `segue.policy_file` reads it from YAML and reports mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from segue.domain.lifecycle import Urgency


class Outcome(StrEnum):
    """What the trigger engine can say."""

    STAY = "stay"
    OFFER = "offer"
    HANDOFF = "handoff"


class QueueKind(StrEnum):
    LIVE = "live"
    TICKET = "ticket"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One line of `triggers`: a rule (`when`, a CEL condition) or a guidance (plain words with examples)."""

    id: str
    then: Outcome
    when: str = ""
    guidance: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    reason: str = ""  # reason code; the trigger's id when the policy names none
    queue: str = ""
    category: str = ""
    urgency: Urgency = Urgency.NORMAL
    priority: int = 0
    proactive: bool = False  # may fire on a page visit, without a message


@dataclass(frozen=True, slots=True)
class Route:
    """First match wins; a route without `when` is the default."""

    queue: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """After so long in the queue, ask for less or look in another queue as well."""

    after: timedelta
    requires: Mapping[str, int] | None = None
    overflow: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    first_response: timedelta | None = None
    resolution: timedelta | None = None


@dataclass(frozen=True, slots=True)
class WhenClosed:
    """What becomes of a handoff outside opening hours, or when nobody is there."""

    then: str = "ticket"  # ticket | email | bot
    hub: str = "desk"


@dataclass(frozen=True, slots=True)
class WhenFull:
    """When the expected wait is longer, the customer chooses among `then`."""

    longer_than: timedelta = timedelta(minutes=10)
    then: tuple[str, ...] = ("wait", "ticket")


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    kind: QueueKind = QueueKind.LIVE
    title: str = ""  # as the customer sees it: "Billing"
    hub: str = "desk"
    owner: str = ""  # who answers for this queue
    requires: Mapping[str, int] = field(default_factory=dict)
    relax: tuple[Relaxation, ...] = ()
    hours: str = ""  # name of a calendar in `hours`; "" is always open
    units: int = 1
    reserve_for: timedelta = timedelta(seconds=30)  # how long a reservation may stay unanswered
    sla: ServiceLevel = field(default_factory=ServiceLevel)
    when_closed: WhenClosed = field(default_factory=WhenClosed)
    when_full: WhenFull | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours on the wall clock of `timezone` (an IANA name)."""

    name: str
    timezone: str = "UTC"
    week: Mapping[str, tuple[tuple[time, time], ...]] = field(default_factory=dict)  # "mon".."sun" -> intervals
    closed_on: frozenset[date] = frozenset()
    holidays: str = ""  # country, or country-subdivision, as the holidays library names them: "DE-BY"
    holiday_dates: frozenset[date] = frozenset()  # the dates of `holidays`, put in when the policy is loaded


@dataclass(frozen=True, slots=True)
class BotSettings:
    """The bot behind the widget. `webhook` is empty when the bot stands in front and calls Segue itself."""

    name: str = "bot"
    webhook: str = ""
    secret: str = ""  # name of a secret
    timeout: timedelta = timedelta(seconds=20)  # silence longer than this is told to the customer


@dataclass(frozen=True, slots=True)
class Handback:
    idle: timedelta | None = None  # a handed-over conversation without a word for so long goes back to the bot
    survey: bool = True
    wrap_up: timedelta = timedelta(0)  # the slot stays taken so long while the human writes up


@dataclass(frozen=True, slots=True)
class Policy:
    triggers: tuple[Trigger, ...]
    route: tuple[Route, ...]
    queues: Mapping[str, Queue]
    hash: str = ""  # identifies this version
    languages: tuple[str, ...] = ("en",)
    hours: Mapping[str, Calendar] = field(default_factory=dict)
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # topic -> example messages
    facts: Mapping[str, str] = field(default_factory=dict)  # "customer.plan" -> string | number | bool | list
    messages: Mapping[str, str] = field(default_factory=dict)  # wording key -> text with placeholders
    bot: BotSettings = field(default_factory=BotSettings)
    handback: Handback = field(default_factory=Handback)
    customer_away: timedelta = timedelta(minutes=5)  # a closed tab counts as gone after this
    agent_away: timedelta = timedelta(seconds=45)  # a desk that is not heard of so long is off


@dataclass(frozen=True, slots=True)
class Weighed:
    """How one trigger fared.

    fired, quiet    its condition holds, or does not
    could_not_tell  its condition raised; such a trigger never fires
    suppressed      it would offer a person, but the customer has been asked before, or does not want one
    not_applicable  it is not weighed on this occasion
    """

    trigger: str
    verdict: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the trigger engine says of one turn, and why."""

    outcome: Outcome
    policy_version: str
    trigger: str = ""
    reason: str = ""
    queue: str = ""
    category: str = ""
    urgency: Urgency = Urgency.NORMAL
    priority: int = 0
    evidence: str = ""  # the customer's words
    hint: str = ""  # "try_once_more"
    weighed: tuple[Weighed, ...] = ()
    signals: Mapping[str, Any] = field(default_factory=dict)  # what the conditions saw
