"""Wakes whoever waits for news in this process. A mere hint: the log in the store is the truth."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from segue.ports.bots import Hint, Typing


@dataclass(slots=True, eq=False)
class Listener:
    """One live socket or stream. `typing` holds the passing signs it has not shown yet."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    typing: deque[Typing | Hint] = field(default_factory=lambda: deque(maxlen=8))

    async def wait(self, timeout_s: float) -> bool:
        """True when something happened, False after `timeout_s` seconds without news."""
        try:
            async with asyncio.timeout(timeout_s):
                await self.event.wait()
        except TimeoutError:
            return False
        self.event.clear()
        return True


class Bell:
    """Rung after each commit with what changed; topics are plain text."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._versions: dict[str, int] = {}
        self.routing = asyncio.Event()  # somebody waits, or somebody became free
        self.packages = asyncio.Event()  # a handoff has no briefing yet
        self.deliveries = asyncio.Event()  # a bot has something to read
        self.left = asyncio.Event()  # somebody who took customers does so no more
        self._left_in: set[str] = set()

    @staticmethod
    def conversation(workspace: str, conversation: str) -> str:
        return f"c/{workspace}/{conversation}"

    @staticmethod
    def workspace(workspace: str) -> str:
        return f"w/{workspace}"

    def version(self, workspace: str) -> int:
        """Grows with each change that a desk could show."""
        return self._versions.get(workspace, 0)

    @property
    def readers(self) -> int:
        """Sockets and streams that listen now."""
        return sum(len(listeners) for listeners in self._listeners.values())

    @contextmanager
    def listen(self, topic: str) -> Iterator[Listener]:
        listener = Listener()
        self._listeners.setdefault(topic, set()).add(listener)
        try:
            yield listener
        finally:
            rest = self._listeners[topic]
            rest.discard(listener)
            if not rest:
                del self._listeners[topic]

    def changed(self, workspace: str, conversation: str) -> None:
        """New entries in a conversation."""
        self._ring(self.conversation(workspace, conversation))
        self.deliveries.set()

    def desk_changed(self, workspace: str) -> None:
        self._versions[workspace] = self.version(workspace) + 1
        self._ring(self.workspace(workspace))

    def agent_left(self, workspace: str) -> None:
        """Whoever waits there may wait for nobody now."""
        self._left_in.add(workspace)
        self.left.set()

    def those_left(self) -> tuple[str, ...]:
        """Workspaces that `agent_left` was told of since the last time."""
        found = tuple(sorted(self._left_in))
        self._left_in.clear()
        return found

    def typing(self, workspace: str, sign: Typing) -> None:
        for listener in self._listeners.get(self.conversation(workspace, sign.conversation), ()):
            listener.typing.append(sign)
            listener.event.set()

    def hint(self, workspace: str, conversation: str, about: str) -> None:
        """about: "drafts" or "package"."""
        for listener in self._listeners.get(self.conversation(workspace, conversation), ()):
            listener.typing.append(Hint(conversation, about))
            listener.event.set()

    def _ring(self, topic: str) -> None:
        for listener in self._listeners.get(topic, ()):
            listener.event.set()
