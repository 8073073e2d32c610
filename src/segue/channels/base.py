"""What every adapter of a channel has."""

from __future__ import annotations

from collections.abc import Mapping

from segue.calls import Reach
from segue.domain.channels import ChannelKind, ChannelSettings
from segue.domain.given import Given


class ChannelBase:
    """kind: set by each adapter. secrets: the values of those that the policy names, by the name of the setting."""

    kind: ChannelKind

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        self.settings, self.secrets, self.reach = settings, secrets, reach
        self.given = Given(self.kind.keys, settings.given)

    @property
    def name(self) -> str:
        return self.settings.name
