"""examples/copilot_bot: the stub agent and its policy, from a customer's words to a human and back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from fakes.clock import FakeClock
from fakes.world import World
from segue.app import Segue
from segue.bots import polling
from segue.domain.conversation import Kind, Role
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples/copilot_bot"


async def test_from_the_widget_to_a_human_and_back(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "STEP_S", 0.01)
    spec = importlib.util.spec_from_file_location("stub_bot", EXAMPLE / "stub_bot.py")
    assert spec is not None
    assert spec.loader is not None
    stub = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stub)
    async with TestServer(stub.app()) as server:
        policy = tmp_path / "handoff.yaml"
        text = (EXAMPLE / "handoff.yaml").read_text("utf-8")
        policy.write_text(text.replace("http://127.0.0.1:8765", str(server.make_url("")).rstrip("/")))
        settings = Settings(secrets={"line_secret": stub.SECRET})
        async with Segue.open(
            policy, store=sqlite_url, settings=settings, clock=FakeClock(), background=False
        ) as segue:
            world = World(segue, segue.env.clock)  # type: ignore[arg-type]
            maria = await world.hire("maria")
            await world.start(channel="widget")
            for words in ("hello", "I want a refund"):
                await world.customer(words)
                await segue.step()
            handoff = await world.handoff()
            package = await segue.package(handoff.id)
            assert package is not None
            assert package.note == "I may not grant refunds above 50."
            assert package.variables["OrderNumber"] == "4711"
            await serve.take(segue.env, maria, "c1")
            await serve.speak(segue.env, maria, "c1", "I have sent you 60 euros.", "h1")
            await serve.finish(segue.env, maria, "c1", Event.HANDED_BACK, note="60 euros were sent")
            await segue.step()
            said = [
                one.text
                for one in await world.log()
                if one.role is Role.AUTOMATED_AGENT and one.kind is Kind.MESSAGE and not one.data.get("earlier")
            ]
            assert said[:2] == ["You said: hello", "Let me find somebody for that."]
            assert said[2].startswith("I am back.")
