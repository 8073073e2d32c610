"""A condition taken apart at its `&&`, `||`, `!` and brackets, so that what is not known stays unknown.

The logic is Kleene's of three values: https://plato.stanford.edu/entries/logic-manyvalued/ (section 3.1). A part that
reads a name whose value is not known is unknown; `unknown && false` is false, `unknown || true` is true, and all else
that an unknown part could turn either way is unknown. Anything but the four signs above, such as `a ? b : c` or a
macro, is one part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cel

from segue.domain.conditions.source import COMPARE, Token, literal_at, read

Truth = bool | None
"""None is unknown."""

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`name` set against a number, a text or a truth value by `sign`, with the name on the left."""

    name: str
    sign: str
    than: str | float | bool

    def __str__(self) -> str:
        return f"{self.name} {self.sign} {written(self.than)}"

    @property
    def opposite(self) -> Comparison:
        if isinstance(self.than, bool) and self.sign == "==":
            return Comparison(self.name, "==", not self.than)
        return Comparison(self.name, _OPPOSITE[self.sign], self.than)


@dataclass(frozen=True, slots=True)
class Leaf:
    """`names`: that it reads. `compared`: what it compares, when that is all it does."""

    text: str
    names: tuple[str, ...]
    program: Any
    compared: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Leaf | Not | And | Or


def tree_of(text: str, grouped: Mapping[str, tuple[str, ...]]) -> Node:
    """`text` must be a condition that compiles. grouped: a path that is no name -> the names below it."""
    source = read(text)
    return _node(text, source.tokens, grouped)


def _node(text: str, tokens: Sequence[Token], grouped: Mapping[str, tuple[str, ...]]) -> Node:
    if not _has_at_top(tokens, "?"):
        for sign, kind in (("||", Or), ("&&", And)):
            parts = _split(tokens, sign)
            if len(parts) > 1:
                return kind(tuple(_node(text, part, grouped) for part in parts))
        if _is_bracketed(tokens):
            return _node(text, tokens[1:-1], grouped)
        if tokens[0].text == "!" and _is_bracketed(tokens[1:]):
            return Not(_node(text, tokens[2:-1], grouped))
    return _leaf(text[tokens[0].at : tokens[-1].at + len(tokens[-1].text)], grouped)


def _leaf(text: str, grouped: Mapping[str, tuple[str, ...]]) -> Leaf:
    source = read(text)
    names = tuple(dict.fromkeys(name for path in source.paths for name in grouped.get(path.name, (path.name,))))
    compared = None
    if len(source.paths) == 1 and not source.calls:
        path, tokens = source.paths[0], source.tokens
        compared = _comparison(path.name, tokens[: path.first], tokens[path.after :])
    return Leaf(text, names, cel.compile(text), compared)


def _comparison(name: str, before: Sequence[Token], after: Sequence[Token]) -> Comparison | None:
    if not before and not after:
        return Comparison(name, "==", True)
    if not after and [token.text for token in before] == ["!"]:
        return Comparison(name, "==", False)
    if not before and len(after) == 2 and after[0].text in COMPARE:
        literal = literal_at(after, 1)
        return Comparison(name, after[0].text, literal.value) if literal else None
    if not after and len(before) == 2 and before[1].text in COMPARE:
        literal = literal_at(before, 0)
        return Comparison(name, _MIRRORED[before[1].text], literal.value) if literal else None
    return None


def _levels(tokens: Sequence[Token]) -> Iterator[tuple[int, Token, int]]:
    """Each token with its place and how many brackets are open before it."""
    depth = 0
    for place, token in enumerate(tokens):
        if token.kind == "sign" and token.text in _CLOSING:
            depth -= 1
        yield place, token, depth
        if token.kind == "sign" and token.text in _OPENING:
            depth += 1


def _has_at_top(tokens: Sequence[Token], sign: str) -> bool:
    return any(depth == 0 and token.kind == "sign" and token.text == sign for _, token, depth in _levels(tokens))


def _split(tokens: Sequence[Token], sign: str) -> list[Sequence[Token]]:
    signs = [(place, token) for place, token, depth in _levels(tokens) if depth == 0 and token.kind == "sign"]
    edges = [-1, *(place for place, token in signs if token.text == sign), len(tokens)]
    return [tokens[start + 1 : end] for start, end in pairwise(edges)]


def _is_bracketed(tokens: Sequence[Token]) -> bool:
    """Whether one pair of round brackets holds all of it."""
    if len(tokens) < 3 or tokens[0].kind != "sign" or tokens[0].text != "(":
        return False
    closed = next((place for place, token, depth in _levels(tokens) if place and not depth), None)
    return closed == len(tokens) - 1


