"""All that planning looks at, kept up to date event by event: seats, lanes, and the sums that the rule reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf, nan

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Order, Queue, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.demands import Demand, relaxed
from segue.domain.routing.experience import Experience, Sort
from segue.domain.routing.lines import EXACT, Guest, Lane, Pool, demand_of, guest_of, sort_of
from segue.domain.routing.ranks import Ranks
from segue.domain.routing.roster import Roster, Seat
from segue.domain.routing.rule.facts import Line
from segue.domain.routing.rule.price import pace
from segue.domain.routing.waiting import Alike, Waiting, alike
from segue.domain.routing.who_fits import WhoFits

MOST_EMPTY = 2000
"""Lanes kept without anybody in them, so that the next alike finds theirs."""


class Index:
    """Seconds are those of the epoch. `now`: up to when relaxations and ends of shifts have been carried out."""

    def __init__(self, queues: Mapping[str, Queue], settings: RoutingSettings, experience: Experience) -> None:
        self.queues = dict(queues)
        self.settings = settings
        self.experience = experience
        self.roster = Roster(settings.before_shift_ends)
        self.guests: dict[str, Guest] = {}
        self.now = -inf
        self.ranks = Ranks(settings.longest_wait.total_seconds(), by_cost=settings.order is Order.COST)
        self.learned = 0  # how often something was learned of work
        self.fits = WhoFits(self.roster, settings)
        self._lanes: dict[tuple[Demand, Alike], Lane] = {}
        self._lane_list: list[Lane] = []
        self._pools: dict[Sort, Pool] = {}
        self._compiled = -1
        self._attention: dict[int, int] = {}
        self._demands: dict[object, Demand] = {}
        for sort in experience.sorts():
            self.pool(sort)

    # ---- agents ------------------------------------------------------------------------------------------------------

    def put_agent(self, agent: Agent) -> Seat:
        seat = self.roster.seats.get(agent.id)
        before = self.share(seat) if seat else (0, 0, 0)
        seat = self.roster.put(agent, self.now)
        self.count(seat, before)
        return seat

    def remove_agent(self, agent: str) -> None:
        seat = self.roster.seats.get(agent)
        if seat:
            self.roster.remove(seat)

    def shift_ends(self, seat: Seat) -> None:
        before = self.share(seat)
        seat.takes = seat.takes and self.now < seat.leaves
        self.roster.look_again(seat)
        self.count(seat, before)

    def share(self, seat: Seat) -> tuple[int, int, int]:
        """What the seat adds to the sums of every pool that it fits: units free, units used, attention."""
        if not seat.takes:
            return (0, 0, 0)
        used = seat.used
        attention = self._attention.get(used)
        if attention is None:
            attention = self._attention[used] = int(max(used, 0) * pace(used, self.settings) * EXACT)
        free = seat.agent.capacity - used
        return (free if free > 0 else 0, used, attention)

    def count(self, seat: Seat, before: tuple[int, int, int]) -> None:
        """After a change of load or presence: the difference goes into the sums."""
        if self._compiled != self.roster.bits.version:
            return  # they are all worked out anew before the next plan
        after = self.share(seat)
        if after == before:
            return
        free, used, attention = after[0] - before[0], after[1] - before[1], after[2] - before[2]
        for pool in self.fits.of(seat.profile).pools:
            line = pool.line
            line.free += free
            line.used += used
            pool.attention += attention
            pool.stale = True
            pool.version += 1

    # ---- customers ---------------------------------------------------------------------------------------------------

    def put_customer(self, waiting: Waiting) -> Guest:
        """Without a lane where people pick for themselves."""
        self.remove_customer(waiting.handoff)
        queue = self.queue(waiting.queue)
        assign = queue.assign or self.settings.assign
        guest = self.guests[waiting.handoff] = guest_of(waiting, queue, assign, self.settings)
        if assign is not Assign.MANUAL:
            self.enter(guest)
        return guest

    def remove_customer(self, handoff: str) -> None:
        guest = self.guests.pop(handoff, None)
        if guest and guest.lane:
            self.leave(guest, guest.lane)

    def enter(self, guest: Guest) -> None:
        """Into the lane of what is asked by now."""
        lane = self._lane(guest)
        if lane.add(guest):
            self.ranks.look_again(lane)
        self.wait(lane.pool, guest, 1)

    def leave(self, guest: Guest, lane: Lane) -> None:
        if lane.remove(guest):
            self.ranks.look_again(lane)
        self.wait(lane.pool, guest, -1)

    @staticmethod
    def wait(pool: Pool, guest: Guest, more: int) -> None:
        if not guest.asynchronous:
            pool.line.waiting += more
            pool.stale = True

    def relax(self, guest: Guest) -> None:
        """A step of the queue's relaxation was reached, or, when time went back, left."""
        lane = guest.lane
        if lane is not None and self._demand(guest) != lane.demand:
            self.leave(guest, lane)
            self.enter(guest)

    def queue(self, name: str) -> Queue:
        return self.queues.get(name) or Queue(name=name)

    def _demand(self, guest: Guest) -> Demand:
        reached = sum(step <= self.now for step in guest.steps)
        return self._demand_after(guest, reached)

    def _demand_after(self, guest: Guest, reached: int) -> Demand:
        """What is asked after so many steps; worked out once for all who are told alike."""
        waiting = guest.waiting
        told = (
            reached,
            waiting.queue,
            tuple(waiting.requires.items()),
            waiting.language,
            waiting.units,
            waiting.also,
            waiting.team,
            waiting.channel,
            waiting.seniority,
            tuple(waiting.authority.items()) if waiting.authority else (),
            waiting.urgency is Urgency.IMMEDIATE,
        )
        found = self._demands.get(told)
        if found is None:
            steps = sorted(guest.queue.relax, key=lambda step: step.after)[:reached]
            asks = replace(waiting, avoid=()) if waiting.avoid else waiting
            found = self._demands[told] = relaxed(asks, guest.queue, steps, self.settings)
        return found

    def _lane(self, guest: Guest) -> Lane:
        wanted, kind = self._demand(guest), alike(guest.waiting, guest.queue)
        lane = self._lanes.get((wanted, kind))
        if lane is None:
            room = self.roster.room((wanted.units - wanted.beyond, wanted.channel))
            lane = Lane(wanted, kind, self.pool(sort_of(guest.waiting, guest.queue)), room, guest.assign)
            lane.weigh()
            self._lanes[wanted, kind] = lane
            self._lane_list.append(lane)
            self.ranks.add(lane)
            self.fits.add(lane)
        return lane

    def pool(self, sort: Sort) -> Pool:
        pool = self._pools.get(sort)
        if pool is None:
            pool = self._pools[sort] = Pool(sort, Line(0, 0, 0.0, 0, self.experience.work(sort)))
            pool.dearest = self.experience.dearest(sort)
            if self._compiled == self.roster.bits.version:
                self._compile_pool(pool)
            self.fits.pools.append(pool)
        return pool

    def arrived(self, sort: Sort) -> None:
        """What is known of arrivals has changed."""
        pool = self.pool(sort)
        pool.arrivals_at, pool.dearest = nan, self.experience.dearest(sort)
        pool.version += 1

    def worked(self, sort: Sort) -> None:
        """What is known of the work has changed for customers of this queue."""
        self.learned += 1
        for pool in self.fits.pools:
            if pool.sort.queue == sort.queue:
                pool.line.work, pool.stale = self.experience.work(pool.sort), True
                pool.version += 1
        for lane in self._lane_list:
            if lane.kind.queue == sort.queue:
                lane.weigh()
                self.ranks.look_again(lane)

    # ---- who fits whom -----------------------------------------------------------------------------------------------

    def compile(self) -> None:
        """After what somebody can do changed: who fits, and the sums. Does nothing otherwise."""
        if len(self._lane_list) > MOST_EMPTY:
            self._forget_empty()
        if self._compiled == self.roster.bits.version:
            return
        self._compiled = self.roster.bits.version
        for pool in self.fits.pools:
            self._compile_pool(pool)
        self.fits.compile(self._lane_list)

    def _compile_pool(self, pool: Pool) -> None:
        pool.mask = self.roster.bits.fitting(demand_of(pool.sort, self.queue(pool.sort.queue)))
        free = used = attention = 0
        for seat in self.roster.those(pool.mask):
            share = self.share(seat)
            free, used, attention = free + share[0], used + share[1], attention + share[2]
        pool.line.free, pool.line.used, pool.attention, pool.stale = free, used, attention, True
        pool.version += 1

    def _forget_empty(self) -> None:
        """Lanes and pools that nobody has stood in for long."""
        kept = [lane for lane in self._lane_list if lane.customers]
        if 2 * len(kept) > len(self._lane_list):
            return
        self._lane_list = kept
        self.ranks.number(kept)
        self._lanes = {(lane.demand, lane.kind): lane for lane in kept}
        pools = [pool for pool in self.fits.pools if pool.customers or pool.line.arrivals]
        self._pools = {pool.sort: pool for pool in pools}
        self._demands.clear()
        self.fits.start_again(pools, kept)
