"""A backtest as one HTML page that needs nothing else: plots, tables, and the conversations that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from html import escape

from segue.domain.redaction import ALL, redact
from segue.insight.backtest import Change, Decided, Quality, Replayed, Result
from segue.insight.page import page, table
from segue.insight.plots import bars, columns, line

_MOST_CHANGES = 200
_MOST_WORDS = 240


def backtest_page(
    source: str,
    replays: Sequence[Replayed],
    result: Result,
    against: Result | None = None,
    changed: Sequence[Change] = (),
    kinds: Collection[str] = ALL,
) -> str:
    """source: name of the file, as it is shown. Everything that comes from conversations is shown as text, without
    what is of these kinds (`kinds_for`): the page is made to be sent around.
    """
    parts = [
        f"<p class=note>{result.conversations} conversations, {result.turns} customer turns. "
        f"Policy {escape(result.policy[:12])}.</p>",
        *_outcomes(result),
        *_triggers(result),
        *_quality(result, replays),
        *_lead(result),
        *(_changes(result, against, changed, kinds) if against else ()),
    ]
    return page(f"Backtest of {source}", parts)


def _outcomes(result: Result) -> list[str]:
    parts = ["<h2>What customers would have met first</h2>"]
    queues = {queue or "(none)": dict(_both(counts)) for queue, counts in result.per_queue.items()}
    parts.append(
        table(
            "by queue",
            ("queue", "handoffs", "offers", "handoffs a day", "handoffs in 1,000"),
            [
                (
                    queue,
                    counts["handoff"],
                    counts["offer"],
                    _rounded(counts["handoff"] / result.days if result.days else None),
                    f"{1_000 * counts['handoff'] / max(1, result.conversations):.0f}",
                )
                for queue, counts in queues.items()
            ],
        )
    )
    if result.per_day:
        days = [(day.isoformat()[5:], dict(_both(counts))) for day, counts in result.per_day.items()]
        parts += ["<h2>By day</h2>", columns("handoffs and offers by day", days)]
    else:
        parts.append("<p class=note>The conversations have no times, so nothing can be said by day.</p>")
    return parts


def _both(counts: object) -> list[tuple[str, int]]:
    found = counts if isinstance(counts, dict) else {}
    return [(name, int(found.get(name, 0))) for name in ("handoff", "offer")]


def _triggers(result: Result) -> list[str]:
    rows = {t.id: {"alone": float(t.alone), "with others": float(t.fired - t.alone)} for t in result.triggers}
    listed = table(
        "fired and alone count turns; the rest counts conversations",
        ("trigger", "fired", "alone", "conversations", "first", "turns ahead", "precision", "recall"),
        [
            (
                t.id,
                t.fired,
                t.alone,
                t.conversations,
                t.first,
                _rounded(t.lead_turns),
                _share(t.precision),
                _share(t.recall),
            )
            for t in result.triggers
        ],
    )
    return ["<h2>Triggers</h2>", bars("turns each trigger fired in", rows), listed]


def _quality(result: Result, replays: Sequence[Replayed]) -> list[str]:
    if result.quality is None:
        return ["<p class=note>The conversations have no labels, so quality is not measured.</p>"]
    rows = [_quality_row("conversations", result.quality)]
    if result.turn_quality:
        rows.append(_quality_row("turns", result.turn_quality))
    parts = [
        "<h2>Against the labels</h2>",
        table(
            "AP: average precision, ranked by how sure the policy's signals are",
            ("of", "labelled", "needed a human", "precision", "recall", "F1", "95 %", "AP"),
            rows,
        ),
    ]
    scored = [(max((t.score for t in one.turns), default=0.0), one.needed) for one in replays if one.needed is not None]
    if result.quality.needed:
        curve = precision_recall(scored)
        parts.append(line("precision over recall, conversations", curve, "recall", "precision"))
    if result.timing:
        parts.append(
            table(
                "GT-T: timing of what was decided; it rewards saying little, so its recall side stands beside it",
                ("", "I", "II", "III"),
                [
                    ("GT-T", *(f"{x:.3f}" for x in result.timing.gtt)),
                    ("recall side", *(f"{x:.3f}" for x in result.timing.recall)),
                ],
            )
        )
    return parts


def precision_recall(scored: Sequence[tuple[float, bool | None]]) -> list[tuple[float, float]]:
    """(recall, precision) at each score, from the surest on."""
    ordered = sorted(scored, key=lambda pair: -pair[0])
    wanted = sum(bool(needed) for _, needed in ordered) or 1
    points, hits = [], 0
    for seen, (score, needed) in enumerate(ordered, start=1):
        hits += bool(needed)
        if seen == len(ordered) or ordered[seen][0] != score:
            points.append((hits / wanted, hits / seen))
    return points


def _quality_row(name: str, quality: Quality) -> tuple[object, ...]:
    found = quality.agreement
    low, high = quality.f1_interval or (None, None)
    return (
        name,
        quality.count,
        quality.needed,
        _share(found.precision),
        _share(found.recall),
        _share(found.f1),
        f"{_share(low)} to {_share(high)}",
        _share(quality.ap),
    )


def _lead(result: Result) -> list[str]:
    if not result.lead_turns:
        return []
    counts = Counter(max(-10, min(20, lead)) for lead in result.lead_turns)
    ahead = range(min(counts), max(counts) + 1)
    rows = [(str(lead), {"conversations": float(counts[lead])}) for lead in ahead]
    return [
        "<h2>How early</h2>",
        "<p class=note>Turns from the first decision to the labelled one: above 0 it came before.</p>",
        columns("conversations by turns ahead of the label", rows),
    ]


def _changes(result: Result, against: Result, changed: Sequence[Change], kinds: Collection[str]) -> list[str]:
    rows = [
        (
            outcome,
            result.outcomes[outcome],
            against.outcomes[outcome],
            against.outcomes[outcome] - result.outcomes[outcome],
        )
        for outcome in ("stay", "offer", "handoff")
    ]
    parts = [
        f"<h2>What changes with policy {escape(against.policy[:12])}</h2>",
        table("conversations by what the customer meets first", ("", "now", "then", "difference"), rows),
        f"<p>{len(changed)} of {result.conversations} conversations change.</p>",
        "<div class=wide><table><thead><tr><th>conversation<th class=t>now<th class=t>then</thead>",
    ]
    for change in changed[:_MOST_CHANGES]:
        cells = f"<td class=t>{_decided(change.before, kinds)}<td class=t>{_decided(change.after, kinds)}"
        parts.append(f"<tr><td>{escape(change.id)}{cells}")
    parts.append("</table></div>")
    if len(changed) > _MOST_CHANGES:
        parts.append(f"<p class=note>The first {_MOST_CHANGES} are shown; --json has all.</p>")
    return parts


def _decided(turn: Decided | None, kinds: Collection[str]) -> str:
    if turn is None:
        return "stays with the bot"
    words = redact(turn.text, kinds)
    words = words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + "…"
    where = f" to {escape(turn.queue)}" if turn.queue else ""
    return (
        f"<b>{turn.outcome.value}</b>{where} by {escape(turn.trigger)}, turn {turn.index}"
        f"<blockquote>{escape(words)}</blockquote>"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _rounded(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
