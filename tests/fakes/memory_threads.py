"""The fake's part about threads of channels."""

from __future__ import annotations

from typing import Any

import msgspec

from segue.domain.channels import Thread, must_fit
from segue.domain.errors import NotFound, Refused
from segue.ports import threads as x


class MemoryThreads:
    conversations: Any

    def __init__(self) -> None:
        super().__init__()
        self.threads: dict[tuple[str, str, str], Thread] = {}

    def _save_thread(self, unit: x.SaveThread) -> None:
        thread = unit.thread
        must_fit(thread)
        key = (thread.workspace, thread.channel, thread.ref)
        if (thread.workspace, thread.conversation) not in self.conversations:
            raise NotFound("there is no such conversation", conversation=thread.conversation)
        if self.threads.get(key) != unit.before:
            raise Refused("this thread was changed meanwhile", channel=thread.channel, ref=thread.ref)
        self.threads[key] = msgspec.json.decode(msgspec.json.encode(thread), type=Thread)

    def _thread_by_ref(self, query: x.ThreadByRef) -> Thread | None:
        return self.threads.get((query.workspace, query.channel, query.ref))

    def _threads_of(self, query: x.ThreadsOf) -> tuple[Thread, ...]:
        here = (query.workspace, query.conversation)
        mine = (one for one in self.threads.values() if (one.workspace, one.conversation) == here)
        theirs = (one for one in mine if query.channel in {"", one.channel})
        return tuple(sorted(theirs, key=lambda one: (one.opened_at, one.channel, one.ref)))
