"""An article as drafts use it, made of what a source says."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from segue.answers import text, texts, web_address
from segue.domain.knowledge import LONGEST_ARTICLE, LONGEST_TITLE, Article

LONGEST_HTML = 512 * 1024
"""Characters of an article's HTML that are looked at: pictures may stand in it as text."""

LONGEST_ID, LONGEST_LABEL, MOST_LABELS = 300, 200, 30
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def article(
    *,
    id_: str,
    title: str,
    words: str,
    url: Any = "",
    language: str = "",
    updated_at: datetime | None = None,
    labels: Any = (),
) -> Article | None:
    """None for one without an id or without words. A title that opens the text is not said twice."""
    id_, title, words = _kept(id_), " ".join(_kept(title).split()), _kept(words).strip()
    first, _, rest = words.partition("\n")
    if first.strip() == title:
        words = rest.strip()
    if not (id_ and title and words):
        return None
    return Article(
        id_[:LONGEST_ID],
        title[:LONGEST_TITLE],
        words[:LONGEST_ARTICLE],
        web_address(url),
        language_of(language),
        updated_at,
        tuple(_kept(label)[:LONGEST_LABEL] for label in texts(labels)[:MOST_LABELS] if label.strip()),
    )


def _kept(words: str) -> str:
    """What a database takes: no NUL, no half of a character."""
    return text(words).replace("\0", "")


def language_of(tag: str) -> str:
    """ "en" of "en-us"; "" for what is no language."""
    found = _LANGUAGE.fullmatch(tag.strip())
    return found[1].lower() if found else ""
