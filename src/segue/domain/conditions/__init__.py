"""Conditions of the policy: CEL, compiled once, weighed against one context per turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cel

from segue.domain.conditions.check import MAX_CONDITION, Mistake, did_you_mean, mistakes_in, short
from segue.domain.conditions.context import Schema, Variable, context_of, names_read
from segue.domain.conditions.source import read
from segue.domain.errors import Invalid

__all__ = [
    "COULD_NOT_TELL",
    "FIRED",
    "MAX_CONDITION",
    "QUIET",
    "BadCondition",
    "Condition",
    "Mistake",
    "Schema",
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
    """`names`: the dotted names it reads. `mentions`: those, their parts, and its string literals."""

    text: str
    names: frozenset[str]
    mentions: frozenset[str]
    program: Any

    def verdict(self, context: Any) -> Verdict:
        """Weigh it in a context of `context_of`. Never raises: a condition that fails could not tell."""
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


def compile_condition(text: str, schema: Schema) -> Condition:
    """Raises BadCondition with everything that is wrong."""
    mistakes = mistakes_in(text, schema)
    if mistakes:
        raise BadCondition(text, mistakes)
    source = read(text)
    names = frozenset(names_read(source, schema))
    parts = {part for name in names for part in (name, name.partition(".")[0], name.rpartition(".")[2])}
    words = {literal.value for literal in source.literals if isinstance(literal.value, str)}
    return Condition(text, names, frozenset(parts | words), cel.compile(text))
