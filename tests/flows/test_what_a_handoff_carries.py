"""What a handoff brings along to routing: from its queue, and from what is vouched for of the customer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.world import POLICY, World
from segue.domain.conversation import Conversation, Customer
from segue.domain.lifecycle import Event, Handoff
from segue.domain.moves.needs import avoided, churn_risk, needs_of, tier_of
from segue.domain.policy import Policy
from segue.domain.queues import RoutingSettings, Tier
from segue.domain.routing.waiting import waiting_of
from segue.flows import serve
from segue.flows.outlook import floor

ASK = "I want to talk to a human please"
RICH = (
    POLICY.replace(
        "facts: {customer.tier: string}",
        "facts: {customer.tier: string, customer.avoid_agents: list, customer.named_contact: string}\n"
        "tiers: {enterprise: {value: 4, patience: 9m}}\nrouting: {churn: 2}",
    )
    .replace(
        "general: {title: Customer care, reserve_for: 30s}",
        "general: {title: Customer care, reserve_for: 30s, prefers: {french: 2}, authority: {credit: 50}, seniority: 1,"
        " sticky: {who: [named_contact, last_agent], wait: 45s, within: 2d}, sla: {first_response: 4m}}",
    )
    .replace("reason: customer_asked}", "reason: customer_asked, urgency: high, priority: 2}", 1)
)
ABLE = {"authority": {"credit": 100}, "seniority": 3}


async def asked(world: World, verified: bool = True, **facts: Any) -> Handoff:
    await world.segue.env.policies.adopt("default", RICH, "test")
    await world.start("c1", customer=Customer("ana", verified=verified, facts=facts), channel="widget", visitor="v1")
    await world.customer(ASK)
    return await world.handoff()


async def test_the_queue_and_the_trigger_say_what_is_needed(world: World) -> None:
    await world.hire("maria", **ABLE)
    handoff = await asked(world)
    assert (handoff.prefers, handoff.authority, handoff.seniority) == ({"french": 2}, {"credit": 50}, 1)
    assert (handoff.urgency, handoff.priority, handoff.channel) == ("high", 2, "widget")
    assert handoff.due_at == world.clock.now().replace(minute=2)  # half of the four minutes
    assert handoff.entered_at == handoff.queued_at == world.clock.now()


async def test_tier_and_risk_of_leaving_make_the_value(world: World) -> None:
    await world.hire("maria", **ABLE)
    handoff = await asked(world, tier="Enterprise", churn_risk=0.5)
    assert (handoff.tier, handoff.value) == ("enterprise", 4 * (1 + 2 * 0.5))
    (waiting,) = (await floor(world.segue.env, "default")).waiting
    assert (waiting.value, waiting.tier, waiting.patience.total_seconds()) == (8, "enterprise", 540)


async def test_what_a_page_claims_counts_for_nothing(world: World) -> None:
    maria = await world.hire("maria", **ABLE)
    handoff = await asked(
        world, verified=False, tier="enterprise", churn_risk=1, avoid_agents=[maria.id], named_contact=maria.id
    )
    assert (handoff.tier, handoff.value, handoff.avoid, handoff.sticky) == ("", 1, (), "")


async def test_agents_whom_the_customer_must_not_get_are_known_by_id_or_address(world: World) -> None:
    maria, tom = await world.hire("maria", **ABLE), await world.hire("tom", **ABLE)
    handoff = await asked(world, avoid_agents=[maria.id, "TOM@acme.example", "nobody@else.example"])
    assert handoff.avoid == (maria.id, tom.id)
    assert (await world.handoff()).state == "ticketed"  # nobody else is here
    assert waiting_of(handoff).avoid == (maria.id, tom.id)


async def test_the_named_contact_comes_before_the_last_agent_and_only_if_they_can_take_it(world: World) -> None:
    maria, tom = await world.hire("maria", **ABLE), await world.hire("tom", **ABLE)
    handoff = await asked(world, named_contact="tom@acme.example")
    assert (handoff.sticky, handoff.sticky_until) == (tom.id, world.clock.now().replace(second=45))
    await serve.take(world.segue.env, maria, "c1")
    await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK)
    await world.customer(ASK)
    assert (await world.handoff()).sticky == tom.id


@pytest.mark.parametrize(("hours", "known"), [(47, True), (49, False)])
async def test_the_last_agent_is_waited_for_when_that_was_not_too_long_ago(
    world: World, hours: int, known: bool
) -> None:
    maria = await world.hire("maria", **ABLE)
    await asked(world)
    await serve.take(world.segue.env, maria, "c1")
    await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK)
    world.clock.forward(hours=hours)
    await world.hire("maria", **ABLE)
    await world.start("c2", customer=Customer("ana", verified=True))
    await world.customer(ASK, "c2")
    assert (await world.handoff("c2")).sticky == (maria.id if known else "")


@pytest.mark.parametrize(
    ("told", "known"), [(0.4, 0.4), (1, 1.0), (85, 0.0), (-1, 0.0), (True, 0.0), ("high", 0.0), (None, 0.0)]
)
def test_a_risk_that_is_no_share_is_none(told: Any, known: float) -> None:
    assert churn_risk({"churn_risk": told}) == known


@pytest.mark.parametrize("told", [None, 3, {"a": 1}, [3, None, " "], ""])
def test_a_list_of_agents_that_is_none_avoids_nobody(told: Any) -> None:
    assert avoided(customer(avoid_agents=told)) == ()


def test_the_tier_is_named_as_the_policy_names_it() -> None:
    policy = Policy((), (), {}, tiers={"Plus": Tier("Plus", value=3)}, routing=RoutingSettings(churn=1))
    assert tier_of({"tier": " pLUS "}, policy) == "Plus"
    assert tier_of({"tier": "other"}, policy) == "other"
    assert tier_of({"tier": 4}, policy) == ""
    assert needs_of(customer(tier="plus", churn_risk=1), policy).value == 6


def customer(**facts: Any) -> Conversation:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    return Conversation("w", "c", at, at, customer=Customer("ana", verified=True, facts=facts))
