"""What a queue promises, and what becomes of customers when it cannot: `sla`, `when_closed`, `when_full`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from segue.domain.queues import Escalation, ServiceLevel, WhenClosed, WhenFull
from segue.policy_file.document import MappingNode, SequenceNode
from segue.policy_file.reading import Field, Reader
from segue.policy_file.rules import read_priority
from segue.policy_file.tiers import named_tier

SLA_KEYS = ("first_response", "resolution", "ticket_response", "tiers", "at_risk", "escalate")
LENGTHS = ("first_response", "resolution", "ticket_response")
TIER_SLA_KEYS = ("first_response", "ticket_response")
ESCALATION_KEYS = ("when", "notify", "overflow", "priority")
ESCALATED_WHEN = ("at_risk", "missed")
OWNER, SUPERVISORS = "owner", "supervisors"
WHEN_CLOSED_KEYS = ("then", "hub", "choices")
WHEN_FULL_KEYS = ("longer_than", "then")
CLOSED_OUTCOMES = ("ticket", "email", "bot")
CLOSED_CHOICES = ("email", "callback", "bot")
FULL_CHOICES = ("wait", "ticket", "email", "callback", "bot")
LONGEST_TEAM = 80

_NEARLY = {"supervisor": SUPERVISORS, "owners": OWNER}
"""Words that look like one that is read, and would count as the name of a team."""


def read_sla(
    reader: Reader,
    field: Field | None,
    *,
    tiers: Collection[str],
    queues: Collection[str],
    owner: str,
    overflows: list[tuple[str, Field]],
) -> ServiceLevel:
    """tiers: those that the policy knows. owner: of the queue, "" without one. overflows: as for `read_relax`."""
    fields = (reader.mapping(field, SLA_KEYS) if field else None) or {}
    usual = ServiceLevel()
    lengths = {key: reader.duration(fields[key]) for key in LENGTHS if key in fields}
    at_risk = reader.share(fields["at_risk"]) if "at_risk" in fields else None
    if "escalate" in fields and not {*LENGTHS, "tiers"} & fields.keys():
        hint = "Give first_response or ticket_response."
        reader.wrong(fields["escalate"], "nothing is promised here, so nothing can be late", hint, at_key=True)
    return ServiceLevel(
        **lengths,
        tiers=_by_tier(reader, fields["tiers"], tiers) if "tiers" in fields else {},
        at_risk=usual.at_risk if at_risk is None else at_risk,
        escalate=_escalate(reader, fields["escalate"], queues, owner, overflows) if "escalate" in fields else (),
    )


def _by_tier(
    reader: Reader, field: Field, known: Collection[str]
) -> dict[str, tuple[timedelta | None, timedelta | None]]:
    """`{enterprise: {first_response: 30s, ticket_response: 1h}}`, or `enterprise: 30s` for the first alone."""
    found: dict[str, tuple[timedelta | None, timedelta | None]] = {}
    for name, inner in (reader.mapping(field) or {}).items():
        tier = named_tier(reader, inner, name, known)
        if isinstance(inner.node, MappingNode):
            fields = reader.mapping(inner, TIER_SLA_KEYS) or {}
            if not inner.node.value:
                hint = f"Give {' or '.join(TIER_SLA_KEYS)}, or remove the line."
                reader.wrong(inner, f"nothing is promised to {name!r} here", hint)
            first, ticket = (reader.duration(fields[key]) if key in fields else None for key in TIER_SLA_KEYS)
        else:
            first, ticket = reader.duration(inner), None
        if tier is not None:
            found[tier] = (first, ticket)
    return found


def _escalate(
    reader: Reader, field: Field, queues: Collection[str], owner: str, overflows: list[tuple[str, Field]]
) -> tuple[Escalation, ...]:
    found: list[Escalation] = []
    for item in reader.sequence(field) or []:
        fields = reader.mapping(item, ESCALATION_KEYS, needs=("when",)) or {}
        when = reader.one_of(fields["when"], ESCALATED_WHEN) if "when" in fields else None
        if fields and not {"notify", "overflow", "priority"} & fields.keys():
            reader.wrong(item, "this step changes nothing", "Give it 'notify', 'overflow' or 'priority'.")
        notify = _notify(reader, fields["notify"], owner) if "notify" in fields else ()
        overflow = reader.one_of(fields["overflow"], queues, "queue") if "overflow" in fields else None
        if overflow is not None:
            overflows.append((overflow, fields["overflow"]))
        priority = read_priority(reader, fields["priority"]) if "priority" in fields else None
        if when is not None:
            found.append(Escalation(when, notify, overflow or "", priority))
    return tuple(found)


def _notify(reader: Reader, field: Field, owner: str) -> tuple[str, ...]:
    """One or several: owner, supervisors, or names of teams."""
    items = reader.sequence(field) or [] if isinstance(field.node, SequenceNode) else [field]
    if not items:
        reader.wrong(field, "nobody is named here", f"Name {OWNER}, {SUPERVISORS} or a team.")
    found: list[str] = []
    for item in items:
        name = reader.text_of(item, LONGEST_TEAM)
        if name == OWNER and not owner:
            reader.wrong(item, "this queue names no owner who could be told", "Give the queue an 'owner'.")
        elif name is not None and name.casefold() in _NEARLY:
            reader.wrong(item, f"{name!r} would be a team of that name", f"Did you mean {_NEARLY[name.casefold()]!r}?")
        elif name is not None and name in found:
            reader.wrong(item, f"{name!r} is listed twice")
        elif name is not None:
            found.append(name)
    return tuple(found)


def read_when_closed(reader: Reader, field: Field | None) -> WhenClosed:
    fields = (reader.mapping(field, WHEN_CLOSED_KEYS) if field else None) or {}
    then = reader.one_of(fields["then"], CLOSED_OUTCOMES) if "then" in fields else None
    hub = reader.word(fields["hub"]) if "hub" in fields else None
    usual = WhenClosed()
    choices = reader.choices(fields["choices"], CLOSED_CHOICES) if "choices" in fields else None
    return WhenClosed(then or usual.then, hub or usual.hub, usual.choices if choices is None else choices)


def read_when_full(reader: Reader, field: Field) -> WhenFull | None:
    fields = reader.mapping(field, WHEN_FULL_KEYS) or {}
    usual = WhenFull()
    longer_than = reader.duration(fields["longer_than"]) if "longer_than" in fields else None
    then = reader.choices(fields["then"], FULL_CHOICES) if "then" in fields else None
    if then is not None and len(then) < 2:
        reader.wrong(fields["then"], "the customer needs at least two choices", "Such as [wait, ticket].")
    return WhenFull(usual.longer_than if longer_than is None else longer_than, then or usual.then)
