"""The trigger engine: which trigger decides, what is recorded, and when a customer is not asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from segue.domain.conditions import BadCondition
from segue.domain.lifecycle import Urgency
from segue.domain.offers import Answer, OfferMade, Offers
from segue.domain.policy import Decision, Outcome, Policy, TopicExamples, Trigger
from segue.domain.queues import Queue, QueueKind, Route
from segue.domain.record import decision_record
from segue.domain.signals.observe import Observed
from segue.domain.triggers import Occasion, TriggerEngine, shortened

ASKS = Trigger("asks", Outcome.HANDOFF, when="asks_for_human == 'clear'", reason="customer_asked")
BARE = Trigger("bare", Outcome.OFFER, when="asks_for_human == 'unclear'")
STUCK = Trigger("stuck", Outcome.OFFER, when="failed_attempts >= 2 || repeats >= 3", category="technical")
SOFT = Trigger("soft", Outcome.OFFER, when="failed_attempts == 1", urgency=Urgency.SOFT)
LEGAL = Trigger("legal", Outcome.HANDOFF, when="'legal' in topics", urgency=Urgency.IMMEDIATE, queue="billing")
LEAVING = Trigger("leaving", Outcome.OFFER, when="page.path.startsWith('/cancel')", proactive=True)
GOLD = Trigger("gold", Outcome.OFFER, when="customer.tier == 'gold'")
REFUND = Trigger("refund", Outcome.HANDOFF, guidance="wants money", examples=("I want my 800 euros back",))
NOTE = Trigger("note", Outcome.STAY, when="repeats == 1")
DECLINED = Offers((OfferMade("stuck", Answer.DECLINED),))
ALL = (ASKS, BARE, STUCK, SOFT, LEGAL, LEAVING, GOLD, REFUND, NOTE)

QUIET = {
    "asks_for_human": "no",
    "failed_attempts": 0,
    "repeats": 0,
    "topics": [],
    "page.path": "/",
    "customer.tier": "",
}


@dataclass(frozen=True)
class Words:
    signal: str
    text: str


def policy(*triggers: Trigger) -> Policy:
    return Policy(
        triggers=triggers,
        route=(Route("tech", "category == 'technical'"), Route("vip", "customer.tier == 'gold'"), Route("general")),
        queues={name: Queue(name) for name in ("general", "tech", "vip", "billing")},
        hash="v1",
        topics={"legal": TopicExamples(("I will sue you",))},
        facts={"customer.tier": "string"},
    )


def decide(*triggers: Trigger, values: dict[str, Any] | None = None, **told: Any) -> Decision:
    return TriggerEngine(policy(*(triggers or ALL))).decide({**QUIET, **(values or {})}, **told)


def verdicts(decision: Decision) -> dict[str, str]:
    return {weighed.trigger: weighed.verdict for weighed in decision.weighed}


@pytest.mark.parametrize(
    ("values", "text", "outcome", "trigger", "queue", "hint"),
    [
        ({}, "hello", "stay", "", "", ""),
        ({"asks_for_human": "clear"}, "agent", "handoff", "asks", "general", ""),
        ({"asks_for_human": "unclear"}, "agent", "offer", "bare", "general", ""),
        ({"failed_attempts": 2}, "no!", "offer", "stuck", "tech", ""),
        ({"failed_attempts": 1}, "no", "stay", "soft", "", "try_once_more"),
        ({"topics": ["legal"]}, "lawyer", "handoff", "legal", "billing", ""),
        ({"customer.tier": "gold"}, "hi", "offer", "gold", "vip", ""),
        ({"page.path": "/cancel"}, "hi", "offer", "leaving", "general", ""),
        ({}, "I want my 900 euros back", "handoff", "refund", "general", ""),
        ({"repeats": 1}, "hi", "stay", "note", "", ""),
        # the strongest outcome wins
        ({"asks_for_human": "clear", "failed_attempts": 3}, "agent", "handoff", "asks", "general", ""),
        ({"failed_attempts": 1, "customer.tier": "gold"}, "hi", "offer", "gold", "vip", ""),
        ({"failed_attempts": 1, "repeats": 1}, "hi", "stay", "soft", "", "try_once_more"),
        # among equals the immediate one, then the first listed
        ({"asks_for_human": "clear", "topics": ["legal"]}, "agent", "handoff", "legal", "billing", ""),
        ({"failed_attempts": 2, "customer.tier": "gold"}, "hi", "offer", "stuck", "tech", ""),
    ],
)
def test_one_message_one_decision(
    values: dict[str, Any], text: str, outcome: str, trigger: str, queue: str, hint: str
) -> None:
    decision = decide(values=values, text=text)
    assert (decision.outcome, decision.trigger, decision.queue, decision.hint) == (outcome, trigger, queue, hint)
    assert decision.policy_version == "v1"


def test_every_trigger_is_weighed_and_recorded_in_the_order_of_the_policy() -> None:
    decision = decide(values={"asks_for_human": "clear", "failed_attempts": 2}, text="agent")
    assert list(verdicts(decision)) == [trigger.id for trigger in ALL]
    assert [name for name, verdict in verdicts(decision).items() if verdict == "fired"] == ["asks", "stuck"]


def test_the_reason_is_the_triggers_id_when_the_policy_names_none() -> None:
    assert decide(values={"asks_for_human": "clear"}).reason == "customer_asked"
    assert decide(values={"asks_for_human": "unclear"}).reason == "bare"


def test_a_decision_carries_what_the_conditions_saw_and_nothing_else() -> None:
    decision = decide(values={"failed_attempts": 2, "customer.email": "ana@example.org"})
    assert decision.signals == {**QUIET, "failed_attempts": 2}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "fired"),
        ({"offers": DECLINED}, "suppressed"),
        ({"offer_open": True}, "suppressed"),
    ],
)
def test_a_customer_is_offered_a_person_once(told: dict[str, Any], expected: str) -> None:
    decision = decide(values={"failed_attempts": 2}, **told)
    assert verdicts(decision)["stuck"] == expected
    assert decision.outcome is (Outcome.OFFER if expected == "fired" else Outcome.STAY)


def test_a_customer_who_asks_again_is_offered_a_person_again() -> None:
    assert decide(values={"asks_for_human": "unclear"}, offers=DECLINED).outcome is Outcome.OFFER


def test_asking_again_counts_on_a_message_only() -> None:
    decision = decide(values={"asks_for_human": "unclear"}, offers=DECLINED, occasion=Occasion.BOT_ERROR)
    assert verdicts(decision)["bare"] == "suppressed"


def test_a_customer_who_declines_a_person_is_not_offered_one() -> None:
    decision = decide(values={"asks_for_human": "declines", "failed_attempts": 3})
    assert decision.outcome is Outcome.STAY
    assert verdicts(decision)["stuck"] == "suppressed"


def test_a_handoff_is_never_suppressed() -> None:
    assert decide(values={"topics": ["legal"]}, offers=DECLINED, offer_open=True).outcome is Outcome.HANDOFF


def test_when_the_offer_is_suppressed_the_next_strongest_decides() -> None:
    soft = replace(SOFT, when="failed_attempts >= 1")
    decision = decide(STUCK, soft, values={"failed_attempts": 2}, offers=DECLINED)
    assert (decision.outcome, decision.trigger, decision.hint) == (Outcome.STAY, "soft", "try_once_more")


@pytest.mark.parametrize("told", [{"handoff_open": True}, {"bot_owns": False}])
def test_nothing_is_weighed_while_a_person_is_due_or_speaks(told: dict[str, Any]) -> None:
    decision = decide(values={"asks_for_human": "clear"}, text="agent", **told)
    assert decision.outcome is Outcome.STAY
    assert set(verdicts(decision).values()) == {"not_applicable"}


@pytest.mark.parametrize(
    ("occasion", "weighed"),
    [
        (Occasion.MESSAGE, {trigger.id for trigger in ALL}),
        (Occasion.PAGE, {"leaving"}),
        (Occasion.FACTS, {"leaving", "gold"}),
        (Occasion.BOT_ERROR, {trigger.id for trigger in ALL} - {"refund"}),
        (Occasion.BOT_SILENT, {trigger.id for trigger in ALL} - {"refund"}),
    ],
)
def test_each_occasion_weighs_the_triggers_it_can_change(occasion: Occasion, weighed: set[str]) -> None:
    decision = decide(occasion=occasion)
    assert {name for name, verdict in verdicts(decision).items() if verdict != "not_applicable"} == weighed


def test_a_condition_that_cannot_be_weighed_is_recorded_and_never_fires() -> None:
    engine = TriggerEngine(policy(*ALL))
    decision = engine.decide({"asks_for_human": "clear"}, text="agent")
    assert decision.trigger == "asks"
    assert verdicts(decision)["gold"] == "could_not_tell"
    assert next(w.detail for w in decision.weighed if w.trigger == "gold")


@pytest.mark.parametrize(
    ("values", "evidence", "text", "proof"),
    [
        (
            {"asks_for_human": "clear"},
            [Words("asks_for_human", "get me an agent")],
            "Hi, get me an agent",
            "get me an agent",
        ),
        ({"asks_for_human": "clear"}, [Words("topics", "x"), Words("asks_for_human", "y")], "x y", "y"),
        ({"topics": ["legal"]}, [Words("legal", "my lawyer")], "I call my lawyer", "my lawyer"),
        ({"failed_attempts": 2}, [Words("legal", "my lawyer")], "this   does\nnot work", "this does not work"),
        ({}, [], "Hello. I want my 900 euros back. Thanks.", "I want my 900 euros back."),
    ],
)
def test_the_evidence_is_the_customers_own_words(
    values: dict[str, Any], evidence: list[Words], text: str, proof: str
) -> None:
    assert decide(values=values, evidence=evidence, text=text).evidence == proof


def test_a_page_visit_has_no_words_for_evidence() -> None:
    decision = decide(values={"page.path": "/cancel"}, text="hello", occasion=Occasion.PAGE)
    assert (decision.trigger, decision.evidence) == ("leaving", "")


@pytest.mark.parametrize(
    ("text", "short"),
    [("a b", "a b"), ("one two three", "one two…"), ("onetwothreefour", "onetwothr…"), ("  one\n\ttwo ", "one two")],
)
def test_long_words_are_shortened_between_words(text: str, short: str) -> None:
    assert shortened(text, 10) == short


def test_a_handoff_that_no_trigger_caused_is_routed_too() -> None:
    engine = TriggerEngine(policy(ASKS))
    plain = Decision(Outcome.HANDOFF, "v1")
    assert engine.route(plain, QUIET) == "general"
    assert engine.route(replace(plain, category="technical"), QUIET) == "tech"
    assert engine.route(replace(plain, queue="billing", category="technical"), QUIET) == "billing"
    assert engine.route(plain, {**QUIET, "customer.tier": "gold"}) == "vip"
    assert engine.route(plain, {}) == "general", "a route that could not tell does not match"


BY_MAIL = replace(STUCK, by=QueueKind.EMAIL)


@pytest.mark.parametrize(
    ("trigger", "by"),
    [
        (STUCK, QueueKind.TICKET),
        (BY_MAIL, QueueKind.EMAIL),
        (replace(STUCK, queue="tech"), None),
        (replace(BY_MAIL, queue="tech"), QueueKind.EMAIL),
        (replace(STUCK, category="other"), None),
    ],
    ids=["the line of the route", "the trigger first", "a named queue has no line", "a named queue", "no line says it"],
)
def test_how_it_is_answered_is_said_by_the_trigger_else_by_the_line_of_the_route(
    trigger: Trigger, by: QueueKind | None
) -> None:
    by_ticket = Route("tech", "category == 'technical'", QueueKind.TICKET)
    engine = TriggerEngine(replace(policy(trigger), route=(by_ticket, Route("general"))))
    decision = engine.decide({**QUIET, "failed_attempts": 2})
    assert decision.by is by
    again = Decision(Outcome.HANDOFF, "v1", trigger="stuck", category=trigger.category, queue=trigger.queue)
    assert engine.route_of(again, QUIET).by is by, "also when it is carried on later"
    assert decision_record(decision, Observed()).get("by") == by


def test_a_message_without_a_topic_is_routed_by_those_before_it() -> None:
    routed = replace(policy(ASKS), route=(Route("billing", "'billing_dispute' in topics"), Route("general")))
    engine = TriggerEngine(routed)
    asks = {**QUIET, "asks_for_human": "clear"}
    assert engine.decide({**asks, "topics_so_far": ["billing_dispute"]}).queue == "billing"
    now = {"topics": ["security"], "topics_so_far": ["billing_dispute", "security"]}
    assert engine.decide({**asks, **now}).queue == "general", "what it is about now counts first"


def test_the_engine_refuses_a_policy_with_a_wrong_condition() -> None:
    with pytest.raises(BadCondition, match="clear"):
        TriggerEngine(policy(replace(ASKS, when="asks_for_human == 'claer'")))


def test_the_same_facts_give_the_same_decision() -> None:
    told: dict[str, Any] = {"values": {"asks_for_human": "clear", "topics": ["legal"]}, "text": "I sue you"}
    assert decide(**told) == decide(**told)
