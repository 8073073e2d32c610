"""The notation of the rules, and words one slip away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.languages.grammar import Notation
from segue.domain.signals.own_words import LONGEST_READ
from segue.domain.signals.words import Spelling, one_slip, sentences

NOTATION = Notation(
    {"staff": "agent human", "others": "they you"}, {"one": "a|the? <staff> !fee", "ask": "want ( to talk to / ) <one>"}
)


@pytest.mark.parametrize(
    ("rule", "line", "matches"),
    [
        ("talk|speak to", "speak to ", True),
        ("get_in_touch", "get in touch ", True),
        ("<one>", "the agent ", True),
        ("<one>", "agent fee ", False),
        ("<one>", "reagent ", False),
        ("<ask>", "i want a human ", True),
        ("<ask>", "i want to talk to the human ", True),
        ("-<others> connect", "they connect ", False),
        ("-<others> connect", "please connect ", True),
        ("very?2 good", "very very good ", True),
        ("^ very?2 good", "very very very good ", False),
        ("^ agent $", "agent ", True),
        ("^ agent $", "agent , please ", False),
        ("no ,? agent", "no , agent ", True),
        ("want . agent", "want an agent ", True),
        ("agent &( $ / now )", "agent now ", True),
        ("agent !( please / now )", "agent now ", False),
    ],
)
def test_a_rule_reads(rule: str, line: str, matches: bool) -> None:
    assert (NOTATION.pattern(rule).search(line) is not None) is matches


@pytest.mark.parametrize("rule", ["<nobody>", "talk ; speak", "Talk", "talk*"])
def test_a_rule_that_cannot_be_read_is_refused_at_once(rule: str) -> None:
    with pytest.raises(ValueError, match=r"part|rule"):
        NOTATION.pattern(rule)


@pytest.mark.parametrize("rule", ["<staff>|boss", "boss|<staff>", "the boss| chief", "boss||chief", "| boss", "boss|."])
def test_a_bar_with_a_word_on_one_side_only_is_refused_for_it_would_match_no_word(rule: str) -> None:
    with pytest.raises(ValueError, match="without a word on either side"):
        NOTATION.pattern(rule)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("agnt", "agent"), ("agetn", "agent"), ("agentt", "agent"), ("humen", "human"), ("tlak", "talk")),
        *(("talkk", "talk"), ("represntative", "representative"), ("supevisor", "supervisor"), ("persno", "person")),
        *(("walk", "walk"), ("tall", "tall"), ("contract", "contract"), ("urgent", "urgent"), ("gent", "gent")),
        *(("wanna", "want to"), ("steak", "steak"), ("manage", "manage")),
    ],
)
def test_a_slip_is_read_as_the_word_and_another_word_is_not(word: str, meant: str) -> None:
    known = ["agent", "human", "talk", "representative", "supervisor", "person", "contact", "speak", "manager"]
    spelling = Spelling({"wanna": "want to"}, known, ["contract", "urgent", "gent", "steak", "manage"])
    assert " ".join(spelling.read(word)) == meant


@given(st.sampled_from(["agent", "representative", "transfer"]), st.integers(0, 30), st.characters(categories=["Ll"]))
def test_one_letter_changed_is_one_slip(word: str, at: int, letter: str) -> None:
    at %= len(word)
    changed = word[:at] + letter + word[at + 1 :]
    assert one_slip(changed, word) == (changed != word)


def test_words_know_where_they_stand_in_the_message() -> None:
    text = "Hello!  Don’t TRANSFER me, please"
    first, second = sentences(text, Spelling({"dont": "do not"}, (), ()))
    assert (first.text, second.text) == ("hello ", "do not transfer me , please ")
    start, end = second.span(second.text.index("not"), second.text.index(","))
    assert text[start:end] == "Don’t TRANSFER me"


def test_of_a_very_long_message_both_ends_are_read() -> None:
    read = sentences("start " + "x " * LONGEST_READ + "end", Spelling({}, (), ()))
    assert (read[0].text[:6], read[-1].text[-4:]) == ("start ", "end ")
