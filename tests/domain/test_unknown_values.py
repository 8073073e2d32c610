"""What is not known leaves a condition unknown: Kleene's logic of three values, and what a record says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conditions import Condition, Seen, Verdict, compile_condition, context_of


@dataclass(frozen=True)
class Variable:
    type: str
    default: Any
    values: tuple[str, ...] = ()


SCHEMA = {
    "failed_attempts": Variable("number", 0),
    "repeats": Variable("number", 0),
    "mood_bad": Variable("bool", False),
    "topics": Variable("list", (), ("legal", "billing")),
    "customer.plan": Variable("string", ""),
    "known.customer.plan": Variable("bool", False),
    "customer.value": Variable("number", 0),
    "known.customer.value": Variable("bool", False),
}
DEFAULTS = {name: variable.default for name, variable in SCHEMA.items()}


def weighed(text: str, values: dict[str, Any], unknown: frozenset[str] = frozenset()) -> tuple[Condition, Verdict, str]:
    known = {f"known.{name}": name not in unknown for name in ("customer.plan", "customer.value")}
    condition, values = compile_condition(text, SCHEMA), {**DEFAULTS, **known, **values}
    context = context_of(condition.names, values)
    verdict = condition.verdict(context, unknown)
    return condition, verdict, condition.told(verdict, Seen(context, values, unknown))


PLAN = frozenset({"customer.plan"})
BOTH = PLAN | {"customer.value"}


@pytest.mark.parametrize(
    ("text", "values", "unknown", "word", "told"),
    [
        ("customer.plan != 'enterprise'", {}, PLAN, "could_not_tell", "customer.plan is not known"),
        ("customer.plan == ''", {}, PLAN, "could_not_tell", "customer.plan is not known"),
        ("!(customer.plan == 'pro')", {}, PLAN, "could_not_tell", "customer.plan is not known"),
        (
            "customer.plan != 'free'",
            {"customer.plan": "pro"},
            frozenset(),
            "fired",
            "customer.plan != 'free'; it is 'pro'",
        ),
        ("known.customer.plan && customer.plan != 'free'", {}, PLAN, "quiet", None),
        ("!known.customer.plan", {}, PLAN, "fired", "known.customer.plan == false; it is false"),
        (
            "repeats > 2 && customer.plan == 'pro'",
            {"repeats": 1},
            PLAN,
            "quiet",
            "needs repeats > 2 (it is 1) and customer.plan == 'pro' (it is not known)",
        ),
        ("repeats > 2 || customer.plan == 'pro'", {"repeats": 3}, PLAN, "fired", "repeats > 2; it is 3"),
        ("repeats > 2 || customer.plan == 'pro'", {}, PLAN, "could_not_tell", "customer.plan is not known"),
        (
            "customer.plan == 'pro' && customer.value > 9",
            {},
            BOTH,
            "could_not_tell",
            "customer.plan, customer.value are not known",
        ),
        (
            "customer.plan == 'pro' ? true : repeats > 2",
            {"repeats": 3},
            PLAN,
            "could_not_tell",
            "customer.plan is not known",
        ),
        ("topics.exists(t, t == customer.plan)", {}, PLAN, "could_not_tell", "customer.plan is not known"),
        (
            "(mood_bad || (repeats > 2 && (customer.plan == 'a || b')))",
            {"mood_bad": True},
            PLAN,
            "fired",
            "mood_bad == true; it is true",
        ),
    ],
)
def test_a_condition_with_values_that_are_not_known(
    text: str, values: dict[str, Any], unknown: frozenset[str], word: str, told: str | None
) -> None:
    _, verdict, words = weighed(text, values, unknown)
    assert verdict.word == word
    assert told is None or words == told


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("failed_attempts >= 2", {"failed_attempts": 1}, "needs failed_attempts >= 2; it is 1"),
        ("2 <= failed_attempts", {"failed_attempts": 1}, "needs failed_attempts >= 2; it is 1"),
        ("failed_attempts >= 2 || repeats >= 3", {}, "needs failed_attempts >= 2 (it is 0) or repeats >= 3 (it is 0)"),
        ("failed_attempts >= 2 && repeats >= 3", {"repeats": 3}, "needs failed_attempts >= 2; it is 0"),
        (
            "failed_attempts >= 2 && !(customer.plan == 'free')",
            {"failed_attempts": 2, "customer.plan": "free"},
            "needs customer.plan != 'free'; it is 'free'",
        ),
        ("!(repeats > 1 || mood_bad)", {"repeats": 2}, "needs repeats <= 1; it is 2"),
        (
            "!(repeats > 1 && mood_bad)",
            {"repeats": 2, "mood_bad": True},
            "needs repeats <= 1 (it is 2) or mood_bad == false (it is true)",
        ),
        ("'legal' in topics", {"topics": ["billing"]}, "needs 'legal' in topics; topics is ['billing']"),
        ("failed_attempts >= 2", {"failed_attempts": 3}, "failed_attempts >= 2; it is 3"),
        ("failed_attempts >= 2 || repeats >= 3", {"repeats": 4}, "repeats >= 3; it is 4"),
        (
            "failed_attempts >= 2 && repeats >= 3",
            {"failed_attempts": 2, "repeats": 4},
            "failed_attempts >= 2 (it is 2) and repeats >= 3 (it is 4)",
        ),
    ],
)
def test_a_record_says_what_made_a_condition_true_or_what_it_lacked(
    text: str, values: dict[str, Any], told: str
) -> None:
    assert weighed(text, values)[2] == told


# --- against a naive evaluator --------------------------------------------------------------------------------------

LEAVES = {
    "failed_attempts >= 2": ("failed_attempts", lambda value: value >= 2),
    "repeats == 1": ("repeats", lambda value: value == 1),
    "mood_bad": ("mood_bad", bool),
    "customer.plan != 'pro'": ("customer.plan", lambda value: value != "pro"),
    "customer.value > 1": ("customer.value", lambda value: value > 1),
    "known.customer.plan": ("known.customer.plan", bool),
}
Tree = str | tuple[Any, ...]
TREES = st.recursive(
    st.sampled_from(sorted(LEAVES)),
    lambda inner: st.tuples(st.just("!"), inner) | st.tuples(st.sampled_from(["&&", "||"]), inner, inner),
    max_leaves=8,
)


def written(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    if tree[0] == "!":
        return f"!({written(tree[1])})"
    return f"({written(tree[1])}) {tree[0]} ({written(tree[2])})"


def truth(tree: Tree, values: dict[str, Any], unknown: frozenset[str]) -> bool | None:
    if isinstance(tree, str):
        name, test = LEAVES[tree]
        return None if name in unknown else test(values[name])
    if tree[0] == "!":
        inner = truth(tree[1], values, unknown)
        return None if inner is None else not inner
    sides = {truth(tree[1], values, unknown), truth(tree[2], values, unknown)}
    absorbing = tree[0] == "||"
    return absorbing if absorbing in sides else None if None in sides else not absorbing


@given(
    TREES,
    st.fixed_dictionaries(
        {
            "failed_attempts": st.integers(0, 3),
            "repeats": st.integers(0, 2),
            "mood_bad": st.booleans(),
            "customer.plan": st.sampled_from(["pro", "free"]),
            "customer.value": st.integers(0, 3),
        }
    ),
    st.frozensets(st.sampled_from(["customer.plan", "customer.value"])),
)
def test_every_condition_is_as_true_as_kleene_says(tree: Tree, given_: dict[str, Any], unknown: frozenset[str]) -> None:
    values = {**given_, "known.customer.plan": "customer.plan" not in unknown}
    expected = truth(tree, values, unknown)
    _, verdict, told = weighed(written(tree), values, unknown)
    assert verdict.word == {True: "fired", False: "quiet", None: "could_not_tell"}[expected]
    assert told


@given(TREES, st.frozensets(st.sampled_from(["customer.plan", "customer.value"])))
def test_brackets_that_change_nothing_change_nothing(tree: Tree, unknown: frozenset[str]) -> None:
    plain, wrapped = weighed(written(tree), {}, unknown), weighed(f"(({written(tree)}))", {}, unknown)
    assert plain[1] == wrapped[1]
    assert plain[2] == wrapped[2]
