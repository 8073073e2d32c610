"""What is known of a customer's chances: who goes first, who competes for the same agents, what came lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from worlds import NOW, ago, ben, customer, maria

from segue.domain.routing.agents import Agent, Presence
from segue.domain.routing.forecast import Situation
from segue.domain.routing.line_up import LineUp
from segue.domain.routing.situation import USUAL_S, Chances, Past
from segue.domain.routing.waiting import Waiting

ME = customer("me", queued_at=NOW, value=3.0)


def situation(me: Waiting, agents: list[Agent], line: list[Waiting], past: Past, now: datetime) -> Situation:
    return Chances(agents, LineUp(line), now).of(me, past)


def test_dearer_customers_and_earlier_equals_go_first_and_follow_ups_never() -> None:
    line = [
        customer("earlier", value=3.0, queued_at=ago(60)),
        customer("dearer", value=10.0, queued_at=ago(5)),
        customer("cheaper", value=1.0, queued_at=ago(300)),
        replace(customer("mail", value=10.0, queued_at=ago(900)), asynchronous=True),
    ]
    seen = situation(ME, [maria()], line, Past(), NOW)
    assert (seen.ahead, seen.waiting, seen.head_wait_s) == (2.0, 3.0, 300.0)


def test_whoever_waits_already_does_not_stand_in_their_own_way() -> None:
    older = customer("older", value=3.0, queued_at=ago(60))
    alone, beside = situation(ME, [maria()], [older], Past(), NOW), situation(ME, [maria()], [older, ME], Past(), NOW)
    assert (alone.ahead, alone.waiting) == (beside.ahead, beside.waiting) == (1.0, 1.0)


def test_who_waits_for_other_agents_does_not_stand_in_the_way() -> None:
    stranger = customer("other", queue="general", requires={"german": 1}, value=10.0, queued_at=ago(60))
    both = maria(skills={"billing": 3, "german": 3}, capacity=2)
    seen = situation(ME, [maria(), ben(skills={"german": 2})], [stranger], Past(), NOW)
    assert (seen.ahead, seen.units) == (0.0, 2.0)
    shared = situation(ME, [maria(), both], [stranger], Past(), NOW)
    assert (shared.ahead, shared.units) == (0.5, 3.0)  # half of the capacity that fits is wanted by both


def test_only_people_at_work_count() -> None:
    team = [maria(presence=Presence.AWAY), ben(presence=Presence.BUSY, units_used=1)]
    seen = situation(ME, team, [], Past(), NOW)
    assert (seen.units, seen.units_used) == (2.0, 1.0)


def test_the_past_knows_the_last_wait_of_the_tier_the_last_ten_and_what_is_dearer() -> None:
    past = Past()
    assert past.last_wait_s(ME) == 0.0
    gold, plain = replace(ME, tier="gold"), replace(ME, tier="free", value=1.0)
    for i in range(12):
        past.arrived(gold, NOW - timedelta(minutes=12 - i))
        past.answered(gold, 10.0 * i)
    assert past.last_wait_s(gold) == 110.0
    assert past.last_wait_s(plain) == past.recent_s("billing") == 65.0
    assert 0.8 / 60 < past.dearer_per_s(plain, NOW) < 1.3 / 60
    assert past.dearer_per_s(gold, NOW) == 0.0


def test_handle_times_are_learned_and_begin_with_something_sane() -> None:
    past = Past()
    assert situation(ME, [maria()], [], past, NOW).handle_s == USUAL_S
    for _ in range(60):
        past.finished("billing", 100.0)
    assert 99 < situation(ME, [maria()], [], past, NOW).handle_s < 101
