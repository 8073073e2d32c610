"""`retention` in the policy file: nothing is deleted that is not named, and what cannot be meant is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from segue.domain.retention import KEEPS_ALL, Retention, kept_for
from segue.policy_file import check_policy, load_policy

POLICY = """\
version: 1
triggers: [{{id: t, when: "turns > 3", then: offer}}]
route: [{{queue: general}}]
queues:
  general: {{kind: live}}
  hr: {{kind: live, retention: {{conversations: 30d}}}}
{rest}"""


def test_without_it_everything_is_kept() -> None:
    assert load_policy(POLICY.format(rest="")).retention == KEEPS_ALL


def test_a_queue_says_otherwise_part_by_part() -> None:
    policy = load_policy(POLICY.format(rest="retention: {conversations: 400d, files: 20d}"))
    days = timedelta(days=1)
    assert kept_for(policy.retention, policy.queues, "general") == Retention(400 * days, None, 20 * days)
    assert kept_for(policy.retention, policy.queues, "hr") == Retention(30 * days, None, 20 * days)
    assert kept_for(policy.retention, policy.queues, "") == policy.retention


def test_what_a_queue_had_that_is_not_named_any_more_is_kept_the_longest() -> None:
    """Renamed or removed: what it said of its own is not known any more, and what is deleted does not come back."""
    days = timedelta(days=1)
    short = load_policy(POLICY.format(rest="retention: {conversations: 20d, files: 10d}"))
    assert kept_for(short.retention, short.queues, "human-resources") == Retention(30 * days, None, 10 * days)
    no_end = load_policy(POLICY.format(rest=""))
    assert kept_for(no_end.retention, no_end.queues, "human-resources") == KEEPS_ALL


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("retention: {visits: 30d}", "Write visits: {keep: 30d} at the top"),
        ("retention: {conversations: 1h}", "must be from"),
        ("retention: {conversations: 30d, files: 90d}", "Write at most 30d"),
        ("retention: {messages: 30d}", "unknown key 'messages'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_would_be_right(line: str, says: str) -> None:
    assert says in " ".join(map(str, check_policy(POLICY.format(rest=line))))
