"""`files`: what customers, bots and human agents may send along, and how much of it."""

from __future__ import annotations

from typing import Any

from segue.domain.file_types import TYPES
from segue.domain.files import CUSTOMERS, LARGEST_MB, FileRules
from segue.policy_file.reading import Field, Reader

NUMBERS = {
    "largest_mb": (1, LARGEST_MB),
    "per_message": (1, 10),
    "per_conversation": (1, 1_000),
    "per_day": (1, 1_000),
    "space_gb": (1, 1_000),
}
"""Key -> the smallest and the largest that is right."""

FILES_KEYS = ("customers", "types", *NUMBERS)


def read_files(reader: Reader, field: Field | None) -> FileRules:
    fields = (reader.mapping(field, FILES_KEYS) if field else None) or {}
    given: dict[str, Any] = {
        name: reader.integer(fields[name], least, most) for name, (least, most) in NUMBERS.items() if name in fields
    }
    if "customers" in fields:
        given["customers"] = reader.one_of(fields["customers"], CUSTOMERS)
    if "types" in fields:
        given["types"] = reader.choices(fields["types"], tuple(TYPES))
        if given["types"] == ():
            reader.wrong(fields["types"], "no type is named", f"Such as [{', '.join(list(TYPES)[:2])}].")
    return FileRules(**{name: value for name, value in given.items() if value is not None})
