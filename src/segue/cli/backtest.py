"""`segue backtest`: last month's conversations against a policy, or against two."""

from __future__ import annotations

import json as json_
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from segue.cli.trouble import fail, told
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for
from segue.insight.backtest import Change, Quality, Replayed, Replayer, Result, changes, summarise
from segue.insight.backtest_page import backtest_page
from segue.insight.recordings import Recording, read_recordings
from segue.policy_file import load_policy

_MOST_SHOWN = 12


def backtest(
    source: Annotated[
        Path, typer.Argument(metavar="IN.jsonl[.gz]", help="One conversation a line.", exists=True, dir_okay=False)
    ],
    policy: Annotated[Path, typer.Option("--policy", metavar="P", help="The policy that decides.")],
    against: Annotated[
        Path | None, typer.Option("--against", metavar="Q", help="Another policy: what would change?")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write a page with plots here.")
    ] = None,
) -> None:
    """Replay recorded conversations against a policy, turn by turn. Nothing is stored and nobody is told."""
    with told():
        policies = [_load(path) for path in (policy, against) if path is not None]
        replays = _replay(source, policies)
        results = [summarise(each, used) for each, used in zip(replays, policies, strict=True)]
        changed = changes(replays[0], replays[1]) if len(replays) == 2 else ()
        other = results[1] if len(results) == 2 else None
        if html:
            kinds = kinds_for(policies[0], "export")
            page = backtest_page(source.name, replays[0], results[0], other, changed, kinds)
            html.write_text(page, encoding="utf-8")
        if json:
            print(json_.dumps(as_json(results[0], other, changed)))
            return
        _print(results[0], other, changed, html)


def _load(path: Path) -> Policy:
    if not path.is_file():
        fail(f"{path} is not a file; name a policy file")
    return load_policy(path.read_text("utf-8"), name=path.name)


def _replay(source: Path, policies: Sequence[Policy]) -> list[list[Replayed]]:
    replayers = [Replayer(policy) for policy in policies]
    replays: list[list[Replayed]] = [[] for _ in policies]
    skipped = 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=source.stat().st_size)
        for recording in read_recordings(source, lambda read: progress.update(task, completed=read)):
            _add(recording, replayers, replays)
            skipped += recording.skipped
    if not replays[0]:
        fail(f"{source} holds no conversation")
    if skipped:
        Console(stderr=True).print(Text(f'{skipped} turns have no "text" and were skipped', "yellow"))
    return replays


def _add(recording: Recording, replayers: Sequence[Replayer], replays: Sequence[list[Replayed]]) -> None:
    for replayer, kept in zip(replayers, replays, strict=True):
        kept.append(replayer.replay(recording))


def as_json(result: Result, against: Result | None, changed: Sequence[Change]) -> dict[str, Any]:
    """{triggers: [{id, fired, alone, first, lead_turns, precision?, recall?}], handoffs_per_day, changed: [ids], …}."""
    found: dict[str, Any] = {
        "policy": result.policy,
        "conversations": result.conversations,
        "turns": result.turns,
        "days": result.days,
        "outcomes": dict(result.outcomes),
        "triggers": [
            {
                "id": t.id,
                "fired": t.fired,
                "conversations": t.conversations,
                "alone": t.alone,
                "first": t.first,
                "lead_turns": t.lead_turns,
                **({"precision": t.precision, "recall": t.recall} if result.quality else {}),
            }
            for t in result.triggers
        ],
        "queues": {queue: dict(counts) for queue, counts in result.per_queue.items()},
        "handoffs_per_day": {queue: result.handoffs_per_day(queue) for queue in result.per_queue},
        "handoffs_per_thousand": {queue: result.per_thousand(queue) for queue in result.per_queue},
        "changed": [change.id for change in changed],
    }
    if result.quality:
        found["conversation_quality"] = _quality_json(result.quality)
    if result.turn_quality:
        found["turn_quality"] = _quality_json(result.turn_quality)
    if result.timing:
        found["gt_t"] = {"precision_side": result.timing.gtt, "recall_side": result.timing.recall}
    if against:
        found["against"] = as_json(against, None, ())
    return found


def _quality_json(quality: Quality) -> dict[str, Any]:
    found = quality.agreement
    return {
        "labelled": quality.count,
        "needed": quality.needed,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        "f1_95": quality.f1_interval,
        "average_precision": quality.ap,
    }


def _print(result: Result, against: Result | None, changed: Sequence[Change], html: Path | None) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{result.conversations} conversations, {result.turns} customer turns"))
    console.print(_trigger_table(result))
    console.print(_queue_table(result))
    for name, quality in (("conversations", result.quality), ("turns", result.turn_quality)):
        if quality:
            console.print(Text(_quality_words(name, quality)))
    if result.timing:
        sides = " / ".join(f"{value:.3f}" for value in result.timing.gtt)
        recall = " / ".join(f"{value:.3f}" for value in result.timing.recall)
        console.print(Text(f"timing: GT-I/II/III {sides}, recall side {recall}"))
    if against:
        _print_changes(console, result, against, changed)
    if html:
        console.print(Text(f"written to {html}"))


def _trigger_table(result: Result) -> Table:
    table = Table(box=None)
    heads = (
        "trigger",
        "fired\nturns",
        "alone\nturns",
        "in con-\nvers.",
        "first",
        "turns\nahead",
        "preci-\nsion",
        "recall",
    )
    for head in heads:
        table.add_column(head, justify="left" if head == "trigger" else "right", no_wrap=True)
    for t in result.triggers:
        counts = (t.fired, t.alone, t.conversations, t.first)
        shares = (_number(t.lead_turns, 1), _number(t.precision, 2), _number(t.recall, 2))
        table.add_row(Text(t.id), *map(str, counts), *shares)
    return table


def _queue_table(result: Result) -> Table:
    table = Table(box=None)
    for head in ("queue", "handoffs", "offers", "handoffs a day", "in 1,000"):
        table.add_column(head, justify="left" if head == "queue" else "right")
    for queue, counts in result.per_queue.items():
        row = (
            str(counts.get("handoff", 0)),
            str(counts.get("offer", 0)),
            _number(result.handoffs_per_day(queue), 1),
            f"{result.per_thousand(queue):.0f}",
        )
        table.add_row(Text(queue), *row)
    return table


def _quality_words(name: str, quality: Quality) -> str:
    found = quality.agreement
    low, high = quality.f1_interval or (None, None)
    shares = f"precision {_number(found.precision, 3)}, recall {_number(found.recall, 3)}, F1 {_number(found.f1, 3)}"
    return (
        f"{quality.count} labelled {name}, {quality.needed} needed a human: {shares} "
        f"({_number(low, 2)} to {_number(high, 2)}), AP {_number(quality.ap, 3)}"
    )


def _print_changes(console: Console, result: Result, against: Result, changed: Sequence[Change]) -> None:
    for outcome in ("stay", "offer", "handoff"):
        console.print(Text(f"{outcome:>8}: {result.outcomes[outcome]} now, {against.outcomes[outcome]} then"))
    console.print(Text(f"{len(changed)} conversations change"))
    for change in changed[:_MOST_SHOWN]:
        before = f"{change.before.outcome.value} by {change.before.trigger}" if change.before else "stay"
        after = f"{change.after.outcome.value} by {change.after.trigger}" if change.after else "stay"
        console.print(Text(f"  {change.id}: {before} → {after}"), soft_wrap=True)
    if len(changed) > _MOST_SHOWN:
        console.print(Text(f"  … and {len(changed) - _MOST_SHOWN} more; --html shows their words"))


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}"
