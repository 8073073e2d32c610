"""What reading articles keeps in a process: how each source of each workspace has been doing, and what is under way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime

from segue.domain.errors import Invalid
from segue.domain.policy import KnowledgeSettings, Policy
from segue.ports.knowledge_sources import KnowledgeSource, OpenKnowledge


@dataclass(frozen=True, slots=True)
class Reading:
    """How one source has been doing. articles: kept of it, None before it was first read by this process.

    error: why the last try failed, "" when it did not. remark: what was left out, in words.
    """

    settings: KnowledgeSettings
    due_at: datetime
    read_at: datetime | None = None
    articles: int | None = None
    error: str = ""
    remark: str = ""
    failures: int = 0


def _cannot_open(settings: KnowledgeSettings) -> KnowledgeSource:
    raise Invalid(f"the knowledge {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class KnowledgeDesk:
    open: OpenKnowledge = _cannot_open
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)  # (workspace, source)
    under_way: dict[tuple[str, str], asyncio.Task[None]] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)  # workspaces in which nothing is left of sources that are gone

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a source that cannot be opened: before anything begins, not at the first reading."""
        for settings in policy.knowledge.values():
            self.open(settings)

    def told(self, workspace: str, settings: KnowledgeSettings, **news: object) -> None:
        """What was just learned of a source, unless the policy has changed it meanwhile."""
        key = (workspace, settings.name)
        if key in self.readings and self.readings[key].settings == settings:
            self.readings[key] = replace(self.readings[key], **news)  # type: ignore[arg-type]

    def of(self, workspace: str) -> list[Reading]:
        return [reading for (place, _), reading in sorted(self.readings.items()) if place == workspace]

    async def close(self) -> None:
        tasks = list(self.under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
