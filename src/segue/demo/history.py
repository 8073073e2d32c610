"""What the shop's customers lived through before the demo begins: real handoffs, carried out under an earlier clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from segue.app import Segue
from segue.demo.cast import PAST, SHOPPERS, Past
from segue.domain.conversation import Customer, Role
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import assemble, converse, presence, receive, serve, start
from segue.ports.agents import Message
from segue.ports.people import User


@dataclass(frozen=True, slots=True)
class At:
    """A clock that stands at one moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


async def remember(segue: Segue, users: Mapping[str, User]) -> None:
    """Let the past happen. Once: on a kept data directory each of its conversations has ended already."""
    for number, past in enumerate(PAST):
        await _live_through(segue, f"past-{number}", users[past.colleague.alias], past)


async def _live_through(segue: Segue, name: str, user: User, past: Past) -> None:
    shopper = SHOPPERS[past.shopper]
    customer = Customer(shopper.id, shopper.name, shopper.email, verified=True, facts=shopper.facts)
    clock = At(segue.clock.now() - timedelta(days=past.days_ago))
    env, workspace = replace(segue.env, clock=clock), segue.workspace
    begun = await start.start(env, workspace, conversation=name, channel="demo", customer=customer)
    if not begun.open:
        return
    asked = Message(f"{name}-asked", Role.END_USER, past.asked)
    await presence.set_presence(env, user, Presence.ONLINE, "")
    await receive.receive(env, workspace, name, asked)
    await serve.speak(env, user, name, past.answered, f"{name}-answered")
    done = await serve.finish(env, user, name, Event.RESOLVED, label="right", disposition=past.disposition)
    await assemble.assemble(env, workspace, done.id)
    await converse.end(env, workspace, name, Role.AUTOMATED_AGENT)
    await presence.set_presence(env, user, Presence.OFFLINE, "")
