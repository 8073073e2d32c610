"""The figures that docs/measurements.md gives for redaction hold on the labelled corpus, also on its held-back part."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import measure_redaction
from measure_redaction import Figures, Text
from segue.domain.redaction import KINDS, hits, redact

PARTS = ("open", "held_back")
LEAST_SPANS = {"card": 150, "iban": 120, "email": 150, "phone": 200, "national_id": 80, "secret": 120}
PROMISED = {"card": 0.99, "iban": 0.99, "email": 0.99, "phone": 0.95}


@pytest.fixture(scope="module")
def corpus() -> dict[str, list[Text]]:
    return {part: measure_redaction.read(part) for part in PARTS}


@pytest.fixture(scope="module")
def figures(corpus: dict[str, list[Text]]) -> dict[str, Figures]:
    return {part: measure_redaction.measure(texts) for part, texts in corpus.items()}


def _spans(corpus: dict[str, list[Text]], kind: str) -> list[str]:
    found = (
        text.plain[span.start : span.end]
        for texts in corpus.values()
        for text in texts
        for span in text.spans
        if span.kind == kind
    )
    return ["".join(filter(str.isalnum, span)).upper() for span in found]


def test_the_corpus_is_as_large_as_it_should_be(corpus: dict[str, list[Text]]) -> None:
    assert all(len(_spans(corpus, kind)) >= least for kind, least in LEAST_SPANS.items())
    ordinary = [text for texts in corpus.values() for text in texts if text.ordinary]
    assert sum(len(text.plain.split()) for text in ordinary) >= 12_000
    assert not any(text.spans for text in ordinary)


def test_its_cards_and_ibans_have_right_check_digits(corpus: dict[str, list[Text]]) -> None:
    for digits in _spans(corpus, "card"):
        doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
        assert sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
    ibans = _spans(corpus, "iban")
    assert all(int("".join(str(int(one, 36)) for one in iban[4:] + iban[:4])) % 97 == 1 for iban in ibans)
    assert len({iban[:2] for iban in ibans}) >= 20


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", PROMISED)
def test_of_what_must_not_leave_the_promised_share_is_found(figures: dict[str, Figures], part: str, kind: str) -> None:
    missed = [row for row in figures[part].misses if row.startswith(kind)]
    assert figures[part].recall(kind) >= PROMISED[kind], missed


@pytest.mark.parametrize("part", PARTS)
def test_ordinary_text_loses_at_most_one_thing_in_a_thousand_words(figures: dict[str, Figures], part: str) -> None:
    assert figures[part].false_in_thousand <= 1, figures[part].false_in_ordinary


@pytest.mark.parametrize("part", PARTS)
def test_what_was_taken_out_once_leaves_nothing_more_to_take_out(corpus: dict[str, list[Text]], part: str) -> None:
    again = [redact(text.plain) for text in corpus[part]]
    assert [once for once in again if redact(once) != once] == []


def test_a_miss_and_a_false_hit_are_counted() -> None:
    text = Text("en", "mail ana@example.org or 4111 1111 1111 1112", (measure_redaction.Hit("card", 24, 43),), False)
    figures = measure_redaction.measure([text])
    assert figures.recall("card") == 0
    assert len(figures.misses) == len(figures.false_in_labelled) == 1


AWKWARD = (
    *("4", "4 ", "4111 ", "1-", "4 1-1.1/", "0 ", "00 ", "0171 ", "+49 ", "(415) ", "612 345 ", "12/34 ", "123-45-"),
    *("a", "a.", "a@", "a b@", "a@b.cc ", "a at b dot c ", "ana dot ", "at12", "DE89 ", "DE89 3704 0044 0532 0130 00 "),
    *("call me ", "tel (", "password ", "password is ", "password=", "password x x x ", "pin is the ", "your code "),
    *(
        "login a / ",
        "sk-",
        "eyJ",
        "-----BEGIN PRIVATE KEY-----",
        "://a:",
        "passport A",
        "[",
        "\n",
        "1234567890123456 12/29 ",
    ),
)


@pytest.mark.parametrize("unit", AWKWARD)
def test_a_long_and_awkward_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    text = (unit * (65_536 // len(unit) + 1))[:65_536]
    start = time.process_time()
    found = hits(text)
    assert time.process_time() - start < 2  # about 0.1 s on a free core; squared it would be many times that
    assert all(hit.kind in KINDS for hit in found)
