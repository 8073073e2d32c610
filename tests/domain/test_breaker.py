"""When a listener is left alone, for how long, and how fast it is sent to: whatever happens in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.breaker import (
    FAILURES,
    FIRST_PAUSE_S,
    LONGEST_PAUSE_S,
    STEPS,
    Breaker,
    Gate,
    Pace,
    Sign,
    after,
    pause_s,
    probe,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SEEN = [sign for sign in Sign if sign not in {Sign.DUE, Sign.FAILED_OFTEN}]


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def failing(conversations: int, breaker: Breaker | None = None) -> Breaker:
    breaker = breaker or Breaker()
    for n in range(conversations):
        breaker = after(breaker, Sign.FAILED, NOW, 1.0, of=f"c{n}")
    return breaker


def test_every_sign_has_its_step_in_every_state() -> None:
    seen = {(gate, sign) for gate in Gate for sign in Sign} - {(Gate.CLOSED, Sign.DUE)}
    assert set(STEPS) == seen


def test_it_opens_when_several_conversations_fail_in_a_row() -> None:
    assert failing(FAILURES - 1).lets_through(NOW)
    shut = failing(FAILURES)
    assert (shut.gate, shut.lets_through(NOW)) == (Gate.OPEN, False)
    assert shut.until == later(FIRST_PAUSE_S)


def test_one_conversation_that_fails_alone_keeps_no_other_from_its_turn() -> None:
    breaker = Breaker()
    for _ in range(50):
        breaker = after(breaker, Sign.FAILED, NOW, 1.0, of="ana")
    assert breaker.gate is Gate.CLOSED


def test_an_answer_in_between_begins_the_count_anew() -> None:
    breaker = after(failing(FAILURES - 1), Sign.ANSWERED, NOW, 1.0)
    assert failing(FAILURES - 1, breaker).gate is Gate.CLOSED


def test_one_probe_is_let_through_and_decides() -> None:
    shut = failing(FAILURES)
    probing = probe(shut, later(FIRST_PAUSE_S))
    assert not probing.lets_through(later(FIRST_PAUSE_S))
    assert after(probing, Sign.ANSWERED, later(3), 1.0).gate is Gate.CLOSED
    again = after(probing, Sign.FAILED, later(3), 1.0, of="x")
    assert (again.gate, again.until) == (Gate.OPEN, later(3 + 2 * FIRST_PAUSE_S))


def test_a_probe_that_was_lost_is_followed_by_another() -> None:
    probing = probe(failing(FAILURES), later(FIRST_PAUSE_S))
    assert probing.until is not None
    assert probe(probing, probing.until).gate is Gate.PROBING


def test_a_wrong_credential_shuts_it_at_once_until_something_is_taken() -> None:
    shut = after(Breaker(), Sign.SHUT_OUT, NOW, 1.0, of="ana")
    assert (shut.gate, shut.paused, shut.until) == (Gate.OPEN, True, later(LONGEST_PAUSE_S))
    still = after(probe(shut, later(60)), Sign.FAILED, later(61), 1.0, of="ana")
    assert still.paused
    assert after(still, Sign.ANSWERED, later(200), 1.0) == Breaker()


def test_it_rests_as_long_as_it_is_asked_to_within_bounds() -> None:
    assert after(Breaker(), Sign.SLOW_DOWN, NOW, 1.0, asked_s=30).until == later(30)
    assert after(Breaker(), Sign.SLOW_DOWN, NOW, 1.0, asked_s=86_400).until == later(LONGEST_PAUSE_S)


@given(st.integers(0, 10_000), st.floats(0, 1), st.booleans(), st.none() | st.floats(0, 1e9))
def test_no_pause_is_longer_than_the_longest(pauses: int, chance: float, paused: bool, asked: float | None) -> None:
    assert 0 < pause_s(pauses, chance, paused=paused, asked_s=asked) <= LONGEST_PAUSE_S


@given(
    st.lists(st.tuples(st.sampled_from(SEEN), st.sampled_from("abcd"), st.floats(0, 1), st.floats(0, 100))),
)
def test_it_always_lets_something_through_within_the_longest_pause(
    seen: list[tuple[Sign, str, float, float]],
) -> None:
    breaker, now = Breaker(), NOW
    for sign, conversation, chance, seconds in seen:
        now += timedelta(seconds=seconds)
        if breaker.gate is not Gate.CLOSED and breaker.lets_through(now):
            breaker = probe(breaker, now)
            assert not breaker.lets_through(now)
        breaker = after(breaker, sign, now, chance, of=conversation)
        assert breaker.lets_through(now + timedelta(seconds=LONGEST_PAUSE_S))
        assert breaker.lets_through(now) is (breaker.gate is Gate.CLOSED)
        assert (breaker.since is None) is (breaker.gate is Gate.CLOSED)
        if sign is Sign.ANSWERED:
            assert breaker == Breaker()


def test_a_probe_before_its_time_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="not due"):
        probe(failing(FAILURES), NOW)


@given(st.sampled_from([0.5, 1.0, 7.0, 50.0, 1000.0]), st.lists(st.floats(0, 0.5), min_size=1, max_size=200))
def test_no_more_is_begun_than_the_rate_and_one_burst(rate: float, pauses: list[float]) -> None:
    pace, now, taken = Pace(rate, NOW), NOW, 0
    for pause in pauses:
        now += timedelta(seconds=pause)
        while pace.there(now):
            pace, taken = pace.taken(now), taken + 1
            assert taken <= (now - NOW).total_seconds() * rate + pace.burst + 0.01
        assert pace.next_at(now) > now
        assert pace.there(pace.next_at(now) + timedelta(microseconds=2)) == 1
