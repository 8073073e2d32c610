"""Small whole files of each type, made here, and hostile ones."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

SCRIPT = b"<script>alert(document.domain)</script>"


def png(width: int = 2, height: int = 2, extra: bytes = b"") -> bytes:
    """`extra` goes into a text chunk."""
    rows = b"".join(b"\0" + b"\xc0\x40\x20" * width for _ in range(height))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows))]
    chunks += [(b"tEXt", b"Comment\0" + extra)] if extra else []
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in (*chunks, (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def gif(screen: bytes = b"\x01\0\x01\0") -> bytes:
    colours, picture = bytes.fromhex("800000ffffff000000"), bytes.fromhex("2c00000000010001000002024401003b")
    return b"GIF89a" + screen + colours + picture


def jpeg(extra: bytes = b"") -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", len(extra) + 2) + extra if extra else b""
    app0 = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    return b"\xff\xd8" + app0 + comment + b"\xff\xda\0\x08\1\1\0\0\x3f\0\x7f" + b"\xff\xd9"


def webp() -> bytes:
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"\x2f\0\0\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.4\n" + extra + b"1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("META-INF/MANIFEST.MF", "Main-Class: Evil\n")
    return out.getvalue()


def tape() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        made.addfile(tarfile.TarInfo("evil.sh"), io.BytesIO())
    return out.getvalue()


HONEST: Mapping[str, bytes] = {
    "png": png(),
    "gif": gif(),
    "jpeg": jpeg(),
    "jpeg of a telephone, with a film behind it": jpeg() + b"SEFT" + bytes(64),
    "webp": webp(),
    "pdf": pdf(),
    "pdf with a line behind it": pdf() + b"\r\n",
    "text": "Grüße,\tAna\r\n".encode(),
    "text that begins with a mark of order": b"\xef\xbb\xbfhello",
    "text of one letter": b"x",
    "text in arabic": "مرحبا بكم".encode(),
    "text with a smile": "👩‍👩‍👧 fine".encode(),
    "json": b'{"a": 1}',
    "log that names a tag far in": b"GET /\n" * 1_000 + b"body was <html>",
}
"""The first word of each name is its type; json and log are text."""

HOSTILE: Mapping[str, bytes] = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg behind a comment": b"<!-- " + b"x" * 900 + b' --><svg onload="alert(1)"/>',
    "svg behind a byte order mark": b"\xef\xbb\xbf  <svg/>",
    "svg in utf-16": '<svg onload="alert(1)"/>'.encode("utf-16"),
    "html": b"<!DOCTYPE html><html>" + SCRIPT,
    "html behind words": b"hello there " + SCRIPT,
    "xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "php": b"<?php system($_GET['c']); ?>",
    "shell": b"#!/bin/sh\nrm -rf ~\n",
    "batch": b"@echo off\r\ndel *.*\r\n",
    "rtf": b"{\\rtf1 {\\object}}",
    "postscript": b"%!PS-Adobe\n(file) run",
    "program of windows": b"MZ\x90\0\3\0\0\0" + bytes(100),
    "program of linux": b"\x7fELF\2\1\1" + bytes(100),
    "class of java": b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(40),
    "zip": archive(),
    "tar": tape(),
    "gzip": b"\x1f\x8b\x08" + bytes(30),
    "icon": b"\0\0\1\0\1\0" + bytes(40),
    "sqlite": b"SQLite format 3\0" + bytes(84),
    "film": b"\0\0\0\x18ftypmp42" + bytes(40),
    "text with a nul": b"fine\0not",
    "text with an escape": b"\x1b]0;title\x07",
    "text with a control of the second set": "a\u0085b\u009bm".encode(),
    "text in latin-1": "Grüße".encode("latin-1"),
    "text cut in a letter": "é".encode()[:1],
    "png and zip": png() + archive(),
    "jpeg and jar": jpeg() + archive(),
    "gif and jar": gif() + archive(),
    "webp and zip": webp() + archive(),
    "pdf and jar": pdf() + archive() + b"\n%%EOF",
    "png and html": png(extra=SCRIPT),
    "png and php": png(extra=b"<?PHP evil(); ?>"),
    "png and svg": png(extra=b"<svg onload=alert(1)>"),
    "jpeg and html": jpeg(b"<HTML>" + SCRIPT),
    "jpeg and pdf": jpeg(b"%PDF-1.4\n") + pdf(),
    "jpeg and phar": jpeg(b"__HALT_COMPILER();"),
    "jpeg and rar": jpeg() + b"Rar!\x1a\x07\x00" + bytes(20),
    "gif and script by its size": gif(b"/*ab") + b"*/=alert(1)//\0;",
    "gif and script by an equals sign": b"GIF89a=1;alert(1)//" + bytes(20) + b"\0;",
    "webp and script": b"RIFF/*\0\0WEBP*/=alert(1)",
    "pdf and html": pdf(b"<html>" + SCRIPT),
    "pdf behind words": b"hello\n" + pdf(),
    "jpeg and tar": jpeg()[:20] + b"\xff\xfe\2\0" + bytes(233) + b"ustar\x0000" + bytes(300) + b"\xff\xd9",
    "pdf and disk image": pdf(b"%" + b" " * 32_759 + b"CD001\1"),
    "png cut short": png()[:-5],
    "png with something behind": png() + b"more",
    "gif cut short": gif()[:-1],
    "jpeg cut short": jpeg()[:-2],
    "webp that says another length": webp() + b"more",
    "pdf cut short": pdf()[:40],
    "only the beginning of a png": b"\x89PNG\r\n\x1a\n",
    "only the beginning of a jpeg": b"\xff\xd8\xff",
    "png of another first part": png().replace(b"IHDR", b"CgBI"),
    "random bytes": zlib.compress(bytes(range(256))),
}
