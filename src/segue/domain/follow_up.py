"""Work left behind by a handoff that no human could take at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A ticket in the desk. `kind`: ticket | email | customer_left. `email`: where to write to, "" when not known."""

    id: str
    workspace: str
    conversation: str
    handoff: str
    queue: str
    opened_at: datetime
    kind: str = "ticket"
    email: str = ""
    subject: str = ""
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    note: str = ""
