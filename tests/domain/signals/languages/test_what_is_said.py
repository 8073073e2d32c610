"""What is said in each language, and how it is read. The sentences stand in the tables beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from dutch import DUTCH
from french import FRENCH
from german import GERMAN
from italian import ITALIAN
from portuguese import PORTUGUESE
from spanish import SPANISH
from tables import Tables, lines

from segue.domain.signals.languages import CUES, LANGUAGES
from segue.domain.signals.reactions import (
    Reaction,
    admits_failure,
    asks_if_it_helped,
    reaction,
    reads_as_yes_no,
    refuses,
)
from segue.domain.signals.requests import AsksForHuman, read_request
from segue.domain.signals.words import sentences

SPOKEN = (DUTCH, FRENCH, GERMAN, ITALIAN, PORTUGUESE, SPANISH)
PHRASES = Path(__file__).parents[4] / "training" / "phrases"
MISTAKEN_AT_MOST = {"declines": 0.05, "are_you_human": 0.02, "mentions_agent": 0.04, "other": 0.0}
"""Label of held-back phrases -> the share of them that may be taken for requests."""


def each(table: str) -> list[Any]:
    """(code, sentence) or (code, sentence, what is expected) for all that this table holds, in each language."""
    cases = []
    for tables in SPOKEN:
        held = getattr(tables, table)
        rows = lines(held) if isinstance(held, str) else held
        for row in rows:
            text, *expected = [row] if isinstance(row, str) else row
            cases.append(pytest.param(tables.code, text, *expected, id=f"{name_of(tables)}: {text}"))
    return cases


def name_of(tables: Tables) -> str:
    return LANGUAGES[tables.code].name


def cues_in(text: str, code: str) -> set[str]:
    """The kinds of cues that are heard."""
    language = LANGUAGES[code]
    return {
        kind
        for sentence in sentences(text, language.spelling)
        for kind, rules in language.cues.items()
        if any(rule.pattern.search(sentence.text) for rule in rules)
    }


def assert_asks(expected: AsksForHuman, text: str, code: str) -> None:
    read = read_request(text, (code,))
    assert read.asks is expected, f"{read.rule}: {read.words!r}"
    assert read.words in text


@pytest.mark.parametrize(("code", "text"), each("clear"))
def test_a_clear_request_is_recognised(code: str, text: str) -> None:
    assert_asks(AsksForHuman.CLEAR, text, code)


@pytest.mark.parametrize(("code", "text"), each("unclear"))
def test_a_bare_noun_or_a_desk_may_be_a_request(code: str, text: str) -> None:
    assert_asks(AsksForHuman.UNCLEAR, text, code)


@pytest.mark.parametrize(("code", "text"), each("declines"))
def test_a_refusal_is_no_request(code: str, text: str) -> None:
    assert_asks(AsksForHuman.DECLINES, text, code)


@pytest.mark.parametrize(("code", "text"), each("no_request"))
def test_speaking_of_people_is_no_request(code: str, text: str) -> None:
    assert_asks(AsksForHuman.NO, text, code)


@pytest.mark.parametrize(("code", "text"), each("no_request"))
def test_speaking_of_people_does_not_ask_about_the_bot(code: str, text: str) -> None:
    assert not read_request(text, (code,)).asks_if_bot


@pytest.mark.parametrize(("code", "text"), each("asks_if_bot"))
def test_asking_what_one_talks_to_is_no_request(code: str, text: str) -> None:
    read = read_request(text, (code,))
    assert (read.asks_if_bot, read.asks) == (True, AsksForHuman.NO), f"{read.rule}: {read.words!r}"
    assert read.bot_words in text


@pytest.mark.parametrize(("code", "text", "words"), each("evidence"))
def test_the_evidence_is_the_customers_own_words(code: str, text: str, words: str) -> None:
    assert read_request(text, (code,)).words == words
    assert words in text


@pytest.mark.parametrize(("code", "text", "spelt"), each("spelling"))
def test_elided_words_and_short_forms_are_read_in_full(code: str, text: str, spelt: str) -> None:
    assert sentences(text, LANGUAGES[code].spelling)[0].text.strip() == spelt


@pytest.mark.parametrize(("code", "piece"), each("long"))
def test_a_message_built_to_be_slow_is_read_to_its_end(code: str, piece: str) -> None:
    read = read_request(piece * 2_000, (code,))
    assert read.words in piece * 2_000
    assert read.probability <= 1


@pytest.mark.parametrize("tables", SPOKEN, ids=name_of)
def test_phrases_that_were_held_back_are_read_as_well_as_promised(tables: Tables) -> None:
    held_back = yaml.safe_load((PHRASES / tables.code / "requests.yaml").read_text("utf-8"))["held_back"]
    requests = {AsksForHuman.CLEAR, AsksForHuman.UNCLEAR}
    asked = {
        label: [read_request(text, (tables.code,)).asks in requests for text in texts]
        for label, texts in held_back.items()
    }
    wanted = asked.pop("clear") + asked.pop("unclear")
    taken = sum(wanted) + sum(sum(alarms) for alarms in asked.values())
    assert 2 * sum(wanted) / (len(wanted) + taken) >= 0.85
    for label, at_most in {**MISTAKEN_AT_MOST, **tables.mistaken_at_most}.items():
        assert sum(asked[label]) <= at_most * len(asked[label]), label


@pytest.mark.parametrize(("code", "text"), each("yes"))
def test_yes_to_an_offer(code: str, text: str) -> None:
    assert reads_as_yes_no(text, (code,)) is True


@pytest.mark.parametrize(("code", "text"), each("no"))
def test_no_to_an_offer(code: str, text: str) -> None:
    assert reads_as_yes_no(text, (code,)) is False


@pytest.mark.parametrize(("code", "text"), each("neither"))
def test_neither_yes_nor_no_to_an_offer(code: str, text: str) -> None:
    assert reads_as_yes_no(text, (code,)) is None


@pytest.mark.parametrize(("code", "text"), each("rejected"))
def test_an_answer_that_did_not_help(code: str, text: str) -> None:
    assert reaction(text, languages=(code,)) is Reaction.REJECTED


@pytest.mark.parametrize(("code", "text"), each("confirmed"))
def test_an_answer_that_helped(code: str, text: str) -> None:
    assert reaction(text, languages=(code,)) is Reaction.CONFIRMED


@pytest.mark.parametrize(("code", "text"), each("no_answer"))
def test_a_message_that_does_not_say_whether_an_answer_helped(code: str, text: str) -> None:
    assert reaction(text, languages=(code,)) is Reaction.NO_ANSWER


@pytest.mark.parametrize(("code", "text"), each("gives_up"))
def test_the_bot_gives_up(code: str, text: str) -> None:
    assert admits_failure(text, (code,))


@pytest.mark.parametrize(("code", "text"), each("refuses"))
def test_the_bot_refuses(code: str, text: str) -> None:
    assert refuses(text, (code,))


@pytest.mark.parametrize(("code", "text"), each("asks_if_it_helped"))
def test_the_bot_asks_if_it_helped(code: str, text: str) -> None:
    assert asks_if_it_helped(text, (code,))


@pytest.mark.parametrize(("code", "text"), each("says_nothing_of_itself"))
def test_a_plain_answer_of_the_bot_is_none_of_these(code: str, text: str) -> None:
    assert not admits_failure(text, (code,))
    assert not refuses(text, (code,))
    assert not asks_if_it_helped(text, (code,))


@pytest.mark.parametrize(("code", "text", "kind"), each("cues"))
def test_a_turn_of_phrase_is_heard_as_what_it_is(code: str, text: str, kind: str) -> None:
    assert kind in cues_in(text, code)


@pytest.mark.parametrize(("code", "text", "kind"), each("not_heard"))
def test_a_turn_of_phrase_is_not_heard_as_what_it_is_not(code: str, text: str, kind: str) -> None:
    assert kind not in cues_in(text, code)


@pytest.mark.parametrize("tables", SPOKEN, ids=name_of)
def test_every_kind_of_cue_has_rules_and_is_tried_here(tables: Tables) -> None:
    assert {kind for _, kind in tables.cues} == set(LANGUAGES[tables.code].cues) == set(CUES)


def test_each_language_but_english_which_has_tests_of_its_own_has_tables() -> None:
    assert {tables.code for tables in SPOKEN} == set(LANGUAGES) - {"en"}
