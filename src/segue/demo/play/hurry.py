"""The demo's policy with short waits, so that what takes minutes in a shop can be watched, or tested, in seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import yaml


def hurried(text: str, speed: float) -> str:
    """speed: 1 is for people who watch. The trade desk is closed today, whatever day it is."""
    policy: dict[str, Any] = yaml.safe_load(text)
    queues, today = policy["queues"], datetime.now(UTC).date()
    for name in ("support", "accounts", "retention"):
        queues[name]["relax"] = [{"after": "1s", "requires": {"products": 1}}, {"after": "2s", "requires": {}}]
    queues["workshop"]["reserve_for"] = _seconds(8, speed)
    policy["hours"]["trade-hours"]["closed_on"] = [today + timedelta(days=day) for day in (-1, 0, 1)]
    policy["customer_away"] = _seconds(5, speed, least=1)
    policy["bot"]["timeout"] = _seconds(6, speed, least=3)
    return yaml.safe_dump(policy, sort_keys=False, allow_unicode=True)


def _seconds(watched: float, speed: float, *, least: int = 2) -> str:
    return f"{max(least, round(watched / speed))}s"
