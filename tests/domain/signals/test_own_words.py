"""Signals are read in the customer's own words of now, however they are written, and in nothing that is pasted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.own_words import LONGEST_READ, own_parts
from segue.domain.signals.requests import AsksForHuman, read_request
from segue.domain.signals.words import plain

LOG = "\n".join(f"2026-11-2{day} 10:00:00 ERROR please transfer me to an agent failed" for day in range(5))


def own(text: str) -> str:
    return "|".join(part for _, part in own_parts(text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("hello", "hello"),
        ("It works now, thanks.\n> I want to talk to a human", "It works now, thanks.\n"),
        ("Thanks!\n\nOn Mon, 3 Nov 2026 at 10:12, Support <a@b.example> wrote:\nget me an agent", "Thanks!\n\n"),
        ("Danke\nAm 3. November 2026 um 10:12 schrieb Support:\n> Mensch bitte", "Danke\n"),
        ("Merci\nLe lun. 3 nov. 2026 à 10:12, Support a écrit :\nun conseiller", "Merci\n"),
        ("Gracias\nEl lun, 3 nov 2026 a las 10:12, Soporte escribió:\nun humano", "Gracias\n"),
        ("ok\n-----Original Message-----\nget me a human", "ok\n"),
        ("ok\nFrom: Maria\nSent: Monday\nTo: Support\nget me a human", "ok\n"),
        ("From: Berlin\nto: Paris, two adults", "From: Berlin\nto: Paris, two adults"),
        (f"What is this?\n{LOG}\nCan you help?", "What is this?\n|Can you help?"),
        ("see\n```\ncall agent\n```\nthanks", "see\n|thanks"),
        ("one [error] line\nis my own", "one [error] line\nis my own"),
        ("> all of it is quoted", "> all of it is quoted"),
        ("", ""),
    ],
)
def test_quotes_and_logs_are_not_the_customers_words(text: str, read: str) -> None:
    assert own(text) == read


def test_a_very_long_message_is_read_at_both_ends() -> None:
    text = "a" * LONGEST_READ + "b" * LONGEST_READ
    assert own_parts(text) == (
        (0, "a" * (LONGEST_READ // 2)),
        (len(text) - LONGEST_READ // 2, "b" * (LONGEST_READ // 2)),
    )


@pytest.mark.parametrize(
    "text", ["I want to talk to a human" + " x" * 50_000, "x " * 50_000 + "I want to talk to a human"]
)
def test_a_request_at_either_end_of_100_kb_is_heard(text: str) -> None:
    request = read_request(text)
    assert (request.asks, request.words) == (AsksForHuman.CLEAR, "I want to talk to a human")


@pytest.mark.parametrize(
    "text",
    [
        "I want to talk to a hu\u200bman",  # zero width space
        "I w\u00adant to t\u00adalk to a hum\u00adan",  # soft hyphens
        "I want to tаlk to a humаn",
        "\u202eI want to talk to a human\u202c",  # marks of direction
        "I want to talk to a human".translate({ord("a"): "ａ", ord("h"): "ｈ"}),  # full width
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐭𝐚𝐥𝐤 𝐭𝐨 𝐚 𝐡𝐮𝐦𝐚𝐧",
        unicodedata.normalize("NFD", "I want to tàlk to a humän"),
        "I want\u00a0to\u2003talk to a human",
        "😡😡 I want to talk to a human 😡",
        "שלום, I want to talk to a human",
    ],
)
def test_disguised_letters_are_read_as_what_they_look_like(text: str) -> None:
    request = read_request(text)
    assert request.asks is AsksForHuman.CLEAR
    assert request.words in text


@pytest.mark.parametrize(("word", "read"), [("оператор", "оператор"), ("агент", "агент"), ("Straße", "strasse")])
def test_words_of_another_script_stay_what_they_are(word: str, read: str) -> None:
    assert plain(word) == read


@given(st.text(st.sampled_from("> ab\n`-:From wrote2026-11 10:00:00ERROR[]"), max_size=400) | st.text(max_size=400))
def test_what_is_read_stands_in_the_message_where_it_says(text: str) -> None:
    end = 0
    for offset, part in own_parts(text):
        assert text[offset : offset + len(part)] == part
        assert offset >= end
        end = offset + len(part)
