"""What a typed line of `segue chat` does: a message of anybody, a page visit, a fact, a silence."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from segue.app import Segue
from segue.domain.conversation import Audience, Conversation, Customer, Entry, PageVisit, Role, visible
from segue.domain.deadlines import DeadlineKind
from segue.domain.lifecycle import Event
from segue.domain.policy import Policy
from segue.domain.routing.agents import Presence
from segue.domain.signals.facts import facts_of
from segue.flows import converse, serve
from segue.flows.people import add_user
from segue.flows.presence import set_presence
from segue.policy_file import load_policy
from segue.ports.agents import Message
from segue.ports.conversations import NextDeadline
from segue.ports.people import User, UserRole
from segue.sandbox.apart import no_articles, no_helpdesks
from segue.sandbox.sources import ScriptedDesk

HELP = """\
  bot: TEXT               the bot answers; bot 0.2: TEXT with its own confidence
  error / no match        the bot fails, or reports that nothing matched
  silent                  it says nothing for as long as the policy waits
  wait: 3m                so much time passes
  page: /account/cancel   the customer goes to a page
  fact: customer.tier=enterprise
  choose: human           the customer presses a button of an open question
  agent: TEXT             a human agent takes over and writes; handback gives it back to the bot
  quit"""
CONVERSATION = "chat"
_BOT = re.compile(r"bot(?:\s+(?P<confidence>[01](?:\.\d+)?))?:\s*(?P<text>.+)", re.DOTALL)
_NAMED = re.compile(r"(?P<what>page|fact|choose|agent|wait):\s*(?P<rest>.+)", re.DOTALL)
_TIME = re.compile(r"(\d{1,4})([smh])")
UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}
LEAST, LONGEST_WAIT = timedelta(seconds=1), timedelta(days=1)


class BadLine(Exception):
    """A line that cannot be carried out; says what would be right."""


class MovableClock:
    """The time, which `silent` and `wait` move on."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Turned:
    """What a line led to. decision: None where none was taken. entries: new ones that the customer sees."""

    decision: Mapping[str, Any] | None
    entries: tuple[Entry, ...]
    conversation: Conversation
    queue: str = ""


@asynccontextmanager
async def talk(policy: Path, folder: Path, staff: int) -> AsyncIterator[Talk]:
    """Raises PolicyErrors, and OSError when the file cannot be read."""
    loaded = load_policy(policy.read_text("utf-8"), name=policy.name)  # noqa: ASYNC240 - once, nobody waits
    clock = MovableClock()
    async with Segue.open(
        policy,
        store=f"sqlite:///{folder / 'chat.db'}",
        clock=clock,
        background=False,
        bot=lambda _: None,
        sources=ScriptedDesk({}, clock.now),
        knowledge=no_articles(),
        hubs=no_helpdesks(),
    ) as segue:
        agents = [await _agent(segue, loaded, number) for number in range(1, staff + 1)]
        await segue.start(CONVERSATION)
        yield Talk(segue, loaded, clock, agents)


async def _agent(segue: Segue, policy: Policy, number: int) -> User:
    """Somebody who knows everything that the policy's queues ask for, and is online."""
    user = await add_user(
        segue.store,
        segue.clock,
        segue.workspace,
        email=f"agent{number}@chat.example",
        name=f"Agent-{number}",
        fields={
            "role": UserRole.AGENT,
            "skills": {skill: 5 for queue in policy.queues.values() for skill in queue.requires},
        },
    )
    await set_presence(segue.env, user, Presence.ONLINE, "")
    return user


