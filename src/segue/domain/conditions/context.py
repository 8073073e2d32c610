"""Names, their types, and their values of one turn as the engine takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import cel

from segue.domain.conditions.source import Source


class Variable(Protocol):
    """One name that conditions may use. `type`: string | number | bool | list.

    `values` are the only ones there are: of a string, what it may be; of a list, what may be in it; () is anything.
    """

    @property
    def type(self) -> str: ...
    @property
    def values(self) -> Sequence[str]: ...
    @property
    def default(self) -> Any: ...


Schema = Mapping[str, Variable]
"""Dotted name -> variable."""


def context_of(names: Iterable[str], values: Mapping[str, Any]) -> Any:
    """The engine's context with these dotted names only. A name without a usable value is left out."""
    tree: dict[str, Any] = {}
    for name in names:
        if name in values and (value := _usable(values[name])) is not None:
            _put(tree, name.split("."), value)
    return cel.Context(variables=tree, functions={"lower": _lower})


def names_read(source: Source, schema: Schema) -> Iterator[str]:
    for path in source.paths:
        if path.name in schema:
            yield path.name
        else:
            yield from (name for name in schema if name.startswith(path.name + "."))


def _lower(text: Any) -> Any:
    # An error inside a function is printed by the engine, so this one has none.
    return text.lower() if isinstance(text, str) else text


def _put(tree: dict[str, Any], parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        inner = tree.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[parts[-1]] = value


def _usable(value: Any) -> Any:
    """What the engine can take, else None. Facts come from outside; a lone surrogate must not stop a turn."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list | tuple | set | frozenset):
        return [usable for item in value if (usable := _usable(item)) is not None]
    return None
