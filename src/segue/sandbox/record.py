"""What a run left behind, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from segue.domain.conversation import Audience, Entry, Kind, visible
from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage


@dataclass(frozen=True, slots=True)
class Note:
    """What the humans of a hub would read. `kind`: card | ticket | email | hub."""

    hub: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step and all that came of it, up to the moment before the next.

    decision:  the record of the trigger engine, the strongest one taken in the step; None when none was taken.
    entries:   of the log, in order; `customer_entries` are those that the customer sees.
    deadlines: kinds that came due, in order; a wait may have several.
    choices:   what the customer may answer now.
    handoff:   the newest one, offered or requested; its queue is the one chosen.
    agent:     who is asked to take it, or has it, by name. why_agent: the router's words.
    package:   of that handoff, once it is requested. note: as its hub would show it.
    refused:   why the step could not be carried out; "" when it was.
    """

    number: int
    who: str
    what: str
    at: datetime
    line: int = 0
    decision: Mapping[str, Any] | None = None
    entries: tuple[Entry, ...] = ()
    owner: str = "bot"
    owner_name: str = ""
    epoch: int = 1
    choices: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    handoff: Handoff | None = None
    agent: str = ""
    why_agent: str = ""
    package: ContextPackage | None = None
    note: Note | None = None
    refused: str = ""

    @property
    def customer_entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if visible(entry, Audience.CUSTOMER))

    @property
    def told(self) -> tuple[str, ...]:
        """Segue's own words to the customer."""
        return tuple(entry.text for entry in self.customer_entries if entry.role.value == "system" and entry.text)

    @property
    def outcome(self) -> str:
        return str(self.decision["outcome"]) if self.decision else "stay"

    @property
    def ends_as(self) -> str:
        """What came of the conversation, where it ended in this step; else ""."""
        return next((str(one.data.get("outcome", "")) for one in self.entries if one.kind is Kind.ENDED), "")

    @property
    def queue(self) -> str:
        return self.handoff.queue if self.handoff else ""

    @property
    def state(self) -> str:
        return self.handoff.state.value if self.handoff else ""


@dataclass(frozen=True, slots=True)
class Run:
    """`ended_at`: by the clock of the scenario. `policy_version`: hash of the policy that decided."""

    name: str
    steps: tuple[StepRun, ...]
    ended_at: datetime
    policy_version: str = ""
    triggers: tuple[str, ...] = field(default=())
    queues: tuple[str, ...] = field(default=())


def as_json(run: Run) -> dict[str, Any]:
    """Plain data of a run, for a page or a program."""
    return {
        "name": run.name,
        "policy_version": run.policy_version,
        "ended_at": run.ended_at.isoformat(),
        "steps": [_step(step) for step in run.steps],
    }


def _step(step: StepRun) -> dict[str, Any]:
    plain: dict[str, Any] = {
        name: _plain(getattr(step, name)) for name in StepRun.__slots__ if name not in {"entries", "handoff"}
    }
    return plain | {
        "outcome": step.outcome,
        "ends_as": step.ends_as,
        "queue": step.queue,
        "state": step.state,
        "entries": [_entry(entry) for entry in step.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "kind": entry.kind.value,
        "role": entry.role.value,
        "at": entry.at.isoformat(),
        "text": entry.text,
        "author_name": entry.author_name,
        "data": _plain(entry.data),
        "customer": visible(entry, Audience.CUSTOMER),
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
