"""Waits over the day: an SVG that stands alone, light or dark as its reader is, or braille for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from segue.insight.page import page

Curve = Sequence[tuple[float, float]]
"""(hour, seconds)."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 320, 52, 14, 18, 34

_STYLE = """
svg { color-scheme: light dark; background: #fff; font: 12px system-ui, sans-serif; }
text { fill: #1c2024; } .grid { stroke: #d9dce1; }
.c { fill: none; stroke-width: 2; } .k { stroke: none; }
.c0 { stroke: #3b6fd4; } .c1 { stroke: #c2660c; } .c2 { stroke: #2b8a57; } .c3 { stroke: #a03fb0; }
.c4 { stroke: #0f7f8c; } .c5 { stroke: #b3394d; } .c6 { stroke: #6b6f00; } .c7 { stroke: #60646c; }
.c8 { stroke: #7a5230; }
@media (prefers-color-scheme: dark) {
  svg { background: #15181c; } text { fill: #edeef0; } .grid { stroke: #3a3f47; }
  .c0 { stroke: #7aa5f5; } .c1 { stroke: #f0ae66; } .c2 { stroke: #6fce9c; } .c3 { stroke: #d98be6; }
  .c4 { stroke: #62cfdb; } .c5 { stroke: #f08a9b; } .c6 { stroke: #cfd35a; } .c7 { stroke: #a2a7b0; }
  .c8 { stroke: #cda078; }
}
"""
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
"""So that lines can be told apart without their colours."""


def written(title: str, curves: Mapping[str, Curve], *, html: bool = False) -> str:
    picture = svg(title, curves)
    return page(f"Waits over the day: {title}", [picture]) if html else picture


def svg(title: str, curves: Mapping[str, Curve]) -> str:
    hours = [hour for curve in curves.values() for hour, _ in curve] or [0.0, 1.0]
    first, last = min(hours), max(*hours, min(hours) + 1)
    most = nice_top(max((wait for curve in curves.values() for _, wait in curve), default=0.0))
    tall = HEIGHT + 20 * len(curves)

    def at(hour: float, wait: float) -> str:
        x = LEFT + (hour - first) / (last - first) * (WIDTH - LEFT - RIGHT)
        return f"{x:.1f},{HEIGHT - BOTTOM - wait / most * (HEIGHT - TOP - BOTTOM):.1f}"

    parts = [*_axes(first, last, most)]
    for number, (name, curve) in enumerate(curves.items()):
        dash = _DASHES[number % len(_DASHES)]
        style = f'class="c c{number % 9}" stroke-dasharray="{dash}"'
        points = " ".join(at(hour, wait) for hour, wait in curve)
        y = HEIGHT + 20 * number + 4
        parts.append(f'<polyline {style} points="{points}"><title>{escape(name)}</title></polyline>')
        parts.append(f'<line {style} x1="{LEFT}" x2="{LEFT + 34}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text x="{LEFT + 42}" y="{y + 4}">{escape(name)}</text>')
    label = escape(f"Mean wait in seconds by the hour of arrival: {title}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" role="img" aria-label="{label}">'
        f"<title>{label}</title><style>{_STYLE}</style>{''.join(parts)}</svg>"
    )


def _axes(first: float, last: float, most: float) -> Sequence[str]:
    parts = [f'<text x="{LEFT}" y="12">mean wait, seconds</text>']
    for step in range(5):
        y = HEIGHT - BOTTOM - step / 4 * (HEIGHT - TOP - BOTTOM)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{most * step / 4:g}</text>')
    every = max(1, round((last - first) / 8))
    for hour in range(int(first), int(last) + 1, every):
        x = LEFT + (hour - first) / (last - first) * (WIDTH - LEFT - RIGHT)
        if x >= LEFT - 1:
            parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{hour} h</text>')
    return parts


def nice_top(most: float) -> float:
    """The next of 1, 2, 4, 5, 8 x a power of ten that holds it."""
    scale = 1.0
    while scale * 10 <= most:
        scale *= 10
    return next((step * scale for step in (1, 2, 4, 5, 8, 10) if step * scale >= most), 10 * scale)


# --- for a terminal ---------------------------------------------------------------------------------------------------

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Braille: bit of the dot in row, column."""


def braille(curve: Curve, *, width: int = 60, height: int = 6, most: float | None = None) -> list[str]:
    """Lines of text with the area under the curve filled, two dots across and four down in each character."""
    if not curve:
        return []
    first, last = curve[0][0], max(curve[-1][0], curve[0][0] + 1e-9)
    top = most or nice_top(max(wait for _, wait in curve)) or 1.0
    cells = [[0] * width for _ in range(height)]
    for column in range(2 * width):
        wait = _along(curve, first + (last - first) * column / (2 * width - 1))
        for dot in range(min(4 * height, round(wait / top * 4 * height))):
            row = 4 * height - 1 - dot
            cells[row // 4][column // 2] |= _DOTS[row % 4][column % 2]
    return ["".join(chr(0x2800 + bits) for bits in row) for row in cells]


def _along(curve: Curve, hour: float) -> float:
    for (h0, w0), (h1, w1) in pairwise(curve):
        if h0 <= hour <= h1:
            return w0 + (w1 - w0) * (hour - h0) / (h1 - h0)
    return curve[-1][1]
