"""Direct Line 3.0 (`server/direct_line.py`) by HTTP, with its own words for errors.

Clients take 403 for a token to be renewed, 404 for the end of the conversation, and 5xx for "try again".
"""

from __future__ import annotations

import functools
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.channel_kinds.direct_line import KIND
from segue.channels.direct_line import LONGEST_CLIENT_ID, activity_id
from segue.domain.activities import Activity, activity
from segue.domain.attachments import MOST, File
from segue.domain.channels import Thread
from segue.domain.errors import Invalid, NotSignedIn, SegueError
from segue.domain.files import LARGEST_MB, MB
from segue.domain.text import checked_text, checked_value, cleaned_text
from segue.flows import files
from segue.server.direct_line import DirectLine, new_ref, user_of
from segue.server.direct_line_access import LASTS, STREAM, Entered, User, user_in
from segue.server.direct_line_stream import line_of, stream
from segue.server.gate import read_json
from segue.server.limits import Limit, Limits, client_address
from segue.server.route import OPEN, Raw, Route, segue_of
from segue.server.routes_files import UPLOAD_S, Places
from segue.server.routes_live import number_in

PREFIX = "/v3/directline"
LONGEST_ACTIVITY = 256 * 1024
_CODES: Mapping[int, str] = {400: "BadArgument", 403: "TokenExpired", 404: "BotConversationNotFound"}
Endpoint = Callable[[Request], Awaitable[Response]]


def spoken(endpoint: Endpoint) -> Endpoint:
    """Errors as Direct Line has them. What is wrong with a credential is 403, as clients wait for a new one then."""

    @functools.wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except SegueError as error:
            status = {401: 403, 422: 400, 409: 400}.get(error.status, error.status)
            wait = error.details.get("retry_after_s")
            headers = {"Retry-After": str(max(1, round(wait)))} if isinstance(wait, int | float) else {}
            code = _CODES.get(status, error.code)
            return JSONResponse({"error": {"code": code, "message": error.message}}, status, headers)

    return answered


async def _entered(request: Request) -> Entered:
    """Raises NotSignedIn, and NotAllowed for a page of an origin that the channel does not list."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not credential.strip():
        raise NotSignedIn("this needs a Direct Line token: Authorization: Bearer …")
    entered = await line_of(request).access.entered(credential.strip())
    entered.must_be_from(request.headers.get("origin", ""))
    return entered


async def _body(request: Request) -> dict[str, Any]:
    """An object; nothing at all is an empty one."""
    if not (await request.body()).strip():
        return {}
    return await read_json(request, dict, LONGEST_ACTIVITY)


@spoken
async def generate(request: Request) -> Response:
    entered = await _entered(request)
    if not entered.by_secret:
        raise NotSignedIn("a token is asked for with the channel's secret")
    user = user_in(await _body(request), known=True)
    return await _tokened(request, entered, new_ref(), user)


@spoken
async def refresh(request: Request) -> Response:
    entered = await _entered(request)
    if entered.by_secret:
        raise Invalid("a secret is not refreshed; ask for a token with it", field="authorization")
    return await _tokened(request, entered, entered.ref, entered.user)


async def _tokened(request: Request, entered: Entered, ref: str, user: User) -> Response:
    token = await line_of(request).access.token(entered, ref, user)
    return JSONResponse({"conversationId": ref, "token": token, "expires_in": int(LASTS.total_seconds())})


@spoken
async def start(request: Request) -> Response:
    """With a token: the conversation that it names, once; with the secret: another one each time."""
    entered, body, line = await _entered(request), await _body(request), line_of(request)
    user = entered.user if entered.user.known else user_in(body, known=entered.by_secret)
    thread, new = await line.open(entered, entered.ref or new_ref(), user, cleaned_text(body.get("locale"), 35))
    return await _standing(request, entered, thread, status=201 if new else 200, watermark="")


@spoken
async def reconnect(request: Request) -> Response:
    entered = await _entered(request)
    thread = await line_of(request).thread(entered, request.path_params["conversation"])
    watermark = request.query_params.get("watermark", "")
    return await _standing(request, entered, thread, status=200, watermark=watermark)


async def _standing(request: Request, entered: Entered, thread: Thread, *, status: int, watermark: str) -> Response:
    """With a fresh token, for the user that the conversation began with."""
    line, user = line_of(request), user_of(thread)
    at = number_in(watermark, 0)
    stream = await line.access.token(entered, thread.ref, user, STREAM)
    base = segue_of(request).settings.url.replace("http", "ws", 1)
    address = f"{base}{PREFIX}/conversations/{thread.ref}/stream?watermark={at}&t={stream}"
    return JSONResponse(
        {
            "conversationId": thread.ref,
            "token": await line.access.token(entered, thread.ref, user),
            "expires_in": int(LASTS.total_seconds()),
            "streamUrl": address,
            "referenceGrammarId": "",
        },
        status,
    )


@spoken
async def read(request: Request) -> Response:
    entered, line = await _entered(request), line_of(request)
    thread = await line.thread(entered, request.path_params["conversation"])
    found, at = await line.read(thread, number_in(request.query_params.get("watermark", ""), 0))
    return JSONResponse({"activities": found, "watermark": str(at)})


@spoken
async def post(request: Request) -> Response:
    """Stored before it is answered. What says nothing to anybody is answered, and passed over."""
    entered, line = await _entered(request), line_of(request)
    thread = await line.thread(entered, request.path_params["conversation"])
    one = activity(await _body(request), addressed=False)
    if one.type == "typing":
        line.types(thread)
    if one.type != "message":
        return JSONResponse({"id": _unkept(thread)})
    _count(request, entered, thread)
    return JSONResponse({"id": await _taken(line, entered, thread, one, [])})


def _count(request: Request, entered: Entered, thread: Thread) -> None:
    """Raises TooMany: a customer here writes no faster than one of the widget."""
    limits: Limits = request.app.state.limits
    limits.count(Limit.MESSAGE, f"{KIND.name}:{entered.workspace}:{entered.channel.name}:{thread.ref}")


async def _taken(line: DirectLine, entered: Entered, thread: Thread, one: Activity, kept: list[File]) -> str:
    checked_text(one.text, "text")
    linked = [File(each.name or "file", each.url, each.type) for each in one.attachments if each.url]
    if not (one.text.strip() or linked or kept):
        return _unkept(thread)
    thread = await line.called(thread, one.sender.id, one.sender.name)
    thread, position = await line.say(entered, thread, _mark(one), one.text, [*linked, *kept])
    return activity_id(thread.ref, position)


def _mark(one: Activity) -> str:
    """The client's own id of what it says; without one, a repetition cannot be told from a second message."""
    mark = one.channel_data.get("clientActivityID")
    return mark[:LONGEST_CLIENT_ID] if isinstance(mark, str) and mark.strip() else secrets.token_urlsafe(12)


