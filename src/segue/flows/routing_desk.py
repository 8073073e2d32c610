"""What this node keeps for routing from round to round: who leads, and a planner for each workspace that it leads."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from segue.flows.leadership import Leadership
from segue.ports.store import Store

if TYPE_CHECKING:
    from segue.flows.planner import Planner


class RoutingDesk:
    """shared: whether other nodes may use the same database. node: any name that no other has."""

    def __init__(
        self, node: str = "", *, shared: bool = False, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.shared = shared
        self.leadership = Leadership(node or secrets.token_hex(8), shared=shared, monotonic=monotonic)
        self.planners: dict[str, Planner] = {}
        self.changed_at = 0.0  # on time.monotonic: when there was something in the change feed

    async def close(self, store: Store) -> None:
        """Another node may take over at once."""
        self.planners.clear()
        await self.leadership.give_up(store)
