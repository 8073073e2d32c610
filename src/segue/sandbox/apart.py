"""A Segue that reaches nothing: whatever its policy names, no article is read and no helpdesk is written to.

So a policy can be tried where its secrets are not, and where nobody outside may hear of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from segue.domain.errors import NotSignedIn
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.domain.knowledge import Article
from segue.domain.policy import KnowledgeSettings, Policy
from segue.flows.hub_desk import HubDesk
from segue.flows.knowledge_desk import KnowledgeDesk
from segue.hub_kinds import KINDS
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook


class NoArticles:
    """Stands for any source of knowledge."""

    async def articles(self) -> AsyncIterator[Article]:
        none: tuple[Article, ...] = ()
        for article in none:
            yield article


class Elsewhere:
    """Stands for any helpdesk: it takes whatever it is given, shows it to nobody, and never answers."""

    forwards = False

    def __init__(self, settings: HubSettings) -> None:
        self.name, self.kind = settings.name, KINDS[settings.kind]

    async def install(self) -> tuple[str, ...]:
        return ()

    async def check(self) -> str:
        return "nobody: nothing leaves from here"

    async def called(self, agent: str) -> str:
        return ""

    def verify(self, webhook: Webhook) -> None:
        raise NotSignedIn("nobody sends webhooks here")

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return ()

    def answer(self, webhook: Webhook) -> Mapping[str, Any]:
        return {}

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        return Opened(opening.id)

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        return Opened(opening.id)

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        return

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        return

    async def typing(self, case: HubCase, on: bool) -> None:
        return

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        return

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        return

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        return

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        return ()


class NoHelpdesks(HubDesk):
    """Nobody sends webhooks to a sandbox, and nothing leaves from it: secrets are not looked for."""

    def check(self, policy: Policy) -> None:
        return


def no_articles() -> KnowledgeDesk:
    def opened(_: KnowledgeSettings) -> NoArticles:
        return NoArticles()

    return KnowledgeDesk(opened)


def no_helpdesks() -> HubDesk:
    return NoHelpdesks(Elsewhere)
