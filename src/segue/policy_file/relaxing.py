"""`relax`: what a queue asks less of as a customer waits. Queues that overflow in a circle are refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from segue.domain.queues import Relaxation
from segue.policy_file.cycles import Edge, first_cycle
from segue.policy_file.reading import Field, Fields, Reader
from segue.policy_file.skills import read_levels

RELAX_KEYS = ("after", "requires", "overflow", "adjacent")


def read_relax(
    reader: Reader, field: Field, queues: Collection[str], overflows: list[tuple[str, Field]]
) -> tuple[Relaxation, ...]:
    """queues: names that it may overflow to. overflows: gets each that it does, with the place where that is said."""
    found: list[Relaxation] = []
    for item in reader.sequence(field) or []:
        fields = reader.mapping(item, RELAX_KEYS, needs=("after",)) or {}
        after = reader.duration(fields["after"], least=timedelta(0)) if "after" in fields else None
        if after is not None and found and after <= found[-1].after:
            reader.wrong(fields["after"], "each step must come later than the one before it", "Sort them by 'after'.")
        step = _step(reader, item, fields, after or timedelta(0), queues)
        if step.overflow:
            overflows.append((step.overflow, fields["overflow"]))
        if after is not None:
            found.append(step)
    return tuple(found)


def _step(reader: Reader, item: Field, fields: Fields, after: timedelta, queues: Collection[str]) -> Relaxation:
    requires = read_levels(reader, fields["requires"]) if "requires" in fields else None
    overflow = reader.one_of(fields["overflow"], queues, "queue") if "overflow" in fields else None
    adjacent = reader.boolean(fields["adjacent"]) if "adjacent" in fields else None
    loosens = {"requires", "overflow"} & fields.keys() or ("adjacent" in fields and adjacent is not False)
    if fields and not loosens:
        hint = "Give it 'requires' with lower levels, 'adjacent: true' or 'overflow'."
        reader.wrong(item, "this step changes nothing", hint)
    return Relaxation(after, requires, overflow or "", adjacent or False)


def check_overflow(reader: Reader, edges: Sequence[Edge]) -> None:
    """Queues that overflow into each other in a circle hand customers round and help nobody."""
    for edge in edges:
        if edge.start == edge.end:
            reader.wrong(edge.field, f"{edge.start!r} cannot overflow into itself", "Name another queue.")
    cycle = first_cycle([edge for edge in edges if edge.start != edge.end])
    if cycle:
        names = " → ".join((*(edge.start for edge in cycle), cycle[0].start))
        hint = "Let one of them overflow elsewhere, or not at all."
        reader.wrong(cycle[-1].field, f"these queues overflow in a circle: {names}", hint)
