"""What the signals remember from turn to turn. Small and bounded: cost does not grow with the conversation."""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, ...]
"""The telling words of one message, sorted, at most `likeness.MOST_WORDS`."""


@dataclass(frozen=True, slots=True)
class SignalMemory:
    """Empty at the start of a conversation. Plain types only, so that it is stored as JSON."""

    turns: int = 0  # messages of the customer so far
    customer_words: tuple[Words, ...] = ()  # of the last messages of the customer, newest last
    bot_words: tuple[Words, ...] = ()  # of the last messages of the bot, newest last
    repeats: int = 0
    bot_repeats: int = 0
    failed_attempts: int = 0
    answer_open: bool = False  # the bot spoke, and the customer has not written since
    answer_failed: bool = False  # that answer is counted as failed already
    asked_if_helped: bool = False  # and it asked whether it helped
    asked_before: bool = False  # an earlier message of the customer asked for a person
    bot_confidence: float | None = None  # of the last message of the bot, 0..1; None when it did not say
    bot_error: str = ""  # of the last message of the bot
    bot_silent: bool = False  # the bot owed an answer and gave none in time
