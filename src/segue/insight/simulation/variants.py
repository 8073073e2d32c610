"""Changes to a scenario in a few words: `agents.billing.count=4`, `demand.*.rate_per_h=*1.2`, `offers.timeout_s=20`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from segue.insight.simulation.reading import WrongScenario

NAMED_BY = {"agents": "name", "tiers": "name", "demand": "skill", "bursts": "skill"}
"""Lists whose members are called by name. Several may share one, such as two streams of demand for a skill."""

POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Variant:
    """`changes`: (path, value as it was written). policy: another one than the others', "" for the same."""

    name: str
    changes: tuple[tuple[str, str], ...] = ()
    policy: str = ""


def variant_of(text: str) -> Variant:
    """`A=1, B=2` is one variant with two changes. Commas in brackets and quotes do not count."""
    changes, policy = [], ""
    for part in _parts(text):
        path, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not path or not value:
            raise WrongScenario(f"--with {text!r}", f"{part!r} is not PATH=VALUE, such as agents.billing.count=4")
        if path == POLICY:
            policy = value
        else:
            changes.append((path, value))
    if not changes and not policy:
        raise WrongScenario(f"--with {text!r}", "no change; PATH=VALUE is wanted, such as agents.billing.count=4")
    return Variant(text.strip(), tuple(changes), policy)


def _parts(text: str) -> Iterator[str]:
    depth, quoted, part = 0, False, ""
    for character in text:
        if character == '"':
            quoted = not quoted
        if not quoted:
            depth += (character in "[{") - (character in "]}")
        if character == "," and depth == 0 and not quoted:
            yield part
            part = ""
        else:
            part += character
    if part.strip():
        yield part


def changed(data: Mapping[str, Any], variant: Variant) -> dict[str, Any]:
    """The scenario with the changes of a variant. Raises WrongScenario for a path that leads nowhere."""
    made: dict[str, Any] = deepcopy(dict(data))
    for path, value in variant.changes:
        steps = path.split(".")
        for holder, key in _found(made, steps, path):
            holder[key] = _value(holder.get(key), value, path)
    return made


def _found(data: dict[str, Any], steps: list[str], path: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects that hold what a path names, with the last step of it."""
    head, *rest = steps
    if not rest:
        yield data, head
        return
    inner = data.get(head)
    if isinstance(inner, list) and head in NAMED_BY:
        yield from _of_list(inner, NAMED_BY[head], rest, path)
    elif isinstance(inner, dict):
        yield from _found(inner, rest, path)
    elif inner is None and head in {
        "offers",
        "sticky",
        "level_effect",
        "off_hours",
        "penalties",
        "expected_work_error",
    }:
        yield from _found(data.setdefault(head, {}), rest, path)
    else:
        raise WrongScenario(path, f"nothing to change below {head!r}")


def _of_list(members: list[Any], by: str, steps: list[str], path: str) -> Iterator[tuple[dict[str, Any], str]]:
    name, *rest = steps
    if not rest:
        raise WrongScenario(path, f"which field of {name}? Such as {path}.count=4")
    known = [str(member.get(by, "")) for member in members if isinstance(member, dict)]
    if name != "*" and name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"; {near[0]} is meant?" if near else f"; there are {', '.join(known[:8])}"
        raise WrongScenario(path, f"nothing is called {name!r}{hint}")
    for member in members:
        if isinstance(member, dict) and name in {"*", member.get(by)}:
            yield from _found(member, rest, path)


def _value(before: Any, written: str, path: str) -> Any:
    """4 sets, +1 and -1 add, *1.2 multiplies (each rate of a curve as well); anything else is JSON, or a text."""
    if written[0] in "+-*":
        return _reckoned(before, written, path)
    try:
        return json.loads(written)
    except ValueError:
        return written


def _reckoned(before: Any, written: str, path: str) -> Any:
    try:
        by = float(written[1:] if written[0] in "+*" else written)
    except ValueError as error:
        raise WrongScenario(path, f"{written!r}: a number is wanted after {written[0]}") from error
    if isinstance(before, list):  # a curve of [time, rate]
        return [[point[0], _reckoned(point[1], written, path)] for point in before]
    if before is None or isinstance(before, bool) or not isinstance(before, int | float):
        raise WrongScenario(path, f"not a number in the scenario, so {written!r} cannot change it")
    after = before * by if written[0] == "*" else before + by
    whole = isinstance(before, int) and not path.endswith("rate_per_h")
    return round(after) if whole and path.endswith(("count", "capacity")) else after
