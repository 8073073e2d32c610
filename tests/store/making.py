"""Short ways to make the values that tests store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State
from segue.domain.routing.agents import Presence
from segue.ports.conversations import AppendEntries, LoadConversation, Loaded
from segue.ports.people import SaveUser, SetPresence, User, UserRole
from segue.ports.store import Store

NOW = datetime(2026, 11, 21, 9, 0, 0, 123457, tzinfo=UTC)


def later(**by: float) -> datetime:
    return NOW + timedelta(**by)


def conversation(id_: str = "ana", workspace: str = "default", **fields: Any) -> Conversation:
    return Conversation(workspace, id_, NOW, NOW, **fields)


def said(seq: int, text: str = "hello", **fields: Any) -> Entry:
    return Entry(seq, Kind.MESSAGE, Role.END_USER, NOW, text, **fields)


def handoff(id_: str = "h1", of: str = "ana", state: State = State.REQUESTED, **fields: Any) -> Handoff:
    defaults: dict[str, Any] = {"workspace": "default", "reason": "customer_asked", "queue": "general"}
    return Handoff(
        **{**defaults, "id": id_, "conversation": of, "state": state, "requested_at": NOW, "state_at": NOW, **fields}
    )


def user(id_: str = "maria", workspace: str = "default", **fields: Any) -> User:
    defaults: dict[str, Any] = {"email": f"{id_}@acme.example", "name": id_.title(), "role": UserRole.AGENT}
    return User(**{"id": id_, "workspace": workspace, "created_at": NOW, **defaults, **fields})


def creation(made: Conversation, *entries: Entry, **rest: Any) -> AppendEntries:
    return AppendEntries(replace(made, last_seq=len(entries)), 0, 0, entries, **rest)


def next_unit(base: Conversation, *texts: str, change: dict[str, Any] | None = None, **rest: Any) -> AppendEntries:
    """The unit that adds what the customer said to the conversation as it is in `base`."""
    entries = tuple(said(base.last_seq + at, text) for at, text in enumerate(texts, start=1))
    after = replace(base, last_seq=base.last_seq + len(entries), **(change or {}))
    return AppendEntries(after, base.last_seq, base.epoch, entries, **rest)


async def load(store: Store, id_: str = "ana", workspace: str = "default") -> Loaded:
    found = await store.read(LoadConversation(workspace, id_))
    assert found is not None
    return found


async def started(store: Store, id_: str = "ana", **fields: Any) -> Conversation:
    await store.write(creation(conversation(id_, **fields)))
    return (await load(store, id_, fields.get("workspace", "default"))).conversation


async def hand_off(store: Store, new: Handoff, **rest: Any) -> None:
    """Store `new` in its conversation, which is created when there is none."""
    found = await store.read(LoadConversation(new.workspace, new.conversation))
    if found is None:
        await started(store, new.conversation, workspace=new.workspace, customer=Customer(id="cust"))
    base = (await load(store, new.conversation, new.workspace)).conversation
    await store.write(next_unit(base, "a step", handoffs=(new,), **rest))


async def on_shift(store: Store, member: User, presence: Presence = Presence.ONLINE) -> User:
    await store.write(SaveUser(member))
    await store.write(SetPresence(member.workspace, member.id, presence, "", NOW))
    return member
