"""Queues, opening hours and how customers are routed: what operations people write about who takes whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from segue.domain.retention import KEEPS_ALL, Retention

DESK = "desk"
"""Where humans work unless a hub of the policy is named: Segue's own desk."""


class QueueKind(StrEnum):
    """How a handoff is answered: by somebody at once, by ticket, by e-mail."""

    LIVE = "live"
    TICKET = "ticket"
    EMAIL = "email"


class Assign(StrEnum):
    """How one of the agents who fit is chosen."""

    BALANCED = "balanced"  # fit, expected handling time at the present load, what the slot is worth elsewhere
    ROUND_ROBIN = "round_robin"
    LONGEST_IDLE = "longest_idle"
    LEAST_ACTIVE = "least_active"  # the smallest share of capacity in use
    MOST_AVAILABLE = "most_available"  # the most units free
    BEST_WORKER = "best_worker"  # the highest levels
    MANUAL = "manual"  # nobody is proposed: people pick from the queue


class Order(StrEnum):
    """Who is served first."""

    COST = "cost"  # whoever's waiting costs most by now, for the work it takes
    PRIORITY = "priority"  # priority, then the value of the tier, then age
    DUE = "due"  # whose answer is due first
    FIFO = "fifo"  # whoever waits longest


class Language(StrEnum):
    """What a queue makes of the customer's language."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Route:
    """First match wins; a route without `when` is the default. `by`: see Queue.kind; None leaves that to the queue."""

    queue: str
    when: str = ""
    by: QueueKind | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """After so long in the queue, ask for less or look in another queue as well; 0 s is before queueing.

    adjacent: agents with a neighbouring skill (`RoutingSettings.adjacent`) will do.
    """

    after: timedelta
    requires: Mapping[str, int] | None = None
    overflow: str = ""
    adjacent: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """What happens when an answer is `at_risk` or `missed`.

    notify:   "owner", "supervisors", or the name of a team.
    overflow: a queue whose agents may take the customer from then on. priority: the handoff gets at least this one.
    """

    when: str
    notify: tuple[str, ...] = ()
    overflow: str = ""
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """first_response: until a human joins. ticket_response: until a ticket is answered, counted in opening hours.

    tiers:   customer.tier -> (first_response, ticket_response), where they differ.
    at_risk: share of the time after which the answer counts as at risk, 0..1.
    """

    first_response: timedelta | None = None
    resolution: timedelta | None = None
    ticket_response: timedelta | None = None
    tiers: Mapping[str, tuple[timedelta | None, timedelta | None]] = field(default_factory=dict)
    at_risk: float = 0.75
    escalate: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class WhenClosed:
    """What becomes of a handoff outside opening hours, or when nobody is there. A ticket exists at once.

    choices: what the customer may change the ticket into: email | callback | bot (email is the address alone).
    """

    then: str = "ticket"  # ticket | email | bot
    hub: str = DESK
    choices: tuple[str, ...] = ("email", "callback", "bot")


@dataclass(frozen=True, slots=True)
class WhenFull:
    """When the expected wait is longer, the customer chooses among `then`; until then there is a ticket."""

    longer_than: timedelta = timedelta(minutes=10)
    then: tuple[str, ...] = ("wait", "ticket")


@dataclass(frozen=True, slots=True)
class Sticky:
    """Whom a customer who comes back waits for, and how long before anybody else is asked.

    who:    named_contact (of the account), last_agent (the human who had the customer last), in order of preference.
    within: how long ago the last agent may have had them.
    """

    who: tuple[str, ...] = ("named_contact", "last_agent")
    wait: timedelta = timedelta(seconds=30)
    within: timedelta = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Queue:
    """`requires`, `authority`, `seniority`, `team`: what an agent must have. `prefers`: what is better to have."""

    name: str
    kind: QueueKind = QueueKind.LIVE
    title: str = ""  # as the customer sees it: "Billing"
    hub: str = DESK
    hub_team: str = ""  # a team, group or queue of the hub, as it names them
    owner: str = ""  # who answers for this queue
    requires: Mapping[str, int] = field(default_factory=dict)  # skill -> least level, 1..5
    prefers: Mapping[str, int] = field(default_factory=dict)  # skill -> level that is preferred
    authority: Mapping[str, float] = field(default_factory=dict)  # such as credit: 500; 1 where there is no amount
    seniority: int = 0  # least, 0..5
    team: str = ""  # only agents of this team
    language: Language = Language.REQUIRED
    relax: tuple[Relaxation, ...] = ()
    assign: Assign | None = None  # None: as RoutingSettings says
    sticky: Sticky | None = None
    beyond_capacity: int = 0  # units above capacity that an immediate case may take
    hours: str = ""  # name of a calendar in `hours`; "" is always open
    units: int = 1
    reserve_for: timedelta = timedelta(seconds=30)  # how long a reservation may stay unanswered
    sla: ServiceLevel = field(default_factory=ServiceLevel)
    when_closed: WhenClosed = field(default_factory=WhenClosed)
    when_full: WhenFull | None = None
    email_to: str = "team"  # team | customer | both: who gets the mail of a handoff that is answered by e-mail
    bot: str = "away"  # away: silent while a human has it (hard handoff); helps: it may draft for them (soft handoff)
    retention: Retention = KEEPS_ALL  # what is said here counts for conversations whose last handoff came here
    drafts: bool = False  # draft replies for the human, from knowledge and resolved cases

    @property
    def can_mail(self) -> bool:
        """Whether there is an address for what is answered by e-mail."""
        return self.email_to == "customer" or "@" in self.owner

    @property
    def takes_drafts(self) -> bool:
        """Whether anything may draft for the humans of this queue: Segue itself, a model, or the bot that helps."""
        return self.drafts or self.bot == "helps"


@dataclass(frozen=True, slots=True)
class Tier:
    """A kind of customer, by the value of customer.tier.

    value:         weight of a second of waiting; 1 is an ordinary customer.
    patience:      how long such customers wait on average before they leave.
    leaving_costs: seconds of waiting that one who leaves is worth.
    """

    name: str
    value: float = 1.0
    patience: timedelta = timedelta(minutes=5)
    leaving_costs: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class RoutingSettings:
    """How customers are routed, over all queues.

    adjacent:    skill -> {other skill: levels lost}: an agent with level L in the first covers the other with L - loss.
    overflow:    with `balanced`, agents who cover by a neighbouring skill are asked once waiting costs more.
    hold_back:   with `balanced`, the last slots of a small pool are kept for dearer customers who are likely to come.
    pace:        speed of each conversation of an agent with 1, 2, 3 … units in use; the last one for more.
    handle_time: usual length of a conversation, until enough are known.
    longest_wait: after which a customer comes before everybody who has not waited as long, so that nobody starves.
    sla_miss, misfit, transfer: seconds of waiting that each is worth.
    churn:       weight of a customer at risk of leaving: value x (1 + churn x risk), risk 0..1.
    before_shift_ends: nobody gets anything new so shortly before the end of the shift.
    """

    order: Order = Order.COST
    assign: Assign = Assign.BALANCED
    adjacent: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    overflow: bool = True
    hold_back: bool = True
    pace: tuple[float, ...] = (1.0, 0.87, 0.72, 0.60, 0.50, 0.42)
    handle_time: timedelta = timedelta(minutes=8)
    longest_wait: timedelta = timedelta(minutes=30)
    sla_miss: timedelta = timedelta(minutes=2)
    misfit: timedelta = timedelta(minutes=2)
    transfer: timedelta = timedelta(minutes=3)
    churn: float = 1.0
    before_shift_ends: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours on the wall clock of `timezone` (an IANA name)."""

    name: str
    timezone: str = "UTC"
    week: Mapping[str, tuple[tuple[time, time], ...]] = field(default_factory=dict)  # "mon".."sun" -> intervals
    closed_on: frozenset[date] = frozenset()
    holidays: str = ""  # country, or country-subdivision, as the holidays library names them: "DE-BY"
    holiday_dates: frozenset[date] = frozenset()  # the dates of `holidays`, put in when the policy is loaded
