"""Why this agent: who could have had the customer, how the best compare, and what ruled the others out.

Told when somebody asks, from what was the case when the plan was made: a decision takes microseconds, its explanation
does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.domain.routing.agents import Agent
from segue.domain.routing.fit import Demand, Obstacle, in_words

MOST_NAMED = 20
"""Agents named in one explanation; the rest is counted."""

FEW_NAMED = 5
"""The same where it must take microseconds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one agent fared. `obstacle` is None for one who could have had the customer."""

    agent: str
    name: str
    obstacle: Obstacle | None
    words: str  # completes the name: "has billing 1, needs 3"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the best, with the terms of the score by name; the smallest score wins."""

    agent: str
    name: str
    score: float
    terms: Mapping[str, float]
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """`considered`: those who fit first, in the order of preference, then the others, nearest first.

    not_named:   how many more agents there are.          eligible: how many could have had the customer.
    best:        three at most.                           line: how the customer came to be next.
    passed_over: how many who go before are held back.
    ruled_out:   how many agents could not have had the customer, by what stood in the way: `not_able`, `not_here`,
                 `no_room`, `not_asked` (refused it, or somebody else goes first).
    """

    words: str
    considered: tuple[Verdict, ...]
    not_named: int = 0
    eligible: int = 0
    best: tuple[Candidate, ...] = field(default=())
    passed_over: int = 0
    line: str = ""
    ruled_out: Mapping[str, int] = field(default_factory=dict)


class Choice:
    """`Told`, worked out when it is first looked at: `brief` with a few verdicts, `told` with all that are named."""

    __slots__ = ("_brief", "_tell", "_tell_briefly", "_told")

    def __init__(self, tell: Callable[[], Told], tell_briefly: Callable[[], Told]) -> None:
        self._tell, self._tell_briefly = tell, tell_briefly
        self._told: Told | None = None
        self._brief: Told | None = None

    @property
    def told(self) -> Told:
        if self._told is None:
            self._told = self._tell()
        return self._told

    @property
    def brief(self) -> Told:
        """The same with at most FEW_NAMED agents considered."""
        if self._brief is None:
            self._brief = self._tell_briefly()
        return self._brief

    @property
    def words(self) -> str:
        return self.brief.words

    @property
    def considered(self) -> tuple[Verdict, ...]:
        return self.told.considered

    @property
    def not_named(self) -> int:
        return self.told.not_named

    @property
    def eligible(self) -> int:
        return self.brief.eligible

    @property
    def best(self) -> tuple[Candidate, ...]:
        return self.brief.best

    @property
    def passed_over(self) -> int:
        return self.brief.passed_over

    @property
    def line(self) -> str:
        return self.brief.line

    @property
    def ruled_out(self) -> Mapping[str, int]:
        return self.brief.ruled_out

    def as_data(self) -> dict[str, Any]:
        """`brief` as plain data for the log."""
        told = self.brief
        return {
            "words": told.words,
            "considered": [
                {"agent": one.agent, "name": one.name, "obstacle": one.obstacle, "words": one.words}
                for one in told.considered
            ],
            "not_named": told.not_named,
            "eligible": told.eligible,
            "best": [
                {
                    "agent": one.agent,
                    "name": one.name,
                    "score": one.score,
                    "terms": dict(one.terms),
                    "words": one.words,
                }
                for one in told.best
            ],
            "passed_over": told.passed_over,
            "line": told.line,
            "ruled_out": dict(told.ruled_out),
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choice) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.words)

    def __repr__(self) -> str:
        return f"Choice({self.words!r})"


def verdicts(
    able: Sequence[Agent], others: Iterable[tuple[Obstacle, Agent]], wanted: Demand
) -> tuple[tuple[Verdict, ...], int]:
    """At most MOST_NAMED verdicts, nearest to fitting first, and how many more agents there are. `able`: best first."""
    order = {what: place for place, what in enumerate(Obstacle)}
    ruled_out = sorted(others, key=lambda found: (-order[found[0]], found[1].id))
    rows: list[tuple[Obstacle | None, Agent]] = [*((None, agent) for agent in able), *ruled_out]
    named = tuple(
        Verdict(agent.id, agent.called, what, in_words(agent, wanted, what)) for what, agent in rows[:MOST_NAMED]
    )
    return named, max(0, len(rows) - MOST_NAMED)
