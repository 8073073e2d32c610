"""What each reader of the log gets to see."""

from __future__ import annotations

from fakes.world import World
from segue.domain.conversation import Audience, Kind
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.server.views import entries_view


async def test_the_team_s_own_business_reaches_neither_customer_nor_bot(world: World) -> None:
    maria, _ = await world.hire("maria", team="Billing"), await world.hire("tom")
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()
    first = await world.handoff()
    await serve.decline(world.segue.env, world.users[first.agent.removeprefix("usr_")], first.id)
    await world.segue.step()
    second = await world.handoff()
    await serve.accept(world.segue.env, world.users[second.agent.removeprefix("usr_")], second.id)
    await serve.note(world.segue.env, maria, "c1", "SECRET-NOTE", "n1")
    agent = world.users[second.agent.removeprefix("usr_")]
    await serve.finish(world.segue.env, agent, "c1", Event.HANDED_BACK, note="SECRET-BRIEFING")
    log = await world.log()
    customer, bot = str(entries_view(log, Audience.CUSTOMER)), str(entries_view(log, Audience.BOT))
    for secret in ("SECRET-NOTE", first.agent, second.agent, "weighed", "considered", "reservation"):
        assert secret not in customer
        assert secret not in bot
    assert "SECRET-BRIEFING" in bot
    assert "SECRET-BRIEFING" not in customer
    staff = entries_view(log, Audience.STAFF)
    assert len(staff) == len(log)
    assert any(view["kind"] is Kind.NOTE for view in staff)
