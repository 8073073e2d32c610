"""Texts for helpdesks: in parts that fit, with who speaks before the words, as HTML where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from segue.domain.attachments import File
from segue.domain.sentences import in_parts
from segue.ports.hubs import Line, Opening, ToHub

MARK = "[Segue]"
"""Before what the customer did not say."""

MOST_PARTS = 12
"""Of a transcript in a chat: a hundred parts would hide the customer's next words."""

LEFT_OUT = "(what was said before is left out here)"
_WHO = {"bot": "assistant", "human": "agent", "system": "note"}


def parts(text: str, most: int) -> tuple[str, ...]:
    """Of at most `most` characters, without the white space at the cuts; () for none."""
    cut = (one.strip("\n").rstrip() for one in in_parts(text.strip(), most))
    return tuple(one for one in cut if one)


def unit_parts(text: str, most: int) -> tuple[str, ...]:
    """As `parts`, of at most `most` UTF-16 code units, as vendors count whose services are written in JavaScript or
    Java: most emoji are two of them."""
    found = parts(text, most)
    return tuple(one for piece in found for one in (parts(piece, most // 2) if _units(piece) > most else (piece,)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def byte_parts(text: str, most: int) -> tuple[str, ...]:
    """As `parts`, of at most `most` bytes in UTF-8: cut at an end of line where there is one in the later half, else
    between two characters. most: at least 4."""
    found, rest = [], text.encode("utf-8", "replace").strip()
    while rest:
        at = len(rest) if len(rest) <= most else _cut(rest, most)
        piece, rest = rest[:at].decode().strip(), rest[at:].lstrip(b"\n")
        if piece:
            found.append(piece)
    return tuple(found)


def _cut(rest: bytes, most: int) -> int:
    line = rest.rfind(b"\n", most // 2, most)
    at = line if line > 0 else most
    while rest[at] & 0xC0 == 0x80:  # within a character
        at -= 1
    return at


def numbered(title: str, text: str, most: int) -> tuple[str, ...]:
    """As `byte_parts`, each below its title: `Title`, or `Title (2 of 3)`."""
    found = byte_parts(text, most - len(f"{title} (999 of 999)\n".encode()))
    if len(found) < 2:
        return tuple(f"{title}\n{one}" for one in found)
    return tuple(f"{title} ({at} of {len(found)})\n{one}" for at, one in enumerate(found, 1))


def packed(opening: Opening, most: int) -> str:
    """The package as a message of the chat, within `most` bytes: it begins with who they are and how urgent it is."""
    return f"{MARK} {opening.rendered('text', most - len(MARK) - 1)}"


def facts(opening: Opening, *names: str) -> dict[str, str]:
    """Those of a handoff that are known, by name, for fields and attributes that helpdesks keep beside the words."""
    known = {
        "id": opening.id,
        "handoff": opening.handoff or opening.id,
        "subject": opening.subject,
        "urgency": opening.urgency,
        "reason": opening.reason,
        "category": opening.category,
        "queue": opening.queue,
        "team": opening.team,
        "customer": opening.customer.name or opening.email,
        "email": opening.email,
        "language": opening.language,
        "sla": opening.sla,
        "tags": " ".join(opening.tags),
        "link": opening.link,
    }
    return {name: known[name] for name in names if known[name]}


def transcript_parts(transcript: str, most: int) -> list[str]:
    """Messages of a chat: the newest `MOST_PARTS`, of at most `most` characters, each with what it is."""
    found = list(parts(transcript, most - 120))
    if len(found) > MOST_PARTS:
        found = found[-MOST_PARTS:]
        found[0] = f"{LEFT_OUT}\n{found[0]}"
    return [f"{MARK} Transcript, part {at} of {len(found)}\n{one}" for at, one in enumerate(found, 1)]


def file_lines(files: Iterable[File]) -> str:
    """A line for each: people follow the address; one without says that it is in Segue's own desk."""
    return "\n".join(f"{file.name or 'file'}: {file.url or 'to be seen in Segue'}" for file in files)


def words_of(said: ToHub | Line) -> str:
    """What was said, then its files. Where it stands alone, nobody would see whose words it is: see `in_a_chat`."""
    return "\n".join(one for one in (said.text, file_lines(said.files)) if one)


def in_a_chat(message: ToHub) -> str:
    """For helpdesks where all of ours stands as the customer's: of anybody else with who it is."""
    body = words_of(message)
    if message.who == "customer":
        return body
    who = message.name or {"bot": "the assistant", "human": "a colleague"}.get(message.who, "")
    return f"[Segue{', ' + who if who else ''}] {body}"


def heading(said: ToHub | Line) -> str:
    """Where nobody can write as the customer: `Maria (customer)` or `[Segue] agent Ana`."""
    if said.who == "customer":
        return f"{said.name} (customer)" if said.name else "The customer"
    return " ".join(part for part in (MARK, _WHO.get(said.who, said.who), said.name) if part)


def html_of(said: ToHub | Line) -> str:
    return f"<p><b>{escape(heading(said))}:</b></p>{html(words_of(said))}"


def html(plain: str) -> str:
    """Plain text as paragraphs: all of it is escaped."""
    made = (escape(one).replace("\n", "<br>") for one in plain.strip().split("\n\n") if one.strip())
    return "".join(f"<p>{one}</p>" for one in made)


def same(one: str, other: str) -> bool:
    """Whether two texts have the same words: vendors change spaces and ends of lines."""
    return "".join(one.split()) == "".join(other.split())


def names(full: str) -> tuple[str, str]:
    """First and last name, as well as one can tell."""
    first, _, last = " ".join(full.split()).partition(" ")
    return first, last
