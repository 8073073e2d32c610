"""A conversation to be run: who is there, what is known, and what happens step by step. Values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Urgency
from segue.domain.routing.agents import Presence
from segue.sandbox.expect import Expect

MOST_STEPS = 60
MOST_PEOPLE = 20
MOST_CONTACTS = 20
MOST_VISITS = 50
LONGEST_TEXT = 64 * 1024
"""Characters of one message, as the server takes them."""

LONGEST_IN_ALL = 256 * 1024
LONGEST_WAIT = timedelta(days=31)

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""When a scenario takes place that does not say."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A human agent. `capacity`: conversations at a time. `queues`: () is all; `languages`: () is all."""

    name: str
    skills: Mapping[str, int] = field(default_factory=dict)
    capacity: int = 3
    presence: Presence = Presence.ONLINE
    queues: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    team: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An earlier conversation of this customer that a person answered, so long before the scenario begins."""

    ago: timedelta
    about: str
    topics: tuple[str, ...] = ()
    outcome: str = "Solved"


@dataclass(frozen=True, slots=True)
class Visit:
    """`stayed`: how long; 0 is not known."""

    url: str
    title: str = ""
    ago: timedelta = timedelta(0)
    stayed: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """What a source of the policy says of the customer, and `after` how long. `fails`: in words, what comes instead."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    fails: str = ""
    after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class CustomerSays:
    text: str


@dataclass(frozen=True, slots=True)
class BotSays:
    """What the bot of the script says, and what it says of its own answer. An error may come without a text."""

    text: str = ""
    confidence: float | None = None
    error: str = ""
    no_match: bool = False
    outside_knowledge: bool = False
    articles: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BotAsks:
    """The bot itself asks for a person."""

    reason: str = ""
    queue: str = ""
    note: str = ""
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True)
class Learn:
    """Account facts arrive."""

    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wait:
    """Time passes, and whatever was due in it happens."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Answer:
    """The customer presses a button of the open question: human, bot, wait, ticket, email."""

    choice: str


@dataclass(frozen=True, slots=True)
class AgentDoes:
    """accept | decline | take | says | hand_back | resolve. `name`: "" is whoever has or is asked to take it."""

    act: str
    name: str = ""
    text: str = ""  # what is said, or the note that is handed back


@dataclass(frozen=True, slots=True)
class PresenceChanges:
    presence: Mapping[str, Presence]


@dataclass(frozen=True, slots=True)
class Ends:
    """The conversation is ended, by the customer or by the bot."""

    by: str = "customer"


Action = CustomerSays | BotSays | BotAsks | Visit | Learn | Wait | Answer | AgentDoes | PresenceChanges | Ends
ACTS = ("accept", "decline", "take", "says", "hand_back", "resolve")


@dataclass(frozen=True, slots=True)
class Step:
    """`line`: in the file it came from, 0 when it came from none."""

    does: Action
    expect: Expect = field(default_factory=Expect)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scenario:
    """`visits`: pages seen before the conversation. `contacts`: earlier ones. `file`, `line`: where it stands."""

    steps: tuple[Step, ...]
    name: str = ""
    at: datetime = MONDAY_MORNING
    staff: tuple[Colleague, ...] = ()
    customer: Customer = field(default_factory=Customer)
    visits: tuple[Visit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sources: Mapping[str, SourceAnswer] = field(default_factory=dict)  # by the name in the policy
    channel: str = "api"
    language: str = ""
    file: str = ""
    line: int = 0


def check_size(scenario: Scenario) -> None:
    """Raises Invalid naming what there is too much of."""
    _at_most("steps", scenario.steps, MOST_STEPS)
    _at_most("staff", scenario.staff, MOST_PEOPLE)
    _at_most("contacts", scenario.contacts, MOST_CONTACTS)
    _at_most("visits", scenario.visits, MOST_VISITS)
    if not scenario.steps:
        raise Invalid("steps: there is none; write at least one message", field="steps")
    texts = [step.does.text for step in scenario.steps if isinstance(step.does, CustomerSays | BotSays | AgentDoes)]
    if any(len(text) > LONGEST_TEXT for text in texts):
        raise Invalid(f"steps: a text may have {LONGEST_TEXT} characters", field="steps")
    if sum(map(len, texts)) > LONGEST_IN_ALL:
        raise Invalid(f"steps: all texts together may have {LONGEST_IN_ALL} characters", field="steps")
    waits = [step.does.length for step in scenario.steps if isinstance(step.does, Wait)]
    if any(wait <= timedelta(0) for wait in waits) or sum(waits, timedelta(0)) > LONGEST_WAIT:
        raise Invalid(f"steps: waits are above 0 and {LONGEST_WAIT.days} days in all", field="steps")
    names = [colleague.name for colleague in scenario.staff]
    if len(set(names)) < len(names):
        raise Invalid("staff: each needs a name of their own", field="staff")


def _at_most(what: str, items: Sequence[object], most: int) -> None:
    if len(items) > most:
        raise Invalid(f"{what}: {len(items)} are too many; at most {most}", field=what)
