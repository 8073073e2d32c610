"""`relax`: what a queue asks less of as a customer waits, and checks that each step loosens something."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from segue.domain.queues import Relaxation
from segue.policy_file.cycles import Edge, first_cycle
from segue.policy_file.reading import Field, Fields, Reader
from segue.policy_file.skills import HIGHEST_LEVEL, read_levels

RELAX_KEYS = ("after", "requires", "overflow", "adjacent")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for before a step."""

    requires: Mapping[str, int]
    overflows: tuple[str, ...] = ()
    adjacent: bool = False


def read_relax(
    reader: Reader,
    field: Field,
    *,
    requires: Mapping[str, int],
    queues: Collection[str],
    adjacent: Mapping[str, Mapping[str, int]],
    overflows: list[tuple[str, Field]],
) -> tuple[Relaxation, ...]:
    """requires: of the queue. queues: names that it may overflow to. adjacent: of `routing`. overflows: gets each queue
    that a step overflows to, with the place where it is said."""
    found: list[Relaxation] = []
    asked = _Asked(requires)
    for item in reader.sequence(field) or []:
        fields = reader.mapping(item, RELAX_KEYS, needs=("after",))
        if fields is None:
            continue
        step = _step(reader, fields, queues)
        before = len(reader.problems)
        if not {"requires", "overflow", "adjacent"} & fields.keys():
            hint = "Give it 'requires' with lower levels, 'adjacent: true' or 'overflow'."
            reader.wrong(item, "this step changes nothing", hint)
        if step is None:
            continue
        if found and step.after <= found[-1].after:
            reader.wrong(fields["after"], "each step must come later than the one before it", "Sort them by 'after'.")
        if step.overflow:
            overflows.append((step.overflow, fields["overflow"]))
        _check_levels(reader, fields, step, asked)
        if len(reader.problems) == before and _after(asked, step, adjacent) == asked:
            reader.wrong(item, "this step never loosens anything", _why(step, asked, adjacent))
        asked = _after(asked, step, adjacent)
        found.append(step)
    return tuple(found)


def _step(reader: Reader, fields: Fields, queues: Collection[str]) -> Relaxation | None:
    """None where something in it is wrong, which is noted."""
    before = len(reader.problems)
    after = reader.duration(fields["after"], least=timedelta(0)) if "after" in fields else None
    requires = read_levels(reader, fields["requires"]) if "requires" in fields else None
    overflow = reader.one_of(fields["overflow"], queues, "queue") if "overflow" in fields else None
    adjacent = reader.boolean(fields["adjacent"]) if "adjacent" in fields else None
    if after is None or len(reader.problems) > before:
        return None
    return Relaxation(after, requires, overflow or "", adjacent or False)


def _check_levels(reader: Reader, fields: Fields, step: Relaxation, asked: _Asked) -> None:
    """A step replaces what is asked, and never with more."""
    for skill, level in (step.requires or {}).items():
        where = reader.inside(fields["requires"], skill)
        if skill not in asked.requires:
            known = ", ".join(f"{name} {least}" for name, least in asked.requires.items()) or "no skill"
            reader.wrong(where, f"{skill!r} is not asked for by then", f"What is asked: {known}.", at_key=True)
        elif level > asked.requires[skill]:
            hint = f"{skill} {asked.requires[skill]} is asked by then; give less."
            reader.wrong(where, f"this step asks for more than the one before: {skill} {level}", hint)


def _after(asked: _Asked, step: Relaxation, near: Mapping[str, Mapping[str, int]]) -> _Asked:
    requires = asked.requires
    if step.requires is not None:
        lowered = {skill: min(level, step.requires.get(skill, 0)) for skill, level in requires.items()}
        requires = {skill: level for skill, level in lowered.items() if level}
    overflows = asked.overflows
    if step.overflow and step.overflow not in overflows:
        overflows = (*overflows, step.overflow)
    adjacent = asked.adjacent or (step.adjacent and _neighbour_helps(requires, near))
    return _Asked(requires, overflows, adjacent)


def _neighbour_helps(requires: Mapping[str, int], near: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether somebody's neighbouring skill could ever reach a level that is asked for."""
    reached = {(skill, HIGHEST_LEVEL - lost) for covers in near.values() for skill, lost in covers.items()}
    return any(skill == wanted and top >= level for wanted, level in requires.items() for skill, top in reached)


def _why(step: Relaxation, asked: _Asked, near: Mapping[str, Mapping[str, int]]) -> str:
    if step.adjacent and not asked.adjacent:
        wanted = ", ".join(f"{skill} {level}" for skill, level in asked.requires.items())
        if not wanted:
            return "No skill is asked for by then."
        return f"'routing: adjacent' names no skill that covers {wanted}."
    if step.overflow:
        return f"It overflows to {step.overflow} by then already."
    if not asked.requires:
        return "No skill is asked for by then."
    return "The same is asked for by then already; give lower levels, or remove it."


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
