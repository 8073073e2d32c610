"""Why this agent: who could have had the customer, how the best compare, and what ruled the others out.

Told when somebody asks, from what was the case when the plan was made: a decision takes microseconds, its explanation
does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from segue.domain.routing.agents import Agent
from segue.domain.routing.fit import Demand, Obstacle, in_words

MOST_NAMED = 20
"""Agents named in one explanation; the rest is counted."""


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
    """

    words: str
    considered: tuple[Verdict, ...]
    not_named: int = 0
    eligible: int = 0
    best: tuple[Candidate, ...] = field(default=())
    passed_over: int = 0
    line: str = ""


class Choice:
    """`Told`, worked out when it is first looked at."""

    __slots__ = ("_tell", "_told")

    def __init__(self, tell: Callable[[], Told]) -> None:
        self._tell: Callable[[], Told] | None = tell
        self._told: Told | None = None

    @property
    def told(self) -> Told:
        if self._told is None:
            assert self._tell is not None
            self._told, self._tell = self._tell(), None
        return self._told

    @property
    def words(self) -> str:
        return self.told.words

    @property
    def considered(self) -> tuple[Verdict, ...]:
        return self.told.considered

    @property
    def not_named(self) -> int:
        return self.told.not_named

    @property
    def eligible(self) -> int:
        return self.told.eligible

    @property
    def best(self) -> tuple[Candidate, ...]:
        return self.told.best

    @property
    def passed_over(self) -> int:
        return self.told.passed_over

    @property
    def line(self) -> str:
        return self.told.line

    def as_data(self) -> dict[str, Any]:
        """Plain data for the log."""
        return asdict(self.told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choice) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told.words)

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
