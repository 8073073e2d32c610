"""A long text in portions of so many bytes, for helpdesks that count bytes and not characters."""

from __future__ import annotations


def portions(text: str, most: int) -> tuple[str, ...]:
    """Pieces of at most `most` bytes in UTF-8, cut at an end of line where there is one in the later half, else between
    two characters. Together they are the text, but for white space at the cuts. most: at least 4."""
    found, rest = [], text.encode("utf-8", "replace").strip()
    while rest:
        at = len(rest) if len(rest) <= most else _cut(rest, most)
        piece, rest = rest[:at].decode().strip(), rest[at:].lstrip(b"\n")
        if piece:
            found.append(piece)
    return tuple(found)


def numbered(title: str, text: str, most: int) -> tuple[str, ...]:
    """Each below its title: `Title`, or `Title (2 of 3)`."""
    found = portions(text, most - len(f"{title} (999 of 999)\n".encode()))
    if len(found) < 2:
        return tuple(f"{title}\n{one}" for one in found)
    return tuple(f"{title} ({at} of {len(found)})\n{one}" for at, one in enumerate(found, 1))


def _cut(rest: bytes, most: int) -> int:
    line = rest.rfind(b"\n", most // 2, most)
    at = line if line > 0 else most
    while rest[at] & 0xC0 == 0x80:  # within a character
        at -= 1
    return at
