"""Sources that say what the test says, when it says so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.domain.policy import SourceSettings
from segue.ports.sources import Who


@dataclass
class PlayedSource:
    """Answers at once, or once `gate` is set. `says`: the answer, or what is raised. `asked`: about whom, in order."""

    name: str
    covers: tuple[str, ...]
    says: Mapping[str, Any] | Exception = field(default_factory=dict)
    gate: asyncio.Event | None = None
    asked: list[Who] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def ask(self, who: Who) -> Mapping[str, Any]:
        self.asked.append(who)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.gate is not None:
                await self.gate.wait()
            if isinstance(self.says, Exception):
                raise self.says
            return self.says
        finally:
            self.at_once -= 1


class PlayedSources(dict[str, PlayedSource]):
    """By the name in the policy; opened as the desk opens them."""

    def open(self, settings: SourceSettings) -> PlayedSource:
        return self[settings.name]
