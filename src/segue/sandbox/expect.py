"""What somebody expects of a step, compared with what came of it; each difference says why, from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.domain.conditions import did_you_mean
from segue.sandbox.record import Run, StepRun

NONE = "none"
"""Written where nothing is expected: no trigger, no queue, no agent."""


@dataclass(frozen=True, slots=True)
class Expect:
    """Only what is given is compared. In `says`, `says_not`, `evidence`, `note` and `refused`, `*` is any text.

    says:     each is found among Segue's own words to the customer in this step.
    owner:    bot, queue, human, or the name of a queue or a human agent.
    ends_as:  what came of a conversation that ended in this step, as `domain.outcomes` names it.
    verdicts: trigger -> its verdict; `fired` and `not_fired` are shorthand.
    signals:  what the conditions saw, by name; of a list, that it holds these.
    refused:  why the rules refuse this step; one that is refused unexpectedly is always a difference.
    """

    decision: str = ""
    trigger: str = ""
    reason: str = ""
    category: str = ""
    urgency: str = ""
    hint: str = ""
    evidence: str = ""
    queue: str = ""
    state: str = ""
    agent: str = ""
    owner: str = ""
    ends_as: str = ""
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    says_nothing: bool = False
    choices: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()
    not_fired: tuple[str, ...] = ()
    verdicts: Mapping[str, str] = field(default_factory=dict)
    signals: Mapping[str, Any] = field(default_factory=dict)
    deadlines: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """`step`: from 1. `why`: what the record says about it, or ""."""

    step: int
    line: int
    what: str
    expected: str
    got: str
    why: str = ""

    def __str__(self) -> str:
        why = f" ({self.why})" if self.why else ""
        return f"{self.what}: expected {self.expected}, got {self.got}{why}"


def mismatches(run: Run, expected: Iterable[Expect]) -> tuple[Mismatch, ...]:
    """Every difference, step by step; () when all is as expected. What explains several is told with the first."""
    found: list[Mismatch] = []
    for step, expect in zip(run.steps, expected, strict=True):
        told: set[str] = set()
        for what, wanted, got, reason in (
            *_refusal(step, expect),
            *_words(step, expect),
            *_verdicts(run, step, expect),
        ):
            found.append(Mismatch(step.number, step.line, what, wanted, got, "" if reason in told else reason))
            told.add(reason)
    return tuple(found)


_DECIDED = frozenset({"decision", "trigger", "reason", "category", "urgency", "hint"})

Difference = tuple[str, str, str, str]
"""What, expected, got, why."""


def _refusal(step: StepRun, expect: Expect) -> Iterable[Difference]:
    if expect.refused and not (step.refused and matches(expect.refused, step.refused)):
        yield "refused", repr(expect.refused), repr(step.refused) if step.refused else "it was carried out", ""
    if step.refused and not expect.refused:
        yield "step", "that it can be carried out", "a refusal", step.refused


def _words(step: StepRun, expect: Expect) -> Iterable[Difference]:
    record = step.decision or {}
    got = {
        "decision": step.outcome,
        **{name: str(record.get(name, "")) for name in ("trigger", "reason", "category", "urgency", "hint")},
        "queue": step.queue,
        "state": step.state,
        "agent": step.agent,
        "ends_as": step.ends_as,
    }
    for name, value in got.items():
        wanted = getattr(expect, name)
        if wanted and wanted.casefold() != (value or NONE).casefold():
            yield name, wanted, value or NONE, _why(name, expect.trigger, step)
    owners = {step.owner, step.owner_name, f"{step.owner}:{step.owner_name}", step.owner_name.split(" ")[0]}
    if expect.owner and expect.owner.casefold() not in {owner.casefold() for owner in owners if owner}:
        yield "owner", expect.owner, f"{step.owner} {step.owner_name}".strip(), ""
    if expect.evidence and not matches(expect.evidence, str(record.get("evidence", ""))):
        yield "evidence", repr(expect.evidence), repr(record.get("evidence", "")), ""
    yield from _texts(step, expect)
    if expect.choices and expect.choices != (step.choices or (NONE,)):
        yield "choices", ", ".join(expect.choices), ", ".join(step.choices) or NONE, ""
    for kind in expect.deadlines:
        if kind not in step.deadlines:
            yield "deadlines", kind, ", ".join(step.deadlines) or NONE, ""


def _texts(step: StepRun, expect: Expect) -> Iterable[Difference]:
    told = " / ".join(step.told) or "nothing"
    for pattern in expect.says:
        if not any(matches(pattern, text) for text in (*step.told, "\n".join(step.told))):
            yield "says", repr(pattern), repr(told), ""
    for pattern in expect.says_not:
        if any(matches(pattern, text) for text in step.told):
            yield "says_not", f"nothing like {pattern!r}", repr(told), ""
    if expect.says_nothing and step.told:
        yield "says_nothing", "that nothing is said", repr(told), ""
    for pattern in expect.note:
        if step.note is None or not matches(pattern, step.note.text):
            yield "note", repr(pattern), "a note without it" if step.note else "no note", ""


def _verdicts(run: Run, step: StepRun, expect: Expect) -> Iterable[Difference]:
    weighed = {row["trigger"]: row for row in (step.decision or {}).get("weighed", ())}
    wanted = [(trigger, "fired") for trigger in expect.fired] + list(expect.verdicts.items())
    for trigger, verdict in wanted:
        got = str(weighed[trigger]["verdict"]) if trigger in weighed else "not weighed"
        if got != verdict:
            yield f"verdict of {trigger}", verdict, got, _of_trigger(run, step, trigger)
    for trigger in expect.not_fired:
        if trigger in weighed and weighed[trigger]["verdict"] == "fired":
            yield f"verdict of {trigger}", "that it does not fire", "fired", _of_trigger(run, step, trigger)
        elif trigger not in run.triggers:
            yield f"verdict of {trigger}", "that it does not fire", "no such trigger", _of_trigger(run, step, trigger)
    seen = (step.decision or {}).get("signals", {})
    for name, value in expect.signals.items():
        if name not in seen:
            yield f"signal {name}", str(value), "not read", "no trigger of the policy reads it"
        elif not _holds(seen[name], value):
            yield f"signal {name}", str(value), str(seen[name]), ""


def _holds(seen: Any, wanted: Any) -> bool:
    if isinstance(wanted, list | tuple):
        return isinstance(seen, list | tuple) and set(wanted) <= set(seen)
    return bool(seen == wanted)


def _why(name: str, trigger: str, step: StepRun) -> str:
    if name == "agent":
        return step.why_agent
    return why(step, trigger) if name in _DECIDED else ""


def _of_trigger(run: Run, step: StepRun, trigger: str) -> str:
    if trigger not in run.triggers:
        return f"the policy has no trigger {trigger!r}. {did_you_mean(trigger, run.triggers, 'It has')}".strip()
    for row in (step.decision or {}).get("weighed", ()):
        if row["trigger"] == trigger:
            return str(row["detail"])
    return "no decision was taken in this step" if step.decision is None else ""


def why(step: StepRun, wanted: str = "") -> str:
    """In words, why this was decided: what fired and what was held back, and what became of the `wanted` trigger."""
    if step.decision is None:
        return "no decision was taken in this step"
    rows = [row for row in step.decision["weighed"] if row["verdict"] in _TOLD or row["trigger"] == wanted]
    if not rows:
        seen = ", ".join(f"{name} = {value}" for name, value in step.decision["signals"].items() if value)
        return f"no trigger fired; seen: {seen or 'nothing'}"
    return "; ".join(_row_words(row) for row in rows)


_TOLD = frozenset({"fired", "suppressed"})


def _row_words(row: Mapping[str, Any]) -> str:
    verdict = str(row["verdict"]).replace("_", " ")
    return f"{row['trigger']} {verdict}: {row['detail']}" if row["detail"] else f"{row['trigger']} {verdict}"


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is like the pattern, where `*` is any text. Case and line breaks do not count."""
    text, parts = " ".join(text.casefold().split()), " ".join(pattern.casefold().split()).split("*")
    if len(parts) == 1:
        return text == parts[0]
    first, *middle, last = parts
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
