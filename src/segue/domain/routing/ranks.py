"""Which lane comes first, kept so that the first whom a seat fits is found without looking at the others.

Once the head of a lane has missed its target, its index changes no more: such lanes stand in bands of equal index, each
a set of bits. A lane whose head is still to be answered in time, or is somebody singular, is looked at each time.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from math import inf, isnan

from segue.domain.routing.lines import AT_ONCE, Band, Entry, Guest, Lane

TOO_LONG = -1e18
"""Group of those who waited longer than anybody should: after immediate ones, before all others."""

EARLY = 0.001
"""Seconds before the longest wait from which on a lane is looked at each time: sums of times are not exact."""


class Ranks:
    """longest: seconds of `RoutingSettings.longest_wait`. by_cost: False leaves all lanes unsettled."""

    def __init__(self, longest: float, *, by_cost: bool) -> None:
        self.unsettled = 0
        self.bands: list[Band] = []
        self._longest, self._by_cost = longest, by_cost
        self._lanes: list[Lane] = []
        self._by_key: dict[tuple[float, float], Band] = {}
        self._most_bands = 64
        self._times: list[tuple[float, int, Lane, Guest]] = []  # when somebody will have waited too long
        self._pushed = 0

    def number(self, lanes: Iterable[Lane]) -> None:
        """Afresh, with nothing settled."""
        self.unsettled, self.bands, self._lanes, self._by_key, self._times = 0, [], [], {}, []
        lanes = list(lanes)
        for lane in lanes:
            lane.room.lanes = 0
        for lane in lanes:
            lane.band = None
            self.add(lane)

    def add(self, lane: Lane) -> None:
        lane.bit = 1 << len(self._lanes)
        lane.room.lanes |= lane.bit
        self._lanes.append(lane)
        self.look_again(lane)

    def those(self, bits: int) -> Iterator[Lane]:
        lanes = self._lanes
        while bits:
            lowest = bits & -bits
            yield lanes[lowest.bit_length() - 1]
            bits ^= lowest

    def look_again(self, lane: Lane) -> None:
        """After who is first of it changed, or what is known of the work."""
        if lane.band is not None:
            lane.band.lanes ^= lane.bit
            lane.band = None
        if lane.customers:
            self.unsettled |= lane.bit
        elif self.unsettled & lane.bit:
            self.unsettled ^= lane.bit

    def pass_to(self, now: float) -> None:
        """Whoever waited too long by now goes first."""
        times = self._times
        while times and times[0][0] <= now:
            _, _, lane, guest = heappop(times)
            if lane.head is guest and lane.band is not None:
                self.look_again(lane)

    def settles(self, lane: Lane, head: Guest, now: float) -> bool:
        """Into a band, if the index of its head, a plain one, changes no more."""
        if not self._by_cost:
            return False
        since, id_ = head.since, head.place[2]
        no_limit = head.asynchronous or head.group == AT_ONCE
        if not no_limit and now - since >= self._longest:
            self._settle(lane, self._band(TOO_LONG, -inf), (TOO_LONG, since, since, id_, head, lane))
            return True
        until = inf if no_limit else since + self._longest - EARLY
        by = -(head.value * head.still / lane.power)
        if head.due >= now or until <= now or isnan(by):
            return False
        self._settle(lane, self._band(head.group, by), (head.group, by, since, id_, head, lane))
        if until < inf:
            self._pushed += 1
            heappush(self._times, (until, self._pushed, lane, head))
        return True

    def _settle(self, lane: Lane, band: Band, entry: Entry) -> None:
        lane.entry, lane.band = entry, band
        band.lanes |= lane.bit
        self.unsettled ^= lane.bit

    def _band(self, group: float, by: float) -> Band:
        band = self._by_key.get((group, by))
        if band is None:
            if len(self.bands) > self._most_bands:
                self.bands = [band for band in self.bands if band.lanes]
                self._by_key = {band.key: band for band in self.bands}
                self._most_bands = 64 + 2 * len(self.bands)
            band = self._by_key[group, by] = Band((group, by))
            insort(self.bands, band, key=_key)
        return band


def _key(band: Band) -> tuple[float, float]:
    return band.key
