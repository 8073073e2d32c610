"""Deliveries to the bot and to webhooks: how each listener does, and what it did not take."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from segue.domain.deliveries import DeadLetter
from segue.domain.errors import NotFound
from segue.flows import dead_letters
from segue.ports.deliveries import DeadLetters
from segue.ports.people import UserById
from segue.server import views
from segue.server.identity import Caller
from segue.server.route import OPERATOR, Body, Engine, Me, Route
from segue.server.routes_conversations import came_to

MOST_SETTLED = 20
LetterId = Annotated[str, Path(max_length=128)]


class Dismissal(Body):
    note: str = Field("", max_length=500)


async def deliveries(me: Me, segue: Engine, limit: Annotated[int, Query(ge=1, le=1_000)] = 100) -> views.View:
    """limit: of the dead letters shown, the newest; each listener says how many it has."""
    now = segue.clock.now()
    listeners = [
        {**asdict(one), "lag_s": (now - one.oldest_at).total_seconds() if one.oldest_at else 0.0}
        for one in await dead_letters.standings(segue.env, me.workspace)
    ]
    open_ones = await segue.store.read(DeadLetters(me.workspace, limit=limit))
    settled = await segue.store.read(DeadLetters(me.workspace, settled=True, limit=MOST_SETTLED))
    return {
        "listeners": listeners,
        "dead_letters": [await _shown(segue, one) for one in open_ones if await came_to(segue, me, one.conversation)],
        "settled": [await _shown(segue, one) for one in settled if await came_to(segue, me, one.conversation)],
    }


async def replay(me: Me, segue: Engine, letter: LetterId) -> views.View:
    found = await _reach(me, segue, letter)
    return {"dead_letter": await _shown(segue, await dead_letters.replay(segue.env, found, me.id))}


async def dismiss(me: Me, segue: Engine, letter: LetterId, body: Dismissal) -> views.View:
    found = await _reach(me, segue, letter)
    return {"dead_letter": await _shown(segue, await dead_letters.dismiss(segue.env, found, me.id, body.note))}


async def _reach(me: Caller, segue: Any, id_: str) -> DeadLetter:
    """Raises NotFound for one of another workspace, or of a conversation that never came to the caller's queues."""
    letter = await dead_letters.letter_of(segue.env, me.workspace, id_)
    if not await came_to(segue, me, letter.conversation):
        raise NotFound("there is no such dead letter")
    return letter


async def _shown(segue: Any, letter: DeadLetter) -> views.View:
    """Without words of the conversation; who settled it by name."""
    view = asdict(letter)
    view.pop("workspace")
    user = await segue.store.read(UserById(letter.workspace, letter.settled_by)) if letter.settled_by else None
    return {**view, "settled_by": user.name if user else letter.settled_by}


ROUTES = (
    Route(
        method="GET",
        path="/v1/ops/deliveries",
        endpoint=deliveries,
        access=OPERATOR,
        summary="How bot and webhooks take what is delivered, and what they did not take",
    ),
    Route(
        method="POST",
        path="/v1/ops/dead-letters/{letter}/replay",
        endpoint=replay,
        access=OPERATOR,
        summary="Send an entry again that was not taken, under its first id",
    ),
    Route(
        method="POST",
        path="/v1/ops/dead-letters/{letter}/dismiss",
        endpoint=dismiss,
        access=OPERATOR,
        summary="Let an entry be that was not taken",
    ),
)
