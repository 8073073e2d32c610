"""`segue why CONVERSATION`: from the log and from the router, also while another process serves."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.cli.main import app
from segue.domain.lifecycle import Promise
from segue.flows import serve
from segue.flows.change import Work, change
from segue.ports.people import SaveUser


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "policy.yaml").write_text(POLICY)
    return tmp_path


def after(place: Path, story: Any) -> tuple[int, str]:
    """What `segue why c1` says while Segue still runs, once `story` was played."""

    async def play() -> tuple[int, str]:
        clock = FakeClock()
        async with Segue.open(place / "policy.yaml", clock=clock, background=False) as segue:
            await story(World(segue, clock))
            result = await asyncio.to_thread(CliRunner().invoke, app, ["why", "c1"])
            return result.exit_code, result.output

    return asyncio.run(play())


async def asks(world: World) -> None:
    await world.start()
    await world.customer("I want to talk to a human please")
    await world.segue.step()


def test_who_got_the_customer_is_explained(place: Path) -> None:
    async def story(world: World) -> None:
        maria = await world.hire("maria")
        await asks(world)
        await serve.accept(world.segue.env, maria, (await world.handoff()).id)

    code, said = after(place, story)
    assert code == 0
    assert "reserved for Maria" in said
    assert "the only one who fits and has room" in said
    assert "accepted by Maria" in said


def test_who_still_waits_is_told_with_what_would_help(place: Path) -> None:
    async def story(world: World) -> None:
        maria = await world.hire("maria")
        ben = await world.hire("ben")
        await world.segue.store.write(SaveUser(replace(ben, name="[red]Ben[/red]")))
        await asks(world)
        handoff = await world.handoff()
        await serve.decline(world.segue.env, maria if handoff.agent == maria.id else ben, handoff.id)

    code, said = after(place, story)
    assert code == 0
    assert "waits since" in said
    assert "number 1 of 1 in line" in said
    assert ": a second costs" in said
    assert "[red]Ben[/red]" in said  # a name is shown, never read as markup


def test_a_conversation_without_a_handoff_and_one_that_is_not_there(place: Path) -> None:
    async def story(world: World) -> None:
        await world.start()

    code, said = after(place, story)
    assert (code, "never handed to a person" in said) == (1, True)
    result = CliRunner().invoke(app, ["why", "nobody"])
    assert (result.exit_code, "no such conversation" in result.output) == (1, True)


def test_a_machine_reads_one_object(place: Path) -> None:
    async def story(world: World) -> None:
        await world.hire("maria")
        await asks(world)

    after(place, story)
    result = CliRunner().invoke(app, ["why", "c1", "--json"])
    (handoff,) = json.loads(result.output)["handoffs"]
    assert [step["event"] for step in handoff["steps"]][-1] == "reserved"
    explanation = handoff["steps"][-1]["explanation"]
    assert explanation["considered"]
    assert {"words", "line", "best", "eligible"} <= explanation.keys()


def test_what_the_customer_was_told_is_held_against_the_clock(place: Path) -> None:
    async def story(world: World) -> None:
        await world.hire("ben", capacity=1)
        await world.start("busy")
        await world.with_human("ben", "busy")
        await asks(world)
        handoff = await world.handoff()

        async def tell(work: Work) -> None:
            work.draft.hold(replace(handoff, promises=(Promise(world.clock.now(), 120, 60, 180),)))

        await change(world.segue.env, handoff.workspace, "c1", tell)

    _, said = after(place, story)
    assert "was told between 1 and 3 minutes, until" in said
    assert ": not kept" in said  # by now
