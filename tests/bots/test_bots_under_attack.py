"""Bots that answer for ever, wait for ever or ask in the customer's name: what the customer gets all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from behind import Behind, behind
from test_every_bot import PLAYED

from fakes.bots import PlayedBot, Reply, Wish
from fakes.bots.copilot_studio import PlayedCopilotStudio
from fakes.bots.direct_line import PlayedDirectLine
from fakes.bots.rasa import PlayedRasa
from fakes.vendor import Asked, Said
from segue.bots import copilot_studio
from segue.domain.conversation import Entry, Kind
from segue.domain.sayings import EARLIER
from segue.flows.bot_listener import MOST_SAID


@pytest.mark.parametrize("kind", sorted(PLAYED))
async def test_a_bot_whose_wish_nobody_could_grant_answers_on(tmp_path: Path, sqlite_url: str, kind: str) -> None:
    async with behind(PLAYED[kind](), tmp_path, sqlite_url) as world:
        await world.begin()
        await world.says("I want my money back")
        assert (await world.handoff()).state == "ticketed"  # nobody is there
        await world.says("hello")
        await world.says("two things")
        assert (await world.words())[-2:] == ["This is the first.", "This is the second."]
        assert [turn.text for turn in world.bot.heard] == ["I want my money back", "hello", "two things"]


# ---- who asks


class AsksAsTheCustomer(PlayedDirectLine):
    """As Microsoft's EventFactory makes it: the event names the user, to whom it answers, as its sender."""

    def _reply(self, ref: str, replies: list[Reply]) -> None:
        me = next(one["from"]["id"] for one in self.lines[ref])
        for one in replies:
            sender = {"id": me, "role": "user"} if isinstance(one, Wish) else {"id": "aria", "role": "bot"}
            self._add(ref, {**self._activity(ref, one), "from": sender})


class CopilotAsksAsTheCustomer(AsksAsTheCustomer, PlayedCopilotStudio):
    def answers(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one for one in found if one["from"]["role"] == "bot" or one["type"] == "event"]


@pytest.mark.parametrize("bot", [AsksAsTheCustomer, CopilotAsksAsTheCustomer])
async def test_a_wish_counts_whoever_it_names_as_its_sender(
    tmp_path: Path, sqlite_url: str, bot: Callable[[], PlayedBot]
) -> None:
    async with behind(bot(), tmp_path, sqlite_url) as world:
        await world.hire("maria", name="Maria Lopez", team="Billing")
        await world.begin()
        await world.says("I want my money back")
        assert (await world.handoff()).is_open
        assert await world.words() == ["One moment, please."]


# ---- bots without an end


def is_shown(entry: Entry) -> bool:
    """What a transcript adds to the log is there for the human alone."""
    return entry.kind is Kind.MESSAGE and not entry.data.get(EARLIER)


class Talks(PlayedDirectLine):
    """Something new to say at every look. At `asks_after` looks it asks for a human."""

    looked, asks_after = 0, 0

    def _look(self, ref: str, watermark: str) -> Said:
        if self.lines[ref]:
            self.looked += 1
            self.says(ref, *([Wish()] if self.looked == self.asks_after else [f"and {self.looked}"] * 20))
        return super()._look(ref, watermark)


async def test_a_bot_that_never_stops_talking_is_listened_to_for_as_long_as_an_answer_may_take(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with behind(Talks(), tmp_path, sqlite_url) as world:
        await world.begin()
        await world.says("hello")
        assert len(await world.words()) == MOST_SAID
        assert world.bot.looked < 200


async def test_what_it_says_beyond_that_hides_no_wish_for_a_human(tmp_path: Path, sqlite_url: str) -> None:
    bot = Talks()
    bot.asks_after = 10
    async with behind(bot, tmp_path, sqlite_url) as world:
        await world.hire("maria", name="Maria Lopez", team="Billing")
        await world.begin()
        await world.says("hello")
        assert len([one for one in await world.log() if one.role == "automated_agent" and is_shown(one)]) == MOST_SAID
        assert (await world.handoff()).is_open


class Slow(PlayedDirectLine):
    """Each look takes the clock further, as an answer that comes in drops does."""

    world: Behind

    def _look(self, ref: str, watermark: str) -> Said:
        self.world.clock.forward(seconds=2)
        return super()._look(ref, watermark)


async def test_a_bot_that_is_slow_to_be_asked_is_not_waited_for_longer_than_the_policy_says(
    tmp_path: Path, sqlite_url: str
) -> None:
    bot = Slow()
    async with behind(bot, tmp_path, sqlite_url) as world:
        bot.world = world
        await world.begin()
        await world.customer("say nothing")
        await world.segue.step()
        assert bot.looks <= 4  # of 2 s each; the policy waits for 3 s


async def test_a_list_of_answers_without_end_is_told_as_far_as_a_customer_can_read(
    tmp_path: Path, sqlite_url: str
) -> None:
    class Floods(PlayedRasa):
        def takes(self, customer: str, text: str) -> list[Reply]:
            super().takes(customer, text)
            return [f"line {nth}" for nth in range(2_000)]

    async with behind(Floods(), tmp_path, sqlite_url) as world:
        await world.begin()
        await world.says("hello")
        assert len(await world.words()) == MOST_SAID


class Streams(PlayedCopilotStudio):
    """Its stream has no end, and repeats itself."""

    def do(self, asked: Asked) -> Said:
        said = super().do(asked)
        turn = asked.path.partition("/conversations/")[2]
        return replace(said, body=said.content.partition(b"event: end")[0], how="on and on") if turn else said


async def test_a_stream_without_an_end_is_left_and_what_it_said_stands(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copilot_studio, "LONGEST_TURN_S", 0.5)
    async with behind(Streams(), tmp_path, sqlite_url) as world, asyncio.timeout(20):
        await world.begin()
        await world.says("hello")
        await world.says("two things")
        assert await world.words() == ["Hello, I am Aria.", "This is the first.", "This is the second."]
        assert [turn.text for turn in world.bot.heard] == ["hello", "two things"]
