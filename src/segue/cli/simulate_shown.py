"""What `segue simulate` prints for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

from rich.console import Console
from rich.table import Table
from rich.text import Text

from segue.insight.simulation.intervals import Interval
from segue.insight.simulation.plot import braille, nice_top
from segue.insight.simulation.policies import BASELINE
from segue.insight.simulation.scenario import Scenario
from segue.insight.simulation.summary import Compared, Summary

Shown = Callable[[float], str]


def _seconds(value: float) -> str:
    return f"{value:.0f} s" if abs(value) >= 100 else f"{value:.1f} s"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


MEASURES: tuple[tuple[str, str, Shown], ...] = (
    ("weighted_wait", "value-weighted wait", _seconds),
    ("weighted_cost", "the same with penalties", _seconds),
    ("sla_attainment", "answered in time", _percent),
    ("abandonment", "left without an answer", _percent),
    ("p50_wait", "half waited at most", _seconds),
    ("p95_wait", "95 of 100 at most", _seconds),
    ("p99_wait", "99 of 100 at most", _seconds),
    ("overflow_share", "helped by a neighbouring skill", _percent),
    ("misskilled_share", "answered by the wrong person", _percent),
    ("transfer_share", "passed on", _percent),
    ("utilisation", "capacity in use", _percent),
    ("utilisation_spread", "its spread inside a group", _percent),
    ("async_sla_attainment", "follow-ups in time", _percent),
)
_LEFT_OUT = {"overflow_share", "misskilled_share", "transfer_share"}
"""Told only where there is any."""


def print_outcome(
    scenario: Scenario, first: Summary, others: Sequence[Compared], baseline: Interval, wanted: int
) -> None:
    console = Console(highlight=False, soft_wrap=True)
    count = _of(first.measures["conversations"], lambda value: f"{value:,.0f}")
    agents = sum(group.count for group in scenario.agents)
    console.print(Text(scenario.name, "bold"))
    console.print(Text(f"{count} conversations a day, {agents} agents, {first.days} days, policy {first.policy}"))
    if first.days < wanted:
        console.print(Text(f"of {wanted} days that were asked for", "yellow"))
    console.print()
    console.print(_measures(first, others))
    if isfinite(baseline.mean) and first.policy != BASELINE:
        console.print(Text(f"value-weighted wait against {BASELINE}: {_change(baseline)}"))
    console.print()
    console.print(_tiers(first))
    console.print()
    console.print(_groups(first))
    _print_curves(console, [first, *(other.summary for other in others)])
    if first.days == 1:
        console.print(Text("One day says little; --days 20 gives intervals.", "dim"))


def _measures(first: Summary, others: Sequence[Compared]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column(first.name, justify="right")
    for other in others:
        table.add_column(Text(other.summary.name), justify="right", overflow="fold")
    for name, words, shown in MEASURES:
        one = first.measures[name]
        all_ = [one, *(other.summary.measures[name] for other in others)]
        if not any(isfinite(found.mean) for found in all_):
            continue
        if name in _LEFT_OUT and not any(found.mean > 0 for found in all_):
            continue
        row = [Text(words), Text(_with_range(one, shown))]
        row += [_beside(other, name, shown) for other in others]
        table.add_row(*row)
    return table


def _beside(other: Compared, name: str, shown: Shown) -> Text:
    """The value, and how it differs from the first run on the same days; bold where that is no accident."""
    found = other.ratios.get(name)
    if found is not None and isfinite(found.mean):
        told, sure = _change(found), found.lo > 1 or found.hi < 1
    else:
        by = other.differences[name]
        told, sure = _signed(by, shown), by.lo > 0 or by.hi < 0
    return Text.assemble(_of(other.summary.measures[name], shown), "  ", (told, "bold" if sure else "dim"))


def _tiers(summary: Summary) -> Table:
    return _table(
        "tier",
        ("in time", "left", "mean", "p50", "p95", "p99"),
        ("sla_attainment", "abandonment", "mean_wait", "p50_wait", "p95_wait", "p99_wait"),
        (_percent, _percent, _seconds, _seconds, _seconds, _seconds),
        summary.per_tier,
    )


def _groups(summary: Summary) -> Table:
    return _table(
        "agents",
        ("there", "in use", "spread"),
        ("agents", "utilisation", "utilisation_spread"),
        (lambda value: f"{value:.3g}", _percent, _percent),
        summary.per_group,
    )


def _table(head: str, heads: Sequence[str], names: Sequence[str], shown: Sequence[Shown], rows: object) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(head)
    for name in heads:
        table.add_column(name, justify="right")
    assert hasattr(rows, "items")
    for row, found in rows.items():
        table.add_row(Text(row), *(_of(found[name], how) for name, how in zip(names, shown, strict=True)))
    return table


def _print_curves(console: Console, summaries: Sequence[Summary]) -> None:
    top = nice_top(max((wait for one in summaries for _, wait in one.curve), default=0.0))
    for one in summaries:
        if not one.curve:
            continue
        first, last = one.curve[0][0], one.curve[-1][0]
        console.print(Text(f"\nmean wait by the hour of arrival, {one.name} (top: {top:g} s)", "bold"))
        for line in braille(one.curve, width=64, height=5, most=top):
            console.print(Text(line, "cyan"))
        console.print(Text(f"{first:.0f} h{'':<{64 - 10}}{last:.0f} h", "dim"))


def _of(found: Interval, shown: Shown) -> str:
    return shown(found.mean) if isfinite(found.mean) else "–"


def _with_range(found: Interval, shown: Shown) -> str:
    if not isfinite(found.lo):
        return _of(found, shown)
    return f"{shown(found.mean)} ({shown(max(0.0, found.lo)).split()[0]}–{shown(found.hi).split()[0]})"


def _signed(found: Interval, shown: Shown) -> str:
    return f"{'+' if found.mean >= 0 else '−'}{shown(abs(found.mean))}" if isfinite(found.mean) else ""


def _change(found: Interval) -> str:
    """A ratio as a change: 0.5 is −50 %."""
    mean, lo, hi = (100 * (value - 1) for value in (found.mean, found.lo, found.hi))
    told = f"{mean:+.0f} %".replace("-", "−")
    return f"{told} ({lo:+.0f}…{hi:+.0f})".replace("-", "−") if isfinite(lo) else told
