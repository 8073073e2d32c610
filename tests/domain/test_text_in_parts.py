"""A long text in parts that put together are the same again, for helpdesks that take so many characters at a time."""

from __future__ import annotations

from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.sentences import in_parts


@given(st.text(max_size=400), st.integers(2, 60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, most: int) -> None:
    parts = in_parts(text, most)
    assert "".join(parts) == text
    assert all(0 < len(part) <= most for part in parts)


@given(st.lists(st.sampled_from(["a", "é", "e\u0301", "👩‍👩‍👧", "ok. ", " ", "\n"]), max_size=80).map("".join))
def test_no_sign_is_cut_in_two(text: str) -> None:
    for part in in_parts(text, 20)[1:]:
        assert not combining(part[0])
        assert part[0] not in "\u200d\ufe0f"
    assert not any(part.endswith("\u200d") for part in in_parts(text, 20))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("short", ["short"]),
        ("one two three four", ["one two ", "three four"]),
        ("First line.\nSecond line", ["First line.\n", "Second line"]),
        ("x" * 25, ["x" * 12, "x" * 12, "x"]),
    ],
)
def test_it_is_cut_where_a_reader_would(text: str, parts: list[str]) -> None:
    assert in_parts(text, 12) == parts
