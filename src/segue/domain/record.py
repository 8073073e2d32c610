"""The record of a decision, kept with the entry it was taken on. Bounded, whatever a policy or a fact holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from segue.domain.policy import Decision
from segue.domain.signals.evidence import Contribution
from segue.domain.signals.observe import Observed

LARGEST = 16 * 1024
"""Bytes of a record as JSON."""

LONGEST_TEXT = 200
LONGEST_FEATURE = 80
MOST_ITEMS = 20
"""Of a list among the signals."""

_FIRST_TO_GO = ("quiet", "not_applicable")
_TOO_MUCH = ("contributions", "spans", "thresholds", "topics", "signals")


def decision_record(decision: Decision, observed: Observed) -> dict[str, Any]:
    """Outcome and why; every trigger that was weighed; what was seen, what made it so and where; by which versions.

    `left_out` names what a record of more than `LARGEST` bytes went without.
    """
    record = {
        "outcome": decision.outcome.value,
        "trigger": decision.trigger,
        "kind": decision.kind.value if decision.kind else "",
        "also": list(decision.also),
        "reason": decision.reason,
        "queue": decision.queue,
        "category": decision.category,
        "urgency": decision.urgency.value,
        **({"by": decision.by.value} if decision.by else {}),
        "evidence": decision.evidence,
        "hint": decision.hint,
        "policy_version": decision.policy_version,
        "model": observed.model,
        "language": observed.language,
        "read_in_part": observed.read_in_part,
        "weighed": [
            {"trigger": each.trigger, "kind": each.kind.value, "verdict": each.verdict, "detail": each.detail}
            for each in decision.weighed
        ],
        "signals": {name: _short(value) for name, value in decision.signals.items()},
        "thresholds": {name: list(tests) for name, tests in decision.thresholds.items()},
        "topics": list(observed.topics)[:MOST_ITEMS],
        "contributions": [_contribution(each) for each in decision.contributions],
        **({"judged": _short_all(decision.judged)} if decision.judged else {}),
        "spans": [
            {"signal": span.signal, "words": span.words, "start": span.start, "end": span.end}
            for span in decision.spans
        ],
    }
    return record if _size(record) <= LARGEST else _bounded(record)


def _contribution(each: Contribution) -> dict[str, Any]:
    return {
        "signal": each.signal,
        "feature": each.feature[:LONGEST_FEATURE],
        "weight": round(each.weight, 4),
        "words": _short(each.words),
    }


def _short_all(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _short(value) for name, value in told.items()}


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[: LONGEST_TEXT - 1] + "…"
    if isinstance(value, list | tuple):
        return [_short(item) for item in value[:MOST_ITEMS]]
    if isinstance(value, dict):
        return {name: _short(item) for name, item in value.items()}
    return value


def _bounded(record: dict[str, Any]) -> dict[str, Any]:
    """Without what matters least, piece by piece: details of what did not fire, then parts, then whole triggers."""
    weighed = record["weighed"]
    record = {**record, "weighed": [{**e, "detail": ""} if e["verdict"] in _FIRST_TO_GO else e for e in weighed]}
    left_out = ["details of triggers that did not fire"]
    for part in _TOO_MUCH:
        if _size(record) <= LARGEST - 500:
            break
        record = {**record, part: type(record[part])()}
        left_out.append(part)
    told = [each for each in record["weighed"] if each["verdict"] not in _FIRST_TO_GO]
    if _size(record) > LARGEST - 500:
        left_out.append(f"{len(weighed) - len(told)} triggers that did not fire")
        record = {**record, "weighed": told}
    while _size(record) > LARGEST - 500 and record["weighed"]:
        record = {**record, "weighed": record["weighed"][: len(record["weighed"]) // 2], "also": record["also"][:10]}
    if len(record["weighed"]) < len(told):
        left_out.append(f"{len(told) - len(record['weighed'])} other triggers")
    return {**record, "left_out": left_out}


def _size(record: Mapping[str, Any]) -> int:
    return len(json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace"))
