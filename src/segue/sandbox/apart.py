"""A Segue that reaches nothing: whatever its policy names, no article is read and no helpdesk is written to.

So a policy can be tried where its secrets are not, and where nobody outside may hear of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from segue.domain.errors import Invalid
from segue.domain.hubs import HubSettings
from segue.domain.knowledge import Article
from segue.domain.policy import KnowledgeSettings, Policy
from segue.flows.hub_desk import HubDesk
from segue.flows.knowledge_desk import KnowledgeDesk
from segue.ports.hubs import Hub


class NoArticles:
    """Stands for any source of knowledge."""

    async def articles(self) -> AsyncIterator[Article]:
        none: tuple[Article, ...] = ()
        for article in none:
            yield article


class NoHelpdesks(HubDesk):
    """Nobody sends webhooks to a sandbox, so none is ever opened."""

    def check(self, policy: Policy) -> None:
        return


def no_articles() -> KnowledgeDesk:
    def opened(_: KnowledgeSettings) -> NoArticles:
        return NoArticles()

    return KnowledgeDesk(opened)


def no_helpdesks() -> HubDesk:
    def refused(settings: HubSettings) -> Hub:
        raise Invalid(f"the helpdesk {settings.name!r} is not written to from here")

    return NoHelpdesks(refused)
