"""What other systems answer, read with care: a page must have its shape, a field may be missing or odd.

It stands below the rooms, since `sources` and `hubs` both read answers, and neither knows the other.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from typing import Any

from segue.domain.errors import AnswerUnusable, Invalid

_LONGEST_HTML = 40_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = _HEADINGS | {
    *("p", "div", "blockquote", "pre", "table", "ul", "ol", "dl", "section", "article", "header", "footer", "hr"),
}
_LINES = frozenset({"br", "li", "tr", "dt", "dd"})
_UNSEEN = frozenset({"head", "title", "template"})
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style)\b.*?(?:</(?P=raw)[^<>]*>|\Z)"
    r"|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*+)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, a script or style with what is in it, a declaration, a tag. What is not closed runs to the end, or is
text: so no character is looked at more than a few times."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\/?#]+(?:[/?#][^\s<>\"'\\]*)?", re.IGNORECASE)
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


def web_address(value: Any) -> str:
    """An address that a person may follow, "" for anything else."""
    address = text(value).strip()
    return address if _WEB_ADDRESS.fullmatch(address) else ""


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
    return "\n".join(line for line in _lines(html, _LONGEST_HTML) if line)


def paragraphs(html: str, longest: int = _LONGEST_HTML) -> str:
    """As `plain`, with an empty line between paragraphs. `longest`: characters of HTML that are looked at."""
    found: list[str] = []
    for line in _lines(html, longest):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).rstrip()


def _lines(html: str, longest: int) -> list[str]:
    return [" ".join(line.split()) for line in "".join(_words(html[:longest])).splitlines()]


def _words(html: str) -> Iterator[str]:
    """Text and line ends. In one pass, since html.parser takes minutes over some 100 KB that are meant ill."""
    at, unseen, fresh = 0, 0, True
    for found in _MARKUP.finditer(html):
        words = unescape(html[at : found.start()])
        at = found.end()
        if words.isspace():  # between two tags an end of line says nothing
            yield " "
        elif words and not unseen:
            fresh = words.endswith("\n")
            yield words
        tag = (found["tag"] or "").lower()
        if tag in _UNSEEN:
            unseen = max(0, unseen + (-1 if found["end"] else 1))
        elif tag in _PARAGRAPHS or tag == "br" or (tag in _LINES and not fresh):
            fresh = True
            yield "\n\n" if tag in _PARAGRAPHS else "\n"
    if not unseen:
        yield unescape(html[at:])
