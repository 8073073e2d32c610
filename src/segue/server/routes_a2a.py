"""Segue as an agent of A2A: the open agent cards, and an address for each channel that takes JSON-RPC."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from segue import __version__
from segue.channels.a2a.card import card, older_card
from segue.channels.a2a.dialects import DIALECTS, Dialect, Operation, dialect_of
from segue.channels.a2a.reading import history_length, named_context, named_task, read_sent
from segue.channels.a2a.task import ENDED, Task
from segue.domain.errors import Invalid, NotFound, Refused, SegueError, WrongType
from segue.server.a2a import Desk, NoSuchTask, NotCancelable, TaskIsOver, channel_named, channels_of, desk_of
from segue.server.gate import read_json
from segue.server.route import OPEN, Access, Route, caller_of, segue_of

Json = dict[str, Any]


class Unsupported(Refused):
    """reason: as the protocol names it."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Rpc(msgspec.Struct, forbid_unknown_fields=True):
    """A request of JSON-RPC 2.0."""

    method: str
    jsonrpc: str = ""
    id: str | int | None = None
    params: dict[str, Any] = {}


_DOMAIN = "a2a-protocol.org"
_CODES: Mapping[str, int] = {
    "TASK_NOT_FOUND": -32001,
    "TASK_NOT_CANCELABLE": -32002,
    "PUSH_NOTIFICATION_NOT_SUPPORTED": -32003,
    "UNSUPPORTED_OPERATION": -32004,
    "CONTENT_TYPE_NOT_SUPPORTED": -32005,
    "EXTENDED_AGENT_CARD_NOT_CONFIGURED": -32007,
    "VERSION_NOT_SUPPORTED": -32009,
    "INVALID_REQUEST": -32600,
    "METHOD_NOT_FOUND": -32601,
    "INVALID_PARAMS": -32602,
    "INTERNAL_ERROR": -32603,
}
"""Codes of JSON-RPC, by the reasons of A2A 1.0."""

_REASONS: tuple[tuple[type[SegueError], str], ...] = (
    (NoSuchTask, "TASK_NOT_FOUND"),
    (NotCancelable, "TASK_NOT_CANCELABLE"),
    (TaskIsOver, "UNSUPPORTED_OPERATION"),
    (WrongType, "CONTENT_TYPE_NOT_SUPPORTED"),
    (Invalid, "INVALID_PARAMS"),
    (NotFound, "TASK_NOT_FOUND"),
    (Refused, "UNSUPPORTED_OPERATION"),
)


# ---- the cards -------------------------------------------------------------------------------------------------------


async def newer_card_at_root(request: Request) -> Response:
    return await _first_card(request, card)


async def older_card_at_root(request: Request) -> Response:
    return await _first_card(request, older_card)


async def card_of_channel(request: Request) -> Response:
    return await _card(request, request.path_params["channel"], card)


async def _first_card(request: Request, write: Callable[..., Json]) -> Response:
    segue = segue_of(request)
    policy = (await segue.env.policies.active(segue.workspace)).policy
    found = channels_of(policy)
    if not found:
        raise NotFound("this server is no agent of A2A: its policy names no channel of the kind a2a")
    return await _card(request, found[0].name, write)


async def _card(request: Request, name: str, write: Callable[..., Json]) -> Response:
    segue = segue_of(request)
    channel = await channel_named(segue.env, segue.workspace, name)
    languages = (await segue.env.policies.active(segue.workspace)).policy.languages
    url = f"{segue.settings.url}/v1/a2a/{channel.name}"
    return JSONResponse(write(url, channel.title, __version__, tuple(languages)))


# ---- requests --------------------------------------------------------------------------------------------------------


async def rpc(request: Request) -> Response:
    """Errors of the protocol are answers of JSON-RPC; credential, rate and what is no request are told by HTTP."""
    asked = await read_json(request, Rpc)
    desk = await desk_of(segue_of(request).env, caller_of(request), request.path_params["channel"])
    try:
        dialect = _checked(asked, request.headers.get("a2a-version", ""))
        answer = await _answered(desk, dialect, asked)
    except SegueError as error:
        if error.status in {401, 403, 413, 429, 503}:
            raise
        return JSONResponse(_failed(asked, error))
    if isinstance(answer, dict):
        return JSONResponse(_succeeded(asked, answer))
    events = _stream(request, desk, dialect, asked, answer)
    return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _checked(asked: Rpc, version: str) -> Dialect:
    """Raises Unsupported."""
    if asked.jsonrpc != "2.0":
        raise Unsupported("INVALID_REQUEST", 'jsonrpc must be "2.0"')
    dialect = dialect_of(asked.method)
    if dialect is None:
        raise Unsupported("METHOD_NOT_FOUND", f"there is no such method; {', '.join(DIALECTS[0].methods)} are")
    if version and not any(version == one.version or version.startswith(f"{one.version}.") for one in DIALECTS):
        raise Unsupported("VERSION_NOT_SUPPORTED", f"this speaks {' and '.join(one.version for one in DIALECTS)}")
    return dialect


