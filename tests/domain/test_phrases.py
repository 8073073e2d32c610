"""Exact words in a message: what counts as the same words, what does not, and what it costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.phrases import Phrases, is_phrase

FOUND = [
    # phrase, message, the words it is found in
    ("cancel", "Please CANCEL it", "CANCEL"),
    ("cancel my plan", "cancel, my plan", "cancel, my plan"),
    ("cancel my plan", "cancel\nmy   plan", "cancel\nmy   plan"),
    ("cafe", "Das Café dort", "Café"),
    ("café", "das cafe dort", "cafe"),
    ("café", "cafe\u0301!", "cafe\u0301"),
    ("don't pay", "I dont pay", "dont pay"),
    ("dont pay", "I don’t pay", "don’t pay"),
    ("don't pay", "I don ' t pay", "don ' t pay"),
    ("avocat", "je veux l'avocat", "avocat"),
    ("lawyer", "my lawyer's bill", "lawyer"),
    ("e-mail", "send an email", "email"),
    ("email", "send an E‑Mail", "E‑Mail"),
    ("e mail", "send an e-mail", "e-mail"),
    ("opt-out", "I opt out", "opt out"),
    ("chargeback", "a charge-back", "charge-back"),
    ("lawyer", "my law\u200byer", "law\u200byer"),
    ("lawyer", "my l\u00adawyer", "l\u00adawyer"),
    ("lawyer", "my lаwyеr", "lаwyеr"),  # two Cyrillic letters
    ("lawyer", "my ｌａｗｙｅｒ", "ｌａｗｙｅｒ"),
    ("straße", "die STRASSE", "STRASSE"),
    ("24/7", "open 24/7?", "24/7"),
    ("version 3.5", "my version 3.5.", "version 3.5"),
    ("example.com", "at example.com now", "example.com"),
    ("退款", "我要退款。", "退款"),
    ("返金", "返金してください", "返金"),
    ("คืนเงิน", "ฉันต้องการคืนเงินค่ะ", "คืนเงิน"),
    ("адвокат", "мой АДВОКАТ", "АДВОКАТ"),
    ("محامي", "أريد مُحامي الآن", "مُحامي"),
    ("עורך דין", "אני רוצה עורך־דין", "עורך־דין"),
    ("वकील", "मुझे वकील चाहिए", "वकील"),
    ("환불", "환불 해주세요", "환불"),
    ("δικηγόρος", "ο ΔΙΚΗΓΟΡΟΣ μου", "ΔΙΚΗΓΟΡΟΣ"),
]


@pytest.mark.parametrize(("phrase", "message", "words"), FOUND, ids=[f"{row[0]} in {row[1]}" for row in FOUND])
def test_the_same_words_are_found_and_shown_as_they_were_written(phrase: str, message: str, words: str) -> None:
    found = Phrases([phrase]).first_in(message)
    assert found is not None
    assert found.words == words
    assert message[found.start : found.end] == words


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("cancel", "cancellation"),
        ("cancel", "can cel"),
        ("therapist", "the rapist"),
        ("can", "I can't"),
        ("don", "I don’t"),
        ("cancel my plan", "I will cancel. My plan was better"),
        ("cancel my plan", "cancel your plan"),
        ("cancel my plan", "cancelmyplan"),
        ("law", "lawyer"),
        ("sue", "issue"),
        ("वकील", "वकीलों"),
        ("lawyer", "> I want a lawyer\n\nthat was not me"),
        ("cancel", ""),
        ("cancel", "🎉🎉"),
        ("version 3.5", "version 35"),
        ("version 35", "version 3.5"),
        ("50.00", "5000"),
    ],
)
def test_other_words_are_not(phrase: str, message: str) -> None:
    assert Phrases([phrase]).first_in(message) is None


def test_the_first_place_of_any_of_them_counts() -> None:
    found = Phrases(["to court", "lawyer", "my lawyer"]).first_in("To my lawyer and to court")
    assert found is not None
    assert found.words == "my lawyer"


def test_no_phrases_find_nothing() -> None:
    assert Phrases(()).first_in("anything") is None


@pytest.mark.parametrize(("text", "is_one"), [("sue", True), ("24", True), ("退", True), ("!?", False), ("🎉", False)])
def test_a_phrase_has_a_letter_or_digit(text: str, is_one: bool) -> None:
    assert is_phrase(text) is is_one
    if not is_one:
        with pytest.raises(ValueError, match="letter or digit"):
            Phrases([text])


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_phrase_in_any_message_gives_a_span_of_it_or_nothing(phrase: str, message: str) -> None:
    if not is_phrase(phrase):
        return
    found = Phrases([phrase]).first_in(message)
    assert found is None or message[found.start : found.end] == found.words


WORDS = st.lists(st.sampled_from(["sue", "court", "café", "don't", "e-mail", "lawyer"]), min_size=1, max_size=3)


@given(st.lists(st.sampled_from(["the", "my", "ok", "so"])), WORDS, st.lists(st.sampled_from(["the", "my", "now"])))
def test_a_phrase_is_found_wherever_its_words_stand(before: list[str], words: list[str], after: list[str]) -> None:
    found = Phrases([" ".join(words)]).first_in(" ".join([*before, *words, *after]).upper())
    assert found is not None
    assert found.words == " ".join(words).upper()


@pytest.mark.parametrize("message", ["a-" * 4_000, "a' " * 3_000, "aaaa" * 2_000, "lawye " * 1_300])
def test_a_message_built_to_be_slow_is_read_like_any_other(message: str) -> None:
    assert Phrases(["a a a a a a a a a b", "lawyer", "a-a'a-a'b"]).first_in(message) is None


def test_a_very_long_word_is_a_phrase_like_any_other() -> None:
    assert is_phrase("a" * 30_000)
