"""`queues`: each with its people, its promises and what becomes of customers whom nobody can take."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from segue.domain.queues import DESK, Language, Queue, QueueKind
from segue.policy_file.answering import read_kind
from segue.policy_file.cycles import Edge
from segue.policy_file.promises import read_sla, read_when_closed, read_when_full
from segue.policy_file.reading import Field, Fields, Reader
from segue.policy_file.relaxing import check_overflow, read_relax
from segue.policy_file.retention import read_retention
from segue.policy_file.routing import read_assign
from segue.policy_file.skills import read_authority, read_levels, read_preferred, read_sticky

QUEUE_KEYS = (
    *("kind", "title", "hub", "hub_team", "owner", "requires", "prefers", "authority", "seniority", "team", "language"),
    *("relax", "assign", "sticky", "beyond_capacity", "hours", "units", "reserve_for", "sla", "when_closed"),
    *("when_full", "email_to", "bot", "drafts", "retention"),
)
BOT_STANCES = ("away", "helps")
MAIL_GOES_TO = ("team", "customer", "both")
LANGUAGES = tuple(word.value for word in Language)
HIGHEST_SENIORITY = 5
MOST_UNITS = 100
MOST_BEYOND = 20
LONGEST_RESERVATION = timedelta(hours=1)
LONGEST_TEAM = 80
LONGEST_HUB_TEAM = 200


@dataclass(frozen=True, slots=True)
class Around:
    """What the rest of the policy says, as far as queues name it. `edges` gets every overflow that they write."""

    hours: Collection[str]
    tiers: Collection[str] = ()
    queues: Collection[str] = ()
    edges: list[Edge] = field(default_factory=list)


def read_queues(
    reader: Reader,
    section: Field | None,
    hours: Collection[str],
    tiers: Collection[str],
) -> dict[str, Queue]:
    fields = (reader.mapping(section) if section else None) or {}
    if section is not None and not fields:
        reader.wrong(section, "'queues' needs at least one queue", "Such as general: {kind: live}.")
    around = Around(hours, tiers, fields)
    queues = {name: _queue(reader, inner, name, around) for name, inner in fields.items()}
    check_overflow(reader, around.edges)
    return queues


def _queue(reader: Reader, section: Field, name: str, around: Around) -> Queue:
    reader.is_name(section, name)
    fields = reader.mapping(section, QUEUE_KEYS) or {}
    kind = (read_kind(reader, fields["kind"], "kind of queue") if "kind" in fields else None) or QueueKind.LIVE
    owner = (reader.text_of(fields["owner"], 200) if "owner" in fields else None) or ""
    email_to = (reader.one_of(fields["email_to"], MAIL_GOES_TO) if "email_to" in fields else None) or "team"
    if kind is QueueKind.EMAIL and email_to != "customer" and "@" not in owner:
        hint = "Requests are sent there."
        reader.wrong(section, "a queue of kind email needs an 'owner' with an e-mail address", hint)
    title = reader.text_of(fields["title"], 80) if "title" in fields else None
    requires = (read_levels(reader, fields["requires"]) if "requires" in fields else None) or {}
    reserve_for = reader.duration(fields["reserve_for"], most=LONGEST_RESERVATION) if "reserve_for" in fields else None
    overflows: list[tuple[str, Field]] = []
    language = reader.one_of(fields["language"], LANGUAGES) if "language" in fields else None
    queue = Queue(
        name=name,
        kind=kind,
        title=title or name.replace("_", " ").replace("-", " ").capitalize(),
        hub=(reader.word(fields["hub"]) if "hub" in fields else None) or DESK,
        hub_team=(reader.text_of(fields["hub_team"], LONGEST_HUB_TEAM) if "hub_team" in fields else None) or "",
        owner=owner,
        requires=requires,
        prefers=read_preferred(reader, fields["prefers"], requires) if "prefers" in fields else {},
        authority=read_authority(reader, fields["authority"]) if "authority" in fields else {},
        seniority=_integer(reader, fields, "seniority", 0, HIGHEST_SENIORITY) or 0,
        team=(reader.text_of(fields["team"], LONGEST_TEAM) if "team" in fields else None) or "",
        language=Language(language or Language.REQUIRED),
        relax=read_relax(reader, fields["relax"], around.queues, overflows) if "relax" in fields else (),
        assign=read_assign(reader, fields),
        sticky=read_sticky(reader, fields["sticky"]) if "sticky" in fields else None,
        beyond_capacity=_integer(reader, fields, "beyond_capacity", 0, MOST_BEYOND) or 0,
        hours=(reader.one_of(fields["hours"], around.hours, "calendar") if "hours" in fields else None) or "",
        units=_integer(reader, fields, "units", 1, MOST_UNITS) or 1,
        reserve_for=timedelta(seconds=30) if reserve_for is None else reserve_for,
        sla=read_sla(
            reader, fields.get("sla"), tiers=around.tiers, queues=around.queues, owner=owner, overflows=overflows
        ),
        when_closed=read_when_closed(reader, fields.get("when_closed")),
        when_full=read_when_full(reader, fields["when_full"]) if "when_full" in fields else None,
        email_to=email_to,
        bot=(reader.one_of(fields["bot"], BOT_STANCES) if "bot" in fields else None) or "away",
        retention=read_retention(reader, fields.get("retention")),
        drafts=(reader.boolean(fields["drafts"]) if "drafts" in fields else None) or False,
    )
    around.edges.extend(Edge(name, to, where) for to, where in overflows)
    return queue


def _integer(reader: Reader, fields: Fields, key: str, low: int, high: int) -> int | None:
    return reader.integer(fields[key], low, high) if key in fields else None
