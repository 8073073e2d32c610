"""How much undivided attention conversations took: agents who have several give each of them less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from segue.domain.lifecycle import Handoff


def attention(handoffs: Iterable[Handoff], pace: Sequence[float]) -> dict[str, float]:
    """Seconds by handoff, of those whom a human had and who are done: the time at the pace of that load."""
    of_agent: dict[str, list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        if handoff.agent and handoff.accepted_at and handoff.ended_at and handoff.ended_at > handoff.accepted_at:
            of_agent[handoff.agent].append(handoff)
    found: dict[str, float] = {}
    for theirs in of_agent.values():
        found.update(_of_one(theirs, pace))
    return found


def _of_one(handoffs: Sequence[Handoff], pace: Sequence[float]) -> dict[str, float]:
    spent = {handoff.id: 0.0 for handoff in handoffs}
    changes = []
    for handoff in handoffs:
        assert handoff.accepted_at
        assert handoff.ended_at
        changes.append((handoff.accepted_at.timestamp(), 1, handoff))
        changes.append((handoff.ended_at.timestamp(), -1, handoff))
    changes.sort(key=lambda change: (change[0], change[1]))
    open_: dict[str, int] = {}
    for (at, begins, handoff), (until, _, _) in pairwise(changes):
        if begins > 0:
            open_[handoff.id] = handoff.units
        else:
            open_.pop(handoff.id, None)
        units = sum(open_.values())
        if units and until > at:
            given = (until - at) * pace[min(units, len(pace)) - 1]
            for id_ in open_:
                spent[id_] += given
    return spent
