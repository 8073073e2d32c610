"""What is wrong with a condition, found before it ever decides.

The engine refuses what is not CEL, and nothing more: it does not know which names there are, lets `== 'claer'` pass,
and finds a wrong type only when it meets one. So names and literals are compared with the schema, and then the engine
itself tries the condition on sampled values, which is the type check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import cel

from segue.domain.conditions.context import Schema, Variable, context_of, names_read
from segue.domain.conditions.source import Comparison, Literal, Path, Source, read

MAX_CONDITION = 2_000
"""Longest condition, in characters."""

_TRIALS = 300
_SAMPLES_EACH = 12
_MAX_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Mistake:
    """`at` counts characters of the condition from 0. `suggestion` is a sentence, or ""."""

    at: int
    message: str
    suggestion: str = ""


def mistakes_in(text: str, schema: Schema) -> tuple[Mistake, ...]:
    """Everything that is wrong with the condition; () when it can be used."""
    if not text.strip():
        return (Mistake(0, "the condition is empty", "Write one such as asks_for_human == 'clear'."),)
    if len(text) > MAX_CONDITION:
        return (Mistake(0, f"the condition has {len(text)} characters; {MAX_CONDITION} are allowed"),)
    try:
        program = cel.compile(text)
    except Exception as error:
        return (_syntax_mistake(text, str(error)),)
    source = read(text)
    found = [*_wrong_names(source, schema), *_wrong_calls(source), *_wrong_literals(source, schema)]
    return tuple(found or _wrong_types(program, source, schema))


# --- what the engine says of the text -------------------------------------------------------------------------------

_POSITION = re.compile(r"ERROR: <input>:(\d+):(\d+): (?:Syntax error: )?(.*)")
_HABITS = {
    "and": "Write && for 'and'.",
    "or": "Write || for 'or'.",
    "not": "Write ! for 'not'.",
    "=": "Write == to compare.",
    "&": "Write && for 'and'.",
    "|": "Write || for 'or'.",
}


def _syntax_mistake(text: str, error: str) -> Mistake:
    found = _POSITION.search(error)
    if found is None:
        return Mistake(0, f"this is not a condition: {short(error)}")
    line, column, words = int(found[1]), int(found[2]), found[3]
    lines = text.splitlines(keepends=True) or [""]
    at = min(len(text), sum(len(part) for part in lines[: line - 1]) + column - 1)
    earlier = re.search(r"\b(and|or|not)\s+$", text[:at])
    if earlier:
        at = earlier.start()
    read = re.findall(r"\w+|.|$", text[at:], re.DOTALL)[0]
    if read in {"'", '"'}:
        return Mistake(at, "the text that begins here has no closing quote")
    if words.startswith("missing"):
        return Mistake(at, f"{words.split(' at ')[0]} in the condition")
    if not read:
        return Mistake(at, "the condition ends too early")
    return Mistake(at, f"{read!r} does not belong here", _HABITS.get(read, ""))


# --- names ----------------------------------------------------------------------------------------------------------


def _wrong_names(source: Source, schema: Schema) -> Iterator[Mistake]:
    for path in source.paths:
        is_group = any(name.startswith(path.name + ".") for name in schema)
        if path.name not in schema and not is_group:
            yield _unknown_name(path, schema)


def _unknown_name(path: Path, schema: Schema) -> Mistake:
    owner = path.name
    while owner and owner not in schema:
        owner = owner.rpartition(".")[0]
    if owner:
        rest = path.name[len(owner) + 1 :]
        hint = f"Did you mean '{rest}' in {owner}?" if schema[owner].type == "list" else ""
        return Mistake(path.at, f"{owner} is a {schema[owner].type} and has no part {rest!r}", hint)
    return Mistake(path.at, f"unknown name {path.name!r}", did_you_mean(path.name, [*schema, "true", "false"], "Names"))


def did_you_mean(word: str, known: Iterable[str], what: str) -> str:
    """A suggestion: the nearest, or all of a short list, or ""."""
    names = sorted(known)
    folded = {name.casefold(): name for name in reversed(names)}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    if 0 < len(names) <= 25:
        return f"{what}: {', '.join(names)}."
    return ""


# --- functions ------------------------------------------------------------------------------------------------------

FUNCTIONS = frozenset(
    {
        *("size", "contains", "startsWith", "endsWith", "matches", "lower"),
        *("has", "all", "exists", "exists_one", "map", "filter"),
        *("string", "int", "uint", "double", "bytes", "type", "dyn", "timestamp", "duration"),
        *("getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear"),
        *("getHours", "getMinutes", "getSeconds"),
    }
)
"""What a condition may call: CEL's own that the engine has, and `lower`."""


