"""A running Segue with people, bots, sites and conversations in two workspaces, on the in-memory store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from asking import Client

from fakes.memory_store import MemoryStore
from segue.app import Segue, random_id
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff, State
from segue.flows.env import Env
from segue.flows.policies import Policies
from segue.flows.tokens import fresh, hashed
from segue.flows.visitors import VISITOR_LASTS, conversation_token
from segue.ports.conversations import AppendEntries
from segue.ports.people import (
    ApiKey,
    SaveKey,
    SaveSession,
    SaveSite,
    SaveUser,
    SaveVisitor,
    Session,
    Site,
    User,
    UserRole,
    Visitor,
)
from segue.server.application import create_app
from segue.server.run import listen, serving
from segue.settings import Settings

HOME, ABROAD = "default", "abroad"
ORIGIN = "https://shop.example"
PASSWORD = "correct horse battery"
POLICY = """
version: 1
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
route:
  - {queue: general}
queues:
  general: {kind: live}
"""
RATES = ("sign_in", "sign_in_email", "widget_session", "message", "default", "bot", "address")
UNLIMITED: dict[str, Any] = {f"rate_{name}": "off" for name in RATES}


class StillClock:
    """Stands until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


@cache
def cheap_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass
class World:
    store: MemoryStore
    clock: StillClock
    segue: Segue
    client: Client

    @property
    def app(self) -> Any:
        return self.client.app

    async def user(self, name: str = "maria", role: UserRole = UserRole.AGENT, workspace: str = HOME) -> User:
        email = f"{name}@{workspace}.example"
        user = User(f"usr_{name}_{workspace}", workspace, email, name.title(), role, self.clock.now())
        user = replace(user, password_hash=cheap_hash())
        await self.store.write(SaveUser(user))
        return user

    async def session(self, user: User) -> str:
        """A signed-in browser's token."""
        token, now = fresh("ss"), self.clock.now()
        await self.store.write(
            SaveSession(Session(hashed(token), user.workspace, user.id, now, now + timedelta(hours=12)))
        )
        return token

    async def signed_in(self, role: UserRole, workspace: str = HOME) -> str:
        return await self.session(await self.user(str(role), role, workspace))

    async def key(self, *scopes: str, name: str = "shopbot", workspace: str = HOME, **fields: Any) -> str:
        secret = fresh("sk")
        key = ApiKey(fresh("key"), workspace, name, hashed(secret), scopes, self.clock.now(), **fields)
        await self.store.write(SaveKey(key))
        return secret

    async def site(self, workspace: str = HOME, **fields: Any) -> Site:
        site = Site(f"site_{workspace}", workspace, "Shop", (ORIGIN,), self.clock.now(), **fields)
        await self.store.write(SaveSite(site))
        return site

    async def visitor(self, site: Site, name: str = "ana") -> tuple[Visitor, str]:
        token, now = fresh("vt"), self.clock.now()
        visitor = Visitor(f"vis_{name}", site.workspace, site.key, hashed(token), now, now + VISITOR_LASTS)
        await self.store.write(SaveVisitor(visitor))
        return visitor, token

    async def conversation(self, id_: str = "cnv_ana", workspace: str = HOME, **fields: Any) -> Conversation:
        now = self.clock.now()
        conversation = Conversation(workspace, id_, now, now, last_seq=1, **{"bot": "shopbot", **fields})
        entry = Entry(1, Kind.MESSAGE, Role.END_USER, now, "hello", message_id="m-0", epoch=1)
        await self.store.write(AppendEntries(conversation, 0, 0, (entry,)))
        return conversation

    async def waiting(self, id_: str = "cnv_ana") -> Handoff:
        """That conversation's handoff, in line; with a follow-up of it, so that each id leads somewhere."""
        now = self.clock.now()
        conversation = self.store.conversations[HOME, id_]
        handoff = Handoff("hnd_ana", HOME, id_, State.QUEUED, "customer_asked", "general", now, now, queued_at=now)
        entry = Entry(2, Kind.HANDOFF, Role.SYSTEM, now, epoch=1, data={"id": handoff.id, "state": "queued"})
        moved = replace(conversation, last_seq=2, handoff=handoff.id, last_handoff=handoff.id, handoffs=1)
        follow_up = FollowUp("flw_ana", HOME, id_, handoff.id, "general", now)
        await self.store.write(AppendEntries(moved, 1, 1, (entry,), (handoff,), follow_up=follow_up))
        return handoff

    async def customer_token(self, visitor: Visitor, conversation: str) -> str:
        token, _ = await conversation_token(self.app.state.identity.signer, self.clock, visitor, conversation)
        return token


@dataclass
class Kept:
    """A world that many tests share, what its store held at first, and the credentials of those who live in it."""

    world: World | None = None
    store: dict[str, Any] = field(default_factory=dict)
    proofs: dict[str, dict[str, str]] = field(default_factory=dict)


async def make_world(**settings: Any) -> World:
    chosen = Settings(**(UNLIMITED | settings))
    store, clock = MemoryStore(), StillClock()
    policies = Policies(store, clock)
    for workspace in (HOME, ABROAD):
        await policies.adopt(workspace, POLICY, "test")
    env = Env(store, clock, policies, random_id, bot=lambda _: None, started_at=clock.now())
    segue = Segue(env, chosen, HOME)
    host = chosen.url.partition("://")[2]
    return World(store, clock, segue, Client(create_app(segue, chosen), host))


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    """Its address, while a real server listens there."""
    listening = listen("127.0.0.1", 0)
    async with serving(world.app, world.segue.settings, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
