"""The active policy and a draft over the same conversations: what each would have decided, and what changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.domain.policy import Policy
from segue.domain.proof import shortened
from segue.insight.backtest import Change, Decided, Replayed, Replayer, Result, changes, summarise
from segue.insight.recordings import CUSTOMER, Recording

MOST_CHANGED = 100
"""Changed conversations that are told one by one."""

LONGEST_WORDS = 140


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changed`: in the order of the recordings. `words`: id -> the customer's first words.

    `complete`: all of them were replayed.
    """

    active: Result
    draft: Result
    changed: tuple[Change, ...]
    words: Mapping[str, str]
    complete: bool


def compare(
    active: Policy, draft: Policy, recordings: Sequence[Recording], going_on: Callable[[], bool] = lambda: True
) -> Comparison:
    """going_on: asked before each conversation; those so far are compared once it says no."""
    was, will = Replayer(active), Replayer(draft)
    before: list[Replayed] = []
    after: list[Replayed] = []
    for recording in recordings:
        if not going_on():
            break
        before.append(was.replay(recording))
        after.append(will.replay(recording))
    words = {one.id: _first_words(one) for one in recordings[: len(before)]}
    return Comparison(
        summarise(before, active),
        summarise(after, draft),
        changes(before, after),
        words,
        len(before) == len(recordings),
    )


def as_json(found: Comparison) -> dict[str, Any]:
    """Plain data. A trigger that only one of the two policies has is null on the other side."""
    active, draft = found.active, found.draft
    return {
        "conversations": active.conversations,
        "turns": active.turns,
        "complete": found.complete,
        "policies": {"active": active.policy, "draft": draft.policy},
        "outcomes": {"active": active.outcomes, "draft": draft.outcomes},
        "queues": {"active": active.per_queue, "draft": draft.per_queue},
        "triggers": _triggers(active, draft),
        "changed_count": len(found.changed),
        "changed": [
            {
                "id": one.id,
                "words": found.words.get(one.id, ""),
                "before": _decided(one.before),
                "after": _decided(one.after),
            }
            for one in found.changed[:MOST_CHANGED]
        ],
    }


def _triggers(active: Result, draft: Result) -> list[dict[str, Any]]:
    """In the order of the draft, then those that it no longer has."""
    sides = {"active": _counts(active), "draft": _counts(draft)}
    names = dict.fromkeys((*sides["draft"], *sides["active"]))
    return [{"id": name, **{side: counts.get(name) for side, counts in sides.items()}} for name in names]


def _counts(result: Result) -> dict[str, dict[str, int]]:
    return {
        one.id: {"fired": one.fired, "conversations": one.conversations, "first": one.first} for one in result.triggers
    }


def _decided(decided: Decided | None) -> dict[str, Any] | None:
    if decided is None:
        return None
    return {
        "seq": decided.index,
        "outcome": decided.outcome.value,
        "trigger": decided.trigger,
        "queue": decided.queue,
        "text": shortened(decided.text, LONGEST_WORDS),
        "evidence": decided.evidence,
    }


def _first_words(recording: Recording) -> str:
    said = (turn.text for turn in recording.turns if turn.role == CUSTOMER and turn.text.strip())
    return shortened(next(said, ""), LONGEST_WORDS)
