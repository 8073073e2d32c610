"""Who plans which workspace: one node at a time, by a lease that its holder keeps alive.

Nobody compares clocks. The holder raises the lease's beat; another node takes it over when it has itself watched the
same beat for SILENT_AFTER_S. What a holder that lives on believes does no harm: each of its batches carries the fencing
number it was given, and the store refuses one that is not the lease's any more.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from segue.ports.routing import GiveUpLease, Lease, LeaseOf, RenewLease, TakeLease
from segue.ports.store import Store

BEAT_S = 0.5
SILENT_AFTER_S = 2.0
LOOK_S = 0.25


@dataclass(slots=True)
class _Held:
    fence: int
    beat_at: float  # on the monotonic clock


@dataclass(slots=True)
class _Watched:
    lease: Lease
    since: float  # the same all the time since then
    looked_at: float


class Leadership:
    """Of one node. shared: whether other nodes may use the same database; without, nobody else can hold anything."""

    def __init__(self, node: str, *, shared: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._node = node
        self._shared = shared
        self._now = monotonic
        self._held: dict[str, _Held] = {}
        self._watched: dict[str, _Watched] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @property
    def leads(self) -> frozenset[str]:
        return frozenset(self._held)

    async def lead(self, store: Store, workspace: str) -> int | None:
        """The fencing number while this node plans the workspace; to be asked more often than once a BEAT_S."""
        async with self._turns[workspace]:
            held = self._held.get(workspace)
            if held is None:
                return await self._stand(store, workspace)
            if not self._shared or self._now() - held.beat_at < BEAT_S:
                return held.fence
            asked_at = self._now()
            if await store.write(RenewLease(workspace, held.fence)):
                held.beat_at = asked_at
                return held.fence
            self.lost(workspace)
            return None

    def lost(self, workspace: str) -> None:
        """Somebody else leads by now."""
        self._held.pop(workspace, None)

    async def give_up(self, store: Store) -> None:
        """Another node may take over at once."""
        held, self._held = self._held, {}
        for workspace, one in held.items():
            await store.write(GiveUpLease(workspace, one.fence))

    async def _stand(self, store: Store, workspace: str) -> int | None:
        watched = self._watched.get(workspace)
        if watched and self._now() - watched.looked_at < LOOK_S:
            return None
        lease = await store.read(LeaseOf(workspace))
        if lease and lease.holder and self._shared and not self._silent(lease):
            return None
        asked_at = self._now()
        taken = await store.write(TakeLease(workspace, self._node, lease))
        self._watched.pop(workspace, None)
        if taken is None:
            return None
        self._held[workspace] = _Held(taken.fence, asked_at)
        return taken.fence

    def _silent(self, lease: Lease) -> bool:
        now, watched = self._now(), self._watched.get(lease.workspace)
        if watched is None or watched.lease != lease:
            self._watched[lease.workspace] = _Watched(lease, now, now)
            return False
        watched.looked_at = now
        return now - watched.since >= SILENT_AFTER_S
