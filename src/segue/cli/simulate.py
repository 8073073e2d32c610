"""`segue simulate`: a team's days before they happen, with the router that decides in the product."""

from __future__ import annotations

import json as json_
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from segue.app import Segue
from segue.cli.loop import run
from segue.cli.simulate_shown import print_outcome
from segue.cli.trouble import fail, told
from segue.insight.simulation.choosing import PolicyChoice, deciding_of
from segue.insight.simulation.history import Built, past_of, scenario_from
from segue.insight.simulation.plot import written
from segue.insight.simulation.policies import BASELINE
from segue.insight.simulation.reading import read_scenario, scenario_of
from segue.insight.simulation.running import Run, played
from segue.insight.simulation.scenario import Scenario
from segue.insight.simulation.summary import (
    Compared,
    Days,
    Summary,
    as_data,
    compared,
    compared_as_data,
    of_interval,
    paired_ratio,
    summarised,
)
from segue.insight.simulation.variants import Variant, changed, variant_of
from segue.settings import Settings

MOST_DAYS = 1_000
MOST_VARIANTS = 8
AS_IT_IS = "as it is"


@dataclass(frozen=True, slots=True)
class Outcome:
    """baseline_ratio: weighted wait to that of `BASELINE` on the same days, of the scenario as it is."""

    scenario: Scenario
    seed: int
    first: Summary
    others: tuple[Compared, ...]
    baseline_ratio: Any
    wanted: int


def simulate(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="SCENARIO.json", help="Who comes and who works.", exists=True, dir_okay=False),
    ] = None,
    from_history: Annotated[
        bool, typer.Option("--from-history", help="Build the scenario from the log of this Segue.")
    ] = False,
    last: Annotated[int, typer.Option(min=1, max=366, help="How many days of the log, with --from-history.")] = 28,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT.json", help="Write the scenario that was built here.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How many days.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Other days with another number; the same with the same.")] = 1,
    policy: Annotated[
        str, typer.Option(metavar="POLICY.yaml|NAME", help="Who decides: a policy file, or a mode by its name.")
    ] = "balanced",
    variants: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="PATH=VALUE[, …]", help="Beside it, with this changed; may be given again."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="POLICY.yaml|NAME", help="Beside it, with another policy; may be given again."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="OUT.svg|.html", help="Draw the waits over the day here.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, max=64, help="How many at once; as many as there are cores if not given.")
    ] = None,
) -> None:
    """Play days of a team with the router of Segue, and say how long customers waited."""
    with told():
        if plot and plot.suffix not in {".svg", ".html"}:
            fail(f"{plot}: name a file that ends in .svg or .html")
        if (source is None) != from_history:
            fail("name a scenario file, or --from-history")
        if out and not from_history:
            fail("--out keeps what --from-history builds; a scenario file is kept already")
        name, data = _built(last, out) if source is None else (source.stem, read_scenario(source))
        runs = _runs(name, data, policy, variants or [], against or [])
        for note in dict.fromkeys(note for one in runs for note in one.scenario.notes):
            Console(stderr=True, highlight=False).print(Text(note, "yellow"))
        outcome = _outcome(runs, seed, days, processes)
        if plot:
            plot.write_text(written(outcome.scenario.name, _curves(outcome), html=plot.suffix == ".html"), "utf-8")
    if json:
        print(json_.dumps(as_json(outcome), ensure_ascii=False))
    else:
        print_outcome(outcome.scenario, outcome.first, outcome.others, outcome.baseline_ratio, outcome.wanted)
    if outcome.first.days < outcome.wanted:
        raise typer.Exit(130)


def _built(last: int, out: Path | None) -> tuple[str, dict[str, Any]]:
    built = run(_from_log(Settings.from_environment(), last))
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for sentence in built.thin:
        console.print(Text(sentence, "yellow"))
    if out:
        out.write_text(json_.dumps(built.scenario, indent=1, ensure_ascii=False) + "\n", "utf-8")
        console.print(Text(f"written to {out}"))
    return "history", built.scenario


async def _from_log(settings: Settings, last: int) -> Built:
    async with Segue.look(store=settings.database, settings=settings) as segue:
        since = segue.env.clock.now() - timedelta(days=last)
        policy = (await segue.env.policies.active(segue.workspace)).policy
        past = await past_of(segue.env.store, segue.workspace, since, policy)
    try:
        return scenario_from(past)
    except ValueError as error:
        fail(f"the last {last} days: {error}")
        raise


def _runs(
    name: str, data: Mapping[str, Any], policy: str, variants: Sequence[str], against: Sequence[str]
) -> list[Run]:
    """As it is, then the variants in their order, then the baseline, unless it is there already."""
    wanted = [Variant(AS_IT_IS), *map(variant_of, variants), *(Variant(other, policy=other) for other in against)]
    if len(wanted) > MOST_VARIANTS + 1:
        fail(f"{len(wanted) - 1} variants; at most {MOST_VARIANTS} can be compared at once")
    runs = [Run(one.name, scenario_of(changed(data, one), name), _choice(one.policy or policy)) for one in wanted]
    if runs[0].policy.name != BASELINE:
        runs.append(Run(BASELINE, runs[0].scenario, PolicyChoice(BASELINE)))
    return runs


def _choice(named: str) -> PolicyChoice:
    """Raises what is wrong with it, before any day is played."""
    path = Path(named)
    choice = PolicyChoice(named)
    if path.is_file():
        choice = PolicyChoice(path.name, path.read_text("utf-8"))
    elif path.suffix in {".yaml", ".yml"}:
        fail(f"{named} is not a file; name a policy file")
    deciding_of(choice)
    return choice


def _outcome(runs: Sequence[Run], seed: int, days: int, processes: int | None) -> Outcome:
    collected = Days(len(runs))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("days", total=days * len(runs))
        try:
            for one in played(runs, seed=seed, days=days, processes=processes):
                collected.add(one)
                progress.advance(task)
        except KeyboardInterrupt:
            if not collected.complete:
                raise
    if collected.complete < days:
        Console(stderr=True).print(Text(f"stopped after {collected.complete} of {days} days", "yellow"))
    each = [collected.of(place) for place in range(len(runs))]
    summaries = [summarised(run.name, run.policy.name, of) for run, of in zip(runs, each, strict=True)]
    shown = len(runs) if runs[-1].name != BASELINE or len(runs) == 1 else len(runs) - 1
    others = tuple(compared(summaries[place], each[place], each[0]) for place in range(1, shown))
    return Outcome(runs[0].scenario, seed, summaries[0], others, paired_ratio(each[0], each[-1]), days)


def _curves(outcome: Outcome) -> dict[str, tuple[tuple[float, float], ...]]:
    return {one.name: one.curve for one in (outcome.first, *(other.summary for other in outcome.others))}


def as_json(outcome: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = {
        "scenario": outcome.scenario.name,
        "policy": outcome.first.policy,
        "days": outcome.first.days,
        "seeds": [outcome.seed],
        **as_data(outcome.first),
        "baseline_ratio": {"baseline": BASELINE, **of_interval(outcome.baseline_ratio)},
    }
    if outcome.others:
        found["variants"] = [compared_as_data(one) for one in outcome.others]
    return found
