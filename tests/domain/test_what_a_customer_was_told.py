"""How far a customer in a channel was told, through ends of conversations and pushes that cross them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.domain import telling
from segue.domain.channels import Span, Thread

AT = datetime(2026, 11, 21, tzinfo=UTC)
THREAD = Thread("default", "line", "their-1", "c2", AT, told=4, left=(Span("c0", 2, 5), Span("c1", 0, 3)))


def test_what_was_said_before_comes_first() -> None:
    assert telling.untold(THREAD, 9) == (Span("c0", 2, 5), Span("c1", 0, 3), Span("c2", 4, 9))


def test_what_was_told_to_its_end_is_not_left_any_more_and_nothing_goes_back() -> None:
    assert telling.told(THREAD, "c0", 4).left == (Span("c0", 4, 5), Span("c1", 0, 3))
    assert telling.told(THREAD, "c0", 5).left == (Span("c1", 0, 3),)
    assert telling.told(THREAD, "c0", 1).left == THREAD.left
    assert telling.told(THREAD, "c2", 3).told == 4
    assert telling.told(THREAD, "gone", 7) == THREAD


def test_what_another_sends_stays_marked() -> None:
    sending = replace(THREAD, sending=6, sending_at=AT)
    assert telling.told(sending, "c2", 5).sending == 6
    assert telling.not_told(sending, "c2", 5).sending == 6
    assert telling.told(sending, "c2", 6).sending == 0
    assert telling.not_told(sending, "c2", 6) == replace(THREAD, sending=0)


def test_what_did_not_arrive_after_the_next_conversation_began_is_put_back_in_front() -> None:
    assert telling.not_told(THREAD, "c0", 2).left == (Span("c0", 1, 5), Span("c1", 0, 3))
    assert telling.not_told(THREAD, "cx", 7).left == (Span("cx", 6, 7), *THREAD.left)


def test_only_so_much_is_kept_of_conversations_before() -> None:
    thread = replace(THREAD, left=())
    for number in range(50):
        thread = replace(thread, left=telling.moved_on(thread, Span(f"c{number}", 0, 3)))
    assert [one.conversation for one in thread.left] == [f"c{n}" for n in range(50 - telling.MOST_LEFT, 50)]


@given(st.integers(-10, 200))
def test_what_was_sent_long_ago_is_not_on_its_way(seconds: int) -> None:
    sending = replace(THREAD, sending=6, sending_at=AT)
    now = AT + timedelta(seconds=seconds)
    assert telling.is_under_way(sending, now) is (timedelta(seconds=seconds) < telling.ON_ITS_WAY)
    assert not telling.is_under_way(THREAD, now)
