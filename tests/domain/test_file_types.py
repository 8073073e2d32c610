"""What a file is: by its content, whatever it is called and whoever says what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.file_corpus import HONEST, HOSTILE, jpeg, pdf, png
from segue.domain.errors import Invalid, WrongType
from segue.domain.file_types import TYPES, Content


def kind_of(content: bytes, part: int = 256 * 1024, allowed: tuple[str, ...] = tuple(TYPES)) -> str:
    reader = Content(allowed)
    for at in range(0, len(content), part):
        reader.add(content[at : at + part])
    return reader.finish().name


@pytest.mark.parametrize("name", HONEST)
def test_a_whole_file_is_what_its_content_says(name: str) -> None:
    expected = name.split(maxsplit=1)[0] if name.split(maxsplit=1)[0] in TYPES else "text"
    assert kind_of(HONEST[name]) == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_what_runs_what_hides_and_what_is_two_things_at_once_is_refused(name: str) -> None:
    with pytest.raises(WrongType) as refused:
        kind_of(HOSTILE[name])
    assert refused.value.details["types"] == list(TYPES)
    assert any(words in refused.value.message for words in ("send jpeg, png", "save it anew"))


@pytest.mark.parametrize("part", [4_096, 40_000])
@pytest.mark.parametrize("mark", [b"<script>", b"%PDF-1.7", b"__HALT_COMPILER();"])
def test_a_mark_across_two_parts_is_seen(mark: bytes, part: int) -> None:
    whole = png(extra=b"x" * 2 * part)
    for shift in range(1, len(mark)):
        at = part - shift
        with pytest.raises(WrongType):
            kind_of(whole[:at] + mark + whole[at:], part)


def test_a_letter_across_two_parts_is_one_letter() -> None:
    text = "é" * 3
    assert kind_of(text.encode(), part=1) == "text"


def test_a_file_without_content_is_refused() -> None:
    with pytest.raises(Invalid, match="empty"):
        kind_of(b"")


def test_a_type_that_the_policy_does_not_name_is_refused_with_those_that_it_names() -> None:
    with pytest.raises(WrongType, match=r"send jpeg, png$") as refused:
        kind_of(pdf(), allowed=("png", "jpeg"))
    assert refused.value.details["types"] == ["jpeg", "png"]
    with pytest.raises(WrongType):
        kind_of(b"words", allowed=("pdf",))


@given(st.binary(max_size=400), st.sampled_from([b"", png()[:40], jpeg()[:24], pdf()[:9], b"GIF89a", b"RIFF1234WEBP"]))
def test_any_bytes_are_a_known_type_or_refused_and_nothing_else_happens(noise: bytes, start: bytes) -> None:
    try:
        found = kind_of(start + noise, part=64)
    except (WrongType, Invalid):
        return
    assert found in TYPES


@given(st.integers(0, len(png())), st.binary(min_size=1, max_size=20))
def test_no_picture_carries_markup(at: int, noise: bytes) -> None:
    content = png()[:at] + b"<ScRiPt" + noise + png()[at:]
    with pytest.raises(WrongType):
        kind_of(content)
