"""Admins look up what is kept of one person, hand it out, erase it, and see that it was done."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import IO, Annotated, Any

import structlog
from fastapi import Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from segue.domain.erasure import Erasure, What
from segue.domain.errors import Invalid
from segue.flows import erasing, exporting, retention
from segue.ports.erasure import BytesHeld, Erasures
from segue.ports.people import Users
from segue.server.route import ADMIN, Body, Engine, Me, Route

log = structlog.get_logger(__name__)

AHEAD = timedelta(days=7)
_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 256 * 1024
NO_NAMES: Mapping[str, str] = {}

Person = Annotated[str, Field(max_length=500)]
Ids = Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=1_000)]


class NamedPerson(Body):
    person: Person
    conversations: Ids = ()


class Confirmed(NamedPerson):
    repeat: Person


class Wanted(Confirmed):
    internal: bool = True


class LookedUp(BaseModel):
    person: str
    counts: dict[str, int]
    told: list[str]


class ErasureShown(BaseModel):
    id: str
    what: What
    at: datetime
    by: str
    by_name: str = ""
    counts: dict[str, int]
    done_at: datetime | None
    purged_at: datetime | None


class OneErasure(BaseModel):
    erasure: ErasureShown


class FoundErasures(BaseModel):
    erasures: list[ErasureShown]


class Due(BaseModel):
    days: int
    counts: dict[str, int]
    complete: bool


class Keeping(FoundErasures):
    keeps: dict[str, int | None]
    due: Due
    bytes_held: int
    purges_by_itself: bool


class PurgedShown(BaseModel):
    took_s: float
    bytes_before: int
    bytes_after: int


def _shown(erasure: Erasure, names: Mapping[str, str] = NO_NAMES) -> ErasureShown:
    return ErasureShown(
        id=erasure.id,
        what=erasure.what,
        at=erasure.at,
        by=erasure.by,
        by_name=names.get(erasure.by, erasure.by),
        counts=dict(erasure.counts),
        done_at=erasure.done_at,
        purged_at=erasure.purged_at,
    )


def _days(length: timedelta | None) -> int | None:
    return None if length is None else length.days


async def get_data(segue: Engine, me: Me) -> Keeping:
    """How long things are kept, what will be due, and what was erased or handed out lately."""
    policy = (await segue.env.policies.active(me.workspace)).policy
    foreseen = await retention.foresee(segue.env, me.workspace, AHEAD)
    held = await segue.store.read(BytesHeld())
    names = {user.id: user.name for user in await segue.store.read(Users(me.workspace))}
    kept: Mapping[str, timedelta | None] = {
        "conversations": policy.retention.conversations,
        "packages": policy.retention.packages,
        "files": policy.retention.files,
        "visits": policy.visits.keep,
    }
    return Keeping(
        keeps={part: _days(length) for part, length in kept.items()},
        due=Due(days=AHEAD.days, counts=dict(foreseen.counts), complete=foreseen.complete),
        erasures=[_shown(one, names) for one in await segue.store.read(Erasures(me.workspace, 50))],
        bytes_held=held,
        purges_by_itself=held <= erasing.SMALL,
    )


async def look(segue: Engine, me: Me, body: NamedPerson) -> LookedUp:
    """What would be erased or handed out; changes nothing."""
    looked = await erasing.look(segue.env, me.workspace, body.person, body.conversations)
    log.info("a person's data was looked up", workspace=me.workspace, by=me.id)
    return LookedUp(person=body.person, counts=dict(looked.counts), told=list(looked.told))


async def erase(request: Request, segue: Engine, me: Me, body: Confirmed) -> OneErasure:
    """For good. `repeat` is the person once more. What is not finished now goes on by itself."""
    erasure = await erasing.erase(
        segue.env, me.workspace, body.person, repeated=body.repeat, by=me.id, named=body.conversations
    )
    request.app.state.identity.forget()
    return OneErasure(erasure=_shown(erasure))


async def export(segue: Engine, me: Me, body: Wanted) -> StreamingResponse:
    """A zip: JSON, HTML, text, files; with `internal`, what people who work here wrote for each other."""
    if body.repeat.strip() != body.person.strip():
        raise Invalid("repeat the person exactly as written above, to hand their data out", field="repeat")
    looked = await erasing.look(segue.env, me.workspace, body.person, body.conversations)
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it was sent
    try:
        await exporting.write_export(segue.env, me.workspace, looked, out, internal=body.internal)
        await erasing.note_export(segue.env, me.workspace, body.person, looked, me.id)
    except BaseException:
        out.close()
        raise
    headers = {"content-disposition": 'attachment; filename="person.zip"', "cache-control": "private, no-store"}
    return StreamingResponse(_sent(out), media_type="application/zip", headers=headers)


async def _sent(out: IO[bytes]) -> AsyncIterator[bytes]:
    with out:
        out.seek(0)
        while chunk := out.read(_CHUNK):
            yield chunk


async def was(segue: Engine, me: Me, body: NamedPerson) -> FoundErasures:
    """Whether this person was erased, or handed their data; by keyed hash, since nothing else of them is kept."""
    found = await erasing.was_erased(segue.env, me.workspace, body.person)
    return FoundErasures(erasures=[_shown(one) for one in found])


async def purge(segue: Engine, me: Me) -> PurgedShown:
    """Write the database's files anew, so that no byte of what was erased is left; nobody writes meanwhile."""
    purged = await erasing.purge(segue.env)
    return PurgedShown(took_s=purged.took_s, bytes_before=purged.bytes_before, bytes_after=purged.bytes_after)


def _route(method: str, path: str, endpoint: Any, summary: str, **fields: Any) -> Route:
    return Route(
        method=method, path=f"/v1/ops/people-data{path}", endpoint=endpoint, access=ADMIN, summary=summary, **fields
    )


ROUTES = (
    _route("GET", "", get_data, "How long data is kept, and what was erased"),
    _route("POST", "/look", look, "What is kept of a person, counted"),
    _route("POST", "/erase", erase, "Erase a person's data for good"),
    _route("POST", "/export", export, "A person's data as a zip", media="application/zip"),
    _route("POST", "/was", was, "Whether a person was erased"),
    _route("POST", "/purge", purge, "Take what was erased out of the database's files"),
)
