"""Files that Segue keeps: a row each, and their bytes in rows of parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, delete, func, insert, select

from segue.domain.conversation import Entry
from segue.domain.errors import NotFound
from segue.domain.files import FileState, StoredFile, first_of, must_be_sendable, must_go_on
from segue.ports.files import (
    AddFilePart,
    BeginFile,
    CompleteFile,
    DropFile,
    DropFiles,
    FileById,
    FilePart,
    FilesOf,
    SweepFiles,
)
from segue.store.statement import upsert
from segue.store.tables import IS_NOT_SENT, conversations, file_parts, files
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros

_file_of = decoder(StoredFile)
_HERE = files.c.workspace == bindparam("in_workspace")
_THIS = _HERE & (files.c.id == bindparam("of_file"))
_OF_CONVERSATION = _HERE & (files.c.conversation == bindparam("of_conversation"))

_IS_OPEN = select(conversations.c.open).where(
    conversations.c.workspace == bindparam("in_workspace"), conversations.c.id == bindparam("of_conversation")
)
_BY_ID = select(files.c.body).where(_THIS)
_BY_ID_LOCKED = _BY_ID.with_for_update()
_ALL_OF = select(files.c.body).where(_OF_CONVERSATION).order_by(files.c.at, files.c.id)
_TODAY = select(func.count()).where(_HERE, files.c.by == bindparam("of_sender"), files.c.at > bindparam("since"))
_HELD = select(func.sum(files.c.size)).where(_HERE)
_NEW, _SAVE, _DROP = insert(files), upsert(files), delete(files).where(_THIS)
_NEW_PART = insert(file_parts)
_PARTS = (file_parts.c.workspace == bindparam("in_workspace")) & (file_parts.c.file == bindparam("of_file"))
_PART = select(file_parts.c.bytes).where(_PARTS, file_parts.c.n == bindparam("number"))
_DROP_PARTS = delete(file_parts).where(_PARTS)
_SOME_OF = select(files.c.id).where(_OF_CONVERSATION).limit(bindparam("most"))
_LEFT_OVER = (
    select(files.c.id)
    .where(
        IS_NOT_SENT,
        _HERE,
        (files.c.at < bindparam("unsent"))
        | ((files.c.state == FileState.COMING.value) & (files.c.at < bindparam("coming"))),
    )
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)  # one that goes with a message at this moment is not left over
)


def begin_file(tx: Writing, unit: BeginFile) -> None:
    file, room = unit.file, unit.room
    there = tx.row(_IS_OPEN, in_workspace=file.workspace, of_conversation=file.conversation)
    must_go_on(None if there is None else bool(there[0]))
    today = tx.row(_TODAY, in_workspace=file.workspace, of_sender=file.by, since=micros(room.since))
    held = tx.row(_HELD, in_workspace=file.workspace)
    beside = _files_of(tx, file.workspace, file.conversation)
    room.check(beside, file.by, today[0] if today else 0, int(held[0] or 0) if held else 0, file.size)
    tx.change(_NEW, **_row(file))


def add_file_part(tx: Writing, unit: AddFilePart) -> None:
    _coming(tx, unit.workspace, unit.file)
    tx.change(_NEW_PART, workspace=unit.workspace, file=unit.file, n=unit.n, bytes=unit.bytes)


def complete_file(tx: Writing, unit: CompleteFile) -> StoredFile:
    file = unit.file
    _coming(tx, file.workspace, file.id)
    earlier = first_of(_files_of(tx, file.workspace, file.conversation), file)
    if earlier is not None:
        _drop(tx, file.workspace, file.id)
        return earlier
    ready = replace(file, state=FileState.READY)
    tx.change(_SAVE, **_row(ready))
    return ready


def send_files(tx: Writing, workspace: str, conversation: str, entries: Iterable[Entry]) -> None:
    """Part of every change of a conversation: the files that its new entries carry are in a message from now on.

    Raises Refused when one is not there, or in a message already.
    """
    for entry in entries:
        for attached in entry.data.get("attachments", ()):
            if id_ := attached.get("file"):
                row = tx.row(_BY_ID_LOCKED, in_workspace=workspace, of_file=id_)
                found = None if row is None else _file_of(row[0])
                file = found if found and found.conversation == conversation else None
                must_be_sendable(file)
                assert file is not None
                tx.change(_SAVE, **_row(replace(file, state=FileState.SENT)))


def drop_file(tx: Writing, unit: DropFile) -> bool:
    file = _by_id(tx, unit.workspace, unit.file)
    if file is None or file.conversation != unit.conversation or file.state is FileState.SENT:
        return False
    _drop(tx, unit.workspace, unit.file)
    return True


def drop_files(tx: Writing, unit: DropFiles) -> int:
    some = tx.rows(_SOME_OF, in_workspace=unit.workspace, of_conversation=unit.conversation, most=unit.limit)
    return _drop_all(tx, unit.workspace, [id_ for (id_,) in some])


def sweep_files(tx: Writing, unit: SweepFiles) -> int:
    given = {"coming": micros(unit.coming), "unsent": micros(unit.unsent), "most": unit.limit}
    left_over = tx.rows(_LEFT_OVER, in_workspace=unit.workspace, **given)
    return _drop_all(tx, unit.workspace, [id_ for (id_,) in left_over])


def files_of(tx: Reading, query: FilesOf) -> tuple[StoredFile, ...]:
    return _files_of(tx, query.workspace, query.conversation)


def file_by_id(tx: Reading, query: FileById) -> StoredFile | None:
    return _by_id(tx, query.workspace, query.id)


def file_part(tx: Reading, query: FilePart) -> bytes | None:
    row = tx.row(_PART, in_workspace=query.workspace, of_file=query.file, number=query.n)
    return None if row is None else bytes(row[0])


def _row(file: StoredFile) -> dict[str, object]:
    return {
        "workspace": file.workspace,
        "id": file.id,
        "conversation": file.conversation,
        "at": micros(file.at),
        "size": file.size,
        "by": file.by,
        "state": file.state.value,
        "body": encode(file),
    }


def _by_id(tx: Reading | Writing, workspace: str, id_: str) -> StoredFile | None:
    row = tx.row(_BY_ID, in_workspace=workspace, of_file=id_)
    return None if row is None else _file_of(row[0])


def _files_of(tx: Reading | Writing, workspace: str, conversation: str) -> tuple[StoredFile, ...]:
    return tuple(_file_of(body) for (body,) in tx.rows(_ALL_OF, in_workspace=workspace, of_conversation=conversation))


def _coming(tx: Writing, workspace: str, id_: str) -> None:
    file = _by_id(tx, workspace, id_)
    if file is None or file.state is not FileState.COMING:
        raise NotFound("this file is not on its way any more; upload it again")


def _drop_all(tx: Writing, workspace: str, ids: Sequence[str]) -> int:
    for id_ in ids:
        _drop(tx, workspace, id_)
    return len(ids)


def _drop(tx: Writing, workspace: str, id_: str) -> None:
    tx.change(_DROP_PARTS, in_workspace=workspace, of_file=id_)
    tx.change(_DROP, in_workspace=workspace, of_file=id_)
