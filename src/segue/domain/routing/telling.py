"""From the steps of a plan to the reasons of each, worked out afterwards from what was the case then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from segue.domain.queues import Assign, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.bits import numbers
from segue.domain.routing.choice import MOST_NAMED, Candidate, Choice, Told, verdicts
from segue.domain.routing.fit import Obstacle, obstacle
from segue.domain.routing.lines import Lane
from segue.domain.routing.modes import levels, rank, share_used
from segue.domain.routing.planning import Step
from segue.domain.routing.roster import NEVER, Profile, Seat
from segue.domain.routing.rule.price import pace

MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """What was the case when the plan was made. agents: by the number of their seat."""

    agents: Sequence[Agent | None]
    steps: Sequence[Step]
    now: datetime
    settings: RoutingSettings

    def choice(self, place: int) -> Choice:
        return Choice(lambda: _tell(self, place))

    def loads(self, place: int) -> dict[int, tuple[int, tuple[float, int]]]:
        """Of those who got a customer earlier in the same plan: units more, and when."""
        found: dict[int, tuple[int, tuple[float, int]]] = {}
        for n, step in enumerate(self.steps[:place], start=1):
            more = found.get(step.number, (0, (NEVER, 0)))[0] + step.wanted.units
            found[step.number] = (more, (self.now.timestamp(), n))
        return found

    def seats(self, bits: int, loads: Mapping[int, tuple[int, tuple[float, int]]]) -> Iterator[Seat]:
        for number in numbers(bits):
            agent = self.agents[number] if number < len(self.agents) else None
            if agent is not None:
                yield _seat(number, agent, loads.get(number))


def _seat(number: int, agent: Agent, load: tuple[int, tuple[float, int]] | None) -> Seat:
    more, last = load or (0, (agent.last_assigned_at.timestamp() if agent.last_assigned_at else NEVER, 0))
    if more:
        agent = replace(agent, units_used=agent.units_used + more)
    return Seat(number, agent, Profile(number), agent.units_used, {}, last, float("inf"), True)


def _tell(scene: Scene, place: int) -> Told:
    step, loads = scene.steps[place], scene.loads(place)
    ranked = _ranked(scene, step, loads)
    near = step.fitting & ~step.able
    if (step.fitting | step.able).bit_count() < MOST_NAMED:
        near = ((1 << len(scene.agents)) - 1) & ~step.able  # there is place for those who do not fit as well
    others = [(_in_the_way(seat.agent, step, scene), seat.agent) for seat in scene.seats(near, loads)]
    considered, _ = verdicts([seat.agent for seat in ranked], others, step.wanted)
    not_named = sum(agent is not None for agent in scene.agents) - len(considered)
    best = tuple(_candidates(scene, step, ranked))
    line = "next of all who can be served now"
    if step.passed:
        line = f"next of all who can be served now; {step.passed} who go before are held back"
    return Told(_words(step, ranked, best), considered, not_named, len(ranked), best, step.passed, line)


def _in_the_way(agent: Agent, step: Step, scene: Scene) -> Obstacle:
    found = obstacle(agent, replace(step.wanted, avoid=step.guest.waiting.avoid), scene.now, scene.settings)
    if found:
        return found
    return Obstacle.REFUSED if agent.id in step.guest.waiting.refused_by else Obstacle.OTHER_FIRST


def _ranked(scene: Scene, step: Step, loads: Mapping[int, tuple[int, tuple[float, int]]]) -> list[Seat]:
    seats = list(scene.seats(step.able, loads))
    if step.lane.assign is not Assign.BALANCED:
        return sorted(seats, key=rank(step.guest, step.lane, lambda: scene.seats(step.fitting, loads)))
    priced = {offer[3].number: n for n, offer in enumerate(step.offers)}
    return sorted(seats, key=lambda s: (priced.get(s.number, len(priced)), share_used(s), s.last, s.agent.id))


def _candidates(scene: Scene, step: Step, ranked: Sequence[Seat]) -> Iterator[Candidate]:
    if step.lane.assign is Assign.BALANCED:
        names = {seat.number: seat for seat in ranked}
        for offer in step.offers[:MOST_COMPARED]:
            seat, slot = names.get(offer[3].number), offer[4]
            if seat is None:
                continue
            after = pace(slot.used + step.wanted.units, scene.settings)
            slower = slot.used * slot.work * (1 / after - 1 / pace(slot.used, scene.settings)) if slot.used else 0.0
            scarce = slot.worth
            score = offer[0] if len(step.offers) > 1 else slot.work / after + slower + scarce
            terms = {
                "work_s": round(score - slower - scarce, 1),
                "slows_others_s": round(slower, 1),
                "wanted_elsewhere_s": round(scarce, 1),
            }
            words = (
                f"about {terms['work_s']:.0f} s of work, slows others by {slower:.0f} s, "
                f"and the slot is worth {scarce:.0f} s elsewhere"
            )
            yield Candidate(seat.agent.id, seat.agent.called, round(score, 1), terms, words)
        return
    for n, seat in enumerate(ranked[:MOST_COMPARED]):
        idle = scene.now.timestamp() - seat.last[0]
        terms = {
            "share_used": round(share_used(seat), 3),
            "units_free": float(seat.agent.capacity - seat.used),
            "levels": float(levels(seat, step.lane)),
        }
        if idle < float("inf"):
            terms["idle_s"] = round(idle, 1)
        yield Candidate(seat.agent.id, seat.agent.called, float(n), terms, _use(seat))


def _words(step: Step, ranked: Sequence[Seat], best: Sequence[Candidate]) -> str:
    first, *rest = ranked
    name, waiting = first.agent.called, step.guest.waiting
    if first.agent.id in waiting.refused_by:
        return f"{name} is asked again: nobody else who fits has room"
    if first.agent.id == waiting.prefers:
        return f"{name} is preferred for this customer and has room"
    if step.adjacent:
        return f"{name} helps out by a neighbouring skill: waiting for somebody who fits would cost more"
    if not rest:
        return f"{name} is the only one who fits and has room"
    return _BY[step.lane.assign](first, rest[0], step.lane, len(ranked), best)


Saying = Callable[[Seat, Seat, Lane, int, Sequence[Candidate]], str]


def _balanced(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    name = first.agent.called
    if len(best) < 2:
        return f"{name} has been without a new customer the longest of {fit} who fit and cost the same"
    return f"{name} costs least of {fit} who fit: {best[0].score:.0f} s, {best[1].name} {best[1].score:.0f} s"


def _most_room(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    name, other = first.agent.called, second.agent
    if share_used(first) != share_used(second):
        used = f"{second.used} of {other.capacity}"
        return f"{name} has the most room of {fit} who fit: {_use(first)}, {other.called} has {used}"
    return _idle(first, second, f"of those with the most room ({_use(first)})", f"({_use(first)})")


def _most_units(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    free, other = first.agent.capacity - first.used, second.agent.capacity - second.used
    if free != other:
        return f"{first.agent.called} has the most units free of {fit} who fit: {free}, {second.agent.called} {other}"
    return _idle(first, second, f"of those with the most units free ({free})", f"({free} units free)")


def _longest(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    return _idle(first, second, f"of {fit} who fit", f"({_use(first)})")


def _turns(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    return f"it is the turn of {first.agent.called} among {fit} who fit"


def _best(first: Seat, second: Seat, lane: Lane, fit: int, best: Sequence[Candidate]) -> str:
    mine, other = levels(first, lane), levels(second, lane)
    if mine != other:
        asked = " and ".join(skill for skill, _ in lane.pool.sort.requires)
        return f"{first.agent.called} is the best in {asked} of {fit} who fit: {mine}, {second.agent.called} {other}"
    return _most_room(first, second, lane, fit, best)


def _idle(first: Seat, second: Seat, among: str, equals: str) -> str:
    if first.last != second.last:
        return f"{first.agent.called} has been without a new customer the longest {among}"
    return f"{first.agent.called} is the first by id among equals {equals}"


def _use(seat: Seat) -> str:
    return f"{seat.used} of {seat.agent.capacity} units in use"


_BY: Mapping[Assign, Saying] = {
    Assign.BALANCED: _balanced,
    Assign.ROUND_ROBIN: _turns,
    Assign.LONGEST_IDLE: _longest,
    Assign.LEAST_ACTIVE: _most_room,
    Assign.MOST_AVAILABLE: _most_units,
    Assign.BEST_WORKER: _best,
}
