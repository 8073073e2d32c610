"""What other systems answer, read with care: a page must have its shape, a field may be missing or odd.

It stands below the rooms, since `sources` and `hubs` both read answers, and neither knows the other.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from segue.domain.errors import AnswerUnusable, Invalid

_LONGEST_HTML = 40_000
_PARAGRAPHS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl section article header footer hr".split()
)
_LINES = frozenset("br li tr dt dd".split())
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_HOST_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def account(value: str, domain: str) -> str:
    """`acme` of "acme" or "acme.zendesk.com". Raises Invalid: what is named here becomes part of an address."""
    name = value.strip().lower().removeprefix("https://").removesuffix("/").removesuffix(f".{domain}")
    if not _HOST_LABEL.fullmatch(name):
        raise Invalid(f"{value[:60]!r} is no name of an account; write acme or acme.{domain}")
    return name


def basic(user: str, password: str) -> str:
    """Value of an Authorization header (RFC 7617)."""
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


def page(answer: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(answer, Mapping):
        raise AnswerUnusable(f"{name} answered {_kind(answer)} where an object was expected")
    return answer


def items(value: Any, name: str, what: str) -> Sequence[Mapping[str, Any]]:
    """The objects of a list. Raises AnswerUnusable when it is none."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise AnswerUnusable(f"{name} answered {_kind(value)} where a list of {what} was expected")
    return value


def _kind(value: Any) -> str:
    known = {"dict": "an object", "list": "a list of something else", "NoneType": "nothing", "str": "a text"}
    return known.get(type(value).__name__, f"a {type(value).__name__}")


def part(value: Any) -> Mapping[str, Any]:
    """An object inside a ticket, empty where there is none."""
    return value if isinstance(value, Mapping) else {}


def text(value: Any) -> str:
    """Halves of a character, which JSON can hold and no file, become a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def name_of(value: Any) -> str:
    """An id, which vendors give as a number or a text, "" for none."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def texts(value: Any) -> tuple[str, ...]:
    return tuple(text(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def time(value: Any) -> datetime | None:
    """An ISO 8601 text or Unix seconds; None for anything else."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        seconds = number(value)
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def plain(html: str) -> str:
    """The words of an HTML text: blocks and breaks become new lines, scripts and tags nothing."""
    return "\n".join(line for line in _lines(html) if line)


def paragraphs(html: str) -> str:
    """As `plain`, with an empty line between paragraphs."""
    found: list[str] = []
    for line in _lines(html):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).rstrip()


def _lines(html: str) -> list[str]:
    reader = _Words()
    try:
        reader.feed(html[:_LONGEST_HTML])
        reader.close()
    except AssertionError:  # how html.parser meets a `<![` with a word behind it that it does not know
        return _lines(html[:_LONGEST_HTML].replace("<![", "&lt;!["))
    return [" ".join(line.split()) for line in "".join(reader.found).splitlines()]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._parted(tag)
        self._unseen += tag in _UNSEEN

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._parted(tag)

    def handle_endtag(self, tag: str) -> None:
        self._parted(tag)
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)

    def _parted(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.found.append("\n\n")
        elif tag == "br" or (tag in _LINES and self.found and not self.found[-1].endswith("\n")):
            self.found.append("\n")
