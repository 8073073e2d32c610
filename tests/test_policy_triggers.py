"""How triggers are written: exact words beside rules and guidance, and what `offers` says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from segue.domain.policy import OfferSettings, Policy, TriggerKind
from segue.policy_file import check_policy, load_policy

TEXT = """\
version: 1
behaviours: {contacts: {contacts: any}}
triggers:
  - TRIGGER
route: [{queue: general}]
queues: {general: {}}
"""


def loaded(trigger: str, more: str = "") -> Policy:
    return load_policy(TEXT.replace("TRIGGER", trigger) + more)


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("{id: t, phrases: [my lawyer], then: handoff}", TriggerKind.PHRASES),
        ("{id: t, phrases: [my lawyer], when: 'turns > 1', then: handoff}", TriggerKind.PHRASES),
        ("{id: t, when: 'turns > 1', then: offer}", TriggerKind.SIGNALS),
        ("{id: t, when: 'turns > 1 && behaviour.contacts > 2', then: offer}", TriggerKind.BEHAVIOUR),
        ("{id: t, guidance: wants money, examples: [I want my money back], then: offer}", TriggerKind.GUIDANCE),
    ],
)
def test_a_trigger_says_how_it_is_written(trigger: str, kind: TriggerKind) -> None:
    assert loaded(trigger).triggers[0].kind is kind


def test_exact_words_and_what_speaks_against_them_become_values() -> None:
    trigger = loaded("{id: t, phrases: [my lawyer, 24, no], not: [not my lawyer], when: 'turns > 1', then: stay}")
    assert trigger.triggers[0].phrases == ("my lawyer", "24", "no")
    assert trigger.triggers[0].not_phrases == ("not my lawyer",)
    assert trigger.triggers[0].when == "turns > 1"


@pytest.mark.parametrize(
    ("trigger", "message"),
    [
        ("{id: t, then: offer}", "a trigger needs 'phrases', 'when' or 'guidance'"),
        ("{id: t, phrases: [], then: offer}", "'phrases' is empty"),
        ("{id: t, phrases: my lawyer, then: offer}", "'phrases' must be a list"),
        ("{id: t, phrases: ['!?'], then: offer}", "'!?' has no letter or digit"),
        ("{id: t, phrases: [a], not: ['...'], then: offer}", "'...' has no letter or digit"),
        ("{id: t, when: 'turns > 1', not: [a], then: offer}", "'not' belongs to 'phrases'"),
        ("{id: t, phrases: [a], guidance: g, examples: [b], then: offer}", "either 'phrases' or 'guidance'"),
        ("{id: t, phrases: [a], examples: [b], then: offer}", "'examples' belong to a 'guidance'"),
        ("{id: t, phrases: [a], proactive: true, then: offer}", "looked for in messages only"),
        ("{id: t, phrase: [a], then: offer}", "unknown key 'phrase'"),
    ],
)
def test_what_cannot_be_used_is_told(trigger: str, message: str) -> None:
    found = [problem.message for problem in check_policy(TEXT.replace("TRIGGER", trigger))]
    assert any(message in each for each in found), found


RULE = "{id: t, when: 'turns > 1', then: offer}"


@pytest.mark.parametrize(
    ("more", "offers"),
    [
        ("", OfferSettings(3, timedelta(minutes=10))),
        ("offers: {cool_down: 0}\n", OfferSettings(0, timedelta(minutes=10))),
        ("offers: {cool_down: 5, pause: 1h}\n", OfferSettings(5, timedelta(hours=1))),
        ("offers: {pause: 0s}\n", OfferSettings(3, timedelta(0))),
    ],
)
def test_how_often_a_customer_is_asked_can_be_set(more: str, offers: OfferSettings) -> None:
    assert loaded(RULE, more).offers == offers


@pytest.mark.parametrize("more", ["offers: {cool_down: -1}\n", "offers: {cooldown: 3}\n", "offers: 3\n"])
def test_a_slip_in_offers_is_told(more: str) -> None:
    assert check_policy(TEXT.replace("TRIGGER", RULE) + more)


def test_a_trigger_may_leave_a_note_for_the_human() -> None:
    (trigger,) = loaded("{id: t, when: 'turns > 1', then: offer, note: Check the warranty first.}").triggers
    assert trigger.note == "Check the warranty first."


def test_a_note_that_is_too_long_is_told() -> None:
    found = check_policy(TEXT.replace("TRIGGER", f"{{id: t, when: 'turns > 1', then: offer, note: {'a' * 1001}}}"))
    assert "1000 are allowed" in found[0].message
