"""Files that Segue keeps, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from making import NOW, conversation, creation, later, load, said, started

from segue.domain.errors import ConversationEnded, IdempotencyMismatch, NotFound, Refused, TooMany
from segue.domain.files import FileState, Room, StoredFile
from segue.ports.conversations import AppendEntries
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
from segue.ports.store import Store

ROOM = Room(NOW - timedelta(days=1))


@pytest.fixture(autouse=True)
async def conversations(store: Store) -> None:
    for id_, workspace in (("ana", "default"), ("ben", "default"), ("ana", "other")):
        await started(store, id_, workspace=workspace)


def file(id_: str = "f1", **fields: Any) -> StoredFile:
    given: dict[str, Any] = {"conversation": "ana", "at": NOW, "size": 6, "by": "customer:ana", **fields}
    return StoredFile(given.pop("workspace", "default"), id_, given.pop("conversation"), **given)


async def uploaded(store: Store, new: StoredFile, *parts: bytes, room: Room = ROOM) -> StoredFile:
    await store.write(BeginFile(new, room))
    for n, part in enumerate(parts or (b"abc", b"def")):
        await store.write(AddFilePart(new.workspace, new.conversation, new.id, n, part))
    return await store.write(CompleteFile(replace(new, name="a.txt", type="text/plain", sha256=new.sha256 or "00")))


async def parts_of(store: Store, id_: str, workspace: str = "default") -> list[bytes]:
    found = [await store.read(FilePart(workspace, id_, n)) for n in range(4)]
    return [part for part in found if part is not None]


def carrying(seq: int, *ids: str) -> AppendEntries:
    entry = said(seq, data={"attachments": [{"file": id_, "name": "a.txt"} for id_ in ids]})
    return AppendEntries(replace(conversation(), last_seq=seq), seq - 1, 1, (entry,))


async def test_its_parts_come_back_as_they_were_and_it_counts_when_it_is_complete(store: Store) -> None:
    hostile = bytes(range(256))
    await store.write(BeginFile(file(), ROOM))
    await store.write(AddFilePart("default", "ana", "f1", 0, hostile))
    assert (await store.read(FileById("default", "f1"))) == file()
    ready = await store.write(CompleteFile(file(name="a.png", type="image/png", sha256="00")))
    assert ready.state is FileState.READY
    assert await store.read(FileById("default", "f1")) == ready
    assert await store.read(FilesOf("default", "ana")) == (ready,)
    assert await parts_of(store, "f1") == [hostile]


async def test_nothing_is_added_to_one_that_is_complete_or_gone(store: Store) -> None:
    await uploaded(store, file())
    with pytest.raises(NotFound):
        await store.write(AddFilePart("default", "ana", "f1", 2, b"more"))
    with pytest.raises(NotFound):
        await store.write(AddFilePart("default", "ana", "f2", 0, b"x"))
    with pytest.raises(NotFound):
        await store.write(CompleteFile(file("f2")))


async def test_the_same_key_gets_the_first_file_and_other_content_is_refused(store: Store) -> None:
    first = await uploaded(store, file(key="k1"))
    assert await uploaded(store, file("f2", key="k1")) == first
    with pytest.raises(IdempotencyMismatch):
        await uploaded(store, file("f3", key="k1", sha256="11"))
    somebody_else = await uploaded(store, file("f4", key="k1", by="bot:shop"))
    assert somebody_else.id == "f4"
    assert await parts_of(store, "f2") == []


async def test_without_a_key_the_same_content_is_the_same_file_until_it_is_sent(store: Store) -> None:
    first = await uploaded(store, file())
    assert (await uploaded(store, file("f2"))).id == first.id
    await store.write(carrying(1, "f1"))
    assert (await uploaded(store, file("f3"))).id == "f3"


async def test_a_file_goes_with_one_message_of_its_own_conversation(store: Store) -> None:
    await uploaded(store, file())
    await store.write(BeginFile(file("coming"), ROOM))
    await uploaded(store, file("bens", conversation="ben"))
    for id_ in ("coming", "bens", "nobodys"):
        with pytest.raises(Refused, match="upload it first"):
            await store.write(carrying(1, "f1", id_))
    await store.write(carrying(1, "f1"))
    sent = await store.read(FileById("default", "f1"))
    assert sent is not None
    assert sent.state is FileState.SENT
    with pytest.raises(Refused, match="another message"):
        await store.write(carrying(2, "f1"))
    assert (await load(store)).conversation.last_seq == 1


async def test_what_is_in_no_message_may_be_dropped_and_what_is_may_not(store: Store) -> None:
    await uploaded(store, file())
    await uploaded(store, file("f2", sha256="11"))
    await store.write(carrying(1, "f1"))
    assert not await store.write(DropFile("default", "ana", "f1"))
    assert not await store.write(DropFile("default", "ben", "f2"))
    assert await store.write(DropFile("default", "ana", "f2"))
    assert [one.id for one in await store.read(FilesOf("default", "ana"))] == ["f1"]
    assert await parts_of(store, "f2") == []


async def test_all_of_a_conversation_go_some_at_a_time(store: Store) -> None:
    for n in range(5):
        await uploaded(store, file(f"f{n}", sha256=str(n)))
    await uploaded(store, file("other", workspace="other"))
    await uploaded(store, file("bens", conversation="ben"))
    assert [await store.write(DropFiles("default", "ana", limit=3)) for _ in range(3)] == [3, 2, 0]
    assert await store.read(FilesOf("default", "ana")) == ()
    assert [await parts_of(store, f"f{n}") for n in range(5)] == [[]] * 5
    assert await parts_of(store, "bens")
    assert await parts_of(store, "other", "other")


@pytest.mark.parametrize(("conversation_", "error"), [("erased", NotFound), ("ended", ConversationEnded)])
async def test_none_begins_in_a_conversation_that_is_gone_or_has_ended(
    store: Store, conversation_: str, error: type[Exception]
) -> None:
    """Who was let in before an erasure leaves nothing behind after it."""
    await store.write(creation(conversation("ended", open=False), said(1)))
    with pytest.raises(error):
        await store.write(BeginFile(file(conversation=conversation_), ROOM))
    assert await store.read(FilesOf("default", conversation_)) == ()


async def test_what_never_ended_or_was_never_sent_is_swept(store: Store) -> None:
    await store.write(BeginFile(file("broken"), ROOM))
    await store.write(AddFilePart("default", "ana", "broken", 0, b"half"))
    await store.write(BeginFile(file("under way", at=later(hours=2)), ROOM))
    await uploaded(store, file("sent"))
    await store.write(carrying(1, "sent"))
    await uploaded(store, file("forgotten", sha256="11"))
    await uploaded(store, file("fresh", at=later(hours=2), sha256="22"))
    assert await store.write(SweepFiles("default", coming=later(hours=1), unsent=NOW)) == 1
    assert await store.write(SweepFiles("default", coming=later(hours=1), unsent=later(hours=1))) == 1
    assert await store.write(SweepFiles("other", coming=later(days=9), unsent=later(days=9))) == 0
    assert [one.id for one in await store.read(FilesOf("default", "ana"))] == ["sent", "fresh", "under way"]
    assert await parts_of(store, "broken") == []


@pytest.mark.parametrize(
    ("room", "error"),
    [
        (Room(ROOM.since, per_conversation=2), Refused),
        (Room(ROOM.since, per_day=2), TooMany),
        (Room(ROOM.since, bytes=17), Refused),
        (Room(ROOM.since, at_once=1), TooMany),
        (Room(ROOM.since, per_conversation=3, per_day=3, bytes=18, at_once=2), None),
        (Room(NOW, per_day=1), None),
    ],
)
async def test_there_is_room_for_so_many_and_not_one_more(
    store: Store, room: Room, error: type[Exception] | None
) -> None:
    await uploaded(store, file("f1"))
    await store.write(BeginFile(file("f2"), ROOM))
    third = file("f3", at=later(seconds=1))
    if error is None:
        await store.write(BeginFile(third, room))
    else:
        with pytest.raises(error):
            await store.write(BeginFile(third, room))
    assert (await store.read(FileById("default", "f3")) is not None) == (error is None)


async def test_files_of_another_workspace_are_not_there(store: Store) -> None:
    await uploaded(store, file(), room=Room(ROOM.since, bytes=6))
    await uploaded(store, file(workspace="other"), b"theirs", room=Room(ROOM.since, bytes=6))
    assert await parts_of(store, "f1") == [b"abc", b"def"]
    assert await parts_of(store, "f1", "other") == [b"theirs"]
    assert await store.read(FileById("third", "f1")) is None
    assert await store.read(FilesOf("third", "ana")) == ()
