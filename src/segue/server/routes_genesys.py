"""What a relay bot for Genesys Cloud calls there (`channels/genesys_relay.py`), under `/genesys`: a token by OAuth's
client credentials (RFC 6749, 4.4), inbound messages of Open Messaging, the customer's end, and notifications.

https://developer.genesys.cloud/commdigital/digital/openmessaging/inboundMessages. The first message of a conversation
is the AI agent's summary for people, and no word of the customer's.
"""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from segue.answers import name_of, part, text
from segue.channels.genesys_relay import GenesysRelayChannel
from segue.domain.channels import Thread
from segue.domain.conversation import Customer
from segue.domain.errors import Invalid, NotFound, NotSignedIn
from segue.domain.text import cleaned_text
from segue.flows import channel_turns
from segue.flows.channel_turns import Wanted
from segue.flows.env import Env
from segue.flows.threads import begin, newest_thread
from segue.ports.conversations import LoadConversation
from segue.ports.threads import ThreadByRef
from segue.server.gate import read_json
from segue.server.route import OPEN, Raw, Route, segue_of
from segue.server.routes_live import until_one_ends

AT = "/genesys"
AUDIENCE, SOCKET = "genesys", "genesys-notifications"
LASTS, LINE_LASTS = timedelta(hours=1), timedelta(hours=24)
LONGEST = 64 * 1024
MOST_BYTES, FORM_S = 4 * 1024, 10.0
CUSTOMER = "customer"
"""Id of the one participant that a bot may take out of a conversation."""
TOPIC, ENDED = "v2.detail.events.conversation.", ".user.end"
MOST_TOPICS = 1_000  # of one line, as the vendor has it
TICK_S = 5.0


@dataclass(frozen=True, slots=True)
class Entered:
    env: Env
    workspace: str
    channel: GenesysRelayChannel

    async def thread(self, conversation: str) -> Thread:
        """Raises NotFound for a conversation that is not this channel's."""
        found = await newest_thread(self.env, self.workspace, self.channel.name, conversation)
        if found is None:
            raise NotFound("there is no such conversation in this channel")
        return found


async def token(request: Request) -> Response:
    """Errors as RFC 6749 has them (5.2)."""
    env: Env = segue_of(request).env
    name, secret = _basic(request.headers.get("authorization", ""))
    for workspace in await env.policies.served() if name else ():
        settings = (await env.policies.active(workspace)).policy.channels.get(name)
        if settings is None or settings.kind != GenesysRelayChannel.kind.name:
            continue
        if cast("GenesysRelayChannel", env.channels.channel(workspace, settings)).is_client(name, secret):
            made = await request.app.state.identity.signer.sign(workspace, AUDIENCE, {"channel": name}, LASTS)
            answer = {"access_token": made, "token_type": "bearer", "expires_in": int(LASTS.total_seconds())}
            return JSONResponse(answer, headers={"Cache-Control": "no-store"})
    return JSONResponse({"error": "invalid_client"}, 401, {"WWW-Authenticate": "Basic"})


def _basic(header: str) -> tuple[str, str]:
    scheme, _, encoded = header.partition(" ")
    try:
        name, _, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return (name, secret) if scheme.lower() == "basic" else ("", "")


async def _entered(connection: HTTPConnection, given: str, audience: str = AUDIENCE) -> Entered:
    """Raises NotSignedIn, also where the channel is not in the policy any more."""
    env: Env = segue_of(connection).env
    workspace, claims, _ = await connection.app.state.identity.signer.read(given, audience)
    name = text(claims.get("channel"))
    settings = (await env.policies.active(workspace)).policy.channels.get(name)
    if settings is None or settings.kind != GenesysRelayChannel.kind.name:
        raise NotSignedIn("this channel is not there any more")
    return Entered(env, workspace, cast("GenesysRelayChannel", env.channels.channel(workspace, settings)))


async def _by_token(request: Request) -> Entered:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn(f"this needs a token of {AT}/oauth/token: Authorization: Bearer …")
    return await _entered(request, given.strip())


async def inbound(request: Request) -> Response:
    entered = await _by_token(request)
    if request.path_params["integration"] != entered.channel.name:
        raise NotFound("IntegrationId: the channel's name is expected here")
    body = await read_json(request, dict, LONGEST)
    about, words = part(body.get("channel")), cleaned_text(body.get("text"), LONGEST)
    person, mark = part(about.get("from")), name_of(about.get("messageId"))[:200] or secrets.token_urlsafe(12)
    ref = name_of(person.get("id"))
    if not ref:
        raise Invalid("channel.from.id: the id of the conversation is expected here", field="channel.from.id")
    first = await entered.env.store.read(ThreadByRef(entered.workspace, entered.channel.name, ref)) is None
    name = text(person.get("nickname"))[:200]
    thread = await begin(
        *(entered.env, entered.workspace, entered.channel, ref), customer=Customer(name=name) if name else None
    )
    if first or "prefetchConversationId" in request.query_params:
        wanted = Wanted(f"handoff:{mark}", reason="customer_asked", note=words)
        await channel_turns.hand_over(entered.env, thread, wanted)
    elif words.strip():
        await channel_turns.customer_said(entered.env, thread, f"genesys:{mark}", words)
        await channel_turns.with_people(entered.env, thread, mark)
    return JSONResponse({"id": mark, "conversationId": thread.conversation})


