"""Saying a sentence: a policy may replace each, for all cases or for one, and values stay text."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.policy import Policy
from segue.domain.wording import (
    CHOICE_LABELS,
    KEYS,
    SENTENCES,
    Category,
    Expectation,
    Matter,
    Situation,
    mistakes_in,
    mistakes_in_key,
    say,
    time_words,
    wait_words,
)

PLAIN = Policy((), (), {})
BILLING = Situation(Category.BILLING, matter=Matter("matter_invoice", "2231"))
DISTRESS = Situation(Category.DISTRESS)
UPSET = Situation(Category.BILLING, frustrated=True)
KEEPS_BACK = Situation(withheld=True)


def policy(**messages: str) -> Policy:
    return Policy((), (), {}, messages=messages, languages=("en", "de"))


def test_every_choice_has_a_label() -> None:
    assert all(key in SENTENCES for key in CHOICE_LABELS.values())


@pytest.mark.parametrize("key", SENTENCES)
def test_every_default_is_a_text_a_policy_could_have(key: str) -> None:
    assert list(mistakes_in(key, SENTENCES[key].text)) == []
    values = dict.fromkeys(KEYS[key].given - {"expectation"}, "X")
    assert not set("{}[]") & set(say(PLAIN, key, **values))


def test_placeholders_are_plain_words() -> None:
    letters = set(string.ascii_lowercase + "_")
    assert all(set(name) <= letters for sentence in SENTENCES.values() for name in sentence.placeholders)


# --- whose text is said ---------------------------------------------------------------------------------------------


def test_a_policys_text_replaces_the_default() -> None:
    assert say(policy(joined="Hi, {agent} here"), "joined", agent="Ana") == "Hi, Ana here"


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Gern"), ("de-AT", "Gern"), ("fr", "Sure"), ("", "Sure"), ("en", "Sure")]
)
def test_a_text_is_said_in_the_customers_language_where_there_is_one(language: str, said: str) -> None:
    given = policy(**{"offer_bot": "Sure", "offer_bot@de": "Gern"})
    assert say(given, "offer_bot", language=language) == said


def test_a_language_that_the_policy_does_not_have_is_answered_in_its_first() -> None:
    german = Policy((), (), {}, languages=("de", "en"))
    assert say(german, "offer_wait", language="fr") == "Ich warte"
    assert say(german, "offer_wait", language="en-GB") == "I will wait"


def test_a_language_that_segue_does_not_speak_reads_the_policys_own_else_its_first_that_segue_speaks() -> None:
    polish = Policy((), (), {}, languages=("pl", "de"), messages={"offer_wait@pl": "Poczekam"})
    assert say(polish, "offer_wait", language="pl") == "Poczekam"
    assert say(polish, "offer_ticket", language="pl") == "Nachricht hinterlassen"


@pytest.mark.parametrize(
    ("written", "situation"),
    [
        ("transfer", Situation()),
        ("transfer.general", Situation()),
        ("transfer.billing", BILLING),
        ("transfer.billing", UPSET),
        ("transfer.billing.frustrated", UPSET),
        ("transfer.frustrated", UPSET),
        ("transfer.frustrated", Situation(Category.FRUSTRATED, frustrated=True)),
    ],
)
def test_a_text_for_some_cases_is_said_in_those(written: str, situation: Situation) -> None:
    assert mistakes_in_key(written) is None
    given = policy(**{written: "Mine. {expectation}"})
    assert say(given, "transfer", situation=situation, queue="Care").startswith("Mine.")


@pytest.mark.parametrize("written", ["transfer.legal", "transfer.billing.frustrated", "transfer.frustrated"])
def test_a_text_for_other_cases_is_not(written: str) -> None:
    said = say(policy(**{written: "Mine."}), "transfer", situation=BILLING, queue="Care")
    assert said.startswith("I understand: your request about invoice 2231")


def test_the_most_special_text_wins_and_the_customers_language_before_that() -> None:
    given = policy(**{"joined": "a", "joined.billing": "b", "joined.billing.frustrated": "c", "joined@de": "d"})
    assert [say(given, "joined", situation=case, agent="Ana") for case in (Situation(), BILLING, UPSET)] == list("abc")
    assert say(given, "joined", language="de", situation=UPSET, agent="Ana") == "d"


def test_one_part_of_a_message_is_replaced() -> None:
    given = policy(**{"acknowledgement.billing": "About {matter}.", "reassurance": "{queue} knows."})
    wait = Expectation("queued_position", {"position": 2})
    said = say(given, "transfer", situation=BILLING, queue="Care", expectation=wait)
    assert said == (
        "About your request about invoice 2231. Care knows. You are number 2 in line. "
        "I cannot say yet how long it will take."
    )


def test_a_transfer_that_says_nothing_of_the_wait_gets_the_expectation_added() -> None:
    wait = Expectation("queued_wait", {"position": 2, "wait": "about 3 minutes"})
    assert say(policy(transfer="On to {queue}."), "transfer", queue="Care", expectation=wait) == (
        "On to Care. You are number 2 in line. It should take about 3 minutes."
    )
    silent = policy(transfer="On to {queue}[ in {wait}].")
    assert say(silent, "transfer", queue="Care", expectation=wait, wait="a moment") == "On to Care in a moment."


def test_a_special_occasion_falls_back_to_the_policys_text_for_the_general_one() -> None:
    assert say(policy(offer="A person?"), "offer_proactive", queue="Care") == "A person?"


def test_who_keeps_something_back_is_told_no_text_that_might_claim_otherwise() -> None:
    claims = policy(joined="{agent} knows everything.", reassurance="{queue} sees all.")
    assert "agreed to share" in say(claims, "joined", situation=KEEPS_BACK, agent="Ana")
    assert "agreed to share" in say(claims, "transfer", situation=KEEPS_BACK, queue="Care")
    careful = policy(**{"joined.withheld": "{agent} is here.", "transfer": "{reassurance} Thanks."})
    assert say(careful, "joined", situation=KEEPS_BACK, agent="Ana") == "Ana is here."
    assert "agreed to share. Thanks." in say(careful, "transfer", situation=KEEPS_BACK, queue="Care")


def test_somebody_in_distress_is_told_no_words_for_every_day() -> None:
    given = policy(
        **{"transfer": "On to {queue}. {expectation}", "acknowledgement": "I see.", "queued_wait": "{wait}!"}
    )
    wait = Expectation("queued_wait", {"position": 5, "wait": "about 3 minutes"})
    said = say(given, "transfer", situation=DISTRESS, queue="Care", expectation=wait)
    assert said.startswith("Thank you for telling me.")
    assert said.endswith("It should take about 3 minutes. If anyone is in danger, please call 112 (in Europe).")
    assert "5" not in said


def test_the_number_to_call_in_danger_is_the_policys() -> None:
    given = policy(**{"emergency": "Call 911.", "emergency@de": "Rufen Sie 144."})
    assert say(given, "transfer", situation=DISTRESS, queue="Care").endswith("Call 911.")
    assert say(given, "transfer", situation=DISTRESS, language="de", queue="Care").endswith("Rufen Sie 144.")


def test_a_policys_own_words_for_distress_are_said_and_get_the_expectation_unless_they_say_what_to_do() -> None:
    bare = policy(**{"transfer.distress": "We are with you."})
    told = (
        "We are with you. I cannot say yet how long it will take. If anyone is in danger, please call 112 (in Europe)."
    )
    assert say(bare, "transfer", situation=DISTRESS, queue="Care") == told
    whole = policy(**{"transfer.distress": "We are with you. {emergency}"})
    assert say(whole, "transfer", situation=DISTRESS, queue="Care").count("112") == 1


def test_in_a_language_that_segue_does_not_speak_the_policys_words_are_better_than_none() -> None:
    polish = Policy((), (), {}, languages=("pl", "en"), messages={"transfer@pl": "Przekazuję do {queue}. {emergency}"})
    assert say(polish, "transfer", language="pl", situation=DISTRESS, queue="Care").startswith("Przekazuję")


# --- values ---------------------------------------------------------------------------------------------------------


def test_values_are_put_in_once_and_stay_text() -> None:
    said = say(policy(joined="{agent} and {agent} {other} {"), "joined", agent="{agent} {queue} %s <b> [{name}]")
    assert said == "{agent} {queue} %s <b> [{name}] and {agent} {queue} %s <b> [{name}] {other} {"


def test_a_value_cannot_bring_lines_or_control_signs_and_is_cut_when_long() -> None:
    said = say(policy(joined="{agent}"), "joined", agent="Ana\n\x1b[31m\u202eB" + "x" * 500)
    assert said.startswith("Ana [31m B")
    assert len(said) == 200


def test_a_missing_value_is_an_error_of_the_program_whatever_the_policy_says() -> None:
    with pytest.raises(TypeError, match="queue"):
        say(policy(transfer="Wait."), "transfer")


def test_what_is_not_known_is_left_out_with_its_brackets_and_other_brackets_stay() -> None:
    given = policy(joined="Hi[, {name}] [sic] [{agent}]: {matter}.")
    assert say(given, "joined", agent="Ana") == "Hi [sic] [Ana]: your request."
    assert say(given, "joined", agent="Ana", situation=Situation(name="Bo")) == "Hi, Bo [sic] [Ana]: your request."


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_and_no_value_breaks_a_sentence(text: str, value: str) -> None:
    said = say(policy(joined=text), "joined", agent=value)
    if not any(f"{{{name}}}" in text for name in KEYS["joined"].known):
        assert said == text


# --- mistakes of a policy -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("  ", "empty", ""),
        ("{qeue}", "qeue", "'queue'"),
        ("{}", "unknown placeholder", ""),
        ("x" * 1001, "1000", ""),
        ("{ queue }", "queue", "'queue'"),
        ("Hi {name}.", "not always known", "[, {name}]"),
    ],
)
def test_a_wrong_text_is_found_when_the_policy_loads(text: str, wrong: str, right: str) -> None:
    message, hint = next(mistakes_in("transfer.billing", text))
    assert wrong in message
    assert right in hint


@pytest.mark.parametrize(
    ("written", "wrong", "right"),
    [
        ("transfr", "unknown message 'transfr'", "'transfer'"),
        ("transfer.biling", "unknown category 'biling'", "'billing'"),
        ("transfer.billing.angry", "says too much", "transfer.billing.frustrated"),
        ("transfer.frustrated.frustrated", "says too much", "transfer.billing"),
        ("title.billing", "same for every category", "'title'"),
        ("transfer.witheld", "unknown category", "'withheld'"),
    ],
)
def test_a_wrong_key_is_found_when_the_policy_loads(written: str, wrong: str, right: str) -> None:
    message, hint = mistakes_in_key(written) or ("", "")
    assert wrong in message
    assert right in hint


# --- waits and moments ----------------------------------------------------------------------------------------------


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
    ("low", "high", "words"),
    [
        (0, 30, "about a minute"),
        (20, 200, "up to 4 minutes"),
        (170, 290, "between 2 and 5 minutes"),
        (180, 180, "about 3 minutes"),
        (700, 1_300, "between 10 and 25 minutes"),
        (3_000, 4_800, "between 50 and 80 minutes"),
        (4_000, 9_000, "between 1 and 3 hours"),
        (7_200, 7_200, "about 2 hours"),
        (300, 100, "about 5 minutes"),
    ],
)
def test_a_range_is_rounded_outwards(low: int, high: int, words: str) -> None:
    assert wait_words(low, high) == words


def test_waits_and_moments_are_said_in_each_language() -> None:
    now, then = datetime(2026, 11, 21, 9, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC)
    said = {code: time_words(then, now, "Europe/Berlin", code) for code in ("de", "fr", "es", "it", "pt", "nl")}
    assert said == {
        "de": "am Dienstag, dem 1. Dezember, um 09:00 Uhr (CET)",
        "fr": "mardi 1er décembre à 09:00 (CET)",
        "es": "el martes 1 de diciembre a las 09:00 (CET)",
        "it": "martedì 1º dicembre alle 09:00 (CET)",
        "pt": "na terça-feira, 1 de dezembro, às 09:00 (CET)",
        "nl": "dinsdag 1 december om 09:00 uur (CET)",
    }
    assert wait_words(180, 300, "de-AT") == "zwischen 3 und 5 Minuten"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 21, 16, tzinfo=UTC), "today at 17:00 (CET)"),
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "tomorrow at 00:30 (CET)"),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), "on Monday at 09:00 (CET)"),
        (datetime(2026, 12, 1, 8, tzinfo=UTC), "on Tuesday, 1 December, at 09:00 (CET)"),
    ],
)
def test_a_moment_in_words_is_on_the_wall_clock_of_the_queue(at: datetime, words: str) -> None:
    assert time_words(at, datetime(2026, 11, 21, 9, tzinfo=UTC), "Europe/Berlin") == words
