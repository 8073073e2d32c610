"""`tiers` and `important_tiers`: kinds of customers, by the value of `customer.tier`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from segue.domain.conditions import did_you_mean
from segue.domain.queues import Tier
from segue.policy_file.reading import Field, Reader

TIER_KEYS = ("value", "patience", "leaving_costs")
LONGEST_TIER = 60
MOST_VALUE = 1_000
LEAST_PATIENCE, MOST_PATIENCE, MOST_LEAVING = timedelta(seconds=5), timedelta(days=7), timedelta(days=1)


def read_tiers(reader: Reader, field: Field | None) -> dict[str, Tier]:
    found: dict[str, Tier] = {}
    for key, inner in ((reader.mapping(field) if field else None) or {}).items():
        name = " ".join(key.split())
        if not name or len(name) > LONGEST_TIER:
            reader.wrong(inner, f"{key[:80]!r} is no name of a tier", "Write it as customer.tier has it.", at_key=True)
        elif name.casefold() in map(str.casefold, found):
            reader.wrong(
                inner, f"the tier {name!r} is written twice", "Letters of either case count alike.", at_key=True
            )
        else:
            found[name] = _tier(reader, inner, name)
    return found


def _tier(reader: Reader, field: Field, name: str) -> Tier:
    fields = reader.mapping(field, TIER_KEYS) or {}
    usual = Tier(name)
    value = reader.number(fields["value"], 0, MOST_VALUE, above_low=True) if "value" in fields else None
    patience = (
        reader.duration(fields["patience"], least=LEAST_PATIENCE, most=MOST_PATIENCE) if "patience" in fields else None
    )
    leaving = (
        reader.duration(fields["leaving_costs"], least=timedelta(0), most=MOST_LEAVING)
        if "leaving_costs" in fields
        else None
    )
    return Tier(
        name,
        value=usual.value if value is None else value,
        patience=usual.patience if patience is None else patience,
        leaving_costs=usual.leaving_costs if leaving is None else leaving,
    )


def read_important_tiers(reader: Reader, field: Field | None) -> tuple[str, ...]:
    """`important_tiers`: values of customer.tier."""
    found: list[str] = []
    for item in (reader.sequence(field) if field else None) or []:
        tier = reader.text_of(item, LONGEST_TIER)
        if tier is not None and tier.casefold() in map(str.casefold, found):
            reader.wrong(item, f"{tier!r} is listed twice")
        elif tier is not None:
            found.append(" ".join(tier.split()))
    return tuple(found)


def named_tier(reader: Reader, field: Field, name: str, known: Collection[str]) -> str | None:
    """A tier that a key names, spelled as the policy spells it; None and noted when it knows none of that name."""
    wanted = " ".join(name.split()).casefold()
    spelled = next((tier for tier in known if tier.casefold() == wanted), None)
    if spelled is None:
        hint = did_you_mean(name, known, "It knows") or f"Write it under 'tiers': {{{name[:40]}: {{value: 3}}}}."
        reader.wrong(field, f"the policy knows no tier {name[:80]!r}", hint, at_key=True)
    return spelled
