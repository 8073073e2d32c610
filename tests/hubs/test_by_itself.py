"""With its lanes running, Segue does by itself what the other tests do step by step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from house import ANA, ASKS, PUBLIC, playing, policy_for

from fakes.vendor import played
from segue.app import Segue
from segue.calls import Reach
from segue.domain.conversation import Entry, Kind, Role
from segue.flows.hub_inbox import accept
from segue.flows.receive import Message
from segue.hubs.opening import open_hub, streams_of
from segue.outbound import Outbound
from segue.ports.hubs import Webhook


async def until(segue: Segue, holds: Callable[[], Awaitable[bool]]) -> None:
    """Looks whenever something happens in the conversation, or in the helpdesk a moment later."""
    topic = segue.env.bell.conversation("default", "c1")
    async with asyncio.timeout(30):
        with segue.env.bell.listen(topic) as listener:
            while not await holds():
                await listener.wait(0.1)


@pytest.mark.parametrize("kind", ["dynamics", "chatwoot"])
async def test_a_conversation_goes_to_a_helpdesk_and_back(kind: str, tmp_path: Path) -> None:
    hub = playing(kind)
    file = tmp_path / "policy.yaml"
    file.write_text("version: 1\nroute: [{queue: general}]\ntriggers: []\nqueues: {general: {}}\n")
    async with AsyncExitStack() as stack:
        vendor = await stack.enter_async_context(played(hub.answer))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        segue = await stack.enter_async_context(Segue.open(file, store=f"sqlite:///{tmp_path}/segue.db"))
        reach = Reach(Outbound(session), session, vendor.at, public_url=PUBLIC)
        segue.env.hubs.open = lambda settings: open_hub(settings, hub.secrets, reach)
        segue.env.hubs.streams_of = streams_of
        await segue.env.policies.adopt("default", policy_for(hub, ticket=False), "test")

        async def told() -> list[Entry]:
            log = await segue.entries("c1")
            return [e for e in log if e.kind is Kind.MESSAGE and e.role is Role.HUMAN_AGENT]

        async def hear(webhooks: object) -> None:
            for one in webhooks:  # type: ignore[attr-defined]
                url = one.url or f"{PUBLIC}/v1/hubs/hub/webhook"
                await accept(segue.env, "hub", Webhook(one.headers, one.body, segue.clock.now(), one.method, url))

        async def owner() -> str:
            return (await segue.loaded("c1")).conversation.owner.kind.value

        await segue.start("c1", customer=ANA, bot="bot")
        await segue.receive("c1", Message("m1", Role.END_USER, ASKS))
        await until(segue, lambda: _true(len(hub.refs()) == 1))
        ref = hub.refs()[0]
        await hear(hub.says(ref, "Hello, this is Ana."))
        await until(segue, lambda: _any(told()))
        await segue.receive("c1", Message("m2", Role.END_USER, "thank you"))
        await until(segue, lambda: _true(any(s.text == "thank you" for s in hub.seen(ref))))
        await hear(hub.ends(ref))

        async def back() -> bool:
            return await owner() == "bot"

        await until(segue, back)
        assert [e.text for e in await told()] == ["Hello, this is Ana."]


async def _true(value: bool) -> bool:
    return value


async def _any(found: Awaitable[list[Entry]]) -> bool:
    return bool(await found)
