"""Files come and go: they are stored before they are acknowledged, part by part, and sent with one message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from segue.domain.attachments import File
from segue.domain.conversation import Conversation
from segue.domain.errors import Invalid, NotAllowed, NotFound, SegueError, TooLarge
from segue.domain.file_names import shown_name
from segue.domain.file_types import Content, FileType
from segue.domain.files import MB, PART, FileRules, FileState, Room, StoredFile, must_go_on, same_side
from segue.flows.env import Env
from segue.ports.files import (
    AddFilePart,
    BeginFile,
    CompleteFile,
    DropFile,
    DropFiles,
    FileById,
    FilePart,
    SweepFiles,
)

COMING_FOR = timedelta(hours=1)
UNSENT_FOR = timedelta(days=1)
CUSTOMER = "customer:"
"""How `by` begins in files of the customer, whatever they are known as."""


@dataclass(frozen=True, slots=True)
class Sender:
    """by: as StoredFile says. verified: of a customer; None for everybody else."""

    by: str
    verified: bool | None = None


def customer_as_sender(conversation: Conversation) -> Sender:
    customer = conversation.customer
    known = f"known:{customer.id}" if customer.verified and customer.id else f"visitor:{conversation.visitor}"
    if known == "visitor:":  # of a channel that knows nobody: each conversation is somebody of its own
        known += conversation.id
    return Sender(CUSTOMER + known, customer.verified)


@dataclass(frozen=True, slots=True)
class Upload:
    """name, key: as the sender gave them. announced: bytes, None when that was not said."""

    name: str
    key: str
    announced: int | None
    content: AsyncIterator[bytes]


async def receive_file(env: Env, conversation: Conversation, sender: Sender, upload: Upload) -> StoredFile:
    """The file, stored whole; the first one when this repeats it. What breaks off leaves nothing.

    Raises NotAllowed, ConversationEnded, TooLarge, WrongType, TooMany, Refused, Invalid, IdempotencyMismatch.
    """
    rules = (await env.policies.active(conversation.workspace)).policy.files
    _check_allowed(conversation, sender, rules)
    if upload.announced is not None and upload.announced > rules.largest:
        raise _too_large(rules)
    file = StoredFile(
        conversation.workspace,
        env.new_id("file"),
        conversation.id,
        env.clock.now(),
        rules.largest if upload.announced is None else upload.announced,
        sender.by,
        key=upload.key,
    )
    await env.store.write(BeginFile(file, _room(env, sender, rules)))
    try:
        kind, size, digest = await _store_parts(env, file, upload.content, rules)
        whole = replace(file, name=shown_name(upload.name, kind), type=kind.mime, size=size, sha256=digest)
        return await env.store.write(CompleteFile(whole))
    except BaseException:
        await asyncio.shield(_drop(env, file))
        raise


def _check_allowed(conversation: Conversation, sender: Sender, rules: FileRules) -> None:
    if sender.verified is not None and not rules.for_customer(verified=sender.verified):
        whom = "" if rules.customers == "nobody" else "; signed-in customers may send them"
        raise NotAllowed(f"files are not taken from you here{whom}")
    must_go_on(conversation.open)


def _room(env: Env, sender: Sender, rules: FileRules) -> Room:
    return Room(
        env.clock.now() - timedelta(days=1),
        per_conversation=rules.per_conversation,
        per_day=None if sender.verified is None else rules.per_day,
        bytes=rules.space_gb * 1024 * MB,
    )


async def _store_parts(
    env: Env, file: StoredFile, content: AsyncIterator[bytes], rules: FileRules
) -> tuple[FileType, int, str]:
    """At most one part is in memory, however large the file and however it is cut on its way."""
    reader, digest, size, n = Content(rules.types), sha256(), 0, 0
    part = bytearray()

    async def store(ready: bytes) -> None:
        nonlocal n
        reader.add(ready)
        digest.update(ready)
        await env.store.write(AddFilePart(file.workspace, file.conversation, file.id, n, ready))
        n += 1

    async for chunk in content:
        size += len(chunk)
        if size > rules.largest:
            raise _too_large(rules)
        part += chunk
        while len(part) >= PART:
            await store(bytes(part[:PART]))
            del part[:PART]
    if part:
        await store(bytes(part))
    return reader.finish(), size, digest.hexdigest()


def _too_large(rules: FileRules) -> TooLarge:
    return TooLarge(f"the file is too large; at most {rules.largest_mb} MB are taken", limit=rules.largest)


async def _drop(env: Env, file: StoredFile) -> None:
    with suppress(SegueError):  # what cannot be dropped now is swept
        await env.store.write(DropFile(file.workspace, file.conversation, file.id))


async def attached(env: Env, workspace: str, conversation: str, by: str, files: Sequence[File]) -> tuple[File, ...]:
    """The attachments of a message: of those that Segue keeps, name, type and size as they were found.

    by: whose message it is; "" when whoever calls answers for that. Raises Invalid naming the one that cannot go along.
    """
    if not any(file.file for file in files):
        return tuple(files)
    most = (await env.policies.active(workspace)).policy.files.per_message
    if sum(bool(file.file) for file in files) > most:
        raise Invalid(f"attachments: at most {most} files a message", field="attachments")
    return tuple([await _kept(env, workspace, conversation, by, at, file) for at, file in enumerate(files)])


async def _kept(env: Env, workspace: str, conversation: str, by: str, at: int, file: File) -> File:
    if not file.file:
        return file
    found = await env.store.read(FileById(workspace, file.file))
    here = found is not None and found.conversation == conversation and found.state is not FileState.COMING
    if found is None or not here or (by and not same_side(found.by, by)):
        field = f"attachments[{at}].file"
        raise Invalid(f"{field}: you have no such file in this conversation; upload it first", field=field)
    return File(found.name, "", found.type, found.size, found.id)


async def content_of(env: Env, file: StoredFile) -> AsyncIterator[bytes]:
    """Part by part. Raises NotFound when it goes meanwhile."""
    left, n = file.size, 0
    while left > 0:
        part = await env.store.read(FilePart(file.workspace, file.id, n))
        if part is None:
            raise NotFound("this file is gone")
        left, n = left - len(part), n + 1
        yield part


async def drop_files(env: Env, workspace: str, conversation: str) -> int:
    """All files of the conversation go, a few at a time. Answers how many."""
    gone = 0
    while some := await env.store.write(DropFiles(workspace, conversation)):
        gone += some
    return gone


async def sweep_files(env: Env) -> int:
    """Uploads that broke off, and files that went with no message within a day. Answers how many."""
    now, gone = env.clock.now(), 0
    for workspace in await env.policies.served():
        unit = SweepFiles(workspace, coming=now - COMING_FOR, unsent=now - UNSENT_FOR)
        while some := await env.store.write(unit):
            gone += some
    return gone
