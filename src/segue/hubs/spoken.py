"""Entries of a conversation as texts for the people of a hub, where nobody can write as the customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from segue.answers import number, text, web_address
from segue.domain.attachments import LONGEST_NAME, LONGEST_TYPE, LONGEST_URL, MOST, File
from segue.ports.hubs import Line, ToHub

MARK = "[Segue]"
"""Before what the customer did not say."""
_WHO = {"bot": "assistant", "human": "agent", "system": "note"}


def heading(said: ToHub | Line, customer: str = "") -> str:
    """`Maria (customer)` or `[Segue] agent Ana`."""
    if said.who == "customer":
        return f"{customer or said.name or 'The customer'} (customer)" if customer or said.name else "The customer"
    return " ".join(part for part in (MARK, _WHO.get(said.who, said.who), said.name) if part)


def words(said: ToHub | Line) -> str:
    """What was said, then a line for each file."""
    return "\n".join(line for line in (said.text, *map(file_line, said.files)) if line)


def file_line(file: File) -> str:
    name = file.name or "file"
    return f"File {name}: {file.url}" if file.url else f"File {name}"


def html(said: ToHub | Line, customer: str = "") -> str:
    return f"<p><b>{escape(heading(said, customer))}:</b></p>{html_words(words(said))}"


def html_words(plain: str) -> str:
    """Plain text as paragraphs of HTML: all of it is escaped."""
    made = (escape(one).replace("\n", "<br>") for one in plain.strip().split("\n\n") if one.strip())
    return "".join(f"<p>{one}</p>" for one in made)


def parts(plain: str, most: int) -> Iterator[str]:
    """Pieces of at most `most` characters, cut at ends of lines where there are some."""
    left = plain
    while len(left) > most:
        at = left.rfind("\n", most // 2, most)
        at = at if at > 0 else most
        yield left[:at]
        left = left[at:].removeprefix("\n")
    if left.strip():
        yield left


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words: vendors change spaces and ends of lines."""
    return "".join(one.split()) == "".join(other.split())


def file_of(name: object, url: object, type_: object = "", size: object = 0) -> File | None:
    """A file that a hub tells of, None for one that cannot be passed on."""
    address = web_address(url)
    if not address.startswith("https://") or len(address) > LONGEST_URL:
        return None
    shown = "".join(one for one in text(name) if one.isprintable()).strip()[:LONGEST_NAME]
    mime = text(type_)
    return File(shown or "file", address, mime if len(mime) <= LONGEST_TYPE else "", number(size) or 0)


def files_of(found: Iterable[File | None]) -> tuple[File, ...]:
    return tuple(one for one in found if one)[:MOST]
