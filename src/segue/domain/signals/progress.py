"""Does the conversation get anywhere? Repetition, failed attempts, refusals, what the bot tells of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from segue.domain.signals.likeness import RESTATED, SAME_ANSWER, restates, telling_words
from segue.domain.signals.memory import SignalMemory, Words
from segue.domain.signals.reactions import (
    Reaction,
    admits_failure,
    asks_if_it_helped,
    reaction_to_question,
    reaction_to_statement,
    refuses,
)

REMEMBERED = 4
"""Messages of each side that are looked back at."""

LOW_CONFIDENCE = 0.4
"""A bot that reports less than this has failed."""

LONGEST_KEPT = 400
"""Characters kept of what the bot said last."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a bot says of its own message. confidence: 0..1. articles: ids or addresses of what it points to."""

    confidence: float | None = None
    error: str = ""
    no_match: bool = False
    outside_knowledge: bool = False
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What a customer's message did. `repeated`: it says the same again. `failed`: it turns the bot's answer down."""

    memory: SignalMemory
    repeated: bool
    failed: bool


def customer_step(text: str, memory: SignalMemory, languages: tuple[str, ...]) -> Step:
    words = telling_words(text, languages[0] if languages else "en")
    repeated = restates(words, memory.customer_words, RESTATED)
    took = (reaction_to_question if memory.asked_if_helped else reaction_to_statement)(text, languages)
    stood = memory.answer_open and not memory.answer_failed
    failed = stood and (repeated or took is Reaction.REJECTED)
    settled = took is Reaction.CONFIRMED and not repeated
    known = replace(
        memory,
        turns=memory.turns + 1,
        customer_words=_kept(memory.customer_words, words),
        repeats=memory.repeats + 1 if repeated else 0,
        failed_attempts=0 if settled else memory.failed_attempts + failed,
        refusals=0 if settled else memory.refusals + (took is Reaction.REJECTED),
        answer_open=False,
        answer_failed=False,
        took="rejected" if failed else "confirmed" if settled and stood else "",
        asked_if_helped=False,
    )
    return Step(known, repeated, failed)


def bot_step(text: str, memory: SignalMemory, report: Report, languages: tuple[str, ...]) -> SignalMemory:
    """A message of the bot, or with an empty text an error of it. Several in a row are one answer."""
    words = telling_words(text, languages[0] if languages else "en")
    repeated = restates(words, memory.bot_words, SAME_ANSWER)
    lost = admits_failure(text, languages)
    unsure = report.confidence is not None and report.confidence < LOW_CONFIDENCE
    failed = bool(report.error) or unsure or lost or report.no_match or report.outside_knowledge
    counted = memory.answer_open and memory.answer_failed
    again = sum(article in memory.articles for article in report.articles)
    return replace(
        memory,
        bot_words=_kept(memory.bot_words, words),
        bot_said=text[:LONGEST_KEPT],
        bot_repeats=memory.bot_repeats + 1 if repeated else 0 if words else memory.bot_repeats,
        failed_attempts=memory.failed_attempts + (failed and not counted),
        answer_open=True,
        answer_failed=failed or counted,
        asked_if_helped=asks_if_it_helped(text, languages),
        bot_confidence=report.confidence,
        bot_error=report.error,
        bot_errors=memory.bot_errors + bool(report.error),
        bot_silent=False,
        bot_does_not_know=lost,
        bot_refuses=refuses(text, languages),
        no_match=report.no_match,
        no_matches=_no_matches(memory, report),
        outside_knowledge=report.outside_knowledge,
        articles=tuple(dict.fromkeys((*memory.articles, *report.articles)))[-2 * REMEMBERED :],
        same_article=memory.same_article + again,
    )


def _no_matches(memory: SignalMemory, report: Report) -> int:
    """In a row, each answer once, whatever else the bot says in it."""
    if not memory.answer_open or memory.bot_silent:
        return memory.no_matches + 1 if report.no_match else 0
    return memory.no_matches + (report.no_match and not memory.answer_failed)


def lets_down(report: Report, before: SignalMemory, after: SignalMemory) -> bool:
    """Whether a message of the bot is one that triggers should be weighed after, without waiting for the customer."""
    told = bool(report.error) or report.no_match or report.outside_knowledge
    return told or after.bot_does_not_know or after.bot_refuses or after.same_article > before.same_article


def silence_step(memory: SignalMemory) -> SignalMemory:
    """The bot owed an answer and gave none in time. An answer that comes late is not counted a second time."""
    counted = memory.answer_open and memory.answer_failed
    return replace(
        memory,
        failed_attempts=memory.failed_attempts + (not counted),
        answer_open=True,
        answer_failed=True,
        bot_silent=True,
    )


def _kept(earlier: tuple[Words, ...], words: Words) -> tuple[Words, ...]:
    """A message without telling words ("ok", "yes please") is not looked back at."""
    return (*earlier, words)[-REMEMBERED:] if words else earlier
