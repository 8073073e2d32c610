"""What adapters write beside the package: parts of long texts, files as lines, who speaks; and labels among tags."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.attachments import File
from segue.domain.lifecycle import LABELS
from segue.hubs.wording import label_of, pieces, words_of
from segue.ports.hubs import ToHub

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


@given(st.text() | st.text("a \n"), st.integers(2, 60))
def test_the_parts_of_a_text_are_short_enough_and_together_are_all_of_it(text: str, most: int) -> None:
    parts = pieces(text, most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_cut_where_a_line_ends() -> None:
    assert pieces("one two\nthree four\nfive", 12) == ("one two", "three four", "five")


@pytest.mark.parametrize(
    ("who", "name", "words"),
    [
        ("customer", "", "Hello"),
        ("bot", "", "[Segue, the assistant] Hello"),
        ("human", "Ana", "[Segue, Ana] Hello"),
        ("system", "", "[Segue] Hello"),
    ],
)
def test_nobody_but_the_customer_speaks_as_the_customer(who: str, name: str, words: str) -> None:
    assert words_of(ToHub("d_1", who, "Hello", AT, name)) == words


def test_files_are_lines_below_what_was_said() -> None:
    files = (File("a.png", "https://shop.example/a.png"), File("kept.pdf", file="fil_1"))
    assert words_of(ToHub("d_1", "customer", "", AT, files=files)) == (
        "a.png: https://shop.example/a.png\nkept.pdf: to be seen in Segue"
    )


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_its_tag(label: str) -> None:
    assert label_of("Segue-" + label.replace("_", "-")) == label


@pytest.mark.parametrize(
    "tag", ["", "segue", "segue-", "too_late", "segue-return", "segue-urgency-high", "x-segue-right"]
)
def test_other_tags_are_no_labels(tag: str) -> None:
    assert label_of(tag) == ""
