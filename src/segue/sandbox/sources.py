"""What the policy's sources would answer, as a scenario says, at the moments of its clock. No real one is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from segue.domain.account import ACCOUNT_FIELDS
from segue.domain.conditions import did_you_mean
from segue.domain.errors import CallFailed, Invalid
from segue.domain.policy import Policy, SourceSettings, covered
from segue.flows.source_desk import ANSWER_S, Answering, SourceDesk
from segue.ports.sources import CannotAsk, Who
from segue.sandbox.scenario import Scenario, SourceAnswer

_TURNS = 20
"""Of the event loop: more than an answer that is there needs to be heard."""


@dataclass(slots=True)
class _Waiting:
    due_at: datetime
    after: timedelta
    gate: asyncio.Event = field(default_factory=asyncio.Event)


class ScriptedSource:
    """Answers or fails as the script says, when the scenario's clock has come so far."""

    def __init__(self, settings: SourceSettings, script: SourceAnswer | None, desk: ScriptedDesk) -> None:
        self.name, self._script, self._desk = settings.name, script, desk
        self.covers = tuple(dict.fromkeys((*covered(settings), *(script.answers if script else ()))))

    async def ask(self, who: Who) -> Mapping[str, Any]:
        if self._script is None:
            raise CannotAsk("the scenario does not say what it answers")
        await self._desk.pause(self._script.after)
        if self._script.after > timedelta(seconds=ANSWER_S):
            raise TimeoutError
        if self._script.fails:
            raise CallFailed(f"{self.name} {self._script.fails}")
        return self._script.answers


class ScriptedDesk(SourceDesk):
    """A desk whose sources go by the clock of a scenario; whoever waits for them waits no real time."""

    def __init__(self, scripts: Mapping[str, SourceAnswer], now: Callable[[], datetime]) -> None:
        super().__init__(lambda one: ScriptedSource(one, scripts.get(one.name), self), now, answer_s=ANSWER_S)
        self._clock = now
        self._pauses: list[_Waiting] = []
        self._idle = 0
        self._changed = asyncio.Event()

    def begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = super().begin(work)
        task.add_done_callback(lambda _: self._changed.set())
        return task

    async def pause(self, after: timedelta) -> None:
        if after > timedelta(0):
            heard = min(after, timedelta(seconds=ANSWER_S))  # longer than that nobody listens
            one = _Waiting(self._clock() + heard, after)
            self._pauses.append(one)
            try:
                await one.gate.wait()
            finally:
                self._pauses.remove(one)

    def next_due(self) -> datetime | None:
        return min((one.due_at for one in self._pauses), default=None)

    def _open_gates(self, due: Callable[[_Waiting], bool]) -> None:
        for one in self._pauses:
            if due(one):
                one.gate.set()

    async def within(self, asked: Sequence[Answering], deadline_s: float) -> set[Answering]:
        """What would come within the deadline comes at once: nothing else happens in between."""
        await _turns()
        self._open_gates(lambda one: one.after <= timedelta(seconds=deadline_s))
        await _turns()
        return {one for one in asked if one.done()}

    async def next_of(self, asked: set[Answering]) -> set[Answering]:
        self._idle += 1
        self._changed.set()
        try:
            return await super().next_of(asked)
        finally:
            self._idle -= 1

    async def settle(self) -> None:
        """Until everything at work waits for an answer that is not due yet."""
        self._open_gates(lambda one: one.due_at <= self._clock())
        await _turns()
        while len(self.at_work) > self._idle:
            self._changed.clear()
            await self._changed.wait()


async def _turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def check_sources(policy: Policy, scenario: Scenario) -> None:
    """Raises Invalid for a source that the policy does not name, and for what no source may tell."""
    for name, script in scenario.sources.items():
        if name not in policy.sources:
            hint = did_you_mean(name, policy.sources, "It names") if policy.sources else "It names none."
            raise Invalid(f"the policy names no source {name!r}. {hint}", field=f"sources.{name}")
        for told in script.answers:
            if told not in ACCOUNT_FIELDS and told not in policy.facts:
                hint = did_you_mean(told, (*ACCOUNT_FIELDS, *policy.facts), "There are")
                raise Invalid(f"no source can tell {told!r}. {hint}", field=f"sources.{name}.answers.{told}")
