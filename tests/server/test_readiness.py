"""Whether a process lives, and whether it should be given work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asking import HERE, Answer, Client
from world import POLICY, UNLIMITED, World, make_world

from segue.app import Segue
from segue.domain.errors import TryAgain
from segue.flows.pulse import LATE_S
from segue.ports.health import LookAround, Surroundings, TryWriting
from segue.ports.people import UserRole
from segue.ports.store import StoreHealth
from segue.server.application import create_app
from segue.server.readiness import seconds_apart
from segue.settings import Settings


class Lab:
    """A world whose store does what a test says."""

    def __init__(self, world: World) -> None:
        self.world, self.health = world, StoreHealth(committed_s_ago=0.0)
        self.around = Surroundings()
        self.writes: Exception | None = None
        self.tried = 0
        store = world.store
        store.health = lambda: self.health  # type: ignore[method-assign]
        store._try_writing = self._try_writing  # type: ignore[method-assign]
        store._look_around = self._look_around  # type: ignore[method-assign]

    def _try_writing(self, _: TryWriting) -> None:
        self.tried += 1
        if self.writes:
            raise self.writes
        self.health = StoreHealth(committed_s_ago=0.0)

    def _look_around(self, _: LookAround) -> Surroundings:
        return self.around

    async def ready(self, **who: object) -> Answer:
        self.world.app.state.readiness.forget()
        return await self.world.client.ask("GET", "/readyz", **{"client": HERE, **who})  # type: ignore[arg-type]

    async def troubles(self) -> list[str]:
        return [one["check"] for one in (await self.ready()).json["troubles"]]


@pytest.fixture
async def lab() -> Lab:
    return Lab(await make_world())


async def test_a_process_lives_whatever_the_store_does(lab: Lab) -> None:
    lab.health, lab.writes = StoreHealth(failing="OperationalError SQLITE_FULL"), TryAgain("disk full")
    answer = await lab.world.client.ask("GET", "/healthz")
    assert (answer.status, answer.json) == (200, {"ok": True})
    assert lab.tried == 0


async def test_all_is_well(lab: Lab) -> None:
    answer = await lab.ready()
    assert (answer.status, answer.json) == (200, {"ready": True, "troubles": []})
    assert lab.tried == 0, "a recent commit is proof enough"


async def test_after_a_commit_that_failed_it_is_unready_until_a_write_works(lab: Lab) -> None:
    lab.health = StoreHealth(failing="OperationalError SQLITE_FULL", committed_s_ago=0.1)
    lab.writes = TryAgain("the database cannot be written to now")
    answer = await lab.ready()
    assert answer.status == 503
    assert answer.json["troubles"] == [
        {
            "check": "write",
            "trouble": "the database cannot be written to: OperationalError SQLITE_FULL",
            "keeps_out": True,
        }
    ]
    lab.writes = None
    assert (await lab.ready()).status == 200


async def test_a_store_that_was_quiet_for_long_is_tried(lab: Lab) -> None:
    lab.health = StoreHealth(committed_s_ago=3600.0)
    assert (await lab.ready()).status == 200
    assert lab.tried == 1


async def test_many_who_ask_at_once_cost_one_look(lab: Lab) -> None:
    lab.health = StoreHealth()
    lab.world.app.state.readiness.forget()
    await asyncio.gather(*(lab.world.client.ask("GET", "/readyz") for _ in range(20)))
    assert lab.tried == 1


async def test_a_clock_that_is_off_keeps_work_out(lab: Lab) -> None:
    lab.around = Surroundings(clock=lab.world.clock.now() + timedelta(seconds=2))
    assert await lab.troubles() == []
    lab.around = Surroundings(clock=lab.world.clock.now() - timedelta(seconds=2.1))
    assert await lab.troubles() == ["clock"]


def test_the_time_an_answer_took_counts_for_the_other_clock() -> None:
    asked = datetime(2026, 11, 21, tzinfo=UTC)
    answered = asked + timedelta(seconds=3)
    assert seconds_apart(asked + timedelta(seconds=1), asked, answered) == 0
    assert seconds_apart(asked + timedelta(seconds=5), asked, answered) == 2
    assert seconds_apart(asked - timedelta(seconds=4), asked, answered) == 4


async def test_older_tables_keep_work_out_and_newer_ones_are_told(lab: Lab) -> None:
    lab.around = Surroundings(step="0005", newest="0006")
    assert (await lab.ready()).status == 503
    lab.around = Surroundings(step="0007", newest="0006")
    answer = await lab.ready()
    assert answer.status == 200, "or the first node of an upgrade would take down all others"
    assert answer.json["troubles"][0]["check"] == "migrations"


async def test_without_a_policy_nothing_can_be_decided(lab: Lab) -> None:
    lab.world.store.active.clear()
    lab.world.segue.env.policies._active.clear()
    assert await lab.troubles() == ["policy"]


async def test_a_full_disk_is_seen_before_it_is_full(tmp_path: Path) -> None:
    settings = {"database": f"sqlite:///{tmp_path / 'segue.db'}"}
    assert await Lab(await make_world(**settings, disk_floor=10**15)).troubles() == ["disk"]
    assert await Lab(await make_world(**settings, disk_floor=0)).troubles() == []


async def test_a_lane_that_stands_still_keeps_work_out_and_one_that_fails_is_told(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat = lab.world.segue.env.pulse.lane("deliver", 0.5)
    with pytest.raises(LookupError), beat.step():
        raise LookupError
    answer = await lab.ready()
    assert answer.status == 200
    assert answer.json["troubles"][0]["trouble"] == "the background lane 'deliver' fails: LookupError; see the log"
    beat.failing = ""
    beat.rested_at -= LATE_S + 1
    answer = await lab.ready()
    assert answer.status == 503
    assert answer.json["troubles"][0]["trouble"] == "the background lane 'deliver' stands still"


async def test_why_is_told_to_those_who_run_it_and_to_nobody_else(lab: Lab) -> None:
    world = lab.world
    lab.around = Surroundings(step="0005", newest="0006")
    afar = ("192.0.2.7", 50000)
    proxied = {"headers": {"x-forwarded-for": "203.0.113.9"}}
    nobodies: list[dict[str, object]] = [
        {"client": afar},
        proxied,
        {"client": afar, "token": "sk_nothing"},
        {"client": afar, "token": await world.key("conversations")},
        {"client": afar, "session": await world.signed_in(UserRole.SUPERVISOR)},
    ]
    for who in nobodies:
        answer = await lab.ready(**who)
        assert (answer.status, answer.json) == (503, {"ready": False})
    knowing: list[dict[str, object]] = [
        {},
        {"client": afar, "token": await world.key("metrics", name="watch")},
        {"client": afar, "session": await world.signed_in(UserRole.OPERATOR)},
    ]
    for who in knowing:
        assert "troubles" in (await lab.ready(**who)).json


@pytest.fixture
async def on_disk(tmp_path: Path, url: str) -> AsyncIterator[Client]:
    (tmp_path / "policy.yaml").write_text(POLICY)
    settings = replace(Settings(**UNLIMITED), database=url)
    async with Segue.open(tmp_path / "policy.yaml", store=url, settings=settings) as segue:
        yield Client(create_app(segue, settings))


async def test_on_a_real_database_with_its_lanes_running(on_disk: Client) -> None:
    answer = await on_disk.ask("GET", "/readyz", client=HERE)
    assert (answer.status, answer.json) == (200, {"ready": True, "troubles": []})


async def test_a_try_is_a_write_that_reaches_the_log_of_the_database(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(POLICY)
    async with Segue.open(tmp_path / "policy.yaml", store=sqlite_url, background=False) as segue:
        wal = tmp_path / "segue.db-wal"
        before, began = wal.read_bytes(), time.monotonic()
        await segue.store.write(TryWriting())
        assert wal.read_bytes() != before
        ago = segue.store.health().committed_s_ago
        assert ago is not None
        assert ago <= time.monotonic() - began
