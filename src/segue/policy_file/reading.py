"""Reads fields of the YAML tree and notes every problem, so that one check shows them all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from segue.domain.conditions import Schema, did_you_mean, mistakes_in
from segue.domain.given import length_of
from segue.policy_file.document import MappingNode, Node, Problem, ScalarNode, SequenceNode, position_in

_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_SECRET = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NULL, _BOOL, _INT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"
MAX_TEXT = 2_000


def is_name(name: str) -> bool:
    """Whether a policy may call something of its own so."""
    return _WORD.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Field:
    """A value, the key it has (None in a list), and the way to it."""

    node: Node
    path: str
    key: ScalarNode | None = None


Fields = dict[str, Field]


class Reader:
    """Each method reads one field, or notes a problem and answers None."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def wrong(
        self, field: Field, message: str, suggestion: str = "", *, at_key: bool = False, hidden: bool = False
    ) -> None:
        """Note a problem where the field's value stands, or its key. hidden: see `Problem`."""
        mark = field.key.start_mark if at_key and field.key is not None else field.node.start_mark
        self.problems.append(Problem(mark.line + 1, mark.column + 1, field.path, message, suggestion, hidden))

    # --- structure ---

    def mapping(
        self,
        field: Field,
        keys: Collection[str] | None = None,
        *,
        needs: Iterable[str] = (),
        gone: Mapping[str, str] | None = None,
        elsewhere: Mapping[str, str] | None = None,
    ) -> Fields | None:
        """Its fields by key. `keys` are the only right ones; None leaves them to whoever writes the policy.

        gone: keys of earlier versions, with what to write instead. elsewhere: keys that are looked for here, with
        where that is written.
        """
        if not isinstance(field.node, MappingNode):
            expected = f"with the keys {', '.join(keys)}" if keys else "of names to values"
            self.wrong(field, f"{_what(field)} must be a mapping {expected}, not {_kind(field.node)}")
            return None
        found: Fields = {}
        for key, node in field.node.value:
            inner = self._keyed(field, key, node)
            if inner is None:
                continue
            name = key.value
            if name in found:
                first = found[name].key
                line = first.start_mark.line + 1 if first is not None else 0
                self.wrong(inner, f"the key {name!r} is written twice, first in line {line}", at_key=True)
            elif gone and name in gone:
                self.wrong(inner, f"the key {name!r} is not read any more", gone[name], at_key=True)
            elif elsewhere and name in elsewhere:
                self.wrong(inner, f"{name!r} is not written here", elsewhere[name], at_key=True)
            elif keys is not None and name not in keys:
                self.wrong(inner, f"unknown key {name!r}", _right_keys(name, keys), at_key=True)
            else:
                found[name] = inner
        for name in needs:
            if name not in found:
                self.wrong(field, f"{_what(field)} has no {name!r}", "Write 'version: 1'." if name == "version" else "")
        return found

    def _keyed(self, field: Field, key: Node, node: Node) -> Field | None:
        if not isinstance(key, ScalarNode):
            self.wrong(Field(key, field.path), "a key must be a plain word")
            return None
        return Field(node, f"{field.path}.{key.value[:60]}" if field.path else key.value[:60], key)

    def inside(self, field: Field, key: str) -> Field:
        """Where `key` of a mapping stands, to note something there; the whole field when it is not found."""
        nodes = field.node.value if isinstance(field.node, MappingNode) else ()
        for name, node in nodes:
            if isinstance(name, ScalarNode) and name.value == key:
                return Field(node, f"{field.path}.{key[:60]}", name)
        return field

    def keys_of(self, field: Field | None) -> frozenset[str]:
        """The keys of a mapping, right or wrong; notes nothing."""
        nodes = field.node.value if field and isinstance(field.node, MappingNode) else ()
        return frozenset(name.value for name, _ in nodes if isinstance(name, ScalarNode))

    def sequence(self, field: Field) -> list[Field] | None:
        if not isinstance(field.node, SequenceNode):
            self.wrong(field, f"{_what(field)} must be a list, not {_kind(field.node)}")
            return None
        return [Field(node, f"{field.path}[{i}]") for i, node in enumerate(field.node.value)]

    # --- values ---

    def text_of(self, field: Field, longest: int = MAX_TEXT) -> str | None:
        """A text as it is written; numbers and words such as `no` count as text."""
        node = field.node
        if not isinstance(node, ScalarNode) or (node.tag == _NULL and node.style is None):
            self.wrong(field, f"{_what(field)} must be a text, not {_kind(node)}")
            return None
        value = str(node.value).strip()
        if not value:
            self.wrong(field, f"{_what(field)} is empty")
            return None
        if len(value) > longest:
            self.wrong(field, f"{_what(field)} has {len(value)} characters; {longest} are allowed")
            return None
        return value

    def word(self, field: Field) -> str | None:
        """A name: letters, digits, `_`, `-` and `.`, at most 64."""
        value = self.text_of(field)
        if value is not None and not _WORD.fullmatch(value):
            self.wrong(field, f"{value[:80]!r} is not a name", "Use letters, digits, - and _, such as billing-eu.")
            return None
        return value

    def is_name(self, field: Field, name: str) -> bool:
        """Whether a key that the policy chose itself is a name; notes it when not."""
        if _WORD.fullmatch(name):
            return True
        self.wrong(
            field, f"{name[:80]!r} is not a name", "Use letters, digits, - and _, such as billing-eu.", at_key=True
        )
        return False

    def one_of(self, field: Field, allowed: Collection[str], what: str = "") -> str | None:
        value = self.text_of(field)
        if value is not None and value not in allowed:
            hint = did_you_mean(value, allowed, "Right would be")
            self.wrong(field, f"unknown {what or _last(field.path)} {value[:80]!r}", hint or f"There are no {what}s.")
            return None
        return value

    def texts(self, field: Field, longest: int = MAX_TEXT) -> tuple[str, ...] | None:
        items = self.sequence(field)
        if items is None:
            return None
        return tuple(text for item in items if (text := self.text_of(item, longest)) is not None)

    def integer(self, field: Field, low: int, high: int) -> int | None:
        node = field.node
        if isinstance(node, ScalarNode) and node.tag == _INT and re.fullmatch(r"[+-]?\d{1,9}", node.value):
            value = int(node.value)
            if low <= value <= high:
                return value
        right = f"a whole number from {low} to {high}" if low < high else str(low)
        self.wrong(field, f"{_what(field)} must be {right}, not {_shown(node)}")
        return None

    def number(self, field: Field, low: float, high: float, *, above_low: bool = False) -> float | None:
        """A number such as 3 or 0.87; `low` itself is right unless `above_low`."""
        node = field.node
        if isinstance(node, ScalarNode) and node.style is None and _NUMBER.fullmatch(node.value):
            value = float(node.value)
            if low <= value <= high and not (above_low and value == low):
                return value
        right = f"above {low:g} and at most {high:,g}" if above_low else f"from {low:g} to {high:,g}"
        self.wrong(field, f"{_what(field)} must be a number {right}, not {_shown(node)}")
        return None

    def share(self, field: Field) -> float | None:
        """`75%` or 0.75, as 0.75."""
        node = field.node
        value = node.value if isinstance(node, ScalarNode) else ""
        found = _NUMBER.fullmatch(value.removesuffix("%").rstrip())
        share = float(found[0]) / (100 if value.endswith("%") else 1) if found else -1.0
        if 0 <= share <= 1:
            return share
        meant = 1 < share <= 100 and not value.endswith("%")
        hint = f"Write {value}%." if meant else "Write such as 75%."
        self.wrong(field, f"{_what(field)} must be from 0% to 100%, not {_shown(node)}", hint)
        return None

    def choices(self, field: Field, allowed: Collection[str]) -> tuple[str, ...] | None:
        """A list of different words of `allowed`; None when something in it is wrong."""
        items = self.sequence(field)
        found: list[str] = []
        for item in items or []:
            choice = self.one_of(item, allowed, "choice")
            if choice in found:
                self.wrong(item, f"{choice!r} is listed twice")
            elif choice is not None:
                found.append(choice)
        return tuple(found) if items is not None and len(found) == len(items) else None

    def boolean(self, field: Field) -> bool | None:
        node = field.node
        if isinstance(node, ScalarNode) and node.tag == _BOOL:
            return str(node.value).lower() in {"true", "yes", "on"}
        self.wrong(field, f"{_what(field)} must be true or false, not {_shown(node)}")
        return None

    def duration(
        self, field: Field, *, least: timedelta = timedelta(seconds=1), most: timedelta = timedelta(days=366)
    ) -> timedelta | None:
        """`30m`, `90s`, `1h30m`, `2d`; `0s` only where `least` allows it."""
        node = field.node
        value = node.value if isinstance(node, ScalarNode) else ""
        length = length_of(value)
        if length is None:
            hint = f"Write {value}s or {value}m." if value.isdecimal() and len(value) < 7 else "Write such as 90s, 30m."
            self.wrong(field, f"{_what(field)} must be a duration, not {_shown(node)}", hint)
            return None
        if not least <= length <= most:
            between = f"from {int(least.total_seconds())}s to {_length(most)}"
            self.wrong(field, f"{_what(field)} must be {between}, not {value}")
            return None
        return length

    def condition(self, field: Field, schema: Schema) -> str | None:
        """A CEL condition that can be used with `schema`; a mistake is noted where it stands in the file."""
        node = field.node
        if not isinstance(node, ScalarNode):
            self.wrong(field, f"{_what(field)} must be a condition in quotes, not {_kind(node)}")
            return None
        mistakes = mistakes_in(node.value, schema)
        for mistake in mistakes:
            line, column = self._inside(node, mistake.at)
            self.problems.append(Problem(line, column, field.path, mistake.message, mistake.suggestion))
        return None if mistakes else node.value

    def _inside(self, node: ScalarNode, at: int) -> tuple[int, int]:
        """Where character `at` of a value stands in the file; where the value begins if escapes or folds hide it."""
        start = node.start_mark.index + (1 if node.style in {"'", '"'} else 0)
        if node.style not in {"|", ">"} and self.text[start : start + at] == node.value[:at]:
            return position_in(self.text, start + at)
        if node.style == "|":
            row = node.value[:at].count("\n")
            inside = at - (node.value.rfind("\n", 0, at) + 1)
            lines = self.text.splitlines()
            number = node.start_mark.line + 1 + row
            written = node.value.splitlines()[row : row + 1]
            if number < len(lines) and written and lines[number].endswith(written[0]):
                return number + 1, len(lines[number]) - len(written[0]) + inside + 1
        return node.start_mark.line + 1, node.start_mark.column + 1


