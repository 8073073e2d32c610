"""HTML of helpdesks as plain words."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.answers import paragraphs, plain, time


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Hello</p><p>there</p>", "Hello\nthere"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c d"),
        ("<style>p {}</style><p>seen</p><script>alert(1)</script>", "seen"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("  many \n\n  blanks  ", "many\nblanks"),
        ("no tags, 1 < 2", "no tags, 1 < 2"),
        ("<p>not closed <b>at all", "not closed at all"),
        ('<img src="x" alt="y">', ""),
        ("<![if mso]>x<![endif]>", "x"),
        ("<p>a</p><![what is this", "a\n<![what is this"),
        ("<!-- unseen <p>never</p> --><p>seen</p><!-- to the end", "seen"),
        ("<head><title>t</title><style>x</style></head><body>seen</body>", "seen"),
        ("<SCRIPT>if (a<b) alert('</p>')</Script>seen", "seen"),
        ("<script>to the end", ""),
        ("<a title='a > b' href=\"x\">link</a>", "link"),
        ("<p>1 <2 and 3> 2</p>", "1 <2 and 3> 2"),
        ("", ""),
    ],
)
def test_html_becomes_words(html: str, words: str) -> None:
    assert plain(html) == words


@given(st.text(st.sampled_from("<>/![]-&;abpbr \"'=\n"), max_size=200))
def test_whatever_is_written_gives_words_without_blanks_around(html: str) -> None:
    assert all(line == line.strip() and line for line in plain(html).splitlines())


@given(st.text(st.sampled_from("<>/![-&;abpbrli \n"), max_size=200))
def test_paragraphs_are_those_words_with_at_most_one_empty_line_between(html: str) -> None:
    found = paragraphs(html)
    assert "\n\n\n" not in found
    assert found == found.strip()
    assert [line for line in found.splitlines() if line] == plain(html).splitlines()


@pytest.mark.parametrize("unit", ["<!--", "<a ", "<a href='", '<a "', "<!", "</", "<?", "<script>", "<![", "&#", "<p>"])
def test_what_is_written_to_keep_the_reader_busy_does_not(unit: str) -> None:
    began = process_time()
    paragraphs(unit * 100_000, 400_000)
    assert process_time() - began < 2  # html.parser takes minutes


def test_paragraphs_are_told_from_lines() -> None:
    html = "<h2>Refunds</h2><p>Within<br>14 days</p><ul><li>one</li><li>two</li></ul>"
    assert paragraphs(html) == "Refunds\n\nWithin\n14 days\n\none\ntwo"


@given(st.one_of(st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans()))
def test_a_time_has_its_zone_or_is_none(value: object) -> None:
    found = time(value)
    assert found is None or found.tzinfo is not None
