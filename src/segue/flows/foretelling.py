"""What each workspace has learned about waits: from promises that were made, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from segue.domain.lifecycle import Handoff
from segue.domain.routing.availability import Foretell
from segue.domain.routing.forecast import Forecast, Forecaster, facts_of
from segue.domain.routing.promises import lessons
from segue.domain.routing.situation import Chances, Past
from segue.domain.routing.waiting import Waiting
from segue.ports.conversations import HandoffsSince
from segue.ports.store import Store

FIRST = timedelta(days=14)
MOST_AT_FIRST = 5_000
LATELY = timedelta(hours=6)
"""A promise that is older is not learned from any more."""

EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class _Learned:
    forecaster: Forecaster = field(default_factory=Forecaster)
    known: dict[str, datetime] = field(default_factory=dict)  # handoffs that were learned from -> when requested
    looked_at: datetime | None = None


class Foretelling:
    """Of one process; another one that looks at the same store learns the same."""

    def __init__(self) -> None:
        self._learned: dict[str, _Learned] = {}

    def forget(self) -> None:
        """To be learned anew from what is stored."""
        self._learned.clear()

    async def forecaster(self, store: Store, workspace: str, now: datetime) -> Forecaster:
        """Up to date by a minute."""
        learned = self._learned.setdefault(workspace, _Learned())
        before = learned.looked_at
        if before is None or now - before >= EVERY:
            learned.looked_at = now  # whoever asks meanwhile goes without what is being read
            since, most = (now - FIRST, MOST_AT_FIRST) if before is None else (now - LATELY, 50_000)
            handoffs = await store.read(HandoffsSince(workspace, since, most))
            _learn(learned, handoffs, now)
        return learned.forecaster


def _learn(learned: _Learned, handoffs: Sequence[Handoff], now: datetime) -> None:
    settled = [handoff for handoff in handoffs if handoff.id not in learned.known and any(lessons(handoff))]
    for handoff in sorted(settled, key=lambda one: (one.accepted_at or one.ended_at or now, one.id)):
        learned.known[handoff.id] = handoff.requested_at
        learned.forecaster.learn_all(lessons(handoff))
    for id_ in [id_ for id_, at in learned.known.items() if at < now - LATELY]:
        del learned.known[id_]


def foretell(forecaster: Forecaster, chances: Chances, past: Callable[[], Past]) -> Foretell:
    """What is foretold to a customer among everybody who waits. past: of the customer's queue; asked for if needed."""

    def told(customer: Waiting) -> tuple[tuple[float, ...], Forecast | None]:
        facts = facts_of(chances.of(customer, past()))
        return facts, forecaster.of_facts(facts)

    return told
