"""The frame of a report: one HTML page that needs nothing else, light or dark as the reader's system is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --dim: #60646c; --line: #d9dce1; --page: #fff; }
:root { --a: #3b6fd4; --b: #e08a2e; --c: #8e8c99; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edeef0; --dim: #a2a7b0; --line: #3a3f47; --page: #15181c; --a: #7aa5f5; --b: #f0ae66; --c: #8b8d98; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.1rem; margin-top: 2.2rem; }
p.note, small { color: var(--dim); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child, td.t, th.t { text-align: left; }
.wide { overflow-x: auto; }
svg { width: 100%; max-width: 44rem; display: block; } svg text { font-size: 11px; fill: var(--ink); }
svg .grid { stroke: var(--line); } .line { fill: none; stroke: var(--a); stroke-width: 2; }
.s0 { fill: var(--a); background: var(--a); } .s1 { fill: var(--b); background: var(--b); }
.s2 { fill: var(--c); background: var(--c); }
.legend span { margin-right: 1rem; }
.legend i { display: inline-block; width: .8em; height: .8em; margin-right: .35em; border-radius: 2px; }
blockquote { margin: .2rem 0; padding-left: .7rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
"""


def page(title: str, parts: Sequence[str]) -> str:
    """title is shown as text; parts are HTML."""
    return "\n".join(
        (
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>",
            f"<title>{escape(title)}</title><style>{_STYLE}</style><main>",
            f"<h1>{escape(title)}</h1>",
            *parts,
            "</main></html>",
        )
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Everything in it is shown as text."""
    head = "".join(f"<th scope=col>{escape(name)}" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}" for cell in row) for row in rows)
    return f"<div class=wide><table><caption>{escape(caption)}</caption><thead><tr>{head}</thead>{body}</table></div>"
