"""Last month's conversations against a policy: what it would have decided, turn by turn, and how well.

Each turn is weighed on its own merits: offers that were made before hold back none, so that a count says how often a
trigger fires. What a customer would have met is the first decision of a conversation that is not `stay`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from segue.domain.account import Findings
from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.moves.accounts import with_found
from segue.domain.offers import NO_OFFERS, Offers
from segue.domain.policy import Decision, Outcome, Policy
from segue.domain.signals import facts
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observed, Observer
from segue.domain.triggers import Occasion, TriggerEngine
from segue.insight.recordings import ACCOUNT, BOT, CUSTOMER, RecordedTurn, Recording
from segue.insight.scoring import Agreement, Timing, agreement, average_precision, interval, timing
from segue.trained import load as load_models

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_SIGNALS = ("request", "dissatisfied", "complaint", "distress", "urgent")
FIRED = "fired"


@dataclass(frozen=True, slots=True)
class Decided:
    """One turn: `index` in the recording, what was decided, and every trigger that fired.

    `score`: how sure, 0..1, for ranking: the highest probability that some trigger of the policy reads, and at least
    0.5 where one fired. `text`: the customer's words, `evidence` those that proved it. `said`: False when it was no
    message, but what a source told of the account.
    """

    index: int
    outcome: Outcome
    trigger: str
    queue: str
    fired: tuple[str, ...]
    score: float
    text: str
    evidence: str
    label: bool | None
    said: bool = True


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recording and its customer turns, decided."""

    id: str
    at: datetime | None
    handed_off: bool | None
    turns: tuple[Decided, ...]

    @property
    def first(self) -> Decided | None:
        """What the customer would have met first that is not `stay`."""
        return next((turn for turn in self.turns if turn.outcome is not Outcome.STAY), None)

    @property
    def needed_at(self) -> int | None:
        """Index of the first turn that is labelled as needing a human."""
        return next((turn.index for turn in self.turns if turn.label), None)

    @property
    def needed(self) -> bool | None:
        """Whether a human was needed, by the conversation's label or its turns'."""
        if self.handed_off is not None:
            return self.handed_off
        labels = [turn.label for turn in self.turns if turn.label is not None]
        return any(labels) if labels else None


@dataclass(frozen=True, slots=True)
class WeighedTurn:
    """A turn of the customer or of the account, and what its decision rests on. `values`: of every name there is."""

    turn: RecordedTurn
    observed: Observed
    values: Mapping[str, Any]
    decision: Decision


