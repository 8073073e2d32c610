"""A custom bot written for Dynamics 365 Customer Service, unchanged, behind Segue over Direct Line.

Its commands are a JSON text in `channelData.tags`, and every message for the customer says `deliveryMode: bridged`:
https://learn.microsoft.com/dynamics365/customer-service/develop/bot-escalate-end-conversation.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from behind import Behind, behind

from fakes.bots.direct_line import PlayedDirectLine
from fakes.vendor import Said
from segue.domain.conversation import Kind
from segue.ports.conversations import EntriesAfter, LoadConversation

SUMMARY = "Escalating: Ana has an unpaid invoice 4711 and is angry."
CONTEXT = {"InvoiceNumber": "4711", "Amount": 99.5, "IsVip": True}


def bridged(text: str) -> dict[str, Any]:
    return {"type": "message", "text": text, "channelData": {"deliveryMode": "bridged"}}


def command(name: str, context: Any, text: str = "") -> dict[str, Any]:
    tags = json.dumps({"type": name, "context": context})
    return {"type": "message", "text": text, "channelData": {"deliveryMode": "bridged", "tags": tags}}


class DynamicsBot(PlayedDirectLine):
    """Answers by these words: `answers` has the activities of each."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[dict[str, Any]]] = {
            "invoice 4711": [
                bridged("I'll get somebody."),
                command("Escalate", CONTEXT, SUMMARY),
            ],
            "bye": [bridged("Goodbye."), command("EndConversation", {})],
            "both": [command("Escalate", {"InvoiceNumber": "4712"}), bridged("I am late.")],
        }

    def _post(self, ref: str, activity: dict[str, Any]) -> Said:
        if activity["type"] == "event":
            return super()._post(ref, activity)
        sent = self._add(ref, {**activity, "from": {**activity["from"], "role": "user"}})
        for one in self.answers.get(activity["text"], [bridged(f"You said {activity['text']}")]):
            self._add(ref, {"from": {"id": "bot", "name": "Contoso bot", "role": "bot"}, **one})
        return Said({"id": sent})


@pytest.fixture
def bot() -> DynamicsBot:
    return DynamicsBot()


@pytest.fixture
async def world(bot: DynamicsBot, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Behind]:
    async with behind(bot, tmp_path, sqlite_url) as world:
        await world.hire("maria", name="Maria Lopez", team="Billing")
        await world.begin()
        yield world


async def test_bridged_messages_are_the_bots_and_a_command_brings_its_context_and_its_summary(world: Behind) -> None:
    await world.says("hello")
    await world.says("invoice 4711")
    assert await world.words() == ["You said hello", "I'll get somebody."], "a summary is for the human alone"
    handoff = await world.handoff()
    package = await world.segue.package(handoff.id)
    assert package is not None
    for name, value in CONTEXT.items():
        assert package.variables[name] == value
    entries = await world.segue.store.read(EntriesAfter("default", "c1"))
    assert any(SUMMARY in entry.text for entry in entries if entry.kind is Kind.NOTE)
    assert not any(SUMMARY in entry.text for entry in entries if entry.kind is Kind.MESSAGE)


async def test_a_human_has_them_and_gives_them_back_and_a_second_time(world: Behind) -> None:
    for round_ in range(2):
        await world.says("invoice 4711")
        await world.segue.step()
        await world.taken()
        await world.says(f"are you there? {round_}")
        assert not any("are you there" in words for words in await world.words()), "the bot is out of it"
        await world.hands_back()
        await world.says(f"back {round_}")
        assert (await world.words())[-1] == f"You said back {round_}"


async def test_what_follows_a_command_is_not_said(world: Behind) -> None:
    await world.says("both")
    assert (await world.handoff()).is_open
    assert await world.words() == []


async def test_the_bots_end_is_the_end_and_its_last_words_are_said(world: Behind) -> None:
    await world.says("bye")
    assert await world.words() == ["Goodbye."]
    loaded = await world.segue.store.read(LoadConversation("default", "c1"))
    assert loaded is not None
    assert not loaded.conversation.open


@pytest.mark.parametrize(
    "tags", ["", "{", "[]", '"Escalate"', '{"type": 7}', '{"type": "Dance", "context": {}}', 7, None]
)
async def test_tags_that_are_no_command_are_passed_over(world: Behind, bot: DynamicsBot, tags: Any) -> None:
    bot.answers["odd"] = [{"type": "message", "text": "Hm.", "channelData": {"deliveryMode": "bridged", "tags": tags}}]
    await world.says("odd")
    assert await world.words() == ["Hm."]
