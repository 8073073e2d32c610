"""Who asks for a person and tells the matter in one breath is heard on both; a mere "is anybody there" tells none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.briefing.parting import apart
from segue.domain.briefing.told import Known, Told, tell
from segue.domain.conversation import Entry, Kind, Role

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def told(language: str, *said: str) -> Told:
    """Messages of the customer; those of the bot begin with `bot: `."""
    entries = [
        Entry(
            number,
            Kind.MESSAGE,
            Role.AUTOMATED_AGENT if text.startswith("bot: ") else Role.END_USER,
            NOW,
            text.removeprefix("bot: "),
        )
        for number, text in enumerate(said, 1)
    ]
    return tell(entries, Known(language=language))


@pytest.mark.parametrize(
    ("language", "said", "matter"),
    [
        ("en", "I want to speak to someone because my invoice 2231 is wrong", "my invoice 2231 is wrong"),
        ("en", "My order is late, can I talk to a human please", "My order is late"),
        ("fr", "Je veux parler à un humain, ma commande 4711 est en retard", "ma commande 4711 est en retard"),
        ("de", "Ich möchte mit einem Menschen sprechen, weil mein Internet nicht geht", "mein Internet nicht geht"),
        ("es", "Quiero hablar con una persona porque me han cobrado dos veces", "me han cobrado dos veces"),
        ("nl", "Ik wil een medewerker spreken, want mijn pakket is kwijt", "mijn pakket is kwijt"),
    ],
)
def test_the_matter_beside_a_request_is_a_part_of_its_own(language: str, said: str, matter: str) -> None:
    assert matter in apart(said, language)
    assert told(language, said).goes_wrong


@pytest.mark.parametrize(
    "said",
    [
        "Hi, can I talk to an agent please?",
        "I need help, my card was stolen",
        "Could I speak to someone about my bill?",
    ],
)
def test_what_is_one_thing_stays_one(said: str) -> None:
    assert apart(said, "en") == (said,)


@pytest.mark.parametrize(
    ("language", "asks", "nudge"),
    [
        ("en", "I want to talk to a human please", "Is anybody there?"),
        ("de", "Ich möchte mit einem Menschen sprechen", "Dauert das noch lange?"),
        ("fr", "Je veux parler à un humain", "C'est encore long ?"),
    ],
)
def test_who_asks_whether_anybody_comes_tells_no_matter(language: str, asks: str, nudge: str) -> None:
    waiting = told(language, "My kettle hums", "bot: Clean it.", asks, nudge)
    assert nudge not in waiting.wants + waiting.summary + str(waiting.open_questions)


def test_the_same_words_before_any_request_are_a_question_like_any_other() -> None:
    asked = told("en", "How long is the guarantee?", "bot: I do not know.", "How long is it?")
    assert asked.open_questions


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl", "xx", ""]))
def test_each_part_stands_in_the_sentence_as_it_is(sentence: str, language: str) -> None:
    assert all(part in sentence for part in apart(sentence, language))
