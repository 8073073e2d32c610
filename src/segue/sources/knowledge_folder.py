"""Articles from a folder of Markdown and HTML files.

The title is what the front matter says, else the first heading, else the name of the file. Front matter may also name
`url`, where people read the article, `language`, and `labels`: other words under which it should be found.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt

from segue.answers import paragraphs, plain, text
from segue.domain.errors import Invalid
from segue.domain.knowledge import MOST_ARTICLES, Article
from segue.sources.knowledge_article import article

MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm"})
LARGEST_FILE = 512 * 1024
"""Bytes; what follows them in a file is not read."""

MOST_FILES = 20_000
"""Entries of the folder that are looked at, whatever they are."""

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,1000})", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b[^<>]*>(.{1,2000}?)</h", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"<html\b[^<>]{0,1000}?\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)


class Folder:
    """root: the folder. Nothing outside of it is read, wherever links in it lead; what is hidden is left out."""

    def __init__(self, root: Path, language: str = "") -> None:
        self._root = root
        self._language = language

    async def articles(self) -> AsyncIterator[Article]:
        for path in await asyncio.to_thread(self.files):
            found = await asyncio.to_thread(self._article, path)
            if found is not None:
                yield found

    def files(self) -> list[Path]:
        """Those that are read. Raises Invalid."""
        try:
            root = self._root.resolve(strict=True)
            if not root.is_dir():
                raise NotADirectoryError
            found = list(_within(root))
        except OSError as error:
            reason = error.strerror or "it is no folder"
            raise Invalid(f"the folder {self._root} cannot be read: {reason}", field="path") from None
        return sorted(found)[:MOST_ARTICLES]

    def _article(self, path: Path) -> Article | None:
        """None for a file that is gone, cannot be read or has no words."""
        root = self._root.resolve()
        try:
            if not path.resolve(strict=True).is_relative_to(root):  # it may have become a link since it was listed
                return None
            with path.open("rb") as file:
                written = file.read(LARGEST_FILE).decode("utf-8-sig", "replace")
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            return None
        name = path.relative_to(root).as_posix()
        return read(name, written.replace("\r\n", "\n"), changed, self._language)


def _within(root: Path) -> Iterator[Path]:
    """Files of our kinds in the folder and the folders in it; a link counts where it leads to a file in the folder."""
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += len(files) + len(folders)
        if seen > MOST_FILES:
            raise Invalid(f"the folder {root.name} has more than {MOST_FILES:,} files", field="path")
        for name in files:
            path = Path(folder, name)
            kept = not name.startswith(".") and path.suffix.lower() in MARKDOWN | HTML
            if kept and path.is_file() and path.resolve().is_relative_to(root):
                yield path


def read(name: str, written: str, changed: datetime | None = None, language: str = "") -> Article | None:
    """The article in a file of that name, None when it has no words. `language`: when the file names none."""
    front, body = _front(written)
    html = PurePosixPath(name).suffix.lower() in HTML
    markup = body if html else _markdown().render(body)
    title = plain(text(front.get("title"))) or _title(markup) or _from_name(name)
    return article(
        id_=name,
        title=title,
        words=paragraphs(markup, LARGEST_FILE),
        url=front.get("url"),
        language=text(front.get("language") or front.get("lang")) or _lang_of(markup) or language,
        updated_at=changed,
        labels=front.get("labels"),
    )


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _front(written: str) -> tuple[Mapping[str, Any], str]:
    """(front matter, the rest). What is no front matter stays text."""
    found = _FRONT.match(written)
    if found is None:
        return {}, written
    try:
        front = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, written
    return (front, written[found.end() :]) if isinstance(front, Mapping) else ({}, written)


def _title(markup: str) -> str:
    found = _HEADING.search(markup) or _TITLE.search(markup)
    return " ".join(plain(found[1]).split()) if found else ""


def _lang_of(markup: str) -> str:
    found = _LANGUAGE.search(markup)
    return found[1] if found else ""


def _from_name(name: str) -> str:
    """ "shipping-costs" is read as "Shipping costs"."""
    words = re.sub(r"[-_\s]+", " ", PurePosixPath(name).stem).strip()
    return words[:1].upper() + words[1:]
