"""The clock of a service level: when an answer is due, and from when on it counts as at risk.

A live answer is due by the clock on the wall, from the moment the customer asked. A ticket is due after so much time in
which its queue is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from segue.domain.hours import closes_next, opens_next
from segue.domain.lifecycle import Urgency
from segue.domain.queues import Calendar, ServiceLevel

SHARE: Mapping[Urgency, float] = {
    Urgency.IMMEDIATE: 0.25,
    Urgency.HIGH: 0.5,
    Urgency.NORMAL: 1.0,
    Urgency.SOFT: 2.0,
}
"""An urgent case is due after a part of its queue's target."""

AT_RISK, MISSED = "at_risk", "missed"


@dataclass(frozen=True, slots=True)
class Clock:
    """When an answer counts as at risk, and when it is due. Both in UTC."""

    at_risk_at: datetime
    due_at: datetime

    def next(self, escalated: str) -> tuple[str, datetime] | None:
        """What comes after `escalated`, which is "", at_risk or missed, and when; None after the last."""
        if escalated == MISSED:
            return None
        return (MISSED, self.due_at) if escalated == AT_RISK else (AT_RISK, self.at_risk_at)


def first_response(sla: ServiceLevel, tier: str) -> timedelta | None:
    own = sla.tiers.get(tier, (None, None))[0]
    return sla.first_response if own is None else own


def ticket_response(sla: ServiceLevel, tier: str) -> timedelta | None:
    own = sla.tiers.get(tier, (None, None))[1]
    return sla.ticket_response if own is None else own


def live_clock(sla: ServiceLevel, tier: str, urgency: Urgency, since: datetime) -> Clock | None:
    """None when the queue names no target."""
    target = first_response(sla, tier)
    if target is None:
        return None
    target *= SHARE[urgency]
    return Clock(since + target * sla.at_risk, since + target)


def ticket_clock(sla: ServiceLevel, tier: str, calendar: Calendar | None, since: datetime) -> Clock | None:
    """calendar: the queue's; None is always open. None when there is no target, or it never opens long enough."""
    target = ticket_response(sla, tier)
    if target is None:
        return None
    risk, due = open_for(calendar, since, target * sla.at_risk), open_for(calendar, since, target)
    return Clock(risk, due) if risk and due else None


def open_for(calendar: Calendar | None, since: datetime, amount: timedelta) -> datetime | None:
    """When it will have been open for `amount` from `since` on, in UTC; None when that is never.

    None as the calendar is always open. An amount that ends with a closing is up then, not at the next opening.
    """
    if calendar is None:
        return since.astimezone(UTC) + amount
    now = since
    while (opens := opens_next(calendar, now)) is not None:
        closes = closes_next(calendar, opens)
        if closes is None or opens + amount <= closes:
            return opens + amount
        amount -= closes - opens
        now = closes
    return None


def tag(sla: ServiceLevel, tier: str) -> str:
    """What a ticket is marked with: "enterprise 4 h", "1 d"; "" when no response time is promised."""
    target = ticket_response(sla, tier)
    return "" if target is None else f"{tier} {_short(target)}".strip()


def _short(target: timedelta) -> str:
    seconds = round(target.total_seconds())
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