# --- truth ----------------------------------------------------------------------------------------------------------


def truth(node: Node, context: Any, unknown: Collection[str]) -> Truth:
    """Weigh it in a context of `context_of`. unknown: names whose value is not known. A part that fails is unknown."""
    if isinstance(node, Leaf):
        return _leaf_truth(node, context, unknown)
    if isinstance(node, Not):
        inner = truth(node.part, context, unknown)
        return None if inner is None else not inner
    decides = isinstance(node, Or)
    found: Truth = not decides
    for part in node.parts:
        one = truth(part, context, unknown)
        if one is decides:
            return decides
        if one is None:
            found = None
    return found


def _leaf_truth(leaf: Leaf, context: Any, unknown: Collection[str]) -> Truth:
    if any(name in unknown for name in leaf.names):
        return None
    try:
        answer = leaf.program.execute(context)
    except Exception:  # the engine raises many kinds, and none may stop a turn
        return None
    return answer if isinstance(answer, bool) else None


def unknown_in(node: Node, context: Any, unknown: Collection[str]) -> Iterator[str]:
    """The names that keep the node from being true or false."""
    if isinstance(node, Leaf):
        yield from (name for name in node.names if name in unknown)
        return
    for part in (node.part,) if isinstance(node, Not) else node.parts:
        if truth(part, context, unknown) is None:
            yield from unknown_in(part, context, unknown)


# --- why ------------------------------------------------------------------------------------------------------------


def comparisons_in(node: Node) -> Iterator[Comparison]:
    """Every comparison with a literal, in the order they are written."""
    if isinstance(node, Leaf):
        if node.compared:
            yield node.compared
        return
    for part in (node.part,) if isinstance(node, Not) else node.parts:
        yield from comparisons_in(part)


MOST_TOLD = 4
"""Parts that are told of each `&&` and `||`."""

Told = tuple[str, str]
"""A test, and what it saw: ("failed_attempts >= 2", "it is 1")."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a condition was weighed on."""

    context: Any
    values: Mapping[str, Any]
    unknown: Collection[str]

    def truth(self, node: Node) -> Truth:
        return truth(node, self.context, self.unknown)


def why(node: Node, seen: Seen) -> str:
    """Of a condition that is true: the parts that make it so, "failed_attempts >= 2; it is 3"."""
    return "; ".join(filter(None, _told(node, seen, holds=True, positive=True)))


def lack(node: Node, seen: Seen) -> str:
    """Of a condition that is not true: what it would need, "failed_attempts >= 2; it is 1"."""
    return "; ".join(filter(None, _told(node, seen, holds=False, positive=True)))


def _told(node: Node, seen: Seen, *, holds: bool, positive: bool) -> Told:
    """positive: whether the node should be true or, below a `!`, false. holds: whether it is what it should be."""
    if isinstance(node, Not):
        return _told(node.part, seen, holds=holds, positive=not positive)
    if isinstance(node, Leaf):
        return _leaf_told(node, seen, positive=positive)
    needs_all = isinstance(node, And) is positive
    parts: Sequence[Node] = node.parts
    if needs_all is not holds:  # what is missing of those that must all be so, or which of several is so
        parts = [part for part in parts if (seen.truth(part) is positive) is holds]
    found = list(dict.fromkeys(_told(part, seen, holds=holds, positive=positive) for part in parts))
    if len(found) == 1:
        return found[0]
    words = [f"{test} ({what})" if what else f"({test})" for test, what in found[:MOST_TOLD]]
    more = [f"{len(found) - MOST_TOLD} more"] if len(found) > MOST_TOLD else []
    return (" and " if needs_all or holds else " or ").join([*words, *more]), ""


def _leaf_told(leaf: Leaf, seen: Seen, *, positive: bool) -> Told:
    if leaf.compared:
        compared = leaf.compared if positive else leaf.compared.opposite
        return str(compared), f"it {_is(compared.name, seen)}"
    what = ", ".join(f"{name} {_is(name, seen)}" for name in leaf.names[:MOST_TOLD])
    return leaf.text if positive else f"not {leaf.text}", what


def _is(name: str, seen: Seen) -> str:
    return "is not known" if name in seen.unknown else f"is {written(seen.values.get(name))}"


def written(value: Any, longest: int = 60) -> str:
    """A value as a condition would write it, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.4g}" if isinstance(value, float) and abs(value) < 1e6 else f"{value:g}"
    if isinstance(value, list | tuple):
        shown = ", ".join(written(item, 30) for item in value[:5])
        return f"[{shown}{', …' if len(value) > 5 else ''}]"
    text = repr(" ".join(str(value).split()) if value is not None else "")
    return text if len(text) <= longest else text[: longest - 1] + "…"
