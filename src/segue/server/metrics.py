"""What Prometheus may read: sizes, ages and states. No customer's words, no names. docs/operations.md explains each.

What the store holds is asked at each scrape, of all workspaces in one look at small indexes; what this process did was
counted as it happened (`segue.figures`). A store that does not answer takes nothing else away.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import structlog
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily

from segue import __version__
from segue.causes import cause_of
from segue.domain.breaker import Breaker, Gate
from segue.figures import REGISTRY
from segue.flows.env import Env
from segue.ports.figures import Figures, LookAtFigures, Pile

log = structlog.get_logger(__name__)
ANSWER_WITHIN_S = 5.0
Row = tuple[tuple[str, ...], float]


class Scrape:
    """What one scrape reads. `figures` is None when the store did not answer."""

    def __init__(self, env: Env, figures: Figures | None, ready: bool) -> None:
        self._env, self._figures, self._ready = env, figures, ready
        self._now = env.clock.now()

    def collect(self) -> Iterator[Any]:
        yield from self._of_this_process()
        if self._figures is not None:
            yield from self._of_the_store(self._figures)
        yield from REGISTRY.collect()

    def _of_this_process(self) -> Iterator[GaugeMetricFamily]:
        env, now = self._env, time.monotonic()
        yield _one("segue_ready", "1 when this process should be given work", float(self._ready))
        yield _one("segue_store_answers", "1 when the store could be read", float(self._figures is not None))
        yield _one("segue_writes_waiting", "Units of work that wait to be written", env.store.health().waiting)
        yield _one("segue_live_readers", "Open sockets and streams", env.bell.readers)
        beats = env.pulse.lanes.items()
        yield _many(
            "segue_lane_age_seconds",
            "Since a background lane last finished a step well",
            ("lane",),
            (((name,), now - (beat.succeeded_at or beat.began_at)) for name, beat in beats),
        )
        yield _many(
            "segue_lane_failing",
            "1 when the last step of a background lane failed",
            ("lane",),
            (((name,), float(bool(beat.failing))) for name, beat in beats),
        )
        yield _many(
            "segue_listener_shut",
            "0 when a listener is sent what is new, 1 while it is left alone for a while, 2 until somebody mends it",
            ("workspace", "listener"),
            ((listens, _shut(doing.breaker)) for listens, doing in env.relay.all.items()),
        )
        yield _many("segue_info", "Always 1; which version runs", ("version", "node"), [((__version__, env.node), 1.0)])

    def _of_the_store(self, found: Figures) -> Iterator[GaugeMetricFamily]:
        yield _many(
            "segue_handoffs",
            "Open handoffs by queue and state",
            ("workspace", "queue", "state"),
            (((one.workspace, one.name, one.state), one.count) for one in found.handoffs),
        )
        waiting = [one for one in found.handoffs if one.state != "active"]
        yield self._ages("segue_handoff_wait_seconds", "How long the first in line has waited", "queue", waiting)
        yield _piles(
            "segue_listener_behind", "Conversations a listener has not read to the end", "listener", found.behind
        )
        yield self._ages("segue_listener_lag_seconds", "Age of the oldest entry it lacks", "listener", found.behind)
        yield _piles("segue_dead_letters", "Entries a listener did not take, open", "listener", found.dead_letters)
        yield _piles("segue_hub_events", "Events of helpdesks not acted on yet", "hub", found.hub_events)
        yield self._ages("segue_hub_event_age_seconds", "Age of the oldest of them", "hub", found.hub_events)
        tickets = (((one.workspace,), float(one.count)) for one in found.tickets)
        yield _many("segue_tickets", "Open tickets (follow-ups)", ("workspace",), tickets)
        yield _one("segue_nodes", "Processes that serve this database", found.nodes)

    def _ages(self, name: str, words: str, of: str, piles: Iterable[Pile]) -> GaugeMetricFamily:
        oldest: dict[tuple[str, ...], datetime] = {}
        for one in piles:
            key = (one.workspace, one.name)
            if one.oldest is not None:
                oldest[key] = min(oldest.get(key, one.oldest), one.oldest)
        rows = ((key, max(0.0, (self._now - since).total_seconds())) for key, since in oldest.items())
        return _many(name, words, ("workspace", of), rows)


def _shut(breaker: Breaker) -> float:
    return 2.0 if breaker.paused else float(breaker.gate is not Gate.CLOSED)


def _one(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value)


def _many(name: str, words: str, labels: tuple[str, ...], rows: Iterable[Row]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=labels)
    for values, value in rows:
        family.add_metric(values, value)
    return family


def _piles(name: str, words: str, of: str, piles: Iterable[Pile]) -> GaugeMetricFamily:
    rows: dict[tuple[str, ...], float] = {}
    for one in piles:
        key = (one.workspace, one.name)
        rows[key] = rows.get(key, 0) + one.count
    return _many(name, words, ("workspace", of), rows.items())


async def scraped(env: Env, ready: bool) -> bytes:
    """In Prometheus' text format."""
    figures = None
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            figures = await env.store.read(LookAtFigures())
    except Exception as error:
        log.warning("the store was not there for its figures", error=cause_of(error))
    return generate_latest(Scrape(env, figures, ready))
