"""YAML as a tree that remembers where each part stands, and nothing more of YAML than a policy needs.

Tags, anchors, aliases, merge keys and several documents are refused: they bring surprises (an alias bomb grows a small
file into gigabytes) and help nobody here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent, NodeEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

MAX_SIZE = 1024 * 1024
"""Longest policy, in characters."""

MAX_DEPTH = 12

__all__ = ["MappingNode", "Node", "Problem", "ScalarNode", "SequenceNode", "compose", "position_in"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; `path` is such as `triggers[2].queue`.

    `suggestion`: a sentence that says what would be right, or "". `hidden`: what stands there may be a secret, and is
    not to be shown.
    """

    line: int
    column: int
    path: str
    message: str
    suggestion: str = ""
    hidden: bool = False

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}{'.' if self.suggestion else ''} {self.suggestion}".rstrip()


class _Refused(Exception):
    def __init__(self, mark: Any, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.mark, self.message, self.suggestion = mark, message, suggestion


class _Loader(yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise _Refused(event.start_mark, "anchors and aliases (& and *) are not read", "Write the value out.")
        if getattr(event, "tag", None):
            raise _Refused(event.start_mark, f"the tag {event.tag!r} is not read", "Write the plain value.")
        if self.depth >= MAX_DEPTH:
            raise _Refused(event.start_mark, f"nested deeper than {MAX_DEPTH} levels")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def compose(
    text: str, what: str = "policy", needs: str = "A policy needs version, triggers, route and queues."
) -> Node | Problem:
    """The one document in `text`, or why it cannot be read. `what` it is, and what it `needs`, are for the words."""
    if len(text) > MAX_SIZE:
        return Problem(1, 1, "", f"the {what} has {len(text)} characters; {MAX_SIZE} are allowed")
    try:
        node = _Loader(text).get_single_node()
    except _Refused as refused:
        return _at(refused.mark, refused.message, refused.suggestion)
    except ReaderError as error:
        line, column = position_in(text, error.position if isinstance(error.position, int) else 0)
        return Problem(line, column, "", "a character that YAML does not allow", "Remove it, or write it as an escape.")
    except MarkedYAMLError as error:
        return _at(error.problem_mark or error.context_mark, f"this is not YAML: {_words(error)}", _hint(error))
    except (yaml.YAMLError, ValueError) as error:
        return Problem(1, 1, "", f"this is not YAML: {error}")
    return node or Problem(1, 1, "", f"the {what} is empty", needs)


def position_in(text: str, index: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _at(mark: Any, message: str, suggestion: str = "") -> Problem:
    if mark is None:
        return Problem(1, 1, "", message, suggestion)
    return Problem(mark.line + 1, mark.column + 1, "", message, suggestion)


def _words(error: MarkedYAMLError) -> str:
    words = error.problem or error.context or "it cannot be read"
    return f"{words} ({error.context})" if error.context and error.context != words else words


_HINTS = {
    "single document": "Keep one document: remove the line with ---.",
    "'\\t'": "Indent with spaces, not with tabs.",
    "mapping values are not allowed": "Put quotes around a text that has a colon in it.",
    "while scanning a quoted scalar": "A quote is not closed.",
    "cannot start any token": "Put quotes around a text that begins with this sign.",
    "expected <block end>": "Check the indentation of this line and of the line above.",
    "could not find expected ':'": "A key and its value have a colon between them, and a space after it.",
}


def _hint(error: MarkedYAMLError) -> str:
    words = f"{error.problem} {error.context}"
    return next((hint for sign, hint in _HINTS.items() if sign in words), "")
