"""What somebody did before, as numbers for conditions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.history import (
    UNKNOWN,
    Contact,
    History,
    Visit,
    contact_of,
    count,
    kept_url,
    matches,
    pages_seen,
    path_of,
    reads_history,
    values,
)
from segue.domain.policy import Behaviour, Policy
from segue.domain.signals.likeness import telling_words
from segue.domain.signals.memory import SignalMemory

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HERE = Conversation("w", "c9", NOW, NOW, visitor="v")
POLICY = Policy((), (), {}, behaviours={"pricing": Behaviour(visits="/pricing*", within=timedelta(days=7))})


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


def visit(path: str = "/pricing", at: datetime = NOW, seconds: int = 0) -> Visit:
    return Visit(f"{path} {at}", f"https://shop.example{path}", path, "", at, seconds)


def contact(about: str = "", at: datetime = NOW, **fields: Any) -> Contact:
    return Contact(f"c {about} {at}", at, words=telling_words(about), **fields)


def known(*visits: Visit, contacts: tuple[Contact, ...] = ()) -> History:
    return History(visits, contacts, known=True)


def writing(text: str, *topics: str, **fields: Any) -> Conversation:
    """The conversation that goes on, after this message."""
    signals = SignalMemory(turns=1, customer_words=(telling_words(text),), topics=topics)
    return replace(HERE, matter=text, signals=signals, **fields)


def number(behaviour: Behaviour, history: History, conversation: Conversation = HERE) -> int | None:
    return count(behaviour, history, conversation, NOW)


# --- visits ---


def test_visits_of_fitting_pages_count_within_their_time() -> None:
    seen = known(visit(), visit("/pricing/team"), visit("/docs"), visit(at=ago(days=8)), visit(at=ago(days=7)))
    assert number(Behaviour(visits="/pricing*", within=timedelta(days=7)), seen) == 3


def test_only_visits_that_lasted_long_enough_count_where_that_is_asked() -> None:
    seen = known(visit(seconds=5), visit(seconds=20), visit(at=ago(hours=1), seconds=90))
    assert number(Behaviour(visits="/pricing", stayed=timedelta(seconds=20)), seen) == 2


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/pricing", "/pricing", True),
        ("/pricing", "/pricing/", True),
        ("/pricing", "/pricing/team", False),
        ("/pricing*", "/pricing/team", True),
        ("*/cancel", "/de/account/cancel", True),
        ("*/cancel", "/de/account/cancel/", True),
        ("/*/plans/*", "/de/plans/team", True),
        ("/*/plans/*", "/plans/team", False),
        ("/a*a", "/a", False),  # one letter is not both ends
        ("/a*b*b", "/ab", False),
        ("*", "", True),
        ("/Pricing", "/pricing", False),
    ],
)
def test_a_star_stands_for_anything(pattern: str, path: str, fits: bool) -> None:
    assert matches(pattern, path) is fits


@given(st.text("ab*", max_size=12), st.text("ab", max_size=12))
def test_a_star_means_what_it_means_in_a_regular_expression(pattern: str, path: str) -> None:
    said = ".*".join(map(re.escape, pattern.split("*")))
    assert matches(pattern, path) is bool(re.fullmatch(said, path))


def test_this_page_is_repeated_when_it_was_looked_at_before_this_time() -> None:
    here = replace(HERE, pages=(PageVisit("https://shop.example/pricing", "", NOW),))
    seen = known(visit(), visit(at=ago(days=1)), visit(at=ago(days=2)), visit("/docs", ago(days=1)))
    found = values(POLICY, seen, here, NOW)
    assert (found["page.repeats"], found["visitor.visits"], found["behaviour.pricing"]) == (2, 4, 3)


# --- contacts ---


def test_the_third_contact_on_the_same_matter_is_the_one_that_makes_three() -> None:
    earlier = (contact("The amount on my invoice is wrong", ago(days=3)), contact("my invoice is wrong", ago(days=9)))
    here = writing("Again: my invoice is still wrong")
    assert number(Behaviour(contacts="same_matter"), known(contacts=earlier), here) == 3


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("My invoice shows the wrong amount", "the invoice is wrong again", True),
        ("Where is my order 1234?", "order 1234 has not come", True),
        ("Where is my order 1234?", "where is my order 5678?", False),
        ("My invoice shows the wrong amount", "how do I export contacts?", False),
        ("The lamp flickers", "the lamp came in the wrong colour", False),
        ("", "the lamp flickers", False),
    ],
)
def test_a_matter_is_the_same_by_its_telling_words(before: str, now: str, same: bool) -> None:
    found = number(Behaviour(contacts="same_matter"), known(contacts=(contact(before),)), writing(now))
    assert found == (2 if same else 1)


def test_a_topic_in_common_makes_it_the_same_matter() -> None:
    earlier = (contact("charged twice", topics=("billing",)), contact("the lamp flickers", topics=("faults",)))
    here = writing("there is a strange amount", "billing")
    assert number(Behaviour(contacts="same_matter"), known(contacts=earlier), here) == 2
    assert number(Behaviour(contacts="billing"), known(contacts=earlier), here) == 2
    assert number(Behaviour(contacts="faults"), known(contacts=earlier), here) == 1
    assert number(Behaviour(contacts="any"), known(contacts=earlier), here) == 3


def test_contacts_count_within_their_time() -> None:
    earlier = (contact(at=ago(days=29)), contact(at=ago(days=31)))
    assert number(Behaviour(contacts="any", within=timedelta(days=30)), known(contacts=earlier), writing("hi")) == 2


def test_before_any_word_nobody_can_tell_the_matter() -> None:
    assert number(Behaviour(contacts="same_matter"), known(contacts=(contact("the lamp"),))) is None
    assert number(Behaviour(contacts="any"), known(contacts=(contact("the lamp"),))) == 1


def test_handoffs_count_with_those_of_now() -> None:
    earlier = (contact("a", handoffs=2, topics=("billing",)), contact("b", handoffs=1))
    here = writing("the lamp flickers", handoffs=1)
    assert number(Behaviour(handoffs="any"), known(contacts=earlier), here) == 4
    assert number(Behaviour(handoffs="billing"), known(contacts=earlier), here) == 2


# --- what is known ---


def test_an_unknown_history_fills_nothing() -> None:
    assert values(POLICY, UNKNOWN, HERE, NOW) == {}


def test_a_first_visit_is_known_to_be_the_first() -> None:
    assert values(POLICY, known(), HERE, NOW) == {"visitor.visits": 0, "visitor.contacts": 0, "behaviour.pricing": 0}


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("behaviour.pricing", True),
        ("known.behaviour.pricing", True),
        ("visitor.visits", True),
        ("page.repeats", True),
        ("page.path", False),
        ("customer.id", False),
    ],
)
def test_a_history_is_needed_only_for_names_that_it_fills(name: str, reads: bool) -> None:
    assert reads_history([name]) is reads


# --- what is remembered of a conversation ---


def test_a_contact_tells_what_it_was_about_and_what_became_of_it() -> None:
    found = contact_of(writing("The lamp flickers", "faults", handoffs=1, open=False, left_behind="h1"))
    assert found is not None
    assert (found.topics, found.words, found.handoffs) == (("faults",), telling_words("The lamp flickers"), 1)
    assert (found.open, found.left_behind) == (False, True)


def test_a_conversation_without_a_word_or_of_nobody_is_no_contact() -> None:
    assert contact_of(HERE) is None
    assert contact_of(writing("the lamp", visitor="")) is None
    assert contact_of(writing("the lamp", visitor="", customer=Customer("c-1"))) is None  # claimed, not proved
    assert contact_of(writing("the lamp", visitor="", customer=Customer("c-1", verified=True))) is not None


# --- addresses ---


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://shop.example/reset?token=abc#step-2", "https://shop.example/reset"),
        ("https://ana:secret@shop.example/", "https://shop.example/"),
        ("/account/cancel?x=1", "/account/cancel"),
        ("http://[half?a#b", "http://[half"),
        ("https://shop.example", "https://shop.example"),
    ],
)
def test_of_an_address_what_may_hold_secrets_is_dropped(url: str, kept: str) -> None:
    assert kept_url(url, keep_query=False) == kept


def test_a_query_is_kept_where_the_policy_says_so_and_the_fragment_never() -> None:
    assert kept_url("https://ana:x@shop.example/p?plan=2#t", keep_query=True) == "https://shop.example/p?plan=2"


def test_what_is_no_address_has_no_path() -> None:
    assert path_of("http://[half") == ""


def test_pages_before_and_during_a_conversation_are_one_way_through_the_site() -> None:
    before = (visit("/pricing", ago(minutes=9), 40), visit("/", ago(minutes=20)), visit("/docs", ago(minutes=2), 3))
    during = (PageVisit("https://shop.example/docs", "", ago(minutes=1)), PageVisit("/cancel", "", NOW))
    shown = pages_seen(before, during, 3)
    assert [(page["url"], page["seconds"]) for page in shown] == [
        ("https://shop.example/pricing", 40),
        ("https://shop.example/docs", 3),
        ("/cancel", 0),
    ]
