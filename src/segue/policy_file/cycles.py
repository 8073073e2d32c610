"""Things that lead to each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segue.policy_file.reading import Field


@dataclass(frozen=True, slots=True)
class Edge:
    """`start` leads to `end`; the policy says so in `field`."""

    start: str
    end: str
    field: Field


def first_cycle(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Edges of which each begins where the one before it ends, and the last leads back; () when there is no circle.

    It begins with the name that is written first.
    """
    leads: dict[str, list[Edge]] = {}
    for edge in edges:
        leads.setdefault(edge.start, []).append(edge)
    done: set[str] = set()
    for start in leads:
        cycle = _from(start, leads, done)
        if cycle:
            return cycle
    return ()


def _from(start: str, leads: dict[str, list[Edge]], done: set[str]) -> tuple[Edge, ...]:
    """The circle that is met first from `start`, without recursion: a file may name many queues in a row."""
    way: list[Edge] = []
    ahead: list[Iterator[Edge]] = [iter(leads.get(start, ()))]
    on_the_way = {start: 0}
    while ahead:
        edge = next(ahead[-1], None)
        if edge is None:
            ahead.pop()
            done.add(on_the_way.popitem()[0])
            del way[len(on_the_way) - 1 :]
        elif edge.end in on_the_way:
            return (*way[on_the_way[edge.end] :], edge)
        elif edge.end not in done:
            way.append(edge)
            on_the_way[edge.end] = len(way)
            ahead.append(iter(leads.get(edge.end, ())))
    return ()
