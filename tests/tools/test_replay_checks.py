"""The replay's own checks can fail: a good log passes, and each way of spoiling it is noticed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import replay_checks as checks
from replay_talk import Conversation, Floor, Line
from replay_watch import Watch

Log = list[dict[str, Any]]


def entry(seq: int, kind: str, role: str, text: str = "", message_id: str = "", **data: Any) -> dict[str, Any]:
    return {"seq": seq, "kind": kind, "role": role, "text": text, "message_id": message_id, "data": data}


LOG: Log = [
    entry(1, "message", "end_user", "a person please", "t0"),
    entry(2, "handoff", "system", id="h1", state="requested", event="requested"),
    entry(3, "handoff", "system", id="h1", state="queued", event="queued"),
    entry(4, "handoff", "system", id="h1", state="reserved", event="reserved"),
    entry(5, "handoff", "system", id="h1", state="active", event="accepted"),
    entry(6, "message", "human_agent", "Hello", "h1-hello"),
    entry(7, "note", "human_agent", "settled"),
    entry(8, "handoff", "system", id="h1", state="handed_back", event="handed_back"),
    entry(9, "ended", "automated_agent"),
]
SENT = [Line(1, "t0", "end_user", "a person please"), Line(6, "h1-hello", "human_agent", "Hello")]
HANDOFF = {"id": "h1", "state": "handed_back"}


def talk(widget: bool = True) -> Conversation:
    made = Conversation(Floor(None, None, None, ""), {"id": "r", "turns": []}, 1 if widget else 0, 7)  # type: ignore[arg-type]
    made.ledger = list(SENT)
    made.refused = ["t1"]
    return made


def everything_wrong(stored: Log, seen: Log) -> list[str]:
    one = talk()
    watch = Watch("customer", None, "", seen=seen)  # type: ignore[arg-type]
    return [
        *checks._log(one, stored),
        *checks._ledger(one, stored),
        *checks._observer(watch, stored, one),
        *checks._handoff(HANDOFF, stored),
        *checks._ended({"conversation": {"open": False, "owner": {"kind": "bot"}}}, stored),
    ]


def for_customer(log: Log) -> Log:
    shown = deepcopy([e for e in log if checks.may_see("customer", e)])
    for one in shown:
        one["data"] = {name: value for name, value in one["data"].items() if name in {"state", "event"}}
    return shown


def test_a_good_log_passes() -> None:
    assert everything_wrong(LOG, for_customer(LOG)) == []


def drop(log: Log) -> Log:
    return [e for e in log if e["seq"] != 6]


def twice(log: Log) -> Log:
    return [*log[:1], *log]


def swapped(log: Log) -> Log:
    return [*log[:-2], log[-1], log[-2]]


def other_words(log: Log) -> Log:
    return [{**e, "text": e["text"].replace("Hello", "Hullo")} for e in log]


@pytest.mark.parametrize("spoil", [drop, twice, swapped, other_words])
def test_what_an_observer_did_not_see_as_it_was_is_noticed(spoil: Callable[[Log], Log]) -> None:
    assert everything_wrong(LOG, spoil(for_customer(LOG)))


@pytest.mark.parametrize("spoil", [drop, twice, swapped, other_words])
def test_what_was_not_stored_as_it_was_sent_is_noticed(spoil: Callable[[Log], Log]) -> None:
    assert everything_wrong(spoil(LOG), for_customer(LOG))


def test_a_note_that_a_customer_sees_is_noticed() -> None:
    assert everything_wrong(LOG, LOG)


def test_a_refused_message_that_was_stored_is_noticed() -> None:
    late = {**entry(6, "message", "automated_agent", "late", "t1")}
    assert any("refused" in words for words in everything_wrong([*LOG[:5], late, *LOG[6:]], for_customer(LOG)))


def test_a_handoff_that_ends_twice_or_never_is_noticed() -> None:
    again = [*LOG[:-1], {**LOG[-2], "seq": 9}, {**LOG[-1], "seq": 10}]
    assert list(checks._handoff(HANDOFF, again))
    assert list(checks._handoff(HANDOFF, LOG[:7]))


PACKAGE = {
    "handoff": "h1",
    **dict.fromkeys(checks.ALWAYS, "words"),
    "trigger": "asks-for-human",
    "trigger_words": "a person please",
    "customer": {"tier": {"status": "not_asked"}},
    "sentiment": {"status": "not_measured"},
    "language": {"status": "known"},
    "pages": [],
    "tried": [{"text": "…"}],
    "missing": ["customer tier: not asked", "sentiment: not measured", "pages visited: not reported"],
}


def test_a_package_that_names_what_is_missing_passes() -> None:
    assert list(checks._package(PACKAGE)) == []


@pytest.mark.parametrize("hidden", [0, 1, 2])
def test_a_package_that_hides_what_is_missing_is_noticed(hidden: int) -> None:
    missing = [words for at, words in enumerate(PACKAGE["missing"]) if at != hidden]
    assert list(checks._package({**PACKAGE, "missing": missing}))
