"""How a message sounds. Tables of messages, one a mood, and those that only look as if they had one."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.signals.languages import CUES, languages_of
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.mood import MOODS, Before, Mood, heard, read_mood
from segue.domain.signals.mood_worth import WORTH
from segue.domain.signals.observe import Observer

ENGLISH = languages_of(("en",))


def read(text: str, before: Before = Before()) -> Mood:  # noqa: B008
    return read_mood(text, ENGLISH, NO_MODELS, before)


def moods(text: str, bot_said: str = "") -> set[str]:
    mood = read(text, Before(bot_said))
    return {name for name in MOODS if getattr(mood, name) >= 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "no, I said Tuesday",
        "that's not what I asked for",
        "I don't like that one",
        "none of those, they are too expensive",
        "you already asked me that",
        "that didn't help at all",
        "this is going nowhere",
        "you keep giving me the same answer",
        "No, not the airport, the station",
        "I'm really not happy with this",
        "ugh, useless",
        "Wrong city again!",
    ],
)
def test_a_customer_who_turns_down_what_the_bot_says_is_dissatisfied(text: str) -> None:
    assert "dissatisfied" in moods(text)


@pytest.mark.parametrize(
    "text",
    [
        "My parcel is two weeks late and nobody answers my emails",
        "@shop the blender I bought from you broke after two days",
        "you charged me twice and your support ignores me",
        "Terrible service, I want my money back",
        "why is your website down again",
        "I am not satisfied with the quality of this phone",
        "my order never arrived!!",
        "Great job losing my bag, thanks for nothing",
        "I want to make a complaint about the driver",
    ],
)
def test_a_message_that_complains_of_a_product_or_service_is_a_complaint(text: str) -> None:
    assert "complaint" in moods(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't cope any more",
        "I am so scared, he is following me",
        "please, I have no food for my children",
        "I don't want to live any more",
        "I'm having a panic attack",
        "My husband died on Sunday and I don't know what to do",
        "we are being evicted tomorrow",
    ],
)
def test_a_person_who_is_in_a_bad_way_is_in_distress(text: str) -> None:
    assert "distress" in moods(text)


@pytest.mark.parametrize(
    "text",
    [
        "production is down",
        "this is urgent",
        "my flight leaves in 2 hours",
        "please answer asap",
        "I need it by tomorrow 9 am",
        "nobody in our company can log in",
        "it has to be fixed before midnight",
        "the deadline is today",
    ],
)
def test_deadlines_and_outages_are_urgent(text: str) -> None:
    assert "urgent" in moods(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do I cancel a subscription for a friend",
        "I love that you let me cancel anytime",
        "I lost my card",
        "cancel my booking please",
        "can you recommend horror movies",
        "I need a refund form",
        "no thanks, that's all",
        "No, just one person",
        "I have no complaints, great service",
        "it works now, thank you",
        "not bad at all",
        "no problem, take your time",
        "it's not urgent",
        "where is the emergency exit",
        "how do I set up a staging server",
        "I can't wait to try it",
        "my favourite film is about a terrible disaster",
        "what is your return policy?",
        "THANK YOU SO MUCH!!!",
        "my mistake, I gave you the old number",
        "the site is down the road from us, right?",
        "",
        "   ",
        "👍",
        "12345",
    ],
)
def test_a_message_that_only_looks_like_one_has_no_mood(text: str) -> None:
    assert moods(text) == set()


def test_distress_and_dissatisfaction_are_told_apart() -> None:
    assert "distress" not in moods("this is so frustrating, you got it wrong again")
    assert moods("my mother is in intensive care and I am terrified") == {"distress"}
    assert {"distress", "dissatisfied"} <= moods(
        "I'm begging you, I'm desperate, and you keep asking the same question"
    )


def test_a_plain_remark_weighs_more_after_a_bot_that_found_nothing() -> None:
    plain = read("what about the one in the north").dissatisfied
    after = read(
        "what about the one in the north", Before("I'm sorry, there are no restaurants like that.")
    ).dissatisfied
    assert after > plain


@pytest.mark.parametrize(
    ("bot_said", "more"),
    [
        ("You might like Alien.", True),
        ("Have you tried the new Thai place?", True),
        ("Do you have an order number?", False),
        ("Is there anything else I can do for you?", False),
        ("", False),
    ],
)
def test_a_no_counts_when_the_bot_had_suggested_something_and_not_when_it_asked_for_a_fact(
    bot_said: str, more: bool
) -> None:
    alone = read("No, never").dissatisfied
    assert (read("No, never", Before(bot_said)).dissatisfied > alone) is more


def test_a_bad_opinion_that_the_bot_asked_for_counts_less() -> None:
    text = "I didn't like it, it was boring"
    assert (
        read(text, Before("How did you find the movie? What did you dislike?")).dissatisfied < read(text).dissatisfied
    )


@pytest.mark.parametrize(
    "before", [Before("Hello.", bot_repeats=1), Before("Hello.", repeated=True), Before("Hello.", failed=True)]
)
def test_repetition_on_either_side_makes_it_worse(before: Before) -> None:
    assert read("my order 17", before).dissatisfied > read("my order 17", Before("Hello.")).dissatisfied


@pytest.mark.parametrize(
    ("calm", "loud"),
    [
        ("this is the third time it failed", "this is the third time it failed!!!"),
        ("why is my order late", "why is my order late??"),
    ],
)
def test_loud_signs_make_a_bad_message_worse(calm: str, loud: str) -> None:
    assert read(loud).dissatisfied >= read(calm).dissatisfied
    assert read(loud).complaint >= read(calm).complaint


def test_loud_signs_alone_say_nothing() -> None:
    assert not {each.feature for each in heard("SEE YOU SOON IN THE SHOP!!!", ENGLISH)} & {"shouting", "exclaiming"}


def test_praise_beside_a_failure_does_not_speak_against_a_complaint() -> None:
    features = {each.feature for each in heard("Great job, my parcel never arrived", ENGLISH)}
    assert "cue: sarcasm" in features
    assert not features & {"cue: satisfaction", "cue: positive"}


def test_what_comes_before_a_but_counts_half() -> None:
    text = "The staff were lovely, but the heating was broken"
    counts = {each.feature: each.count for each in heard(text, ENGLISH)}
    assert counts["cue: positive"] == 0.5


def test_the_contributions_add_up_to_the_probability_and_quote_the_customer() -> None:
    text = "No, I said Tuesday. You got it wrong AGAIN!!"
    mood = read(text)
    assert all(each.words in text for each in mood.contributions)
    assert {each.signal for each in mood.contributions} <= set(MOODS)
    quoted = [each.words for each in mood.contributions if each.feature == "cue: correction"]
    assert quoted[0].startswith("No, I said")


def test_the_evidence_of_a_turn_names_a_mood_only_where_it_is_likely() -> None:
    observer = Observer(("en",))
    calm, _ = observer.customer("I do not need a return ticket", SignalMemory())
    angry, _ = observer.customer("This is ridiculous, your app is broken again", SignalMemory())
    assert not [each for each in calm.evidence if each.signal in MOODS]
    assert {"ridiculous", "is broken"} <= {each.text for each in angry.evidence if each.signal == "complaint"}


class Shy(LinearModels):
    def scores(self, text: str) -> dict[str, float]:
        return {"complaint": -100.0}


def test_the_model_is_one_voice_among_several() -> None:
    text = "the zip of this jacket is broken"
    mood = read_mood(text, ENGLISH, Shy())
    assert 0.25 < mood.complaint < read(text).complaint
    assert [each.weight for each in mood.contributions if each.feature == "model"] == [-1.0]


def test_every_kind_of_cue_that_has_a_worth_is_known() -> None:
    assert {name.removeprefix("cue: ") for name in WORTH if name.startswith("cue: ")} <= set(CUES)


def test_every_kind_of_english_cue_is_known() -> None:
    assert set(ENGLISH[0].cues) <= set(CUES)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_gives_probabilities_and_quotes_itself(text: str, bot_said: str) -> None:
    mood = read(text, Before(bot_said))
    assert all(0 <= getattr(mood, name) <= 1 for name in MOODS)
    assert all(each.words in text for each in mood.contributions)


def test_of_a_message_of_many_lines_the_first_and_the_last_are_heard() -> None:
    lines = ["and so on"] * 400
    assert "complaint" in moods("\n".join([*lines, "your app is broken and nobody answers my emails"]))
    assert "complaint" in moods("\n".join(["your app is broken and nobody answers my emails", *lines]))


def test_the_same_message_always_sounds_the_same() -> None:
    text = "not again, it is broken, fix it now please 😡"
    assert read(text) == read(text)


def test_it_needs_no_numpy() -> None:
    assert "numpy" not in vars(sys.modules["segue.domain.signals.mood"])
