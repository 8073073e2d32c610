"""Between agents who cost the same."""

from __future__ import annotations

from datetime import datetime


def tie(last_assigned_at: datetime | None, agent: str) -> tuple[float, str]:
    """The smallest takes the customer: the longest without a new one, then by id."""
    return (last_assigned_at.timestamp() if last_assigned_at else float("-inf"), agent)
