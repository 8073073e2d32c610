"""Wakes whoever waits for news, here and on the other nodes. A mere hint: the log in the store is the truth."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from segue.ports.bots import Hint, Typing
from segue.ports.wire import News


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


class Everywhere(asyncio.Event):
    """Set here, it is set on the other nodes as well."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def set(self) -> None:
        super().set()
        self._tell()

    def hear(self) -> None:
        """Another node has set it."""
        super().set()


class Bell:
    """Rung after each commit with what changed; topics are plain text."""

    def __init__(self) -> None:
        self.tell: Callable[[News], None] = lambda _: None  # the other nodes, where there may be some
        self._listeners: dict[str, set[Listener]] = {}
        self._versions: dict[str, int] = {}
        self._since = _now()
        self.routing = Everywhere(lambda: self.tell(("routing",)))  # somebody waits, or somebody became free
        self.packages = Everywhere(lambda: self.tell(("packages",)))  # a handoff has no briefing yet
        self.policies = Everywhere(lambda: self.tell(("policies",)))  # another version was adopted
        self.helpdesks = Everywhere(lambda: self.tell(("helpdesks",)))  # one has told something by webhook
        self.deliveries = asyncio.Event()  # a bot has something to read; who wrote it delivers it
        self.left = asyncio.Event()  # somebody who took customers does so no more; who saw it settles it
        self.typed = asyncio.Event()  # somebody types; who heard it shows it in a helpdesk or channel
        self.hubs = asyncio.Event()  # a helpdesk has something open that it had not before
        self._left_in: set[str] = set()
        self._typed_in: set[tuple[str, str, str]] = set()

    @staticmethod
    def conversation(workspace: str, conversation: str) -> str:
        return f"c/{workspace}/{conversation}"

    @staticmethod
    def workspace(workspace: str) -> str:
        return f"w/{workspace}"

    def version(self, workspace: str) -> int:
        """Grows with each change that a desk could show, and is about the same on all nodes: a desk that comes back to
        another one does not go back in time. Only that it is another one means something."""
        return self._versions.get(workspace, self._since)

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
        self.tell(("changed", workspace, conversation))

    def desk_changed(self, workspace: str) -> None:
        self._desk_changed(workspace)
        self.tell(("desk", workspace))

    def agent_left(self, workspace: str) -> None:
        """Whoever waits there may wait for nobody now."""
        self._left_in.add(workspace)
        self.left.set()

    def those_left(self) -> tuple[str, ...]:
        """Workspaces that `agent_left` was told of since the last time."""
        found = tuple(sorted(self._left_in))
        self._left_in.clear()
        return found

    def those_typing(self) -> tuple[tuple[str, str, str], ...]:
        """Workspace, conversation and role of each who has typed since the last time."""
        found = tuple(sorted(self._typed_in))
        self._typed_in.clear()
        return found

    def typing(self, workspace: str, sign: Typing) -> None:
        self._show(workspace, sign)
        self._typed_in.add((workspace, sign.conversation, sign.role))
        self.typed.set()
        self.tell(("typing", workspace, sign.conversation, sign.role, sign.name))

    def hint(self, workspace: str, conversation: str, about: str) -> None:
        """about: "drafts" or "package"."""
        self._show(workspace, Hint(conversation, about))
        self.tell(("hint", workspace, conversation, about))

    # ---- what other nodes tell -----------------------------------------------------------------------------------

    def hear(self, news: News) -> None:
        """Ring here for what happened on another node. What a newer one tells and nobody knows here is passed over."""
        match news:
            case ("changed", workspace, conversation):
                self._ring(self.conversation(workspace, conversation))
            case ("desk", workspace):
                self._desk_changed(workspace)
            case ("typing", workspace, conversation, role, name):
                self._show(workspace, Typing(conversation, role, name))
            case ("hint", workspace, conversation, about):
                self._show(workspace, Hint(conversation, about))
            case ("routing",):
                self.routing.hear()
            case ("packages",):
                self.packages.hear()
            case ("helpdesks",):
                self.helpdesks.hear()
            case ("policies",):
                self.policies.hear()

    def alarm(self) -> None:
        """Something may have been missed: everybody looks."""
        self._since = max(self._since + 1, _now())
        for workspace in self._versions:
            self._versions[workspace] = max(self._versions[workspace] + 1, self._since)
        for topic in self._listeners:
            self._ring(topic)
        for event in (self.routing, self.packages, self.policies, self.helpdesks):
            event.hear()
        self.deliveries.set()

    def _desk_changed(self, workspace: str) -> None:
        self._versions[workspace] = max(self.version(workspace) + 1, _now())
        self._ring(self.workspace(workspace))

    def _show(self, workspace: str, sign: Typing | Hint) -> None:
        for listener in self._listeners.get(self.conversation(workspace, sign.conversation), ()):
            listener.typing.append(sign)
            listener.event.set()

    def _ring(self, topic: str) -> None:
        for listener in self._listeners.get(topic, ()):
            listener.event.set()


def _now() -> int:
    return time.time_ns() // 1_000_000
