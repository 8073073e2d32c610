"""`hubs`: helpdesks where humans work, each by a name of yours, with the keys that its kind has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from yaml.error import Mark

from segue.domain.conditions import did_you_mean
from segue.domain.hubs import Can, HubKind, HubSettings, Key
from segue.domain.queues import DESK, Queue, QueueKind
from segue.hub_kinds import KINDS
from segue.policy_file.conversation import read_secret
from segue.policy_file.document import ScalarNode
from segue.policy_file.reading import Field, Fields, Reader
from segue.policy_file.sources import mistake_in_url
from segue.policy_file.webhooks import read_rate

MOST_HUBS = 20
LONGEST = 320
COMMON_KEYS = ("drafts", "cases_of", "rate")
"""What every kind may have beside its own keys."""

ASSIST_IS_GONE = (
    "Write each of its helpdesks under 'hubs', with 'drafts: true', such as"
    " hubs: {helpdesk: {kind: intercom, admin: ..., secret: ..., webhook_secret: ..., drafts: true}}."
)
_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,255}")
_NUMBER = re.compile(r"[0-9]{1,20}")
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
    raw = reader.mapping(field)
    if raw is None:
        return None
    if "kind" not in raw:
        reader.wrong(field, "a hub has no 'kind'", f"There are {', '.join(KINDS)}.")
        return None
    named = reader.one_of(raw["kind"], KINDS, "kind of hub")
    if named is None:
        return None
    kind = KINDS[named]
    _check_keys(reader, field, kind, raw)
    given: dict[str, str] = {}
    secrets: dict[str, str] = {}
    for key in kind.keys:
        if key.name in raw:
            value = (read_secret if key.secret else _READ[key.kind](key))(reader, raw[key.name])
            if value is not None:
                (secrets if key.secret else given)[key.name] = value
    drafts = (reader.boolean(raw["drafts"]) if "drafts" in raw else None) or False
    if drafts and Can.DRAFTS not in kind.can:
        able = ", ".join(one.name for one in KINDS.values() if Can.DRAFTS in one.can)
        reader.wrong(raw["drafts"], f"no drafts are brought to {kind.title}", f"They are to: {able}.", at_key=True)
    listed = reader.sequence(raw["cases_of"]) if "cases_of" in raw else []
    if "cases_of" in raw and not drafts:
        reader.wrong(raw["cases_of"], "'cases_of' belongs to 'drafts: true'", at_key=True)
    return HubSettings(
        name,
        named,
        given,
        secrets,
        drafts=drafts,
        cases_of=tuple(one for item in listed or [] if (one := reader.one_of(item, queues, "queue"))),
        rate=read_rate(reader, raw["rate"]) if "rate" in raw else 0.0,
    )


def _check_keys(reader: Reader, field: Field, kind: HubKind, raw: Fields) -> None:
    right = ("kind", *(key.name for key in kind.keys), *COMMON_KEYS)
    for name, inner in raw.items():
        if name not in right:
            near = did_you_mean(name, right, "")
            listed = f"Keys of this kind: {', '.join(right)}."
            hint = f"{near} {listed}" if near.startswith("Did") else listed
            reader.wrong(inner, f"{name[:60]!r} does not belong to a hub of the kind {kind.name}", hint, at_key=True)
    for key in kind.keys:
        if key.needed and key.name not in raw:
            reader.wrong(field, f"a hub of the kind {kind.name} needs {key.name!r}", _such_as(key))


def _such_as(key: Key) -> str:
    if key.secret:
        name = f"helpdesk_{key.name}"
        shown = f"{key.name}: {name}, and set SEGUE_SECRET_{name.upper()}"
        return f"{key.asks}: write the name of a secret, such as {shown}."
    if key.such_as:
        shown = f'"{key.such_as}"' if key.kind in {"url", "number"} else key.such_as
        return f"{key.asks}, such as {key.name}: {shown}."
    return f"{key.asks}."


# --- one value of each kind of key ---

Read = Callable[[Reader, Field], str | None]


def _fits(pattern: re.Pattern[str], words: str) -> Callable[[Key], Read]:
    def of_key(key: Key) -> Read:
        def read(reader: Reader, field: Field) -> str | None:
            value = reader.text_of(field, LONGEST)
            if value is not None and not pattern.fullmatch(value):
                reader.wrong(field, f"{value[:80]!r} is {words}", _such_as(key))
                return None
            return value

        return read

    return of_key


def _url(key: Key) -> Read:
    def read(reader: Reader, field: Field) -> str | None:
        value = reader.text_of(field)
        if value is None:
            return None
        wrong, right = mistake_in_url(value)
        if "{" in value or "}" in value or "?" in value or "#" in value:
            wrong, right = "this address is the beginning of others: nothing stands in braces, after ? or after #", ""
        if wrong:
            shown = wrong.replace("SHOWN", repr(value[:80]))
            reader.wrong(field, shown, right if right.startswith("Write https") else _such_as(key))
            return None
        return value.rstrip("/")

    return read


def _choice(key: Key) -> Read:
    return lambda reader, field: reader.one_of(field, key.choices, key.name)


_READ: Mapping[str, Callable[[Key], Read]] = {
    "text": _fits(re.compile(r"[^\x00-\x1f\x7f]+"), "no text of one line"),
    "account": _fits(_ACCOUNT, "not the name of an account"),
    "email": _fits(_EMAIL, "no e-mail address"),
    "number": _fits(_NUMBER, "no number"),
    "url": _url,
    "region": _choice,
}


def read_answer(key: Key, answer: str) -> tuple[str, str]:
    """What a person answered for a key, as the policy would have it; and what is wrong with it, or ""."""
    try:
        answer.encode()
    except UnicodeEncodeError:
        return "", "this is no text"
    reader = Reader(answer)
    here = Mark("", 0, 0, 0, None, 0)
    node = ScalarNode("tag:yaml.org,2002:str", answer, start_mark=here, end_mark=here, style='"')
    value = (read_secret if key.secret else _READ[key.kind](key))(reader, Field(node, key.name))
    if value is None:
        problem = reader.problems[0]
        return "", f"{problem.message}{'.' if problem.suggestion else ''} {problem.suggestion}".rstrip()
    return value, ""


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
