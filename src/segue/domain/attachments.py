"""Files that go with a message: those that Segue keeps, and those of which it keeps the address and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from segue.domain.errors import Invalid
from segue.domain.text import LARGEST_INTEGER, checked_text

MOST = 10
LONGEST_NAME, LONGEST_URL, LONGEST_TYPE = 200, 2000, 100
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_TURNS_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class File:
    """url: https, "" of a file that Segue keeps. type: MIME, "" when not told. size: bytes, 0 when not told.

    file: id of a file that Segue keeps; all the rest is then as it was found to be.
    """

    name: str = ""
    url: str = ""
    type: str = ""
    size: int = 0
    file: str = ""


def names_of(attachments: Iterable[Mapping[str, Any]]) -> str:
    """Of an entry's attachments, in one line."""
    return ", ".join(str(one.get("name", "")) for one in attachments)


def checked_files(files: Sequence[File]) -> list[dict[str, Any]]:
    """As an entry of the log keeps them. Raises Invalid naming the part that is wrong."""
    if len(files) > MOST:
        raise Invalid(f"attachments: at most {MOST} a message", field="attachments")
    ids = [file.file for file in files if file.file]
    if len(ids) > len(set(ids)):
        raise Invalid("attachments: names the same file twice", field="attachments")
    for at, file in enumerate(files):
        if not file.file:
            _check(file, f"attachments[{at}]")
        elif file.url:
            field = f"attachments[{at}].url"
            raise Invalid(f"{field}: leave it out beside file, which Segue keeps itself", field=field)
    return [{name: value for name, value in asdict(file).items() if value} for file in files]


def good_files(files: Iterable[File]) -> tuple[File, ...]:
    """Those that can be kept, as many as a message may have: for what nobody would mend. A type that is none is left
    out."""
    good = (next(filter(_is_good, (file, replace(file, type=""))), None) for file in files)
    return tuple(islice((one for one in good if one), MOST))


def _is_good(file: File) -> bool:
    try:
        checked_files([file])
    except Invalid:
        return False
    return True


def _check(file: File, field: str) -> None:
    name = checked_text(file.name, f"{field}.name")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable() or _TURNS_DIRECTION.search(name):
        words = f"1 to {LONGEST_NAME} characters that can be shown on one line"
        raise Invalid(f"{field}.name: {words}", field=f"{field}.name")
    if not _is_https(file.url):
        words = f"an https:// address of at most {LONGEST_URL} characters, without a name and password in it"
        raise Invalid(f"{field}.url: {words}", field=f"{field}.url")
    if file.type and (len(file.type) > LONGEST_TYPE or not _TYPE.fullmatch(file.type)):
        raise Invalid(f"{field}.type: a MIME type such as image/png", field=f"{field}.type")
    if not 0 <= file.size <= LARGEST_INTEGER:
        raise Invalid(f"{field}.size: bytes, 0 or more", field=f"{field}.size")


def _is_https(url: str) -> bool:
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or re.search(r"[\s\"'<>\\^`{|}]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # half an IPv6 host, a port that is none
        return False
