"""Names of files: whatever they were called, they are shown on one line and end as their type does."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.file_names import LONGEST, disposition, shown_name
from segue.domain.file_types import TYPES

PNG, TEXT, JPEG = TYPES["png"], TYPES["text"], TYPES["jpeg"]
HEADER = re.compile(r"attachment; filename=\"[ !#-$&-:<-\[\]-~]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+")
PIECES = (
    *("..", ".", "/", "\\", "\0", "\n", "\r\n", "\t", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u2029", " "),
    *("%00", "%2e%2e%2f", "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u200b", "\u200d", "\u2060"),
    *("\ufeff", "\u00ad", "\ud800", "\ue000", "con", "NUL", "aux", "Com1", "LPT9", "COM¹", "CONIN$", "prn.txt"),
    *("C:", "~", "$(id)", "`id`", ";", "|", "&", '"', "'", "<b>", "<script>", "a", "photo", "ä", "文", "é", "gnp."),
    *("👩\u200d👧", ".exe", ".png", ".PNG", ".svg", ".html", "::$DATA", "-rf", "．．／", "․․", "con.", "=1+1"),
    *("a" * 300, "é" * 90, "文" * 90, "🙂" * 70),
)


def hostile_names() -> list[str]:
    """More than ten thousand, the same ones each time."""
    chance = random.Random(20260)
    names = ["".join(pair) for pair in product(PIECES, repeat=2)]
    names += ["".join(chance.choices(PIECES, k=chance.randint(3, 9))) for _ in range(8_000)]
    return names


def is_harmless(name: str, kind: str) -> None:
    assert 1 <= len(name) <= LONGEST + 1
    assert name.isprintable()
    assert not re.search(r'[/\\<>:"|?*\0]', name)
    assert not name.startswith((".", " ", "~/"))
    assert not name.endswith((".", " "))
    assert name.lower().endswith(TYPES[kind].extensions)
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(letter) for letter in name}
    assert len(name.encode()) <= 255 * 2
    header = disposition(name)
    assert header.isascii()
    assert "\n" not in header
    assert "\r" not in header
    assert re.fullmatch(
        r"attachment; filename=\"[ -!#-$&-:<-\[\]-~]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+", header
    ), header


def test_ten_thousand_hostile_names_are_harmless() -> None:
    names = hostile_names()
    assert len(names) > 10_000
    for name in names:
        for kind in ("png", "text"):
            is_harmless(shown_name(name, TYPES[kind]), kind)


@given(st.text(max_size=300))
def test_any_name_is_harmless(name: str) -> None:
    is_harmless(shown_name(name, PNG), "png")


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("lamp.png", "lamp.png"),
        ("Lamp.PNG", "Lamp.PNG"),
        ("meine Lampe (2).png", "meine Lampe (2).png"),
        ("灯.png", "灯.png"),
        ("", "file.png"),
        (".png", "png.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\ana\\lamp.png", "lamp.png"),
        ("run.exe", "run.exe.png"),
        ("page.html", "page.html.png"),
        ("evil\u202egnp.exe", "evilgnp.exe.png"),
        ("a\0b\nc.png", "ab c.png"),
        ("nul.png", "_nul.png"),
        ("NUL", "_NUL.png"),
        ("a" * 500 + ".png", "a" * 96 + ".png"),
        ('say "hi".png', "say _hi_.png"),
    ],
)
def test_what_is_wrong_in_a_name_goes_and_the_rest_stays(given_name: str, shown: str) -> None:
    assert shown_name(given_name, PNG) == shown


def test_a_type_with_several_endings_keeps_the_one_it_has() -> None:
    assert [shown_name(name, TEXT) for name in ("a.csv", "a.md", "run.bat", "a")] == [
        *("a.csv", "a.md", "run.bat.txt", "a.txt")
    ]
    assert shown_name("a.jpeg", JPEG) == "a.jpeg"


def test_the_header_of_a_download_has_the_name_for_old_and_new_readers() -> None:
    assert disposition("Grüße 1.pdf") == (
        "attachment; filename=\"Gr__e 1.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%201.pdf"
    )
