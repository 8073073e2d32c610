"""Which customers the agents of one profile could take: pools, and lanes as bits, looked up instead of searched for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf, nan

from segue.domain.queues import Assign, RoutingSettings
from segue.domain.routing.demands import Demand, neighbours
from segue.domain.routing.lines import Lane, Pool
from segue.domain.routing.roster import Profile, Roster

FEW = 64
"""Free seats up to which it is quicker to look up what each fits than to look at all lanes."""


@dataclass(slots=True, eq=False)
class Asked:
    """Lanes of equal demand, as bits, and who fits them as in `Lane`."""

    demand: Demand
    assign: Assign
    mask: int = 0
    reach: int = 0
    lanes: int = 0


@dataclass(slots=True, eq=False)
class Fitting:
    """What the agents of one profile fit, as far as looked at.

    held, free: what the waiting of a customer costs who was held back from such an agent, at most, and of one who was
    not, at least, while the pools are as they were; see `balance.Balance.surely_holds`.
    """

    pools: list[Pool] = field(default_factory=list)
    pools_seen: int = 0
    asked: list[Asked] = field(default_factory=list)
    asked_seen: int = 0
    lanes: int = 0
    lanes_at: int = -1
    held: float = -inf
    free: float = inf
    versions: int = -1
    period: float = nan


class WhoFits:
    """Masks are right after `compile`, and for what is added afterwards."""

    def __init__(self, roster: Roster, settings: RoutingSettings) -> None:
        self.pools: list[Pool] = []
        self._roster, self._settings = roster, settings
        self._by_profile: dict[Profile, Fitting] = {}
        self._asked: dict[tuple[Demand, Assign], Asked] = {}
        self._asked_list: list[Asked] = []
        self._added = 0  # lanes so far

    def compile(self, lanes: list[Lane]) -> None:
        """After what somebody can do changed."""
        self._by_profile.clear()
        for asked in self._asked_list:
            self._compile(asked)
        for lane in lanes:
            self._tell(lane, self._asked[lane.demand, lane.assign])

    def add(self, lane: Lane) -> None:
        asked = self._asked.get((lane.demand, lane.assign))
        if asked is None:
            asked = self._asked[lane.demand, lane.assign] = Asked(lane.demand, lane.assign)
            self._asked_list.append(asked)
            self._compile(asked)
        asked.lanes |= lane.bit
        self._added += 1
        self._tell(lane, asked)

    def start_again(self, pools: list[Pool], lanes: list[Lane]) -> None:
        """With these alone."""
        self.pools, self._asked_list = pools, []
        self._asked.clear()
        self._by_profile.clear()
        for lane in lanes:
            self.add(lane)

    def _compile(self, asked: Asked) -> None:
        wanted, bits = asked.demand, self._roster.bits
        asked.mask, asked.reach = bits.fitting(wanted), 0
        if asked.assign is Assign.BALANCED and self._settings.overflow and not wanted.neighbours:
            near = tuple(neighbours(wanted.requires, self._settings.adjacent))
            if near:
                asked.reach = bits.fitting(replace(wanted, neighbours=near)) & ~asked.mask

    @staticmethod
    def _tell(lane: Lane, asked: Asked) -> None:
        lane.mask, lane.reach, lane.either = asked.mask, asked.reach, asked.mask | asked.reach

    def of(self, profile: Profile) -> Fitting:
        found = self._by_profile.get(profile)
        if found is None:
            found = self._by_profile[profile] = Fitting()
        if found.pools_seen < len(self.pools):
            bit = 1 << profile.number
            found.pools += [pool for pool in self.pools[found.pools_seen :] if pool.mask & bit]
            found.pools_seen = len(self.pools)
        return found

    def lanes_of(self, profile: Profile) -> int:
        """Lanes whose customers such agents could take, by a neighbouring skill as well, as bits."""
        found = self.of(profile)
        if found.lanes_at == self._added:
            return found.lanes
        if found.asked_seen < len(self._asked_list):
            bit = 1 << profile.number
            added = self._asked_list[found.asked_seen :]
            found.asked += [asked for asked in added if (asked.mask | asked.reach) & bit]
            found.asked_seen = len(self._asked_list)
        found.lanes, found.lanes_at = 0, self._added
        for asked in found.asked:
            found.lanes |= asked.lanes
        return found.lanes

    def lanes_for(self, free: int) -> int:
        """Lanes whom one of those seats may fit, as bits; all who have room for any are `free`."""
        of_size, roster = 0, self._roster
        for room in roster.rooms.values():
            if room.seats:
                of_size |= room.lanes
        if not free & (free - 1):
            return of_size & self.lanes_of(roster.at(free.bit_length() - 1).profile)
        if free.bit_count() > FEW:
            return of_size
        fit = 0
        for profile in {seat.profile for seat in roster.those(free)}:
            fit |= self.lanes_of(profile)
        return of_size & fit
