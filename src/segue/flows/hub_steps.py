"""The calls of one delivery to a helpdesk, each made once: begun is written down before, what came of it after.

Most helpdesks know no idempotency key. So an answer that was lost, or a crash between a call and its answer, leaves a
step that was begun; the next try asks what came of it instead of calling again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from segue.domain.deliveries import Trouble
from segue.domain.errors import NotFound, Refused, TryAgain
from segue.domain.hubs import HubCase
from segue.flows.change import TRIES
from segue.flows.env import Env
from segue.ports.hub_cases import HubCaseById, SaveHubCase
from segue.ports.listeners import DeliveryFailed

BEGUN, DONE = "?", "="
"""How the value of a step begins."""

REOPENED = "reopened"
"""In the state of a case: its people opened it again after it was over."""


async def change_case(env: Env, case: HubCase, act: Callable[[HubCase], HubCase]) -> HubCase:
    """As it is by then: deliveries, streams and what the helpdesk tells change it side by side.

    Raises NotFound for one that was erased, TryAgain when it keeps moving, Refused when another open case has its ref.
    """
    for _ in range(TRIES):
        before = await env.store.read(HubCaseById(case.workspace, case.hub, case.id))
        if before is None:
            raise NotFound("this case is not there any more")
        after = act(before)
        if after == before:
            return before
        try:
            await env.store.write(SaveHubCase(after, before))
        except Refused:
            if await env.store.read(HubCaseById(case.workspace, case.hub, case.id)) == before:
                raise
            continue
        return after
    raise TryAgain("this case was changed meanwhile; try again", retry_after_s=1)


class CaseSteps:
    """delivery: seq of the entry; `/part` behind it for a part of a long text. Those of earlier ones are forgotten."""

    def __init__(self, env: Env, case: HubCase, delivery: str) -> None:
        self._env = env
        self.case = case
        self._delivery = delivery

    @property
    def state(self) -> Mapping[str, Any]:
        return self.case.state

    async def once(
        self,
        name: str,
        do: Callable[[], Awaitable[str]],
        *,
        find: Callable[[], Awaitable[str | None]] | None = None,
        again: bool = False,
    ) -> str:
        key = f"{self._delivery}|{name}"
        known = self.case.steps.get(key, "")
        if known.startswith(DONE):
            return known[1:]
        if known == BEGUN and not again:
            if find is None:
                await self._note(key, "")  # a person who sends it again means it
                words = "it was sent, and nobody can tell whether it arrived"
                raise DeliveryFailed(words, Trouble.UNKNOWN, final=True)
            found = await find()
            if found is not None:
                await self._note(key, DONE + found)
                return found
        if known != BEGUN:
            await self._note(key, BEGUN)
        try:
            answer = await do()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.UNKNOWN:  # it was not done
                await self._note(key, "")
            raise
        await self._note(key, DONE + answer)
        return answer

    async def keep(self, **state: Any) -> None:
        def kept(case: HubCase) -> HubCase:
            merged = {**case.state, **state}
            return replace(case, state={name: value for name, value in merged.items() if value is not None})

        self.case = await change_case(self._env, self.case, kept)

    async def _note(self, key: str, value: str) -> None:
        event = _event_of(key)

        def noted(case: HubCase) -> HubCase:
            steps = {name: kept for name, kept in case.steps.items() if _event_of(name) == event and name != key}
            return replace(case, steps={**steps, key: value} if value else steps)

        self.case = await change_case(self._env, self.case, noted)


def _event_of(key: str) -> str:
    return key.partition("|")[0].partition("/")[0]
