"""A human for the examples, who sits in the same terminal as the customer. In life they have the desk, or a helpdesk.

What you type is said by the customer; `human: …` is said by the human, who thereby takes over; `back: …` gives the
conversation back with a note for the agent. An empty line ends it. `--play` types by itself.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from segue.app import Segue
from segue.bots.turns import Reply
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import presence, serve
from segue.ports.people import SaveUser, User, UserRole
from segue.settings import Settings

POLICY = Path(__file__).with_name("handoff.yaml")
PLAYED = (
    "Where is my parcel?",
    "I want my 800 euros back",
    "human: Hello, this is Maria. I have paid the 800 euros back.",
    "Thank you! When will they arrive?",
    "human: By Tuesday.",
    "back: 800 euros paid back, promised for Tuesday",
    "And what was decided?",
)


@dataclass
class Human:
    segue: Segue
    user: User

    async def says(self, conversation: str, text: str) -> None:
        await serve.speak(self.segue.env, self.user, conversation, text, uuid4().hex)

    async def gives_back(self, conversation: str, note: str) -> None:
        await serve.finish(self.segue.env, self.user, conversation, Event.HANDED_BACK, note=note)


@asynccontextmanager
async def open_with_human(
    policy: Path = POLICY, settings: Settings | None = None
) -> AsyncIterator[tuple[Segue, Human]]:
    """Segue in this process, with a store that is thrown away and Maria at her desk."""
    with tempfile.TemporaryDirectory() as folder:
        async with Segue.open(policy, store=f"sqlite:///{folder}/segue.db", settings=settings) as segue:
            now = datetime.now(UTC)
            maria = User("usr_maria", segue.workspace, "maria@acme.example", "Maria Lopez", UserRole.AGENT, now)
            await segue.store.write(SaveUser(maria))
            await presence.set_presence(segue.env, maria, Presence.ONLINE, "")
            yield segue, Human(segue, maria)


async def talk(
    human: Human,
    conversation: str,
    turn: Callable[[str], Awaitable[Reply]],
    resume: Callable[[Reply], Awaitable[Reply | None]],
) -> None:
    """turn: what the customer said goes to the agent. resume: waits until the human gave back."""
    waiting: asyncio.Task[Reply | None] | None = None
    async for line in _lines():
        who, _, words = line.partition(":")
        if who == "human":
            await human.says(conversation, words.strip())
        elif who == "back":
            await human.gives_back(conversation, words.strip())
            if waiting:
                _show(await waiting)
                waiting = None
        else:
            reply = await turn(line)
            _show(reply)
            if not reply.texts:
                print("  (the human reads this)")
            if reply.waits and waiting is None:
                waiting = asyncio.create_task(resume(reply))
    if waiting:
        waiting.cancel()


async def _lines() -> AsyncIterator[str]:
    if "--play" in sys.argv:
        for line in PLAYED:
            print(f"> {line}")
            yield line
        return
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        yield line


def _show(reply: Reply | None) -> None:
    for text in reply.texts if reply else ():
        print(f"  {text}")
