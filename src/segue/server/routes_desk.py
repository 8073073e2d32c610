"""What human agents do in the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Response
from pydantic import Field

from segue.domain.attachments import MOST, File
from segue.domain.conversation import Audience, Conversation, Kind, OwnerKind, Role
from segue.domain.errors import Invalid, NotFound, NotSignedIn
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import HubCase
from segue.domain.lifecycle import LABELS, Event, Handoff, State
from segue.domain.policy import Policy
from segue.domain.routing.agents import Presence
from segue.domain.text import LONGEST_TEXT
from segue.flows import draft_outcomes, follow_ups, presence, serve
from segue.flows.outlook import line_up
from segue.ports.bots import Typing
from segue.ports.conversations import (
    AlreadyStored,
    FollowUpById,
    FollowUps,
    HandoffsOf,
    LastEntries,
    PackageOf,
    WrappingUp,
)
from segue.ports.desk import DeskRow, DeskRows
from segue.ports.hub_cases import HubCaseById
from segue.ports.people import User, UserById
from segue.server import views
from segue.server.identity import Caller
from segue.server.package_forms import card_of
from segue.server.route import AGENT, Body, Engine, Me, Route
from segue.server.routes_conversations import Id, Nothing, may_see, reach, state_of
from segue.server.routes_sign_in import me_of

MOST_ENTRIES = 500
MOST_SHOWN = 200
"""Of those who wait, and of those with others: nobody reads a longer list, and it is fetched at each change."""
Name = Annotated[str, Path(max_length=128)]


class PresenceChoice(Body):
    presence: Presence
    reason: str = Field("", max_length=100)


class Declining(Body):
    """`reason`: in words, for the team."""

    reason: str = Field("", max_length=200)


class Words(Body):
    id: str = Field(min_length=1, max_length=128)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)


class Sent(Body):
    """`file`: the id of a file that was uploaded."""

    file: str = Field(min_length=1, max_length=128)


class Reply(Body):
    """`draft`: the id of the draft reply that the text began with, if it did. With files the text may be empty.
    `epoch`: in which it was written, for whoever wants no conversation back that went back to the bot meanwhile."""

    id: str = Field(min_length=1, max_length=128)
    text: str = Field("", max_length=LONGEST_TEXT)
    draft: str = Field("", max_length=128)
    epoch: int = Field(0, ge=0, le=2**53)
    attachments: list[Sent] = Field(default_factory=list, max_length=MOST)


class HandBack(Body):
    note: str = Field("", max_length=4000)
    label: str = ""
    disposition: str = Field("", max_length=200)


class Resolve(Body):
    disposition: str = Field(min_length=1, max_length=200)
    label: str = Field(min_length=1)
    note: str = Field("", max_length=4000)


class WrapUp(Body):
    label: str = ""
    disposition: str = Field("", max_length=200)


class Closing(Body):
    note: str = Field("", max_length=4000)


async def user_of(segue: Any, caller: Caller) -> User:
    user: User | None = await segue.store.read(UserById(caller.workspace, caller.id))
    if user is None:
        raise NotSignedIn("this account is gone")
    return user


async def choose_presence(me: Me, segue: Engine, body: PresenceChoice) -> views.View:
    user = await user_of(segue, me)
    await presence.set_presence(segue.env, user, body.presence, body.reason)
    return {"me": await me_of(segue, user)}


async def snapshot(me: Me, segue: Engine) -> views.View:
    """Everything the inbox shows. Hints on the live socket say when to fetch it again."""
    user = await user_of(segue, me)
    version = segue.env.bell.version(me.workspace)
    policy = (await segue.env.policies.active(me.workspace)).policy
    now = segue.clock.now()
    line = await line_up(segue.env, me.workspace)
    queues = [queue for queue in line.queues if may_see(me, queue)]
    elsewhere = [id_ for queue, id_ in line.elsewhere if may_see(me, queue)][:MOST_SHOWN]
    rows = list(await segue.store.read(DeskRows(me.workspace, (*line.first(queues, MOST_SHOWN), *elsewhere))))
    for handoff, conversation in await segue.store.read(WrappingUp(me.workspace, user.id, now)):
        package = await segue.store.read(PackageOf(me.workspace, handoff.id))
        rows.append(DeskRow(handoff, conversation, package.summary if package else ""))
    lists: dict[str, list[views.View]] = {"reservations": [], "mine": [], "waiting": [], "others": []}
    for row in rows:
        place = _list_of(row.handoff, user)
        if place in {"reservations", "mine"} or may_see(me, row.handoff.queue):
            lists[place].append(views.item_view(row.handoff, row.conversation, policy, now, row.summary))
    totals = {"waiting": max(line.count(queues), len(lists["waiting"])), "others": len(lists["others"])}
    lists["others"] = lists["others"][:MOST_SHOWN]
    tickets = await segue.store.read(FollowUps(me.workspace))
    return {
        "version": version,
        "me": await me_of(segue, user),
        **lists,
        "totals": totals,
        "follow_ups": [views.follow_up_view(one, policy) for one in tickets if _may_answer(me, one, policy, now)],
        "labels": LABELS,
    }


def _list_of(handoff: Handoff, user: User) -> str:
    if handoff.transfer and handoff.transfer.to == user.id:
        return "reservations"
    if handoff.agent == user.id:
        return "reservations" if handoff.state is State.RESERVED else "mine"
    waits_here = handoff.state in {State.REQUESTED, State.QUEUED} and not handoff.hub
    return "waiting" if waits_here else "others"


async def show(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002
    loaded = await reach(segue, me, id)
    conversation = loaded.conversation
    policy = (await segue.env.policies.active(me.workspace)).policy
    now = segue.clock.now()
    handoffs = await segue.store.read(HandoffsOf(me.workspace, id))
    package = (
        await segue.package(conversation.last_handoff, workspace=me.workspace) if conversation.last_handoff else None
    )
    package = views.within_walls(package, me.queues) if package else None
    entries = await segue.store.read(LastEntries(me.workspace, id, MOST_ENTRIES))
    current = loaded.handoff if loaded.handoff and loaded.handoff.is_open else None
    last = next((one for one in handoffs if one.id == conversation.last_handoff), current)
    return {
        "conversation": {
            **await state_of(segue, loaded),
            "owner": _owner(conversation),
            "customer": views.customer_view(conversation),
            "contact_email": "" if "email" in conversation.withheld else conversation.contact_email,
            "channel": conversation.channel,
            "created_at": conversation.created_at,
            "language": conversation.language,
        },
        "handoff": views.handoff_view(current, policy, now, await _there(segue, current)) if current else None,
        "files": views.files_taken_view(policy.files),
        "package": views.package_view(package) if package else None,
        "card": card_of(package, last, policy) if package else None,
        "entries": views.entries_view(entries, Audience.STAFF, views.kept_back(conversation)),
        "last_seq": conversation.last_seq,
        "handoffs": [views.handoff_view(handoff, policy, now) for handoff in handoffs],
    }


async def _there(segue: Any, handoff: Handoff) -> HubCase | None:
    """What stands for it in the helpdesk that it is with."""
    found: HubCase | None = (
        await segue.store.read(HubCaseById(handoff.workspace, handoff.hub, handoff.id)) if handoff.hub else None
    )
    return found


def _owner(conversation: Conversation) -> views.View:
    owner = conversation.owner
    return {"kind": owner.kind, "id": owner.id, "name": owner.name}


async def shown(segue: Any, handoff: Handoff) -> views.View:
    policy = (await segue.env.policies.active(handoff.workspace)).policy
    return {"handoff": views.handoff_view(handoff, policy, segue.clock.now())}


async def accept(me: Me, segue: Engine, handoff: Name, body: Nothing | None = None) -> views.View:
    return await shown(segue, await serve.accept(segue.env, await user_of(segue, me), handoff))


async def decline(me: Me, segue: Engine, handoff: Name, body: Declining | None = None) -> views.View:
    why = body.reason if body else ""
    return await shown(segue, await serve.decline(segue.env, await user_of(segue, me), handoff, why))


async def take(me: Me, segue: Engine, id: Id, body: Nothing | None = None) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return await shown(segue, await serve.take(segue.env, await user_of(segue, me), id))


async def speak(me: Me, segue: Engine, id: Id, body: Reply) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    user, files = await user_of(segue, me), [File(file=one.file) for one in body.attachments]
    if not (body.text.strip() or files):
        raise Invalid("text: is empty; write something, or send a file", field="text")
    try:
        entry, epoch = await serve.speak(segue.env, user, id, body.text, body.id, files, epoch=body.epoch)
    except AlreadyStored as stored:
        entry = serve.same_words(stored.entry, me.id, Kind.MESSAGE, body.text, files)
        epoch = entry.epoch
    became = await draft_outcomes.replied(segue.env, user, id, entry.seq, body.text, body.draft)
    return {"seq": entry.seq, "owner": OwnerKind.HUMAN, "epoch": epoch, **({"draft": became} if became else {})}


async def note(me: Me, segue: Engine, id: Id, body: Words) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    try:
        entry = await serve.note(segue.env, await user_of(segue, me), id, body.text, body.id)
    except AlreadyStored as stored:
        entry = serve.same_words(stored.entry, me.id, Kind.NOTE, body.text)
    return {"seq": entry.seq}


async def typing(me: Me, segue: Engine, id: Id, body: Nothing | None = None) -> Response:  # noqa: A002
    loaded = await reach(segue, me, id)
    owner = loaded.conversation.owner
    if owner.kind is OwnerKind.HUMAN and owner.id == me.id:
        segue.env.bell.typing(me.workspace, Typing(id, Role.HUMAN_AGENT.value, owner.name))
    return Response(status_code=204)


async def hand_back(me: Me, segue: Engine, id: Id, body: HandBack) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    user = await user_of(segue, me)
    handoff = await serve.finish(
        segue.env, user, id, Event.HANDED_BACK, note=body.note, label=body.label, disposition=body.disposition
    )
    return await shown(segue, handoff)


async def resolve(me: Me, segue: Engine, id: Id, body: Resolve) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    user = await user_of(segue, me)
    handoff = await serve.finish(
        segue.env, user, id, Event.RESOLVED, note=body.note, label=body.label, disposition=body.disposition
    )
    return await shown(segue, handoff)


async def wrap_up(me: Me, segue: Engine, handoff: Name, body: WrapUp) -> views.View:
    user = await user_of(segue, me)
    return await shown(segue, await serve.wrap_up(segue.env, user, handoff, body.label, body.disposition))


async def pick_up(me: Me, segue: Engine, follow_up: Name, body: Nothing | None = None) -> views.View:
    await _may_follow_up(segue, me, follow_up)
    return await shown(segue, await serve.pick_up(segue.env, await user_of(segue, me), follow_up))


async def decline_follow_up(me: Me, segue: Engine, follow_up: Name, body: Nothing | None = None) -> views.View:
    await _may_follow_up(segue, me, follow_up)
    left = await follow_ups.decline(segue.env, await user_of(segue, me), follow_up)
    policy = (await segue.env.policies.active(me.workspace)).policy
    return {"follow_up": views.follow_up_view(left, policy)}


async def close_follow_up(me: Me, segue: Engine, follow_up: Name, body: Closing) -> views.View:
    await _may_follow_up(segue, me, follow_up)
    await serve.close_follow_up(segue.env, await user_of(segue, me), follow_up, body.note)
    closed = await segue.store.read(FollowUpById(me.workspace, follow_up))
    policy = (await segue.env.policies.active(me.workspace)).policy
    return {"follow_up": views.follow_up_view(closed, policy)}


async def _may_follow_up(segue: Any, caller: Caller, follow_up: str) -> None:
    found = await segue.store.read(FollowUpById(caller.workspace, follow_up))
    policy = (await segue.env.policies.active(caller.workspace)).policy
    if found is None or not _may_answer(caller, found, policy, segue.clock.now()):
        raise NotFound("there is no such follow-up")


def _may_answer(caller: Caller, ticket: FollowUp, policy: Policy, now: datetime) -> bool:
    """A ticket of one's queues, or that is offered to one: by the overflow of an escalation, past the queues."""
    offered = ticket.agent == caller.id and ticket.reserved_at(now)
    return offered or may_see(caller, follow_ups.queue_of(ticket, policy).name)


