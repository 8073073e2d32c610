"""What a played hub answers when something is wrong on the way: done or not, and the answer there, odd or lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fakes.hubs import Faults
from fakes.vendor import Said

HTML = Said(b"<html><body>Just a moment</body></html>", content_type="text/html")


def answered(faults: Faults, do: Callable[[], Said]) -> Said:
    """A status alone: it was not done. All else: it was done, and the answer to it is another."""
    fault = faults.coming.pop(0) if faults.coming else None
    if fault is None:
        return do()
    if isinstance(fault, int):
        headers = {"Retry-After": str(faults.retry_after)} if fault == 429 else {}
        return Said({"message": "no"}, fault, headers)
    said = do()
    if fault.startswith("late"):
        return Said({"message": "no"}, int(fault.removeprefix("late").strip() or "500"))
    return HTML if fault == "html" else replace(said, how=fault)
