"""`behaviours` and `visits` of a policy: what right ones become, and what is said of wrong ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from segue.domain.policy import Behaviour, VisitKeeping
from segue.domain.triggers import TriggerEngine
from segue.policy_file import check_policy, load_policy

POLICY = """\
version: 1
topics: {billing: [my invoice is wrong]}
behaviours:
  pricing: {visits: "/pricing*", within: 7d, stayed: 20s}
  again: {contacts: same_matter}
  bills: {handoffs: billing, within: 90d}
visits: {keep: 60d, keep_query: true}
triggers:
  - {id: keen, when: "behaviour.pricing >= 3 || page.repeats > 4", then: offer, proactive: true}
route: [{queue: general}]
queues: {general: {}}
"""


def test_behaviours_become_values() -> None:
    policy = load_policy(POLICY)
    assert policy.visits == VisitKeeping(timedelta(days=60), keep_query=True)
    assert policy.behaviours == {
        "pricing": Behaviour(visits="/pricing*", within=timedelta(days=7), stayed=timedelta(seconds=20)),
        "again": Behaviour(contacts="same_matter", within=timedelta(days=30)),
        "bills": Behaviour(handoffs="billing", within=timedelta(days=90)),
    }


def test_a_topic_that_is_built_in_can_be_counted() -> None:
    policy = load_policy(POLICY.replace("handoffs: billing", "handoffs: cancellation"))
    assert policy.behaviours["bills"].handoffs == "cancellation"


def test_a_fact_that_is_a_date_has_its_days() -> None:
    dated = POLICY.replace("page.repeats > 4", "customer.renewal_days < 30")
    assert check_policy(dated.replace("version: 1", "version: 1\nfacts: {customer.renewal: date}")) == ()


def test_a_policy_says_whether_it_looks_at_what_was_before() -> None:
    assert TriggerEngine(load_policy(POLICY)).reads_history
    assert not TriggerEngine(
        load_policy(POLICY.replace("behaviour.pricing >= 3 || page.repeats", "turns"))
    ).reads_history
    routed = POLICY.replace("behaviour.pricing >= 3 || page.repeats", "turns")
    routed = routed.replace("route: [", 'route: [{when: "known.behaviour.again", queue: general}, ')
    assert TriggerEngine(load_policy(routed)).reads_history


def test_visits_are_looked_at_as_long_as_they_are_kept_where_nothing_is_said() -> None:
    short = POLICY.replace("keep: 60d", "keep: 3d").replace(", within: 7d", "")
    assert load_policy(short).behaviours["pricing"].within == timedelta(days=3)


@pytest.mark.parametrize(
    ("old", "new", "message", "suggestion"),
    [
        ("behaviour.pricing >", "behaviour.pricng >", "unknown name", "Did you mean 'behaviour.pricing'?"),
        ("behaviour.pricing >= 3", "behaviour.pricing == 'x'", "behaviour.pricing is a number", ""),
        ("  pricing:", "  pricing-week:", "not a name for a behaviour", "pricing_this_week"),
        ("contacts: same_matter", "contacts: same_mater", "unknown topic 'same_mater'", "'same_matter'"),
        ("handoffs: billing", "handoffs: bills", "unknown topic 'bills'", "billing"),
        ("contacts: same_matter", "within: 7d", "it has none", "contacts: same_matter"),
        ("contacts: same_matter", "contacts: any, visits: /x", "it has visits and contacts", ""),
        ("contacts: same_matter", "contacts: any, stayed: 3s", "only visits", "Remove 'stayed'"),
        ("contacts: same_matter", "contact: any", "unknown key 'contact'", "Did you mean 'contacts'?"),
        ("within: 7d", "within: 61d", "kept for 60 days", "visits: {keep: …}"),
        ("within: 90d", "within: 401d", "from 1s to 400d", ""),
        ("keep: 60d", "keep: 401d", "from 3600s to 400d", ""),
        ("keep: 60d", "keep: 10m", "from 3600s to 400d", ""),
        ('"/pricing*"', "pricing", "not a path", "/pricing"),
        ('"/pricing*"', '"/pricing?plan=*"', "a path ends where ? or # begins", "remove it"),
        ("keep_query: true", "keep_query: maybe", "must be true or false", ""),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(old: str, new: str, message: str, suggestion: str) -> None:
    assert old in POLICY
    problems = check_policy(POLICY.replace(old, new))
    assert any(message in problem.message and suggestion in problem.suggestion for problem in problems), problems
