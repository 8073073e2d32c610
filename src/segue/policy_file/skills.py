"""What is asked of the people of a queue: skills and their levels, authorities, and whom a customer waits for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from segue.domain.queues import Sticky
from segue.policy_file.document import ScalarNode
from segue.policy_file.reading import Field, Reader

LEAST_LEVEL, HIGHEST_LEVEL = 1, 5
LARGEST_AUTHORITY = 1e9
STICKY_KEYS = ("who", "wait", "within")
STICKY_WHO = ("named_contact", "last_agent")
LONGEST_STICKY = timedelta(hours=1)


def read_levels(reader: Reader, field: Field) -> dict[str, int] | None:
    """`{billing: 3}`. None when it is no mapping."""
    fields = reader.mapping(field)
    if fields is None:
        return None
    found: dict[str, int] = {}
    for skill, inner in fields.items():
        level = reader.integer(inner, LEAST_LEVEL, HIGHEST_LEVEL)
        if reader.is_name(inner, skill) and level is not None:
            found[skill] = level
    return found


def read_preferred(reader: Reader, field: Field, requires: Mapping[str, int]) -> dict[str, int]:
    found = read_levels(reader, field) or {}
    for skill, level in found.items():
        if requires.get(skill, 0) >= level:
            hint = f"Everybody who is asked has {skill} {requires[skill]}; prefer a higher level, or remove it."
            reader.wrong(reader.inside(field, skill), f"{skill} {level} is required anyway", hint)
    return found


def read_authority(reader: Reader, field: Field) -> dict[str, float]:
    """`{credit: 500, contracts: yes}`: up to how much, or simply whether; the latter is 1."""
    found: dict[str, float] = {}
    for name, inner in (reader.mapping(field) or {}).items():
        if not reader.is_name(inner, name):
            continue
        if isinstance(inner.node, ScalarNode) and inner.node.tag == "tag:yaml.org,2002:bool":
            if reader.boolean(inner):
                found[name] = 1.0
            else:
                reader.wrong(inner, f"what is not asked for needs no line: {name}", "Remove it, or write yes.")
            continue
        amount = reader.number(inner, 0, LARGEST_AUTHORITY, above_low=True)
        if amount is not None:
            found[name] = amount
    return found


def read_sticky(reader: Reader, field: Field) -> Sticky | None:
    """`yes`, or `{who: [named_contact], wait: 45s, within: 14d}`. None when nobody is waited for."""
    usual = Sticky()
    if isinstance(field.node, ScalarNode):
        return usual if reader.boolean(field) else None
    fields = reader.mapping(field, STICKY_KEYS) or {}
    who = reader.choices(fields["who"], STICKY_WHO) if "who" in fields else None
    if who == ():
        reader.wrong(fields["who"], "nobody is named here", f"Name {' or '.join(STICKY_WHO)}.")
    wait = reader.duration(fields["wait"], least=timedelta(0), most=LONGEST_STICKY) if "wait" in fields else None
    within = reader.duration(fields["within"]) if "within" in fields else None
    if within is not None and who is not None and "last_agent" not in who:
        reader.wrong(fields["within"], "'within' is about the last agent, who is not asked here", at_key=True)
    return Sticky(
        who=who or usual.who,
        wait=usual.wait if wait is None else wait,
        within=usual.within if within is None else within,
    )
