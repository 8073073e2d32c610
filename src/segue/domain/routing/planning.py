"""One round of planning over the index: customer first, each with the best of those who fit, until nobody has room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from heapq import heapify, heappop, heappush
from math import exp

from segue.domain.queues import Assign, Order
from segue.domain.routing.balance import Balance, Offer
from segue.domain.routing.fit import ASK_AGAIN_AFTER
from segue.domain.routing.index import Index
from segue.domain.routing.lines import AT_ONCE, Entry, Guest, Lane
from segue.domain.routing.modes import rank
from segue.domain.routing.ranks import TOO_LONG
from segue.domain.routing.roster import Seat
from segue.domain.routing.rule.delay import TAU
from segue.domain.routing.rule.hold import PRESSING, SPARE
from segue.domain.routing.steps import Held, Step

PAUSE = ASK_AGAIN_AFTER.total_seconds()


@dataclass(slots=True)
class Before:
    """Of a seat, to go back to. counted: what of it is in the sums at present, see `Index.share`."""

    used: int
    by_channel: dict[str, int]
    last: tuple[float, int]
    counted: tuple[int, int, int]


@dataclass(slots=True)
class Plan:
    """Changes the index while it runs, and takes all of that back."""

    index: Index
    now: float
    at: datetime
    steps: list[Step] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    _taken: dict[Lane, int] = field(default_factory=dict)  # how many of the head of `plain`
    _taken_singular: set[Guest] = field(default_factory=set)
    _before: dict[Seat, Before] = field(default_factory=dict)
    _given: list[Step] = field(default_factory=list)
    _balance: Balance = field(init=False)
    _longest: float = field(init=False)
    _miss: float = field(init=False)
    _by_cost: bool = field(init=False)

    def run(self) -> Plan:
        index = self.index
        index.compile()
        index.ranks.pass_to(self.now)
        rooms = index.roster.rooms.values()
        free = 0
        for room in rooms:
            free |= room.seats
        if not free:
            return self
        settings = index.settings
        self._balance = Balance(index, self.now, self.at)
        self._longest, self._by_cost = settings.longest_wait.total_seconds(), settings.order is Order.COST
        self._miss = settings.sla_miss.total_seconds() / TAU
        before = [(room, room.seats) for room in rooms]
        try:
            self._serve(free)
        finally:
            for room, seats in before:
                room.seats = seats
            self._take_back()
        return self

    def _serve(self, free: int) -> None:
        ranks, lanes = self.index.ranks, self.index.fits.lanes_for(free)
        line = self._unsettled(lanes)
        bands, at = ranks.bands, 0
        heads: dict[Lane, Guest] | None = None  # not needed for one step
        while True:
            while at < len(bands) and (not line or bands[at].key < line[0]):
                if there := bands[at].lanes & lanes:
                    self._join(line, there, heads)
                at += 1
            if not line:
                return
            _, _, _, _, guest, lane = heappop(line)
            if heads is not None and heads.get(lane) is not guest:
                continue  # told anew meanwhile
            direct, reach = lane.mask & lane.room.seats, lane.reach & lane.room.seats
            if guest.singular:
                direct, reach = self._askable(guest, direct, reach)
            step = self._choose(guest, lane, direct, reach) if direct or reach else None
            if step is None:
                if heads is not None:
                    del heads[lane]
                continue
            self.steps.append(step)
            if not self._give(step):
                return
            if heads is None:
                heads = {lane: guest, **{entry[5]: entry[4] for entry in line}}
            self._tell_anew(line, lane, heads)

    def _unsettled(self, lanes: int) -> list[Entry]:
        """Heads whose place changes with time, of those whom one of the free seats can be asked to take."""
        found: list[Entry] = []
        ranks, now = self.index.ranks, self.now
        for lane in ranks.those(ranks.unsettled & lanes):
            guest, odd = lane.head, lane.odd
            if odd is not None and (guest is None or odd.place[0] <= guest.place[0]):
                guest = self._singular(lane, guest)
            elif guest is not None and ranks.settles(lane, guest, now):
                continue
            if guest is not None and lane.either & lane.room.seats:
                found.append(self._entry(guest, lane))
        heapify(found)
        return found

    def _join(self, line: list[Entry], lanes: int, heads: dict[Lane, Guest] | None) -> None:
        """Settled heads join the line when it is their band's turn."""
        for lane in self.index.ranks.those(lanes):
            if lane.either & lane.room.seats:
                assert lane.entry is not None
                heappush(line, lane.entry)
                if heads is not None:
                    heads[lane] = lane.entry[4]

    def _tell_anew(self, line: list[Entry], served: Lane, heads: dict[Lane, Guest]) -> None:
        """The next of the lane; and of lanes whose head can no longer be asked, which only the singular ones can be."""
        for lane in [lane for lane, head in heads.items() if head.singular or lane is served]:
            before, after = heads[lane], self._head(lane)
            if after is None:
                del heads[lane]
            elif after is not before:
                heads[lane] = after
                heappush(line, self._entry(after, lane))

    # ---- who is next -------------------------------------------------------------------------------------------------

    def _head(self, lane: Lane) -> Guest | None:
        """The first of the lane whom somebody can be asked to take."""
        if not lane.either & lane.room.seats:
            return None
        found = lane.plain.nth(self._taken.get(lane, 0))
        return found if lane.odd is None else self._singular(lane, found)

    def _singular(self, lane: Lane, found: Guest | None) -> Guest | None:
        seats = lane.room.seats
        direct, reach = lane.mask & seats, lane.reach & seats
        if not direct and not reach:
            return found
        for guest in lane.singular:
            if found is not None and found.place < guest.place:
                break
            if guest not in self._taken_singular and any(self._askable(guest, direct, reach)):
                return guest
        return found

    def _askable(self, guest: Guest, direct: int, reach: int) -> tuple[int, int]:
        """Of those with room, whom this customer may get: by their own skill, by a neighbouring one."""
        waiting, roster, now = guest.waiting, self.index.roster, self.now
        if waiting.avoid:
            keep = ~roster.bits_of(waiting.avoid)
            direct, reach = direct & keep, reach & keep
        if guest.prefers_until is not None and now < guest.prefers_until:
            first = roster.seats.get(waiting.prefers)
            if first and self.waits_for(guest, first):
                return direct & first.bit, 0
        if not waiting.refused_by:
            return direct, reach
        others = ~roster.bits_of(waiting.refused_by)
        if direct & others:
            return direct & others, 0
        pause_over = guest.refused_at is None or now - guest.refused_at >= PAUSE
        return (direct if pause_over else 0), reach & others

    def waits_for(self, guest: Guest, first: Seat) -> bool:
        """The same as `fit.waits_for_preferred`, while that time is not up."""
        waiting, lane = guest.waiting, guest.lane
        return (
            lane is not None
            and first.at_work(self.now)
            and waiting.prefers not in waiting.refused_by
            and waiting.prefers not in waiting.avoid
            and bool(lane.mask & first.bit)
        )

    def _entry(self, guest: Guest, lane: Lane) -> Entry:
        """Its index is `rule.delay.index`, with what does not change worked out before."""
        since, now, group = guest.since, self.now, guest.group
        if now - since >= self._longest and group != AT_ONCE and not guest.asynchronous:
            return (TOO_LONG, since, since, guest.place[2], guest, lane)
        if not self._by_cost:
            return (group, guest.by, since, guest.place[2], guest, lane)
        cost, slack = guest.still, guest.due - now
        if slack >= 0:
            cost += self._miss * exp(-slack / TAU)
        return (group, -(guest.value * cost / lane.power), since, guest.place[2], guest, lane)

    # ---- who takes them ----------------------------------------------------------------------------------------------

    def _choose(self, guest: Guest, lane: Lane, direct: int, reach: int) -> Step | None:
        """None when the customer is held back."""
        if guest.asynchronous and not self._to_spare(guest, lane):
            self.held.append(Held(guest, dearer=True))
            return None
        if lane.assign is not Assign.BALANCED:
            roster = self.index.roster
            seat = min(roster.those(direct), key=rank(guest, lane, lambda: roster.those(lane.mask)))
            return self._step(guest, lane, seat, direct)
        if direct and self._balance.surely_holds(guest, lane, direct):
            self.held.append(Held(guest, dearer=True))
            return None
        offers = self._balance.offers(guest, lane, direct or reach)
        if not direct and not self._balance.pays(guest, lane, offers[0]):
            self.held.append(Held(guest, dearer=False))
            return None
        if self._balance.holds(guest, lane, offers[0]):
            self.held.append(Held(guest, dearer=True))
            return None
        return self._step(guest, lane, offers[0][3], direct or reach, offers, adjacent=not direct)

    def _step(
        self,
        guest: Guest,
        lane: Lane,
        seat: Seat,
        able: int,
        offers: tuple[Offer, ...] = (),
        *,
        adjacent: bool = False,
    ) -> Step:
        fitting, roomy = lane.mask, lane.room.seats
        return Step(guest, lane, seat, seat.number, lane.demand, able, fitting, adjacent, offers, len(self.held), roomy)

    def _to_spare(self, guest: Guest, lane: Lane) -> bool:
        """Those who do not sit and wait get what is left over, unless their own time is nearly up."""
        line = lane.pool.line
        free = line.free
        return free > SPARE * max(free + line.used, 1) or guest.due - self.now <= PRESSING

    # ---- for a while -------------------------------------------------------------------------------------------------

    def _give(self, step: Step) -> bool:
        """Whether anybody has room after it."""
        guest, lane, seat, index = step.guest, step.lane, step.seat, self.index
        if self._was_the_last(step):
            return False
        if guest.singular:
            self._taken_singular.add(guest)
        else:
            self._taken[lane] = self._taken.get(lane, 0) + 1
        index.wait(lane.pool, guest, -1)
        self._given.append(step)
        self._balance.look_again()
        before = self._before.get(seat)
        if before is None:
            before = self._before[seat] = Before(seat.used, seat.by_channel, seat.last, index.share(seat))
            seat.by_channel = dict(seat.by_channel)
        units, channel = lane.demand.units, lane.demand.channel
        seat.used += units
        seat.by_channel[channel] = seat.by_channel.get(channel, 0) + units
        seat.last = (self.now, len(self.steps))
        index.roster.look_again(seat)
        if not any(room.seats for room in index.roster.rooms.values()):
            return False
        index.count(seat, before.counted)
        before.counted = index.share(seat)
        return True

    def _was_the_last(self, step: Step) -> bool:
        """Whether nobody has room after it, so that the sums of what would be then are not needed."""
        seat, bit = step.seat, 1 << step.number
        left = seat.agent.capacity - seat.used - step.lane.demand.units
        for room in self.index.roster.rooms.values():
            if room.seats and (room.seats != bit or room.wanted[0] <= left):
                return False
        return True

    def _take_back(self) -> None:
        index = self.index
        for seat, before in self._before.items():
            seat.used, seat.by_channel, seat.last = before.used, before.by_channel, before.last
            index.count(seat, before.counted)
        for step in self._given:
            index.wait(step.lane.pool, step.guest, 1)
