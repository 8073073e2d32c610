"""What adapters write beside the package: parts of long texts, files as lines, who speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.attachments import File
from segue.hubs.texts import (
    byte_parts,
    heading,
    html,
    html_of,
    in_a_chat,
    names,
    numbered,
    parts,
    same,
    unit_parts,
    words_of,
)
from segue.ports.hubs import Line, ToHub

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
TEXTS = st.text() | st.text("ab я😡 \n", max_size=300)
SIZES: list[tuple[Callable[[str, int], tuple[str, ...]], Callable[[str], int]]] = [
    (parts, len),
    (byte_parts, lambda one: len(one.encode())),
    (unit_parts, lambda one: len(one.encode("utf-16-le")) // 2),
]


@pytest.mark.parametrize(("cut", "size"), SIZES)
@given(text=TEXTS, most=st.integers(4, 60))
def test_nothing_is_lost_and_no_part_is_empty_or_too_long(
    cut: Callable[[str, int], tuple[str, ...]], size: Callable[[str], int], text: str, most: int
) -> None:
    found = cut(text, most)
    assert all(0 < size(one) <= most for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_text_is_cut_where_a_line_ends() -> None:
    assert parts("one two\nthree four\nfive", 12) == ("one two", "three four", "five")
    assert byte_parts("one line\nand another\nand more", 21) == ("one line\nand another", "and more")


def test_parts_are_numbered_when_there_are_several() -> None:
    assert numbered("Transcript", "short", 100) == ("Transcript\nshort",)
    first, second = numbered("Transcript", "a" * 40 + "\n" + "b" * 40, 80)
    assert (first.splitlines()[0], second.splitlines()[0]) == ("Transcript (1 of 2)", "Transcript (2 of 2)")


@pytest.mark.parametrize(
    ("who", "name", "in_chat", "above"),
    [
        ("customer", "", "Hello", "The customer"),
        ("customer", "Maria", "Hello", "Maria (customer)"),
        ("bot", "", "[Segue, the assistant] Hello", "[Segue] assistant"),
        ("human", "Ana", "[Segue, Ana] Hello", "[Segue] agent Ana"),
        ("system", "", "[Segue] Hello", "[Segue] note"),
    ],
)
def test_nobody_but_the_customer_speaks_as_the_customer(who: str, name: str, in_chat: str, above: str) -> None:
    message = ToHub("d_1", who, "Hello", AT, name)
    assert (in_a_chat(message), heading(message)) == (in_chat, above)


def test_files_are_lines_below_what_was_said() -> None:
    files = (File("a.png", "https://shop.example/a.png"), File("kept.pdf", file="fil_1"))
    assert words_of(ToHub("d_1", "customer", "", AT, files=files)) == (
        "a.png: https://shop.example/a.png\nkept.pdf: to be seen in Segue"
    )


def test_html_is_paragraphs_of_escaped_words() -> None:
    assert html("<b>one</b>\ntwo\n\n\n\nthree") == "<p>&lt;b&gt;one&lt;/b&gt;<br>two</p><p>three</p>"
    assert html_of(Line("customer", "Hi", AT, "A <b>")) == "<p><b>A &lt;b&gt; (customer):</b></p><p>Hi</p>"


def test_the_same_words_are_the_same_whatever_stands_between_them() -> None:
    assert same("one  two\r\n", "one\u00a0two")
    assert not same("one two", "one, two")


@pytest.mark.parametrize(
    ("full", "both"), [("", ("", "")), (" Maria ", ("Maria", "")), ("Ana  de  Souza", ("Ana", "de Souza"))]
)
def test_a_name_has_a_first_and_a_last_part(full: str, both: tuple[str, str]) -> None:
    assert names(full) == both
