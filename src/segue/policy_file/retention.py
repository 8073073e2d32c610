"""`retention`, of the policy and of a queue: how long conversations and what belongs to them are kept."""

from __future__ import annotations

from datetime import timedelta

from segue.domain.retention import KEEPS_ALL, Part, Retention
from segue.policy_file.reading import Field, Reader

SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=3660)


def read_retention(reader: Reader, field: Field | None) -> Retention:
    """Nothing is deleted that is not named here."""
    if field is None:
        return KEEPS_ALL
    parts = tuple(part.value for part in Part)
    fields = reader.mapping(field, (*parts, "visits")) or {}
    if "visits" in fields:
        hint = "Write visits: {keep: 30d} at the top of the policy."
        reader.wrong(fields.pop("visits"), "page visits have a period of their own", hint, at_key=True)
    kept = {name: reader.duration(inner, least=SHORTEST, most=LONGEST) for name, inner in fields.items()}
    for name in (Part.PACKAGES, Part.FILES):
        part, whole = kept.get(name), kept.get(Part.CONVERSATIONS)
        if part is not None and whole is not None and part > whole:
            reader.wrong(
                fields[name],
                f"{name} are kept for {part.days} days, and conversations, with which they go, for {whole.days}",
                f"Write at most {whole.days}d, or leave it out.",
            )
    return Retention(kept.get(Part.CONVERSATIONS), kept.get(Part.PACKAGES), kept.get(Part.FILES))
