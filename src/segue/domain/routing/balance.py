"""The balanced rule on the sums of the index: what each agent costs, whether help pays, whether to hold back."""

from __future__ import annotations

from datetime import datetime
from math import exp, fsum, inf

from segue.domain.queues import Language, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.demands import Demand
from segue.domain.routing.experience import PERIOD_S
from segue.domain.routing.index import Index
from segue.domain.routing.lines import EXACT, Guest, Lane, Pool
from segue.domain.routing.roster import Profile, Seat
from segue.domain.routing.rule.delay import TAU
from segue.domain.routing.rule.facts import Head, Line, Slot
from segue.domain.routing.rule.hold import holds
from segue.domain.routing.rule.overflow import pays
from segue.domain.routing.rule.price import price, scarcity
from segue.domain.routing.who_fits import Fitting

Offer = tuple[float, tuple[float, int], str, Seat, int, float, float]
"""Price, then who got a customer the longest ago, then the id; the seat, its units in use, the work, and the worth of
the slot elsewhere, in seconds. Where there is no choice, price and worth are 0: not worked out."""


class Balance:
    """For one moment; the sums may change while it is used, see `look_again`.

    The rule does the arithmetic. Here its answers are kept for as long as nothing changes that they depend on: the
    price of a kind of agent for a lane, apart from the worth of the slot, which is what `price` adds last; and what
    held somebody back, which holds back all whose waiting costs less.
    """

    def __init__(self, index: Index, now: float, at: datetime) -> None:
        self._index, self._now, self._at = index, now, at
        self._settings: RoutingSettings = index.settings
        self._period = now // PERIOD_S
        self._longest = index.settings.longest_wait.total_seconds()
        self._miss = index.settings.sla_miss.total_seconds() / TAU
        self._worths: dict[Profile, float] = {}
        self._kinds: dict[int, list[Seat]] = {}
        self._fittings: dict[Profile, Fitting] = {}
        self._holding: dict[float, int] = {}  # by the cost of who is held back: seats that are kept, as bits

    def look_again(self) -> None:
        """After the sums, or the load of somebody, changed."""
        self._worths.clear()
        self._kinds.clear()
        self._fittings.clear()
        self._holding.clear()

    def head(self, guest: Guest, lane: Lane) -> Head:
        return Head(
            guest.value,
            self._now - guest.since,
            guest.due - self._now,
            lane.pool.line.work,
            guest.patience,
            guest.leaving_costs,
            lane.demand.units,
            guest.asynchronous,
        )

    # ---- who costs least ---------------------------------------------------------------------------------------------

    def offers(self, guest: Guest, lane: Lane, able: int) -> tuple[Offer, ...]:
        """What each kind of agent costs, cheapest first: one of each kind, the longest without a new customer.

        Agents of one kind have equal ability, load and standing with this customer, so that they cost the same.
        """
        seats = self._kinds_of(guest, able)
        if len(seats) == 1:
            (seat,) = seats
            return ((0.0, seat.last, seat.agent.id, seat, seat.used, self.work(seat, lane), 0.0),)
        head = None
        found = []
        for seat in seats:
            worth = self.worth(seat.profile)
            if guest.indifferent and seat.agent.id != guest.waiting.prefers:
                base = lane.bases.get((seat.profile, seat.used)) if lane.learned == self._index.learned else None
            else:
                base = None
            if base is None:
                head = head or self.head(guest, lane)
                base = self._base(seat, guest, lane, head)
            work = lane.works[seat.profile]
            found.append((base + worth, seat.last, seat.agent.id, seat, seat.used, work, worth))
        found.sort(key=_cheapest)
        return tuple(found)

    def _kinds_of(self, guest: Guest, able: int) -> list[Seat]:
        if not able & (able - 1):
            return [self._index.roster.at(able.bit_length() - 1)]
        first = self._index.roster.seats.get(guest.waiting.prefers) if guest.waiting.prefers else None
        if first is not None and able & first.bit:
            return [first, *self._alike(able ^ first.bit)]
        return self._alike(able)

    def _alike(self, able: int) -> list[Seat]:
        """Of each kind, who is without a new customer the longest."""
        found = self._kinds.get(able)
        if found is None:
            longest: dict[tuple[Profile, int], Seat] = {}
            for seat in self._index.roster.those(able):
                kind = (seat.profile, seat.used)
                other = longest.get(kind)
                if other is None or (seat.last, seat.agent.id) < (other.last, other.agent.id):
                    longest[kind] = seat
            found = self._kinds[able] = list(longest.values())
        return found

    def _base(self, seat: Seat, guest: Guest, lane: Lane, head: Head) -> float:
        """The price, the worth of the slot apart."""
        preferred, short = seat.agent.id == guest.waiting.prefers, lacking(seat.agent, guest)
        slot = Slot(max(seat.used, 0), seat.agent.capacity, self.work(seat, lane), 0.0, preferred, short)
        base = price(slot, head, self._settings)
        if not preferred and guest.indifferent:
            lane.bases[seat.profile, seat.used] = base
        return base

    def work(self, seat: Seat, lane: Lane) -> float:
        """Expected seconds of undivided attention by such an agent."""
        index = self._index
        if lane.learned != index.learned:
            lane.works.clear()
            lane.bases.clear()
            lane.learned = index.learned
        found = lane.works.get(seat.profile)
        if found is None:
            sort = lane.pool.sort
            found = index.experience.work(sort, surplus(seat.agent, lane.demand, sort.requires))
            lane.works[seat.profile] = found
        return found

    def worth(self, profile: Profile) -> float:
        """What a free slot of such an agent is worth to all pools that they fit."""
        found = self._worths.get(profile)
        if found is None:
            found = fsum([self._scarcity(pool) for pool in self._index.fits.of(profile).pools])
            self._worths[profile] = found
        return found

    # ---- whether to wait ---------------------------------------------------------------------------------------------

    def pays(self, guest: Guest, lane: Lane, offer: Offer) -> bool:
        seat = offer[3]
        slot = Slot(max(offer[4], 0), seat.agent.capacity, offer[5], self.worth(seat.profile), adjacent=True)
        return pays(self.head(guest, lane), self._line(lane.pool), slot, self._settings)

    def holds(self, guest: Guest, lane: Lane, offer: Offer) -> bool:
        if not self._settings.hold_back:
            return False
        line = self._line(lane.pool)
        if guest.asynchronous:
            return holds(self.head(guest, lane), line, (), self._settings)
        if self._never_held(guest, line):
            return False
        return self._holds_for(offer[3].profile, self._own(guest), guest, lane)

    def surely_holds(self, guest: Guest, lane: Lane, able: int) -> bool:
        """Whether the customer is held back whoever of those is the cheapest, which then need not be found out."""
        if not self._settings.hold_back or guest.asynchronous or self._never_held(guest, self._line(lane.pool)):
            return False
        own = self._own(guest)
        known = self._holding.get(own, 0)
        if not able & ~known:
            return True
        for seat in self._kinds_of(guest, able):
            if not self._holds_for(seat.profile, own, guest, lane):
                return False
        self._holding[own] = known | able
        return True

    def _never_held(self, guest: Guest, line: Line) -> bool:
        """As in `rule.hold`: nothing will be released, or they waited too long already."""
        return line.pace <= 0 or self._now - guest.since >= self._longest

    def _own(self, guest: Guest) -> float:
        """What a second of the customer's waiting costs: `rule.delay.marginal` x value."""
        cost, slack = guest.still, guest.due - self._now
        if slack >= 0:
            cost += self._miss * exp(-slack / TAU)
        return guest.value * cost

    def _holds_for(self, profile: Profile, own: float, guest: Guest, lane: Lane) -> bool:
        """Whether somebody of such cost is held back from such an agent. Who is, tells of all who cost less."""
        fitting = self._fittings.get(profile) or self._fitting(profile)
        if own <= fitting.held:
            return True
        if own >= fitting.free:
            return False
        kept = []
        for pool in fitting.pools:
            if pool.dearest > own:  # nobody is held back for cheaper ones
                current = not pool.stale and pool.arrivals_at == self._period
                kept.append(pool.line if current else self._line(pool))
        if kept and holds(self.head(guest, lane), self._line(lane.pool), kept, self._settings):
            fitting.held = own
            return True
        fitting.free = own
        return False

    def _fitting(self, profile: Profile) -> Fitting:
        """What it remembers is forgotten if its pools have changed."""
        found = self._index.fits.of(profile)
        versions = sum([pool.version for pool in found.pools])
        if versions != found.versions or found.period != self._period:
            found.versions, found.period, found.held, found.free = versions, self._period, -inf, inf
        self._fittings[profile] = found
        return found

    def _line(self, pool: Pool) -> Line:
        """With the pace and the arrivals of this moment."""
        if pool.arrivals_at != self._period:
            pool.arrivals_at, pool.stale = self._period, True
            pool.line.arrivals = self._index.experience.arrivals(pool.sort, self._at)
        if pool.stale:
            pool.line.pace, pool.stale, pool.priced = pool.attention / EXACT, False, False
        return pool.line

    def _scarcity(self, pool: Pool) -> float:
        line = self._line(pool)
        if not pool.priced:
            pool.scarcity, pool.priced = scarcity(line, self._settings), True
        return pool.scarcity


def _cheapest(offer: Offer) -> tuple[float, tuple[float, int], str]:
    return offer[:3]


def surplus(agent: Agent, wanted: Demand, requires: tuple[tuple[str, int], ...]) -> int:
    """Levels that the agent has beyond what was asked before any relaxation, in the skill where that is least.

    0 where a neighbouring skill covers; below 0 where the queue is content with less by now.
    """
    least = None
    for skill, level in requires:
        own = agent.skills.get(skill, 0) - level
        if (
            own < 0
            and wanted.neighbours
            and any(
                asked == skill and agent.skills.get(other, 0) >= enough for asked, other, enough in wanted.neighbours
            )
        ):
            own = 0
        least = own if least is None else min(least, own)
    return least or 0


def lacking(agent: Agent, guest: Guest) -> int:
    """Levels short of what is better to have; a language that is only preferred counts as one."""
    short = sum(max(0, level - agent.skills.get(skill, 0)) for skill, level in guest.waiting.better_with.items())
    if guest.queue.language is Language.PREFERRED and not agent.speaks(guest.waiting.language):
        short += 1
    return short
