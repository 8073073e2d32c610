"""Everybody who waits, sorted once: places are those of a plain count, whatever has changed for one of them."""

from __future__ import annotations

from dataclasses import replace

import worlds
from hypothesis import given
from hypothesis import strategies as st

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
    groups = LineUp(line).groups(by_value=True)
    assert sum(map(len, groups.values())) == sum(not one.asynchronous for one in line)
    assert set(groups) == {group_of(one) for one in line if not one.asynchronous}
    assert all(places == sorted(places) for places in groups.values())
