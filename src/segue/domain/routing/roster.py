"""Who works here, each on a numbered seat: what they have in hand, and who has room for what, as sets of seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from weakref import ReferenceType, ref

from segue.domain.routing.agents import ON_SHIFT, Agent, Presence
from segue.domain.routing.bits import Bits, numbers

RoomFor = tuple[int, str]
"""Units that must be free, those beyond capacity taken off, and the channel they are of."""

NEVER = float("-inf")


@dataclass(slots=True, eq=False)
class Room:
    """Who has room for customers of one size and channel at present. lanes: those of such customers, as bits."""

    wanted: RoomFor
    seats: int = 0
    lanes: int = 0


@dataclass(slots=True, eq=False)
class Profile:
    """Agents of equal ability. `number`: the seat of one of them, which stands for all; `seats`: how many there are."""

    number: int
    seats: int = 0


@dataclass(slots=True, eq=False)
class Seat:
    """One agent at this moment; a plan changes the load for a while and takes that back.

    takes:  online, and not about to leave. leaves: second from which on nothing new is given.
    last:   second at which the agent got a customer, and the how manieth of one plan it was.
    """

    number: int
    agent: Agent
    profile: Profile
    used: int
    by_channel: dict[str, int]
    last: tuple[float, int]
    leaves: float
    takes: bool = False

    @property
    def bit(self) -> int:
        return 1 << self.number

    def has_room(self, wanted: RoomFor) -> bool:
        units, channel = wanted
        if not self.takes or self.agent.capacity - self.used < units:
            return False
        if not self.agent.channels:
            return True
        limit = self.agent.channels.get(channel)
        return limit is None or limit - self.by_channel.get(channel, 0) >= units

    def at_work(self, now: float) -> bool:
        return self.agent.presence in ON_SHIFT and now < self.leaves


class Snapshot:
    """Everybody by number at one moment. It costs nothing to make: what changes later is kept with it.

    people: how many there are. here: bits of those who take new customers, with room or not.
    """

    __slots__ = ("__weakref__", "_before", "_now", "_number", "here", "people")

    def __init__(self, agents: list[Agent | None], people: int, here: int) -> None:
        self.people, self.here = people, here
        self._now, self._number = agents, len(agents)
        self._before: dict[int, Agent | None] = {}

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, number: int) -> Agent | None:
        return self._before[number] if number in self._before else self._now[number]

    def keep(self, number: int, agent: Agent | None) -> None:
        """`agent` is about to be replaced."""
        if number < self._number:
            self._before.setdefault(number, agent)

    def detach(self) -> None:
        """From then on nobody need tell of changes."""
        self._now, self._before = [self[number] for number in range(self._number)], {}


MOST_LENT = 8
"""Snapshots that are told of changes, if somebody keeps them; older ones become copies."""


class Roster:
    """`before_end`: how long before the end of a shift nothing new is given."""

    def __init__(self, before_end: timedelta) -> None:
        self.bits = Bits()
        self.seats: dict[str, Seat] = {}
        self.by_number: list[Seat | None] = []
        self.here = 0  # those who take new customers, with room or not
        self._agents: list[Agent | None] = []  # by number
        self._lent: list[ReferenceType[Snapshot]] = []
        self.rooms: dict[RoomFor, Room] = {}
        self._before_end = before_end
        self._profiles: dict[object, Profile] = {}
        self._empty: list[int] = []

    def put(self, agent: Agent, now: float) -> Seat:
        """The agent as they are from now on."""
        seat = self.seats.get(agent.id)
        if seat is None:
            seat = self._sit_down(agent)
        elif not _same_ability(seat.agent, agent):
            self.bits.take_out(seat.number, seat.agent)
            self._leave_profile(seat)
            self.bits.put(seat.number, agent)
            seat.profile = self._profile(agent, seat.number)
        self._record(seat.number, agent)
        seat.agent, seat.used = agent, agent.units_used
        seat.by_channel = dict(agent.used_by_channel) if agent.used_by_channel else {}
        seat.last = (agent.last_assigned_at.timestamp() if agent.last_assigned_at else NEVER, 0)
        seat.leaves = (agent.until - self._before_end).timestamp() if agent.until else float("inf")
        seat.takes = agent.presence is Presence.ONLINE and now < seat.leaves
        self.look_again(seat)
        return seat

    def remove(self, seat: Seat) -> None:
        seat.takes = False
        self.look_again(seat)
        self.bits.take_out(seat.number, seat.agent)
        self._leave_profile(seat)
        del self.seats[seat.agent.id]
        self._record(seat.number, None)
        self.by_number[seat.number] = None
        self._empty.append(seat.number)

    def look_again(self, seat: Seat) -> None:
        """What the seat has room for, after its load or presence changed."""
        bit, takes = 1 << seat.number, seat.takes
        if bool(self.here & bit) is not takes:
            self.here ^= bit
        for room in self.rooms.values():
            if takes and seat.has_room(room.wanted):
                room.seats |= bit
            elif room.seats & bit:
                room.seats ^= bit

    def room(self, wanted: RoomFor) -> Room:
        found = self.rooms.get(wanted)
        if found is None:
            found = self.rooms[wanted] = Room(wanted)
            for seat in self.seats.values():
                if seat.has_room(wanted):
                    found.seats |= 1 << seat.number
        return found

    def snapshot(self) -> Snapshot:
        """Everybody by number, as of now."""
        lent = [one for one in self._lent if one() is not None]
        if len(lent) > MOST_LENT and (oldest := lent.pop(0)()) is not None:
            oldest.detach()
        found = Snapshot(self._agents, len(self.seats), self.here)
        self._lent = [*lent, ref(found)]
        return found

    def _record(self, number: int, agent: Agent | None) -> None:
        agents = self._agents
        if number == len(agents):
            agents.append(agent)
            return
        for lent in self._lent:
            if (snapshot := lent()) is not None:
                snapshot.keep(number, agents[number])
        agents[number] = agent

    def at(self, number: int) -> Seat:
        seat = self.by_number[number]
        assert seat is not None
        return seat

    def those(self, bits: int) -> Iterator[Seat]:
        return (self.at(number) for number in numbers(bits))

    def bits_of(self, agents: tuple[str, ...]) -> int:
        found = 0
        for agent in agents:
            seat = self.seats.get(agent)
            if seat is not None:
                found |= 1 << seat.number
        return found

    def _sit_down(self, agent: Agent) -> Seat:
        if self._empty:
            number = self._empty.pop()
        else:
            number = len(self.by_number)
            self.by_number.append(None)
            self._record(number, agent)
        seat = Seat(number, agent, self._profile(agent, number), 0, {}, (NEVER, 0), float("inf"))
        self.by_number[number] = self.seats[agent.id] = seat
        self.bits.put(number, agent)
        return seat

    def _profile(self, agent: Agent, number: int) -> Profile:
        ability = _ability(agent)
        profile = self._profiles.get(ability)
        if profile is None:
            profile = self._profiles[ability] = Profile(number)
        profile.number = number
        profile.seats += 1
        return profile

    def _leave_profile(self, seat: Seat) -> None:
        seat.profile.seats -= 1
        if not seat.profile.seats:
            del self._profiles[_ability(seat.agent)]
        elif seat.profile.number == seat.number:
            seat.profile.number = next(
                other.number for other in self.seats.values() if other.profile is seat.profile and other is not seat
            )


def _ability(agent: Agent) -> object:
    return (
        agent.queues,
        tuple(sorted(agent.skills.items())),
        agent.languages,
        agent.team,
        tuple(sorted(agent.authority.items())),
        agent.seniority,
        tuple(sorted(agent.channels.items())),
        agent.capacity,
    )


def _same_ability(one: Agent, other: Agent) -> bool:
    return (
        one.capacity == other.capacity
        and one.queues == other.queues
        and one.skills == other.skills
        and one.languages == other.languages
        and one.team == other.team
        and one.authority == other.authority
        and one.seniority == other.seniority
        and one.channels == other.channels
    )
