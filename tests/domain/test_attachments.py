"""Files that come with a message: their addresses are kept where they can be shown safely, and refused where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.attachments import File, checked_files
from segue.domain.errors import Invalid

GOOD = File("lamp.jpg", "https://files.example/a/1?x=2", "image/jpeg", 900)


def test_a_file_is_kept_as_it_was_told() -> None:
    assert checked_files([GOOD]) == [
        {"name": "lamp.jpg", "url": "https://files.example/a/1?x=2", "type": "image/jpeg", "size": 900}
    ]
    assert checked_files([File("a", "https://files.example")]) == [{"name": "a", "url": "https://files.example"}]


@pytest.mark.parametrize(
    ("file", "field"),
    [
        (File("", GOOD.url), "name"),
        (File(" ", GOOD.url), "name"),
        (File("a\nb", GOOD.url), "name"),
        (File("gpj.\u202eexe", GOOD.url), "name"),
        (File("a" * 201, GOOD.url), "name"),
        (File("a", ""), "url"),
        (File("a", "http://files.example"), "url"),
        (File("a", "javascript:alert(1)"), "url"),
        (File("a", "data:text/html,x"), "url"),
        (File("a", "https://"), "url"),
        (File("a", "https://user:secret@files.example"), "url"),
        (File("a", "https://files.example/ b"), "url"),
        (File("a", "https://[half"), "url"),
        (File("a", "https://files.example:99999"), "url"),
        (File("a", f"https://files.example/{'a' * 2000}"), "url"),
        (File("a", GOOD.url, "image"), "type"),
        (File("a", GOOD.url, "text/html; charset=utf-8"), "type"),
        (File("a", GOOD.url, "", -1), "size"),
        (File("a", GOOD.url, "", 2**53), "size"),
    ],
)
def test_what_cannot_be_shown_safely_is_refused_by_its_name(file: File, field: str) -> None:
    with pytest.raises(Invalid, match=rf"attachments\[1\]\.{field}"):
        checked_files([GOOD, file])


def test_ten_are_taken_and_eleven_are_not() -> None:
    assert len(checked_files([GOOD] * 10)) == 10
    with pytest.raises(Invalid, match="at most 10"):
        checked_files([GOOD] * 11)


@given(st.text(), st.text(), st.text(), st.integers())
def test_odd_files_are_refused_in_words(name: str, url: str, type_: str, size: int) -> None:
    with pytest.raises(Invalid):
        checked_files([File(name, url, type_, size)])
