"""The demo plays by itself, over the real API and sockets: every way from the bot to a person, and back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from typer.testing import CliRunner

from segue.cli.main import app
from segue.demo.cast import PAST
from segue.demo.opening import opened
from segue.demo.play.director import play, team_at_work
from segue.demo.play.hurry import hurried
from segue.demo.play.scenes import SCENES
from segue.demo.play.stage import FASTEST, Scene, Stage, Standing
from segue.ports.conversations import Counts


async def test_every_scene_ends_as_expected_and_leaves_nothing_open(tmp_path: Path) -> None:
    async with opened(tmp_path, adapt=partial(hurried, speed=FASTEST), bot_pause=timedelta(0)) as demo:
        async with team_at_work(demo) as desks:
            stages = await play(demo, desks, FASTEST, lambda _: None)
        told = {stage.scene.title: stage.now for stage in stages if stage.standing is not Standing.AS_EXPECTED}
        assert told == {}
        assert len(stages) == len(SCENES) >= 10
        counts = await demo.house.segue.store.read(Counts(demo.house.segue.workspace))
        assert (counts["resolved"] - len(PAST), counts["handed_back"], counts["ticketed"]) == (6, 4, 1)
        still_open = {state: counts.get(state, 0) for state in ("requested", "queued", "reserved", "active")}
        assert set(still_open.values()) == {0}


async def test_a_scene_that_ends_otherwise_is_seen(tmp_path: Path) -> None:
    async def nothing_happens(stage: Stage) -> str:
        guest = await stage.customer()
        return guest.conversation

    async def breaks(stage: Stage) -> str:
        raise RuntimeError("no such luck")

    wrong = (Scene("Nothing", nothing_happens, ("resolved",)), Scene("Broken", breaks, ()))
    async with (
        opened(tmp_path, adapt=partial(hurried, speed=FASTEST), bot_pause=timedelta(0)) as demo,
        team_at_work(demo) as desks,
    ):
        stages = await play(demo, desks, FASTEST, lambda _: None, wrong)
    assert [stage.standing for stage in stages] == [Standing.WENT_WRONG, Standing.WENT_WRONG]
    assert stages[0].now == "ended (), expected ('resolved',)"
    assert "no such luck" in stages[1].now


def test_a_kept_demo_cannot_be_played() -> None:
    result = CliRunner().invoke(app, ["demo", "--play", "--keep", "somewhere"])
    assert result.exit_code == 1
    assert "--keep" in result.output


async def test_a_kept_demo_goes_on_where_it_ended(tmp_path: Path) -> None:
    async with opened(tmp_path) as first:
        team = {user.id for user in first.house.users.values()}
        await first.house.segue.start("kept")
        site = first.house.site.key
    async with opened(tmp_path) as second:
        assert {user.id for user in second.house.users.values()} == team
        assert second.house.site.key == site
        assert (await second.house.segue.loaded("kept")).conversation.id == "kept"
        assert second.house.bot_key != first.house.bot_key
