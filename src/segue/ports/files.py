"""Units and queries over the files that Segue keeps. Bytes go in and out in parts of at most `domain.files.PART`.

A file counts when it is complete. What never came to its end, or never went with a message, is swept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.domain.files import Room, StoredFile
from segue.ports.store import Query, Unit


@dataclass(frozen=True, slots=True)
class BeginFile(Unit[None]):
    """A file is on its way. Raises NotFound or ConversationEnded when its conversation is gone or over by now, TooMany
    or Refused when there is no room for it.

    What begins on another machine at the same moment is not counted: the limits may be passed by that much.
    """

    file: StoredFile
    room: Room


@dataclass(frozen=True, slots=True)
class AddFilePart(Unit[None]):
    """Its next bytes, `n` from 0. Raises NotFound when it is not on its way any more: swept, or erased."""

    workspace: str
    conversation: str
    file: str
    n: int
    bytes: bytes


@dataclass(frozen=True, slots=True)
class CompleteFile(Unit[StoredFile]):
    """All parts are there: `file` as it is now known, with type, size and sha256. Answers the file that counts.

    That is the earlier one when this repeats it (`domain.files.first_of`); then this one goes. Raises NotFound when it
    is not on its way any more, IdempotencyMismatch when its key was used for other content.
    """

    file: StoredFile


@dataclass(frozen=True, slots=True)
class DropFile(Unit[bool]):
    """It goes with its bytes, unless a message has it. Answers whether it went."""

    workspace: str
    conversation: str
    file: str


@dataclass(frozen=True, slots=True)
class DropFiles(Unit[int]):
    """Files of the conversation go, whatever their state, at most `limit` at a time. Answers how many; 0 is the end."""

    workspace: str
    conversation: str
    limit: int = 4


@dataclass(frozen=True, slots=True)
class SweepFiles(Unit[int]):
    """Files go that began before `coming` and are not complete, or before `unsent` and are in no message.

    At most `limit` at a time. Answers how many; 0 is the end.
    """

    workspace: str
    coming: datetime
    unsent: datetime
    limit: int = 4


@dataclass(frozen=True, slots=True)
class FilesOf(Query[tuple[StoredFile, ...]]):
    """Files of a conversation in any state, the oldest first."""

    workspace: str
    conversation: str


@dataclass(frozen=True, slots=True)
class FileById(Query[StoredFile | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class FilePart(Query[bytes | None]):
    """Its bytes number `n`, None behind the last."""

    workspace: str
    file: str
    n: int
