"""What the flows need from a helpdesk in which humans work, in one shape whatever it calls things.

An adapter implements `Hub`, and of `LiveHub`, `TicketHub`, `DraftHub` and `StreamingHub` what its kind says it can
(`domain.hubs.Can`). All calls raise DeliveryFailed (`ports.listeners`), whose trouble says what follows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from segue.domain.attachments import File
from segue.domain.conversation import Customer
from segue.domain.hubs import HubCase, HubKind, HubSettings, Told
from segue.domain.package import ContextPackage
from segue.domain.renderings import HandoffFacts, render
from segue.domain.reply_drafts import DraftSource


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request as it came: what is signed are its bytes. headers: by name in lower case. url: as it was called."""

    headers: Mapping[str, str]
    body: bytes
    at: datetime
    method: str = "POST"
    url: str = ""


# ---- out ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """What was said in a conversation. who: customer | bot | human | system. name: of a human agent."""

    who: str
    text: str
    at: datetime
    name: str = ""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What goes along when a conversation is handed to the people of a hub, or when a ticket is written there.

    id:        of the handoff or follow-up: the same whenever it is tried, and to be left in the hub to be found by.
    package:   with what must not leave taken out already.
    transcript: all that was said, oldest first. transcript_text: the same as plain text, for a file.
    team:      `hub_team` of the queue. tags: short words, such as segue, urgency-high, reason-billing-dispute.
    sla:       "enterprise 4 h", "" when nothing is promised. link: to the conversation in our own desk.
    email, phone: where the customer is to be answered, "" when not known.
    mail_to:   of one that is answered by e-mail: team | customer | both. mail_owner: the team's address.
    there:     of a hub that has channels of its own (`SharingHub`): its id of the conversation in which the customer is
               already, and its people take over.
    """

    id: str
    conversation: str
    handoff: str
    subject: str
    package: ContextPackage
    facts: HandoffFacts
    transcript: tuple[Line, ...]
    transcript_text: str
    customer: Customer
    language: str = ""
    reason: str = ""
    category: str = ""
    urgency: str = "normal"  # soft | normal | high | immediate
    queue: str = ""
    queue_title: str = ""
    team: str = ""
    sla: str = ""
    due_at: datetime | None = None
    tags: tuple[str, ...] = ()
    link: str = ""
    email: str = ""
    phone: str = ""
    mail_to: str = ""
    mail_owner: str = ""
    there: str = ""

    def rendered(self, form: str, limit: int = 0) -> Any:
        """The package in a form of `domain.renderings`, within `limit` bytes."""
        return render(form, self.package, self.facts, limit)


@dataclass(frozen=True, slots=True)
class Opened:
    """ref: the hub's id of the conversation or ticket. url: where its people see it. state: see HubCase."""

    ref: str
    url: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToHub:
    """One entry of ours for the people of a hub. id: of the delivery. who: as of Line. text: short enough.

    email, phone: where the customer wants to be answered from now on, "" where nothing is said of that.
    """

    id: str
    who: str
    text: str
    at: datetime
    name: str = ""
    files: tuple[File, ...] = ()
    email: str = ""
    phone: str = ""


class Steps(Protocol):
    """The calls of one delivery, so that each is made once, whatever is tried again after a crash or a lost answer.

    What is begun is written down before the call, and what came of it after: no hub needs to know idempotency keys.
    """

    @property
    def state(self) -> Mapping[str, Any]:
        """Of the case, with what this delivery kept."""
        ...

    async def once(
        self,
        name: str,
        do: Callable[[], Awaitable[str]],
        *,
        find: Callable[[], Awaitable[str | None]] | None = None,
        again: bool = False,
    ) -> str:
        """What `do` answered (an id, or "" for nothing); it is not called when that is known already.

        Where it was begun and nobody knows what came of it: `again` says that it may simply be called again (the hub
        knows our key, or overwrites), `find` answers what it did, or None when it did nothing. With neither, it is put
        aside for a person: DeliveryFailed, UNKNOWN and final.
        """
        ...

    async def keep(self, **state: Any) -> None:
        """Written down with the case at once; None takes a name away."""
        ...


