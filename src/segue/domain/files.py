"""Files that Segue keeps: what is known of one, and how many there may be. Their bytes are no business of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from segue.domain.errors import ConversationEnded, IdempotencyMismatch, NotFound, Refused, TooMany
from segue.domain.file_types import TYPES

PART = 256 * 1024
"""Bytes that are stored at a time, so that no write is long."""

MB = 1024 * 1024
LARGEST_MB = 10
"""Of one file, and no policy can raise it."""


@dataclass(frozen=True, slots=True)
class FileRules:
    """`files` of the policy: who may send which, and how many. Human agents and bots may always."""

    customers: str = "verified"  # nobody | verified | everybody
    types: tuple[str, ...] = tuple(TYPES)
    largest_mb: int = LARGEST_MB
    per_message: int = 5
    per_conversation: int = 30
    per_day: int = 20  # of one customer
    space_gb: int = 10  # of the workspace

    def for_customer(self, *, verified: bool) -> bool:
        return self.customers == "everybody" or (self.customers == "verified" and verified)

    @property
    def largest(self) -> int:
        """Bytes of one file."""
        return self.largest_mb * MB


CUSTOMERS = ("nobody", "verified", "everybody")


class FileState(StrEnum):
    COMING = "coming"  # its parts arrive; nobody sees it
    READY = "ready"  # complete, and not in a message yet
    SENT = "sent"  # in a message: whoever reads that may read it


@dataclass(frozen=True, slots=True)
class StoredFile:
    """at: when its upload began. size: bytes; while it comes, as many as it may become.

    by: who sent it: `customer:`, `bot:` or `agent:` and who that is. key: the sender's own, "" without one.
    type: MIME, by its content. sha256: hexadecimal.
    """

    workspace: str
    id: str
    conversation: str
    at: datetime
    size: int
    by: str
    name: str = ""
    type: str = ""
    sha256: str = ""
    key: str = ""
    state: FileState = FileState.COMING


@dataclass(frozen=True, slots=True)
class Room:
    """How much there may be, this one included. None: as many as they like. bytes: in the whole workspace.

    since: a day ago, for per_day.
    """

    since: datetime
    per_conversation: int | None = None
    per_day: int | None = None  # of the sender
    at_once: int = 3  # of the sender, in this conversation
    bytes: int | None = None

    def check(self, conversation: Sequence[StoredFile], by: str, today: int, held: int, coming: int) -> None:
        """conversation: its files. today: files of the sender since `since`. held: bytes of the workspace.

        Raises TooMany or Refused, saying what would be right.
        """
        under_way = sum(one.by == by and one.state is FileState.COMING for one in conversation)
        if under_way >= self.at_once:
            raise TooMany(f"{self.at_once} files are on their way already; wait until one is there", retry_after_s=5)
        if self.per_conversation is not None and len(conversation) >= self.per_conversation:
            raise Refused(f"a conversation takes {self.per_conversation} files, and this one has as many")
        if self.per_day is not None and today >= self.per_day:
            words = f"{self.per_day} files a day are taken from one customer; send more tomorrow"
            raise TooMany(words, retry_after_s=3600)
        if self.bytes is not None and held + coming > self.bytes:
            raise Refused("the space for files is used up; the policy's files.space gives more")


def path_of(conversation: str, file: str) -> str:
    """Where it is downloaded from, on this server."""
    return f"/v1/conversations/{quote(conversation, safe='')}/files/{quote(file, safe='')}"


def same_side(by: str, sender: str) -> bool:
    """A customer may have become known between sending a file and writing the message that it goes with."""
    return by == sender or (by.startswith("customer:") and sender.startswith("customer:"))


def first_of(conversation: Sequence[StoredFile], new: StoredFile) -> StoredFile | None:
    """The file that `new` repeats: same sender and key; without a key, the same content and name, not sent yet.

    Raises IdempotencyMismatch when the key was used for other content.
    """
    for one in conversation:
        if one.id == new.id or one.by != new.by or one.state is FileState.COMING:
            continue
        same = one.sha256 == new.sha256
        if new.key and one.key == new.key:
            if not same:
                raise IdempotencyMismatch("this key was used for another file; use a fresh key")
            return one
        if not new.key and same and one.name == new.name and one.state is FileState.READY:
            return one
    return None


def must_go_on(is_open: bool | None) -> None:
    """A file begins only in a conversation that goes on; None for one that is not there, or not any more.

    Raises NotFound or ConversationEnded.
    """
    if is_open is None:
        raise NotFound("there is no such conversation")
    if not is_open:
        raise ConversationEnded("this conversation has ended; nothing can be added")


def must_be_sendable(file: StoredFile | None) -> None:
    """Raises Refused unless it can go with a message now."""
    if file is None or file.state is FileState.COMING:
        raise Refused("there is no such file in this conversation; upload it first")
    if file.state is FileState.SENT:
        raise Refused("this file went with another message already; upload it again to send it again", file=file.id)
