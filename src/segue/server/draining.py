"""Whether this process is about to stop: it takes no new sockets, says that it is not ready, and ends its streams."""

from __future__ import annotations

from segue.domain.errors import TryAgain


class Draining:
    def __init__(self) -> None:
        self.begun = False

    def refuse(self) -> None:
        """Raises TryAgain once it has begun."""
        if self.begun:
            raise TryAgain("this server is about to stop; connect again", retry_after_s=1)
