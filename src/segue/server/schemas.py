"""JSON Schemas that Segue publishes, made from the types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from segue.domain.package import PACKAGE_VERSION, ContextPackage
from segue.domain.package_fields import PACKAGE, PARTS, Meaning

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:segue:context-package:{PACKAGE_VERSION}"
_REFERENCE = "#/$defs/{name}"
_MOMENTS = frozenset({"at", "built_at", "updated_at", "due_at"})
_ROLES = ["end_user", "automated_agent", "human_agent", "system"]
_ONLY: Mapping[tuple[str, str], list[str]] = {
    ("Attempt", "reaction"): ["confirmed", "rejected", "no_answer"],
    ("Highlight", "role"): _ROLES,
    ("Attachment", "by"): _ROLES,
}
"""Texts that are one of a few."""

_PLAIN = {"str": "Text", "float": "Number", "datetime": "Moment", "Any": "Anything"}


def context_package() -> dict[str, Any]:
    """The schema of `ContextPackage` as the API writes it: every field is there, and no other."""
    _, found = msgspec.json.schema_components([ContextPackage], ref_template=_REFERENCE)
    shapes = {_name(name): _shape(_name(name), shape) for name, shape in found.items()}
    package = shapes.pop("ContextPackage")
    package["properties"]["version"] = {**package["properties"]["version"], "const": PACKAGE_VERSION}
    return {
        "$schema": DIALECT,
        "$id": ID,
        **package,
        "title": f"Context package, version {PACKAGE_VERSION}",
        "description": "The briefing that travels with a handoff from an AI agent to a human.",
        "$defs": dict(sorted(shapes.items())),
    }


def _name(given: str) -> str:
    """Fact_tuple_segue.domain.account.fields.Invoice__...__ -> FactOfInvoices; it stays when code moves."""
    fact = re.fullmatch(r"Fact_(?:tuple_)?(?:[a-z_]+\.)*(\w+?)_(?:_\.\.\.__)?", given)
    if fact is None:
        return given
    inner = _PLAIN.get(fact[1], fact[1])
    return f"FactOf{inner}{'s' if '_tuple_' in given else ''}"


def _shape(name: str, shape: dict[str, Any]) -> dict[str, Any]:
    if "properties" not in shape:
        return shape
    meanings = PACKAGE if name == "ContextPackage" else PARTS["Fact" if name.startswith("FactOf") else name]
    properties = {field: _field(name, field, of, meanings[field]) for field, of in shape["properties"].items()}
    kept = {"type": shape["type"], "description": _about(name, shape)}
    return {
        "title": name,
        **kept,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _about(name: str, shape: dict[str, Any]) -> str:
    if name.startswith("FactOf"):
        return "A fact: its value, whether it is known, who told it, and when."
    return " ".join(str(shape.get("description", name)).split())


def _field(name: str, field: str, shape: dict[str, Any], meaning: Meaning) -> dict[str, Any]:
    """Without its default: what the API writes has every field."""
    shape = _renamed({key: value for key, value in shape.items() if key != "default"})
    if (name, field) in _ONLY:
        shape = {**shape, "enum": _ONLY[name, field]}
    if field in _MOMENTS or (name, field) == ("FactOfMoment", "value"):
        shape = _dated(shape)
    return {**shape, "description": meaning.what}


def _renamed(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _renamed(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(each) for each in part]
    if isinstance(part, str) and part.startswith("#/$defs/"):
        return _REFERENCE.format(name=_name(part.removeprefix("#/$defs/")))
    return part


def _dated(shape: dict[str, Any]) -> dict[str, Any]:
    if shape.get("type") == "string":
        return {**shape, "format": "date-time"}
    return {**shape, "anyOf": [_dated(each) for each in shape["anyOf"]]} if "anyOf" in shape else shape
