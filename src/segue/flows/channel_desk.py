"""What working with channels keeps in a process: how each is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from segue.domain.channels import ChannelSettings, Shows
from segue.domain.errors import Invalid
from segue.domain.policy import Policy
from segue.ports.channels import Channel, HearingChannel, PushingChannel

OpenChannel = Callable[[ChannelSettings], Channel]


def _cannot_open(settings: ChannelSettings) -> Channel:
    raise Invalid(f"the channel {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class ChannelDesk:
    open: OpenChannel = _cannot_open
    _opened: dict[tuple[str, str], tuple[ChannelSettings, Channel]] = field(default_factory=dict)

    def channel(self, workspace: str, settings: ChannelSettings) -> Channel:
        """Raises Invalid. A changed line of the policy opens it anew."""
        key = (workspace, settings.name)
        if key not in self._opened or self._opened[key][0] != settings:
            self._opened[key] = (settings, self.open(settings))
        return self._opened[key][1]

    def pushing(self, workspace: str, settings: ChannelSettings) -> PushingChannel | None:
        found = self.channel(workspace, settings)
        return cast("PushingChannel", found) if Shows.PUSHES in found.kind.can else None

    def hearing(self, workspace: str, settings: ChannelSettings) -> HearingChannel | None:
        found = self.channel(workspace, settings)
        return cast("HearingChannel", found) if found.kind.hears else None

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a channel that cannot be opened: before anything begins, not at the first message."""
        for settings in policy.channels.values():
            self.open(settings)
