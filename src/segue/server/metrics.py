"""What Prometheus may read: sizes and states, taken from the store at each scrape. No customer's words, no names."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Gauge

from segue.domain.lifecycle import State
from segue.ports.conversations import Counts


class Metrics:
    """`segue_conversations`, `segue_entries`, `segue_handoffs{state}` by workspace, `segue_live_readers`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._conversations = self._gauge("segue_conversations", "Conversations stored", "workspace")
        self._entries = self._gauge("segue_entries", "Entries stored", "workspace")
        self._handoffs = self._gauge("segue_handoffs", "Handoffs by state", "workspace", "state")
        self._readers = self._gauge("segue_live_readers", "Open sockets and streams of this process")

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        return Gauge(name, words, labels, registry=self.registry)

    async def refresh(self, segue: Any) -> None:
        for workspace in await segue.env.policies.served():
            counts = await segue.store.read(Counts(workspace))
            self._conversations.labels(workspace).set(counts["conversations"])
            self._entries.labels(workspace).set(counts["entries"])
            for state in State:
                self._handoffs.labels(workspace, state.value).set(counts.get(state.value, 0))
        self._readers.set(segue.env.bell.readers)
