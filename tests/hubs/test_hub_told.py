"""What vendors tell, read with care: events, ids, files, labels."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.attachments import LONGEST_NAME, LONGEST_URL, MOST, File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.lifecycle import LABELS
from segue.ports.listeners import DeliveryFailed
from segue.told import file_of, files_of, is_id, is_number, known_id, label_of, listed, made_id, name_in, object_of

URL = "https://files.example/a.png"
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.binary() | JSON.map(lambda one: json.dumps(one).encode()))
def test_an_event_is_an_object_or_refused(body: bytes) -> None:
    with suppress(Invalid):
        assert isinstance(object_of(body, "Acme"), dict)


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b'{"a": 1', b"\xff", b"[1]", b'"a"', b"null"])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        object_of(body, "Acme")


def test_of_a_list_objects_alone_are_read() -> None:
    assert (listed([{"a": 1}, 2, None]), listed({"a": 1}), listed(None)) == ([{"a": 1}], [], [])


@pytest.mark.parametrize("value", ["", "..", "a/b", "a b", "a?b", "ä", "a\n", "x" * 121, None, 7])
def test_an_id_that_may_not_stand_in_an_address_is_none(value: object) -> None:
    assert not is_id(value)


@pytest.mark.parametrize("value", ["", "1.5", "-1", "²", "٣", "1" * 21, " 1", 1, None])
def test_a_number_is_of_digits_alone(value: object) -> None:
    assert not is_number(value)
    assert is_number("0123456789")


def test_nobody_knows_what_was_made_without_an_id_and_a_case_without_one_is_never_right() -> None:
    assert made_id("7", True, "Acme") == known_id("7", True, "Acme") == "7"
    with pytest.raises(DeliveryFailed) as made:
        made_id("", False, "Acme")
    with pytest.raises(DeliveryFailed) as known:
        known_id("../7", False, "Acme")
    assert (made.value.trouble, known.value.trouble) == (Trouble.UNKNOWN, Trouble.REFUSED)


@pytest.mark.parametrize(
    "url", ["http://files.example/a", "javascript:alert(1)", "", None, 7, URL + "a" * LONGEST_URL, "https://"]
)
def test_a_file_whose_address_nobody_should_follow_is_none(url: object) -> None:
    assert file_of("a.png", url) is None


@pytest.mark.parametrize(
    ("name", "type_", "size", "shown"),
    [
        ("a.png", "image/png", 7, File("a.png", URL, "image/png", 7)),
        ("\n", "no type", -1, File("file", URL)),
        (None, None, None, File("file", URL)),
        ("a\u202e.png", "image/png; x", "7", File("a.png", URL)),
        ("n" * 1000, "", True, File("n" * LONGEST_NAME, URL)),
    ],
)
def test_a_file_is_told_by_what_can_be_shown(name: object, type_: object, size: object, shown: File) -> None:
    assert file_of(name, URL, type_, size) == shown


@given(st.text(), st.text(), st.text())
def test_whatever_is_said_of_a_file_it_can_be_passed_on(name: str, path: str, type_: str) -> None:
    found = file_of(name, f"https://files.example/{path}", type_)
    assert len(files_of([found, None] * MOST * 2)) == (MOST if found else 0)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/x/bill%20one.pdf?sig=/a/b#c/d", "bill one.pdf"),
        ("https://a.example/", ""),
        ("https://a.example", ""),
        ("https://[/x.png", "x.png"),
        ("", ""),
    ],
)
def test_a_file_without_a_name_has_that_of_its_address(address: str, name: str) -> None:
    assert name_in(address) == name


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_its_tag(label: str) -> None:
    assert label_of("Segue-" + label.replace("_", "-")) == label


@pytest.mark.parametrize(
    "tag", ["", "segue", "segue-", "too_late", "segue-return", "segue-urgency-high", "x-segue-right"]
)
def test_other_tags_are_no_labels(tag: str) -> None:
    assert label_of(tag) == ""
