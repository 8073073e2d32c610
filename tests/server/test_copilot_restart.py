"""Segue stops in the middle of a chat, and comes back: nothing is lost, and nothing comes twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from asking import Client
from copilot_world import AS_AGENT, POLICY, House
from world import UNLIMITED

from fakes.memory_store import MemoryStore
from fakes.microsoft import SECRETS, SIGNED, Microsoft, microsoft
from segue.app import Segue
from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import presence, serve
from segue.flows.channel_desk import ChannelDesk
from segue.flows.relay import until_delivery_is_due
from segue.ports.conversations import OpenHandoffs
from segue.ports.deliveries import NextDelivery
from segue.ports.people import SaveUser, User, UserRole
from segue.server.application import create_app
from segue.settings import Settings

MARIA = User("usr_maria", "default", "maria@x.example", "Maria", UserRole.SUPERVISOR, datetime.now(UTC))


@asynccontextmanager
async def running(folder: Path, policy: str, them: Microsoft, reach: Reach) -> AsyncIterator[House]:
    """A process of its own, on the database in this folder."""
    file, chosen = folder / "policy.yaml", Settings(**UNLIMITED)
    file.write_text(policy)
    desk = ChannelDesk(lambda line: open_channel(line, SECRETS, reach))
    url = f"sqlite:///{folder}/segue.db"
    async with Segue.open(file, store=url, settings=chosen, background=False, channels=desk) as segue:
        client = Client(create_app(segue, chosen), chosen.url.partition("://")[2])
        yield House(segue, them, client, MemoryStore(), None)  # type: ignore[arg-type]


def turn(made: House, number: int, text: str, **more: Any) -> Mapping[str, Any]:
    return {**made.message(text, serviceUrl=SIGNED, **more), "id": f"turn-{number}"}


@pytest.mark.parametrize("policy", [POLICY, AS_AGENT], ids=["skill", "agent"])
async def test_a_chat_survives_a_restart(tmp_path: Path, policy: str) -> None:
    async with microsoft() as (them, reach):
        async with running(tmp_path, policy, them, reach) as made:
            await made.segue.store.write(SaveUser(MARIA))
            await presence.set_presence(made.segue.env, MARIA, Presence.ONLINE, "")
            first = turn(made, 1, "I need a person", deliveryMode="expectReplies")
            told = (await made.post(first)).json
            conversation = str(told["activities"][0].get("conversation", {})["id"])
            assert conversation == "c1"
            await made.segue.step()
        async with running(tmp_path, policy, them, reach) as made:
            assert (await made.post(first)).json == told
            handoffs = await made.segue.store.read(OpenHandoffs("default"))
            id_ = handoffs[0][0].conversation
            await serve.take(made.segue.env, MARIA, id_)
            await serve.speak(made.segue.env, MARIA, id_, "Said before the stop.", "desk-1")
        async with running(tmp_path, policy, them, reach) as made:
            await steps(made)
            await serve.speak(made.segue.env, MARIA, id_, "And after it.", "desk-2")
            await serve.finish(made.segue.env, MARIA, id_, Event.HANDED_BACK)
            await steps(made)
        said = [one for one in them.said if one.startswith("Maria: ")]
        assert said == ["Maria: Said before the stop.", "Maria: And after it."]
        assert len(them.of_type("endOfConversation")) == 1


async def steps(made: House) -> None:
    """What goes on in the background, until everything that is due was delivered."""
    await made.segue.step()
    while await made.segue.store.read(NextDelivery()) is not None:
        await until_delivery_is_due(made.segue.env)
        await made.segue.step()
