"""What a helpdesk told, as it is kept until it is acted on: whatever an adapter lets through, every store can hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from segue.answers import text
from segue.domain.hubs import Told
from segue.ports.hub_events import HubEvent

LONGEST_TEXT, LONGEST_NAME, LONGEST_ID, LONGEST_REF = 50_000, 200, 400, 2_000
"""Characters. Nobody in a helpdesk writes more by hand."""

MOST_FILES = 20


def cleaned(told: Told) -> Told:
    """Without characters that no database keeps, and cut where it is absurdly long. A time without a zone is UTC."""
    files = tuple(replace(one, name=_cut(one.name, 500), url=_cut(one.url, 4_000)) for one in told.files[:MOST_FILES])
    return replace(
        told,
        id=unique(told.id),
        ref=_cut(told.ref, LONGEST_REF),
        at=told.at.replace(tzinfo=UTC) if told.at and told.at.tzinfo is None else told.at,
        text=_cut(told.text, LONGEST_TEXT),
        agent=_cut(told.agent, LONGEST_NAME),
        agent_name=_cut(told.agent_name, LONGEST_NAME),
        by=_cut(told.by, LONGEST_NAME),
        about=_cut(told.about, LONGEST_NAME),
        files=files,
    )


def unique(id_: str) -> str:
    """An id that is too long keeps its beginning; what tells it from others stands behind."""
    good = _cut(id_, len(id_))
    if good == id_ and len(id_) <= LONGEST_ID:
        return id_
    made = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{good[: LONGEST_ID - 33]}~{made}"


def _cut(words: str, longest: int) -> str:
    return text(words[:longest]).replace("\x00", "")


def event_of(workspace: str, hub: str, told: Told, moment: datetime, at: datetime) -> HubEvent:
    """moment: when it was heard, later for what was told later. `conversation`: under which it is worked off."""
    whole: Mapping[str, Any] = msgspec.to_builtins(told)
    body = {"conversation": told.ref, **whole}
    return HubEvent(workspace, hub, f"{told.what.value}/{told.id}", moment, at, body)


def told_of(event: HubEvent) -> Told:
    """Raises msgspec.ValidationError for what a version wrote that knew other kinds of events."""
    return msgspec.convert({name: value for name, value in event.body.items() if name != "conversation"}, Told)
