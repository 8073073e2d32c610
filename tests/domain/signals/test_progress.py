"""Whether a conversation gets anywhere: what bots tell of themselves, what counts as failed, how involved it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.signals.complexity import PARTS, complexity
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.progress import Report, bot_step, customer_step, lets_down, silence_step

ENGLISH = ("en",)
START = SignalMemory()


def after(*steps: str | Report) -> SignalMemory:
    """Texts are the customer's; reports come with a message of the bot."""
    memory = START
    for number, step in enumerate(steps):
        if isinstance(step, Report):
            memory = bot_step(f"Here is answer {number}.", memory, step, ENGLISH)
        else:
            memory = customer_step(step, memory, ENGLISH).memory
    return memory


@pytest.mark.parametrize(
    ("report", "failed", "down"),
    [
        (Report(), 0, False),
        (Report(confidence=0.9), 0, False),
        (Report(confidence=0.39), 1, False),
        (Report(error="timeout"), 1, True),
        (Report(no_match=True), 1, True),
        (Report(outside_knowledge=True), 1, True),
        (Report(articles=("kb-1",)), 0, False),
        (Report(confidence=0.1, error="x", no_match=True, outside_knowledge=True), 1, True),
    ],
)
def test_what_a_bot_tells_of_its_answer_counts_once(report: Report, failed: int, down: bool) -> None:
    before = after("where is my parcel")
    memory = bot_step("Here you are.", before, report, ENGLISH)
    assert memory.failed_attempts == failed
    assert lets_down(report, before, memory) is down


@pytest.mark.parametrize(
    ("said", "knows", "refuses"),
    [
        ("Sorry, I do not know.", False, False),
        ("I'm sorry, I cannot help with that.", True, True),
        ("It arrives on Monday.", True, False),
    ],
)
def test_what_a_bot_says_in_words_lets_down_as_well(said: str, knows: bool, refuses: bool) -> None:
    before = after("where is my parcel")
    memory = bot_step(said, before, Report(), ENGLISH)
    assert lets_down(Report(), before, memory) is (not knows or refuses)


def test_the_same_article_again_is_counted_and_others_are_not() -> None:
    one, two = Report(articles=("kb-1",)), Report(articles=("kb-2", "kb-1"))
    assert after("a question", one, "I read that", one).same_article == 1
    assert after("a question", one, "I read that", Report(articles=("kb-3",))).same_article == 0
    assert after("a question", two, "I read that", two).same_article == 2
    before = after("a question", one, "I read that")
    assert lets_down(one, before, bot_step("Read this.", before, one, ENGLISH))


def test_articles_that_are_remembered_are_few() -> None:
    memory = START
    for number in range(100):
        memory = bot_step("Read this.", memory, Report(articles=(f"kb-{number}",)), ENGLISH)
    assert len(memory.articles) <= 10


def test_an_answer_that_comes_late_is_not_a_second_failure() -> None:
    memory = silence_step(after("where is my parcel"))
    assert bot_step("Sorry.", memory, Report(no_match=True), ENGLISH).failed_attempts == 1


def test_what_worked_settles_failures_and_refusals() -> None:
    failing = after("where is my parcel", Report(), "that did not help", Report(), "that did not help either")
    assert (failing.failed_attempts, failing.refusals) == (2, 2)
    settled = customer_step("great, that worked, thanks", bot_step("Try this.", failing, Report(), ENGLISH), ENGLISH)
    assert (settled.memory.failed_attempts, settled.memory.refusals) == (0, 0)


# --- how involved ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("memory", "score", "features"),
    [
        (START, 0.0, []),
        (replace(START, topics=("billing",)), 0.0, []),
        (replace(START, failed_attempts=1), 0.1, ["failed attempts: 1"]),
        (replace(START, failed_attempts=30), 0.3, ["failed attempts: 30"]),
        (replace(START, values=("order 1", "amount 2 EUR"), turns=6), 0.15, ["account values: 2", "length: 6"]),
        (replace(START, topics=("a", "b", "c", "d")), 0.15, ["topics: 3"]),
    ],
)
def test_each_part_of_complexity_is_visible(memory: SignalMemory, score: float, features: list[str]) -> None:
    found, parts = complexity(memory)
    assert found == pytest.approx(score)
    assert [part.feature for part in parts] == features
    assert {part.signal for part in parts} <= {"complexity"}


def test_the_shares_make_one() -> None:
    assert sum(share for share, _ in PARTS.values()) == pytest.approx(1.0)


COUNT = st.integers(0, 100)
MEMORIES = st.builds(SignalMemory, turns=COUNT, failed_attempts=COUNT, repeats=COUNT, bot_repeats=COUNT)


@given(MEMORIES)
def test_the_parts_add_up_and_more_is_never_less(memory: SignalMemory) -> None:
    score, parts = complexity(memory)
    assert 0 <= score <= 1
    assert sum(part.weight for part in parts) == pytest.approx(score)
    assert complexity(replace(memory, failed_attempts=memory.failed_attempts + 1))[0] >= score
