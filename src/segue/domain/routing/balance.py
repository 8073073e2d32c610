"""The balanced rule on the sums of the index: what each agent costs, whether help pays, whether to hold back."""

from __future__ import annotations

from datetime import datetime
from math import fsum

from segue.domain.queues import Language, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.demands import Demand
from segue.domain.routing.experience import PERIOD_S
from segue.domain.routing.index import Index
from segue.domain.routing.lines import EXACT, Guest, Lane, Pool
from segue.domain.routing.roster import Profile, Seat
from segue.domain.routing.rule.delay import marginal
from segue.domain.routing.rule.facts import Head, Line, Slot
from segue.domain.routing.rule.hold import holds
from segue.domain.routing.rule.overflow import pays
from segue.domain.routing.rule.price import price, scarcity

Offer = tuple[float, tuple[float, int], str, Seat, Slot]
"""Price, then who got a customer the longest ago, then the id."""


class Balance:
    """For one moment; the sums may change while it is used."""

    def __init__(self, index: Index, now: float, at: datetime) -> None:
        self._index, self._now, self._at = index, now, at
        self._settings: RoutingSettings = index.settings
        self._period = now // PERIOD_S

    def head(self, guest: Guest, lane: Lane) -> Head:
        waiting = guest.waiting
        return Head(
            value=waiting.value,
            waited=self._now - guest.since,
            slack=guest.due - self._now,
            work=lane.pool.line.work,
            patience=waiting.patience.total_seconds(),
            leaving_costs=waiting.leaving_costs.total_seconds(),
            units=lane.demand.units,
            asynchronous=waiting.asynchronous,
        )

    def offers(self, guest: Guest, lane: Lane, able: int, *, adjacent: bool) -> tuple[Offer, ...]:
        """What each kind of agent costs, cheapest first: one of each kind, the longest without a new customer.

        Agents of one kind have equal ability, load and standing with this customer, so that they cost the same.
        """
        if not able & (able - 1):
            return (self._only(self._index.roster.at(able.bit_length() - 1), guest, lane, adjacent),)
        longest: dict[tuple[Profile, int, bool], Seat] = {}
        prefers = guest.waiting.prefers
        for seat in self._index.roster.those(able):
            kind = (seat.profile, seat.used, seat.agent.id == prefers)
            other = longest.get(kind)
            if other is None or (seat.last, seat.agent.id) < (other.last, other.agent.id):
                longest[kind] = seat
        head = self.head(guest, lane)
        if len(longest) == 1:
            (seat,) = longest.values()
            return (self._only(seat, guest, lane, adjacent),)
        found = []
        for seat in longest.values():
            slot = self.slot(seat, guest, lane, adjacent)
            found.append((price(slot, head, self._settings), seat.last, seat.agent.id, seat, slot))
        found.sort(key=_cheapest)
        return tuple(found)

    def _only(self, seat: Seat, guest: Guest, lane: Lane, adjacent: bool) -> Offer:
        """Where there is no choice, what the slot is worth elsewhere is worked out only where it matters."""
        return (0.0, seat.last, seat.agent.id, seat, self.slot(seat, guest, lane, adjacent, worth=adjacent))

    def slot(self, seat: Seat, guest: Guest, lane: Lane, adjacent: bool, *, worth: bool = True) -> Slot:
        """`worth`: False where there is no choice, and it need not be worked out."""
        sort = lane.pool.sort
        return Slot(
            used=max(seat.used, 0),
            capacity=seat.agent.capacity,
            work=self._index.experience.work(sort, surplus(seat.agent, lane.demand, sort.requires)),
            worth=self.worth(seat) if worth else 0.0,
            preferred=seat.agent.id == guest.waiting.prefers,
            lacking=lacking(seat.agent, guest),
            adjacent=adjacent,
        )

    def worth(self, seat: Seat) -> float:
        """What a free slot of the seat is worth to all pools that the agent fits."""
        return fsum([self._scarcity(pool) for pool in self._index.pools_of(seat.profile)])

    def pays(self, guest: Guest, lane: Lane, offer: Offer) -> bool:
        return pays(self.head(guest, lane), self._line(lane.pool), offer[4], self._settings)

    def holds(self, guest: Guest, lane: Lane, offer: Offer) -> bool:
        if not self._settings.hold_back:
            return False
        head = self.head(guest, lane)
        own = head.value * marginal(head, self._settings)
        pools = self._index.pools_of(offer[3].profile)
        kept = [self._line(pool) for pool in pools if pool.dearest > own]  # nobody is held back for cheaper ones
        return (bool(kept) or head.asynchronous) and holds(head, self._line(lane.pool), kept, self._settings)

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
