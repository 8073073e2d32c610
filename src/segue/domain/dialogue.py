"""How the bot's part of a conversation is held: greeting, no match, where else there is help, silence, the end.

What authors of Copilot Studio know as settings of its system topics (Greeting, Fallback, Escalate, OnInactivity, End of
Conversation). Everything is off until the policy names it; the words are those of `domain.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Tell(StrEnum):
    """When the customer is told where else there is help."""

    NOBODY = "nobody"  # nobody can take them now, and a ticket is written
    ALWAYS = "always"  # also when they begin to wait
    INSTEAD = "instead"  # in place of a human agent: no queue, no ticket


@dataclass(frozen=True, slots=True)
class NoMatch:
    """The bot reports that nothing matched. limit: times in a row until what `then` says is done (offer | handoff), by
    a trigger of the id NO_MATCH_LIMIT."""

    limit: int = 3
    then: str = "offer"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """link: https:// or mailto:."""

    link: str
    tell: Tell = Tell.NOBODY


@dataclass(frozen=True, slots=True)
class Inactivity:
    """The customer is silent while the bot has the conversation: asked once, then it ends."""

    after: timedelta
    end_after: timedelta  # after the question


@dataclass(frozen=True, slots=True)
class EndQuestion:
    """Whether that answered their question, asked after a silence. try_again: a no leads to another question first."""

    after: timedelta = timedelta(minutes=2)
    try_again: bool = True


class Step(StrEnum):
    """What a silence leads to, one after the other."""

    ANSWERED = "answered"  # did that answer your question?
    STILL_THERE = "still_there"
    END = "end"


@dataclass(frozen=True, slots=True)
class Dialogue:
    greeting: bool = False  # said as the first message where no widget shows it, and no bot of its own says it
    no_match: NoMatch | None = None
    escalate: Elsewhere | None = None
    inactivity: Inactivity | None = None
    end_of_conversation: EndQuestion | None = None

    @property
    def silences(self) -> Mapping[Step, timedelta]:
        """Each step, and how long after the step before it (the first: after the last word)."""
        steps: dict[Step, timedelta] = {}
        asked = self.end_of_conversation
        if asked:
            steps[Step.ANSWERED] = asked.after
        if self.inactivity:
            steps[Step.STILL_THERE] = self.inactivity.after - (asked.after if asked else timedelta(0))
            steps[Step.END] = self.inactivity.end_after
        return steps


NO_MATCH_LIMIT = "no_match_limit"
"""Trigger and reason code: the bot has reported no match too often."""

NOT_RESOLVED = "not_resolved"
"""Reason code: the customer said that their question was not answered, and does not want to try again."""
