"""Server-sent events: the same whatever portions they come in, and nothing breaks the reader."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from segue.event_stream import LONGEST_EVENT, Event, Events

SAID = b': hello\n\nevent: ping\ndata: 0\n\nid: 7\nevent: MESSAGE\ndata: {"a":\r\ndata: 1}\r\n\r\ndata:x\r\rid\n\n'
HEARD = [Event("", "ping", "0"), Event("7", "MESSAGE", '{"a":\n1}'), Event("7", "message", "x")]


@given(st.lists(st.integers(min_value=0, max_value=len(SAID)), max_size=12))
def test_portions_make_no_difference(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(SAID)]
    events = Events()
    found = [event for start, end in pairwise(edges) for event in events.feed(SAID[start:end])]
    assert found == HEARD


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_no_bytes_raise(portions: list[bytes]) -> None:
    events = Events()
    for some in portions:
        assert all(isinstance(event, Event) for event in events.feed(some))


def test_what_is_too_long_is_passed_over_and_the_next_is_heard() -> None:
    events = Events()
    assert events.feed(b"data: " + b"x" * (LONGEST_EVENT + 10)) == []
    assert events.feed(b"yyy\n\ndata: after\n\n") == [Event("", "message", "after")]


def test_a_reader_may_keep_longer_ones_or_shorter_ones() -> None:
    said = b"data: " + b"x" * 50 + b"\n\n"
    assert Events(longest=40).feed(said) == []
    assert len(Events(longest=60).feed(said)) == 1
