"""What vendors tell, read with care: an event as an object, ids that may stand in an address, files to be followed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from segue.answers import text, web_address
from segue.domain.attachments import LONGEST_NAME, LONGEST_TYPE, LONGEST_URL, MOST, File
from segue.domain.errors import Invalid
from segue.hubs.wording import pieces
from segue.ports.hubs import Opening, Webhook

MOST_PARTS = 12
"""Of a transcript in a chat: a hundred parts would hide the customer's next words."""

MARK = "[Segue] "
LEFT_OUT = "(what was said before is left out here)"
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9_:.~-]{1,120}", re.ASCII)


def packed(opening: Opening, most: int) -> str:
    """The package as a message of the chat, within `most` bytes: it begins with who they are and how urgent it is."""
    return MARK + str(opening.rendered("text", most - len(MARK)))


def transcript_parts(transcript: str, longest: int) -> list[str]:
    """The newest `MOST_PARTS` parts of at most `longest` characters, each with what it is."""
    found = list(pieces(transcript, longest - 120))
    if len(found) > MOST_PARTS:
        found = found[-MOST_PARTS:]
        found[0] = f"{LEFT_OUT}\n{found[0]}"
    return [f"[Segue] Transcript, part {at} of {len(found)}\n{one}" for at, one in enumerate(found, 1)]


def file_told(name: Any, url: Any, type_: Any = "") -> File | None:
    """A file of theirs, when its address may be followed; a name that cannot be shown becomes "file"."""
    address, called, mime = web_address(url), text(name).strip(), text(type_)
    if not address.startswith("https://") or len(address) > LONGEST_URL:
        return None
    good = bool(called) and len(called) <= LONGEST_NAME and called.isprintable()
    right = len(mime) <= LONGEST_TYPE and bool(_TYPE.fullmatch(mime))
    return File(called if good else "file", address, mime if right else "")


def shown(files: Sequence[File | None]) -> tuple[File, ...]:
    return tuple(one for one in files if one)[:MOST]


def is_id(value: Any) -> bool:
    """Of a conversation, person or message, as it may stand in an address."""
    return isinstance(value, str) and bool(_ID.fullmatch(value)) and ".." not in value


def object_of(webhook: Webhook, vendor: str) -> Mapping[str, Any]:
    """Raises Invalid for a body that is no JSON object."""
    try:
        told = json.loads(webhook.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, Mapping):
        raise Invalid(f"an event of {vendor} is a JSON object", field="body")
    return told


def listed(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, none for anything else."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def names(full: str) -> tuple[str, str]:
    """First and last name, as well as one can tell."""
    first, _, last = " ".join(full.split()).partition(" ")
    return first, last
