"""Puts a key into a policy's text and leaves every other character of it as it is: comments, order and quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from segue.domain.errors import Invalid
from segue.policy_file.document import MappingNode, Node, Problem, ScalarNode, SequenceNode, compose

Value: TypeAlias = "str | bool | Mapping[str, Value]"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@-]*")
_OTHER_THAN_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def scalar(value: str | bool) -> str:
    """As YAML of one line that reads back as this very text, or as true or false."""
    if isinstance(value, bool):
        return str(value).lower()
    if _PLAIN.fullmatch(value) and value.lower() not in _OTHER_THAN_TEXT:
        return value
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escaped(c)) for c in value) + '"'


def _escaped(c: str) -> str:
    code = ord(c)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def entry(key: str, value: Value, indent: int = 0, step: int = 2) -> str:
    """`key: value`, a line each, with a line end."""
    margin = " " * indent
    if isinstance(value, (str, bool)):
        return f"{margin}{scalar(key)}: {scalar(value)}\n"
    lines = "".join(entry(name, one, indent + step) for name, one in value.items())
    return f"{margin}{scalar(key)}:\n{lines}"


def with_entry(text: str, way: Sequence[str], key: str, value: Value) -> str:
    """The text with `key: value` in the mapping that `way` leads to; a value that stands there already is replaced.

    What of the way is missing is made. Raises Invalid where something else stands on it, or the text cannot be read.
    Whoever calls this reads the result: a text may be written in ways for which there is no safe place.
    """
    root = compose(text)
    if isinstance(root, Problem):
        raise Invalid(root.message)
    node, left = root, list(way)
    while left and (found := _value(node, left[0])) is not None:
        node = found
        left.pop(0)
    if not isinstance(node, MappingNode):
        raise Invalid(f"{'.'.join(way)} is not a mapping of names to values")
    for name in reversed(left):
        key, value = name, {key: value}
    if left:
        return _added(text, node, key, value, at_end=node is root)
    old = _value(node, key)
    if isinstance(old, ScalarNode) and isinstance(value, (str, bool)):
        return text[: old.start_mark.index] + scalar(value) + text[old.end_mark.index :]
    if old is not None:
        raise Invalid(f"{'.'.join((*way, key))} is there already")
    return _added(text, node, key, value, at_end=node is root)


def _value(node: Node, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((one for name, one in pairs if isinstance(name, ScalarNode) and name.value == key), None)


def _added(text: str, node: MappingNode, key: str, value: Value, *, at_end: bool) -> str:
    if node.flow_style:
        at = _end_of(node.value[-1][1]) if node.value else node.start_mark.index + 1
        return f"{text[:at]}{', ' if node.value else ''}{_in_braces(key, value)}{text[at:]}"
    indent = node.start_mark.column
    at = len(text) if at_end else _line_after(text, _end_of(node))
    ends = "\r\n" if "\r\n" in text else "\n"
    before = "" if text[:at].endswith(("\n", "\r")) else ends
    gap = ends if at_end else ""
    return text[:at] + before + gap + entry(key, value, indent).replace("\n", ends) + text[at:]


def _in_braces(key: str, value: Value) -> str:
    if isinstance(value, (str, bool)):
        return f"{scalar(key)}: {scalar(value)}"
    return f"{scalar(key)}: {{{', '.join(_in_braces(name, one) for name, one in value.items())}}}"


def _end_of(node: Node) -> int:
    """Where its last sign stands: the mark of a block would be where the next thing begins, behind all comments."""
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(last[1] if isinstance(node, MappingNode) else last)
    return int(node.end_mark.index)


def _line_after(text: str, at: int) -> int:
    """The beginning of the next line; here, at the beginning of one (a text in a block ends there)."""
    if at and text[at - 1] in "\r\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
