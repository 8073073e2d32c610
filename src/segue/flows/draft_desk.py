"""What drafting keeps in a process: which conversations want a draft, and an index of what drafts draw on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from segue.domain.knowledge import NumberedCase, SourcedArticle
from segue.domain.retrieval import Index, document_of
from segue.flows.models import Care
from segue.ports.knowledge import Articles, Cases, KnowledgeMark, KnowledgeMarkOf
from segue.ports.store import Store
from segue.ports.writers import DraftWriter

MOST_NOTED = 2_000
"""Conversations that wait for a draft; beyond that the oldest go without, and get one at the next message."""


@dataclass(slots=True)
class _Shelf:
    """What one workspace's index was made of."""

    mark: KnowledgeMark
    index: Index


@dataclass(slots=True)
class DraftDesk:
    """writer: a model that drafts beside the drafts made without one; None for none."""

    writer: DraftWriter | None = None
    care: Care = field(default_factory=lambda: Care("draft"))
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    looked_around: bool = False  # after a start, for what an earlier process left without a draft
    writing: set[asyncio.Task[None]] = field(default_factory=set)
    _noted: dict[tuple[str, str], None] = field(default_factory=dict)
    _shelves: dict[str, _Shelf] = field(default_factory=dict)
    _building: dict[str, asyncio.Lock] = field(default_factory=dict)

    def note(self, workspace: str, conversation: str) -> None:
        """Something was said in a conversation whose human may want a draft."""
        self._noted[workspace, conversation] = None
        while len(self._noted) > MOST_NOTED:
            del self._noted[next(iter(self._noted))]
        self.wake.set()

    def take(self, most: int) -> list[tuple[str, str]]:
        taken = list(self._noted)[:most]
        for key in taken:
            del self._noted[key]
        if self._noted:
            self.wake.set()
        return taken

    async def index(self, store: Store, workspace: str) -> Index:
        """Of everything the workspace's drafts draw on. Built anew only when articles changed; the one before is used
        until that is done.
        """
        building = self._building.setdefault(workspace, asyncio.Lock())
        if building.locked() and workspace in self._shelves:
            return self._shelves[workspace].index
        async with building:
            mark = await store.read(KnowledgeMarkOf(workspace))  # first: what comes meanwhile is read again next time
            shelf = self._shelves.get(workspace)
            if shelf is None or shelf.mark.articles != mark.articles:
                articles = await store.read(Articles(workspace))
                cases = await store.read(Cases(workspace))
                shelf = _Shelf(mark, await asyncio.to_thread(_built, articles, cases))
            elif shelf.mark.cases != mark.cases:
                for one in await store.read(Cases(workspace, after=shelf.mark.cases)):
                    shelf.index.add(document_of(one.case))
            self._shelves[workspace] = _Shelf(mark, shelf.index)
            return shelf.index

    def forget(self) -> None:
        """The store was changed by other means than its units: what was made of it is made again."""
        self._shelves.clear()
        self._noted.clear()

    async def close(self) -> None:
        for task in self.writing:
            task.cancel()
        await asyncio.gather(*self.writing, return_exceptions=True)


def _built(articles: Sequence[SourcedArticle], cases: Sequence[NumberedCase]) -> Index:
    index = Index()
    for article in articles:
        index.add(document_of(article))
    for one in cases:
        index.add(document_of(one.case))
    return index
