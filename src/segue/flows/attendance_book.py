"""Which customers have a page open: counted by live sockets, believed only after a moment of absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from segue.ports.nodes import Page

GRACE = timedelta(seconds=10)
"""A reload, a restarted server or a move to another node is no absence."""


class Attendance:
    """Pages open now, by (workspace, conversation), in this process, and who was found absent on all nodes."""

    def __init__(self) -> None:
        self._pages: Counter[Page] = Counter()
        self._absent_since: dict[Page, datetime] = {}
        self._away: set[Page] = set()

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

    def here(self) -> frozenset[Page]:
        """Open on this node."""
        return frozenset(self._pages)

    def absent(self, key: Page, now: datetime, elsewhere: Collection[Page] = ()) -> bool:
        """Whether nobody has had a page open for longer than GRACE.  elsewhere: pages open on other nodes."""
        if self._pages[key] or key in elsewhere:
            self._absent_since.pop(key, None)
            return False
        away = now - self._absent_since.setdefault(key, now) >= GRACE
        if away:
            self._away.add(key)
        return away

    def came_back(self, key: Page) -> bool:
        """Once for each who was absent and has a page open now. Whoever opened it may have looked a moment too early
        to see that they counted as away."""
        back = key in self._away and key not in self._absent_since
        if back:
            self._away.remove(key)
        return back

    def forget(self, but: set[Page]) -> None:
        self._absent_since = {key: since for key, since in self._absent_since.items() if key in but}
        self._away &= but
