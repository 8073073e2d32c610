"""Long texts in portions of so many bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from segue.hubs.portions import numbered, portions

TEXTS = st.text(alphabet=st.sampled_from("ab я😡\n"), max_size=300)


@given(TEXTS, st.integers(min_value=4, max_value=60))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, most: int) -> None:
    found = portions(text, most)
    assert all(0 < len(one.encode()) <= most for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_lines_stay_whole_where_they_can() -> None:
    assert portions("one line\nand another\nand more", 21) == ("one line\nand another", "and more")


def test_portions_are_numbered_when_there_are_several() -> None:
    assert numbered("Transcript", "short", 100) == ("Transcript\nshort",)
    first, second = numbered("Transcript", "a" * 40 + "\n" + "b" * 40, 80)
    assert (first.splitlines()[0], second.splitlines()[0]) == ("Transcript (1 of 2)", "Transcript (2 of 2)")
