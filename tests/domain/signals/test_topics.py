"""Six topics are read by models; a policy's examples raise them, its counter-examples lower them."""

from __future__ import annotations

import pytest

from segue.domain.policy import TopicExamples
from segue.domain.signals.linear import NO_MODELS
from segue.domain.signals.topics import ABOUT, BUILT_IN, topic_scores
from segue.trained import load

MODELS = load()


def about(text: str, **given: TopicExamples) -> set[str]:
    return {name for name, topic in topic_scores(text, given, "en", MODELS).items() if topic.score >= ABOUT}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("You charged me twice for the same order", {"billing_dispute"}),
        ("I want to cancel my subscription", {"cancellation"}),
        ("My card was stolen yesterday", {"security"}),
        ("You will hear from my lawyer", {"legal"}),
        ("I want to make a subject access request under GDPR", {"compliance"}),
        ("What is the notice period of my contract?", {"contract"}),
        ("Where is my parcel?", set()),
        ("What time do you close?", set()),
        ("How do I pay my bill?", set()),
        ("", set()),
        ("😡", set()),
    ],
)
def test_built_in_topics_need_no_policy(text: str, topics: set[str]) -> None:
    assert about(text) == topics


def test_two_things_in_one_sentence_are_both_found() -> None:
    text = "I want to cancel my subscription and someone logged in to my account last night"
    found = topic_scores(text, {}, "en", MODELS)
    assert about(text) == {"cancellation", "security"}
    assert found["security"].words.startswith("and someone")


def test_each_built_in_topic_always_has_a_score() -> None:
    assert set(topic_scores("hello", {}, "en", NO_MODELS)) == set(BUILT_IN)


def test_a_topic_of_the_policys_own_is_found_by_its_examples() -> None:
    shipping = TopicExamples(("where is my parcel", "the delivery has not arrived"))
    assert about("where is my parcel now?", shipping=shipping) == {"shipping"}


def test_examples_teach_a_built_in_topic_the_words_of_a_trade() -> None:
    text = "my gnome was turned to stone"
    assert about(text) == set()
    assert about(text, security=TopicExamples(("gnome was turned to stone",))) == {"security"}


def test_a_counter_example_that_is_nearer_lowers_a_topic() -> None:
    text = "I want to cancel my newsletter"
    assert about(text) == {"cancellation"}
    nearer = TopicExamples(counter_examples=("I want to cancel my newsletter please",))
    assert about(text, cancellation=nearer) == set()
    (lowered,) = topic_scores(text, {"cancellation": nearer}, "en", MODELS)["cancellation"].contributions[-1:]
    assert (lowered.feature, lowered.weight < 0) == ("nearest counter-example", True)


def test_a_topic_says_which_sentence_and_why() -> None:
    found = topic_scores("Hello there. You will hear from my lawyer.", {}, "en", MODELS)["legal"]
    assert found.words == "You will hear from my lawyer"
    assert found.contributions[0].signal == "score.legal"
    assert found.contributions[0].feature == "model"
