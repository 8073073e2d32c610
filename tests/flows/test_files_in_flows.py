"""A file without words goes the whole way: into the briefing, to the human, and away with the conversation."""

from __future__ import annotations

import asyncio
import random
import tracemalloc
from collections.abc import AsyncIterator
from hashlib import sha256

import pytest

from fakes.file_corpus import png
from fakes.world import World
from segue.domain.attachments import File
from segue.domain.bot_events import bot_event
from segue.domain.conversation import Conversation, Customer
from segue.domain.errors import WrongType
from segue.domain.files import PART, StoredFile
from segue.flows import serve
from segue.flows.files import Sender, Upload, content_of, customer_as_sender, drop_files, receive_file
from segue.ports.conversations import PackageOf
from segue.ports.files import FileById, FilesOf


async def chunks(content: bytes, size: int) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


async def conversation_of(world: World) -> Conversation:
    return (await world.segue.loaded("c1")).conversation


async def upload(
    world: World, content: bytes, name: str, sender: Sender | None = None, size: int = 65_536
) -> StoredFile:
    conversation = await conversation_of(world)
    given = Upload(name, "", len(content), chunks(content, size))
    return await receive_file(world.segue.env, conversation, sender or customer_as_sender(conversation), given)


@pytest.fixture
async def begun(world: World) -> World:
    await world.hire("maria")
    await world.start(customer=Customer("42", "Ana", verified=True))
    return world


async def test_a_picture_without_words_reaches_the_human_and_their_briefing(begun: World) -> None:
    file = await upload(begun, png(), "lamp.png")
    turn = await begun.customer("", attachments=(File(file=file.id),))
    assert turn.owner == "bot"
    assert (await conversation_of(begun)).last_text == "lamp.png"
    handoff = await begun.with_human()
    package = await begun.segue.store.read(PackageOf("default", handoff.id))
    assert package is not None
    (told,) = package.attachments
    assert (told.name, told.url, told.by) == ("lamp.png", f"/v1/conversations/c1/files/{file.id}", "end_user")


async def test_the_bot_is_told_where_its_key_reads_the_file(begun: World) -> None:
    file = await upload(begun, png(), "4111 1111 1111 1111.png")
    await begun.customer("", attachments=(File(file=file.id),))
    entry = (await begun.log())[-1]
    event = bot_event(entry, await conversation_of(begun), {"card"}, "https://segue.example")
    assert event["text"] == ""
    assert event["attachments"] == [
        {
            "file": file.id,
            "name": "[card number].png",
            "type": "image/png",
            "size": len(png()),
            "url": f"https://segue.example/v1/conversations/c1/files/{file.id}",
        }
    ]


async def test_a_human_answers_with_a_file_and_a_repetition_is_the_same_message(begun: World) -> None:
    await begun.with_human()
    maria = begun.users["maria"]
    file = await upload(begun, png(), "plan.png", Sender(f"agent:{maria.id}"))
    entry, _ = await serve.speak(begun.segue.env, maria, "c1", "", "h1", [File(file=file.id)])
    assert entry.data["attachments"] == [
        {"name": "plan.png", "type": "image/png", "size": file.size, "file": file.id},
    ]


@pytest.mark.parametrize("size", [1_000, 65_536, PART, 3 * PART + 1])
async def test_bytes_come_back_as_they_were_however_they_were_cut_on_their_way(begun: World, size: int) -> None:
    content = bytes(random.Random(1).choices(b"abcdefgh \n", k=5 * PART // 2))
    file = await upload(begun, content, "a.txt", size=size)
    parts = [part async for part in content_of(begun.segue.env, file)]
    assert b"".join(parts) == content
    assert [len(part) for part in parts] == [PART, PART, PART // 2]
    assert file.sha256 == sha256(content).hexdigest()


async def test_many_uploads_at_once_hold_parts_of_their_files_and_not_the_files(begun: World) -> None:
    conversation, many, chunk = await conversation_of(begun), 6, b"words and more words\n" * 3_120

    async def long() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield chunk

    async def one(number: int) -> StoredFile:
        return await receive_file(
            begun.segue.env, conversation, Sender(f"bot:{number}"), Upload("a.txt", "", None, long())
        )

    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        files = await asyncio.gather(*map(one, range(many)))
        held = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert sum(file.size for file in files) > 30_000_000
    assert held < many * 6 * PART


async def test_what_is_refused_in_the_middle_leaves_nothing(begun: World) -> None:
    with pytest.raises(WrongType):
        await upload(begun, b"words " * PART + b"\x00", "a.txt")
    assert await begun.segue.store.read(FilesOf("default", "c1")) == ()


async def test_files_go_with_their_conversation(begun: World) -> None:
    files = [await upload(begun, png(n, n), f"{n}.png") for n in range(1, 7)]
    await begun.customer("", attachments=(File(file=files[0].id),))
    assert await drop_files(begun.segue.env, "default", "c1") == 6
    assert await begun.segue.store.read(FileById("default", files[0].id)) is None
