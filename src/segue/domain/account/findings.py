"""What several sources said, put together: for each name the first source, in the order of the policy, that knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from segue.domain.account.fields import ACCOUNT_FIELDS, AccountKind, Findings
from segue.domain.account.values import count_of, kept_value, moment_of, read_value, text_of

DECLARED = "customer."
_COUNTED = frozenset(
    {AccountKind.TICKETS, AccountKind.INVOICES, AccountKind.PAYMENTS, AccountKind.NOTES, AccountKind.ERRORS}
)
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one name: `value` of `source`; or, without one, who has none, who failed, or that nobody was
    asked (no `source`)."""

    value: Any = None
    findings: Findings | None = None
    failed: bool = False


def found(
    source: str, at: datetime, covers: Sequence[str], answered: Mapping[str, Any], *, took_s: float = 0.0
) -> Findings:
    """What a source answered, bounded: only names that it covers; what cannot be read is named in `unusable`."""
    values: dict[str, Any] = {}
    unusable = []
    for name in covers[:MOST_NAMES]:
        raw = answered.get(name)
        kept = kept_value(name, raw)
        if kept is not None:
            values[name] = kept
        elif not _nothing(raw):
            unusable.append(name)
    return Findings(source, at, tuple(covers[:MOST_NAMES]), values, took_s=took_s, unusable=tuple(unusable))


def _nothing(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list | dict) and not raw)


def as_data(findings: Findings) -> dict[str, Any]:
    """As an entry of the log keeps it."""
    return {**asdict(findings), "at": findings.at.isoformat(), "covers": list(findings.covers)} | {
        "unusable": list(findings.unusable)
    }


def findings_of(data: Mapping[str, Any]) -> Findings | None:
    """The other way round; None when it is none."""
    at, source, values = moment_of(data.get("at")), data.get("source"), data.get("values", {})
    took_s = data.get("took_s")
    if at is None or not isinstance(source, str) or not isinstance(values, Mapping):
        return None
    return Findings(
        source,
        at,
        _names(data.get("covers")),
        values,
        failed=data.get("failed") is True,
        why=text_of(data.get("why")),
        took_s=float(took_s) if isinstance(took_s, int | float) else 0.0,
        unusable=_names(data.get("unusable")),
        about=text_of(data.get("about")),
    )


def _names(raw: Any) -> tuple[str, ...]:
    return tuple(name for name in raw if isinstance(name, str)) if isinstance(raw, list | tuple) else ()


def in_order(findings: Iterable[Findings], sources: Sequence[str]) -> tuple[Findings, ...]:
    """The newest of each source, in the order of `sources`, the names of the policy's; others after them."""
    newest: dict[str, Findings] = {}
    for one in findings:
        if one.source not in newest or newest[one.source].at <= one.at:
            newest[one.source] = one
    place = {name: at for at, name in enumerate(sources)}
    return tuple(sorted(newest.values(), key=lambda one: (place.get(one.source, len(place)), one.source)))


def told(name: str, findings: Iterable[Findings]) -> Told:
    """findings: one of each source, in the order in which they count. The first that knows the value wins; where none
    does, one that failed outweighs one that has none: it might have known."""
    absent: Findings | None = None
    failed: Findings | None = None
    for one in findings:
        if name not in one.covers:
            continue
        value = None if one.failed else read_value(name, one.values.get(name))
        if value is not None and value != ():
            return Told(value, one)
        if one.failed or name in one.unusable:
            failed = failed or one
        else:
            absent = absent or one
    return Told(None, failed or absent, failed=failed is not None)


def facts_for_conditions(findings: Sequence[Findings], declared: Mapping[str, str]) -> dict[str, Any]:
    """Name behind `customer.` -> what conditions read: text, number, true or false, or a list of texts. Lists of
    tickets, invoices, payments, notes and errors count as their number, 0 where a source says that there is none.

    findings: as `told` wants them. declared: the policy's facts, "customer.tier" -> type; a value becomes that type
    where it can, and is left out where it cannot.
    """
    names = dict.fromkeys(name for one in findings for name in one.covers)
    facts: dict[str, Any] = {}
    for name in names:
        short = name.removeprefix(DECLARED)
        value = _scalar(name, told(name, findings))
        kind = declared.get(DECLARED + short)
        value = value if value is None or kind is None else _as(kind, value)
        if value is not None and short not in facts:
            facts[short] = value
    return facts


def _scalar(name: str, known: Told) -> Any:
    field = ACCOUNT_FIELDS.get(name)
    if known.findings is None or known.failed:
        return None
    if field is not None and field.kind in _COUNTED:
        return count_of(known.findings.values.get(name)) or 0
    if field is not None and field.kind is AccountKind.MOMENT:
        return known.value.isoformat() if known.value else None
    return list(known.value) if isinstance(known.value, tuple) else known.value


def _as(kind: str, value: Any) -> Any:
    """value: of `_scalar`. None when it cannot be of that kind."""
    if kind == "list":
        return value if isinstance(value, list) else [text_of(value)]
    if isinstance(value, list):
        return None
    if kind == "number":
        return None if isinstance(value, bool) else read_value("contract_value", value)
    if kind == "bool":
        word = str(value).lower().removesuffix(".0")
        return True if word in _TRUE else False if word in _FALSE else None
    return text_of(value) if not isinstance(value, bool) else str(value).lower()
