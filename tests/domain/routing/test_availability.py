"""What a queue can promise before a customer is promised a human."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import NOW, ago, ben, customer, maria

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Calendar, Order, Queue, QueueKind, Relaxation, RoutingSettings, WhenFull
from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.availability import Availability, Outlook, availability
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.router import Router
from segue.domain.routing.wait import Recent
from segue.domain.routing.waiting import Waiting, newcomer

QUEUE = Queue("billing", requires={"billing": 3}, when_full=WhenFull(longer_than=timedelta(minutes=10)))
SHUT = Calendar("shut", "UTC", {"sun": ()})
SEEN = Recent(waits=(30.0,) * 5, handle_times=(600.0,) * 5)


def look(
    queue: Queue = QUEUE,
    agents: Sequence[Agent] = (),
    waiting: Sequence[Waiting] = (),
    *,
    calendar: Calendar | None = None,
    recent: Recent = SEEN,
    customer: Waiting | None = None,
) -> Outlook:
    return availability(queue, calendar, agents, LineUp(waiting), NOW, recent=recent, customer=customer)


def line(length: int) -> list[Waiting]:
    return [customer(f"h{n}") for n in range(length)]


def test_somebody_is_there_and_free() -> None:
    found = look(agents=[maria()])
    expected = {"wait_s": 30.0, "wait_low_s": 30.0, "wait_high_s": median(SEEN.waits)}
    assert found == Outlook(Availability.OPEN, position=1, **expected, on_shift=1, units_free=2)
    assert found.promises_human


def test_the_line_gives_a_place_and_a_wait() -> None:
    found = look(agents=[maria(units_used=2)], waiting=line(1))
    assert (found.status, found.position, found.wait_s) == (Availability.OPEN, 2, 600.0)


def test_a_wait_longer_than_the_policy_finds_bearable_is_full() -> None:
    found = look(agents=[maria(units_used=2)], waiting=line(2))
    assert (found.status, found.wait_s) == (Availability.FULL, 900.0)
    assert found.promises_human


def test_without_a_limit_a_queue_is_never_full() -> None:
    assert look(replace(QUEUE, when_full=None), [maria(units_used=2)], line(9)).status is Availability.OPEN


def test_a_wait_that_is_not_known_is_not_full_and_not_zero() -> None:
    found = look(agents=[maria(units_used=2)], waiting=line(9), recent=Recent())
    assert (found.status, found.position, found.wait_s) == (Availability.OPEN, 10, None)


@pytest.mark.parametrize(
    ("agent", "status"),
    [
        (maria(units_used=2), Availability.OPEN),
        (maria(presence=Presence.BUSY), Availability.OPEN),
        (maria(presence=Presence.AWAY), Availability.NOBODY_THERE),
        (maria(presence=Presence.OFFLINE), Availability.NOBODY_THERE),
        (maria(skills={"billing": 2}), Availability.NOBODY_THERE),
        (maria(queues=("general",)), Availability.NOBODY_THERE),
        (maria(capacity=0), Availability.NOBODY_THERE),
    ],
)
def test_somebody_counts_as_there_who_is_on_shift_and_fits(agent: Agent, status: Availability) -> None:
    assert look(agents=[agent]).status is status


def test_only_busy_people_are_there_but_say_nothing_about_the_wait() -> None:
    assert look(agents=[maria(presence=Presence.BUSY)]).wait_s is None


@pytest.mark.parametrize(
    ("relax", "agent"),
    [
        (Relaxation(timedelta(minutes=5), requires={"billing": 1}), maria(skills={"billing": 1})),
        (Relaxation(timedelta(minutes=5), overflow="general"), maria(queues=("general",))),
    ],
)
def test_somebody_who_will_fit_after_relaxing_is_there(relax: Relaxation, agent: Agent) -> None:
    assert look(replace(QUEUE, relax=(relax,)), [agent]).status is Availability.OPEN


def test_room_of_somebody_who_fits_only_later_is_not_room_now() -> None:
    later = Relaxation(timedelta(minutes=5), requires={"billing": 1})
    found = look(replace(QUEUE, relax=(later,)), [maria(units_used=2), ben(skills={"billing": 1})])
    assert (found.units_free, found.wait_s) == (0, 600.0 / 4)


def test_nobody_who_speaks_the_language_is_nobody() -> None:
    german = newcomer(QUEUE, NOW, language="de")
    assert look(agents=[maria(languages=("en",))], customer=german).status is Availability.NOBODY_THERE
    assert look(agents=[maria(languages=("en", "de"))], customer=german).status is Availability.OPEN


def test_outside_hours_the_next_opening_is_told() -> None:
    found = look(agents=[maria()], calendar=replace(SHUT, week={"tue": ((NOW.time(), NOW.time()),)}))
    assert found == Outlook(Availability.CLOSED, opens_at=NOW + timedelta(days=1))
    assert look(agents=[maria()], calendar=SHUT) == Outlook(Availability.CLOSED, opens_at=None)


@pytest.mark.parametrize(
    ("kind", "status"), [(QueueKind.TICKET, Availability.TICKET), (QueueKind.EMAIL, Availability.EMAIL)]
)
def test_a_queue_without_a_line_says_so(kind: QueueKind, status: Availability) -> None:
    found = look(replace(QUEUE, kind=kind), [maria()], calendar=SHUT)
    assert found == Outlook(status)
    assert not found.promises_human


def test_of_a_queue_that_a_hub_keeps_only_the_hours_are_known() -> None:
    assert look(replace(QUEUE, hub="zendesk")) == Outlook(Availability.OPEN)
    assert look(replace(QUEUE, hub="zendesk"), calendar=SHUT).status is Availability.CLOSED


def test_a_customer_who_waits_already_keeps_the_place() -> None:
    waiting = [customer("h1", queued_at=ago(60)), customer("h2", queued_at=ago(30)), customer("h3")]
    assert look(agents=[maria(units_used=2)], waiting=waiting, customer=waiting[1]).position == 2


def test_an_immediate_case_goes_to_the_head_of_the_line() -> None:
    urgent = replace(newcomer(QUEUE, NOW), urgency=Urgency.IMMEDIATE)
    assert look(agents=[maria(units_used=2)], waiting=line(5), customer=urgent).position == 1


def test_an_agent_of_several_busy_queues_counts_in_part() -> None:
    busy = [customer("h1"), customer("h2", queue="general")]
    only_here = maria(units_used=2, queues=("billing",))
    both = ben(units_used=2, queues=("billing", "general"))
    assert look(agents=[only_here], waiting=busy).wait_s == 600.0 * 2 / 2
    assert look(agents=[both], waiting=busy).wait_s == 600.0 * 2 / 1
    assert look(agents=[only_here, both], waiting=busy).wait_s == 600.0 * 2 / 3


@settings(max_examples=150, deadline=None)
@given(queues=worlds.queues, team=worlds.teams, line=worlds.lines)
def test_whoever_is_proposed_to_somebody_had_been_promised_a_human(
    queues: dict[str, Queue], team: list[Agent], line: list[Waiting]
) -> None:
    router = Router(queues, agents=team, waiting=line)
    customers = {waiting.handoff: waiting for waiting in line}
    for proposal in router.plan(NOW):
        waiting = customers[proposal.handoff]
        queue = queues.get(waiting.queue, Queue(waiting.queue))
        found = look(queue, team, line, customer=waiting)
        assert found.promises_human
        assert found.position == router.position(waiting.handoff)


@given(queues=worlds.queues, line=worlds.lines, order=st.sampled_from(Order))
def test_the_place_that_customers_are_told_is_the_one_that_people_see(
    queues: dict[str, Queue], line: list[Waiting], order: Order
) -> None:
    router = Router(queues, RoutingSettings(order=order), waiting=line)
    for one in line:
        if not one.asynchronous:
            queue = queues.get(one.queue, Queue(one.queue))
            assert LineUp(line).position(queue, one, order) == router.position(one.handoff)
