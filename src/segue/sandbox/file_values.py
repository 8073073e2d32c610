"""Values that scenario files hold and policies do not: facts, skills, numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segue.policy_file.document import MappingNode, Node, ScalarNode, SequenceNode
from segue.policy_file.reading import Field, Reader

_TAG = "tag:yaml.org,2002:"


def read_facts(reader: Reader, field: Field) -> dict[str, Any] | None:
    """Names to texts, numbers, true or false, or lists of these."""
    fields = reader.mapping(field)
    if fields is None:
        return None
    return {name: value for name, inner in fields.items() if (value := read_value(reader, inner)) is not None}


def read_value(reader: Reader, field: Field) -> Any:
    """A value as YAML means it. None, and a noted problem, for a mapping or for nothing."""
    value = _plain(field.node)
    if value is None:
        reader.wrong(field, "this must be a text, a number, true or false, or a list of these")
    return value


def _plain(node: Node) -> Any:
    if isinstance(node, SequenceNode):
        items = [_plain(inner) for inner in node.value]
        return None if any(item is None or isinstance(item, list) for item in items) else items
    if not isinstance(node, ScalarNode) or node.tag == f"{_TAG}null":
        return None
    text = str(node.value)
    try:
        return _READ.get(node.tag, str)(text)
    except ValueError:  # YAML's own ways to write numbers, such as 0x1F and 1:30: taken as text
        return text


_READ: Mapping[str, Callable[[str], Any]] = {
    f"{_TAG}bool": lambda text: text.lower() in {"true", "yes", "on"},
    f"{_TAG}int": int,
    f"{_TAG}float": float,
}


def read_answers(reader: Reader, field: Field) -> dict[str, Any] | None:
    """Names to whatever plain data a source may answer: texts, numbers, lists, objects."""
    fields = reader.mapping(field)
    return None if fields is None else {name: _data(inner.node) for name, inner in fields.items()}


def _data(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _data(inner) for key, inner in node.value if isinstance(key, ScalarNode)}
    if isinstance(node, SequenceNode):
        return [_data(inner) for inner in node.value]
    return _plain(node)


def read_skills(reader: Reader, field: Field) -> dict[str, int] | None:
    fields = reader.mapping(field)
    if fields is None:
        return None
    return {name: level for name, inner in fields.items() if (level := reader.integer(inner, 1, 5)) is not None}


def read_share(reader: Reader, field: Field) -> float | None:
    """A number from 0 to 1."""
    value = _plain(field.node)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    reader.wrong(field, "this must be a number from 0 to 1")
    return None


def read_words(reader: Reader, field: Field, longest: int) -> tuple[str, ...] | None:
    """One text or a list of them."""
    if isinstance(field.node, SequenceNode):
        return reader.texts(field, longest)
    text = reader.text_of(field, longest)
    return None if text is None else (text,)
