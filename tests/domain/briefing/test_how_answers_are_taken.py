"""What the briefing hears in the customer's next message: whether an answer helped, and what still goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from segue.domain.briefing.told import Known, Told, tell
from segue.domain.conversation import Entry, Kind, Role

BEGAN = datetime(2026, 11, 21, 9, tzinfo=UTC)


def told(*said: str, language: str = "en") -> Told:
    """Customer and bot in turn, the customer first."""
    roles = (Role.END_USER, Role.AUTOMATED_AGENT)
    entries = [
        Entry(seq, Kind.MESSAGE, roles[(seq + 1) % 2], BEGAN + timedelta(minutes=seq), text)
        for seq, text in enumerate(said, 1)
    ]
    return tell(entries, Known(language=language))


def reaction_to(answer: str, reply: str, opening: str, language: str) -> str:
    return told(opening, answer, reply, language=language).tried[-1].reaction


ENGLISH = ("My parcel 4410 has not arrived.", "Parcels can be tracked in the app under Orders.", "en")
GERMAN = ("Mein Paket ist nicht da.", "Sie können die Sendung in der App verfolgen.", "de")
FRENCH = ("Mon colis n'est pas arrivé.", "Vous pouvez suivre le colis dans l'application.", "fr")


@pytest.mark.parametrize(
    ("reply", "took"),
    [
        ("Great, thank you. Can you also change my address?", "confirmed"),
        ("ok good. and the bill?", "confirmed"),
        ("👍 and do you deliver on Sundays", "confirmed"),
        ("Thanks, but the app shows nothing.", "rejected"),
        ("As I said, I looked there.", "rejected"),
        ("It's been three weeks.", "rejected"),
        ("It is the 20th!! I paid for express.", "rejected"),
        ("That is not a solution.", "rejected"),
        ("Can I talk to a real person?", "no_answer"),
        ("Do you also sell lamps?", "no_answer"),
    ],
)
def test_thanks_confirm_and_arguments_reject_also_when_something_else_follows(reply: str, took: str) -> None:
    opening, answer, language = ENGLISH
    assert reaction_to(answer, reply, opening, language) == took


@pytest.mark.parametrize(
    ("about", "reply", "took"),
    [
        (GERMAN, "Super, danke. Und wann kommt die Rechnung?", "confirmed"),
        (GERMAN, "Danke, aber dort steht nichts.", "rejected"),
        (FRENCH, "Super merci ! Et la facture ?", "confirmed"),
        (FRENCH, "Mais je n'ai pas l'application.", "rejected"),
    ],
)
def test_the_same_holds_in_the_other_languages(about: tuple[str, str, str], reply: str, took: str) -> None:
    opening, answer, language = about
    assert reaction_to(answer, reply, opening, language) == took


def test_a_no_to_did_it_help_is_about_the_answer_before_it() -> None:
    said = told("The sync fails.", "Please wait an hour and try again.", "It runs hourly.", "Did this help?", "no")
    assert [each.reaction for each in said.tried] == ["rejected"]


@pytest.mark.parametrize("opening", ["My kettle whistles at night", "Since Monday my heating is lukewarm"])
def test_who_only_tells_how_things_are_reports_what_goes_wrong(opening: str) -> None:
    said = told(opening)
    assert (said.wants, said.goes_wrong[-8:]) == ("", opening.replace("My", "Their")[-8:])


@pytest.mark.parametrize("opening", ["My customer number is 30077812", "It doesn't matter", "I like comedies"])
def test_a_number_or_a_taste_is_nothing_that_goes_wrong(opening: str) -> None:
    assert told(opening).goes_wrong == ""


def test_the_condition_stays_with_its_question() -> None:
    said = told("If I cancel today, is there a fee?")
    assert said.wants == "Asks if there is a fee if they cancel today"


def test_a_change_of_mind_takes_the_first_wish_back() -> None:
    said = told("I want to cancel my contract", "I can offer you 30 a month.", "actually if you can do 25 i'd stay")
    assert said.wants == "Would stay if we can do 25"


def test_what_happens_if_nobody_answers_is_no_wish() -> None:
    assert "ombudsman" not in told("Where do I send it? If I don't hear from you I'll go to the ombudsman.").wants


def test_a_number_after_a_noun_is_no_command() -> None:
    said = told("order #8812 came cold and without the soup")
    assert (said.wants, said.goes_wrong) == ("", "Order #8812 came cold and without the soup")
