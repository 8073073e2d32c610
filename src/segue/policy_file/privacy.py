"""`redact`: what is taken out of texts before they leave; `passing_on`: what customers see of what is passed on."""

from __future__ import annotations

from segue.domain.conditions import did_you_mean
from segue.domain.policy import PassingOn
from segue.domain.redaction import ALL, DESTINATIONS, KINDS
from segue.policy_file.document import SequenceNode
from segue.policy_file.reading import Field, Reader


def read_redact(reader: Reader, field: Field | None) -> dict[str, frozenset[str]]:
    """Destination -> kinds: a list of them, `all` or `none`. A destination that is not named keeps its default."""
    found: dict[str, frozenset[str]] = {}
    for name, inner in ((reader.mapping(field) if field else None) or {}).items():
        if name not in DESTINATIONS:
            hint = did_you_mean(name, DESTINATIONS, "Texts leave to")
            reader.wrong(inner, f"unknown destination {name[:80]!r}", hint, at_key=True)
        elif isinstance(inner.node, SequenceNode):
            kinds = [reader.one_of(item, tuple(KINDS), "kind") for item in reader.sequence(inner) or []]
            found[name] = frozenset(kind for kind in kinds if kind is not None)
        else:
            word = reader.text_of(inner)
            if word not in (None, "all", "none"):
                takes = f"{name!r} takes a list of kinds, all or none, not {word[:80]!r}"
                reader.wrong(inner, takes, f"Such as {name}: [{', '.join(list(KINDS)[:2])}].")
            found[name] = ALL if word == "all" else frozenset()
    return found


def read_passing_on(reader: Reader, field: Field | None) -> PassingOn:
    fields = (reader.mapping(field, ("show",)) if field else None) or {}
    show = reader.boolean(fields["show"]) if "show" in fields else None
    return PassingOn(True if show is None else show)