def read_secret(reader: Reader, field: Field) -> str | None:
    """The name of a secret. A value that looks like the secret itself is not shown in the problem."""
    value = reader.text_of(field)
    if value is not None and not _SECRET.fullmatch(value):
        words = "'secret' is the name of a secret, never the secret"
        reader.wrong(field, words, "Such as bot_webhook, in lower case with _.", hidden=True)
        return None
    return value


def _right_keys(name: str, keys: Collection[str]) -> str:
    near = did_you_mean(name, keys, "")
    listed = f"Keys here: {', '.join(keys)}."
    return f"{near} {listed}" if near.startswith("Did") else listed


def _what(field: Field) -> str:
    return repr(_last(field.path)) if field.path else "the policy"


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _length(length: timedelta) -> str:
    """As it is written in a policy, in one unit: 30s, 90m, 4h, 366d."""
    seconds = int(length.total_seconds())
    unit, size = next(
        (each for each in (("d", 86400), ("h", 3600), ("m", 60)) if seconds and seconds % each[1] == 0), ("s", 1)
    )
    return f"{seconds // size}{unit}"


def _kind(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    return _shown(node)


def _shown(node: Node) -> str:
    if not isinstance(node, ScalarNode):
        return _kind(node)
    if node.tag == _NULL and node.style is None:
        return "nothing"
    value = str(node.value)
    return repr(value if len(value) <= 60 else value[:59] + "…")
