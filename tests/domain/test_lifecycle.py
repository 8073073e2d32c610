"""The life of a handoff: exactly the table of the architecture, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import IllegalTransition
from segue.domain.lifecycle import OPEN, OUTCOMES, TERMINAL, TRANSITIONS, Event, Handoff, State, advance, next_state

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

ALLOWED = {
    State.OFFERED: "requested declined lapsed",
    State.REQUESTED: "queued ticketed emailed customer_left handed_back cancelled",
    State.QUEUED: "reserved active queued ticketed emailed customer_left handed_back cancelled",
    State.RESERVED: "active queued ticketed emailed customer_left handed_back cancelled",
    State.ACTIVE: "resolved handed_back customer_left queued active",
}


def handoff(state: State) -> Handoff:
    return Handoff("hnd_1", "w", "cnv_1", state, "customer_asked", "general", NOW, NOW)


@pytest.mark.parametrize("state", list(State))
def test_a_handoff_can_become_what_the_architecture_says_and_nothing_else(state: State) -> None:
    reached = {target.value for target in TRANSITIONS.get(state, {}).values()}
    assert reached == set(ALLOWED.get(state, "").split())


@pytest.mark.parametrize("state", sorted(TERMINAL))
@pytest.mark.parametrize("event", list(Event))
def test_what_has_ended_stays_ended(state: State, event: Event) -> None:
    ended = handoff(state)
    with pytest.raises(IllegalTransition) as refused:
        advance(ended, event, NOW)
    assert refused.value.details == {"state": state.value, "event": event.value}
    assert ended == handoff(state)


@given(st.lists(st.sampled_from(list(Event)), max_size=60))
def test_whatever_happens_a_handoff_is_open_or_ended_and_says_when(events: list[Event]) -> None:
    current, now = handoff(State.REQUESTED), NOW
    for event in events:
        now += timedelta(seconds=1)
        try:
            current = advance(current, event, now)
        except IllegalTransition:
            continue
        assert (current.ended_at is not None) == (current.state in TERMINAL)
        assert current.state_at == now
    assert current.state in OPEN | OUTCOMES


@pytest.mark.parametrize("state", sorted(OPEN))
def test_from_every_open_state_an_end_can_be_reached(state: State) -> None:
    seen, frontier = {state}, [state]
    while frontier:
        for target in TRANSITIONS.get(frontier.pop(), {}).values():
            if target not in seen:
                seen.add(target)
                frontier.append(target)
    assert seen & OUTCOMES


def test_a_step_that_is_not_in_the_table_says_what_was_tried() -> None:
    with pytest.raises(IllegalTransition, match="requested cannot become so by resolved"):
        next_state(State.REQUESTED, Event.RESOLVED)
