"""Wording: a policy may replace each sentence, and values stay text."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.policy import Policy
from segue.domain.wording import (
    CHOICE_LABELS,
    SENTENCES,
    mistakes_in,
    say,
    time_words,
    wait_words,
)

PLAIN = Policy((), (), {})


def policy(**messages: str) -> Policy:
    return Policy((), (), {}, messages=messages, languages=("en", "de"))


def test_every_choice_has_a_label() -> None:
    assert all(key in SENTENCES for key in CHOICE_LABELS.values())


@pytest.mark.parametrize("key", SENTENCES)
def test_every_default_is_a_text_a_policy_could_have(key: str) -> None:
    assert mistakes_in(key, SENTENCES[key].text) == []
    values = dict.fromkeys(SENTENCES[key].placeholders, "X")
    assert "{" not in say(PLAIN, key, **values)


def test_a_policys_text_replaces_the_default() -> None:
    assert say(policy(joined="Hi, {agent} here"), "joined", agent="Ana") == "Hi, Ana here"


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Gern"), ("de-AT", "Gern"), ("fr", "Sure"), ("", "Sure"), ("en", "Sure")]
)
def test_a_text_is_said_in_the_customers_language_where_there_is_one(language: str, said: str) -> None:
    assert say(policy(**{"offer": "Sure", "offer@de": "Gern"}), "offer", language=language) == said


def test_values_are_put_in_once_and_stay_text() -> None:
    said = say(policy(joined="{agent} and {agent} {other} {"), "joined", agent="{agent} {queue} %s <b>")
    assert said == "{agent} {queue} %s <b> and {agent} {queue} %s <b> {other} {"


def test_a_value_cannot_bring_lines_or_control_signs_and_is_cut_when_long() -> None:
    said = say(policy(joined="{agent}"), "joined", agent="Ana\n\x1b[31m\u202eB" + "x" * 500)
    assert said.startswith("Ana [31m B")
    assert len(said) == 200


def test_a_missing_value_is_an_error_of_the_program_whatever_the_policy_says() -> None:
    with pytest.raises(TypeError, match="queue"):
        say(policy(transfer="Wait."), "transfer")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("  ", "empty"), ("{qeue}", "qeue"), ("{}", "unknown placeholder"), ("x" * 1001, "1000"), ("{ queue }", "queue")],
)
def test_a_wrong_text_is_found_when_the_policy_loads(text: str, wrong: str) -> None:
    assert wrong in mistakes_in("transfer", text)[0][0]


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_and_no_value_breaks_a_sentence(text: str, value: str) -> None:
    said = say(policy(transfer=text), "transfer", queue=value)
    if "{queue}" not in text:
        assert said == text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "about a minute"),
        (60, "about a minute"),
        (61, "about 2 minutes"),
        (600, "about 10 minutes"),
        (601, "about 15 minutes"),
        (3_541, "about an hour"),
        (3_601, "about 2 hours"),
    ],
)
def test_a_wait_in_words_is_rounded_up(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 21, 16, tzinfo=UTC), "today at 17:00 (CET)"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "tomorrow at 00:30 (CET)"),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), "on Monday at 09:00 (CET)"),
        (datetime(2026, 12, 1, 8, tzinfo=UTC), "on Tuesday, 2026-12-01, at 09:00 (CET)"),
    ],
)
def test_a_moment_in_words_is_on_the_wall_clock_of_the_queue(at: datetime, words: str) -> None:
    assert time_words(at, datetime(2026, 11, 21, 9, tzinfo=UTC), "Europe/Berlin") == words


def test_placeholders_are_plain_words() -> None:
    letters = set(string.ascii_lowercase + "_")
    assert all(set(name) <= letters for sentence in SENTENCES.values() for name in sentence.placeholders)
