"""What is observed turn by turn. Pure and incremental: a turn sees what was before it, and nothing after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from segue.domain.policy import TopicExamples
from segue.domain.signals import course, language
from segue.domain.signals.complexity import complexity
from segue.domain.signals.evidence import Contribution, Evidence
from segue.domain.signals.languages import LANGUAGES, codes_of, languages_of
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.mood import LIKELY, Before, Mood, read_mood
from segue.domain.signals.own_words import LONGEST_READ
from segue.domain.signals.progress import Report, bot_step, customer_step, silence_step
from segue.domain.signals.requests import AsksForHuman, Request, read_request
from segue.domain.signals.topics import ABOUT, topic_scores
from segue.domain.signals.values import values_in

MOST_TOPICS, MOST_VALUES = 20, 20


@dataclass(frozen=True, slots=True)
class Observed:
    """The signals after one turn. What only a customer's message can tell is empty after any other turn."""

    asks_for_human: AsksForHuman = AsksForHuman.NO
    asks_if_bot: bool = False
    request: float = 0.0  # 0..1; at least 0.5 exactly when clear or unclear
    asked_before: bool = False  # an earlier message asked for a person
    dissatisfied: float = 0.0  # probabilities, 0..1, of this message
    complaint: float = 0.0
    distress: float = 0.0
    urgent: float = 0.0
    mood: float = 0.0  # decayed mean of dissatisfaction, 0..1
    mood_slope: float = 0.0  # above 0 it gets worse
    mood_bad: bool = False
    repeats: int = 0  # times in a row that the customer said the same again
    bot_repeats: int = 0  # times in a row that the bot said the same again
    failed_attempts: int = 0  # bot answers followed by refusal, rephrase, error, silence or low confidence
    refusals: int = 0
    bot_confidence: float | None = None  # 0..1; None when the bot did not say
    bot_error: str = ""
    bot_errors: int = 0
    bot_silent: bool = False
    bot_does_not_know: bool = False
    bot_refuses: bool = False
    no_match: bool = False
    no_matches: int = 0  # times in a row
    outside_knowledge: bool = False
    same_article: int = 0
    topics: tuple[str, ...] = ()  # those with a score of at least 0.5
    topic_scores: Mapping[str, float] = field(default_factory=dict)
    distinct_topics: int = 0  # of the conversation so far
    account_values: int = 0  # order numbers, amounts, dates … of the conversation so far
    complexity: float = 0.0  # 0..1; its parts are among the contributions
    turns: int = 0  # messages of the customer so far
    language: str = ""  # of this message, ISO 639-1; "" when it is none that is configured
    read_in_part: bool = False  # longer than what is read of a message
    model: str = ""  # version of the models it was read with
    evidence: tuple[Evidence, ...] = ()
    contributions: tuple[Contribution, ...] = ()


