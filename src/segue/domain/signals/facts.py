"""The names that conditions may use: a fixed, typed schema, and what the policy declares beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Variable:
    """`type`: string | number | bool | list. `values` are the only ones there are; () is anything."""

    name: str
    type: str
    description: str
    default: Any
    values: tuple[str, ...] = ()


FIXED: tuple[Variable, ...] = (
    Variable(
        "asks_for_human",
        "string",
        "whether this message asks for a person",
        "no",
        ("clear", "unclear", "declines", "no"),
    ),
    Variable("request", "number", "probability of that, 0..1; 0.5 or more exactly when clear or unclear", 0.0),
    Variable("asks_if_bot", "bool", "asks whether it talks to a machine", False),
    Variable("failed_attempts", "number", "bot answers followed by refusal, rephrase, error or low confidence", 0),
    Variable("repeats", "number", "consecutive restatements by the customer", 0),
    Variable("bot_repeats", "number", "consecutive repetitions by the bot", 0),
    Variable("topics", "list", "topics of this message at 0.5 or more", ()),
    Variable("customer.tier", "string", "from account facts", ""),
    Variable("page.path", "string", "path of the page the customer is on", ""),
)

_DEFAULTS: Mapping[str, Any] = {"string": "", "number": 0, "bool": False, "list": ()}


def schema(policy_facts: Mapping[str, str], topics: Mapping[str, object]) -> dict[str, Variable]:
    """Dotted name -> variable."""
    found = {v.name: v for v in FIXED}
    for name, kind in policy_facts.items():
        found[name] = Variable(name, kind, "declared by the policy", _DEFAULTS[kind])
    for topic in topics:
        found[f"score.{topic}"] = Variable(f"score.{topic}", "number", f"probability of the topic {topic}", 0.0)
    found["topics"] = Variable("topics", "list", "topics of this message at 0.5 or more", (), tuple(topics))
    return found
