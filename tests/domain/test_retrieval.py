"""Which article or case is near to what a customer wrote, and when none is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.knowledge import Article, Case, SourcedArticle
from segue.domain.retrieval import RELEVANT, Found, Index, document_of, passage

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ARTICLES = (
    Article("1", "Return something", "You have 30 days. Print the label under Orders.", labels=("send back",)),
    Article("2", "Guarantee", "Frames have a guarantee of five years."),
    Article("3", "Delivery", "Small things arrive in two days.\n\nFurniture takes four weeks. The carrier calls you."),
)


def index_of(*articles: Article) -> Index:
    index = Index()
    for article in articles or ARTICLES:
        index.add(document_of(SourcedArticle("help", article)))
    return index


def nearest(index: Index, asked: str, **more: str) -> Found | None:
    return next(iter(index.search(asked, now=NOW, **more)), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("how do I return my lamp?", "Return something"),
        ("I'd like to send it back", "Return something"),  # by a label
        ("is this garanteed, is there a guarante?", "Guarantee"),  # misspelt
        ("when will the furniture be delivered", "Delivery"),  # another form of the word
        ("DELIVERY???", "Delivery"),
    ],
)
def test_the_article_that_is_meant_comes_first(asked: str, title: str) -> None:
    found = nearest(index_of(), asked)
    assert found is not None
    assert found.document.title == title


@pytest.mark.parametrize("asked", ["", "ok thanks", "Q-20417", "the weather is nice", "?!", "日本語"])
def test_what_shares_nothing_finds_nothing(asked: str) -> None:
    assert nearest(index_of(), asked) is None


def test_one_shared_word_of_many_is_not_near() -> None:
    found = nearest(index_of(), "my neighbour's dog has barked for days on end, and the council ignores my letters")
    assert found is None or found.relevance < RELEVANT


def test_it_says_which_words_made_it_near() -> None:
    found = nearest(index_of(), "how do I return my lamp?")
    assert found is not None
    assert found.shared == ("return",)
    assert found.why.startswith("shares return (")


def test_an_empty_index_finds_nothing() -> None:
    assert Index().search("return", now=NOW) == []


def case(id_: str, days_ago: float, queue: str = "billing") -> Case:
    asked, answered = "The armrest of my sofa squeaks", "Tighten the bolts under the armrest."
    return Case(id_, f"c-{id_}", queue, asked, answered, NOW - timedelta(days=days_ago))


def test_of_two_alike_cases_the_newer_one_is_nearer() -> None:
    index = Index()
    for one in (case("old", 400), case("new", 1)):
        index.add(document_of(one))
    found = index.search("my armrest squeaks", now=NOW)
    assert [one.document.key for one in found] == ["case/new", "case/old"]


def test_the_passage_is_the_part_that_answers() -> None:
    asked = "will the carrier call before the furniture comes?"
    found = nearest(index_of(), asked)
    assert found is not None
    assert passage(found, asked) == "Furniture takes four weeks. The carrier calls you."


def test_a_passage_is_whole_sentences_within_its_length() -> None:
    long = Article("4", "Cushions", " ".join(f"Cushion number {n} is soft and washable." for n in range(100)))
    found = nearest(index_of(long), "are cushions washable?")
    assert found is not None
    quoted = passage(found, "are cushions washable?", longest=100)
    assert len(quoted) <= 100
    assert quoted.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_asked_and_relevance_stays_a_share(asked: str) -> None:
    for found in index_of().search(asked, now=NOW):
        assert 0 < found.relevance <= 1
        assert found.shared


def test_a_long_message_is_read_in_time() -> None:
    index = index_of()
    began = time.perf_counter()
    index.search("return " * 10_000 + "guarantee. " * 2_000, now=NOW)
    assert time.perf_counter() - began < 2
