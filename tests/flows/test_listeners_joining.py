"""Whoever changes a conversation may name listeners who learn of it from there on."""

from __future__ import annotations

from fakes.world import POLICY, World
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import hub_listener, webhook_listener
from segue.flows.change import Work, change
from segue.ports.deliveries import CursorOf

SUPPORT, CRM = hub_listener("support"), webhook_listener("crm")
WEBHOOKS = 'webhooks: {crm: {url: "https://crm.example/in", secret: crm}}\n'


async def note(world: World, text: str, *listeners: str) -> int:
    async def act(work: Work) -> int:
        work.listeners = listeners
        return work.draft.add(Kind.NOTE, Role.SYSTEM, text).seq

    return await change(world.segue.env, "default", "c1", act)


async def lanes(world: World) -> dict[str, int | None]:
    here = {name: await world.segue.store.read(CursorOf("default", "c1", name)) for name in (SUPPORT, CRM)}
    return {name: cursor for name, cursor in here.items() if cursor is not None}


async def test_a_listener_who_is_new_hears_of_what_is_written_with_it_and_of_nothing_before(world: World) -> None:
    await world.start()
    await world.customer("Hello")
    first = await note(world, "to the helpdesk", SUPPORT)
    assert await lanes(world) == {SUPPORT: first - 1}


async def test_one_who_listens_already_stays_where_it_is(world: World) -> None:
    await world.start()
    first = await note(world, "to the helpdesk", SUPPORT)
    await note(world, "more", SUPPORT)
    await note(world, "and more")
    assert await lanes(world) == {SUPPORT: first - 1}


async def test_webhooks_of_the_policy_join_as_well(world: World) -> None:
    await world.start()
    await world.segue.env.policies.adopt("default", POLICY + WEBHOOKS, "ana")
    first = await note(world, "to the helpdesk", SUPPORT)
    assert await lanes(world) == {SUPPORT: first - 1, CRM: first - 1}
