"""What nodes tell each other so that nobody waits for the next look: hints, each of which may be lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

News = tuple[str, ...]
"""What happened, in a few words: see `flows/bell.py`, which makes and reads them."""


class Wire(Protocol):
    async def tell(self, news: Sequence[News]) -> None:
        """Tell the other nodes, or nobody: what cannot be sent now is made good by an alarm once it can.

        More at once than is worth telling becomes an alarm as well.
        """
        ...

    def heard(self) -> AsyncIterator[tuple[News, ...] | None]:
        """What the other nodes tell, as it comes. None is an alarm: something may have been missed, look at everything.

        It never ends by itself; while the connection is lost it tries again.
        """
        ...

    async def close(self) -> None: ...
