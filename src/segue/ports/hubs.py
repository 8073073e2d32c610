"""What the flows need from a helpdesk in which humans work, in one shape whatever it calls things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from segue.domain.policy import AssistedHub
from segue.domain.reply_drafts import DraftSource


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request as it came: what is signed are its bytes. headers: by name in lower case."""

    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """id: the same when the helpdesk says it again. text, author: as far as it told them, "" when it did not."""

    id: str
    conversation: str
    text: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A page of what changed: as its webhooks would have told. next: where the next page begins, "" after the last."""

    events: tuple[CustomerWrote, ...]
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


class Hub(Protocol):
    """A helpdesk. Calls raise CallRefused when it was not done and never will be, AnswerUnusable, and CallFailed for
    all else: then it may have been done."""

    @property
    def name(self) -> str: ...

    def verify(self, webhook: Webhook) -> None:
        """Raises NotSignedIn, without saying what is missing, unless the helpdesk signed these very bytes lately."""
        ...

    def read(self, webhook: Webhook) -> tuple[CustomerWrote, ...]:
        """What happened; () for what needs nothing, such as a test. Raises Invalid for what cannot be read."""
        ...

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


OpenHub = Callable[[AssistedHub], Hub]
"""How a helpdesk of the policy is reached. Raises Invalid when a secret is not there."""
