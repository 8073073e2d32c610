"""Conditions of the policy: CEL, compiled once, weighed against one context per turn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import cel

from segue.domain.conditions.check import MAX_CONDITION, Mistake, did_you_mean, mistakes_in, short
from segue.domain.conditions.context import Schema, Variable, context_of, names_read
from segue.domain.conditions.source import read
from segue.domain.conditions.tree import Comparison, Node, Seen, comparisons_in, lack, tree_of, truth, unknown_in, why
from segue.domain.errors import Invalid

__all__ = [
    "COULD_NOT_TELL",
    "FIRED",
    "MAX_CONDITION",
    "QUIET",
    "BadCondition",
    "Comparison",
    "Condition",
    "Mistake",
    "Schema",
    "Seen",
    "Variable",
    "Verdict",
    "compile_condition",
    "context_of",
    "did_you_mean",
    "mistakes_in",
]

FIRED, QUIET, COULD_NOT_TELL = "fired", "quiet", "could_not_tell"


class BadCondition(Invalid):
    """A condition that cannot be used. `mistakes` is never empty."""

    code = "bad_condition"

    def __init__(self, text: str, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(f"{m.message}. {m.suggestion}".strip() for m in mistakes), condition=text)
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Verdict:
    """`word`: fired | quiet | could_not_tell. `detail`: why it could not tell."""

    word: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """`names`: the dotted names it reads. `mentions`: those, their parts, and its string literals.

    `optional`: those of the names whose value may be not known. `comparisons`: its names set against literals.
    """

    text: str
    names: frozenset[str]
    mentions: frozenset[str]
    program: Any
    tree: Node
    optional: frozenset[str] = frozenset()
    comparisons: tuple[Comparison, ...] = ()

    def verdict(self, context: Any, unknown: Collection[str] = ()) -> Verdict:
        """Weigh it in a context of `context_of`. Never raises: a condition that fails could not tell.

        unknown: names whose value is not known. What they could turn either way could not tell.
        """
        if unknown and not self.optional.isdisjoint(unknown):
            return self._verdict_without(context, unknown)
        try:
            answer = self.program.execute(context)
        except KeyError as missing:
            return Verdict(COULD_NOT_TELL, f"{str(missing).strip(chr(39))} is not there")
        except Exception as error:  # the engine raises many kinds, and none may stop a turn
            return Verdict(COULD_NOT_TELL, short(str(error)))
        if answer is True:
            return Verdict(FIRED)
        if answer is False:
            return Verdict(QUIET)
        return Verdict(COULD_NOT_TELL, f"the answer is not true or false but {type(answer).__name__}")

    def _verdict_without(self, context: Any, unknown: Collection[str]) -> Verdict:
        found = truth(self.tree, context, unknown)
        if found is not None:
            return Verdict(FIRED if found else QUIET)
        names = list(dict.fromkeys(unknown_in(self.tree, context, unknown)))
        verb = "is" if len(names) == 1 else "are"
        return Verdict(
            COULD_NOT_TELL, short(f"{', '.join(names)} {verb} not known") if names else "a part of it failed"
        )

    def told(self, verdict: Verdict, seen: Seen) -> str:
        """Why it fired, or what it lacked: "failed_attempts >= 2; it is 3", "needs failed_attempts >= 2; it is 1"."""
        if verdict.word == FIRED:
            return short(why(self.tree, seen))
        if verdict.word == QUIET:
            return short(f"needs {lack(self.tree, seen)}")
        return verdict.detail


def compile_condition(text: str, schema: Schema) -> Condition:
    """Raises BadCondition with everything that is wrong."""
    mistakes = mistakes_in(text, schema)
    if mistakes:
        raise BadCondition(text, mistakes)
    source = read(text)
    names = frozenset(names_read(source, schema))
    parts = {part for name in names for part in (name, name.partition(".")[0], name.rpartition(".")[2])}
    words = {literal.value for literal in source.literals if isinstance(literal.value, str)}
    groups = {path.name for path in source.paths} - schema.keys()
    tree = tree_of(text, {group: tuple(name for name in schema if name.startswith(group + ".")) for group in groups})
    optional = frozenset(name for name in names if f"known.{name}" in schema)
    comparisons = tuple(dict.fromkeys(comparisons_in(tree)))
    return Condition(text, names, frozenset(parts | words), cel.compile(text), tree, optional, comparisons)
