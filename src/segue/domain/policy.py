"""The policy that operations people write, as values. `segue.policy_file` reads it from YAML and reports mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from segue.domain.bots import WEBHOOK_BOT
from segue.domain.channels import ChannelSettings
from segue.domain.conditions.source import read
from segue.domain.deliveries import Repeat
from segue.domain.dialogue import Dialogue
from segue.domain.files import FileRules
from segue.domain.hubs import HubSettings
from segue.domain.lifecycle import Urgency
from segue.domain.queues import DESK, Calendar, Queue, QueueKind, Route, RoutingSettings, Tier
from segue.domain.retention import KEEPS_ALL, Retention
from segue.domain.signals.evidence import Contribution


class Outcome(StrEnum):
    """What the trigger engine can say."""

    STAY = "stay"
    OFFER = "offer"
    HANDOFF = "handoff"


class TriggerKind(StrEnum):
    """How a trigger was written; every record says it."""

    PHRASES = "phrases"  # exact words
    SIGNALS = "signals"  # a condition on what is observed
    BEHAVIOUR = "behaviour"  # a condition on what the customer does across conversations and visits
    GUIDANCE = "guidance"  # an instruction in plain words, with examples


BEHAVIOUR = "behaviour."
"""How the names of behaviours begin in conditions."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One line of `triggers`: exact words (`phrases`), a rule (`when`, a CEL condition) or a guidance (plain words).

    With phrases, `when` is a second condition: both must hold.
    """

    id: str
    then: Outcome
    when: str = ""
    phrases: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()  # written `not`: a message with one of them does not count
    guidance: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    reason: str = ""  # reason code; the trigger's id when the policy names none
    queue: str = ""
    category: str = ""
    urgency: Urgency = Urgency.NORMAL
    priority: int = 0
    proactive: bool = False  # may fire on a page visit, without a message
    by: QueueKind | None = None  # how the handoff is answered; None leaves that to the route and the queue
    note: str = ""  # for the human who takes over; the customer never sees it

    @property
    def kind(self) -> TriggerKind:
        if self.phrases:
            return TriggerKind.PHRASES
        if self.guidance:
            return TriggerKind.GUIDANCE
        behaves = any(path.name.startswith(BEHAVIOUR) for path in read(self.when).paths)
        return TriggerKind.BEHAVIOUR if behaves else TriggerKind.SIGNALS


@dataclass(frozen=True, slots=True)
class BotSettings:
    """The bot behind Segue. Without a `webhook` and of no other kind, it stands in front and calls Segue itself.

    given, secrets: settings of its kind, as of a hub.
    """

    name: str = "bot"
    webhook: str = ""
    secret: str = ""  # name of a secret
    timeout: timedelta = timedelta(seconds=20)  # silence longer than this is told to the customer
    dialogue: Dialogue = field(default_factory=Dialogue)
    kind: str = WEBHOOK_BOT
    given: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def behind(self) -> bool:
        """Whether Segue calls it."""
        return bool(self.webhook) or self.kind != WEBHOOK_BOT


@dataclass(frozen=True, slots=True)
class OfferSettings:
    """How often a customer is asked whether they want a person."""

    cool_down: int = 3  # messages of the customer without any offer after one was declined
    pause: timedelta = timedelta(minutes=10)  # before a proactive offer that got no answer may be made again


@dataclass(frozen=True, slots=True)
class Handback:
    idle: timedelta | None = None  # a handed-over conversation without a word for so long goes back to the bot
    survey: bool = True
    wrap_up: timedelta = timedelta(0)  # the slot stays taken so long while the human writes up


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A number made of what somebody did before. Exactly one of `visits`, `contacts` and `handoffs` is given."""

    visits: str = ""  # pages whose path fits, `*` for anything: /pricing*
    contacts: str = ""  # any | same_matter | a topic
    handoffs: str = ""  # any | same_matter | a topic
    within: timedelta = timedelta(days=30)
    stayed: timedelta = timedelta(0)  # only visits that lasted so long


@dataclass(frozen=True, slots=True)
class VisitKeeping:
    """What is kept of the pages that visitors look at."""

    keep: timedelta = timedelta(days=30)
    keep_query: bool = False  # what follows the ? of an address is dropped unless this says otherwise


@dataclass(frozen=True, slots=True)
class TopicExamples:
    """Messages that are about a topic, and some that sound like it and are not."""

    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """A system that knows the customer's account. `kind`: hubspot | salesforce | stripe | zendesk | freshdesk |
    intercom | http | sql.

    fields: name of domain.account.ACCOUNT_FIELDS, or customer.<fact>, -> where it stands in what the system answers (a
    property, a dotted path, a column); for http and sql also `invoices.number`: where a part of each item of a list
    stands. secret: name of the secret that holds the key, token or database address.
    """

    name: str
    kind: str
    secret: str = ""
    account: str = ""  # subdomain or host of a vendor's account
    user: str = ""  # where the vendor wants one beside the key
    url: str = ""  # http: with {id} and {email}
    auth: str = "bearer"  # http: bearer | basic | header
    header: str = ""  # http: name of the header that carries the secret
    query: str = ""  # sql: one SELECT with :id or :email
    fields: Mapping[str, str] = field(default_factory=dict)
    cache: timedelta = timedelta(minutes=5)