class Hub(Protocol):
    @property
    def name(self) -> str:
        """In the policy."""
        ...

    @property
    def kind(self) -> HubKind: ...

    @property
    def forwards(self) -> bool:
        """Whether what one side answers to a ticket has to be sent to the other side by us, as with letters."""
        ...

    async def check(self) -> str:
        """Ask the hub something harmless with the credentials. Answers who we are there, in words for a person."""
        ...

    async def install(self) -> tuple[str, ...]:
        """Make there what its people need and an API can make (`kind.installs`), such as tags for escalation labels.

        Answers what was made, in words for a person; () when nothing was missing. It looks first, makes what is
        missing, and changes nothing that is there: so it may be called again after any failure.
        """
        ...

    async def called(self, agent: str) -> str:
        """The name of one of its people, where what it tells has only their id; "" when it is not known."""
        ...

    def verify(self, webhook: Webhook) -> None:
        """Raises NotSignedIn, without saying what is missing, unless the hub signed these very bytes lately."""
        ...

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """What happened, oldest first; () for what needs nothing: tests, and our own words that come back.

        Raises Invalid for what cannot be read.
        """
        ...

    def answer(self, webhook: Webhook) -> Mapping[str, Any]:
        """The body of our 200, of a webhook that is verified and stored: {}, or what the vendor asks for."""
        ...


class LiveHub(Hub, Protocol):
    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """Begin a conversation there, with the whole package where its people see it first."""
        ...

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """The customer's words, or for who is not the customer: what its people should read as such."""
        ...

    async def typing(self, case: HubCase, on: bool) -> None:
        """Best effort."""
        ...

    async def note(self, case: HubCase, text: str, steps: Steps) -> None: ...

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        """It is over on our side. why: in words, for its people."""
        ...

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        """Everything that was told of this case, under the ids that webhooks have; what is known is passed over."""
        ...


class SharingHub(LiveHub, Protocol):
    """One whose own customers come by a channel as well (`HubKind.own_channel`), and are taken over where they are.

    Its people's words reach them there: Segue writes them down, and brings them nowhere.
    """

    def read_there(self, webhook: Webhook) -> tuple[Told, ...]:
        """What the channel was told, as this hub tells it. Raises Invalid."""
        ...


class TicketHub(Hub, Protocol):
    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened: ...

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """More from the customer, or a note of ours."""
        ...

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None: ...

    async def catch_up(self, case: HubCase) -> Sequence[Told]: ...


Take = Callable[[Sequence[Told], str], Awaitable[None]]
"""Stores what was told and where to go on from, the cursor. Acknowledge to the hub only after it has come back."""


class StreamingHub(Hub, Protocol):
    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        """Hear what the hub tells, until the connection ends or nothing has come for some 25 s; it is called again.

        case: None for a hub that tells of all its cases in one stream (`streams` in its kind's file), else one of them.
        cursor: what `take` was given last, "" at first.
        """
        ...


# ---- drafts for people whose conversations never came through Segue ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed:
    """A page of what changed: as its webhooks would have told. next: where the next page begins, "" after the last."""

    events: tuple[Told, ...]
    next: str = ""


class Speaker(StrEnum):
    CUSTOMER = "customer"
    HUMAN = "human"
    BOT = "bot"
    NOTE = "note"  # whoever wrote it: the customer does not see it


@dataclass(frozen=True, slots=True)
class Said:
    id: str
    by: Speaker
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HubConversation:
    """said: the newest last, at most some hundred. language: "" when the helpdesk does not tell."""

    id: str
    said: tuple[Said, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A draft for the humans of a helpdesk. mark: stands in it, so that it is found when it is there already.

    by: as `ReplyDraft.by`. replaces: an earlier draft stands above it.
    """

    mark: str
    draft: str
    sources: tuple[DraftSource, ...] = ()
    by: str = ""
    replaces: bool = False


class DraftHub(Hub, Protocol):
    """Calls of these three raise CallRefused when it was not done and never will be, AnswerUnusable, and CallFailed for
    all else: then it may have been done."""

    async def changed(self, since: datetime, page: str = "") -> Changed:
        """Conversations that changed after `since`, in any order: what its webhooks told while nobody heard them.

        An event's id is the same for the same state of a conversation, and another after the next change. page: "" for
        the first, then `next` of the one before.
        """
        ...

    async def conversation(self, id_: str) -> HubConversation: ...

    async def add_note(self, conversation: str, note: Note) -> None:
        """An internal note. It is not safe to repeat: look for the mark first."""
        ...


OpenHub = Callable[[HubSettings], Hub]
"""How a helpdesk of the policy is reached. Raises Invalid when a secret is not there."""
