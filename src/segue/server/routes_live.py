"""The log as it grows, by server-sent events and WebSocket. Both resume with `after` and end with the credential."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from typing import Annotated, Any

import msgspec
from fastapi import Header
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from segue.domain.conversation import Audience, Entry, Kind, OwnerKind, Role
from segue.domain.errors import SegueError
from segue.flows.attendance import returned
from segue.flows.feed import feed
from segue.ports.bots import Hint, Typing
from segue.ports.people import UserRole
from segue.server import views
from segue.server.gate import LONGEST_NUMBER
from segue.server.identity import Caller, CallerKind, Identity
from segue.server.route import Access, Engine, Me, Route, caller_of, segue_of
from segue.server.routes_conversations import SHARED, After, Id, Nothing, audience_of, reach, state_of

TICK_S = 2.0
"""How often an idle stream looks up: still valid, state changed, time for a sign of life."""
PING_EVERY_S = 20.0
SILENT_S = 60.0
"""Three pings without an answer: the page sleeps, or nobody is there any more."""
MOST_BEHIND = 2_000
"""Entries. Whoever is further behind reads them by pages, and follows from there."""
FRAMES = frozenset({"typing", "pong"})
EVERY_S = 0.25
"""A frame that comes sooner after one of its kind is passed over: each costs everybody who listens a look."""
READERS = Access(bot="conversations", customer=True, user=UserRole.AGENT)


async def events(
    me: Me,
    segue: Engine,
    request: Request,
    id: Id,  # noqa: A002
    after: After = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> StreamingResponse:
    loaded = await reach(segue, me, id)
    start, kept = number_in(last_event_id, after), views.kept_back(loaded.conversation, audience_of(me))
    return StreamingResponse(_events(segue, request.app.state, me, id, start, kept), media_type="text/event-stream")


def number_in(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else otherwise


async def _events(
    segue: Any, server: Any, caller: Caller, conversation: str, after: int, kept: views.KeptBack
) -> AsyncIterator[bytes]:
    audience = audience_of(caller)
    yield b": segue\n\n"
    async for item in feed(segue.env, caller.workspace, conversation, after, TICK_S):
        if item is None:
            if server.draining.begun or not await server.identity.still_valid(caller):
                return
            yield b": \n\n"
        elif isinstance(item, Typing):
            yield b"event: typing\ndata: " + msgspec.json.encode({"role": item.role, "name": item.name}) + b"\n\n"
        elif isinstance(item, Hint):
            continue  # for the desk alone
        else:
            if audience is Audience.STAFF and _may_hide(item):
                kept = views.kept_back((await segue.loaded(conversation, workspace=caller.workspace)).conversation)
            for entry in item:
                if view := views.entry_view(entry, audience, kept):
                    yield b"id: %d\nevent: entry\ndata: %s\n\n" % (entry.seq, msgspec.json.encode(view))


def _may_hide(entries: Sequence[Entry]) -> bool:
    """Whether something of these changes what is kept back, or what it is."""
    return any(entry.kind in {Kind.PASSED_ON, Kind.CONTEXT, Kind.CONTACT} for entry in entries)


async def ticket(me: Me, segue: Engine, request: Request, id: Id, body: Nothing | None = None) -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return {"ticket": await request.app.state.tickets.issue(me, f"/v1/conversations/{id}/live")}


class Frame(msgspec.Struct):
    """What a client may send. Other fields are passed over."""

    type: str


class Live:
    """One socket on one conversation."""

    def __init__(self, socket: WebSocket, conversation: str) -> None:
        self.socket = socket
        self.caller = caller_of(socket)
        self.segue = segue_of(socket)
        self.identity: Identity = socket.app.state.identity
        self.conversation = conversation
        self.audience = audience_of(self.caller)
        self.shown: bytes = b""
        self.pinged = 0.0
        self.last_seq = 0
        self.kept = views.NOTHING

    async def send(self, frame: views.View) -> None:
        await self.socket.send_text(msgspec.json.encode(frame).decode())

    async def write(self, after: int) -> None:
        """Send what happens, until the credential ends."""
        await self.state()
        async for item in feed(self.segue.env, self.caller.workspace, self.conversation, after, TICK_S):
            if item is None:
                if not await self.identity.still_valid(self.caller):
                    await self.socket.close(4401, "the credential no longer counts")
                    return
                await self.state()
                await self.ping()
            elif isinstance(item, Typing):
                await self.typing(item)
            elif isinstance(item, Hint):
                if self.audience is Audience.STAFF:
                    await self.send({"type": item.about})
            else:
                if _may_hide(item):
                    loaded = await self.segue.loaded(self.conversation, workspace=self.caller.workspace)
                    self.kept = views.kept_back(loaded.conversation, self.audience)
                for entry in item:
                    if view := views.entry_view(entry, self.audience, self.kept):
                        await self.send({"type": "entry", "entry": view})
                await self.state()
                if self.last_seq - item[-1].seq > MOST_BEHIND:
                    await self.send({"type": "resync"})
                    await self.socket.close(4408, "resync")
                    return

    async def typing(self, sign: Typing) -> None:
        own = Role.END_USER if self.audience is Audience.CUSTOMER else Role.HUMAN_AGENT
        if sign.role != own.value:
            await self.send({"type": "typing", "role": sign.role, "name": sign.name})

    async def state(self) -> None:
        """Send where the conversation stands, if that is news: also that nothing but its newest entry is."""
        loaded = await self.segue.loaded(self.conversation, workspace=self.caller.workspace)
        self.kept = views.kept_back(loaded.conversation, self.audience)
        self.last_seq = loaded.conversation.last_seq
        state = await state_of(self.segue, loaded)
        if self.audience is Audience.STAFF:
            state["owner"] = views.owner_view(loaded.conversation)
        news = msgspec.json.encode(state)
        if news != self.shown:
            self.shown = news
            await self.send({"type": "state", "state": state})

    async def ping(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self.pinged >= PING_EVERY_S:
            self.pinged = now
            await self.send({"type": "ping"})

    async def read(self) -> None:
        """Take signs of typing and of life, until the other side goes."""
        async for kind in heard(self.socket):
            if kind == "typing":
                await self.types()

    async def types(self) -> None:
        bell, caller = self.segue.env.bell, self.caller
        if self.audience is Audience.CUSTOMER:
            bell.typing(caller.workspace, Typing(self.conversation, Role.END_USER.value))
            return
        loaded = await self.segue.loaded(self.conversation, workspace=caller.workspace)
        owner = loaded.conversation.owner
        if owner.kind is OwnerKind.HUMAN and owner.id == caller.id:
            bell.typing(caller.workspace, Typing(self.conversation, Role.HUMAN_AGENT.value, owner.name))


async def heard(socket: WebSocket) -> AsyncIterator[str]:
    """What the other side says: "typing" or "pong", each at most four times a second; all else is passed over.

    Raises WebSocketDisconnect when the other side goes, and when it says nothing for SILENT_S seconds.
    """
    loop, last = asyncio.get_running_loop(), dict[str, float]()
    while True:
        try:
            async with asyncio.timeout(SILENT_S):
                message = await socket.receive()
        except TimeoutError:
            raise WebSocketDisconnect(1001, "no ping was answered") from None
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        try:
            kind = msgspec.json.decode(message.get("text") or "", type=Frame).type
        except (msgspec.DecodeError, RecursionError):
            continue
        if kind in FRAMES and loop.time() - last.get(kind, -EVERY_S) >= EVERY_S:
            last[kind] = loop.time()
            yield kind


async def live(socket: WebSocket) -> None:
    conversation = socket.path_params["id"]
    caller, segue = caller_of(socket), segue_of(socket)
    await socket.accept()
    try:
        await reach(segue, caller, conversation)
    except SegueError:
        await socket.close(4404, "there is no such conversation")
        return
    after = socket.query_params.get("after", "0")
    session = Live(socket, conversation)
    with ExitStack() as stack:
        if caller.kind is CallerKind.CUSTOMER:
            stack.enter_context(segue.env.attendance.page(caller.workspace, conversation))
            await returned(segue.env, caller.workspace, conversation)
        await until_one_ends(socket, session.write(number_in(after, 0)), session.read())


async def until_one_ends(socket: WebSocket, *sides: Any) -> None:
    """Run both directions of a socket; when one ends, so does the other. A vanished peer is no error."""
    tasks = [asyncio.create_task(side) for side in sides]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if error and not isinstance(error, WebSocketDisconnect | RuntimeError):
                raise error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if socket.application_state is WebSocketState.CONNECTED and socket.client_state is WebSocketState.CONNECTED:
            await socket.close(1012, "reconnect")


ROUTES = (
    Route(
        method="GET",
        path="/v1/conversations/{id}/events",
        endpoint=events,
        access=SHARED,
        summary="The log as server-sent events",
        media="text/event-stream",
    ),
    Route(
        method="POST",
        path="/v1/conversations/{id}/ticket",
        endpoint=ticket,
        access=READERS,
        summary="A ticket for the WebSocket",
    ),
    Route(
        method="WS",
        path="/v1/conversations/{id}/live",
        endpoint=live,
        access=READERS,
        summary="The log and its state, live",
    ),
)
