"""From the steps of a plan to the reasons of each, worked out afterwards from what was the case then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import nsmallest

from segue.domain.queues import Assign, RoutingSettings
from segue.domain.routing.agents import Agent
from segue.domain.routing.bits import numbers
from segue.domain.routing.choice import FEW_NAMED, MOST_NAMED, Candidate, Choice, Told, Verdict, verdicts
from segue.domain.routing.fit import Obstacle, in_words, obstacle, passing_obstacle
from segue.domain.routing.lines import Lane
from segue.domain.routing.modes import levels, rank, share_used
from segue.domain.routing.roster import NEVER, Profile, Seat, Snapshot
from segue.domain.routing.rule.price import pace
from segue.domain.routing.steps import Step

MOST_COMPARED = 3


Load = tuple[int, tuple[float, int]]
"""Units that an agent got in the same plan, and when the last of them."""


@dataclass(slots=True, eq=False)
class Scene:
    """What was the case when the plan was made. agents: by the number of their seat."""

    agents: Snapshot
    steps: Sequence[Step]
    now: datetime
    settings: RoutingSettings
    _given: dict[int, list[int]] | None = None  # places of the steps, by the number of the seat

    def choice(self, place: int) -> Choice:
        return Choice(lambda: _tell(self, place), lambda: _tell_briefly(self, place))

    def load(self, number: int, place: int) -> Load | None:
        """Of those who got a customer before that place of the plan."""
        if self._given is None:
            self._given = {}
            for at, step in enumerate(self.steps):
                self._given.setdefault(step.number, []).append(at)
        before = [at for at in self._given.get(number, ()) if at < place]
        if not before:
            return None
        return sum(self.steps[at].wanted.units for at in before), (self.now.timestamp(), before[-1] + 1)

    def seats(self, bits: int, place: int) -> Iterator[Seat]:
        """As they were when it came to that step."""
        for number in numbers(bits):
            agent = self.agents[number] if number < len(self.agents) else None
            if agent is not None:
                yield _seat(number, agent, self.load(number, place))


def _seat(number: int, agent: Agent, load: Load | None) -> Seat:
    more, last = load or (0, (agent.last_assigned_at.timestamp() if agent.last_assigned_at else NEVER, 0))
    if more:
        agent = replace(agent, units_used=agent.units_used + more)
    return Seat(number, agent, Profile(number), agent.units_used, {}, last, float("inf"), True)


def _tell(scene: Scene, place: int) -> Told:
    """With everybody who fits; the others where there is place to name them."""
    step = scene.steps[place]
    ranked = _ranked(scene, place, list(scene.seats(step.able, place)))
    near = step.fitting & ~step.able
    if (step.fitting | step.able).bit_count() < MOST_NAMED:
        near = ((1 << len(scene.agents)) - 1) & ~step.able
    others = [(_in_the_way(seat.agent, step, scene), seat.agent) for seat in scene.seats(near, place)]
    considered, _ = verdicts([seat.agent for seat in ranked], others, step.wanted)
    return _told(scene, place, ranked[:MOST_COMPARED], considered)


def _tell_briefly(scene: Scene, place: int) -> Told:
    """With few agents named, and the others counted without a look at them."""
    step = scene.steps[place]
    if step.offers:
        numbers_ = [offer[3].number for offer in step.offers[:MOST_COMPARED]]
        first = [seat for number in numbers_ for seat in scene.seats(1 << number, place)]
        if step.able.bit_count() < MOST_COMPARED:
            first = _ranked(scene, place, list(scene.seats(step.able, place)))
    else:
        first = _ranked(scene, place, list(scene.seats(step.able, place)), MOST_COMPARED)
    named = [Verdict(one.agent.id, one.agent.called, None, in_words(one.agent, step.wanted, None)) for one in first]
    fitting = step.fitting & ~step.able
    for near in (fitting & step.roomy, fitting & ~step.roomy & scene.agents.here, fitting & ~scene.agents.here):
        for number in numbers(near):
            if len(named) >= FEW_NAMED:
                break
            for seat in scene.seats(1 << number, place):
                passing = passing_obstacle(seat.agent, step.wanted, scene.now, scene.settings)
                what = passing or _set_aside(seat.agent, step)
                words = in_words(seat.agent, step.wanted, what)
                named.append(Verdict(seat.agent.id, seat.agent.called, what, words))
    return _told(scene, place, first, tuple(named))


def _told(scene: Scene, place: int, first: Sequence[Seat], considered: tuple[Verdict, ...]) -> Told:
    """first: the best, some of those who fit at least."""
    step = scene.steps[place]
    best = tuple(_candidates(scene, step, first))
    line, everybody, fit = "next of all who can be served now", scene.agents.people, step.able.bit_count()
    if step.passed:
        line = f"{line}; {step.passed} who go before are held back"
    fitting = (step.fitting | step.able).bit_count()
    here = step.fitting & scene.agents.here & ~step.able
    ruled_out = {
        "not_able": everybody - fitting,
        "not_here": (step.fitting & ~scene.agents.here & ~step.able).bit_count(),
        "no_room": (here & ~step.roomy).bit_count(),
        "not_asked": (here & step.roomy).bit_count(),
    }
    return Told(
        words=_words(step, first, fit, best),
        considered=considered,
        not_named=everybody - len(considered),
        eligible=fit,
        best=best,
        passed_over=step.passed,
        line=line,
        ruled_out={what: count for what, count in ruled_out.items() if count > 0},
    )


def _in_the_way(agent: Agent, step: Step, scene: Scene) -> Obstacle:
    return obstacle(agent, step.wanted, scene.now, scene.settings) or _set_aside(agent, step)


def _set_aside(agent: Agent, step: Step) -> Obstacle:
    """Why somebody who fits and has room was not asked. It is named last: the rest holds for other customers too."""
    waiting = step.guest.waiting
    if agent.id in waiting.avoid:
        return Obstacle.AVOIDED
    return Obstacle.REFUSED if agent.id in waiting.refused_by else Obstacle.OTHER_FIRST


def _ranked(scene: Scene, place: int, seats: list[Seat], most: int | None = None) -> list[Seat]:
    """The best first."""
    step = scene.steps[place]
    if step.lane.assign is not Assign.BALANCED:
        key = rank(step.guest, step.lane, lambda: scene.seats(step.fitting, place))
        return nsmallest(most, seats, key=key) if most else sorted(seats, key=key)
    priced = {offer[3].number: n for n, offer in enumerate(step.offers)}
    return sorted(seats, key=lambda s: (priced.get(s.number, len(priced)), share_used(s), s.last, s.agent.id))


def _candidates(scene: Scene, step: Step, ranked: Sequence[Seat]) -> Iterator[Candidate]:
    if step.lane.assign is Assign.BALANCED:
        names = {seat.number: seat for seat in ranked}
        for offer in step.offers[:MOST_COMPARED]:
            seat, (*_, used, work, scarce) = names.get(offer[3].number), offer
            if seat is None:
                continue
            after = pace(used + step.wanted.units, scene.settings)
            slower = used * work * (1 / after - 1 / pace(used, scene.settings)) if used > 0 else 0.0
            score = offer[0] if len(step.offers) > 1 else work / after + slower + scarce
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


def _words(step: Step, ranked: Sequence[Seat], fit: int, best: Sequence[Candidate]) -> str:
    """ranked: the first two at least, where so many fit."""
    first, *rest = ranked
    name, waiting = first.agent.called, step.guest.waiting
    if first.agent.id in waiting.refused_by:
        return f"{name} is asked again: nobody else who fits has room"
    if first.agent.id == waiting.prefers:
        return f"{name} is preferred for this customer and has room"
    if step.adjacent:
        return f"{name} helps out by a neighbouring skill: waiting for somebody who fits would cost more"
    if fit == 1:
        return f"{name} is the only one who fits and has room"
    return _BY[step.lane.assign](first, rest[0] if rest else first, step.lane, fit, best)


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