class Talk:
    def __init__(self, segue: Segue, policy: Policy, clock: MovableClock, agents: list[User]) -> None:
        self._segue, self._policy, self._clock, self._agents = segue, policy, clock, agents
        self._numbers = count(1)
        self._seen = 0

    async def hears(self, line: str) -> Turned:
        """Carry a line out. Raises BadLine, and SegueError where the rules say no."""
        decision = await self._do(line)
        entries = await self._segue.entries(CONVERSATION, self._seen)
        self._seen = entries[-1].seq if entries else self._seen
        shown = tuple(entry for entry in entries if visible(entry, Audience.CUSTOMER))
        loaded = await self._segue.loaded(CONVERSATION)
        queue = loaded.handoff.queue if loaded.handoff else ""
        return Turned(decision, shown, loaded.conversation, queue)

    async def _do(self, line: str) -> Mapping[str, Any] | None:
        alone = {"silent": self._silent, "error": self._error, "no match": self._no_match, "handback": self._handback}
        if line in alone:
            return await alone[line]()
        if bot := _BOT.fullmatch(line):
            confidence = float(bot["confidence"]) if bot["confidence"] else None
            return await self._say(Role.AUTOMATED_AGENT, bot["text"], confidence=confidence)
        if named := _NAMED.fullmatch(line):
            does = {
                "page": self._page,
                "fact": self._fact,
                "choose": self._choose,
                "agent": self._speaks,
                "wait": self._wait,
            }
            return await does[named["what"]](named["rest"].strip())
        return await self._say(Role.END_USER, line)

    async def _say(self, role: Role, text: str, **more: Any) -> Mapping[str, Any] | None:
        turn = await self._segue.receive(CONVERSATION, Message(f"m{next(self._numbers)}", role, text, **more))
        return turn.decision

    async def _error(self) -> Mapping[str, Any] | None:
        return await self._say(Role.AUTOMATED_AGENT, "", error="failed")

    async def _no_match(self) -> Mapping[str, Any] | None:
        return await self._say(Role.AUTOMATED_AGENT, "", no_match=True)

    async def _wait(self, text: str) -> None:
        found = _TIME.fullmatch(text)
        length = int(found[1]) * UNITS[found[2]] if found else None
        if length is None or length > LONGEST_WAIT:
            raise BadLine("write wait: 90s, wait: 5m or wait: 2h; a day at most")
        await self._pass(length)

    async def _pass(self, length: timedelta) -> None:
        """From one moment at which something is due to the next, with everybody's desk open all the while."""
        end = self._clock.ahead + length
        while self._clock.ahead < end:
            due = await self._segue.store.read(NextDeadline())
            step = due - self._clock.now() if due else length
            self._clock.ahead = min(self._clock.ahead + max(step, LEAST), end)
            for user in self._agents:
                await set_presence(self._segue.env, user, Presence.ONLINE, "")
            await self._segue.step()

    async def _silent(self) -> None:
        loaded = await self._segue.loaded(CONVERSATION)
        if not any(deadline.kind is DeadlineKind.BOT_SILENT for deadline in loaded.deadlines):
            raise BadLine("the bot owes no answer now: write something as the customer first")
        await self._pass(self._policy.bot.timeout + LEAST)

    async def _page(self, address: str) -> Mapping[str, Any] | None:
        turn = await self._segue.learn(CONVERSATION, page=PageVisit(address, "", self._clock.now()))
        return turn.decision

    async def _fact(self, text: str) -> Mapping[str, Any] | None:
        name, is_, value = (part.strip() for part in text.partition("="))
        known = {"customer.id", "customer.name", "customer.email"}
        facts = facts_of(self._policy)
        if not is_ or name not in known | facts.keys():
            raise BadLine(f"write fact: NAME=VALUE with one of {', '.join(sorted(known | facts.keys()))}")
        key = name.removeprefix("customer.")
        fields = {key: value} if name in known else {"facts": {key: _typed(value, facts[name], name)}}
        turn = await self._segue.learn(CONVERSATION, customer=Customer(verified=True, **fields))
        return turn.decision

    async def _choose(self, choice: str) -> None:
        offer = (await self._segue.loaded(CONVERSATION)).conversation.offer
        if offer is None:
            raise BadLine("no question is open now")
        await converse.answer_offer(self._segue.env, self._segue.workspace, CONVERSATION, offer.id, choice)

    async def _speaks(self, text: str) -> None:
        await serve.speak(self._segue.env, self._first(), CONVERSATION, text, f"a{next(self._numbers)}")

    async def _handback(self) -> None:
        await serve.finish(self._segue.env, self._first(), CONVERSATION, Event.HANDED_BACK)

    def _first(self) -> User:
        if not self._agents:
            raise BadLine("nobody is at work; start with --staff 1")
        return self._agents[0]


def _typed(value: str, kind: str, name: str) -> Any:
    """A fact as the policy declares it. Raises BadLine."""
    try:
        if kind == "number":
            return float(value)
        if kind == "bool":
            return {"true": True, "false": False}[value.lower()]
    except (ValueError, KeyError):
        raise BadLine(f"{name} is a {kind}: {value!r} is not one") from None
    return [part.strip() for part in value.split(",")] if kind == "list" else value
