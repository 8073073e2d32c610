"""What people do with a customer among themselves: transfer, pick from the queue, assign, take back, cancel."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path
from pydantic import Field

from segue.domain.errors import Invalid, NotFound, Refused
from segue.domain.lifecycle import Handoff
from segue.flows import by_hand, transfer
from segue.flows.fitting import Fit
from segue.ports.conversations import HandoffById
from segue.server import views
from segue.server.identity import Caller
from segue.server.route import AGENT, SUPERVISOR, Access, Body, Engine, Me, Route
from segue.server.routes_conversations import Id, Nothing, is_theirs, reach
from segue.server.routes_desk import user_of
from segue.server.views import title_of

Name = Annotated[str, Path(max_length=128)]


class Where(Body):
    """To whom: exactly one of `agent` (an id) and `queue` (a name). `anyway`: though they are not made for it."""

    agent: str = Field("", max_length=128)
    queue: str = Field("", max_length=100)
    note: str = Field("", max_length=4000)
    anyway: bool = False


class Picking(Body):
    anyway: bool = False


class Assignment(Body):
    """`now`: they have it without being asked."""

    agent: str = Field(min_length=1, max_length=128)
    note: str = Field("", max_length=4000)
    now: bool = False
    anyway: bool = False


class Cancelling(Body):
    note: str = Field("", max_length=4000)


async def reach_handoff(segue: Any, caller: Caller, handoff_id: str) -> Handoff:
    """The handoff, if it is in one of the caller's queues, or theirs. Raises NotFound otherwise."""
    found: Handoff | None = await segue.store.read(HandoffById(caller.workspace, handoff_id))
    if found is None or not is_theirs(caller, found):
        raise NotFound("there is no such handoff")
    return found


async def _answer(segue: Any, handoff: Handoff, notice: str = "") -> views.View:
    policy = (await segue.env.policies.active(handoff.workspace)).policy
    return {"handoff": views.handoff_view(handoff, policy, segue.clock.now()), "notice": notice}


async def targets(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002
    loaded = await reach(segue, me, id)
    if loaded.handoff is None or not loaded.handoff.is_open:
        raise Refused("no handoff is open in this conversation; take it over first")
    found = await transfer.targets(segue.env, loaded.handoff)
    policy = (await segue.env.policies.active(me.workspace)).policy
    return {
        "people": [_person(fit) for fit in found.people],
        "queues": [
            {
                "name": one.queue.name,
                "title": title_of(one.queue.name, policy),
                "kind": one.queue.kind,
                "status": one.outlook.status,
                "opens_at": one.outlook.opens_at,
                "waiting": one.waiting,
                "wait_low_s": one.outlook.wait_low_s,
                "wait_high_s": one.outlook.wait_high_s,
                "fitting": one.fitting,
            }
            for one in found.queues
        ],
    }


def _person(fit: Fit) -> views.View:
    agent = fit.agent
    return {
        "id": agent.id,
        "name": agent.called,
        "team": agent.team,
        "presence": agent.presence,
        "at_work": fit.at_work,
        "units_used": agent.units_used,
        "capacity": agent.capacity,
        "lacks": fit.lacks,
    }


async def hand_on(me: Me, segue: Engine, id: Id, body: Where) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    if bool(body.agent) == bool(body.queue):
        raise Invalid("name either the agent or the queue that it goes to", field="agent" if body.agent else "queue")
    user = await user_of(segue, me)
    if body.agent:
        done = await transfer.to_person(segue.env, user, id, body.agent, body.note, anyway=body.anyway)
    else:
        done = await transfer.to_queue(segue.env, user, id, body.queue, body.note, anyway=body.anyway)
    return await _answer(segue, done.handoff, done.notice)


async def withdraw(me: Me, segue: Engine, id: Id, body: Nothing | None = None) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return await _answer(segue, await transfer.withdraw(segue.env, await user_of(segue, me), id))


async def pick(me: Me, segue: Engine, handoff: Name, body: Picking) -> views.View:
    await reach_handoff(segue, me, handoff)
    done = await by_hand.pick(segue.env, await user_of(segue, me), handoff, anyway=body.anyway)
    return await _answer(segue, done.handoff, done.notice)


async def assign(me: Me, segue: Engine, handoff: Name, body: Assignment) -> views.View:
    await reach_handoff(segue, me, handoff)
    user = await user_of(segue, me)
    done = await by_hand.assign(
        segue.env, user, handoff, body.agent, at_once=body.now, anyway=body.anyway, note=body.note
    )
    return await _answer(segue, done.handoff, done.notice)


async def revoke(me: Me, segue: Engine, handoff: Name, body: Nothing | None = None) -> views.View:
    await reach_handoff(segue, me, handoff)
    return await _answer(segue, await by_hand.revoke(segue.env, await user_of(segue, me), handoff))


async def cancel(me: Me, segue: Engine, handoff: Name, body: Cancelling) -> views.View:
    await reach_handoff(segue, me, handoff)
    return await _answer(segue, await by_hand.cancel(segue.env, await user_of(segue, me), handoff, body.note))


def _post(path: str, endpoint: Any, summary: str, access: Access = AGENT) -> Route:
    return Route(method="POST", path=path, endpoint=endpoint, access=access, summary=summary)


ROUTES = (
    Route(
        method="GET",
        path="/v1/desk/conversations/{id}/transfer-targets",
        endpoint=targets,
        access=AGENT,
        summary="People and queues to transfer to",
    ),
    _post("/v1/desk/conversations/{id}/transfer", hand_on, "Transfer to a person or a queue"),
    _post("/v1/desk/conversations/{id}/transfer/withdraw", withdraw, "Take the question to a colleague back"),
    _post("/v1/desk/handoffs/{handoff}/pick", pick, "Pick a waiting customer"),
    _post("/v1/desk/handoffs/{handoff}/assign", assign, "Assign to a person", SUPERVISOR),
    _post("/v1/desk/handoffs/{handoff}/revoke", revoke, "Take a reservation back", SUPERVISOR),
    _post("/v1/desk/handoffs/{handoff}/cancel", cancel, "Cancel a handoff nobody has taken", SUPERVISOR),
)
