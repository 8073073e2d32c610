"""Names of files as they are shown and downloaded. Where bytes are kept they have no name but a random id."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from segue.domain.file_types import FileType

LONGEST = 100
"""Characters. File systems take 255 bytes, and one character may have four."""

_GONE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, what turns the direction of writing or has no width, halves of pairs, and what is no character."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def shown_name(given: str, kind: FileType) -> str:
    """One line that every system takes, and that ends as a file of this type does: `run.exe`, a PNG, is `run.exe.png`.

    given: as the sender called it; "" gets a name.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFKC", given[: 10 * LONGEST]))[-1]
    name = "".join(" " if letter.isspace() else letter for letter in name if _stays(letter))
    name = re.sub(" +", " ", _NOT_IN_NAMES.sub("_", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and f".{ending.lower()}" in kind.extensions:
        ending = f".{ending}"
    else:
        stem, ending = name, kind.extensions[0]
    stem = stem[: LONGEST - len(ending)].strip(" .") or "file"
    return f"_{stem}{ending}" if _DEVICE.fullmatch(stem) else f"{stem}{ending}"


def _stays(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _GONE


def disposition(name: str) -> str:
    """The header Content-Disposition of a download (RFC 6266, RFC 8187): for old readers in ASCII, for all in UTF-8."""
    plain = re.sub(r'[^ -~]|["\\%;]', "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
