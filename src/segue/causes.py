"""What a log may say of an error: its kind and its code. Its message may quote what somebody wrote, so it stays out."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator

_FRAMES = 12


def cause_of(error: BaseException) -> str:
    """`OperationalError SQLITE_FULL`, `OperationalError 57P01`, `ConnectionRefusedError Connection refused`."""
    code = getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", "")
    if not code and isinstance(error, OSError) and error.errno:
        code = os.strerror(error.errno)
    return f"{type(error).__name__} {code}".strip()


def way_to(error: BaseException) -> list[str]:
    """Where it came from, the outermost first: file, line and function, without messages and values."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """The error, then what led to it, as a traceback would show."""
    seen: set[int] = set()
    next_one: BaseException | None = error
    while next_one is not None and id(next_one) not in seen:
        seen.add(id(next_one))
        yield next_one
        next_one = next_one.__cause__ or (None if next_one.__suppress_context__ else next_one.__context__)
