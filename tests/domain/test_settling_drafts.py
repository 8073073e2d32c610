"""What becomes of a draft, what was changed in it, and what that saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import Refused
from segue.domain.reply_drafts import (
    TRANSITIONS,
    DraftEvent,
    DraftState,
    ReplyDraft,
    distance,
    draft_id,
    edit_of,
    seconds_saved,
    sent,
    settle,
)

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DRAFT = ReplyDraft("d1", "default", "ana", "h1", 3, "You have 30 days.", "segue", NOW)
SHORT = st.text(alphabet="abc ", max_size=8)


def test_only_an_open_draft_moves() -> None:
    for state in DraftState:
        for event in DraftEvent:
            draft = replace(DRAFT, state=state)
            if (state, event) in TRANSITIONS:
                assert settle(draft, event, NOW, by="maria").state is TRANSITIONS[state, event]
            else:
                with pytest.raises(Refused):
                    settle(draft, event, NOW)


@pytest.mark.parametrize(
    ("message", "state"),
    [
        ("You have 30 days.", DraftState.ACCEPTED),
        ("You have  30 days.\n", DraftState.ACCEPTED),  # blanks are no change
        ("You have 60 days.", DraftState.EDITED),
    ],
)
def test_the_message_itself_says_whether_it_was_changed(message: str, state: DraftState) -> None:
    assert sent(DRAFT, message, NOW, by="maria").state is state


@pytest.mark.parametrize(
    ("one", "other", "words", "characters"),
    [
        ("", "", 0, 0),
        ("", "two words", 2, 9),
        ("You have 30 days.", "You have 60 days.", 1, 1),
        ("kitten", "sitting", 1, 3),
        ("a b c", "c b a", 2, 2),
    ],
)
def test_the_distance_counts_words_and_characters(one: str, other: str, words: int, characters: int) -> None:
    edit = edit_of(one, other)
    assert (edit.words, edit.characters) == (words, characters)


@given(SHORT, SHORT, SHORT)
def test_the_distance_is_one(a: str, b: str, c: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= distance(a, b) <= max(len(a), len(b))
    assert distance(a, c) <= distance(a, b) + distance(b, c)


def test_time_is_saved_where_less_is_changed_than_typed() -> None:
    assert seconds_saved("x" * 330, 0) == 100.0
    assert seconds_saved("x" * 330, 10) == 94.0
    assert seconds_saved("short", 1_000) == 0.0


def test_the_same_parts_make_the_same_id_and_no_others() -> None:
    assert draft_id("a", "bc") == draft_id("a", "bc")
    assert draft_id("a", "bc") != draft_id("ab", "c")
