"""Conversations as they happen, and what readers of every audience are told meanwhile."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from asking import Client, Line

import fakes.world
from fakes.clock import FakeClock
from fakes.sources import PlayedSource
from segue.app import Segue
from segue.domain.conversation import Customer, PageVisit, Role
from segue.domain.errors import SegueError
from segue.domain.lifecycle import Event, State, Urgency
from segue.domain.routing.agents import Presence
from segue.flows import by_hand, converse, passing_on, presence, serve, transfer
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.flows.hub_losing import lose_now
from segue.ports.bots import Typing
from segue.ports.conversations import FollowUps
from segue.ports.people import User, Visitor

HERE = "default"
LOOKS = 5
ADA = Customer("c-1", "Ada", "ada@acme.example", verified=True)


@dataclass
class Chat:
    """One conversation, and those who take part in it. `crm` tells of the customer's account."""

    world: fakes.world.World
    id: str
    crm: PlayedSource
    keys: int = 0

    @property
    def segue(self) -> Segue:
        return self.world.segue

    @property
    def env(self) -> Env:
        return self.segue.env

    @property
    def clock(self) -> FakeClock:
        return self.world.clock

    def user(self, name: str) -> User:
        return self.world.users[name]

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.id}-{self.keys}"

    async def later(self, **time: float) -> None:
        self.clock.forward(**time)
        for user in self.world.users.values():
            await presence.heartbeat(self.env, user)
        await self.segue.step()

    async def holder(self) -> User:
        """Who has the customer or is asked to, else Maria."""
        handoff = await self.world.handoff(self.id)
        asked = handoff.transfer.to if handoff.transfer else handoff.agent
        return next((user for user in self.world.users.values() if user.id == asked), self.user("maria"))

    async def says(self) -> None:
        await self.world.customer(f"My lamp flickers, line {self.key()}", self.id, self.key())

    async def asks(self) -> None:
        await self.world.customer("I want to talk to a human please", self.id, self.key())

    async def hints(self) -> None:
        await self.world.customer("human", self.id, self.key())

    async def bot_answers(self) -> None:
        await self.world.bot("Please try another bulb.", self.id, self.key())

    async def bot_fails(self) -> None:
        await self.world.bot("", self.id, self.key(), error="timeout upstream")

    async def bot_is_silent(self) -> None:
        await self.later(seconds=21)

    async def is_offered(self) -> None:
        await converse.request_handoff(
            self.env, HERE, self.id, reason="bot_asks", queue="", note="", urgency=Urgency.NORMAL, key=self.key()
        )

    async def _answers(self, which: int) -> None:
        offer = (await self.segue.loaded(self.id)).conversation.offer
        if offer:
            choice = offer.choices[which]
            await converse.answer_offer(self.env, HERE, self.id, offer.id, choice, key=self.key())

    async def agrees(self) -> None:
        await self._answers(0)

    async def declines_offer(self) -> None:
        await self._answers(-1)

    async def lets_it_lapse(self) -> None:
        await self.later(minutes=31)

    async def moves_on(self) -> None:
        await self.segue.step()

    async def waits(self) -> None:
        await self.later(minutes=2)

    async def accepts(self) -> None:
        await serve.accept(self.env, await self.holder(), (await self.world.handoff(self.id)).id)

    async def declines(self) -> None:
        await serve.decline(self.env, await self.holder(), (await self.world.handoff(self.id)).id, "busy")

    async def lets_it_expire(self) -> None:
        await self.later(seconds=40)

    async def takes(self) -> None:
        await serve.take(self.env, self.user("maria"), self.id)

    async def human_writes(self) -> None:
        await serve.speak(self.env, await self._has(), self.id, "I send you a new one.", self.key())

    async def notes(self) -> None:
        await serve.note(self.env, self.user("tom"), self.id, "Third time this week.", self.key())

    async def types(self) -> None:
        self.env.bell.typing(HERE, Typing(self.id, Role.END_USER.value))
        self.env.bell.typing(HERE, Typing(self.id, Role.HUMAN_AGENT.value, "Maria"))

    async def _has(self) -> User:
        handoff = await self.world.handoff(self.id)
        return next((user for user in self.world.users.values() if user.id == handoff.agent), self.user("maria"))

    async def passes_on(self) -> None:
        has = await self._has()
        other = self.user("tom" if has.id == "usr_maria" else "maria")
        await transfer.to_person(self.env, has, self.id, other.id, "You know lamps.", anyway=True)

    async def withdraws(self) -> None:
        await transfer.withdraw(self.env, await self._has(), self.id)

    async def passes_to_queue(self) -> None:
        await transfer.to_queue(self.env, await self._has(), self.id, "billing", "An invoice.", anyway=True)

    async def nobody_takes_it(self) -> None:
        """Whoever could is busy until it goes back."""
        await presence.set_presence(self.env, self.user("tom"), Presence.BUSY, "")
        for _ in range(16):
            await self.later(minutes=2)

    async def hands_back(self) -> None:
        await serve.finish(self.env, await self._has(), self.id, Event.HANDED_BACK, note="New lamp is on its way")

    async def resolves(self) -> None:
        await serve.finish(self.env, await self._has(), self.id, Event.RESOLVED, disposition="solved", label="right")

    async def rates(self) -> None:
        await converse.rate(self.env, HERE, self.id, 5, "quick", key=self.key())

    async def leaves_address(self) -> None:
        await converse.leave_address(self.env, HERE, self.id, "ada@home.example", key=self.key())

    async def leaves_number(self) -> None:
        await converse.leave_address(self.env, HERE, self.id, phone="+49 30 123456", key=self.key())

    async def keeps_back(self) -> None:
        await passing_on.keep_back(self.env, HERE, self.id, ["email"], "")

    async def keeps_nothing_back(self) -> None:
        await passing_on.keep_back(self.env, HERE, self.id, [], "It is about a lamp.")

    async def looks_at_a_page(self) -> None:
        page = PageVisit("/lamps", "Lamps", self.clock.now())
        await self.segue.learn(self.id, page=page, message_id=self.key())

    async def bot_knows_more(self) -> None:
        await self.segue.learn(self.id, variables={"order": self.key()}, customer=ADA, message_id=self.key())

    async def account_is_asked(self) -> None:
        await self.later(minutes=20)

    async def goes_away(self) -> None:
        await converse.seen_away(self.env, HERE, self.id)

    async def comes_back(self) -> None:
        await converse.seen_back(self.env, HERE, self.id)

    async def stays_away(self) -> None:
        await self.later(minutes=11)

    async def is_lost(self) -> None:
        await presence.switch_off(self.env, HERE, (await self._has()).id, "connection lost")

    async def a_helpdesk_does_not_take_it(self) -> None:
        """It was to go there, and stays here."""

        async def act(work: Work) -> None:
            handoff = work.draft.open_handoff
            if handoff and handoff.state in {State.QUEUED, State.ACTIVE}:
                work.draft.hold(replace(handoff, hub="support"))
                await lose_now(self.env, work, handoff.id, "support", "it did not answer in time")

        await change(self.env, HERE, self.id, act)

    async def all_come_online(self) -> None:
        for user in self.world.users.values():
            await presence.set_presence(self.env, user, Presence.ONLINE, "")
        await self.segue.step()

    async def all_go_home(self) -> None:
        for user in self.world.users.values():
            await presence.set_presence(self.env, user, Presence.OFFLINE, "")
        await self.segue.step()

    async def is_revoked(self) -> None:
        await by_hand.revoke(self.env, self.user("maria"), (await self.world.handoff(self.id)).id)

    async def is_cancelled(self) -> None:
        await by_hand.cancel(self.env, self.user("maria"), (await self.world.handoff(self.id)).id, "spam")

    async def asks_by_mail(self) -> None:
        await converse.request_handoff(
            self.env, HERE, self.id, reason="bot_asks", queue="mail", note="", urgency=Urgency.NORMAL, key=self.key()
        )

    async def is_called_off(self) -> None:
        await converse.call_off(self.env, HERE, self.id, "solved meanwhile", key=self.key())

    async def is_picked_up(self) -> None:
        follow_ups = await self.segue.store.read(FollowUps(HERE))
        mine = [one for one in follow_ups if one.conversation == self.id]
        await serve.pick_up(self.env, self.user("maria"), mine[-1].id)

    async def ends(self) -> None:
        await converse.end(self.env, HERE, self.id, Role.END_USER, key=self.key())


