"""Decisions over several turns: rules that do not flap, soft triggers, several at once, and the record of it all."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain import offers as offering
from segue.domain.lifecycle import Urgency
from segue.domain.offers import NO_OFFERS, Answer, Moment, Offers
from segue.domain.policy import Behaviour, Decision, Outcome, Policy, Trigger, TriggerKind
from segue.domain.queues import Queue, Route
from segue.domain.record import LARGEST, decision_record
from segue.domain.signals.evidence import Contribution
from segue.domain.signals.observe import Observed
from segue.domain.triggers import Occasion, TriggerEngine

QUIET: dict[str, Any] = {
    "asks_for_human": "no",
    "failed_attempts": 0,
    "complexity": 0.0,
    "mood": 0.0,
    "mood_bad": False,
    "topics": [],
    "turns": 1,
    "customer.plan": "",
    "known.customer.plan": False,
    "behaviour.contacts": 0,
    "known.behaviour.contacts": True,
}
STUCK = Trigger("stuck", Outcome.OFFER, when="failed_attempts >= 2")
INVOLVED = Trigger("involved", Outcome.OFFER, when="complexity > 0.5")
NOTED = Trigger("noted", Outcome.STAY, when="complexity > 0.5")
SOFT = Trigger("soft", Outcome.OFFER, when="failed_attempts >= 1", urgency=Urgency.SOFT)
PRESS = Trigger("press", Outcome.HANDOFF, phrases=("journalist",), not_phrases=("not a journalist",))
PRO_PRESS = Trigger("pro-press", Outcome.OFFER, phrases=("journalist",), when="customer.plan == 'pro'")
THIRD = Trigger("third", Outcome.OFFER, when="behaviour.contacts >= 3")


def policy(*triggers: Trigger) -> Policy:
    return Policy(
        triggers=triggers,
        route=(Route("general"),),
        queues={name: Queue(name) for name in ("general", "billing")},
        hash="v1",
        topics={"legal": ("I will sue you",)},
        facts={"customer.plan": "string"},
        behaviours={"contacts": Behaviour(contacts="any")},
    )


@dataclass
class Told:
    """Turns of one conversation, each with what the signals say then."""

    engine: TriggerEngine
    known: Offers = NO_OFFERS
    turn: int = 0

    def turn_with(self, text: str = "hm", *, occasion: Occasion = Occasion.MESSAGE, **values: Any) -> Decision:
        self.turn += occasion is Occasion.MESSAGE
        seen = {**QUIET, "turns": self.turn, **values}
        decision = self.engine.decide(seen, text=text, occasion=occasion, offers=self.known)
        self.known = self.engine.remembered(decision, self.known, seen, occasion)
        if decision.outcome is Outcome.OFFER:
            self.known = offering.made(self.known, decision.trigger, Moment(self.turn, seen["mood"]))
        return decision

    def answer(self, answer: Answer, mood: float = 0.0) -> None:
        self.known = offering.answered(self.known, answer, Moment(self.turn, mood))


def conversation(*triggers: Trigger) -> Told:
    return Told(TriggerEngine(policy(*triggers)))


def verdict(decision: Decision, trigger: str) -> tuple[str, str]:
    return next((each.verdict, each.detail) for each in decision.weighed if each.trigger == trigger)


# --- rules that do not flap -----------------------------------------------------------------------------------------


def test_a_rule_fires_once_while_its_condition_holds_and_again_after_it_was_false() -> None:
    told = conversation(NOTED)
    fired = [told.turn_with(complexity=score).trigger for score in (0.4, 0.6, 0.7, 0.6, 0.4, 0.6)]
    assert fired == ["", "noted", "", "", "", "noted"]


def test_what_is_held_back_says_that_it_fired_before() -> None:
    told = conversation(NOTED)
    told.turn_with(complexity=0.6)
    word, detail = verdict(told.turn_with(complexity=0.7), "noted")
    assert (word, detail) == ("suppressed", "it fired before and has held since: complexity > 0.5; it is 0.7")


def test_an_offer_that_lost_to_another_is_not_made_later_for_the_same_thing() -> None:
    told = conversation(replace(STUCK, urgency=Urgency.HIGH), INVOLVED)
    first = told.turn_with(failed_attempts=2, complexity=0.6)
    assert (first.trigger, first.also) == ("stuck", ("involved",))
    told.answer(Answer.DECLINED)
    later = [told.turn_with(failed_attempts=2, complexity=0.6).outcome for _ in range(6)]
    assert set(later) == {Outcome.STAY}
    assert told.turn_with(failed_attempts=2, complexity=0.4).outcome is Outcome.STAY
    assert told.turn_with(failed_attempts=2, complexity=0.6).trigger == "involved"


def test_a_handoff_is_held_back_by_no_offer() -> None:
    told = conversation(STUCK, replace(STUCK, id="stuck-for-good", then=Outcome.HANDOFF, when="failed_attempts >= 3"))
    assert told.turn_with(failed_attempts=2).trigger == "stuck"
    told.answer(Answer.DECLINED)
    assert told.turn_with(failed_attempts=3).trigger == "stuck-for-good"


def test_a_state_that_brought_a_handoff_brings_no_other_while_it_lasts() -> None:
    told = conversation(replace(STUCK, then=Outcome.HANDOFF))
    outcomes = [told.turn_with(failed_attempts=count).outcome for count in (2, 2, 3, 0, 2)]
    assert outcomes == [Outcome.HANDOFF, Outcome.STAY, Outcome.STAY, Outcome.STAY, Outcome.HANDOFF]


def test_a_request_for_a_person_counts_each_time_it_is_made() -> None:
    told = conversation(Trigger("bare", Outcome.OFFER, when="asks_for_human == 'unclear'"))
    assert told.turn_with(asks_for_human="unclear").outcome is Outcome.OFFER
    told.answer(Answer.DECLINED)
    assert told.turn_with(asks_for_human="unclear").outcome is Outcome.OFFER


def test_a_mood_that_turns_bad_then_good_then_bad_again() -> None:
    told = conversation(Trigger("mood", Outcome.OFFER, when="mood_bad"))
    assert told.turn_with(mood_bad=True, mood=0.5).outcome is Outcome.OFFER
    told.answer(Answer.DECLINED, mood=0.5)
    steps = [(True, 0.5), (False, 0.2), (False, 0.1), (False, 0.1), (True, 0.55)]
    assert [told.turn_with(mood_bad=bad, mood=mood).outcome for bad, mood in steps] == [Outcome.STAY] * 5
    word, detail = verdict(told.turn_with(mood_bad=True, mood=0.6), "mood")
    assert (word, "needs a mood of 0.70" in detail) == ("suppressed", True)
    assert told.turn_with(mood_bad=True, mood=0.75).outcome is Outcome.OFFER


# --- soft -----------------------------------------------------------------------------------------------------------


def test_a_soft_trigger_gives_the_bot_one_more_try_and_then_does_what_it_says() -> None:
    told = conversation(SOFT)
    first, same, failed = (told.turn_with(failed_attempts=count) for count in (1, 1, 2))
    assert (first.outcome, first.hint) == (Outcome.STAY, "try_once_more")
    assert (same.outcome, same.hint) == (Outcome.STAY, "")
    assert verdict(same, "soft") == ("suppressed", "the bot was given another try, and has not failed since")
    assert (failed.outcome, failed.hint, failed.urgency) == (Outcome.OFFER, "", Urgency.NORMAL)


def test_after_the_hint_a_harder_trigger_decides() -> None:
    told = conversation(replace(SOFT, when="failed_attempts == 1"), STUCK)
    assert told.turn_with(failed_attempts=1).hint == "try_once_more"
    assert told.turn_with(failed_attempts=2).trigger == "stuck"


def test_what_went_well_in_between_gives_the_bot_another_try() -> None:
    told = conversation(SOFT)
    assert [told.turn_with(failed_attempts=count).hint for count in (1, 0, 1)] == ["try_once_more", "", "try_once_more"]


def test_a_failure_after_something_helped_counts_though_there_were_more_before() -> None:
    told = conversation(replace(SOFT, when="complexity > 0.5"))
    hint, good, failed = (told.turn_with(complexity=0.6, failed_attempts=count) for count in (2, 0, 1))
    assert hint.hint == "try_once_more"
    assert verdict(good, "soft")[0] == "suppressed"
    assert failed.outcome is Outcome.OFFER


def test_a_hint_while_the_bot_itself_fails_does_not_use_up_its_try() -> None:
    told = conversation(SOFT)
    assert told.turn_with(failed_attempts=1, occasion=Occasion.BOT_ERROR).hint == "try_once_more"
    assert told.turn_with(failed_attempts=1).hint == "try_once_more"


def test_soft_words_said_twice_do_what_the_trigger_says() -> None:
    told = conversation(replace(PRESS, urgency=Urgency.SOFT))
    assert told.turn_with("I am a journalist").hint == "try_once_more"
    assert told.turn_with("hello?").outcome is Outcome.STAY
    assert told.turn_with("as I said, a journalist").outcome is Outcome.HANDOFF


# --- several at once ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("triggers", "first", "also"),
    [
        # a stronger outcome beats any urgency
        ([("a", "offer", "immediate"), ("b", "handoff", "normal")], "b", ("a",)),
        # among equals the most urgent, then the first
        ([("a", "offer", "normal"), ("b", "offer", "high"), ("c", "offer", "immediate")], "c", ("a", "b")),
        ([("a", "handoff", "high"), ("b", "handoff", "immediate"), ("c", "handoff", "immediate")], "b", ("a", "c")),
        ([("a", "stay", "normal"), ("b", "stay", "high")], "b", ("a",)),
        # a soft one is a hint only: weaker than an offer, stronger than a note
        ([("a", "handoff", "soft"), ("b", "offer", "normal")], "b", ("a",)),
        ([("a", "handoff", "soft"), ("b", "stay", "immediate")], "a", ("b",)),
    ],
)
def test_the_strongest_then_the_most_urgent_wins_and_all_are_recorded(
    triggers: list[tuple[str, str, str]], first: str, also: tuple[str, ...]
) -> None:
    made = [Trigger(i, Outcome(then), when="turns >= 1", urgency=Urgency(how)) for i, then, how in triggers]
    decision = conversation(*made).turn_with()
    assert (decision.trigger, decision.also) == (first, also)
    assert [each.verdict for each in decision.weighed] == ["fired"] * len(triggers)


# --- exact words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plan", "press", "pro"),
    [
        ("I am a Journalist.", "pro", "fired", "fired"),
        ("I am a journalist", "free", "fired", "quiet"),
        ("I am a journalist", None, "fired", "could_not_tell"),
        ("I am not a journalist", "pro", "quiet", "fired"),
        ("journalism", "pro", "quiet", "quiet"),
    ],
)
def test_exact_words_alone_and_with_a_condition(text: str, plan: str | None, press: str, pro: str) -> None:
    known = {"customer.plan": plan or "", "known.customer.plan": plan is not None}
    decision = TriggerEngine(policy(PRESS, PRO_PRESS)).decide({**QUIET, **known}, text=text)
    assert [each.verdict for each in decision.weighed] == [press, pro]


def test_exact_words_are_quoted_with_their_place() -> None:
    decision = conversation(PRESS).turn_with("Careful: I am a JOURNALIST, you know")
    span = decision.spans[0]
    assert (decision.evidence, span.signal, span.words) == ("JOURNALIST", "phrases:press", "JOURNALIST")
    assert (span.start, span.end) == (16, 26)
    assert verdict(decision, "press") == ("fired", "“JOURNALIST” is in the message")


def test_what_speaks_against_exact_words_is_recorded() -> None:
    decision = conversation(PRESS).turn_with("I am not a journalist")
    assert verdict(decision, "press")[1] == "“journalist” is in the message, but so is “not a journalist”"


# --- the record -----------------------------------------------------------------------------------------------------

CONTRIBUTIONS = (
    Contribution("complexity", "length: 12", 0.15),
    Contribution("complexity", "failed attempts: 3", 0.3),
    Contribution("urgent", "cue: urgent", 5.0, "now"),
)


def test_a_record_says_what_each_trigger_lacked_and_how_it_is_written() -> None:
    engine = TriggerEngine(policy(STUCK, PRESS, THIRD, INVOLVED))
    values = {**QUIET, "failed_attempts": 1, "complexity": 0.6, "known.behaviour.contacts": False}
    observed = Observed(language="en", model="m1", read_in_part=True, contributions=CONTRIBUTIONS)
    record = decision_record(engine.decide(values, text="hm", contributions=CONTRIBUTIONS), observed)
    assert record["weighed"] == [
        {"trigger": "stuck", "kind": "signals", "verdict": "quiet", "detail": "needs failed_attempts >= 2; it is 1"},
        {
            "trigger": "press",
            "kind": "phrases",
            "verdict": "quiet",
            "detail": "needs one of its phrases in the message",
        },
        {
            "trigger": "third",
            "kind": "behaviour",
            "verdict": "could_not_tell",
            "detail": "behaviour.contacts is not known",
        },
        {"trigger": "involved", "kind": "signals", "verdict": "fired", "detail": "complexity > 0.5; it is 0.6"},
    ]
    assert (record["kind"], record["also"], record["policy_version"]) == ("signals", [], "v1")
    assert (record["model"], record["language"], record["read_in_part"]) == ("m1", "en", True)
    assert record["thresholds"] == {
        "behaviour.contacts": [">= 3"],
        "complexity": ["> 0.5"],
        "failed_attempts": [">= 2"],
    }
    # the strongest first, and only to what some condition reads
    assert [each["feature"] for each in record["contributions"]] == ["failed attempts: 3", "length: 12"]


def test_what_is_no_number_is_told_with_the_number_it_is_made_with() -> None:
    asks = Trigger("asks", Outcome.HANDOFF, when="asks_for_human == 'clear' || mood_bad || 'legal' in topics")
    assert conversation(asks).turn_with().thresholds == {
        "asks_for_human": ("request >= 0.5",),
        "mood_bad": ("mood >= 0.5, until <= 0.3",),
        "topics": ("score >= 0.5",),
    }


def test_the_kind_of_the_trigger_that_decided_is_told() -> None:
    assert conversation(STUCK, PRESS).turn_with("a journalist").kind is TriggerKind.PHRASES
    assert conversation(THIRD).turn_with(**{"behaviour.contacts": 3}).kind is TriggerKind.BEHAVIOUR
    assert conversation(STUCK).turn_with().kind is None


@pytest.mark.parametrize("triggers", [10, 300, 2_000])
def test_a_record_stays_small_whatever_a_policy_and_a_fact_hold(triggers: int) -> None:
    when = "customer.plan == 'x' || failed_attempts >= 2 || complexity > 0.5"
    many = [Trigger(f"a-rather-long-name-of-a-trigger-{n}", Outcome.OFFER, when=when) for n in range(triggers)]
    values = {**QUIET, "customer.plan": "é" * 60_000, "known.customer.plan": True, "complexity": 0.9}
    contributions = tuple(Contribution("complexity", "x" * 5_000, n, "y" * 5_000) for n in range(500))
    engine = TriggerEngine(policy(*many, PRESS))
    decision = engine.decide(values, text="a journalist " * 5_000, contributions=contributions)
    record = decision_record(decision, Observed())
    assert len(json.dumps(record, ensure_ascii=False).encode()) <= LARGEST
    assert (record["outcome"], record["trigger"]) == ("handoff", "press")
    assert bool(record.get("left_out")) is (triggers > 100)
    left = sum(int(part.split()[0]) for part in record.get("left_out", ()) if part[0].isdigit())
    assert len(record["weighed"]) + left == triggers + 1


VALUES = st.fixed_dictionaries(
    {
        "asks_for_human": st.sampled_from(["no", "clear", "unclear", "declines"]),
        "failed_attempts": st.integers(0, 3),
        "complexity": st.floats(0, 1),
        "mood": st.floats(0, 1),
        "mood_bad": st.booleans(),
        "customer.plan": st.sampled_from(["", "pro"]),
        "known.customer.plan": st.booleans(),
    }
)
EVERY = (
    STUCK,
    INVOLVED,
    NOTED,
    SOFT,
    PRESS,
    PRO_PRESS,
    THIRD,
    Trigger("legal", Outcome.HANDOFF, when="'legal' in topics"),
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["hm", "a journalist"]), VALUES), max_size=8))
def test_the_same_turns_give_the_same_records(turns: list[tuple[str, dict[str, Any]]]) -> None:
    def records() -> list[dict[str, Any]]:
        told = conversation(*EVERY)
        return [decision_record(told.turn_with(text, **values), Observed()) for text, values in turns]

    assert records() == records()


@settings(deadline=None)
@given(st.lists(VALUES, max_size=8))
def test_whatever_happened_before_a_handoff_and_a_request_get_through(turns: list[dict[str, Any]]) -> None:
    asked = Trigger("asked", Outcome.OFFER, when="asks_for_human == 'unclear'")
    told = conversation(*EVERY, asked)
    for values in turns:
        if told.turn_with(**values).outcome is Outcome.OFFER:
            told.answer(Answer.DECLINED, values["mood"])
    assert told.turn_with(topics=["legal"]).outcome is Outcome.HANDOFF
    assert verdict(told.turn_with(asks_for_human="unclear"), "asked")[0] == "fired"