def _at(path: str) -> str:
    return f"/v1/desk/conversations/{{id}}{path}"


def _post(path: str, endpoint: Any, summary: str, status: int = 200) -> Route:
    return Route(method="POST", path=path, endpoint=endpoint, access=AGENT, summary=summary, status=status)


ROUTES = (
    Route(
        method="PUT", path="/v1/desk/presence", endpoint=choose_presence, access=AGENT, summary="Choose your presence"
    ),
    Route(method="GET", path="/v1/desk/snapshot", endpoint=snapshot, access=AGENT, summary="The inbox"),
    Route(method="GET", path=_at(""), endpoint=show, access=AGENT, summary="One conversation with its package"),
    _post("/v1/desk/reservations/{handoff}/accept", accept, "Accept a reservation"),
    _post("/v1/desk/reservations/{handoff}/decline", decline, "Decline a reservation"),
    _post(_at("/take"), take, "Take a conversation over"),
    _post(_at("/messages"), speak, "A message to the customer"),
    _post(_at("/notes"), note, "An internal note"),
    _post(_at("/typing"), typing, "You are typing", 204),
    _post(_at("/handback"), hand_back, "Hand back to the bot"),
    _post(_at("/resolve"), resolve, "Resolve, with disposition and label"),
    _post("/v1/desk/handoffs/{handoff}/wrap-up", wrap_up, "Label an ended handoff"),
    _post("/v1/desk/follow-ups/{follow_up}/pick-up", pick_up, "Pick up what was left behind"),
    _post("/v1/desk/follow-ups/{follow_up}/decline", decline_follow_up, "Decline a ticket that is offered to you"),
    _post("/v1/desk/follow-ups/{follow_up}/close", close_follow_up, "Close what was left behind"),
)
