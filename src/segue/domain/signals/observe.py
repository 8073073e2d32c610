"""What is observed turn by turn. Pure and incremental: a turn sees what was before it, and nothing after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from segue.domain.signals.likeness import RESTATED, SAME_ANSWER, restates, telling_words
from segue.domain.signals.memory import SignalMemory, Words
from segue.domain.signals.reactions import (
    Reaction,
    admits_failure,
    asks_if_it_helped,
    reaction_to_question,
    reaction_to_statement,
)
from segue.domain.signals.requests import AsksForHuman, Request, read_request
from segue.domain.signals.topics import ABOUT, topic_scores

REMEMBERED = 4
"""Messages of each side that are looked back at."""

LOW_CONFIDENCE = 0.4
"""A bot that reports less than this has failed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`signal`: name of the signal, or of the topic. `text`: the customer's own words."""

    signal: str
    text: str


@dataclass(frozen=True, slots=True)
class Observed:
    """The signals after one turn. What only a customer's message can tell is empty after any other turn."""

    asks_for_human: AsksForHuman = AsksForHuman.NO
    asks_if_bot: bool = False
    request: float = 0.0  # 0..1; at least 0.5 exactly when clear or unclear
    asked_before: bool = False  # an earlier message asked for a person
    repeats: int = 0  # times in a row that the customer said the same again
    bot_repeats: int = 0  # times in a row that the bot said the same again
    failed_attempts: int = 0  # bot answers followed by refusal, rephrase, error, silence or low confidence
    bot_confidence: float | None = None  # 0..1; None when the bot did not say
    bot_error: str = ""
    bot_silent: bool = False
    topics: tuple[str, ...] = ()  # those with a score of at least 0.5
    topic_scores: Mapping[str, float] = field(default_factory=dict)
    turns: int = 0  # messages of the customer so far
    evidence: tuple[Evidence, ...] = ()


def observe_customer(
    text: str,
    memory: SignalMemory,
    *,
    languages: tuple[str, ...] = ("en",),
    topics: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Observed, SignalMemory]:
    """A message of the customer. Never raises, whatever the text holds.

    languages: of the conversation, BCP 47. topics: topic -> example messages, from the policy.
    """
    request = read_request(text, languages)
    words = telling_words(text)
    repeated = restates(words, memory.customer_words, RESTATED)
    took = reaction_to_question(text) if memory.asked_if_helped else reaction_to_statement(text)
    failed = memory.answer_open and not memory.answer_failed and (repeated or took is Reaction.REJECTED)
    settled = took is Reaction.CONFIRMED and not repeated
    known = replace(
        memory,
        turns=memory.turns + 1,
        customer_words=_kept(memory.customer_words, words),
        repeats=memory.repeats + 1 if repeated else 0,
        failed_attempts=0 if settled else memory.failed_attempts + failed,
        answer_open=False,
        answer_failed=False,
        asked_if_helped=False,
        asked_before=memory.asked_before or request.asks in _ASKS,
    )
    found = topic_scores(text, topics or {})
    about = tuple(name for name, topic in found.items() if topic.score >= ABOUT)
    evidence = [
        *_request_evidence(request),
        *((Evidence("repeats", text),) if repeated else ()),
        *((Evidence("failed_attempts", text),) if failed else ()),
        *(Evidence(name, found[name].words) for name in about),
    ]
    observed = replace(
        observe_nothing(known),
        asks_for_human=request.asks,
        asks_if_bot=request.asks_if_bot,
        request=request.probability,
        asked_before=memory.asked_before,
        topics=about,
        topic_scores={name: topic.score for name, topic in found.items()},
        evidence=tuple(evidence),
    )
    return observed, known


def observe_bot(
    text: str, memory: SignalMemory, *, confidence: float | None = None, error: str | None = None
) -> tuple[Observed, SignalMemory]:
    """A message of the bot, or with an empty text an error of it. Several in a row are one answer."""
    words = telling_words(text)
    repeated = restates(words, memory.bot_words, SAME_ANSWER)
    failed = bool(error) or (confidence is not None and confidence < LOW_CONFIDENCE) or admits_failure(text)
    counted = memory.answer_open and memory.answer_failed
    known = replace(
        memory,
        bot_words=_kept(memory.bot_words, words),
        bot_repeats=memory.bot_repeats + 1 if repeated else 0 if words else memory.bot_repeats,
        failed_attempts=memory.failed_attempts + (failed and not counted),
        answer_open=True,
        answer_failed=failed or counted,
        asked_if_helped=asks_if_it_helped(text),
        bot_confidence=confidence,
        bot_error=error or "",
        bot_silent=False,
    )
    return observe_nothing(known), known


def observe_bot_silence(memory: SignalMemory) -> tuple[Observed, SignalMemory]:
    """The bot owed an answer and gave none in time. An answer that comes late is not counted a second time."""
    counted = memory.answer_open and memory.answer_failed
    known = replace(
        memory,
        failed_attempts=memory.failed_attempts + (not counted),
        answer_open=True,
        answer_failed=True,
        bot_silent=True,
    )
    return observe_nothing(known), known


def observe_nothing(memory: SignalMemory) -> Observed:
    """What is known between messages: for a page visit, or when account facts arrive."""
    return Observed(
        asked_before=memory.asked_before,
        repeats=memory.repeats,
        bot_repeats=memory.bot_repeats,
        failed_attempts=memory.failed_attempts,
        bot_confidence=memory.bot_confidence,
        bot_error=memory.bot_error,
        bot_silent=memory.bot_silent,
        turns=memory.turns,
    )


_ASKS = frozenset({AsksForHuman.CLEAR, AsksForHuman.UNCLEAR})


def _kept(earlier: tuple[Words, ...], words: Words) -> tuple[Words, ...]:
    """A message without telling words ("ok", "yes please") is not looked back at."""
    return (*earlier, words)[-REMEMBERED:] if words else earlier


def _request_evidence(request: Request) -> tuple[Evidence, ...]:
    found = []
    if request.words:
        found.append(Evidence("asks_for_human", request.words))
    if request.bot_words:
        found.append(Evidence("asks_if_bot", request.bot_words))
    return tuple(found)
