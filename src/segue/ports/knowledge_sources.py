"""Where articles come from that drafts may quote, in one shape whatever keeps them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from segue.domain.knowledge import Article
from segue.domain.policy import KnowledgeSettings


class KnowledgeSource(Protocol):
    """It only reads, and only what every customer may read."""

    def articles(self) -> AsyncIterator[Article]:
        """Every article once; drafts, internal ones and those without words are left out.

        Raises CallFailed and its kinds, or Invalid for a folder that cannot be read.
        """
        ...


OpenKnowledge = Callable[[KnowledgeSettings], KnowledgeSource]
"""How a source of the policy is reached. Raises Invalid when its secret is not there."""
