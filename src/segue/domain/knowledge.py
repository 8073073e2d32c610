"""What a draft may draw on: articles of the knowledge, and conversations that a human resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_ARTICLE = 40_000
"""Characters kept of an article's text."""

LONGEST_TITLE = 300
MOST_ARTICLES = 5_000
"""Articles kept of one source."""


@dataclass(frozen=True, slots=True)
class Article:
    """Plain text, paragraphs apart by an empty line. `id` is unique within its source.

    url: where people read it, "" when nowhere. language: ISO 639-1, "" when not told. labels: other words for it.
    """

    id: str
    title: str
    text: str
    url: str = ""
    language: str = ""
    updated_at: datetime | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcedArticle:
    """source: name of the knowledge source it came from."""

    source: str
    article: Article


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation that a human resolved, with everything personal taken out before it was kept.

    id: of its handoff. asked: what the customer wanted, in their words. answered: what the human wrote that ended it.
    """

    id: str
    conversation: str
    queue: str
    asked: str
    answered: str
    at: datetime
    language: str = ""
    title: str = ""
    disposition: str = ""


@dataclass(frozen=True, slots=True)
class NumberedCase:
    """number: counts up by workspace as cases are kept, so that an index asks only for what is new."""

    number: int
    case: Case