Action = Callable[[Chat], Awaitable[None]]
ANY: tuple[Action, ...] = tuple(
    getattr(Chat, name)
    for name in vars(Chat)
    if not name.startswith("_")
    and name not in {"segue", "env", "clock", "user", "key", "later", "holder", "ends"}
    and callable(getattr(Chat, name))
)
C = Chat
STORIES: dict[str, Sequence[Action]] = {
    "to a human and back": [
        *(C.says, C.bot_answers, C.looks_at_a_page, C.types, C.asks, C.moves_on, C.declines, C.moves_on, C.waits),
        *(C.all_come_online, C.accepts, C.human_writes, C.says, C.notes, C.types, C.passes_on, C.declines),
        *(C.passes_on, C.lets_it_expire, C.all_come_online, C.passes_on, C.withdraws, C.passes_on, C.accepts),
        *(C.human_writes, C.hands_back, C.rates, C.says, C.bot_answers, C.asks, C.moves_on, C.accepts, C.resolves),
        *(C.asks_by_mail, C.leaves_address, C.ends),
    ],
    "offers": [
        *(C.all_come_online, C.hints, C.declines_offer, C.says, C.hints, C.lets_it_lapse, C.says, C.bot_fails),
        *(C.moves_on, C.is_called_off, C.says, C.bot_is_silent, C.agrees, C.moves_on, C.lets_it_expire),
        *(C.all_come_online, C.is_revoked, C.moves_on, C.takes, C.human_writes, C.is_lost, C.all_come_online),
        *(C.moves_on, C.accepts, C.human_writes, C.hands_back, C.all_come_online, C.asks),
        *(C.moves_on, C.is_revoked, C.a_helpdesk_does_not_take_it, C.is_cancelled, C.ends),
    ],
    "to another queue and back": [
        *(
            C.all_come_online,
            C.asks,
            C.takes,
            C.human_writes,
            C.passes_to_queue,
            C.nobody_takes_it,
            C.human_writes,
            C.ends,
        ),
    ],
    "a ticket": [
        *(C.bot_knows_more, C.moves_on, C.account_is_asked, C.asks, C.moves_on, C.keeps_back, C.all_go_home, C.waits),
        *(C.leaves_address, C.agrees, C.leaves_number, C.moves_on, C.keeps_nothing_back, C.keeps_back, C.says),
        *(C.bot_answers, C.all_come_online, C.is_picked_up, C.human_writes, C.goes_away, C.comes_back, C.goes_away),
        *(C.stays_away, C.says, C.asks, C.moves_on, C.goes_away, C.stays_away, C.says, C.ends),
    ],
}


