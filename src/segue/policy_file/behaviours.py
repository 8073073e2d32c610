"""`behaviours` and `visits`: what customers did before, counted, and how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from segue.domain.history import ANY, SAME_MATTER
from segue.domain.policy import Behaviour, VisitKeeping
from segue.policy_file.reading import Field, Fields, Reader

KINDS = ("visits", "contacts", "handoffs")
BEHAVIOUR_KEYS = (*KINDS, "within", "stayed")
VISIT_KEYS = ("keep", "keep_query")
MOST_BEHAVIOURS = 50
LONGEST = timedelta(days=400)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_visits(reader: Reader, field: Field | None) -> VisitKeeping:
    fields = (reader.mapping(field, VISIT_KEYS) if field else None) or {}
    keep = reader.duration(fields["keep"], least=timedelta(hours=1), most=LONGEST) if "keep" in fields else None
    query = reader.boolean(fields["keep_query"]) if "keep_query" in fields else None
    return VisitKeeping(keep or VisitKeeping().keep, query or False)


def read_behaviours(
    reader: Reader, field: Field | None, topics: Collection[str], visits: VisitKeeping
) -> dict[str, Behaviour]:
    found: dict[str, Behaviour] = {}
    items = (reader.mapping(field) if field else None) or {}
    if field is not None and len(items) > MOST_BEHAVIOURS:
        reader.wrong(field, f"at most {MOST_BEHAVIOURS} behaviours, not {len(items)}")
    for name, inner in items.items():
        if not _NAME.fullmatch(name):
            wrong = f"{name[:80]!r} is not a name for a behaviour"
            reader.wrong(inner, wrong, "Write such as pricing_this_week, in lower case.", at_key=True)
            continue
        found[name] = _behaviour(reader, inner, topics, visits)
    return found


def _behaviour(reader: Reader, field: Field, topics: Collection[str], visits: VisitKeeping) -> Behaviour:
    fields = reader.mapping(field, BEHAVIOUR_KEYS)
    if fields is None:
        return Behaviour()
    named = [kind for kind in KINDS if kind in fields]
    if len(named) != 1:
        said = f"it has {' and '.join(named)}" if named else "it has none"
        reader.wrong(field, f"a behaviour counts one of {', '.join(KINDS)}, and {said}", EXAMPLE)
    if "stayed" in fields and "visits" not in fields:
        reader.wrong(fields["stayed"], "only visits can be asked how long they lasted", "Remove 'stayed'.", at_key=True)
    within = reader.duration(fields["within"], most=LONGEST) if "within" in fields else None
    if "visits" in fields and within is not None and within > visits.keep:
        kept = f"visits are kept for {visits.keep.days} days and {visits.keep.seconds // 3600} hours only"
        reader.wrong(fields["within"], kept, "Ask for less, or write visits: {keep: …} at the top of the policy.")
    whose = {kind: _matter(reader, fields[kind], topics) for kind in KINDS[1:] if kind in fields}
    longest = min(Behaviour().within, visits.keep) if "visits" in fields else Behaviour().within
    return Behaviour(
        visits=_pattern(reader, fields),
        contacts=whose.get("contacts") or "",
        handoffs=whose.get("handoffs") or "",
        within=within or longest,
        stayed=(reader.duration(fields["stayed"], most=timedelta(days=1)) if "stayed" in fields else None)
        or timedelta(0),
    )


EXAMPLE = 'Such as {visits: "/pricing*", within: 7d} or {contacts: same_matter, within: 30d}.'


def _matter(reader: Reader, field: Field, topics: Collection[str]) -> str | None:
    return reader.one_of(field, (ANY, SAME_MATTER, *topics), "topic")


def _pattern(reader: Reader, fields: Fields) -> str:
    if "visits" not in fields:
        return ""
    pattern = reader.text_of(fields["visits"], 300) or ""
    if pattern and not pattern.startswith(("/", "*")):
        reader.wrong(
            fields["visits"], f"{pattern[:80]!r} is not a path", "Write such as /pricing, /docs/* or */cancel."
        )
    if "?" in pattern or "#" in pattern:
        wrong = "a path ends where ? or # begins"
        reader.wrong(fields["visits"], wrong, "What follows them is not looked at; remove it.")
    return pattern
