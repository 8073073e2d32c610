"""Facts that are dates: the days until then, for conditions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from segue.domain.conversation import Conversation, Customer
from segue.domain.errors import Invalid
from segue.domain.policy import Policy
from segue.domain.signals import facts
from segue.domain.signals.observe import Observed

NOW = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
POLICY = Policy((), (), {}, facts={"customer.renewal": "date"})


def seen(renewal: Any, now: datetime | None = NOW) -> dict[str, Any]:
    customer = Customer("c-1", verified=True, facts={} if renewal is None else {"renewal": renewal})
    return facts.values(Conversation("w", "c", NOW, NOW, customer=customer), Observed(), POLICY, now=now)


@pytest.mark.parametrize(
    ("renewal", "days"),
    [
        ("2026-11-22", 1),
        ("2026-11-21", 0),
        ("2026-11-01", -20),
        ("2026-12-21T08:00:00Z", 30),
        ("2026-11-22T01:00:00+02:00", 0),  # the 21st in UTC
        ("9999-12-31", 2912118),
    ],
)
def test_a_date_tells_the_days_until_then(renewal: str, days: int) -> None:
    found = seen(renewal)
    assert (found["customer.renewal"], found["customer.renewal_days"]) == (renewal, days)
    assert found["known.customer.renewal_days"]


@pytest.mark.parametrize(
    "renewal", [None, "", "soon", "2026-13-01", 20261122, ["2026-11-22"], "9999-12-31T23:59:59-14:00"]
)
def test_what_is_no_date_is_not_known(renewal: Any) -> None:
    found = seen(renewal)
    assert (found["customer.renewal"], found["customer.renewal_days"]) == ("", 0)
    assert not (found["known.customer.renewal"])
    assert not (found["known.customer.renewal_days"])


def test_without_a_clock_the_days_are_not_known() -> None:
    assert not seen("2026-11-22", now=None)["known.customer.renewal_days"]


def test_an_unknown_type_is_refused_naming_the_right_ones() -> None:
    with pytest.raises(Invalid, match="list, date"):
        facts.schema({"customer.renewal": "day"}, ())
