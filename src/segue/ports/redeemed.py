"""Numbers of signed statements that work once, remembered for as long as they could work again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.ports.store import Unit


@dataclass(frozen=True, slots=True)
class Redeem(Unit[bool]):
    """Use it. False when it was used before, on whatever node.  until: when it works no more in any case."""

    workspace: str
    id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SweepRedeemed(Unit[int]):
    """Forget those of all workspaces that ended before then."""

    before: datetime
    limit: int = 1000
