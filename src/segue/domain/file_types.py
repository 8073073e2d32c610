"""What a file is, by its content. What the sender says it is counts for nothing.

Six types are known, and everything else is refused: SVG, HTML, XML, scripts, archives and programs have no line here.
A picture or PDF must begin and end as its type does, and must hold nothing that makes it something else as well.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from segue.domain.errors import Invalid, WrongType

_TAIL = 66_000  # bytes: the end record of a ZIP lies within the last 65,557
_SNIFFED = 4_096  # bytes that readers of unknown files look at
_SEAM = 16  # bytes kept between parts, so that a mark across two is seen


@dataclass(frozen=True, slots=True)
class FileType:
    name: str
    mime: str
    extensions: tuple[str, ...]  # the first is added to a name that has none of them


TYPES: Mapping[str, FileType] = {
    one.name: one
    for one in (
        FileType("jpeg", "image/jpeg", (".jpg", ".jpeg")),
        FileType("png", "image/png", (".png",)),
        FileType("gif", "image/gif", (".gif",)),
        FileType("webp", "image/webp", (".webp",)),
        FileType("pdf", "application/pdf", (".pdf",)),
        FileType("text", "text/plain", (".txt", ".log", ".csv", ".md", ".json")),
    )
}

_MARKUP = (b"<script", b"<html", b"<!doctype", b"<?php", b"<?xml", b"<iframe", b"<svg ", b"<svg\n")
_ELSEWHERE = (b"__halt_compiler", b"%pdf-", b"rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_IN_PICTURES = tuple(mark for mark in (*_MARKUP, *_ELSEWHERE) if mark != b"<?xml")  # metadata may hold that one
_ZIP_END = b"PK\x05\x06"
_BEGINNINGS = (b"<", b"#!", b"{\\rtf", b"%!ps", b"@echo")
_LAYOUT = "\t\n\r\f"


class Content:
    """Reads a file part by part and says what it is at the end. Keeps a few KiB of it, however long it is."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = [name for name in TYPES if name in allowed]
        self._type = ""
        self._size = 0
        self._head = self._tail = self._seam = b""
        self._text = codecs.getincrementaldecoder("utf-8")("strict")
        self._ended = False  # a JPEG's end was seen; cameras write more behind it

    def add(self, part: bytes) -> None:
        """Raises WrongType as soon as it is clear that this is nothing that is taken."""
        if not part:
            return
        if not self._size:
            self._begin(part)
        seen = self._seam + part
        if self._type == "text":
            self._check_text(self._decoded(part))
        elif self._type != "pdf":
            low = seen.lower()
            if any(mark in low for mark in _IN_PICTURES):
                raise self._twofold()
            self._ended = self._ended or b"\xff\xd9" in seen
        self._size += len(part)
        self._tail = (self._tail + part)[-_TAIL:]
        self._seam = seen[-_SEAM:]

    def finish(self) -> FileType:
        """Raises WrongType, and Invalid for a file without content."""
        if not self._size:
            raise Invalid("the file is empty; choose one with something in it", field="file")
        if self._type == "text":
            self._decoded(b"", final=True)
        elif not self._ends_well() or _ZIP_END in self._tail:
            raise self._twofold()
        return TYPES[self._type]

    def _begin(self, part: bytes) -> None:
        self._head = part[:_SNIFFED]
        self._type = _type_of(self._head)
        if self._type == "text":
            start = self._head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
            if start.startswith(_BEGINNINGS) or any(mark in start for mark in (*_MARKUP, *_ELSEWHERE)):
                raise self._refusal()
        elif _is_also_another(self._type, part):
            raise self._twofold()
        if self._type not in self._allowed:
            raise self._refusal()

    def _decoded(self, part: bytes, *, final: bool = False) -> str:
        try:
            return self._text.decode(part, final)
        except UnicodeDecodeError:
            raise self._refusal() from None

    def _check_text(self, text: str) -> None:
        if any(letter not in _LAYOUT and unicodedata.category(letter) == "Cc" for letter in set(text)):
            raise self._refusal()

    def _ends_well(self) -> bool:
        tail = self._tail
        match self._type:
            case "jpeg":
                return self._ended
            case "png":
                return tail.endswith(b"\0\0\0\0IEND\xaeB`\x82")
            case "gif":
                return tail.endswith(b"\0;")
            case "webp":
                said = int.from_bytes(self._head[4:8], "little") + 8
                return self._size in {said, said + said % 2}
            case _:
                return b"%%EOF" in tail[-1024:]

    def _refusal(self) -> WrongType:
        taken = ", ".join(self._allowed)
        words = f"this is no file of a type that is taken; send {taken} (text in UTF-8)"
        return WrongType(words if "text" in self._allowed else words.partition(" (")[0], types=self._allowed)

    def _twofold(self) -> WrongType:
        words = f"this {self._type} is damaged, or another file at the same time; save it anew and send that"
        return WrongType(words, types=self._allowed)


def _type_of(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return "pdf" if head.startswith(b"%PDF-") else "text"


def _is_also_another(kind: str, start: bytes) -> bool:
    """An archive or a disk image whose own mark lies further in, a PDF that is a page, a picture that is a script."""
    if start[257:262] == b"ustar" or start[32769:32774] == b"CD001":
        return True
    if kind == "pdf":
        return any(mark in start[:_SNIFFED].lower() for mark in _MARKUP[:5])
    # its first numbers chosen so that it reads as JavaScript: GIF89a/*…*/=1
    return b"/*" in start[:12] or (kind == "gif" and all(32 <= byte < 127 for byte in start[6:10]))
