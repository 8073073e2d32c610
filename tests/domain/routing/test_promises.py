"""A wait that was told is kept, compared with what came true, and told anew when it has grown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from worlds import NOW

from segue.domain.lifecycle import Handoff, Promise, State
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.routing.promises import Kept, grown, kept, lessons, promise_of


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def handoff(*promises: Promise, answered_s: float | None = None, left_s: float | None = None) -> Handoff:
    return Handoff(
        "h", "default", "c",
        State.ACTIVE if answered_s is not None else State.CUSTOMER_LEFT if left_s is not None else State.QUEUED,
        "asked", "billing", NOW, NOW,
        accepted_at=None if answered_s is None else NOW + after(answered_s),
        ended_at=None if left_s is None else NOW + after(left_s),
        promises=promises,
    )  # fmt: skip


TWO_TO_FOUR = Promise(NOW, 180, 120, 240, 3, (1.0, 2.0))
UNTOLD = Promise(NOW, 0, 0, 0, 3, (1.0, 2.0), told=False)


def test_kept_means_no_longer_than_told_by_the_first_promise() -> None:
    late_but_renewed = handoff(TWO_TO_FOUR, Promise(NOW + after(200), 300, 200, 400), answered_s=500)
    answered = [handoff(TWO_TO_FOUR, answered_s=at) for at in (60, 200, 240, 241)]
    found = kept([*answered, late_but_renewed, handoff(TWO_TO_FOUR), handoff(UNTOLD, answered_s=5)])
    assert found == Kept(told=5, kept=3, sooner=1)
    assert found.rate == 0.6
    assert kept([]).rate is None


def test_an_outlook_without_a_wait_promises_nothing_and_keeps_what_can_be_learned_from() -> None:
    assert promise_of(Outlook(Availability.OPEN, position=2), NOW) is None
    unknown = promise_of(Outlook(Availability.OPEN, position=2, facts=(1.0,)), NOW)
    assert unknown
    assert not unknown.told
    known = promise_of(Outlook(Availability.OPEN, 2, 180, 120, 240, facts=(1.0,)), NOW)
    assert known == Promise(NOW, 180, 120, 240, 2, (1.0,))


@pytest.mark.parametrize(
    ("low_s", "high_s", "until_s"), [(1, 1, 60), (130, 250, 300), (700, 1300, 1500), (None, None, 180)]
)
def test_what_counts_is_what_the_customer_read_and_that_was_rounded_up(
    low_s: float | None, high_s: float | None, until_s: float
) -> None:
    made = promise_of(Outlook(Availability.OPEN, 2, 170, low_s, high_s), NOW)
    assert made
    assert made.high_s == until_s


@pytest.mark.parametrize(
    ("passed_s", "wait_s", "tells"),
    [(0, 240, False), (0, 310, False), (0, 330, True), (200, 90, False), (200, 110, True), (900, 50, False)],
)
def test_a_wait_is_told_anew_when_it_is_a_third_and_a_minute_longer_than_what_is_left(
    passed_s: float, wait_s: float, tells: bool
) -> None:
    assert grown([TWO_TO_FOUR], Outlook(Availability.OPEN, 1, wait_s), NOW + after(passed_s)) is tells


def test_nothing_grows_that_was_never_told() -> None:
    assert not grown([UNTOLD], Outlook(Availability.OPEN, 1, 9000), NOW)
    assert not grown([TWO_TO_FOUR], Outlook(Availability.OPEN, 1), NOW)


def test_each_promise_teaches_once_it_is_known_what_became_of_it() -> None:
    assert list(lessons(handoff(TWO_TO_FOUR, UNTOLD))) == []
    assert list(lessons(handoff(UNTOLD, answered_s=90))) == [((1.0, 2.0), 90.0, False)]
    assert list(lessons(handoff(TWO_TO_FOUR, left_s=30))) == [((1.0, 2.0), 30.0, True)]
