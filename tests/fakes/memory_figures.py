"""The fake's part about health and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from segue.domain.lifecycle import OPEN
from segue.ports import figures as f
from segue.ports import health as h
from segue.ports.store import StoreHealth


class MemoryFigures:
    """Beside the other parts of the fake, whose dictionaries it counts."""

    def health(self) -> StoreHealth:
        return StoreHealth(committed_s_ago=0.0)

    def _try_writing(self, unit: h.TryWriting) -> None:
        pass

    def _look_around(self, query: h.LookAround) -> h.Surroundings:
        return h.Surroundings()

    def _look_at_figures(self, query: f.LookAtFigures) -> f.Figures:
        mine: Any = self
        handoffs = (
            (one.workspace, one.queue, one.state.value, one.queued_at or one.requested_at)
            for one in mine.handoffs.values()
            if one.state in OPEN
        )
        events = (
            (workspace, name, "", event.received_at)
            for (workspace, name, id_), event in mine.hub_events.items()
            if (workspace, name, id_) not in mine.hub_events_done
        )
        tickets = ((one.workspace, "", "", one.opened_at) for one in mine.follow_ups.values() if one.closed_at is None)
        return f.Figures(
            _piled(handoffs),
            _piled(self._lacking()),
            _piled((one.workspace, one.listener, "", one.at) for one in mine.dead_letters.values() if one.is_open),
            hub_events=_piled(events),
            tickets=_piled(tickets),
            nodes=len(mine.nodes),
        )

    def _lacking(self) -> Iterable[tuple[str, str, str, datetime]]:
        mine: Any = self
        for (workspace, conversation, listener), cursor in mine.cursors.items():
            log = mine.entries[workspace, conversation]
            if cursor.position < len(log):
                yield workspace, listener, "", log[cursor.position].at


def _piled(things: Iterable[tuple[str, str, str, datetime]]) -> tuple[f.Pile, ...]:
    piles: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
    for workspace, name, state, since in things:
        piles[workspace, name, state].append(since)
    return tuple(
        f.Pile(workspace, name, len(since), min(since), state)
        for (workspace, name, state), since in sorted(piles.items())
    )
