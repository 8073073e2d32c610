"""What the words depend on: the category of a case, its tone, and what may safely be named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversation import Conversation, Customer
from segue.domain.policy import Policy
from segue.domain.signals.memory import Course, SignalMemory
from segue.domain.wording import Category, Matter, language_of, say, situation_of
from segue.domain.wording.situation import LONGEST_NAME, spoken_name

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
POLICY = Policy((), (), {}, languages=("en", "de", "pt-BR"), important_tiers=("Enterprise",))
BAD = Course(bad=True)


def conversation(*, customer: Customer | None = None, language: str = "", **signals: Any) -> Conversation:
    memory = SignalMemory(turns=1, **signals)
    return Conversation("w", "c", NOW, NOW, customer=customer or Customer(), language=language, signals=memory)


DISPUTE = ("billing_dispute",)
BIG = Customer("c1", "Ana Silva", verified=True, facts={"tier": "enterprise"})


@pytest.mark.parametrize(
    ("category", "reason", "topics", "found"),
    [
        ("billing", "customer_asked", ("security",), Category.BILLING),
        ("wholesale", "customer_asked", ("security",), Category.SECURITY),
        ("", "billing_dispute", (), Category.BILLING),
        ("", "bot_stuck", ("billing_dispute",), Category.TECHNICAL),
        ("", "bot_error", (), Category.TECHNICAL),
        ("", "", ("compliance",), Category.LEGAL),
        ("", "", ("contract",), Category.LEGAL),
        ("", "", ("legal", "billing_dispute"), Category.BILLING),
        ("", "", ("cancellation", "shipping"), Category.GENERAL),
        ("important_account", "", (), Category.IMPORTANT_ACCOUNT),
        ("distress", "", ("security",), Category.DISTRESS),
        ("security", "distress", (), Category.DISTRESS),
    ],
)
def test_the_category_is_the_triggers_else_that_of_its_reason_else_of_the_newest_topic(
    category: str, reason: str, topics: tuple[str, ...], found: Category
) -> None:
    assert situation_of(conversation(topics=topics), POLICY, category=category, reason=reason).category is found


def test_a_vouched_for_tier_of_the_policy_is_an_important_account_in_all_but_security_and_legal_matters() -> None:
    def of(category: str, customer: Customer = BIG) -> tuple[Category, str]:
        found = situation_of(conversation(customer=customer), POLICY, category=category)
        return found.category, found.tier

    assert of("billing") == of("") == (Category.IMPORTANT_ACCOUNT, "Enterprise")
    assert of("legal") == (Category.LEGAL, "")
    assert of("security") == (Category.SECURITY, "")
    assert of("", replace(BIG, verified=False)) == (Category.GENERAL, "")
    assert of("", replace(BIG, facts={"tier": "free"})) == (Category.GENERAL, "")


def test_distress_comes_before_everything_whoever_noticed_it() -> None:
    big = conversation(customer=BIG, topics=("legal",), distressed=True)
    assert situation_of(big, POLICY, category="billing", reason="customer_asked").category is Category.DISTRESS
    assert situation_of(conversation(customer=BIG), POLICY, reason="distress").category is Category.DISTRESS


@pytest.mark.parametrize(
    ("course", "reason", "upset"),
    [(BAD, "", True), (Course(), "dissatisfied", True), (Course(), "customer_frustrated", True), (Course(), "", False)],
)
def test_the_tone_follows_the_mood_and_the_triggers_reason(course: Course, reason: str, upset: bool) -> None:
    found = situation_of(conversation(course=course), POLICY, reason=reason)
    assert (found.frustrated, found.category is Category.FRUSTRATED) == (upset, upset)
    billing = situation_of(conversation(course=course), POLICY, reason=reason, category="billing")
    assert (billing.frustrated, billing.category) == (upset, Category.BILLING)


@pytest.mark.parametrize(
    ("values", "topics", "matter"),
    [
        (("order Q-1182",), (), Matter("matter_order", "Q-1182")),
        (("order Q-1182", "invoice 2231", "amount 800 EUR"), (), Matter("matter_invoice", "2231")),
        (("amount 49.9 EUR",), ("billing_dispute",), Matter("matter_amount", amount=49.9, currency="EUR")),
        (("amount 49.9 EUR",), (), Matter()),  # what something costs, most likely
        (("order Q-1182",), ("security",), Matter()),  # named for something else, most likely
        (("contract C-77", "order 1", "amount 5 EUR"), ("legal",), Matter("matter_contract", "C-77")),
        (("order 1", "order 2"), (), Matter()),  # which one?
        (("order 1", "order 2", "amount 5 EUR"), (), Matter()),
        (("amount 5 EUR", "amount 7 EUR"), DISPUTE, Matter("matter_topic_billing_dispute")),
        (("amount 800",), DISPUTE, Matter("matter_topic_billing_dispute")),  # of what?
        (("amount 12345.7 EUR",), DISPUTE, Matter("matter_topic_billing_dispute")),  # its cents are lost
        (("amount 1e+06 EUR",), DISPUTE, Matter("matter_topic_billing_dispute")),
        (("account 4711 0815", "customer 12", "phone 030 123456"), (), Matter()),  # never repeated
        ((), ("cancellation",), Matter("matter_topic_cancellation")),
        ((), ("cancellation", "billing_dispute"), Matter()),  # which one?
        ((), ("security",), Matter()),  # the category has words for it
    ],
)
def test_only_what_is_known_for_certain_is_named(
    values: tuple[str, ...], topics: tuple[str, ...], matter: Matter
) -> None:
    assert situation_of(conversation(values=values, topics=topics), POLICY).matter == matter


def test_a_topic_that_the_category_speaks_against_is_not_named() -> None:
    found = situation_of(conversation(topics=("billing_dispute",)), POLICY, category="technical")
    assert found.matter == Matter()


def test_amounts_are_written_as_the_language_writes_them() -> None:
    found = situation_of(conversation(values=("amount 1200.5 EUR",)), POLICY, category="billing")
    assert "EUR 1,200.50" in say(POLICY, "cancelled", situation=found)
    assert "1.200,50 EUR" in say(POLICY, "cancelled", situation=found, language="de")


@pytest.mark.parametrize("name", ["Ana Silva", "Seán O’Brien", "Jean-Luc D'Arc", "Łukasz", "王小明"])
def test_a_name_is_said(name: str) -> None:
    assert spoken_name(f"  {name} ") == name


def test_names_with_initials_are_left_out_rather_than_ending_a_sentence() -> None:
    assert spoken_name("J. R. Smith") == ""


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "http://evil.example",
        "Ana <b>",
        "Ana\u202eB",
        "call 0800",
        "-- x",
        "You won! Click",
        "A" * 41,
        "{agent}",
    ],
)
def test_what_is_no_name_is_not_said(name: str) -> None:
    assert spoken_name(name) == ""


@given(st.text())
def test_whatever_calls_itself_a_name_is_one_short_line(name: str) -> None:
    said = spoken_name(name)
    assert len(said) <= LONGEST_NAME
    assert "\n" not in said
    assert not set(said) & set("<>{}[]@/:0123456789")


@pytest.mark.parametrize(
    ("told", "read", "spoken"),
    [
        ("de", "", "de"),
        ("", "de", "de"),
        ("en", "de", "de"),
        ("pt-BR", "pt", "pt-BR"),
        ("en", "fr", "en"),
        ("", "", ""),
    ],
)
def test_the_language_is_that_of_the_messages_where_the_policy_has_it(told: str, read: str, spoken: str) -> None:
    found = replace(conversation(language=told), signals=SignalMemory(language=read))
    assert language_of(found, POLICY) == spoken


def test_what_is_kept_back_is_remembered() -> None:
    assert situation_of(replace(conversation(), withheld=("email",)), POLICY).withheld
