"""Choosing among the agents who fit, and saying why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from segue.domain.routing.agents import Agent
from segue.domain.routing.fit import (
    Demand,
    Obstacle,
    in_words,
    may_ask_again,
    obstacle,
)
from segue.domain.routing.waiting import Waiting

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
class Choice:
    """Why this agent. `considered`: those who fit first, in the order of preference, then the others, nearest first.

    `not_named`: how many more there were.
    """

    words: str
    considered: tuple[Verdict, ...]
    not_named: int = 0


def candidates(waiting: Waiting, free: Sequence[Agent], now: datetime) -> list[Agent]:
    """Agents who can be asked now, best first. `free`: those who fit and have room.

    Whoever refused is passed over while another has room, and for a pause after that.
    """
    willing = [agent for agent in free if agent.id not in waiting.refused_by]
    if not willing and may_ask_again(waiting, now):
        willing = list(free)
    return sorted(willing, key=lambda agent: _rank(agent, waiting))


def _rank(agent: Agent, waiting: Waiting) -> tuple[bool, float, float, str]:
    """Preferred first, then the least used share of capacity, then the longest idle, then id."""
    idle_since = agent.last_assigned_at.timestamp() if agent.last_assigned_at else float("-inf")
    return (agent.id != waiting.prefers, agent.share_used, idle_since, agent.id)


def explain_choice(ranked: list[Agent], waiting: Waiting, wanted: Demand, agents: Mapping[str, Agent]) -> Choice:
    """`ranked`: from `candidates`, the chosen one first. `agents`: everybody, as of the moment of choosing."""
    considered, not_named = verdicts(ranked, waiting, wanted, agents)
    return Choice(_why(ranked, waiting), considered, not_named)


def verdicts(
    ranked: list[Agent], waiting: Waiting, wanted: Demand, agents: Mapping[str, Agent]
) -> tuple[tuple[Verdict, ...], int]:
    """At most MOST_NAMED verdicts, nearest to fitting first, and how many more agents there are."""
    able = {agent.id for agent in ranked}
    order = list(Obstacle)
    others = [(obstacle(agent, wanted) or Obstacle.REFUSED, agent) for agent in agents.values() if agent.id not in able]
    others.sort(key=lambda found: (-order.index(found[0]), found[1].id))
    rows: list[tuple[Obstacle | None, Agent]] = [*((None, agent) for agent in ranked), *others]
    named = tuple(
        Verdict(agent.id, agent.called, what, in_words(agent, wanted, what)) for what, agent in rows[:MOST_NAMED]
    )
    return named, max(0, len(rows) - MOST_NAMED)


def _why(ranked: list[Agent], waiting: Waiting) -> str:
    best, *rest = ranked
    if best.id in waiting.refused_by:
        return f"{best.called} is asked again: nobody else who fits has room"
    if best.id == waiting.prefers:
        return f"{best.called} is preferred for this customer and has room"
    if not rest:
        return f"{best.called} is the only one who fits and has room"
    second = rest[0]
    use = f"{best.units_used} of {best.capacity} units in use"
    if best.share_used != second.share_used:
        return (
            f"{best.called} has the most room of {len(ranked)} who fit: {use}, "
            f"{second.called} has {second.units_used} of {second.capacity}"
        )
    if best.last_assigned_at != second.last_assigned_at:
        return f"{best.called} has been without a new customer the longest of those with the most room ({use})"
    return f"{best.called} is the first by id among equals ({use})"
