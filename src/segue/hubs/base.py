"""What every adapter has, and what it answers where its vendor has nothing of the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.calls import Reach
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.given import Given
from segue.domain.hubs import HubCase, HubKind, HubSettings, Told
from segue.ports.hubs import Webhook


class HubBase:
    """kind: set by each adapter. secrets: the values of those that the policy names, by the name of the setting."""

    kind: HubKind
    forwards = False
    """Whether what one side answers to a ticket has to be sent to the other side by us, as with letters."""

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        self.settings, self.secrets, self.reach = settings, secrets, reach

    @property
    def name(self) -> str:
        return self.settings.name

    def given(self, key: str) -> str:
        """A setting, or what its kind takes for usual."""
        return Given(self.kind.keys, self.settings.given).text(key)

    def verify(self, webhook: Webhook) -> None:
        raise NotSignedIn("this webhook is not signed as it should be")

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        raise Invalid(f"{self.kind.title} sends no webhooks", field="body")

    def answer(self, webhook: Webhook) -> Mapping[str, Any]:
        return {}

    async def install(self) -> tuple[str, ...]:
        return ()

    async def called(self, agent: str) -> str:
        return ""

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        return ()
