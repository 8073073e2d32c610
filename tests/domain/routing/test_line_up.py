"""Everybody who waits, sorted once: places are those of a plain count, whatever has changed for one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Order, Queue
from segue.domain.routing.line_up import LineUp, group_of
from segue.domain.routing.waiting import Waiting, turn


@given(queues=worlds.queues, line=worlds.lines, order=st.sampled_from(Order), priority=st.integers(-2, 2))
def test_a_place_is_one_more_than_those_who_go_first(
    queues: dict[str, Queue], line: list[Waiting], order: Order, priority: int
) -> None:
    line_up = LineUp(line)
    for one in line:
        me, queue = replace(one, priority=priority), queues.get(one.queue, Queue(one.queue))
        others = [o for o in line if o.queue == queue.name and not o.asynchronous and o.handoff != me.handoff]
        first = sum(turn(other, queue, order) < turn(me, queue, order) for other in others)
        assert line_up.position(queue, me, order) == 1 + first


@given(line=worlds.lines)
def test_groups_hold_everybody_who_sits_and_waits_once(line: list[Waiting]) -> None:
    groups, first = LineUp(line).groups(by_value=True)
    assert sum(map(len, groups.values())) == sum(not one.asynchronous for one in line)
    assert set(groups) == {group_of(one) for one in line if not one.asynchronous}
    assert all(list(places) == sorted(places) for places in groups.values())
    assert first == {group: min(since for _, since in places) for group, places in groups.items()}


@given(line=worlds.lines, most=st.integers(0, 8), queues=st.sets(st.sampled_from(["billing", "general", "nobody"])))
def test_the_desk_lists_the_immediate_ones_then_those_who_have_waited_the_longest(
    line: list[Waiting], most: int, queues: set[str]
) -> None:
    line_up = LineUp(line)
    theirs = [one for one in line if one.queue in queues]
    in_order = sorted(theirs, key=lambda one: (one.urgency is not Urgency.IMMEDIATE, one.queued_at, one.handoff))
    assert line_up.first(queues, most) == tuple(one.handoff for one in in_order[:most])
    assert line_up.count(queues) == len(theirs)


@given(ages=st.lists(st.integers(0, 7200), min_size=1, max_size=9))
def test_arrivals_fade_by_half_in_ten_minutes_whatever_the_order_in_which_they_are_counted(ages: list[int]) -> None:
    line = [worlds.customer(f"h{number}", queued_at=worlds.ago(age)) for number, age in enumerate(ages)]
    (came,) = LineUp(line).came().values()
    assert came.at(worlds.NOW) == pytest.approx(sum(0.5 ** (age / 600) for age in ages))
    assert (came.seen, came.since) == (worlds.ago(min(ages)), worlds.ago(max(ages)))
