"""Run by test_crash: appends to a few conversations until it is killed, and prints what was acknowledged."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace

from making import conversation, creation, said

from segue.ports.conversations import AppendEntries, LoadConversation
from segue.store.database import SqlStore, open_store


async def write_on(store: SqlStore, name: str) -> None:
    found = await store.read(LoadConversation("default", name))
    if found is None:
        await store.write(creation(conversation(name)))
        found = await store.read(LoadConversation("default", name))
    assert found is not None
    base = found.conversation
    while True:
        after = replace(base, last_seq=base.last_seq + 1)
        entry = said(after.last_seq, "a message", message_id=f"m-{after.last_seq}")
        await store.write(AppendEntries(after, base.last_seq, base.epoch, (entry,)))
        os.write(1, f"{name} {after.last_seq}\n".encode())
        base = after


async def main(url: str) -> None:
    store = await open_store(url)
    os.write(1, b"open\n")
    await asyncio.gather(*(write_on(store, f"c{number}") for number in range(8)))


asyncio.run(main(sys.argv[1]))
