"""The demo shop's policy, from the customer's words to the decision."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import segue
from segue.domain.conversation import Conversation, PageVisit
from segue.domain.policy import Decision
from segue.domain.signals import facts
from segue.domain.signals.memory import SignalMemory
from segue.domain.signals.observe import Observer
from segue.domain.triggers import Occasion, TriggerEngine
from segue.policy_file import load_policy
from segue.trained import load

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
POLICY = load_policy((Path(segue.__file__).parent / "demo" / "policy.yaml").read_text(encoding="utf-8"))
ENGINE = TriggerEngine(POLICY)
OBSERVER = Observer(POLICY.languages, POLICY.topics, load())


def decide(text: str, memory: SignalMemory | None = None) -> Decision:
    observed, _ = OBSERVER.customer(text, memory or SignalMemory())
    values = facts.values(Conversation("default", "c1", NOW, NOW), observed, POLICY, now=NOW)
    return ENGINE.decide(values, text=text, evidence=observed.evidence)


@pytest.mark.parametrize(
    ("text", "outcome", "trigger", "queue"),
    [
        ("Hi there", "stay", "", ""),
        ("Do you have the oak table in stock?", "stay", "", ""),
        ("how do I pay by invoice", "stay", "", ""),
        ("what does the legal warranty mean", "stay", "", ""),
        ("I want to order a table for 900 euros", "stay", "", ""),
        ("please don't connect me with an agent", "stay", "", ""),
        ("agent", "offer", "bare-keyword", "support"),
        ("I want to talk to a human", "handoff", "asks-for-human", "support"),
        ("you charged me twice!", "handoff", "billing-dispute", "billing"),
        ("the amount on my invoice is wrong", "handoff", "billing-dispute", "billing"),
        ("I want my 900 euros back", "handoff", "refund-over-500", "billing"),
        ("I will sue you", "handoff", "legal", "support"),
        ("my account was hacked", "handoff", "security", "support"),
        ("delete all the personal data you hold on me under the GDPR", "handoff", "compliance", "support"),
        ("I want to terminate our framework contract early", "handoff", "contract", "trade"),
        ("I cannot cope any more, I feel like ending it all", "handoff", "distress", "support"),
        ("I am a journalist and write about your factory", "handoff", "press", "support"),
        ("do you have a newspaper rack", "stay", "", ""),
    ],
)
def test_a_first_message(text: str, outcome: str, trigger: str, queue: str) -> None:
    decision = decide(text)
    assert (decision.outcome, decision.trigger, decision.queue) == (outcome, trigger, queue)
    could_not_tell = [weighed for weighed in decision.weighed if weighed.verdict == "could_not_tell"]
    assert [weighed for weighed in could_not_tell if not weighed.detail.endswith("not known")] == []


def test_a_bot_that_fails_once_tries_again_and_twice_offers_a_person() -> None:
    memory = SignalMemory()
    hints: list[tuple[str, str]] = []
    for question in ("where is my parcel", "it says the tracking number does not exist"):
        _, memory = OBSERVER.customer(question, memory)
        _, memory = OBSERVER.bot("Sorry, I did not understand that.", memory)
        decision = decide("and now?", memory)
        hints.append((decision.outcome.value, decision.hint))
    assert hints == [("stay", "try_once_more"), ("offer", "")]


def test_a_visit_to_the_trade_page_offers_the_trade_desk() -> None:
    conversation = Conversation(
        "default", "c1", NOW, NOW, pages=(PageVisit("https://quillwood.example/trade/prices", "Trade", NOW),)
    )
    values = facts.values(conversation, OBSERVER.nothing(SignalMemory()), POLICY, now=NOW)
    decision = ENGINE.decide(values, occasion=Occasion.PAGE)
    assert (decision.outcome.value, decision.trigger, decision.queue) == ("offer", "trade-question", "trade")
