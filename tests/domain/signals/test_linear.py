"""The linear models: what they read, how they add it up, and that they stay cheap and say why."""

from __future__ import annotations

from math import isclose, sqrt
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.grams import MOST_CLAUSES, clauses_of, letters_of, lines_of, pairs_of, runs_of
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.trained import load

MODELS = load()


def model(**weights: int) -> LinearModels:
    """One column; a word (as a run of one) -> its weight."""
    keys = [crc32(f"w:{word}".encode()) for word in weights]
    packed = memoryview(bytes(weight & 0xFF for weight in weights.values())).cast("b")
    return LinearModels("v", ("mad",), (-1.0,), (0.5,), {key: at for at, key in enumerate(keys)}, packed)


def test_without_weights_nothing_is_said() -> None:
    assert NO_MODELS.scores("I want a human") == {}
    assert NO_MODELS.sentences("I want a human") == ()
    assert NO_MODELS.because("I want a human", "request") == ()


def test_log_odds_are_the_bias_and_the_weights_over_the_square_root_of_their_number() -> None:
    runs = sum(1 for line in lines_of("so mad today") for _ in runs_of(line))
    assert isclose(model(mad=100).scores("so mad today")["mad"], -1.0 + 0.5 * 100 / sqrt(runs))


@pytest.mark.parametrize("text", ["SO MAD TODAY", "so màd today", "so mad today!!"])
def test_case_accents_and_marks_do_not_count(text: str) -> None:
    assert model(mad=100).scores(text) == model(mad=100).scores("so mad today")


def test_the_words_that_spoke_are_named_as_they_were_written() -> None:
    because = model(mad=100, fine=-60).because("I am MAD today. Else fine.", "mad")
    assert [(each.signal, each.words, each.weight > 0) for each in because] == [
        ("mad", "MAD", True),
        ("mad", "fine", False),
    ]


def test_each_sentence_is_scored_alone_with_its_place() -> None:
    text = "Hello there. I am mad."
    first, second = model(mad=100).sentences(text)
    assert text[second.start : second.end] == "I am mad"
    assert second.scores["mad"] > first.scores["mad"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I want to leave and you charged me twice", ["i want to leave", "and you charged me twice"]),
        ("Ich will kündigen, ihr habt falsch abgebucht", ["ich will kundigen", "ihr habt falsch abgebucht"]),
        (
            "Je veux partir. Rendez-moi mon argent et fermez mon compte",
            ["je veux partir", "rendez moi mon argent", "et fermez mon compte"],
        ),
        ("I want to leave", []),
        ("cheese, ham, olives", []),
        ("salt and pepper", []),
    ],
)
def test_a_sentence_is_parted_where_it_says_something_else(text: str, clauses: list[str]) -> None:
    assert [" ".join(word for word, _, _ in clause) for clause in clauses_of(text)] == clauses


def test_only_the_first_clauses_of_a_long_list_are_read() -> None:
    assert len(clauses_of("one two three, " * 50)) == MOST_CLAUSES


def test_each_clause_is_scored_alone_with_its_place() -> None:
    text = "The room is nice, but I am MAD"
    first, second = model(mad=100).clauses(text)
    assert text[second.start : second.end] == "but I am MAD"
    assert second.scores["mad"] > first.scores["mad"]
    assert NO_MODELS.clauses(text) == ()


def test_every_number_is_the_same_number() -> None:
    assert model(mad=9).scores("order 12")["mad"] == model(mad=9).scores("order 4471")["mad"]
    (line,) = lines_of("order 12")
    assert [word for word, _, _ in line] == ["order", "0"]


def test_words_that_mean_alike_are_paired() -> None:
    (a,), (b,) = lines_of("cancel my policy"), lines_of("terminate the booking")
    assert {gram.key for gram in pairs_of(a)} == {gram.key for gram in pairs_of(b)}


def test_letters_stay_inside_a_word() -> None:
    assert len(letters_of("ab")) == 6  # <a ab b> <ab ab> <ab>
    assert letters_of("") == (crc32(b"c:<>"),)


def test_the_shipped_columns_are_there() -> None:
    assert MODELS.version
    assert {"request", "billing_dispute", "legal", "language.en", "language.other"} <= set(MODELS.columns)
    assert set(MODELS.scores("hello")) == set(MODELS.columns)


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    scores = MODELS.scores(text)
    assert all(abs(score) < 1_000 for score in scores.values())
    for contribution in MODELS.because(text, "request"):
        assert contribution.words in text


def test_only_the_first_and_last_part_of_a_long_message_is_read() -> None:
    middle = "x " * 50_000
    assert sum(map(len, lines_of(middle))) < 6_000
