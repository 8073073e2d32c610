"""`segue simulate`: what a person and a program get, and what is said about mistakes."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import segue.cli.simulate
from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.cli.main import app
from segue.flows import serve
from segue.insight import simulation
from segue.insight.simulation.running import played

EXAMPLE = Path(__file__).parents[2] / "examples" / "staffing.json"
MEASURES = {
    "weighted_wait", "weighted_cost", "sla_attainment", "abandonment", "p50_wait", "p95_wait", "overflow_share",
    "misskilled_share", "transfer_share", "utilisation_spread", "async_sla_attainment",
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The example on a quiet hour, so that a day takes a moment."""
    data = json.loads(EXAMPLE.read_text())
    data |= {"horizon_s": 3600, "drain_s": 600}
    path = tmp_path / "small.json"
    path.write_text(json.dumps(data))
    return path


def simulate(*arguments: object) -> Result:
    return CliRunner(env={"NO_COLOR": "1", "COLUMNS": "160"}).invoke(app, ["simulate", *map(str, arguments)])


def as_json(*arguments: object) -> dict[str, Any]:
    result = simulate(*arguments, "--json", "--processes", 1)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_program_gets_measures_with_intervals(small: Path) -> None:
    found = as_json(small, "--days", 3, "--seed", 7)
    assert (found["scenario"], found["policy"], found["days"], found["seeds"]) == ("furniture_shop", "balanced", 3, [7])
    assert found["measures"].keys() >= MEASURES
    wait = found["measures"]["weighted_wait"]
    assert wait["lo"] <= wait["mean"] <= wait["hi"]
    assert set(found["per_tier"]) == {"trade", "private"}
    assert set(found["per_group"]) == {"orders", "complaints", "both"}
    assert found["baseline_ratio"]["mean"] > 0
    assert found["measures"]["async_sla_attainment"]["mean"] is None  # there was none: never 0
    assert "variants" not in found


def test_the_same_seed_gives_the_same_days(small: Path) -> None:
    assert as_json(small, "--days", 2) == as_json(small, "--days", 2)
    assert as_json(small, "--days", 2) != as_json(small, "--days", 2, "--seed", 2)


def test_variants_are_compared_on_the_same_days(small: Path) -> None:
    same, fewer, other = as_json(
        small, "--days", 4, "--with", "tick_s=5", "--with", "agents.*.count=1, agents.orders.capacity=1",
        "--against", "priority_least_active",
    )["variants"]  # fmt: skip
    assert same["ratio"]["weighted_wait"] == {"mean": 1.0, "lo": 1.0, "hi": 1.0}
    assert fewer["name"] == "agents.*.count=1, agents.orders.capacity=1"
    assert fewer["ratio"]["weighted_wait"]["lo"] > 1
    assert fewer["difference"]["utilisation"]["mean"] > 0
    assert other["policy"] == "priority_least_active"


def test_people_get_a_table_and_a_picture_of_the_day(small: Path, tmp_path: Path) -> None:
    result = simulate(small, "--days", 2, "--with", "agents.both.count=+1", "--plot", tmp_path / "day.svg")
    assert result.exit_code == 0, result.output
    for words in ("value-weighted wait", "agents.both.count=+1", "against skills_least_active", "private", "⣀"):
        assert words in result.output
    drawn = (tmp_path / "day.svg").read_text()
    assert drawn.startswith("<svg xmlns=")
    assert "prefers-color-scheme: dark" in drawn
    assert "agents.both.count=+1" in drawn


def test_names_in_a_scenario_are_shown_as_text(small: Path, tmp_path: Path) -> None:
    small.write_text(small.read_text().replace("furniture_shop", "[red]<script>"))
    result = simulate(small, "--days", 1, "--plot", tmp_path / "day.html")
    assert "[red]<script>" in result.output
    assert "<script>" not in (tmp_path / "day.html").read_text()


def test_a_policy_file_decides_by_its_own_queues(small: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "version: 1\ntriggers: [{id: asks, when: \"asks_for_human == 'clear'\", then: handoff}]\n"
        "route: [{queue: orders}]\nqueues: {orders: {requires: {orders: 1}}}\nrouting: {assign: best_worker}\n"
    )
    assert as_json(small, "--days", 1, "--policy", policy)["policy"] == "policy.yaml"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--policy", "balansed"), "'balansed' is neither a policy file nor one of"),
        (("--policy", "none.yaml"), "none.yaml is not a file"),
        (("--with", "agents.order.count=3"), "nothing is called 'order'; orders is meant?"),
        (("--with", "agents.orders.count=-9"), "agents[0].count: -6; from 0 to 5000 would be right"),
        (("--plot", "day.png"), "name a file that ends in .svg or .html"),
        (("--out", "kept.json"), "--out keeps what --from-history builds"),
        (("--from-history",), "name a scenario file, or --from-history"),
        (("--days", "0"), "--days"),
    ],
)
def test_mistakes_are_told_in_words(small: Path, arguments: tuple[str, ...], said: str) -> None:
    result = simulate(small, *arguments)
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_slip_of_the_pen_in_a_variant_is_said(small: Path) -> None:
    result = simulate(small, "--days", 1, "--processes", 1, "--with", "agents.orders.cuont=4")
    assert "agents[0].cuont: not a field of a scenario, passed over; count is meant?" in result.stderr


def test_a_scenario_that_cannot_be_is_refused_with_its_place(small: Path) -> None:
    small.write_text(small.read_text().replace('"capacity": 2', '"capacity": -2'))
    result = simulate(small)
    assert result.exit_code == 1
    assert "agents[1].capacity: -2; from 1" in result.output


def test_who_stops_it_reads_what_is_known_by_then(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped_on_the_third_day(*arguments: Any, **options: Any) -> Any:
        for one in played(*arguments, **options):
            if one.day == 2:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr(segue.cli.simulate, "played", stopped_on_the_third_day)
    result = simulate(small, "--days", 9, "--processes", 1)
    assert result.exit_code == 130
    assert "stopped after 2 of 9 days" in result.output
    assert "value-weighted wait" in result.output


def test_several_processes_play_the_same_days_as_one(small: Path) -> None:
    alone = simulate(small, "--days", 2, "--json", "--processes", 1)
    together = simulate(small, "--days", 2, "--json", "--processes", 2)
    assert json.loads(alone.stdout) == json.loads(together.stdout)


def test_a_scenario_is_built_from_the_log_of_a_running_segue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_file: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.yaml").write_text(POLICY)

    async def lived() -> Result:
        clock = FakeClock(datetime.now(UTC))  # the command looks at the clock on the wall
        async with Segue.open(tmp_path / "policy.yaml", clock=clock, background=False) as segue:
            world = World(segue, clock)
            maria = await world.hire("maria")
            await world.start()
            await world.customer("I want to talk to a human please")
            await segue.step()
            await serve.accept(segue.env, maria, (await world.handoff()).id)
            return await asyncio.to_thread(
                simulate, "--from-history", "--last", 2, "--out", "ours.json", "--days", 1, "--processes", 1
            )

    result = asyncio.run(lived())
    assert result.exit_code == 0, result.output
    assert "how much days differ" in result.output
    built = json.loads((tmp_path / "ours.json").read_text())
    assert built["agents"][0]["count"] == 1
    assert "maria" not in json.dumps(built).lower()
    assert simulate(tmp_path / "ours.json", "--days", 1, "--processes", 1).exit_code == 0


def test_the_example_that_the_console_plays_is_the_one_to_read() -> None:
    packaged = Path(simulation.__file__).parent / "staffing.json"
    assert packaged.read_bytes() == EXAMPLE.read_bytes()
