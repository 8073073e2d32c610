"""The briefing as an HTML e-mail: inline styles, no image, nothing that is fetched, readable in light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from segue.domain.renderings.parts import Ending, Line, Section
from segue.domain.renderings.plain import left_out, quoted
from segue.domain.renderings.spelling import moment, safe_link

_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45"
_HEAD = "margin:16px 0 4px;font-size:13px;font-weight:600;color:#5a5b66"
_QUOTE = "border-left:3px solid #4b50c8;padding-left:8px"
_ROW = "margin:0 0 4px"
_TONES = {"good": "#18703f", "bad": "#a8231c", "warn": "#7d5200"}
_BEGIN = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<title>Briefing</title><style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){"
    "body{background:#191a20!important;color:#ececf2!important}.q{color:#a5a6b4!important}"
    ".good{color:#6fd39a!important}.bad{color:#ff9a92!important}.warn{color:#f0bd63!important}"
    "a{color:#aeb1ff!important}}</style></head>"
    f'<body style="margin:0;padding:16px;background:#ffffff;color:#1a1b21;{_FONT}">'
    '<div style="max-width:640px">'
)
_END = "</div></body></html>"


def part(section: Section) -> str:
    if section.joined:
        return _first(section)
    mark = f" ({escape(section.mark)})" if section.mark else ""
    rows = [_row(line) for line in section.lines]
    rows += [f'<p class="q" style="{_ROW};color:#5a5b66">{words}</p>' for words in filter(None, [left_out(section)])]
    return f'<h3 class="q" style="{_HEAD}">{escape(section.head)}{mark}</h3>{"".join(rows)}'


def _first(section: Section) -> str:
    name, *rest = section.lines
    chips = "".join(f" · {_toned(_beside(line.label, line.text), line.tone)}" for line in rest)
    return f'<p style="margin:0 0 8px"><strong style="font-size:18px">{_words(name.text)}</strong>{chips}</p>'


def _beside(*words: str) -> str:
    return " ".join(word for word in words if word)


def _words(text: str) -> str:
    """A right-to-left language keeps its direction to itself."""
    return f"<bdi>{escape(text)}</bdi>"


def _toned(text: str, tone: str) -> str:
    colour = _TONES.get(tone)
    return f'<span class="{tone}" style="color:{colour}">{_words(text)}</span>' if colour else _words(text)


def _row(line: Line) -> str:
    label = f'<span class="q" style="color:#5a5b66">{escape(line.label)}:</span>' if line.label else ""
    tag = f"– <strong>{_toned(line.tag, line.tone)}</strong>" if line.tag else ""
    quote = _words(quoted(line.quote)) if line.quote else ""
    answer = _words(quoted(line.answer)) if line.answer else ""
    told = ", ".join(word for word in (line.source, moment(line.at) if line.at else "", safe_link(line.url)) if word)
    source = f'<span class="q" style="color:#5a5b66">({escape(told)})</span>' if told else ""
    inner = _beside(label, _words(line.text) if line.text else "", quote, tag, answer, source)
    return f'<p style="{_ROW}{";" + _QUOTE if line.quote else ""}">{inner}</p>'


def whole(parts: Sequence[str], ending: Ending) -> str:
    link = ending.whole
    anchor = f' <a style="color:#3e43b0" href="{escape(link)}">{escape(link)}</a>' if link else ""
    last = f'<p style="margin:16px 0 0">{escape(ending.words)}{anchor}</p>'
    return f"{_BEGIN}{''.join(parts)}{last}{_END}"
