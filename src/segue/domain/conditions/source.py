"""What a condition's text names, found by its tokens: dotted names, functions, and literals set against names.

The engine itself knows only the first part of a dotted name, and compares anything with anything; see `conditions`.
Grammar: https://github.com/google/cel-spec/blob/master/doc/langdef.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*)
  | (?P<string>(?:[rRbB]|[rR][bB]|[bB][rR])?
        (?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
  | (?P<number>0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?[uU]?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>==|!=|<=|>=|&&|\|\||.)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS = frozenset({"true", "false", "null", "in"})
_TYPES = frozenset({"int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type"})
COMPARE = ("==", "!=", "<", "<=", ">", ">=")
_MACROS = frozenset({"all", "exists", "exists_one", "map", "filter"})
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: name, string, number or sign. `at` counts characters from 0."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Path:
    """A dotted name such as `customer.tier`; `score['legal']` counts as `score.legal`. Tokens `first` to `after`."""

    name: str
    at: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A written value. `value` is a str, a float or a bool."""

    value: str | float | bool
    at: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A name set against literals. `member`: by `in`, with the name as the list that is searched."""

    path: Path
    literals: tuple[Literal, ...]
    member: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    tokens: tuple[Token, ...]
    paths: tuple[Path, ...]
    calls: tuple[Call, ...]
    comparisons: tuple[Comparison, ...]
    literals: tuple[Literal, ...]


def read(text: str) -> Source:
    """Never raises; of a text that does not compile the answer is only as good as the text."""
    tokens = tuple(_tokens(text))
    paths, calls = _names(tokens)
    literals = tuple(literal for i in range(len(tokens)) if (literal := literal_at(tokens, i)) is not None)
    return Source(tokens, paths, calls, tuple(_comparisons(tokens, paths)), literals)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def _names(tokens: Sequence[Token]) -> tuple[tuple[Path, ...], tuple[Call, ...]]:
    paths: list[Path] = []
    calls: list[Call] = []
    bound = _bound(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "name" or token.text in _WORDS:
            continue
        if _is(tokens, i + 1, "("):
            calls.append(Call(token.text, token.at))
        elif not _is(tokens, i - 1, ".") and token.text not in _TYPES and not _is_bound(bound, token.text, i):
            path = _path(tokens, i)
            paths.append(path)
    return tuple(paths), tuple(calls)


def _path(tokens: Sequence[Token], first: int) -> Path:
    parts, i = [tokens[first].text], first + 1
    while i + 1 < len(tokens):
        if tokens[i].text == "." and tokens[i + 1].kind == "name" and not _is(tokens, i + 2, "("):
            parts.append(tokens[i + 1].text)
            i += 2
        elif tokens[i].text == "[" and tokens[i + 1].kind == "string" and _is(tokens, i + 2, "]"):
            parts.append(_unquoted(tokens[i + 1].text))
            i += 3
        else:
            break
    return Path(".".join(parts), tokens[first].at, first, i)


def _bound(tokens: Sequence[Token]) -> list[tuple[str, range]]:
    """Names that a macro binds, each with the tokens inside the macro's brackets: `topics.exists(t, t == 'legal')`."""
    found: list[tuple[str, range]] = []
    for i, token in enumerate(tokens):
        is_macro = token.text in _MACROS and _is(tokens, i - 1, ".") and _is(tokens, i + 1, "(")
        if is_macro and i + 3 < len(tokens) and tokens[i + 2].kind == "name" and _is(tokens, i + 3, ","):
            found.append((tokens[i + 2].text, range(i + 2, _closing(tokens, i + 1))))
    return found


def _is_bound(bound: list[tuple[str, range]], name: str, i: int) -> bool:
    return any(name == known and i in inside for known, inside in bound)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for i in range(opening, len(tokens)):
        if tokens[i].kind == "sign":
            depth += (tokens[i].text in "([{") - (tokens[i].text in ")]}")
            if depth == 0:
                return i
    return len(tokens)


def _comparisons(tokens: Sequence[Token], paths: Sequence[Path]) -> Iterator[Comparison]:
    for path in paths:
        before, after = path.first - 1, path.after
        if _is(tokens, after, *COMPARE) and (right := literal_at(tokens, after + 1)):
            yield Comparison(path, (right,))
        if _is(tokens, before, *COMPARE) and (left := literal_at(tokens, before - 1)):
            yield Comparison(path, (left,))
        if _is(tokens, before, "in") and (sought := literal_at(tokens, before - 1)):
            yield Comparison(path, (sought,), member=True)
        if _is(tokens, after, "in") and _is(tokens, after + 1, "["):
            inside = range(after + 2, _closing(tokens, after + 1))
            listed = tuple(literal for i in inside if (literal := literal_at(tokens, i)) is not None)
            yield Comparison(path, listed)


def literal_at(tokens: Sequence[Token], i: int) -> Literal | None:
    if not 0 <= i < len(tokens):
        return None
    token = tokens[i]
    if token.kind == "string":
        return Literal(_unquoted(token.text), token.at)
    if token.kind == "number":
        return Literal(_number(token.text), token.at)
    if token.kind == "name" and token.text in {"true", "false"}:
        return Literal(token.text == "true", token.at)
    return None


def _is(tokens: Sequence[Token], i: int, *texts: str) -> bool:
    return 0 <= i < len(tokens) and tokens[i].kind != "string" and tokens[i].text in texts


def _number(text: str) -> float:
    text = text.rstrip("uU")
    try:
        return float(int(text, 16)) if text[:2].lower() == "0x" else float(text)
    except OverflowError:
        return float("inf")


def _unquoted(text: str) -> str:
    prefix = text[: len(text) - len(text.lstrip("rRbB"))].lower()
    body = text[len(prefix) :]
    size = 3 if body[:3] in {'"""', "'''"} else 1
    inner = body[size:-size]
    if "r" in prefix:
        return inner
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), inner, flags=re.DOTALL)
