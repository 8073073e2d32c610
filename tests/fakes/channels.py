"""A channel of a test: it takes what is brought, or says no as it is told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from segue.channel_kinds.webhook import KIND
from segue.domain.channels import BotIs, ChannelKind, ChannelSettings, Thread
from segue.domain.deliveries import Repeat
from segue.domain.sayings import Saying
from segue.ports.listeners import DeliveryFailed

LINE = "channels: {line: {kind: webhook, url: 'https://line.example/in', secret: line}}\n"


@dataclass
class PlayedChannel:
    """fails: what the next deliveries raise, in order; None takes one. before: called when something is brought."""

    name: str = "line"
    kind: ChannelKind = KIND
    repeat: Repeat = Repeat.NEVER
    open: bool = True
    fails: list[DeliveryFailed | None] = field(default_factory=list)
    brought: list[Saying] = field(default_factory=list)
    typed: list[bool] = field(default_factory=list)
    before: Callable[[], object] | None = None

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.brought if one.text]

    def with_bot(self, bot: BotIs) -> PlayedChannel:
        self.kind = replace(self.kind, bot=bot)
        return self

    def opened(self, settings: ChannelSettings) -> PlayedChannel:
        assert settings.name == self.name
        return self

    def reaches(self, thread: Thread) -> bool:
        return self.open

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        failure = self.fails.pop(0) if self.fails else None
        if failure is not None:
            raise failure
        self.brought.append(saying)

    async def typing(self, thread: Thread, on: bool) -> None:
        self.typed.append(on)
