"""examples/rasa/actions.py in front of a real server: Rasa's dispatcher and tracker are played, Segue is not."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from world import World, served

from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.ports.conversations import HandoffsOf

ACTIONS = Path(__file__).parents[2] / "examples/rasa/actions.py"
CONVERSATION = "rasa-ana"


class Dispatcher:
    def __init__(self) -> None:
        self.said: list[str] = []

    def utter_message(self, text: str) -> None:
        self.said.append(text)


class Tracker:
    sender_id = "ana"

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.slots: dict[str, Any] = {}

    def get_slot(self, name: str) -> Any:
        return self.slots.get(name)

    def hears(self, event: str, text: str) -> None:
        self.events.append({"event": event, "text": text})


class Rasa:
    def __init__(self, actions: ModuleType) -> None:
        self._actions, self.tracker = actions, Tracker()

    async def runs(self, name: str) -> list[str]:
        """What the customer is told."""
        dispatcher = Dispatcher()
        events = await asyncio.to_thread(getattr(self._actions, name)().run, dispatcher, self.tracker, {})
        self.tracker.slots |= {one["name"]: one["value"] for one in events}
        return dispatcher.said


@pytest.fixture
async def rasa(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rasa]:
    spec = importlib.util.spec_from_file_location("rasa_actions", ACTIONS)
    assert spec is not None
    assert spec.loader is not None
    actions = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(actions)
    async with served(world) as url:
        monkeypatch.setattr(actions, "URL", url)
        monkeypatch.setattr(actions, "KEY", await world.key("conversations", "handoff"))
        yield Rasa(actions)


async def test_a_handoff_with_the_turns_so_far_and_the_way_back(world: World, rasa: Rasa) -> None:
    maria = await world.user()
    rasa.tracker.hears("user", "my invoice is wrong")
    rasa.tracker.hears("bot", "Which one?")
    rasa.tracker.hears("user", "the one of March")
    told = await rasa.runs("ActionSegueHandoff")
    again = await rasa.runs("ActionSegueHandoff")
    assert told  # that somebody will come
    assert again == []  # they have read it
    (handoff,) = await world.segue.store.read(HandoffsOf("default", CONVERSATION))
    log = await world.segue.entries(CONVERSATION)
    assert [one.text for one in log if one.message_id.startswith("turn-")] == [
        "my invoice is wrong",
        "Which one?",
        "the one of March",
    ]
    await serve.take(world.segue.env, maria, CONVERSATION)
    await serve.speak(world.segue.env, maria, CONVERSATION, "It is corrected.", "h1")
    rasa.tracker.hears("user", "are you there?")
    assert (await rasa.runs("ActionSegueRelay"))[-1] == "It is corrected."
    assert rasa.tracker.slots["segue_heard"]
    await serve.finish(world.segue.env, maria, CONVERSATION, Event.HANDED_BACK)
    rasa.tracker.hears("user", "thank you")
    await rasa.runs("ActionSegueRelay")
    assert rasa.tracker.slots["segue_heard"] is None
    assert handoff.id
