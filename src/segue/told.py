"""What vendors tell, read with care: an event as an object, ids that may stand in an address, files, labels of tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from segue.answers import number, text, web_address
from segue.domain.attachments import LONGEST_NAME, LONGEST_TYPE, LONGEST_URL, MOST, File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.lifecycle import LABELS
from segue.ports.listeners import DeliveryFailed

LABEL_PREFIX = "segue-"
LABEL_TAGS: Mapping[str, str] = {LABEL_PREFIX + label.replace("_", "-"): words for label, words in LABELS.items()}
"""The tag of each escalation label, as `label_of` reads it, with the words that are shown."""
LONGEST_NUMBER = 20
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9_:.~-]{1,120}", re.ASCII)


def json_of(body: str | bytes) -> Any:
    """None for what is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def object_of(body: str | bytes, vendor: str) -> Mapping[str, Any]:
    """An event. Raises Invalid for a body that is no JSON object."""
    told = json_of(body)
    if not isinstance(told, Mapping):
        raise Invalid(f"an event of {vendor} is a JSON object", field="body")
    return told


def listed(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, none for anything else."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def is_id(value: Any) -> bool:
    """Of a conversation, person or message, as it may stand in an address."""
    return isinstance(value, str) and bool(_ID.fullmatch(value)) and ".." not in value


def is_number(value: Any) -> bool:
    """An id of digits alone."""
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


def made_id(id_: str, good: bool, vendor: str) -> str:
    """Of what a call made. Raises DeliveryFailed, UNKNOWN: without an id nobody knows what was made."""
    if not good:
        raise DeliveryFailed(f"{vendor} answered without an id that can be used", Trouble.UNKNOWN)
    return id_


def known_id(id_: str, good: bool, vendor: str) -> str:
    """Of a case, which becomes part of an address. Raises DeliveryFailed, REFUSED: it will never be another one."""
    if not good:
        raise DeliveryFailed(f"this case has no id of {vendor}", Trouble.REFUSED)
    return id_


def file_of(name: Any, url: Any, type_: Any = "", size: Any = 0) -> File | None:
    """None for one whose address cannot be followed; a name that cannot be shown becomes "file"."""
    address, mime = web_address(url), text(type_)
    if not address.startswith("https://") or len(address) > LONGEST_URL:
        return None
    shown = "".join(one for one in text(name) if one.isprintable()).strip()[:LONGEST_NAME].strip()
    right = len(mime) <= LONGEST_TYPE and bool(_TYPE.fullmatch(mime))
    return File(shown or "file", address, mime if right else "", number(size) or 0)


def name_in(address: str) -> str:
    """The last part of the path of an address, as a file's name."""
    path = re.sub(r"\A[^:/]*://[^/]*|[?#].*", "", address, flags=re.DOTALL)
    return unquote(path.rpartition("/")[2])


def files_of(found: Iterable[File | None]) -> tuple[File, ...]:
    """Those that can be passed on, as many as a message may have."""
    return tuple(one for one in found if one)[:MOST]


def label_of(tag: str) -> str:
    """`too_late` of the tag `segue-too-late`, "" of one that is no label of Segue's."""
    name = tag.strip().lower()
    found = name.removeprefix(LABEL_PREFIX).replace("-", "_").replace(" ", "_")
    return found if name.startswith(LABEL_PREFIX) and found in LABELS else ""
