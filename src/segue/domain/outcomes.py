"""What came of a conversation, by the four names that Copilot Studio counts sessions with, and why.

A pure function of the state that a conversation has when it ends, which is itself made of its log entry by entry; so it
can be told again of any day. Microsoft has these names from what a session reached; docs/outcomes.md says where that
differs from what is read here.
https://learn.microsoft.com/microsoft-copilot-studio/analytics-improve-agent-effectiveness
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.conversation import Conversation


class Result(StrEnum):
    ESCALATED = "Escalated"
    CONFIRMED = "ResolvedConfirmed"
    IMPLIED = "ResolvedImplied"
    ABANDONED = "Abandoned"


class EndedBy(StrEnum):
    """How a conversation ended. "" of one that ended before this was kept."""

    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"  # an operator erased it, or Segue ended it otherwise
    INACTIVITY = "inactivity"  # the customer said nothing for as long as the policy waits
    ANSWERED = "answered"  # they said that their question was answered


@dataclass(frozen=True, slots=True)
class Facts:
    """handoffs: requested; one that was offered and declined is none. confirmed, rejected: how the customer's last
    words took the bot's answer. answered: the bot has spoken since. failed: what it said, or its silence, counts as no
    answer."""

    handoffs: int = 0
    turns: int = 0
    ended_by: str = ""
    confirmed: bool = False
    rejected: bool = False
    answered: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """because: one of BECAUSE."""

    result: Result
    because: str


_Rule = tuple[str, Callable[[Facts], bool], Result]
_RULES: tuple[_Rule, ...] = (
    ("handoff", lambda facts: facts.handoffs > 0, Result.ESCALATED),
    ("confirmed", lambda facts: facts.ended_by == EndedBy.ANSWERED or facts.confirmed, Result.CONFIRMED),
    ("never_wrote", lambda facts: facts.turns == 0, Result.ABANDONED),
    ("let_down", lambda facts: facts.failed or (facts.rejected and not facts.answered), Result.ABANDONED),
    ("answered", lambda facts: facts.answered or facts.ended_by == EndedBy.BOT, Result.IMPLIED),
    ("no_answer", lambda _: True, Result.ABANDONED),
)
"""The first that holds. `ended_by` the bot after the customer's last word: it has nothing left to say."""

BECAUSE = tuple(because for because, _, _ in _RULES)


def facts_of(conversation: Conversation) -> Facts:
    seen = conversation.signals
    return Facts(
        handoffs=conversation.handoffs,
        turns=seen.turns,
        ended_by=conversation.ended_by,
        confirmed=seen.took == "confirmed",
        rejected=seen.took == "rejected",
        answered=seen.answer_open,
        failed=seen.answer_open and seen.answer_failed,
    )


def came_of(facts: Facts) -> Came:
    """Exactly one, whatever the facts."""
    return next(Came(result, because) for because, holds, result in _RULES if holds(facts))


def outcome_of(conversation: Conversation) -> Came | None:
    """None while it is open."""
    return None if conversation.open else came_of(facts_of(conversation))