def _wrong_calls(source: Source) -> Iterator[Mistake]:
    for call in source.calls:
        if call.name not in FUNCTIONS:
            yield Mistake(call.at, f"unknown function {call.name!r}", did_you_mean(call.name, FUNCTIONS, "Functions"))


# --- literals -------------------------------------------------------------------------------------------------------


def _wrong_literals(source: Source, schema: Schema) -> Iterator[Mistake]:
    for comparison in source.comparisons:
        if comparison.path.name in schema:
            for literal in comparison.literals:
                mistake = _wrong_literal(comparison, literal, schema[comparison.path.name])
                if mistake is not None:
                    yield mistake


def _wrong_literal(comparison: Comparison, literal: Literal, variable: Variable) -> Mistake | None:
    name, value = comparison.path.name, literal.value
    if variable.type == "list":
        if not comparison.member:
            return Mistake(literal.at, f"{name} is a list", f"Did you mean {_written(value)} in {name}?")
        if not isinstance(value, str):
            return None
    elif comparison.member:
        return Mistake(literal.at, f"{name} is a {variable.type}, and `in` needs a list", "")
    elif _type_of(value) != variable.type:
        return Mistake(literal.at, f"{name} is a {variable.type}, and {_written(value)} is a {_type_of(value)}")
    if isinstance(value, str) and variable.values and value not in variable.values:
        told = f"{name} is never {value!r}" if variable.type != "list" else f"{value!r} is never in {name}"
        return Mistake(literal.at, told, did_you_mean(value, variable.values, "It may be"))
    return None


def _type_of(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "bool"
    return "string" if isinstance(value, str) else "number"


def _written(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, str) else f"{value:g}"


# --- types, by trial ------------------------------------------------------------------------------------------------


def _wrong_types(program: Any, source: Source, schema: Schema) -> list[Mistake]:
    names = sorted(frozenset(names_read(source, schema)))
    samples = [_samples(schema[name], source) for name in names]
    for trial in _trials(samples):
        context = context_of(names, dict(zip(names, trial, strict=True)))
        try:
            answer = program.execute(context)
        except (TypeError, RuntimeError) as error:
            if "not a valid regex" in str(error):
                return [Mistake(0, "the pattern of matches() is not a regular expression", "Syntax: RE2.")]
            if isinstance(error, TypeError) or "Undefined" in str(error):
                return [Mistake(0, "the condition mixes kinds of values that do not go together", _seen(names, trial))]
        except Exception:  # noqa: S112 - such as a division by zero: could not tell, on these values
            continue
        else:
            if not isinstance(answer, bool):
                kind = _type_of(answer) if isinstance(answer, str | float | int) else type(answer).__name__
                return [Mistake(0, f"a condition must be true or false, and this is a {kind}", _compare(answer))]
    return []


def _compare(answer: Any) -> str:
    return "Compare it, such as … >= 2." if isinstance(answer, int | float) else "Compare it, such as … == 'value'."


def _seen(names: Sequence[str], trial: Sequence[Any]) -> str:
    return short("Tried with " + ", ".join(f"{n} = {v!r}" for n, v in zip(names, trial, strict=True)) + ".")


def _samples(variable: Variable, source: Source) -> list[Any]:
    """Values that are likely to take a condition down each of its branches: its own literals, and about them."""
    words = [literal.value for literal in source.literals if isinstance(literal.value, str)]
    if variable.type == "bool":
        return [False, True]
    if variable.type == "number":
        numbers = [x.value for x in source.literals if isinstance(x.value, float) and abs(x.value) < 1e15]
        kind = float if isinstance(variable.default, float) else int
        return _few([kind(number) for number in (0, 1, *(n + step for n in numbers for step in (0, 1, -1)))])
    if variable.type == "list":
        return [[], _few([*variable.values, *words]) or ["x"], *([word] for word in words[:_SAMPLES_EACH])]
    return _few([variable.default, *variable.values, *(words if not variable.values else ()), "x"])


def _few(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))[:_SAMPLES_EACH]


def _trials(samples: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """Every combination when there are few, else a fixed spread over them."""
    total = 1
    for choices in samples:
        total *= len(choices)
    for i in range(min(total, _TRIALS)):
        rest, row = (i if total <= _TRIALS else i * 2_654_435_761 % total), []
        for choices in samples:
            rest, which = divmod(rest, len(choices))
            row.append(choices[which])
        yield row


def short(text: str) -> str:
    """On one line, and not too long for a record."""
    text = " ".join(text.split())
    return text if len(text) <= _MAX_DETAIL else text[: _MAX_DETAIL - 1] + "…"