def covered(settings: SourceSettings) -> tuple[str, ...]:
    """The names that the `fields` of a source give, in their order: of `invoices.number` it is `invoices`."""
    names = (name if name.startswith("customer.") else name.partition(".")[0] for name in settings.fields)
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """Where articles come from that drafts may quote. `kind`: folder | zendesk | intercom | freshdesk | http."""

    name: str
    kind: str
    path: str = ""  # folder: of Markdown or HTML, beside the policy file
    secret: str = ""
    account: str = ""
    user: str = ""
    url: str = ""  # http: of a JSON list
    auth: str = "bearer"  # http: bearer | basic | header
    header: str = ""  # http: name of the header that carries the secret
    fields: Mapping[str, str] = field(default_factory=dict)  # http: items, id, title, text, url, next … -> dotted path
    next_param: str = ""  # http: parameter that takes what `next` holds; "" when that is an address
    language: str = ""  # of articles that do not say; zendesk: the locale that is read
    refresh: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Another system that hears of conversations. kinds: of entries. secret: name of the one that signs."""

    name: str
    url: str
    secret: str
    kinds: tuple[str, ...] = ()
    repeat: Repeat = Repeat.KEY
    ask: str = ""  # repeat ASK: address that says whether it has an id
    rate: float = 0.0  # deliveries a second at most; 0 for any number
    error_field: str = ""  # where a JSON answer of a 2xx status says that it is an error


@dataclass(frozen=True, slots=True)
class PassingOn:
    """The customer may look at what is passed on, and take parts of it out."""

    show: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    triggers: tuple[Trigger, ...]
    route: tuple[Route, ...]
    queues: Mapping[str, Queue]
    routing: RoutingSettings = field(default_factory=RoutingSettings)
    tiers: Mapping[str, Tier] = field(default_factory=dict)  # customer.tier -> what waiting costs such customers
    hash: str = ""  # identifies this version
    languages: tuple[str, ...] = ("en",)
    hours: Mapping[str, Calendar] = field(default_factory=dict)
    topics: Mapping[str, TopicExamples] = field(default_factory=dict)  # topic -> messages about it, and not
    facts: Mapping[str, str] = field(default_factory=dict)  # "customer.plan" -> string | number | bool | list
    behaviours: Mapping[str, Behaviour] = field(default_factory=dict)  # name -> what `behaviour.<name>` counts
    visits: VisitKeeping = field(default_factory=VisitKeeping)
    messages: Mapping[str, str] = field(default_factory=dict)  # wording key -> text with placeholders
    bot: BotSettings = field(default_factory=BotSettings)
    handback: Handback = field(default_factory=Handback)
    offers: OfferSettings = field(default_factory=OfferSettings)
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    knowledge: Mapping[str, KnowledgeSettings] = field(default_factory=dict)
    hubs: Mapping[str, HubSettings] = field(default_factory=dict)  # helpdesks where humans work, beside our own desk
    webhooks: Mapping[str, WebhookSettings] = field(default_factory=dict)  # other systems that hear of entries
    channels: Mapping[str, ChannelSettings] = field(default_factory=dict)  # where customers are, beside our widget
    redact: Mapping[str, frozenset[str]] = field(default_factory=dict)  # where it leaves to -> kinds taken out before
    retention: Retention = KEEPS_ALL  # a queue may say otherwise
    passing_on: PassingOn = field(default_factory=PassingOn)
    files: FileRules = field(default_factory=FileRules)
    important_tiers: tuple[str, ...] = ()  # values of customer.tier that count as an important account
    customer_away: timedelta = timedelta(minutes=5)  # a closed tab counts as gone after this
    agent_away: timedelta = timedelta(seconds=45)  # a desk that is not heard of so long is off

    @property
    def assist(self) -> Mapping[str, HubSettings]:
        """Helpdesks whose people get draft replies as internal notes."""
        return {name: hub for name, hub in self.hubs.items() if hub.drafts}


def longest(policy: Policy, queue: Queue | None) -> timedelta:
    """How long a customer waits for somebody who cannot be planned for: in a queue that they were transferred to, and
    for the people of a helpdesk. None: of a queue that is not there any more."""
    full = queue.when_full if queue else None
    return min(policy.routing.longest_wait, full.longer_than) if full else policy.routing.longest_wait


def ticket_hub(policy: Policy, queue: Queue, by: QueueKind | None = None) -> str:
    """Where the tickets of a queue go: a hub of the policy, or `desk`. by: how this one is answered, where a trigger or
    a route says otherwise than the queue. What is answered by e-mail goes to the first hub of that kind."""
    named = queue.when_closed.hub if queue.kind is QueueKind.LIVE else queue.hub
    if named != DESK or (by or queue.kind) is not QueueKind.EMAIL:
        return named
    return next((hub.name for hub in policy.hubs.values() if hub.kind == "email"), DESK)


@dataclass(frozen=True, slots=True)
class Weighed:
    """How one trigger fared.

    fired, quiet    its condition holds, or does not; `detail` says what made it so, or what it lacked
    could_not_tell  something it needs is not known, or its condition raised; such a trigger never fires
    suppressed      it holds, and is held back: `detail` says why
    not_applicable  it is not weighed on this occasion
    """

    trigger: str
    verdict: str
    detail: str = ""
    kind: TriggerKind = TriggerKind.SIGNALS


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the message that a signal, or a trigger's phrase, was seen in. `start`, `end`: characters from 0."""

    signal: str
    words: str
    start: int
    end: int


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
    by: QueueKind | None = None  # how the trigger wants it answered
    hint: str = ""  # "try_once_more"
    weighed: tuple[Weighed, ...] = ()
    signals: Mapping[str, Any] = field(default_factory=dict)  # what the conditions saw
    kind: TriggerKind | None = None  # of the trigger that decided
    also: tuple[str, ...] = ()  # triggers that fired beside it, in the order of the policy
    thresholds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # signal -> ">= 2", of conditions
    contributions: tuple[Contribution, ...] = ()  # to signals that some condition reads, strongest first
    spans: tuple[Span, ...] = ()  # in the order of the message
    judged: Mapping[str, Any] | None = None  # what a language model was asked and said, beside the local verdicts
