"""`routing`: how customers are routed over all queues, and which skills are near to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from segue.domain.queues import Assign, Order, RoutingSettings
from segue.policy_file.cycles import Edge, first_cycle
from segue.policy_file.document import MappingNode
from segue.policy_file.reading import Field, Fields, Reader

ROUTING_KEYS = (
    *("order", "assign", "adjacent", "overflow", "hold_back", "pace", "handle_time", "longest_wait"),
    *("sla_miss", "misfit", "transfer", "churn", "before_shift_ends"),
)
LENGTHS: Mapping[str, tuple[timedelta, timedelta]] = {
    "handle_time": (timedelta(seconds=10), timedelta(days=1)),
    "longest_wait": (timedelta(seconds=10), timedelta(days=7)),
    "sla_miss": (timedelta(0), timedelta(days=1)),
    "misfit": (timedelta(0), timedelta(days=1)),
    "transfer": (timedelta(0), timedelta(days=1)),
    "before_shift_ends": (timedelta(0), timedelta(hours=4)),
}
"""Setting -> from and to: what lies outside is a slip of the pen."""

ORDERS = tuple(order.value for order in Order)
MODES = tuple(mode.value for mode in Assign)
MOST_LOST = 4
MOST_PACE = 20
MOST_CHURN = 20

Adjacent = dict[str, dict[str, int]]


def read_routing(reader: Reader, field: Field | None) -> RoutingSettings:
    fields = (reader.mapping(field, ROUTING_KEYS) if field else None) or {}
    found: dict[str, Any] = {
        key: reader.duration(fields[key], least=least, most=most)
        for key, (least, most) in LENGTHS.items()
        if key in fields
    }
    found |= {key: reader.boolean(fields[key]) for key in ("overflow", "hold_back") if key in fields}
    if "churn" in fields:
        found["churn"] = reader.number(fields["churn"], 0, MOST_CHURN)
    if "pace" in fields:
        found["pace"] = _pace(reader, fields["pace"])
    if "adjacent" in fields:
        found["adjacent"] = _adjacent(reader, fields["adjacent"])
    if "order" in fields:
        order = reader.one_of(fields["order"], ORDERS)
        found["order"] = None if order is None else Order(order)
    found["assign"] = read_assign(reader, fields)
    return replace(RoutingSettings(), **{key: value for key, value in found.items() if value is not None})


def read_assign(reader: Reader, fields: Fields) -> Assign | None:
    """None when it is not given, or wrong."""
    mode = reader.one_of(fields["assign"], MODES) if "assign" in fields else None
    return None if mode is None else Assign(mode)


def _pace(reader: Reader, field: Field) -> tuple[float, ...] | None:
    """A share of the full speed for 1, 2, 3 … units in use."""
    items = reader.sequence(field)
    if items is None:
        return None
    if not 1 <= len(items) <= MOST_PACE:
        reader.wrong(field, f"'pace' has {len(items)} steps; 1 to {MOST_PACE} are right", "Such as [1, 0.87, 0.72].")
        return None
    found: list[float] = []
    for item in items:
        speed = reader.number(item, 0, 1, above_low=True)
        if speed is not None and found and speed > found[-1]:
            hint = "Each conversation more makes the others slower, or leaves them alone."
            reader.wrong(item, f"the pace rises here from {found[-1]:g} to {speed:g}", hint)
        elif speed is not None:
            found.append(speed)
    return tuple(found) if len(found) == len(items) else None


def _adjacent(reader: Reader, field: Field) -> Adjacent:
    """`{billing: {payments: 1}}`: who has billing 4 will do for payments 3."""
    found: Adjacent = {}
    free: list[Edge] = []
    for skill, inner in (reader.mapping(field) or {}).items():
        covers: dict[str, int] = {}
        if not reader.is_name(inner, skill):
            continue
        if isinstance(inner.node, MappingNode) and not inner.node.value:
            reader.wrong(inner, f"{skill!r} covers nothing", "Such as billing: {payments: 1}.")
        for other, lost in (reader.mapping(inner) or {}).items():
            loss = reader.integer(lost, 0, MOST_LOST)
            if other == skill:
                reader.wrong(lost, f"{skill!r} is no neighbour of itself", "Name another skill.", at_key=True)
            elif reader.is_name(lost, other) and loss is not None:
                covers[other] = loss
                free += [Edge(skill, other, lost)] if loss == 0 else []
        found[skill] = covers
    cycle = first_cycle(free)
    if cycle:
        names = " → ".join((*(edge.start for edge in cycle), cycle[0].start))
        hint = "Use one name for them, or say how many levels are lost on the way."
        reader.wrong(cycle[-1].field, f"these skills cover each other without loss, so they are one: {names}", hint)
    return found
