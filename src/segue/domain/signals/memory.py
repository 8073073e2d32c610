"""What the signals remember from turn to turn. Small and bounded: cost does not grow with the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field

Words = tuple[str, ...]
"""The telling words of one message, sorted, at most `likeness.MOST_WORDS`."""


@dataclass(frozen=True, slots=True)
class Course:
    """Dissatisfaction over the conversation, kept turn by turn: see `course`."""

    mean: float = 0.0  # decayed mean, 0..1
    slow_mean: float = 0.0  # the same with a longer memory; their difference is the slope
    weight: float = 0.0  # of the turns seen, decayed alike
    slow_weight: float = 0.0
    bad: bool = False  # turned bad and not good again yet
    worst: float = 0.0  # highest mean so far


@dataclass(frozen=True, slots=True)
class SignalMemory:
    """Empty at the start of a conversation. Plain types only, so that it is stored as JSON."""

    turns: int = 0  # messages of the customer so far
    language: str = ""  # of the customer's messages so far, ISO 639-1
    customer_words: tuple[Words, ...] = ()  # of the last messages of the customer, newest last
    bot_words: tuple[Words, ...] = ()  # of the last messages of the bot, newest last
    bot_said: str = ""  # the last message of the bot, shortened
    repeats: int = 0
    bot_repeats: int = 0
    failed_attempts: int = 0
    refusals: int = 0  # times the customer said that an answer did not help
    answer_open: bool = False  # the bot spoke, and the customer has not written since
    answer_failed: bool = False  # that answer is counted as failed already
    asked_if_helped: bool = False  # and it asked whether it helped
    took: str = ""  # how the last message of the customer took the answer before it: confirmed | rejected | ""
    asked_before: bool = False  # an earlier message of the customer asked for a person
    bot_confidence: float | None = None  # of the last message of the bot, 0..1; None when it did not say
    bot_error: str = ""  # of the last message of the bot
    bot_errors: int = 0  # so far
    bot_silent: bool = False  # the bot owed an answer and gave none in time
    bot_does_not_know: bool = False  # its last message says that it does not know or understand
    bot_refuses: bool = False  # its last message says that it may not or will not
    no_match: bool = False  # the bot reported that nothing matched
    no_matches: int = 0  # times in a row that it did
    outside_knowledge: bool = False  # the bot reported that the question is outside of what it knows
    articles: tuple[str, ...] = ()  # the last articles the bot pointed to, newest last
    same_article: int = 0  # times that the bot pointed to an article it had given before
    topics: tuple[str, ...] = ()  # all topics so far, in order of appearance
    values: tuple[str, ...] = ()  # account-specific values so far: "order 12", "amount 800 EUR"
    course: Course = field(default_factory=Course)
    distressed: bool = False  # a message of the customer sounded like distress, and no person has answered since
