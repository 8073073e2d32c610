"""A small policy, and a driver that does to Segue what its callers do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fakes.clock import FakeClock
from segue.app import Segue
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.lifecycle import Handoff
from segue.domain.routing.agents import Presence
from segue.flows import presence, serve
from segue.flows.receive import Message, Turn
from segue.ports.conversations import HandoffsOf, OpenHandoffs
from segue.ports.people import SaveUser, User, UserRole

POLICY = """
version: 1
languages: [en]
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: bare-keyword, when: "asks_for_human == 'unclear'", then: offer, reason: customer_asked}
  - {id: stuck, when: "failed_attempts >= 2", then: offer, reason: bot_stuck}
  - {id: broken-bot, when: "bot_error != ''", then: handoff, reason: bot_error}
  - {id: silent-bot, when: "bot_silent", then: offer, reason: bot_silent}
  - {id: dispute, when: "'billing' in topics", then: handoff, reason: billing_dispute, queue: billing}
  - {id: leaving, when: "page.path == '/account/cancel'", then: offer, reason: about_to_leave, proactive: true}
topics:
  billing: {examples: [you charged me twice, there is a wrong amount on my invoice]}
facts: {customer.tier: string}
route: [{queue: general}]
queues:
  general: {title: Customer care, reserve_for: 30s}
  billing: {title: Billing, requires: {billing: 3}, hours: office}
  letters: {kind: ticket, title: Letters}
hours:
  office: {timezone: Europe/Berlin, mon-fri: "09:00-17:00"}
handback: {idle: 30m, survey: true}
bot: {timeout: 20s}
"""


@dataclass
class World:
    """Drives Segue as its callers do, and reads as its readers do."""

    segue: Segue
    clock: FakeClock
    users: dict[str, User] = field(default_factory=dict)
    said: int = 0

    async def hire(self, name: str, /, *, online: bool = True, **fields: Any) -> User:
        user = User(f"usr_{name}", "default", f"{name}@acme.example", name.title(), UserRole.AGENT, self.clock.now())
        user = User(**{**{f: getattr(user, f) for f in user.__slots__}, **fields})
        await self.segue.store.write(SaveUser(user))
        self.users[name] = user
        if online:
            await presence.set_presence(self.segue.env, user, Presence.ONLINE, "")
        return user

    async def start(self, conversation: str = "c1", **fields: Any) -> str:
        return (await self.segue.start(conversation, **fields)).id

    async def customer(self, text: str, conversation: str = "c1", message_id: str = "", **fields: Any) -> Turn:
        return await self._say(Role.END_USER, text, conversation, message_id, **fields)

    async def bot(self, text: str, conversation: str = "c1", message_id: str = "", **fields: Any) -> Turn:
        return await self._say(Role.AUTOMATED_AGENT, text, conversation, message_id, **fields)

    async def _say(self, role: Role, text: str, conversation: str, message_id: str, **fields: Any) -> Turn:
        self.said += 1
        return await self.segue.receive(conversation, Message(message_id or f"m{self.said}", role, text, **fields))

    async def handoff(self, conversation: str = "c1") -> Handoff:
        """The newest one."""
        return (await self.segue.store.read(HandoffsOf("default", conversation)))[-1]

    async def open_handoffs(self) -> list[Handoff]:
        return [handoff for handoff, _ in await self.segue.store.read(OpenHandoffs("default"))]

    async def log(self, conversation: str = "c1") -> tuple[Entry, ...]:
        return await self.segue.entries(conversation)

    async def told(self, conversation: str = "c1") -> list[str]:
        """Everything Segue itself said to the customer."""
        log = await self.log(conversation)
        shown = (Kind.MESSAGE, Kind.HANDOFF, Kind.OFFER, Kind.ENDED)
        return [e.text for e in log if e.role is Role.SYSTEM and e.text and e.kind in shown]

    async def owner(self, conversation: str = "c1") -> str:
        return str((await self.segue.loaded(conversation)).conversation.owner)

    async def with_human(self, name: str = "maria", conversation: str = "c1") -> Handoff:
        """From a clear request to a human agent who has accepted."""
        await self.customer("I want to talk to a human please", conversation)
        await self.segue.step()
        return await serve.accept(self.segue.env, self.users[name], (await self.handoff(conversation)).id)
