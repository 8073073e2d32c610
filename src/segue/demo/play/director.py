"""Plays all scenes and checks how each ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp

from segue.demo.cast import ADMIN, TEAM
from segue.demo.opening import Demo
from segue.demo.play.desk import Desk
from segue.demo.play.scenes import LONG, SCENES
from segue.demo.play.stage import Scene, Stage, Standing

Desks = dict[str, Desk]


@asynccontextmanager
async def team_at_work(demo: Demo) -> AsyncIterator[Desks]:
    """Every human agent of the demo, signed in and online, by alias. Their sign-in links of before stop working."""
    async with AsyncExitStack() as stack:
        people = [one for one in TEAM if one is not ADMIN]
        yield {one.alias: await stack.enter_async_context(Desk(demo.house, one)) for one in people}


async def play(
    demo: Demo,
    desks: Desks,
    speed: float,
    watch: Callable[[Sequence[Stage]], object],
    scenes: Sequence[Scene] = SCENES,
) -> tuple[Stage, ...]:
    """Every scene, played once. `watch` is called with all of them whenever something changed."""
    async with aiohttp.ClientSession(demo.house.settings.url, cookie_jar=aiohttp.DummyCookieJar()) as http:
        stages = tuple(Stage(scene, demo, http, desks, speed) for scene in scenes)
        for stage in stages:
            stage.changed = lambda: watch(stages)
        watch(stages)
        beside = [stage for stage in stages if stage.scene is LONG]
        others = [stage for stage in stages if stage.scene is not LONG]
        await asyncio.gather(_one_after_the_other(beside), _one_after_the_other(others))
        return stages


async def _one_after_the_other(stages: Sequence[Stage]) -> None:
    for stage in stages:
        await _play(stage)


async def _play(stage: Stage) -> None:
    stage.standing = Standing.PLAYING
    stage.changed()
    try:
        conversation = await stage.scene.play(stage)
        read = await stage.desks["tom"].reads(conversation)
        ended = tuple(handoff["state"] for handoff in read["handoffs"])
        as_expected = ended == stage.scene.ends
        stage.now = ", ".join(ended) if as_expected else f"ended {ended}, expected {stage.scene.ends}"
        stage.standing = Standing.AS_EXPECTED if as_expected else Standing.WENT_WRONG
    except Exception as error:  # one scene that goes wrong must not stop the others
        stage.standing, stage.now = Standing.WENT_WRONG, f"{type(error).__name__}: {error}"
    finally:
        for customer in stage.customers:
            await customer.leaves()
    stage.changed()
