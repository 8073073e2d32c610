"""Ask the judge about a turn, where there is one and where it may help. It never holds anything up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.judging import Answer, Judgement, Question, questions, usable
from segue.domain.policy import Decision, Policy
from segue.domain.redaction import kinds_for, redact
from segue.flows.models import Care
from segue.ports.conversations import EntriesAfter
from segue.ports.judge import Judge
from segue.ports.store import Store

LOOKED_BACK = 8
"""Messages that the judge reads, the new one included."""

_KEPT = 512
_ROLES = {Role.END_USER: "customer", Role.AUTOMATED_AGENT: "ai_agent", Role.HUMAN_AGENT: "human_agent"}


@dataclass(slots=True)
class JudgeDesk:
    """One judge of a process: its answers of late, and how it has been doing."""

    judge: Judge | None = None
    care: Care = field(default_factory=lambda: Care("judge"))
    _answered: OrderedDict[tuple[str, ...], Judgement] = field(default_factory=OrderedDict)

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
        names = tuple(question.trigger for question in asked)

        async def judge_it() -> tuple[tuple[Answer, ...], tuple[str, ...]]:
            turns, since = await _turns(store, conversation, text, kinds)
            return usable(await judge.answer(asked, turns), asked, since)

        told = await self.care.ask(judge_it)
        if told.answer is None:
            return Judgement(told.state, judge.model, names)
        return Judgement(told.state, judge.model, names, *told.answer)


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