async def _answered(desk: Desk, dialect: Dialect, asked: Rpc) -> Json | Task:
    """What is answered; a task where a stream of it is wanted."""
    answer = _OPERATIONS[dialect.methods[asked.method]]
    return await answer(desk, dialect, asked.params)


async def _send(desk: Desk, dialect: Dialect, params: Json) -> Json:
    """At once: a person may take minutes, and a client would give up long before."""
    sent = read_sent(params)
    if sent.wants_push:
        raise Unsupported("PUSH_NOTIFICATION_NOT_SUPPORTED", _NO_PUSH)
    return dialect.sent(await desk.send(sent), sent.history)


async def _begin_stream(desk: Desk, _: Dialect, params: Json) -> Task:
    sent = read_sent(params)
    if sent.wants_push:
        raise Unsupported("PUSH_NOTIFICATION_NOT_SUPPORTED", _NO_PUSH)
    return await desk.send(sent)


async def _get(desk: Desk, dialect: Dialect, params: Json) -> Json:
    return dialect.task(await desk.task(named_task(params)), history_length(params))


async def _list(desk: Desk, dialect: Dialect, params: Json) -> Json:
    context = named_context(params)
    if not context:
        raise Unsupported("UNSUPPORTED_OPERATION", "tasks are listed of one context only: give contextId")
    task = await desk.newest(context)
    tasks = [dialect.task(task, history_length(params) or 0)] if task else []
    return {"tasks": tasks, "nextPageToken": "", "pageSize": len(tasks), "totalSize": len(tasks)}


async def _cancel(desk: Desk, dialect: Dialect, params: Json) -> Json:
    return dialect.task(await desk.cancel(named_task(params)))


async def _subscribe(desk: Desk, _: Dialect, params: Json) -> Task:
    task = await desk.task(named_task(params))
    if task.state in ENDED:
        raise TaskIsOver("this task is over: nothing follows; ask for it to see what came of it")
    return task


async def _no_push(_: Desk, __: Dialect, ___: Json) -> Json:
    raise Unsupported("PUSH_NOTIFICATION_NOT_SUPPORTED", _NO_PUSH)


async def _no_extended_card(_: Desk, __: Dialect, ___: Json) -> Json:
    raise Unsupported("EXTENDED_AGENT_CARD_NOT_CONFIGURED", "the open card says everything")


_NO_PUSH = "push notifications are not sent: stream, or ask for the task now and then"
_OPERATIONS: Mapping[Operation, Callable[[Desk, Dialect, Json], Awaitable[Json | Task]]] = {
    Operation.SEND: _send,
    Operation.STREAM: _begin_stream,
    Operation.GET: _get,
    Operation.LIST: _list,
    Operation.CANCEL: _cancel,
    Operation.SUBSCRIBE: _subscribe,
    Operation.PUSH: _no_push,
    Operation.EXTENDED_CARD: _no_extended_card,
}


async def _stream(request: Request, desk: Desk, dialect: Dialect, asked: Rpc, task: Task) -> AsyncIterator[bytes]:
    """First the task as it is, then what changes, until it is over or the credential no longer counts."""
    server, caller = request.app.state, caller_of(request)
    yield _event(_succeeded(asked, dialect.sent(task)))
    async for event in desk.follow(task, dialect):
        if event is not None:
            yield _event(_succeeded(asked, event))
        elif server.draining.begun or not await server.identity.still_valid(caller):
            return
        else:
            yield b": \n\n"


def _event(answer: Json) -> bytes:
    return b"data: " + msgspec.json.encode(answer, enc_hook=str) + b"\n\n"


def _succeeded(asked: Rpc, result: Json) -> Json:
    return {"jsonrpc": "2.0", "id": asked.id, "result": result}


def _failed(asked: Rpc, error: SegueError) -> Json:
    reason = error.reason if isinstance(error, Unsupported) else _reason_of(error)
    about = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": _DOMAIN}
    told = {"code": _CODES[reason], "message": error.message, "data": [about]}
    return {"jsonrpc": "2.0", "id": asked.id, "error": told}


def _reason_of(error: SegueError) -> str:
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "INTERNAL_ERROR")


ROUTES = (
    Route(
        method="GET",
        path="/.well-known/agent-card.json",
        endpoint=newer_card_at_root,
        access=OPEN,
        summary="The agent card of the first A2A channel (A2A 1.0)",
        hot=True,
    ),
    Route(
        method="GET",
        path="/.well-known/agent.json",
        endpoint=older_card_at_root,
        access=OPEN,
        summary="The same for A2A 0.3",
        hot=True,
    ),
    Route(
        method="GET",
        path="/v1/a2a/{channel}/agent-card.json",
        endpoint=card_of_channel,
        access=OPEN,
        summary="The agent card of one A2A channel",
        hot=True,
    ),
    Route(
        method="POST",
        path="/v1/a2a/{channel}",
        endpoint=rpc,
        access=Access(bot="handoff"),
        summary="JSON-RPC of A2A: another agent's customers come to people",
        hot=True,
        body=Rpc,
    ),
)