class Replayer:
    """A policy, ready to replay conversations one by one. Pure: the same recording gives the same result."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._engine = TriggerEngine(policy)
        self._observer = Observer(policy.languages, policy.topics, load_models())

    @property
    def names(self) -> frozenset[str]:
        """Every dotted name that some trigger of the policy reads."""
        return self._engine.names

    def replay(self, recording: Recording) -> Replayed:
        decided = tuple(self._decided(recording, weighed) for weighed in self.weigh(recording))
        return Replayed(recording.id, recording.at, recording.handed_off, decided)

    def weigh(self, recording: Recording, *, remembering: bool = False) -> Iterator[WeighedTurn]:
        """The customer's turns one after the other, with all that was seen in them.

        remembering: a rule that fired waits until it was false before it fires again, as in a live conversation;
        otherwise each turn is weighed on its own merits.
        """
        memory, offers = SignalMemory(), NO_OFFERS
        conversation = _conversation(recording)
        found: list[Findings] = []
        for turn in recording.turns:
            occasion = Occasion.FACTS if turn.role == ACCOUNT else Occasion.MESSAGE
            if turn.role == BOT:
                _, memory = self._observer.bot(turn.text, memory, turn.report)
                continue
            if turn.findings is not None:
                found.append(turn.findings)
                conversation = replace(conversation, customer=with_found(conversation.customer, found, self.policy))
                observed = self._observer.nothing(memory)
                if not turn.decided:
                    continue
            else:
                observed, memory = self._observer.customer(turn.text, memory, spoken=recording.language)
            now = turn.at or recording.at or _LONG_AGO
            values = facts.values(conversation, observed, self.policy, now=now)
            decision = self._decision(turn, observed, values, occasion, offers, now)
            if remembering:
                offers = self._engine.remembered(decision, offers, values, occasion)
            yield WeighedTurn(turn, observed, values, decision)

    def _decision(
        self,
        turn: RecordedTurn,
        observed: Observed,
        values: Mapping[str, Any],
        occasion: Occasion,
        offers: Offers,
        now: datetime,
    ) -> Decision:
        return self._engine.decide(
            values,
            text=turn.text if occasion is Occasion.MESSAGE else "",
            evidence=observed.evidence,
            contributions=observed.contributions,
            occasion=occasion,
            offers=offers,
            now=now,
        )

    def _decided(self, recording: Recording, weighed: WeighedTurn) -> Decided:
        turn, decision = weighed.turn, weighed.decision
        fired = tuple(each.trigger for each in decision.weighed if each.verdict == FIRED)
        return Decided(
            turn.index,
            decision.outcome,
            decision.trigger,
            decision.queue,
            fired,
            self._score(weighed.observed, bool(fired)),
            turn.text,
            decision.evidence,
            recording.label_of(turn) if turn.role == CUSTOMER else None,
            said=turn.role == CUSTOMER,
        )

    def _score(self, observed: Observed, fired: bool) -> float:
        read: list[float] = [getattr(observed, name) for name in _SIGNALS if name in self._reads]
        read += [score for name, score in observed.topic_scores.items() if {"topics", f"score.{name}"} & self._reads]
        return max([0.5 if fired else 0.0, *read])

    @property
    def _reads(self) -> frozenset[str]:
        return self._engine.names | ({"request"} if "asks_for_human" in self._engine.names else frozenset())


def _conversation(recording: Recording) -> Conversation:
    at = recording.at or _LONG_AGO
    pages = (PageVisit(recording.page, "", at),) if recording.page else ()
    customer = Customer(facts=dict(recording.facts), verified=True)
    return Conversation("backtest", recording.id, at, at, language=recording.language, customer=customer, pages=pages)


@dataclass(frozen=True, slots=True)
class TriggerResult:
    """How one trigger fared.

    fired: turns it fired in. conversations: with at least one such turn. alone: of these turns, those in which no other
    fired. first: conversations whose first decision it made. lead_turns: median of turns between its first firing and
    the labelled turn, above 0 when it was early; None without such a pair. precision, recall: of the conversations it
    fired in against the labels; None without labels.
    """

    id: str
    fired: int
    conversations: int
    alone: int
    first: int
    lead_turns: float | None
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Against labels. `count`: labelled conversations, or turns. `ap`: average precision by score."""

    count: int
    needed: int
    agreement: Agreement
    ap: float | None
    f1_interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Result:
    """A policy over many conversations. `days`: of the calendar, from the first to the last; None without times."""

    policy: str
    conversations: int
    turns: int
    days: int | None
    triggers: tuple[TriggerResult, ...]
    outcomes: Mapping[str, int]  # conversations by their first decision: stay, offer, handoff
    per_queue: Mapping[str, Mapping[str, int]]  # queue -> outcome -> conversations
    per_day: Mapping[date, Mapping[str, int]]  # day -> outcome -> conversations
    quality: Quality | None  # conversations
    turn_quality: Quality | None
    timing: Timing | None
    lead_turns: tuple[int, ...]  # of every conversation with a decision and a labelled turn

    def per_thousand(self, queue: str) -> float:
        """Conversations of a thousand that would be handed over to a queue, without offers."""
        return 1_000 * self.per_queue[queue].get("handoff", 0) / max(1, self.conversations)

    def handoffs_per_day(self, queue: str) -> float | None:
        """Conversations a day that would be handed over to a queue, without offers; None without times."""
        return self.per_queue[queue].get("handoff", 0) / self.days if self.days else None


