"""A server with the two ways under Copilot Studio in its policy, and Microsoft played around it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from asking import Answer, Client
from world import HOME, UNLIMITED, StillClock

from fakes.memory_store import MemoryStore
from fakes.microsoft import AGENT, APP, RUNTIME, SECRETS, TENANT, Microsoft, microsoft
from segue.app import Segue, random_id
from segue.channels.opening import open_channel
from segue.domain.conversation import Conversation, Entry, Kind
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import lanes, presence, serve
from segue.flows.channel_desk import ChannelDesk
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.ports.conversations import EntriesAfter
from segue.ports.people import SaveUser, User, UserRole
from segue.server.application import create_app
from segue.settings import Settings

POLICY = f"""
version: 1
triggers:
  - {{id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}}
route:
  - {{queue: general}}
queues:
  general: {{kind: live}}
channels:
  teams: {{kind: copilot_skill, app_id: {APP}, secret: segue_app, tenant: {TENANT}, callers: [{AGENT}, bot_service]}}
"""
AS_AGENT = POLICY.replace("copilot_skill", "copilot_agent").replace("secret: segue_app, ", "")


@dataclass
class House:
    segue: Segue
    them: Microsoft
    client: Client
    store: MemoryStore
    clock: StillClock
    sent: int = 0

    async def post(self, activity: Mapping[str, Any], token: str | None = None) -> Answer:
        """token: "" for none; the agent's where nothing is said."""
        token = self.them.from_agent() if token is None else token
        return await self.client.ask("POST", "/api/messages", body=dict(activity), token=token)

    async def turn(self, text: str, conversation: str = "c1", **more: Any) -> Answer:
        return await self.post(self.message(text, conversation, **more))

    def message(self, text: str, conversation: str = "c1", **more: Any) -> dict[str, Any]:
        return self.activity("message", conversation, text=text) | more

    def event(self, name: str, value: Any = None, conversation: str = "c1", **more: Any) -> dict[str, Any]:
        return self.activity("event", conversation, name=name, value=value) | more

    def activity(self, type_: str, conversation: str, **more: Any) -> dict[str, Any]:
        self.sent += 1
        return {
            "type": type_,
            "id": f"act-{self.sent}",
            "channelId": "msteams",
            "serviceUrl": RUNTIME,
            "from": {"id": f"29:{conversation}", "name": "Ana", "aadObjectId": f"oid-{conversation}"},
            "recipient": {"id": "28:segue", "name": "Segue", "role": "skill"},
            "conversation": {"id": conversation},
            "locale": "en-US",
            **more,
        }

    # ---- what became of it

    @property
    def conversations(self) -> list[Conversation]:
        return list(self.store.conversations.values())

    async def log(self, conversation: str = "") -> tuple[Entry, ...]:
        id_ = conversation or self.conversations[0].id
        return await self.store.read(EntriesAfter(HOME, id_, 0, 500))

    async def words(self, conversation: str = "") -> list[str]:
        """What the customer said, as the log has it."""
        return [one.text for one in await self.log(conversation) if one.kind is Kind.MESSAGE and one.role == "end_user"]

    async def lanes(self) -> None:
        """Everything that goes on in the background, until there is nothing more to do."""
        for _ in range(20):
            self.clock.advance(seconds=1)  # so much a second goes out at most
            if not await lanes.once(self.segue.env):
                return

    # ---- the human

    async def human(self, name: str = "maria") -> User:
        user = User(f"usr_{name}", HOME, f"{name}@x.example", name.title(), UserRole.SUPERVISOR, self.clock.now())
        await self.store.write(SaveUser(user))
        await presence.set_presence(self.segue.env, user, Presence.ONLINE, "")
        return user

    async def takes(self, user: User, conversation: str = "") -> None:
        await serve.take(self.segue.env, user, conversation or self.conversations[0].id)

    async def says(self, user: User, text: str, conversation: str = "") -> None:
        self.sent += 1
        await serve.speak(self.segue.env, user, conversation or self.conversations[0].id, text, f"desk-{self.sent}")
        await self.lanes()

    async def hands_back(self, user: User, conversation: str = "") -> None:
        await serve.finish(self.segue.env, user, conversation or self.conversations[0].id, Event.HANDED_BACK)
        await self.lanes()


@asynccontextmanager
async def house(policy: str = POLICY, **settings: Any) -> AsyncIterator[House]:
    store, clock = MemoryStore(), StillClock()
    async with microsoft(clock.now) as (them, reach):
        policies = Policies(store, clock)
        await policies.adopt(HOME, policy, "test")
        desk = ChannelDesk(lambda line: open_channel(line, SECRETS, reach))
        env = Env(store, clock, policies, random_id, bot=lambda _: None, started_at=clock.now(), channels=desk)
        chosen = Settings(**(UNLIMITED | settings))
        segue = Segue(env, chosen, HOME)
        client = Client(create_app(segue, chosen), chosen.url.partition("://")[2])
        yield House(segue, them, client, store, clock)
