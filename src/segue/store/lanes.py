"""Which writer takes a unit: units of one conversation always meet in the same one."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from segue.ports.conversations import AppendEntries, DropDeadline, MoveCursor, SaveFollowUp, StorePackage
from segue.ports.store import Unit


def conversation_of(unit: Unit[Any]) -> str:
    """The conversation that the unit changes, or ""."""
    match unit:
        case AppendEntries():
            return unit.conversation.id
        case DropDeadline():
            return unit.deadline.conversation
        case StorePackage():
            return unit.package.conversation
        case SaveFollowUp():
            return unit.follow_up.conversation
        case MoveCursor():
            return unit.conversation
        case _:
            return ""


def lane_of(unit: Unit[Any], lanes: int) -> int:
    return crc32(conversation_of(unit).encode()) % lanes if lanes > 1 else 0
