"""One offer a cause: when a customer may be asked again, and when a rule may fire again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain import offers
from segue.domain.offers import MOST_CAUSES, MOST_HELD, MOST_REPEATED, NO_OFFERS, Answer, Moment, Offers
from segue.domain.policy import OfferSettings, Outcome, Trigger

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STUCK = Trigger("stuck", Outcome.OFFER, when="failed_attempts >= 2")
MOOD = Trigger("mood", Outcome.OFFER, when="mood_bad")
LEAVING = Trigger("leaving", Outcome.OFFER, when="page.path == '/cancel'", proactive=True)
SETTINGS = OfferSettings(cool_down=3, pause=timedelta(minutes=10))


def after(answer: Answer, trigger: Trigger = STUCK, *, turn: int = 1, mood: float = 0.3) -> Offers:
    moment = Moment(turn, mood, NOW)
    return offers.answered(offers.made(NO_OFFERS, trigger.id, moment), answer, moment)


def held_back(known: Offers, trigger: Trigger, turn: int, mood: float = 0.3, minutes: float = 0) -> str:
    return offers.why_held_back(known, trigger, Moment(turn, mood, NOW + timedelta(minutes=minutes)), SETTINGS)


@pytest.mark.parametrize(
    ("answer", "trigger", "turn", "mood", "allowed"),
    [
        # declined: nothing for three messages, then another cause, or the same one in a clearly worse mood
        (Answer.DECLINED, STUCK, 2, 0.9, False),
        (Answer.DECLINED, MOOD, 2, 0.9, False),
        (Answer.DECLINED, MOOD, 4, 0.3, False),
        (Answer.DECLINED, MOOD, 5, 0.3, True),
        (Answer.DECLINED, STUCK, 5, 0.3, False),
        (Answer.DECLINED, STUCK, 99, 0.49, False),
        (Answer.DECLINED, STUCK, 5, 0.5, True),
        # ignored: another cause at once, the same one in a clearly worse mood
        (Answer.LAPSED, MOOD, 2, 0.3, True),
        (Answer.LAPSED, STUCK, 9, 0.3, False),
        (Answer.LAPSED, STUCK, 3, 0.5, True),
        # accepted: used up
        (Answer.ACCEPTED, STUCK, 9, 0.9, False),
        (Answer.ACCEPTED, MOOD, 2, 0.3, True),
    ],
)
def test_what_became_of_an_offer_decides_whether_there_is_another(
    answer: Answer, trigger: Trigger, turn: int, mood: float, allowed: bool
) -> None:
    assert (held_back(after(answer), trigger, turn, mood) == "") is allowed


def test_a_worse_mood_offers_once_more_and_no_more_than_that() -> None:
    known = after(Answer.DECLINED)
    moment = Moment(6, 0.6, NOW)
    known = offers.answered(offers.made(known, "stuck", moment), Answer.DECLINED, moment)
    assert "twice" in held_back(known, STUCK, 20, 1.0)


@pytest.mark.parametrize(("minutes", "allowed"), [(1, False), (9.9, False), (10, True), (600, True)])
def test_an_ignored_proactive_offer_is_made_again_after_a_pause(minutes: float, allowed: bool) -> None:
    assert (held_back(after(Answer.LAPSED, LEAVING), LEAVING, 1, minutes=minutes) == "") is allowed


def test_an_ignored_proactive_offer_is_not_made_for_ever() -> None:
    known = NO_OFFERS
    for _ in range(MOST_REPEATED):
        assert held_back(known, LEAVING, 1, minutes=60) == ""
        known = offers.answered(offers.made(known, "leaving", Moment(1, 0, NOW)), Answer.LAPSED, Moment(1, 0, NOW))
    assert "ignored this offer 3 times" in held_back(known, LEAVING, 1, minutes=6_000)


def test_without_a_clock_no_pause_is_over() -> None:
    assert offers.why_held_back(after(Answer.LAPSED, LEAVING), LEAVING, Moment(1), SETTINGS)


def test_the_reason_says_what_is_missing() -> None:
    assert held_back(after(Answer.DECLINED), MOOD, 2) == (
        "the customer declined an offer; none is made for 3 more messages"
    )
    assert held_back(after(Answer.DECLINED), STUCK, 9, 0.4) == (
        "the customer declined the offer of this trigger; needs a mood of 0.50; it is 0.40"
    )


def test_refusing_unasked_counts_as_declined() -> None:
    known = offers.refused(NO_OFFERS, Moment(1, 0.3, NOW))
    assert held_back(known, STUCK, 2)
    assert held_back(known, STUCK, 5) == ""


def test_after_a_person_what_was_accepted_may_be_offered_again_and_refusals_stay() -> None:
    assert held_back(offers.after_a_person(after(Answer.ACCEPTED)), STUCK, 9) == ""
    assert held_back(offers.after_a_person(after(Answer.DECLINED)), STUCK, 9)


def test_a_rule_is_held_until_it_has_been_false() -> None:
    known = offers.weighed(NO_OFFERS, fired=["stuck"], quiet=[], tried=[("soft", 1)])
    assert (known.held, known.tried) == (("stuck",), (("soft", 1),))
    assert offers.weighed(known, fired=[], quiet=["other"], tried=[]) == known
    assert offers.weighed(known, fired=[], quiet=["stuck", "soft"], tried=[]) == NO_OFFERS


STEPS = st.lists(
    st.tuples(
        st.sampled_from([STUCK, MOOD, LEAVING]),
        st.sampled_from([Answer.DECLINED, Answer.LAPSED, Answer.ACCEPTED]),
        st.floats(0, 1),
        st.integers(0, 30),
    ),
    max_size=40,
)


@given(STEPS)
def test_however_a_conversation_goes_no_cause_nags(steps: list[tuple[Trigger, Answer, float, int]]) -> None:
    known, now, refused = NO_OFFERS, NOW, -99
    made: dict[str, int] = {}
    for turn, (trigger, answer, mood, minutes) in enumerate(steps):
        now += timedelta(minutes=minutes)
        moment = Moment(turn, mood, now)
        if offers.why_held_back(known, trigger, moment, SETTINGS):
            continue
        assert turn - refused > SETTINGS.cool_down
        known = offers.answered(offers.made(known, trigger.id, moment), answer, moment)
        refused = turn if answer is Answer.DECLINED else refused
        made[trigger.id] = made.get(trigger.id, 0) + 1
    assert made.get("stuck", 0) <= 2
    assert made.get("mood", 0) <= 2
    assert made.get("leaving", 0) <= MOST_REPEATED


@given(st.lists(st.text(max_size=5), max_size=200))
def test_what_is_remembered_stays_small(names: list[str]) -> None:
    known = NO_OFFERS
    for name in names:
        known = offers.answered(offers.made(known, name, Moment(1, 0, NOW)), Answer.LAPSED, Moment(1, 0, NOW))
        known = offers.weighed(known, [name], [], [(name, 1)])
    assert len(known.made) <= MOST_CAUSES
    assert len(known.held) <= MOST_HELD
    assert len(known.tried) <= MOST_HELD
