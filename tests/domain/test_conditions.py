"""Conditions: what is refused before it decides, and what they say when they decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conditions import MAX_CONDITION, BadCondition, compile_condition, context_of, mistakes_in
from segue.domain.conditions.source import read


@dataclass(frozen=True)
class Variable:
    type: str
    default: Any
    values: tuple[str, ...] = ()


SCHEMA = {
    "asks_for_human": Variable("string", "no", ("clear", "unclear", "declines", "no")),
    "asks_if_bot": Variable("bool", False),
    "failed_attempts": Variable("number", 0),
    "repeats": Variable("number", 0),
    "topics": Variable("list", (), ("legal", "billing_dispute")),
    "score.legal": Variable("number", 0.0),
    "customer.tier": Variable("string", ""),
    "known.customer.tier": Variable("bool", False),
    "page.path": Variable("string", ""),
}

RIGHT = [
    ("asks_for_human == 'clear'", {"asks_for_human": "clear"}, {"asks_for_human": "no"}),
    ('asks_for_human in ["clear", "unclear"]', {"asks_for_human": "unclear"}, {"asks_for_human": "declines"}),
    (
        "failed_attempts >= 2 || repeats >= 3",
        {"failed_attempts": 0, "repeats": 3},
        {"failed_attempts": 1, "repeats": 2},
    ),
    ("'legal' in topics", {"topics": ["legal"]}, {"topics": []}),
    ("topics.exists(t, t.startsWith('bill'))", {"topics": ["billing_dispute"]}, {"topics": ["legal"]}),
    ("score['legal'] > 0.8", {"score.legal": 0.9}, {"score.legal": 0}),
    ("score.legal * 2.0 > 1.0", {"score.legal": 0.9}, {"score.legal": 0.1}),
    ("page.path.startsWith('/account')", {"page.path": "/account/x"}, {"page.path": "/"}),
    ("lower(page.path).contains('cancel')", {"page.path": "/CANCEL"}, {"page.path": "/x"}),
    ("page.path.matches('^/o/[0-9]+$')", {"page.path": "/o/12"}, {"page.path": "/o/x"}),
    ("!asks_if_bot", {"asks_if_bot": False}, {"asks_if_bot": True}),
    (
        "known.customer.tier && customer.tier == ''",
        {"known.customer.tier": True, "customer.tier": ""},
        {"known.customer.tier": False, "customer.tier": ""},
    ),
    ("size(topics) > 1 // more than one", {"topics": ["a", "b"]}, {"topics": []}),
    (
        "repeats > 2\n  && failed_attempts > 1",
        {"repeats": 3, "failed_attempts": 2},
        {"repeats": 3, "failed_attempts": 1},
    ),
]


@pytest.mark.parametrize(("text", "fires", "stays_quiet"), RIGHT, ids=[row[0] for row in RIGHT])
def test_a_condition_fires_and_stays_quiet(text: str, fires: dict[str, Any], stays_quiet: dict[str, Any]) -> None:
    condition = compile_condition(text, SCHEMA)
    assert condition.names == fires.keys()
    assert condition.verdict(context_of(condition.names, fires)).word == "fired"
    assert condition.verdict(context_of(condition.names, stays_quiet)).word == "quiet"


WRONG = [
    # text, where it is wrong (0 is the first character), part of the message, part of the suggestion
    ("", 0, "empty", "asks_for_human == 'clear'"),
    ("asks_for_human == 'claer'", 18, "asks_for_human is never 'claer'", "Did you mean 'clear'?"),
    ("'claer' == asks_for_human", 0, "asks_for_human is never 'claer'", "Did you mean 'clear'?"),
    ("asks_for_human in ['clear', 'uncler']", 28, "never 'uncler'", "Did you mean 'unclear'?"),
    ("'legl' in topics", 0, "'legl' is never in topics", "Did you mean 'legal'?"),
    ("topics == 'legal'", 10, "topics is a list", "'legal' in topics"),
    ("topics.legal", 0, "topics is a list and has no part 'legal'", "'legal' in topics"),
    ("customer.teir == 'gold'", 0, "unknown name 'customer.teir'", "Did you mean 'customer.tier'?"),
    ("score['legl'] > 0.5", 0, "unknown name 'score.legl'", "Did you mean 'score.legal'?"),
    ("asks_for_humans == 'clear'", 0, "unknown name 'asks_for_humans'", "Did you mean 'asks_for_human'?"),
    ("asks_if_bot == True", 15, "unknown name 'True'", "Did you mean 'true'?"),
    ("page.path.startWith('/x')", 10, "unknown function 'startWith'", "Did you mean 'startsWith'?"),
    ("page.path.matches('(')", 0, "not a regular expression", "RE2"),
    ("failed_attempts == '2'", 19, "failed_attempts is a number, and '2' is a string", ""),
    ("score.legal > '0.5'", 14, "score.legal is a number, and '0.5' is a string", ""),
    ("asks_if_bot == 1", 15, "asks_if_bot is a bool, and 1 is a number", ""),
    ("'x' in customer.tier", 0, "`in` needs a list", ""),
    ("repeats = 2", 8, "'=' does not belong here", "Write == to compare."),
    ("repeats > 2 and asks_if_bot", 12, "'and' does not belong here", "&&"),
    ("repeats > 2 or asks_if_bot", 12, "'or' does not belong here", "||"),
    ("not asks_if_bot", 0, "'not' does not belong here", "!"),
    ("repeats >", 9, "ends too early", ""),
    ("(repeats > 2", 12, "missing ')'", ""),
    ("asks_for_human == 'clear", 18, "no closing quote", ""),
    ("repeats", 0, "must be true or false, and this is a number", ">= 2"),
    ("customer.tier", 0, "must be true or false, and this is a string", "=="),
    ("size(topics)", 0, "must be true or false", ""),
    ("asks_for_human == 'clear' && repeats", 0, "kinds of values that do not go together", ""),
    ("asks_if_bot || customer.tier", 0, "kinds of values that do not go together", ""),
    ("asks_if_bot ? repeats : repeats > 1", 0, "must be true or false", ""),
    ("page.path + 1 == 'x'", 0, "kinds of values that do not go together", ""),
    ("x" * (MAX_CONDITION + 1), 0, "are allowed", ""),
    ("(" * 900 + "true" + ")" * 900, 96, "does not belong here", ""),
]


@pytest.mark.parametrize(("text", "at", "message", "suggestion"), WRONG, ids=[row[0][:40] for row in WRONG])
def test_a_wrong_condition_is_refused_and_told_what_would_be_right(
    text: str, at: int, message: str, suggestion: str
) -> None:
    first = mistakes_in(text, SCHEMA)[0]
    assert (first.at, message in first.message, suggestion in first.suggestion) == (at, True, True), first
    with pytest.raises(BadCondition):
        compile_condition(text, SCHEMA)


def test_every_mistake_of_a_condition_is_shown() -> None:
    found = mistakes_in("asks_for_human == 'claer' || customer.teir == 'x' || 'legl' in topics", SCHEMA)
    assert [mistake.at for mistake in found] == [29, 18, 53]


def test_words_inside_quotes_comments_macros_and_calls_are_not_taken_for_names() -> None:
    source = read(
        "topics.exists(t, t == 'customer.name') && has(customer.tier) && lower(page.path) != r'a\\.b' // page.url"
    )
    assert [path.name for path in source.paths] == ["topics", "customer.tier", "page.path"]
    assert [call.name for call in source.calls] == ["exists", "has", "lower"]


def test_a_macro_binds_its_name_only_inside_its_brackets() -> None:
    source = read("topics.exists(repeats, repeats == 'x') && repeats > 2")
    assert [(path.name, path.at) for path in source.paths] == [("topics", 0), ("repeats", 42)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("customer.tier == 'gold'", {}),
        ("repeats > 2", {}),
        ("repeats > 2", {"repeats": "many"}),
        ("repeats > 2", {"repeats": object()}),
        ("10 / repeats > 2", {"repeats": 0}),
        ("page.path.startsWith('/')", {"page.path": None}),
        ("asks_if_bot", {"asks_if_bot": "yes"}),
    ],
)
def test_a_condition_that_cannot_be_weighed_could_not_tell_and_says_why(text: str, values: dict[str, Any]) -> None:
    condition = compile_condition(text, SCHEMA)
    verdict = condition.verdict(context_of(condition.names, values))
    assert verdict.word == "could_not_tell"
    assert verdict.detail


def test_a_name_that_is_missing_does_not_matter_where_the_rest_decides() -> None:
    condition = compile_condition("asks_for_human == 'clear' || customer.tier == 'gold'", SCHEMA)
    assert condition.verdict(context_of(condition.names, {"asks_for_human": "clear"})).word == "fired"


def test_half_a_surrogate_pair_in_a_fact_does_not_stop_the_turn() -> None:
    condition = compile_condition("customer.tier == 'gold'", SCHEMA)
    assert condition.verdict(context_of(condition.names, {"customer.tier": "\ud800"})).word == "quiet"


@given(st.text(max_size=80) | st.lists(st.sampled_from(
    ["asks_for_human", "topics", "repeats", "==", "'clear'", "&&", "||", "(", ")", "[", "]", ".", "in", "!", "2", "'",
     '"', "exists", "t", ",", "//", "\\", "?", ":", "has", "score", "é"]), max_size=14).map(" ".join))  # fmt: skip
def test_no_text_crashes_the_check_and_what_passes_gives_a_verdict(text: str) -> None:
    if mistakes_in(text, SCHEMA):
        return
    condition = compile_condition(text, SCHEMA)
    defaults = {name: variable.default for name, variable in SCHEMA.items()}
    assert condition.verdict(context_of(condition.names, defaults)).word in {"fired", "quiet", "could_not_tell"}
