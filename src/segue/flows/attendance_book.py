"""Which customers have a page open: counted by live sockets, believed only after a moment of absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

GRACE = timedelta(seconds=10)
"""A reload or a restarted server is no absence."""

Key = tuple[str, str]


class Attendance:
    """Pages open now, by (workspace, conversation), in this process."""

    def __init__(self) -> None:
        self._pages: Counter[Key] = Counter()
        self._absent_since: dict[Key, datetime] = {}

    @contextmanager
    def page(self, workspace: str, conversation: str) -> Iterator[None]:
        key = (workspace, conversation)
        self._pages[key] += 1
        self._absent_since.pop(key, None)
        try:
            yield
        finally:
            self._pages[key] -= 1
            if self._pages[key] <= 0:
                del self._pages[key]

    def absent(self, key: Key, now: datetime) -> bool:
        """Whether nobody has had a page open for longer than GRACE."""
        if self._pages[key]:
            return False
        return now - self._absent_since.setdefault(key, now) >= GRACE

    def forget(self, but: set[Key]) -> None:
        self._absent_since = {key: since for key, since in self._absent_since.items() if key in but}
