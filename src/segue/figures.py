"""What this process did, counted as it happens, for Prometheus. What the store holds is asked at each scrape instead
(`server/metrics.py`). docs/operations.md explains each figure.

Values of labels come from short fixed lists or from the policy, never from what somebody sent.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.process_collector import ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

COMMIT_S = Histogram(
    "segue_commit_seconds",
    "How long the database took to make one group of writes durable",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
COMMIT_UNITS = Histogram(
    "segue_commit_units",
    "How many units of work were written together in one transaction",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128),
    registry=REGISTRY,
)
COMMITS_FAILED = Counter(
    "segue_commits_failed", "Groups of writes that the database did not take, to be tried again", registry=REGISTRY
)
DECISION_S = Histogram(
    "segue_decision_seconds",
    "How long it took to read a customer's message and decide",
    buckets=(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
    registry=REGISTRY,
)
TROUBLES = Counter(
    "segue_troubles",
    "Lines of the log at the levels warning and error, by what they say",
    ("level", "event"),
    registry=REGISTRY,
)