def summarise(replays: Sequence[Replayed], policy: Policy) -> Result:
    firsts = [(one, one.first) for one in replays]
    outcomes = dict.fromkeys(("stay", "offer", "handoff"), 0)
    per_queue: dict[str, dict[str, int]] = {}
    per_day: dict[date, dict[str, int]] = {}
    for one, first in firsts:
        outcome = first.outcome.value if first else "stay"
        outcomes[outcome] += 1
        if first:
            _count(per_queue.setdefault(first.queue, {}), outcome)
        if one.at:
            _count(per_day.setdefault(one.at.date(), {}), outcome)
    leads = [one.needed_at - first.index for one, first in firsts if first and one.needed_at is not None]
    return Result(
        policy.hash,
        len(replays),
        sum(turn.said for one in replays for turn in one.turns),
        (max(per_day) - min(per_day)).days + 1 if per_day else None,
        tuple(_trigger_result(trigger.id, replays) for trigger in policy.triggers),
        outcomes,
        per_queue,
        dict(sorted(per_day.items())),
        _quality([(one.first is not None, one.needed, _highest(one)) for one in replays]),
        _quality([(t.outcome is not Outcome.STAY, t.label, t.score) for one in replays for t in one.turns]),
        timing([(_decided_turns(one), _labelled_turns(one)) for one in replays if _has_turn_labels(one)]),
        tuple(sorted(leads)),
    )


def _trigger_result(trigger: str, replays: Sequence[Replayed]) -> TriggerResult:
    fired = alone = first = conversations = 0
    leads, pairs = [], []
    for one in replays:
        turns = [turn for turn in one.turns if trigger in turn.fired]
        fired += len(turns)
        alone += sum(turn.fired == (trigger,) for turn in turns)
        conversations += bool(turns)
        first += one.first is not None and one.first.trigger == trigger
        if turns and one.needed_at is not None:
            leads.append(one.needed_at - turns[0].index)
        if one.needed is not None:
            pairs.append((bool(turns), one.needed))
    agreed = agreement(pairs)
    return TriggerResult(
        trigger,
        fired,
        conversations,
        alone,
        first,
        median(leads) if leads else None,
        agreed.precision if pairs else None,
        agreed.recall if pairs else None,
    )


def _quality(rows: Iterable[tuple[bool, bool | None, float]]) -> Quality | None:
    """rows: (decided, needed, score); those without a label are left out."""
    known = [(decided, needed, score) for decided, needed, score in rows if needed is not None]
    if not known:
        return None
    return Quality(
        len(known),
        sum(needed for _, needed, _ in known),
        agreement((decided, needed) for decided, needed, _ in known),
        average_precision((score, needed) for _, needed, score in known),
        interval(known, lambda drawn: agreement((decided, needed) for decided, needed, _ in drawn).f1),
    )


def _highest(one: Replayed) -> float:
    return max((turn.score for turn in one.turns), default=0.0)


def _has_turn_labels(one: Replayed) -> bool:
    return any(turn.label is not None for turn in one.turns)


def _decided_turns(one: Replayed) -> list[int]:
    return [turn.index for turn in one.turns if turn.outcome is not Outcome.STAY]


def _labelled_turns(one: Replayed) -> list[int]:
    return [turn.index for turn in one.turns if turn.label]


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


@dataclass(frozen=True, slots=True)
class Change:
    """A conversation that two policies decide differently: its first decision before and after."""

    id: str
    before: Decided | None
    after: Decided | None


def changes(before: Sequence[Replayed], after: Sequence[Replayed]) -> tuple[Change, ...]:
    """Both of the same recordings in the same order. What counts is what the customer meets: when, what, and where."""
    return tuple(
        Change(new.id, old.first, new.first)
        for old, new in zip(before, after, strict=True)
        if _met(old.first) != _met(new.first)
    )


def _met(decided: Decided | None) -> tuple[int, str, str] | None:
    return (decided.index, decided.outcome.value, decided.queue) if decided else None
