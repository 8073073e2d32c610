"""The demo bot's knowledge: the right article, or an honest doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.demo.knowledge import NOT_SURE, UNSURE, Article, Knowledge, of_the_shop

SHOP = of_the_shop()


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Where is my parcel?", "Track an order"),
        ("how long does delivery take", "Delivery times"),
        ("How do I return my chair?", "Return something"),
        ("When will I get my refund?", "How refunds work"),
        ("Can I pay by PayPal?", "Ways to pay"),
        ("How do I assemble it?", "Assembly"),
        ("hi", "Greeting"),
        ("thanks!", "Thanks"),
    ],
)
def test_a_question_finds_its_article(question: str, title: str) -> None:
    found = SHOP.answer(question)
    assert (found.title, found.confidence >= UNSURE) == (title, True)


@pytest.mark.parametrize(
    "question",
    ["The left hinge of my wardrobe squeaks", "what is the meaning of life", "it still does not work", "???"],
)
def test_what_the_articles_do_not_know_is_doubted_with_low_confidence(question: str) -> None:
    found = SHOP.answer(question)
    assert found.text == NOT_SURE
    assert found.confidence < UNSURE


def test_the_shop_has_some_twenty_five_articles_of_one_screen_each() -> None:
    articles = SHOP.articles
    assert 25 <= len(articles) <= 30
    assert len({article.title for article in articles}) == len(articles)
    assert all(len(article.text) <= 240 for article in articles)


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    knowledge = Knowledge(
        [Article("Lamps", "lamp order"), Article("Sofas", "sofa order"), Article("Beds", "bed order")]
    )
    assert knowledge.answer("order sofa").title == "Sofas"


@given(st.text(max_size=300))
def test_any_text_gets_the_same_answer_twice_with_a_confidence_from_0_to_1(text: str) -> None:
    first = SHOP.answer(text)
    assert first == SHOP.answer(text)
    assert 0 <= first.confidence <= 1
