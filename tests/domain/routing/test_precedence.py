"""The order in which everybody is shown is the one in which a plan serves them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from worlds import NOW, ago, customer, maria

from segue.domain.lifecycle import Urgency
from segue.domain.queues import Assign, Order, Queue, RoutingSettings, ServiceLevel
from segue.domain.routing.experience import Experience
from segue.domain.routing.precedence import in_order
from segue.domain.routing.router import Router
from segue.domain.routing.waiting import Waiting

QUEUES = {
    "billing": Queue("billing", sla=ServiceLevel(first_response=timedelta(seconds=90))),
    "general": Queue("general"),
}
PEOPLE = st.lists(
    st.builds(
        customer,
        handoff=st.just("x"),
        queue=st.sampled_from(sorted(QUEUES)),
        queued_at=st.sampled_from([0, 5, 30, 85, 95, 400, 1900, 2500]).map(ago),
        urgency=st.sampled_from([Urgency.NORMAL, Urgency.HIGH, Urgency.IMMEDIATE]),
        priority=st.sampled_from([0, 0, 0, 2]),
        value=st.sampled_from([0.5, 1.0, 4.0]),
        patience=st.sampled_from([60, 300]).map(lambda s: timedelta(seconds=s)),
    ),
    min_size=2,
    max_size=8,
)


@given(PEOPLE, st.sampled_from(Order))
def test_who_is_shown_first_is_served_first(people: list[Waiting], order: Order) -> None:
    named = [replace(one, handoff=f"h{number}") for number, one in enumerate(people)]
    settings = RoutingSettings(order=order, assign=Assign.LEAST_ACTIVE)
    experience = Experience(settings)
    everybody = [maria(capacity=50)]
    router = Router(QUEUES, settings, agents=everybody, waiting=named, experience=experience)
    shown = [one.handoff for one, _ in in_order(named, QUEUES, NOW, settings, experience)]
    assert shown == [step.handoff for step in router.plan(NOW)]


def test_of_those_alike_whoever_came_first_is_first_even_where_a_second_of_the_other_costs_more_by_now() -> None:
    missed, near = customer(handoff="missed", queued_at=ago(95)), customer(handoff="near", queued_at=ago(85))
    settings = RoutingSettings()
    found = in_order([near, missed], QUEUES, NOW, settings, Experience(settings))
    assert [one.handoff for one, _ in found] == ["missed", "near"]
    assert found[0][1].score < found[1][1].score


def test_the_terms_say_what_a_second_costs_by_now() -> None:
    settings = RoutingSettings(sla_miss=timedelta(seconds=120), handle_time=timedelta(seconds=480))
    dear = customer(value=3.0, queued_at=ago(90), patience=timedelta(seconds=100), leaving_costs=timedelta(seconds=200))
    ((_, found),) = in_order([dear], QUEUES, NOW, settings, Experience(settings))
    assert found.by == "cost"
    assert found.terms == {"value": 3.0, "wait": 1.0, "leaving": 2.0, "target": 2.0, "work_s": 480.0}
    assert found.score == 3.0 * 5.0 / 480**0.75


def test_a_target_that_was_missed_presses_no_more_and_who_waits_too_long_goes_first() -> None:
    settings = RoutingSettings(longest_wait=timedelta(minutes=30))
    late, fresh = customer("late", queued_at=ago(1801)), customer("fresh", queued_at=ago(89), value=50.0)
    (first, found), (second, _) = in_order([fresh, late], QUEUES, NOW, settings, Experience(settings))
    assert (first.handoff, found.by, found.terms["target"]) == ("late", "longest_wait", 0.0)
    assert second.handoff == "fresh"