class Observer:
    """Reads one conversation's turns after the other. Built once per policy version; holds nothing of a conversation.

    languages: BCP 47 tags that customers may write in. topics: topic -> examples and counter-examples, from the policy.
    """

    def __init__(
        self,
        languages: tuple[str, ...] = ("en",),
        topics: Mapping[str, TopicExamples] | None = None,
        models: LinearModels = NO_MODELS,
    ) -> None:
        self.languages = languages
        self.topics = topics or {}
        self.models = models
        self._codes = codes_of(languages)

    def customer(self, text: str, memory: SignalMemory, *, spoken: str = "") -> tuple[Observed, SignalMemory]:
        """A message of the customer. Never raises, whatever the text holds.

        spoken: the conversation's language as its source gave it, "" when it did not say.
        """
        code = language.identify(text, self._codes, memory.language or spoken.partition("-")[0], self.models)
        tags = self._tags(code)
        step = customer_step(text, memory, tags)
        request = read_request(text, tags, self.models)
        mood = read_mood(
            text,
            languages_of(tags),
            self.models,
            Before(memory.bot_said, memory.bot_repeats, step.repeated, step.failed),
        )
        found = topic_scores(text, self.topics, tags[0], self.models)
        about = tuple(name for name, topic in found.items() if topic.score >= ABOUT)
        known = replace(
            step.memory,
            language=code or memory.language,
            asked_before=memory.asked_before or request.asks in _ASKS,
            topics=tuple(dict.fromkeys((*memory.topics, *about)))[:MOST_TOPICS],
            values=_values(memory.values, text),
            course=course.after(memory.course, mood.dissatisfied),
            distressed=memory.distressed or mood.distress >= LIKELY,
        )
        evidence = [
            *_request_evidence(request),
            *((Evidence("repeats", text),) if step.repeated else ()),
            *((Evidence("failed_attempts", text),) if step.failed else ()),
            *_mood_evidence(mood),
            *(Evidence(name, found[name].words) for name in about),
        ]
        between = self.nothing(known)
        observed = replace(
            between,
            asks_for_human=request.asks,
            asks_if_bot=request.asks_if_bot,
            request=request.probability,
            asked_before=memory.asked_before,
            dissatisfied=mood.dissatisfied,
            complaint=mood.complaint,
            distress=mood.distress,
            urgent=mood.urgent,
            topics=about,
            topic_scores={name: topic.score for name, topic in found.items()},
            language=code,
            read_in_part=len(text) > LONGEST_READ,
            evidence=tuple(evidence),
            contributions=(
                *request.contributions,
                *mood.contributions,
                *(each for topic in found.values() for each in topic.contributions),
                *between.contributions,
            ),
        )
        return observed, known

    def bot(self, text: str, memory: SignalMemory, report: Report = Report()) -> tuple[Observed, SignalMemory]:  # noqa: B008
        """A message of the bot, or with an empty text an error of it. Several in a row are one answer."""
        known = bot_step(text, memory, report, self._tags(memory.language))
        return self.nothing(known), known

    def silence(self, memory: SignalMemory) -> tuple[Observed, SignalMemory]:
        """The bot owed an answer and gave none in time."""
        known = silence_step(memory)
        return self.nothing(known), known

    def nothing(self, memory: SignalMemory) -> Observed:
        """What is known between messages: for a page visit, or when account facts arrive."""
        score, parts = complexity(memory)
        return Observed(
            asked_before=memory.asked_before,
            mood=memory.course.mean,
            mood_slope=course.slope(memory.course),
            mood_bad=memory.course.bad,
            repeats=memory.repeats,
            bot_repeats=memory.bot_repeats,
            failed_attempts=memory.failed_attempts,
            refusals=memory.refusals,
            bot_confidence=memory.bot_confidence,
            bot_error=memory.bot_error,
            bot_errors=memory.bot_errors,
            bot_silent=memory.bot_silent,
            bot_does_not_know=memory.bot_does_not_know,
            bot_refuses=memory.bot_refuses,
            no_match=memory.no_match,
            no_matches=memory.no_matches,
            outside_knowledge=memory.outside_knowledge,
            same_article=memory.same_article,
            distinct_topics=len(memory.topics),
            account_values=len(memory.values),
            complexity=score,
            turns=memory.turns,
            language=memory.language,
            model=self.models.version,
            contributions=parts,
        )

    def _tags(self, code: str) -> tuple[str, ...]:
        """The languages to read in: the message's first, then English where it is configured."""
        first = code if code in LANGUAGES else self._codes[0]
        return tuple(dict.fromkeys((first, *(("en",) if "en" in self._codes else ()))))


def _values(before: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What belongs to this customer's case so far, each once."""
    found = (str(value) for value in values_in(text) if value.of_account)
    return tuple(dict.fromkeys((*before, *found)))[:MOST_VALUES]


_ASKS = frozenset({AsksForHuman.CLEAR, AsksForHuman.UNCLEAR})


def _request_evidence(request: Request) -> Iterator[Evidence]:
    if request.words:
        yield Evidence("asks_for_human", request.words)
    if request.bot_words:
        yield Evidence("asks_if_bot", request.bot_words)


def _mood_evidence(mood: Mood) -> Iterator[Evidence]:
    """The words that made a mood likely, the most telling first; none for a mood that is not."""
    found = sorted(mood.contributions, key=lambda each: -each.weight)
    for each in found:
        if each.words and each.weight > 0 and getattr(mood, each.signal) >= LIKELY:
            yield Evidence(each.signal, each.words)
