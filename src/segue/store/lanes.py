"""Which writer takes a unit: units of one conversation always meet in the same one."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from segue.ports.conversations import AppendEntries, MoveDeadline, SaveFollowUp, StorePackage
from segue.ports.deliveries import MoveCursor
from segue.ports.erasure import DropPackages, EraseConversation
from segue.ports.files import AddFilePart, BeginFile, CompleteFile, DropFile, DropFiles
from segue.ports.hub_cases import SaveHubCase
from segue.ports.routing import ReserveBatch
from segue.ports.store import Unit
from segue.ports.threads import SaveThread


def conversation_of(unit: Unit[Any]) -> tuple[str, str] | None:
    """Workspace and id of the conversation that the unit changes; None when it changes none."""
    match unit:
        case AppendEntries():
            return unit.conversation.workspace, unit.conversation.id
        case (
            MoveDeadline(deadline=held)
            | SaveFollowUp(follow_up=held)
            | BeginFile(file=held)
            | CompleteFile(file=held)
            | SaveHubCase(case=held)
            | SaveThread(thread=held)
        ):
            return held.workspace, held.conversation
        case StorePackage():
            return unit.workspace, unit.package.conversation
        case MoveCursor() | AddFilePart() | DropFile() | DropFiles():
            return unit.workspace, unit.conversation
        case DropPackages() | EraseConversation():
            return unit.workspace, unit.conversation
        case _:
            return None


def conversations_of(unit: Unit[Any]) -> tuple[tuple[str, str], ...]:
    """Of all that it may change. A batch of the planner changes many, in whatever lane: it locks them all."""
    if isinstance(unit, ReserveBatch):
        return tuple((unit.workspace, one.seen.conversation) for one in unit.reservations)
    key = conversation_of(unit)
    return () if key is None else (key,)


def lane_of(unit: Unit[Any], lanes: int) -> int:
    key = conversation_of(unit) if lanes > 1 else None
    return 0 if key is None else crc32("/".join(key).encode(errors="replace")) % lanes
