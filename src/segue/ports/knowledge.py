"""Units and queries over what drafts draw on: articles of the knowledge, and resolved conversations (cases)."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.knowledge import Article, Case, NumberedCase, SourcedArticle
from segue.ports.store import Query, Unit

KEPT_CASES = 5_000
"""Cases that are kept of a workspace; the ones kept first make room."""


@dataclass(frozen=True, slots=True)
class ReplaceArticles(Unit[bool]):
    """All articles of one source; those that are not among them are gone. () takes the source out.

    Answers whether anything changed; only then does the mark move. Two articles of one id: the later one counts.
    """

    workspace: str
    source: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Articles(Query[tuple[SourcedArticle, ...]]):
    """Every article of the workspace, by source and id."""

    workspace: str


@dataclass(frozen=True, slots=True)
class KeepCase(Unit[bool]):
    """Answers whether it was new: a case that is there already (by its id) stays as it is."""

    workspace: str
    case: Case


@dataclass(frozen=True, slots=True)
class Cases(Query[tuple[NumberedCase, ...]]):
    """Those with a number above `after`, the newest `limit` of them, in order."""

    workspace: str
    after: int = 0
    limit: int = KEPT_CASES


@dataclass(frozen=True, slots=True)
class KnowledgeMark:
    """Both only grow. An index made at one mark is good until the mark is another."""

    articles: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class KnowledgeMarkOf(Query[KnowledgeMark]):
    workspace: str
