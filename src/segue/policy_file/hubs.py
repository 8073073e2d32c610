"""`hubs`: helpdesks where humans work, each by a name of yours, with the keys that its kind has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from segue.domain.conditions import did_you_mean
from segue.domain.hubs import Can, HubSettings
from segue.domain.queues import DESK, Queue, QueueKind
from segue.hub_kinds import KINDS
from segue.policy_file.kinds import Family, read_kind
from segue.policy_file.reading import Field, Reader
from segue.policy_file.webhooks import read_rate

MOST_HUBS = 20
COMMON_KEYS = ("drafts", "cases_of", "rate")
"""What every kind may have beside its own keys."""
FAMILY = Family("hub", KINDS, COMMON_KEYS, secrets="helpdesk")

ASSIST_IS_GONE = (
    "Write each of its helpdesks under 'hubs', with 'drafts: true', such as"
    " hubs: {helpdesk: {kind: intercom, admin: ..., secret: ..., webhook_secret: ..., drafts: true}}."
)
_AT_WORK: Mapping[Can, str] = {
    Can.LIVE: "nobody there takes a conversation while it lasts",
    Can.TICKETS: "it takes no tickets",
}


def read_hubs(reader: Reader, field: Field | None, queues: Collection[str]) -> dict[str, HubSettings]:
    given = (reader.mapping(field) if field else None) or {}
    if field and len(given) > MOST_HUBS:
        reader.wrong(field, f"{len(given)} hubs are too many; {MOST_HUBS} are allowed")
    found: dict[str, HubSettings] = {}
    for name, inner in given.items():
        if not reader.is_name(inner, name):
            continue
        if name == DESK:
            reader.wrong(inner, f"{DESK!r} is Segue's own desk", "Give the helpdesk another name.", at_key=True)
            continue
        settings = _hub(reader, inner, name, queues)
        if settings is not None:
            found[name] = settings
    return found


def _hub(reader: Reader, field: Field, name: str, queues: Collection[str]) -> HubSettings | None:
    written = read_kind(reader, field, FAMILY)
    if written is None:
        return None
    kind, raw = KINDS[written.kind], written.raw
    drafts = (reader.boolean(raw["drafts"]) if "drafts" in raw else None) or False
    if drafts and Can.DRAFTS not in kind.can:
        able = ", ".join(one.name for one in KINDS.values() if Can.DRAFTS in one.can)
        reader.wrong(raw["drafts"], f"no drafts are brought to {kind.title}", f"They are to: {able}.", at_key=True)
    listed = reader.sequence(raw["cases_of"]) if "cases_of" in raw else []
    if "cases_of" in raw and not drafts:
        reader.wrong(raw["cases_of"], "'cases_of' belongs to 'drafts: true'", at_key=True)
    return HubSettings(
        name,
        written.kind,
        written.given,
        written.secrets,
        drafts=drafts,
        cases_of=tuple(one for item in listed or [] if (one := reader.one_of(item, queues, "queue"))),
        rate=read_rate(reader, raw["rate"]) if "rate" in raw else 0.0,
    )


# --- what queues say of hubs ---


def check_hubs_of_queues(
    reader: Reader,
    section: Field | None,
    queues: Mapping[str, Queue],
    hubs: Mapping[str, HubSettings],
    written: Collection[str],
) -> None:
    """Notes hubs that queues name and that are not there, or cannot do it.

    written: names under 'hubs', also of those that could not be read: enough has been said of them.
    """
    if section is None:
        return
    for name, queue in queues.items():
        field = reader.inside(section, name)
        for where, hub, needs in _named(reader, field, queue):
            if hub in hubs or hub not in written:
                _check_hub(reader, where, hub, needs, hubs)
        _check_team(reader, field, queue, hubs)


def _named(reader: Reader, field: Field, queue: Queue) -> Iterator[tuple[Field, str, Can]]:
    """Where a queue names a hub, and what it must be able to do."""
    if queue.hub != DESK:
        needs = Can.LIVE if queue.kind is QueueKind.LIVE else Can.TICKETS
        yield reader.inside(field, "hub"), queue.hub, needs
    if queue.when_closed.hub != DESK:
        yield reader.inside(reader.inside(field, "when_closed"), "hub"), queue.when_closed.hub, Can.TICKETS


def _check_hub(reader: Reader, field: Field, hub: str, needs: Can, hubs: Mapping[str, HubSettings]) -> None:
    if hub not in hubs:
        right = did_you_mean(hub, (DESK, *hubs), "Right would be")
        reader.wrong(field, f"unknown hub {hub[:80]!r}", right if hubs else f"{right} Helpdesks stand under 'hubs'.")
        return
    kind = KINDS[hubs[hub].kind]
    if needs in kind.can:
        return
    other = Can.TICKETS if needs is Can.LIVE else Can.LIVE
    right = ""
    if needs is Can.LIVE and other in kind.can:
        right = f"It takes tickets: write kind: ticket, or when_closed: {{hub: {hub}}}."
    elif other in kind.can:
        right = "It takes conversations live: name it as the 'hub' of a queue of kind live."
    reader.wrong(field, f"{hub!r} is {kind.title}: {_AT_WORK[needs]}", right)


def _check_team(reader: Reader, field: Field, queue: Queue, hubs: Mapping[str, HubSettings]) -> None:
    if not queue.hub_team:
        return
    where = reader.inside(field, "hub_team")
    named = [hub for hub in (queue.hub, queue.when_closed.hub) if hub != DESK]
    if queue.kind is QueueKind.EMAIL and queue.hub == DESK:
        named += [hub.name for hub in hubs.values() if hub.kind == "email"][:1]
    known = [KINDS[hubs[hub].kind] for hub in named if hub in hubs]
    if not named:
        right = "Name a 'hub' of this queue, or 'team' for human agents of the desk."
        reader.wrong(where, "'hub_team' is a team of a helpdesk, and this queue names none", right, at_key=True)
    elif known and not any(kind.team for kind in known):
        titles = ", ".join(dict.fromkeys(kind.title for kind in known))
        reader.wrong(where, f"nothing can be given to a team of {titles}", "Remove this line.", at_key=True)
