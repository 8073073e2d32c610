"""How far a process has come with deleting what the policy keeps no longer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RetentionDesk:
    """after: workspace -> id of the conversation looked at last; one that starts anew begins at the first."""

    after: dict[str, str] = field(default_factory=dict)
