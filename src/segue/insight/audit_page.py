"""An audit as one HTML page that needs nothing else: plots, lists, and the proposals with a line to copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from segue.insight.audit import FEWEST, MANY_REPLIES, Audit, Proposal, Type
from segue.insight.page import page, table
from segue.insight.plots import bars

_MOST_DRAWN = 20
_MOST_LISTED = 200

_STYLE = """
<style>
pre { white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; padding: .5rem .7rem; margin: .4rem 0; }
pre { border: 1px solid var(--line); border-radius: 4px; }
ol.proposals > li { margin-bottom: 1.6rem; }
</style>
"""


def audit_page(source: str, found: Audit) -> str:
    """source: what was audited, as it is shown. Everything that comes from tickets is shown as text."""
    drawn = _named(found.types[:_MOST_DRAWN])
    parts = [
        _STYLE,
        f"<p class=note>{found.tickets} tickets, {len(found.types)} types of at least {FEWEST}.</p>",
        *(f"<p class=note>Not known: {escape(what)}; {escape(why)}.</p>" for what, why in found.unknown.items()),
        "<h2>What should always escalate</h2>",
        *_proposals(found.proposals),
        "<h2>Types of conversations</h2>",
        bars("tickets by type", {name: _tickets(one) for name, one in drawn.items()}),
        "<h2>What makes the need of each type</h2>",
        "<p class=note>The mean of what the tickets tell, in three parts. Topics that always need a human count half "
        "more, which is not drawn.</p>",
        bars("need by type, 0 to 1", {name: _need(one) for name, one in drawn.items()}),
        _types(found.types),
        *_list("What needed a human most", found.needed_human, lambda one: one.needed),
        *_list("What caused follow-up contacts most", found.followed, lambda one: one.followed),
        *_list("Where frustration was highest", found.frustrated, lambda one: one.frustrated),
    ]
    return page(f"Audit of {source}", parts)


def _named(types: Sequence[Type]) -> dict[str, Type]:
    """By a name of its own each: two groups may share their most common words."""
    found: dict[str, Type] = {}
    for one in types:
        number = sum(other.name == one.name for other in found.values())
        found[f"{one.name} ({number + 1})" if number else one.name] = one
    return found


def _tickets(one: Type) -> dict[str, float]:
    needed = round((one.needed or 0.0) * len(one.tickets))
    return {"needed a human": float(needed), "did not, or not known": float(len(one.tickets) - needed)}


def _need(one: Type) -> dict[str, float]:
    """The parts of `Type.need`, each divided by how many are known."""
    told = [value for value in (one.needed, one.bad_score) if value is not None]
    count = 3 + len(told)
    return {
        "needed a human or bad score": round(sum(told) / count, 2),
        "came back": round(one.followed / count, 2),
        "frustrated or urgent": round((one.frustrated + one.urgent) / count, 2),
    }


def _types(types: Sequence[Type]) -> str:
    heads = ("type", "tickets", "needed a human", "came back", "frustrated", "urgent", "bad score", "need")
    rows = [
        (
            one.name,
            len(one.tickets),
            *map(_percent, (one.needed, one.followed, one.frustrated, one.urgent, one.bad_score)),
            f"{one.need:.2f}",
        )
        for one in types[:_MOST_LISTED]
    ]
    return table(f"needed a human: {MANY_REPLIES} replies of people or more, or reopened", heads, rows)


def _list(head: str, types: Sequence[Type], value: Callable[[Type], float | None]) -> list[str]:
    if not types:
        return [f"<h2>{head}</h2>", "<p class=note>Nothing, or it is not known.</p>"]
    rows = {name: {"percent": float(round(100 * (value(one) or 0.0)))} for name, one in _named(types).items()}
    return [f"<h2>{head}</h2>", "<p class=note>Percent of the type's tickets.</p>", bars(head, rows)]


def _proposals(proposals: Sequence[Proposal]) -> list[str]:
    if not proposals:
        return ["<p class=note>No type needs a human often enough to be proposed.</p>"]
    parts = ["<p class=note>Each line goes under <code>triggers:</code> of the policy; a click selects it.</p>"]
    parts.append("<ol class=proposals>")
    for one in proposals:
        quotes = "".join(f"<blockquote>{escape(example)}</blockquote>" for example in one.examples)
        parts.append(
            f"<li><b>{escape(one.type.name)}</b> <small>{len(one.type.tickets)} tickets, {escape(one.kind)}, "
            f"{escape(one.urgency)}, need {one.type.need:.2f}</small><pre>{escape(one.line)}</pre>{quotes}"
        )
    return [*parts, "</ol>"]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
