"""What the program of an AI agent asks of Segue: the same methods in-process and over HTTP.

`Segue.as_bot()` answers them in-process, `Segue.connect()` over HTTP; a framework's adapter takes either as `Handoffs`.
Errors are those of `domain.errors` on both sides.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from segue.domain.attachments import File
from segue.domain.conversation import Customer, Role
from segue.domain.errors import Invalid

Form = Literal["json", "card", "markdown", "text", "html", "blocks", "flat"]
"""Of a context package: docs/renderings.md."""

BOT_MAY_SEND = (Role.END_USER, Role.AUTOMATED_AGENT)
"""Whose words it may tell."""
INSIDE = frozenset({"answered"})
"""Fields of an entry's data that are only for the house itself."""
NOT_FOR_BOT = frozenset({"agent", "explanation", "by", "by_name"})
"""Ids of those who work here, reasons of the team, and who among them gave the customer to whom."""


@dataclass(frozen=True, slots=True)
class Message:
    """id: the caller's own, unique in its conversation. epoch: that it answers in.

    What the bot says of its own answer: confidence, 0..1; no_match: nothing matched the customer's message;
    outside_knowledge: the question is outside of what it knows; articles: ids or addresses of what it points to;
    answers: seq of the message that it answers.
    """

    id: str
    role: Role
    text: str
    confidence: float | None = None
    error: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    epoch: int | None = None
    no_match: bool = False
    outside_knowledge: bool = False
    articles: tuple[str, ...] = ()
    answers: int | None = None
    attachments: tuple[File, ...] = ()
    sender: str = ""  # whose files it may carry, as `flows.files.attached` has it


@dataclass(frozen=True, slots=True)
class Turn:
    """seq: of the stored entry. decision: None where none was taken. reply: Segue's own words, already in the log."""

    seq: int
    owner: str
    epoch: int
    decision: Mapping[str, Any] | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """seq: of the last entry. reply: Segue's own words to the customer, already in the log; "" when there are none.

    handoff, state: of the handoff that it was about, or "".
    """

    seq: int
    owner: str
    epoch: int
    reply: str = ""
    handoff: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """owner: bot, queue or human. last_seq: 0 for a conversation that nothing was said in."""

    id: str
    owner: str
    epoch: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Page:
    """Where the customer is."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    label: str  # as the customer reads it


@dataclass(frozen=True, slots=True)
class OfferState:
    """A question that the customer has not answered."""

    id: str
    choices: tuple[Choice, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HandoffState:
    """The handoff that is open. position: 1 is next; None, and so wait_s, where it is not known."""

    id: str
    state: str
    queue: str
    position: int | None = None
    wait_s: float | None = None
    agent_name: str = ""  # of the human who has accepted


@dataclass(frozen=True, slots=True)
class ConversationState:
    """Where a conversation stands. owner: bot, queue or human; owner_name: of the human, as the customer sees it.

    outcome: what came of it, as docs/outcomes.md names it; "" while it is open.
    """

    id: str
    open: bool
    owner: str
    owner_name: str
    epoch: int
    last_seq: int
    handoff: HandoffState | None = None
    offer: OfferState | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the log as a bot may see it; numbers that are missing are not for bots. Kinds: docs/http-api.md."""

    seq: int
    kind: str
    role: str
    at: datetime
    text: str = ""
    author_name: str = ""
    message_id: str = ""
    epoch: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)


class Handoffs(Protocol):
    """All ids are opaque text. `key`: the caller's own, at most 120 characters: a repetition changes nothing and gets
    the first answer. Raises NotFound for a conversation that is not there, or another bot's."""

    async def start(
        self,
        conversation: str = "",
        *,
        channel: str = "api",
        visitor: str = "",
        language: str = "",
        customer: Customer | None = None,
    ) -> Started:
        """A new conversation; with an id of the caller's that exists already, that one as it is.

        visitor: whom it belongs to, by a name of the caller's own. Raises Refused while that visitor has an open one.
        """
        ...

    async def receive(self, conversation: str, message: Message) -> Turn:
        """Tell what the customer or the bot said.

        Raises NotTheOwner for a bot's message while the bot does not own the conversation: it is never shown.
        """
        ...

    async def say(
        self,
        conversation: str,
        text: str,
        *,
        role: Role | Literal["end_user", "automated_agent"],
        id: str,  # noqa: A002 - the field's own name
        confidence: float | None = None,
        error: str = "",
        no_match: bool = False,
        outside_knowledge: bool = False,
        variables: Mapping[str, Any] | None = None,
        epoch: int | None = None,
        answers: int | None = None,
    ) -> Turn:
        """`receive`, without making a Message first. Raises Invalid for another role."""
        if role not in BOT_MAY_SEND:
            raise Invalid(f"role: must be {' or '.join(BOT_MAY_SEND)}", field="role")
        message = Message(
            *(id, Role(role), text, confidence, error, variables or {}, epoch),
            no_match=no_match,
            outside_knowledge=outside_knowledge,
            answers=answers,
        )
        return await self.receive(conversation, message)

    async def learn(
        self,
        conversation: str,
        *,
        page: Page | None = None,
        customer: Customer | None = None,
        variables: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> Turn:
        """Where the customer is, who they are, variables of the bot. What a bot says of them counts as verified."""
        ...

    async def answer_offer(self, conversation: str, offer: str, choice: str, *, key: str = "") -> Answer:
        """The customer chose. Raises NoSuchChoice when that question is not open."""
        ...

    async def contact(self, conversation: str, email: str = "", phone: str = "", *, key: str = "") -> Answer:
        """The customer leaves an address, or a telephone number. Raises Invalid when it cannot be one."""
        ...

    async def request_handoff(
        self,
        conversation: str,
        *,
        reason: str = "",
        queue: str = "",
        note: str = "",
        urgency: str = "normal",
        key: str = "",
    ) -> Answer:
        """Ask for a human. Raises HandoffAlreadyOpen, also by the same key when that one is over, and Invalid for a
        queue that the policy does not have."""
        ...

    async def handback(
        self, conversation: str, *, by: Literal["bot", "customer"] = "bot", note: str = "", key: str = ""
    ) -> Answer:
        """The bot takes the conversation back while no human has it, and Refused is raised when one has; or the
        customer wants the bot back, whoever has them, and nothing happens when nobody has."""
        ...

    async def state(self, conversation: str) -> ConversationState: ...

    async def entries(self, conversation: str, after: int = 0, limit: int = 500) -> tuple[LogEntry, ...]:
        """What follows `after`, in order, at most `limit` (1..500). () is the end of what there is by now."""
        ...

    def follow(self, conversation: str, after: int = 0) -> AsyncIterator[LogEntry]:
        """What follows `after`, then whatever comes, each entry once and in order, until the conversation ends."""
        ...

    async def package(self, conversation: str, form: Form = "markdown", limit: int = 0) -> Any:
        """The briefing of the newest handoff: a text as markdown, text and html; a list of blocks; else an object.

        limit: bytes, 0 for the form's own. Raises NotFound when there was no handoff.
        """
        ...

    async def end(self, conversation: str, *, key: str = "") -> Answer: ...

    async def rate(self, conversation: str, score: int, comment: str = "", *, key: str = "") -> Answer:
        """The customer's score, 1 (bad) to 5 (great); also after the end."""
        ...

    async def typing(self, conversation: str, *, role: str = "automated_agent") -> None:
        """The bot, or the customer, types: passed on, not stored."""
        ...
