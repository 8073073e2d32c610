"""A message's language is one of the configured ones; short turns keep the language of the conversation."""

from __future__ import annotations

import pytest

from segue.domain.signals.language import identify
from segue.domain.signals.linear import NO_MODELS
from segue.trained import load

MODELS = load()
ALL = ("en", "de", "fr", "es", "it", "pt", "nl")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I still have not received my parcel", "en"),
        ("Ich habe mein Paket immer noch nicht bekommen", "de"),
        ("Je n'ai toujours pas reçu mon colis", "fr"),
        ("Todavía no he recibido mi paquete", "es"),
    ],
)
def test_a_clear_sentence_is_recognised_whatever_was_spoken_before(text: str, language: str) -> None:
    assert identify(text, ALL, "", MODELS) == language
    assert identify(text, ALL, "en", MODELS) == language


@pytest.mark.parametrize("short", ["ok", "no", "agent", "", "😡", "1234", "???"])
def test_a_short_turn_does_not_switch(short: str) -> None:
    assert identify(short, ALL, "de", MODELS) == "de"
    assert identify(short, ("fr", "en"), "", MODELS) in {"fr", "en"}


def test_only_configured_languages_are_considered() -> None:
    assert identify("ja", ("en", "nl"), "nl", MODELS) == "nl"
    assert identify("Ich habe Hunger", ("en",), "", NO_MODELS) == "en"


@pytest.mark.parametrize(
    "text", ["我想和一个人说话", "Где моя посылка?", "أين طلبي", "איפה ההזמנה שלי", "私の注文はどこですか"]
)
def test_another_script_is_plainly_none(text: str) -> None:
    assert identify(text, ALL, "en", MODELS) == ""


def test_a_plain_sentence_of_a_language_that_is_not_configured_is_none() -> None:
    assert identify("Ich habe mein Paket immer noch nicht bekommen", ("en",), "", MODELS) == ""


def test_a_language_that_is_not_configured_any_more_is_not_kept() -> None:
    assert identify("ok", ("en", "fr"), "de", MODELS) == "en"
