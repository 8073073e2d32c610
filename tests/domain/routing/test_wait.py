"""How long a customer will wait, and that it is said when nobody knows."""

from __future__ import annotations

import heapq
import itertools
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from worlds import NOW, ago

from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.wait import AT_LEAST, Recent, estimate, in_words, likely_range, recent_of

TEN_MINUTES_EACH = Recent(waits=(90.0, 20.0, 240.0, 60.0, 30.0), handle_times=(300.0, 900.0, 600.0, 600.0, 600.0))


def test_the_wait_is_handle_time_times_position_over_staffed_slots() -> None:
    # ten minutes a customer over five slots: one becomes free every two minutes
    assert estimate(3, 5, TEN_MINUTES_EACH) == 600 * 3 / 5


def test_large_cases_take_more_than_one_unit() -> None:
    assert estimate(3, 6, TEN_MINUTES_EACH, units=2) == 600 * 3 * 2 / 6


def test_it_is_never_less_than_the_last_customer_had_to_wait() -> None:
    assert estimate(1, 100, TEN_MINUTES_EACH) == 90.0


def test_somebody_for_whom_there_is_room_waits_until_an_agent_accepts() -> None:
    assert estimate(2, 5, TEN_MINUTES_EACH, units_free=2) == 20.0
    assert estimate(3, 5, TEN_MINUTES_EACH, units_free=2) == 120.0


@pytest.mark.parametrize(
    ("recent", "units_staffed"),
    [
        pytest.param(Recent(), 5, id="nothing was seen"),
        pytest.param(replace(TEN_MINUTES_EACH, waits=(1.0,) * (AT_LEAST - 1)), 5, id="too few were answered"),
        pytest.param(replace(TEN_MINUTES_EACH, handle_times=(1.0,) * (AT_LEAST - 1)), 5, id="too few are done"),
        pytest.param(TEN_MINUTES_EACH, 0, id="nobody takes new customers"),
    ],
)
def test_what_is_not_known_is_none(recent: Recent, units_staffed: float) -> None:
    assert estimate(1, units_staffed, recent) is None


@pytest.mark.parametrize(("position", "units"), [(0, 1), (1, 0)])
def test_positions_and_units_begin_at_one(position: int, units: int) -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        estimate(position, 5, TEN_MINUTES_EACH, units=units)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "not known yet"), (0.0, "less than a minute"), (59.9, "less than a minute"), (61, "about 2 minutes")],
)
def test_the_wait_in_words(seconds: float | None, words: str) -> None:
    assert in_words(seconds) == words


def handoff(waited: float, accepted_ago: float, **given: object) -> Handoff:
    accepted = ago(accepted_ago)
    queued = accepted - timedelta(seconds=waited)
    base = Handoff("h", "w", "c", State.ACTIVE, "customer_asked", "billing", queued, accepted)
    return replace(base, queued_at=queued, accepted_at=accepted, **given)  # type: ignore[arg-type]


def test_what_was_seen_lately_comes_from_the_handoffs_of_the_queue() -> None:
    seen = recent_of(
        [
            handoff(30, 3600, ended_at=ago(3000)),
            handoff(20, 60),  # still active: answered, not done
            handoff(50, 1800, ended_at=ago(1500), wrap_up_until=ago(1440)),  # the slot was taken until the wrap-up
            handoff(10, 100_000, ended_at=ago(99_000)),  # too long ago
            replace(handoff(1, 0), accepted_at=None),  # never answered
        ],
        NOW,
    )
    assert seen == Recent(waits=(20.0, 50.0, 30.0), handle_times=(360.0, 600.0))


def test_the_likely_range_holds_the_estimate_and_is_unknown_with_it() -> None:
    for position, free in itertools.product((1, 2, 5, 20), (0, 3)):
        expected = estimate(position, 5, TEN_MINUTES_EACH, units_free=free)
        low, high = likely_range(position, 5, TEN_MINUTES_EACH, units_free=free) or (0, 0)
        assert expected is not None
        assert 0 <= low <= expected <= high
    assert likely_range(1, 0, TEN_MINUTES_EACH) is None


def test_alike_handle_times_give_a_narrow_range_and_mixed_ones_a_wide_one() -> None:
    alike = likely_range(5, 5, replace(TEN_MINUTES_EACH, handle_times=(600.0,) * 5))
    mixed = likely_range(5, 5, TEN_MINUTES_EACH)
    assert alike == (600.0, 600.0)
    assert mixed is not None
    assert mixed[1] - mixed[0] > 300


@pytest.mark.parametrize(("position", "slots"), [(1, 1), (8, 1), (3, 5), (20, 5), (3, 12)])
def test_about_four_of_five_simulated_waits_fall_in_the_likely_range(position: int, slots: int) -> None:
    chance, inside, rounds = random.Random(7), 0, 2_000
    handled = [chance.lognormvariate(6.2, 0.7) for _ in range(5_000)]
    for _ in range(rounds):
        lately = Recent(waits=(0.0,) * 30, handle_times=tuple(chance.choices(handled, k=30)))
        low, high = likely_range(position, slots, lately) or (0.0, 0.0)
        # everybody is somewhere in a conversation, and more often in a long one
        free_at = [length * chance.random() for length in chance.choices(handled, weights=handled, k=slots)]
        heapq.heapify(free_at)
        for _ in range(position - 1):
            heapq.heapreplace(free_at, free_at[0] + chance.choice(handled))
        inside += low <= min(free_at) <= high
    assert 0.7 <= inside / rounds <= 0.85
