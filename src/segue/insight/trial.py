"""A conversation weighed by a policy, with everything that can be shown of it. Plain data, for a page or a program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segue.domain.proof import span_of
from segue.domain.record import decision_record
from segue.domain.signals import facts
from segue.domain.signals.observe import Observed
from segue.insight.backtest import Replayer, WeighedTurn
from segue.insight.recordings import Recording

KNOWN = "known."


def try_out(
    replayer: Replayer, recording: Recording, going_on: Callable[[], bool] = lambda: True
) -> list[dict[str, Any]]:
    """Each turn of the customer: what was seen, where and why, and the record of the decision.

    As in a live conversation, a rule that fired and still holds does not fire again. going_on: asked before each turn;
    the turns so far are the answer once it says no.
    """
    policy = replayer.policy
    schema = facts.schema(policy.facts, policy.topics, policy.behaviours)
    tried = []
    for weighed in replayer.weigh(recording, remembering=True):
        tried.append(_turn(weighed, schema, replayer.names))
        if not going_on():
            break
    return tried


def _turn(weighed: WeighedTurn, schema: facts.Schema, read: frozenset[str]) -> dict[str, Any]:
    observed, text = weighed.observed, weighed.turn.text
    spans = (span for each in observed.evidence for span in span_of(each.signal, each.text, text))
    return {
        "index": weighed.turn.index,
        "text": text,
        "signals": [
            {
                "name": name,
                "type": variable.type,
                "value": weighed.values[name],
                "known": bool(weighed.values.get(KNOWN + name, True)),
                "read": name in read,
            }
            for name, variable in schema.items()
            if not name.startswith((KNOWN, "score."))
        ],
        "topics": _topics(observed),
        "evidence": [{"signal": span.signal, "start": span.start, "end": span.end} for span in dict.fromkeys(spans)],
        "contributions": [
            {
                "signal": each.signal.removeprefix("score."),
                "feature": each.feature,
                "weight": round(each.weight, 4),
                "words": each.words,
            }
            for each in sorted(observed.contributions, key=lambda each: -abs(each.weight))
        ],
        "decision": decision_record(weighed.decision, observed),
    }


def _topics(observed: Observed) -> list[Mapping[str, Any]]:
    found = sorted(observed.topic_scores.items(), key=lambda each: -each[1])
    return [{"topic": name, "score": round(score, 4)} for name, score in found]
