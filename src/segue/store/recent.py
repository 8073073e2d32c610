"""Conversations that were written lately, so that deciding and writing need not load them again.

Only the writer fills it, after a commit, so it never holds what is not durable; a reader that finds nothing asks the
database and leaves this alone. That is exact only where one process writes (SQLite); elsewhere `size` is 0 and only
what the running transaction has seen is remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.lifecycle import Handoff
from segue.ports.conversations import Loaded

Key = tuple[str, str]  # workspace, conversation


@dataclass(frozen=True, slots=True)
class Current:
    """A conversation as stored."""

    loaded: Loaded
    live: Mapping[str, Handoff]  # offered or open, by id
    deadlines: Mapping[DeadlineKind, Deadline]
    heard: frozenset[str]  # who has a cursor on it


class Recent:
    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._committed: OrderedDict[Key, Current] = OrderedDict()
        self._staged: dict[Key, Current | None] = {}  # None: changed in a way that makes it worth loading again

    def get(self, key: Key) -> Current | None:
        """As of the last commit. From any thread."""
        with self._lock:
            found = self._committed.get(key)
            if found is not None:
                self._committed.move_to_end(key)
            return found

    # The rest is for the writer's thread.

    def in_transaction(self, key: Key) -> Current | None:
        return self._staged[key] if key in self._staged else self.get(key)

    def stage(self, key: Key, current: Current) -> None:
        self._staged[key] = current

    def forget(self, key: Key) -> None:
        self._staged[key] = None

    def forget_all(self) -> None:
        with self._lock:
            self._committed.clear()
        self._staged = dict.fromkeys(self._staged)

    def committing(self) -> None:
        """From now on until `committed`, whoever asks for what this transaction changes is told to ask the database.

        The commit and the moment in which it is noted here are two, with other threads in between: a bot that was told
        of the new state must not be refused by the old one.
        """
        with self._lock:
            for key in self._staged:
                self._committed.pop(key, None)

    def committed(self) -> None:
        with self._lock:
            for key, current in self._staged.items():
                if current is None:
                    self._committed.pop(key, None)
                elif self._size:
                    self._committed[key] = current
                    self._committed.move_to_end(key)
            while len(self._committed) > self._size:
                self._committed.popitem(last=False)
        self._staged.clear()

    def failed(self) -> None:
        """The transaction was undone, or nobody knows: start anew."""
        with self._lock:
            self._committed.clear()
        self._staged.clear()