async def conversation(request: Request) -> Response:
    entered = await _by_token(request)
    thread = await entered.thread(request.path_params["conversation"])
    loaded = await entered.env.store.read(LoadConversation(thread.workspace, thread.conversation))
    state = "connected" if loaded and loaded.conversation.open else "disconnected"
    return JSONResponse(
        {"id": thread.conversation, "participants": [{"id": CUSTOMER, "purpose": CUSTOMER, "state": state}]}
    )


async def disconnect(request: Request) -> Response:
    """The customer is with the AI agent again; whatever people write later is refused, and they see that."""
    entered = await _by_token(request)
    thread = await entered.thread(request.path_params["conversation"])
    if request.path_params["participant"] != CUSTOMER:
        raise NotFound("there is no such participant")
    if (await read_json(request, dict, LONGEST)).get("state") != "disconnected":
        raise Invalid('state: only "disconnected" can be set', field="state")
    await channel_turns.over_there(entered.env, thread, "disconnected")
    return JSONResponse({}, 202)


# ---- that people are done --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Topics:
    """line -> conversations that it wants to hear of the end of. In this process alone: a bot asks anew when it comes
    back, and how a customer gets back stands in the words as well."""

    of: dict[str, set[str]] = field(default_factory=dict)

    def add(self, line: str, conversation: str) -> None:
        wanted = self.of.setdefault(line, set())
        if len(wanted) < MOST_TOPICS:
            wanted.add(conversation)


def _topics(connection: HTTPConnection) -> Topics:
    topics: Topics = connection.app.state.genesys
    return topics


async def open_line(request: Request) -> Response:
    entered, settings = await _by_token(request), segue_of(request).settings
    claims = {"channel": entered.channel.name, "line": secrets.token_urlsafe(9)}
    made = await request.app.state.identity.signer.sign(entered.workspace, SOCKET, claims, LINE_LASTS)
    address = settings.url.replace("http", "ws", 1)
    return JSONResponse({"id": claims["line"], "connectUri": f"{address}{AT}/api/v2/notifications/line?t={made}"})


async def subscribe(request: Request) -> Response:
    entered = await _by_token(request)
    wanted = await read_json(request, list, LONGEST)
    for one in wanted:
        topic = text(part(one).get("id"))
        if topic.startswith(TOPIC) and topic.endswith(ENDED):
            thread = await entered.thread(topic[len(TOPIC) : -len(ENDED)])
            _topics(request).add(request.path_params["line"], thread.conversation)
    return JSONResponse({"entities": wanted})


async def notify(socket: WebSocket) -> None:
    """Looked at when something changes in the workspace, and now and then."""
    await socket.accept()
    given = socket.query_params.get("t", "")
    try:
        entered = await _entered(socket, given, SOCKET)
        _, claims, _ = await socket.app.state.identity.signer.read(given, SOCKET)
    except NotSignedIn as error:
        await socket.close(4403, error.message[:120])
        return
    line = text(claims.get("line"))
    try:
        await until_one_ends(socket, _tell(socket, entered, line), _listen(socket))
    finally:
        _topics(socket).of.pop(line, None)


async def _tell(socket: WebSocket, entered: Entered, line: str) -> None:
    wanted = _topics(socket).of.setdefault(line, set())
    with entered.env.bell.listen(entered.env.bell.workspace(entered.workspace)) as listener:
        while True:
            for one in sorted(wanted):
                if await _is_done(entered, one):
                    wanted.discard(one)
                    await socket.send_json({"topicName": f"{TOPIC}{one}{ENDED}", "version": "2", "eventBody": {}})
            listener.event.clear()
            try:
                await asyncio.wait_for(listener.event.wait(), TICK_S)
            except TimeoutError:
                await socket.send_json(
                    {"topicName": "channel.metadata", "eventBody": {"message": "WebSocket Heartbeat"}}
                )


async def _is_done(entered: Entered, conversation: str) -> bool:
    loaded = await entered.env.store.read(LoadConversation(entered.workspace, conversation))
    return loaded is None or loaded.handoff is None


async def _listen(socket: WebSocket) -> None:
    while True:
        message: Mapping[str, Any] = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))


def _route(method: str, path: str, endpoint: Any, summary: str, **more: Any) -> Route:
    # a token by the channel's secret decides
    whole = f"{AT}{path}"
    return Route(method=method, path=whole, endpoint=endpoint, access=OPEN, summary=summary, hot=method != "WS", **more)


_MESSAGES, _LINES = "/api/v2/conversations/messages", "/api/v2/notifications/channels"
ROUTES = (
    _route("POST", "/oauth/token", token, "A relay bot gets a token, by its secret", raw=Raw(MOST_BYTES, FORM_S)),
    _route("POST", f"{_MESSAGES}/{{integration}}/inbound/open/message", inbound, "A relay bot brings a message"),
    _route("GET", f"{_MESSAGES}/{{conversation}}", conversation, "A relay bot asks who is in a conversation"),
    _route(
        *("PATCH", f"{_MESSAGES}/{{conversation}}/participants/{{participant}}", disconnect),
        "A relay bot's customer has left the people",
        status=202,
    ),
    _route("POST", _LINES, open_line, "A relay bot gets an address for notifications"),
    _route("POST", f"{_LINES}/{{line}}/subscriptions", subscribe, "A relay bot asks to be told when people are done"),
    _route("WS", "/api/v2/notifications/line", notify, "A relay bot is told when people are done"),
)