def _unkept(thread: Thread) -> str:
    return f"{thread.ref}|{secrets.token_urlsafe(6)}"


@spoken
async def upload(request: Request) -> Response:
    """Files as the parts of a form, with the message that they go with as the part `activity`."""
    entered, line = await _entered(request), line_of(request)
    thread = await line.thread(entered, request.path_params["conversation"])
    _count(request, entered, thread)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Invalid("the body is no form; send files as parts of multipart/form-data", field="body")
    thread = await line.current(entered, thread)
    conversation = await line.conversation_of(thread)
    places: Places = request.app.state.uploads
    env, sender = segue_of(request).env, files.customer_as_sender(conversation)
    with places.one("" if entered.by_secret else client_address(request, segue_of(request).settings)):
        async with request.form(max_files=MOST + 1, max_fields=4) as form:
            parts = [one for one in form.multi_items() if isinstance(one[1], UploadFile)]
            said = await _activity_in(form.get("activity"))
            mark, kept = _mark(said), list[File]()
            for number, (field, part) in enumerate(parts):
                if field == "activity" or not isinstance(part, UploadFile):
                    continue
                given = files.Upload(part.filename or "file", f"{mark}:{number}", part.size, _content(part))
                kept.append(File(file=(await files.receive_file(env, conversation, sender, given)).id))
    if not kept:
        raise Invalid("the body has no file; send them as parts of a form", field="body")
    return JSONResponse({"id": await _taken(line, entered, thread, said, kept)})


async def _activity_in(part: Any) -> Activity:
    raw = (await part.read(LONGEST_ACTIVITY)).decode("utf-8", "replace") if isinstance(part, UploadFile) else part
    if not raw:
        return activity({"type": "message"}, addressed=False)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise Invalid("activity: this part is not JSON", field="activity") from None
    return activity(checked_value(value, LONGEST_ACTIVITY), addressed=False)


async def _content(part: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await part.read(64 * 1024):
        yield chunk


@spoken
async def session(request: Request) -> Response:
    """Clients ask for it; nothing here needs one."""
    await _entered(request)
    return JSONResponse({"sessionId": secrets.token_urlsafe(12)})


def _route(method: str, path: str, endpoint: Any, summary: str, **more: Any) -> Route:
    # the channel's secret, or a token that was made with it, decides: server/direct_line.py
    whole = f"{PREFIX}{path}"
    return Route(method=method, path=whole, endpoint=endpoint, access=OPEN, summary=summary, hot=method != "WS", **more)


_ONE = "/conversations/{conversation}"
ROUTES = (
    _route("POST", "/tokens/generate", generate, "Direct Line: a token for one conversation, with the secret"),
    _route("POST", "/tokens/refresh", refresh, "Direct Line: a token that lasts longer"),
    _route("POST", "/conversations", start, "Direct Line: the conversation begins", status=201),
    _route("GET", _ONE, reconnect, "Direct Line: a new address of the stream"),
    _route("GET", f"{_ONE}/activities", read, "Direct Line: activities after a watermark"),
    _route("POST", f"{_ONE}/activities", post, "Direct Line: the customer says something"),
    _route(
        *("POST", f"{_ONE}/upload", upload, "Direct Line: files, with a message"),
        raw=Raw(LARGEST_MB * MB, UPLOAD_S),
    ),
    _route("GET", "/session/getsessionid", session, "Direct Line: a session id, which nothing here needs"),
    _route("WS", f"{_ONE}/stream", stream, "Direct Line: activities as they come"),
)
