"""Somebody who works for some queues reaches what came to those queues, by whatever route."""

from __future__ import annotations

from dataclasses import replace

import pytest
from world import HOME, POLICY, World

from segue.domain.conversation import Customer, Role
from segue.domain.routing.agents import Presence
from segue.flows import presence
from segue.flows.escalations import watch_tickets
from segue.flows.follow_ups import offer_follow_ups
from segue.flows.receive import Message
from segue.ports.conversations import FollowUps
from segue.ports.people import SaveUser

ROUTES = (
    ("GET", "/v1/desk/conversations/cnv_ana"),
    ("GET", "/v1/conversations/cnv_ana/package"),
    ("POST", "/v1/conversations/cnv_ana/ticket"),  # of the socket that shows the log as staff see it
)


@pytest.mark.parametrize(("queue", "status"), [("billing", 404), ("general", 200)])
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_an_agent_reaches_the_conversations_of_their_queues_only(
    world: World, method: str, path: str, queue: str, status: int
) -> None:
    await world.conversation()
    await world.waiting()  # in the queue general
    user = replace(await world.user(), queues=(queue,))
    await world.store.write(SaveUser(user))
    assert (await world.client.ask(method, path, session=await world.session(user))).status == status


MONEY = """  - {id: money, phrases: [divorce], then: handoff, reason: dispute, queue: billing}
"""
WITH_CARD = ("/v1/desk/conversations/c2", "/v1/conversations/c2/package", "/v1/conversations/c2/package?as=markdown")


@pytest.mark.parametrize("path", WITH_CARD)
@pytest.mark.parametrize(("queues", "told"), [(("general",), False), ((), True), (("general", "billing"), True)])
async def test_an_earlier_contact_in_another_queue_is_told_without_its_words(
    world: World, path: str, queues: tuple[str, ...], told: bool
) -> None:
    policy = POLICY.replace("triggers:\n", f"triggers:\n{MONEY}").replace("queues:\n", "queues:\n  billing: {}\n")
    await world.segue.env.policies.adopt(HOME, policy, "test")
    ana = Customer("cus_1", "Ana", verified=True, facts={})
    said = {"c1": "My invoice is wrong because of my divorce", "c2": "I want to talk to a human please"}
    for conversation, text in said.items():
        await world.segue.start(conversation, workspace=HOME, customer=ana)
        await world.segue.receive(conversation, Message("m", Role.END_USER, text), workspace=HOME)
        await world.segue.step()
    user = replace(await world.user(), queues=queues)
    await world.store.write(SaveUser(user))
    answer = await world.client.ask("GET", path, session=await world.session(user))
    assert answer.status == 200
    assert ("divorce" in answer.body.decode()) is told


LATE = "sla: {ticket_response: 1h, escalate: [{when: missed, overflow: billing}]}"


async def test_who_is_offered_a_ticket_past_their_queues_sees_it_and_may_pick_it_up(world: World) -> None:
    policy = POLICY.replace("queues:\n", "queues:\n  billing: {}\n").replace("{kind: live}", f"{{kind: live, {LATE}}}")
    await world.segue.env.policies.adopt(HOME, policy, "test")
    await world.conversation()
    await world.segue.receive("cnv_ana", Message("m", Role.END_USER, "I want to talk to a human"), workspace=HOME)
    (ticket,) = await world.store.read(FollowUps(HOME))
    user = replace(await world.user(), queues=("billing",))
    await world.store.write(SaveUser(user))
    session, path = await world.session(user), f"/v1/desk/follow-ups/{ticket.id}/pick-up"

    async def listed() -> list[str]:
        shown = await world.client.ask("GET", "/v1/desk/snapshot", session=session)
        return [one["id"] for one in shown.json["follow_ups"]]

    assert await listed() == []
    assert (await world.client.ask("POST", path, session=session)).status == 404
    world.clock.advance(seconds=3601)
    await presence.set_presence(world.segue.env, user, Presence.ONLINE, "")
    await watch_tickets(world.segue.env)
    await offer_follow_ups(world.segue.env)
    assert await listed() == [ticket.id]
    assert (await world.client.ask("POST", path, session=session)).status == 200
