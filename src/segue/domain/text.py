"""Text and values that come from outside, checked once in one place.

Refused are: NUL and lone surrogates (databases and encoders disagree on them), text that is too long, values nested too
deep, and numbers that JSON readers do not agree on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from segue.domain.errors import Invalid, TooLarge

LONGEST_TEXT = 64 * 1024  # bytes in UTF-8
DEEPEST = 32  # objects and lists within each other
LARGEST_INTEGER = 2**53 - 1  # beyond it, JSON readers round: RFC 8259, section 6


def checked_text(value: str, field: str, longest: int = LONGEST_TEXT) -> str:
    """`value` as it came. Raises Invalid for NUL and lone surrogates, TooLarge above `longest` bytes in UTF-8."""
    if "\0" in value:
        raise Invalid(f"{field}: holds the character NUL (U+0000); leave it out", field=field)
    try:
        size = len(value) if value.isascii() else len(value.encode())
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        raise Invalid(
            f"{field}: holds half of a surrogate pair (U+{code:04X}); send whole characters", field=field
        ) from None
    if size > longest:
        raise TooLarge(f"{field}: {size} bytes; at most {longest} are taken", field=field, limit=longest)
    return value


def cleaned_text(value: Any, longest: int) -> str:
    """Text of another system as it can be kept, at most `longest` characters; "" for what is no text.

    Nobody there would mend it: halves of a character become a question mark, and NUL is left out.
    """
    if not isinstance(value, str):
        return ""
    return value[:longest].replace("\0", "").encode("utf-8", "replace").decode()


Path = tuple["Path | None", str | int]
"""Where a part lies: the way to what holds it, and its name or number there. Written out only for an error."""


def checked_value(value: Any, longest: int = LONGEST_TEXT) -> Any:
    """A value read from JSON, as it came; every text, number and name in it is checked.

    Raises Invalid or TooLarge naming the part, as in `customer.facts.plan` or `choices[2].label`.
    """
    waiting: list[tuple[Any, Path | None, int]] = [(value, None, 0)]
    while waiting:
        part, path, depth = waiting.pop()
        if isinstance(part, str):
            if "\0" in part or not part.isascii() or len(part) > longest:
                checked_text(part, _written(path), longest)
        elif isinstance(part, bool) or part is None:
            continue
        elif isinstance(part, int | float):
            _check_number(part, path)
        elif depth >= DEEPEST:
            raise Invalid(f"{_written(path)}: nested deeper than {DEEPEST} levels", field=_written(path))
        elif isinstance(part, Mapping):
            for key, inner in part.items():
                checked_text(key, f"a name in {_written(path)}", longest)
                waiting.append((inner, (path, key), depth + 1))
        elif isinstance(part, Sequence):
            waiting.extend((inner, (path, at), depth + 1) for at, inner in enumerate(part))
    return value


def _check_number(value: float, path: Path | None) -> None:
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            field = _written(path)
            raise Invalid(f"{field}: a whole number beyond ±(2^53 - 1); send it as text", field=field)
    elif not math.isfinite(value):
        raise Invalid(f"{_written(path)}: not a finite number", field=_written(path))


def _written(path: Path | None) -> str:
    steps: list[str] = []
    while path is not None:
        path, step = path
        steps.append(f"[{step}]" if isinstance(step, int) else f".{step[:40]}")
    return "".join(reversed(steps)).removeprefix(".") or "body"
