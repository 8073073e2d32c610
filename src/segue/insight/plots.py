"""Small plots as SVG text: bars and lines, in the colours of the page around them, with a title for screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 12, 30
_ROW = 24
_LABELS = 190


def bars(title: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """Horizontal bars: row -> series -> value, stacked in the order given; at most three series."""
    most = max((sum(series.values()) for series in rows.values()), default=0) or 1
    room = WIDTH - _LABELS - 60
    parts = []
    for place, (name, series) in enumerate(rows.items()):
        y, x = place * _ROW + 4, float(_LABELS)
        parts.append(f'<text x="{_LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(_short(name))}</text>')
        for number, (what, value) in enumerate(series.items()):
            width = room * value / most
            if value:
                tip = escape(f"{name}: {what} {value:g}")
                parts.append(
                    f'<rect class="s{number}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="16" rx="2">'
                    f"<title>{tip}</title></rect>"
                )
            x += width
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 14}">{sum(series.values()):g}</text>')
    legend = _legend(next(iter(rows.values()), {}))
    return _svg(title, len(rows) * _ROW + 8, parts) + legend


def columns(title: str, rows: Sequence[tuple[str, Mapping[str, float]]]) -> str:
    """Upright stacked columns over an ordered axis: (label, series -> value) each; few labels are written."""
    most = max((sum(series.values()) for _, series in rows), default=0) or 1
    room, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    step = room / max(1, len(rows))
    every = max(1, -(-len(rows) // 10))
    parts = [*_grid(most)]
    for place, (name, series) in enumerate(rows):
        x, y = _LEFT + place * step, float(HEIGHT - _BOTTOM)
        for number, (what, value) in enumerate(series.items()):
            height = tall * value / most
            y -= height
            if value:
                parts.append(
                    f'<rect class="s{number}" x="{x + step * 0.1:.1f}" y="{y:.1f}" width="{step * 0.8:.1f}" '
                    f'height="{height:.1f}"><title>{escape(f"{name}: {what} {value:g}")}</title></rect>'
                )
        if place % every == 0:
            middle = x + step / 2
            parts.append(f'<text x="{middle:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(name)}</text>')
    return _svg(title, HEIGHT, parts) + _legend(rows[0][1] if rows else {})


def line(title: str, points: Sequence[tuple[float, float]], across: str, up: str) -> str:
    """A curve through points with both coordinates in 0..1."""
    room, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    drawn = " ".join(f"{_LEFT + x * room:.1f},{HEIGHT - _BOTTOM - y * tall:.1f}" for x, y in points)
    parts = [
        *_grid(1.0),
        f'<polyline class="line" points="{drawn}"/>',
        f'<text x="{_LEFT + room / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}, 0 to 1</text>',
        f'<text x="{_LEFT}" y="{_TOP - 2}">{escape(up)}</text>',
    ]
    return _svg(title, HEIGHT, parts)


def _grid(most: float) -> list[str]:
    tall = HEIGHT - _TOP - _BOTTOM
    found = []
    for share in (0.0, 0.5, 1.0):
        y = HEIGHT - _BOTTOM - share * tall
        found.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        found.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * most:g}</text>')
    return found


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _legend(series: Mapping[str, float]) -> str:
    if len(series) < 2:
        return ""
    keys = "".join(f'<span><i class="s{number}"></i>{escape(what)}</span>' for number, what in enumerate(series))
    return f'<p class="legend">{keys}</p>'


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25] + "…"
