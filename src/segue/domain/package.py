"""The context package: the typed, scannable briefing that travels with a handoff. `docs/context-package.md` tells it
field by field, and `GET /v1/schemas/context-package.json` publishes its JSON Schema.

Every fact says where it came from, when, and whether it is known; a missing one is named as missing, never invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from segue.domain.account import Invoice, Note, Payment, SeenError, TicketNote

PACKAGE_VERSION = 2

T = TypeVar("T")


class Status(StrEnum):
    """Whether a fact is known, and if not, why."""

    KNOWN = "known"
    ABSENT = "absent"  # asked, and there is none
    NOT_ASKED = "not_asked"  # nobody asks for it, or nobody may: the customer is not verified
    FAILED = "failed"  # asked, and the source gave no usable answer in time
    WITHHELD = "withheld"  # the customer does not want it passed on


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """`value` is None unless the status is known. `why`: in words, where it is not."""

    value: T | None = None
    status: Status = Status.NOT_ASKED
    source: str = ""  # "site", "bot", "customer", "segue", or the name of a source of the policy
    at: datetime | None = None  # when it was told or asked
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The same of a field that is no Fact: whether it is known, where it came from, and when."""

    status: Status
    source: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The customer and their account. `more`: what else the policy declares, by its name behind `customer.`."""

    name: Fact[str] = field(default_factory=Fact)
    email: Fact[str] = field(default_factory=Fact)
    id: Fact[str] = field(default_factory=Fact)
    company: Fact[str] = field(default_factory=Fact)
    tier: Fact[str] = field(default_factory=Fact)
    contract_value: Fact[float] = field(default_factory=Fact)
    since: Fact[str] = field(default_factory=Fact)
    health: Fact[str] = field(default_factory=Fact)
    more: Mapping[str, Fact[Any]] = field(default_factory=dict)
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that was tried, and how the customer took it: confirmed | rejected | no_answer."""

    text: str
    reaction: str
    customer_words: str = ""
    seq: int = 0  # of the entry that it stands in
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MoodAt:
    """seq: of the customer's message. dissatisfied: of this message; mood: decayed mean. Both 0..1."""

    seq: int
    dissatisfied: float
    mood: float


@dataclass(frozen=True, slots=True)
class MoodCourse:
    """`sentence` is what people read; the numbers are for machines. turned_at: seq where it turned, 0 if it did not."""

    sentence: str
    turned_at: int = 0
    turned_on: str = ""  # the customer's words there
    scores: tuple[MoodAt, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """seconds: how long they stayed, 0 while not known."""

    url: str
    title: str = ""
    at: datetime | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class EarlierContact:
    """An earlier handoff of this customer."""

    at: datetime
    reason: str
    outcome: str
    summary: str = ""
    same_matter: bool = False
    queue: str = ""


@dataclass(frozen=True, slots=True)
class RepeatContact:
    """times: contacts about this matter, this one counted. The sentence says it in words."""

    times: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Billing:
    state: Fact[str] = field(default_factory=Fact)
    invoices: Fact[tuple[Invoice, ...]] = field(default_factory=Fact)  # newest first
    failed_payments: Fact[tuple[Payment, ...]] = field(default_factory=Fact)
    refunds: Fact[tuple[Payment, ...]] = field(default_factory=Fact)


@dataclass(frozen=True, slots=True)
class Usage:
    last_active: Fact[datetime] = field(default_factory=Fact)
    features: Fact[tuple[str, ...]] = field(default_factory=Fact)
    errors: Fact[tuple[SeenError, ...]] = field(default_factory=Fact)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the conversation. url: https, or the path on this server of a file that Segue keeps."""

    name: str
    url: str
    type: str = ""  # MIME
    size: int = 0  # bytes, 0 when not known
    by: str = ""  # role of who sent it
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of the conversation that carries something. why: opens | asks | tried | turn | value | trigger …"""

    seq: int
    role: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ContextPackage:
    handoff: str
    conversation: str
    built_at: datetime
    version: int = PACKAGE_VERSION
    # what it is about
    summary: str = ""  # two or three plain sentences
    wants: str = ""  # what the customer wants, in plain words; "" when they did not say
    goes_wrong: str = ""  # what goes wrong; "" when nothing does
    written_by: str = "segue"  # "segue", or "model" and its name: then it is shown as machine-written
    read_to: int = 0  # seq of the newest message that was read
    as_of: int = 0  # seq of the newest entry that the log had
    own_words: str = ""  # what the customer wrote themselves as the matter, in what is passed on
    intent: Fact[str] = field(default_factory=Fact)
    topics: tuple[str, ...] = ()
    # why a person, and why now
    trigger: str = ""  # id of the trigger
    reason: str = ""
    category: str = ""
    trigger_words: str = ""  # the customer's words that caused it
    why_now: str = ""  # one sentence
    urgency: str = ""  # as a sentence
    # what happened
    tried: tuple[Attempt, ...] = ()
    mood: Fact[MoodCourse] = field(default_factory=Fact)
    highlights: tuple[Highlight, ...] = ()
    open_questions: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pages: tuple[Page, ...] = ()  # newest last
    began_on: Fact[Page] = field(default_factory=Fact)  # where the customer was when it began
    # who it is
    customer: Account = field(default_factory=Account)
    language: Fact[str] = field(default_factory=Fact)
    earlier: tuple[EarlierContact, ...] = ()  # newest first
    open_tickets: Fact[tuple[TicketNote, ...]] = field(default_factory=Fact)
    earlier_tickets: Fact[tuple[TicketNote, ...]] = field(default_factory=Fact)
    last_contact: Fact[datetime] = field(default_factory=Fact)
    repeat_contact: Fact[RepeatContact] = field(default_factory=Fact)
    billing: Billing = field(default_factory=Billing)
    notes: Fact[tuple[Note, ...]] = field(default_factory=Fact)  # of the CRM, newest three
    usage: Usage = field(default_factory=Usage)
    # for the human
    note: str = ""  # private, from the human who transferred it, the bot or the policy
    first_sentence: str = ""  # a suggestion, which names the case
    variables: Mapping[str, Any] = field(default_factory=dict)  # set by the bot
    withheld: tuple[str, ...] = ()  # what the customer does not want passed on, in words
    missing: tuple[str, ...] = ()  # what is not known, in words
    origins: Mapping[str, Origin] = field(default_factory=dict)  # of the fields above that are no Fact, by name
    transcript: str = ""  # link
