"""Whether a text is one SELECT that only reads, as far as its words tell. The database is told as well.

Databases differ in what a comment, a backslash or a dollar quote hides, so there may be none. What stands in quotes is
not looked at: it is blanked first, in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`""")
_PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
_WORD = re.compile(r"[A-Za-z_]\w*")
_HIDES = re.compile(r"--|/\*|\\|\$\w*\$")
_WRITES = frozenset(
    {
        *("alter", "analyze", "attach", "begin", "call", "commit", "copy", "create", "delete", "detach", "do", "drop"),
        *("exec", "execute", "explain", "grant", "handler", "insert", "into", "load", "lock", "merge", "pragma"),
        *("reindex", "release", "rename", "revoke", "rollback", "savepoint", "set", "truncate", "update", "upsert"),
        "vacuum",
    }
)
PARAMETERS = ("id", "email")


def mistake_in_select(query: str) -> str:
    """What is wrong with it, in words; "" when nothing is."""
    return next(_mistakes(query), "")


def _mistakes(query: str) -> Iterator[str]:
    if _HIDES.search(query):
        yield "it may hold no comment (--, /*), no backslash and no dollar quote"
    bare = blanked(query)
    words = [word.lower() for word in _WORD.findall(bare)]
    if any(quote in bare for quote in "'\"`"):
        yield "a quote in it has no end"
    if not words or words[0] not in {"select", "with"} or "select" not in words:
        yield "it must be one SELECT"
    if ";" in bare.rstrip().removesuffix(";"):
        yield "it must be one statement; there is a ; in it"
    for word in words:
        if word in _WRITES:
            yield f"it may only read; {word.upper()} has no place in it (put a name that is called so in quotes)"
    named = _PARAMETER.findall(bare)
    for name in named:
        if name not in PARAMETERS:
            yield f"the parameter :{name} is not known; there are :id and :email"
    if not named:
        yield "it must look for the customer by :id or :email"


def blanked(query: str) -> str:
    """The query with blanks for what stands in quotes: as long as before."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), query)


def parameters(query: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(blanked(query)))


def for_the_driver(query: str) -> str:
    """The query with every colon escaped that begins no parameter, as `sqlalchemy.text` wants it; without a last ;."""
    starts = {found.start() for found in _PARAMETER.finditer(blanked(query))}
    written = "".join("\\:" if sign == ":" and at not in starts else sign for at, sign in enumerate(query))
    return written.rstrip().removesuffix(";")
