from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import Invalid, TooLarge
from segue.domain.text import LONGEST_TEXT, checked_text, checked_value

DEEP: Any = "end"
for _ in range(40):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("value", "field", "why"),
    [
        ({"text": "a\0b"}, "text", "NUL"),
        ({"text": "\ud800"}, "text", r"U\+D800"),
        ({"customer": {"facts": {"plan": "x\udfff"}}}, "customer.facts.plan", "surrogate"),
        ({"choices": ["a", {"label": "\0"}]}, "choices[1].label", "NUL"),
        ({"a\0": 1}, "a name in body", "NUL"),
        ({"n": 2**53}, "n", "whole number"),
        ({"n": float("inf")}, "n", "finite"),
        ({"n": float("nan")}, "n", "finite"),
        ("\0", "body", "NUL"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_and_its_place_named(value: Any, field: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refused:
        checked_value(value)
    assert refused.value.details["field"] == field


def test_a_value_nested_too_deep_is_refused() -> None:
    with pytest.raises(Invalid, match="deeper than 32"):
        checked_value(DEEP)


@pytest.mark.parametrize("text", ["x" * (LONGEST_TEXT + 1), "é" * (LONGEST_TEXT // 2 + 1)])
def test_a_text_over_64_kib_is_too_large(text: str) -> None:
    with pytest.raises(TooLarge) as refused:
        checked_value({"text": text})
    assert refused.value.details == {"field": "text", "limit": LONGEST_TEXT}


def test_a_text_of_exactly_64_kib_is_taken() -> None:
    assert checked_text("x" * LONGEST_TEXT, "text")


def test_the_name_of_a_part_stays_short_whatever_the_sender_calls_it() -> None:
    with pytest.raises(Invalid) as refused:
        checked_value({"k" * 60_000: [1, "\0"]})
    assert len(refused.value.message) < 200


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(min_codepoint=32, max_codepoint=126)), inner),
    max_leaves=20,
)


@given(JSON)
def test_whatever_is_whole_text_and_plain_numbers_passes_unchanged(value: Any) -> None:
    assert checked_value(value) == value