def wanderings(seed: int, steps: int) -> Sequence[Action]:
    """Anything that may happen, in any order: most of it is refused."""
    chance = random.Random(seed)
    return [*(chance.choice(ANY) for _ in range(steps)), Chat.ends]


@dataclass
class Readers:
    """The customer's widget and a desk, both on one conversation; `after` each of them is told all of it."""

    chat: Chat
    client: Client
    visitor: Visitor
    session: str
    token: Callable[[], Awaitable[str]]
    lines: dict[str, Line]
    counted: dict[str, int]

    async def told(self) -> dict[str, Any]:
        """What each has heard since the last time, and what a fresh fetch tells now.

        How long somebody waits is worked out beside everything else, so a fetch may be older than what is told live.
        """
        for _ in range(LOOKS):
            fetched = await self._fetched()
            entries = {"customer": fetched["customer"]["entries"], "staff": fetched["staff"]["detail"]["entries"]}
            try:
                for who, line in self.lines.items():
                    await line.until(heard_all(line, entries[who], fetched["customer"]["state"]))
            except TimeoutError:
                continue
            for who, line in self.lines.items():
                begin, self.counted[who] = self.counted[who], len(line.frames)
                fetched[who]["frames"] = line.frames[begin:]
            return fetched
        raise AssertionError(f"what was told is not {fetched}")

    async def _fetched(self) -> dict[str, Any]:
        path, token = f"/v1/conversations/{self.chat.id}", await self.token()
        entries = (await self.client.ask("GET", f"{path}/entries", token=token)).json["entries"]
        state = (await self.client.ask("GET", path, token=token)).json
        detail = (await self.client.ask("GET", f"/v1/desk/conversations/{self.chat.id}", session=self.session)).json
        kept = {name: detail[name] for name in ("conversation", "handoff", "entries", "last_seq")}
        return {"customer": {"entries": entries, "state": state}, "staff": {"detail": kept}}


def heard_all(line: Line, entries: list[Any], state: Any) -> Callable[[], bool]:
    """Whether the newest entry was told, and this is the newest state; staff are also told who the owner is."""
    last = entries[-1]["seq"] if entries else 0

    def so() -> bool:
        seen = max((frame["entry"]["seq"] for frame in line.frames if frame["type"] == "entry"), default=0)
        states = [frame["state"] for frame in line.frames if frame["type"] == "state"]
        return seen == last and bool(states) and {**states[-1], "owner": 0} == {**state, "owner": 0}

    return so


async def told(readers: Readers, story: Sequence[Action]) -> list[dict[str, Any]]:
    """Each step of the story, with what the readers were told at it. What is refused changes nothing."""
    steps = [await readers.told()]
    for action in story:
        with suppress(SegueError, IndexError):  # an IndexError: there is no handoff yet
            await action(readers.chat)
        steps.append(await readers.told())
    return steps
