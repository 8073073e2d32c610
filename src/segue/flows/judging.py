"""Ask the judge about a turn, where there is one and where it may help. It never holds anything up."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.judging import Judgement, Question, questions, usable
from segue.domain.policy import Decision, Policy
from segue.domain.redaction import kinds_for, redact
from segue.ports.conversations import EntriesAfter
from segue.ports.judge import Judge
from segue.ports.store import Store

log = structlog.get_logger(__name__)

LIMIT_S = 2.0
"""Longest that a customer's turn waits for the judge; then the local decision stands."""

LOOKED_BACK = 8
"""Messages that the judge reads, the new one included."""

MANY_FAILURES, REST_S = 3, 30.0
"""After so many failures in a row it is not asked for so long."""

_AT_ONCE = 16
_KEPT = 512
_ROLES = {Role.END_USER: "customer", Role.AUTOMATED_AGENT: "ai_agent", Role.HUMAN_AGENT: "human_agent"}


@dataclass(slots=True)
class JudgeDesk:
    """One judge of a process: its answers of late, and how it has been doing."""

    judge: Judge | None = None
    limit_s: float = LIMIT_S
    _answered: OrderedDict[tuple[str, ...], Judgement] = field(default_factory=OrderedDict)
    _failures: int = 0
    _rests_until: float = 0.0
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def ask(
        self,
        store: Store,
        conversation: Conversation,
        text: str,
        local: Decision,
        policy: Policy,
        values: Mapping[str, Any],
    ) -> Judgement | None:
        """What the judge says of this message; None when there is nothing to ask. Never raises.

        values: all that was seen of it, by name. The same message of the same conversation is judged once, also when
        the turn is decided again.
        """
        asked = questions(local, policy, values) if self.judge else ()
        if not asked or self.judge is None:
            return None
        key = (conversation.workspace, conversation.id, str(conversation.signals.turns), policy.hash, text)
        if key in self._answered:
            return self._answered[key]
        judgement = await self._ask(self.judge, store, conversation, text, asked, kinds_for(policy, "model"))
        self._answered[key] = judgement
        while len(self._answered) > _KEPT:
            self._answered.popitem(last=False)
        return judgement

    async def _ask(
        self,
        judge: Judge,
        store: Store,
        conversation: Conversation,
        text: str,
        asked: Sequence[Question],
        kinds: frozenset[str],
    ) -> Judgement:
        names, now = tuple(question.trigger for question in asked), asyncio.get_running_loop().time()
        if now < self._rests_until or self._room.locked():
            return Judgement("resting", judge.model, names)
        try:
            async with self._room, asyncio.timeout(self.limit_s):
                turns, since = await _turns(store, conversation, text, kinds)
                answers = await judge.answer(asked, turns)
            counted, void = usable(answers, asked, since)
        except Exception as error:  # whatever a model's client raises or answers, the local decision stands
            late = isinstance(error, TimeoutError)
            self._failed(now, type(error).__name__)
            return Judgement("too_late" if late else "failed", judge.model, names)
        self._failures = 0
        return Judgement("answered", judge.model, names, counted, void)

    def _failed(self, now: float, error: str) -> None:
        self._failures += 1
        log.warning("the judge did not answer; the local decision stands", error=error, in_a_row=self._failures)
        if self._failures >= MANY_FAILURES:
            self._failures, self._rests_until = 0, now + REST_S


async def _turns(
    store: Store, conversation: Conversation, text: str, kinds: frozenset[str]
) -> tuple[list[tuple[str, str]], list[str]]:
    """The last messages and the new one, oldest first; and what the customer said since the last handoff or offer.

    Words that brought one already are no reason for another. kinds: taken out of all of it, before a model sees it.
    """
    after = max(0, conversation.last_seq - 4 * LOOKED_BACK)
    entries = await store.read(EntriesAfter(conversation.workspace, conversation.id, after, 4 * LOOKED_BACK))
    said = [e for e in entries if e.kind is Kind.MESSAGE and e.role in _ROLES and e.text][-(LOOKED_BACK - 1) :]
    settled = max((entry.seq for entry in entries if entry.kind is Kind.HANDOFF), default=0)
    since = [entry.text for entry in said if entry.role is Role.END_USER and entry.seq > settled]
    turns = [*((_ROLES[entry.role], entry.text) for entry in said), ("customer", text)]
    return [(role, redact(words, kinds)) for role, words in turns], [redact(words, kinds) for words in (*since, text)]
