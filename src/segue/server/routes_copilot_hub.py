"""The live chat that Microsoft's skill calls, unchanged: `/api/chat/start`, `receive` and `end`.

The skill sends no credential, so the address that it is given holds the key: `LiveChatSettings:BaseUrl` is
`https://HOST/with/KEY`. Whoever can set a header calls `/api/chat/…` with `Authorization: Bearer KEY`.
"""

from __future__ import annotations

import functools
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.channels.copilot_hub import OVER, CopilotHubChannel
from segue.domain.errors import Invalid, NotSignedIn, SegueError
from segue.domain.text import cleaned_text
from segue.flows import channel_turns
from segue.flows.channel_turns import Wanted
from segue.flows.env import Env
from segue.flows.threads import begin, change_thread, thread_of
from segue.server.gate import read_json
from segue.server.route import OPEN, Route, segue_of

LONGEST = 64 * 1024
SYSTEM = "system"
"""Sender of what the skill itself says, such as that the customer has left."""
Endpoint = Callable[[Request], Awaitable[Response]]


def spoken(endpoint: Endpoint) -> Endpoint:
    """Errors in the skill's words: `{"error": …}`."""

    @functools.wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except SegueError as error:
            status = 400 if error.status == 422 else error.status
            return JSONResponse({"error": error.message}, status)

    return answered


async def _entered(request: Request) -> tuple[Env, str, CopilotHubChannel]:
    """Raises NotSignedIn."""
    env: Env = segue_of(request).env
    bearer = request.headers.get("authorization", "").partition(" ")[2].strip()
    key = request.path_params.get("key") or bearer
    for workspace in await env.policies.served() if key else ():
        policy = (await env.policies.active(workspace)).policy
        for settings in policy.channels.values():
            if settings.kind != CopilotHubChannel.kind.name:
                continue
            channel = cast("CopilotHubChannel", env.channels.channel(workspace, settings))
            if channel.is_key(key):
                return env, workspace, channel
    raise NotSignedIn("this needs the key of the channel: in the address, or as Authorization: Bearer …")


async def _body(request: Request) -> dict[str, Any]:
    if not (await request.body()).strip():
        return {}
    return await read_json(request, dict, LONGEST)


def _text(body: dict[str, Any], name: str) -> str:
    """By its name in any capitals, as the skill's own framework reads it."""
    found = next((value for key, value in body.items() if key.lower() == name.lower()), "")
    if not isinstance(found, str):
        raise Invalid(f"{name}: a text is expected here", field=name)
    return cleaned_text(found, LONGEST)


@spoken
async def start(request: Request) -> Response:
    """The skill says nothing of whom it is about; people learn that from what the customer writes next."""
    env, workspace, channel = await _entered(request)
    thread = await begin(env, workspace, channel, secrets.token_urlsafe(18), state={})
    await channel_turns.hand_over(env, thread, Wanted("start", reason="customer_asked"))
    return JSONResponse({"conversationId": thread.ref})


@spoken
async def receive(request: Request) -> Response:
    """Raises NotFound for a conversation that is not known: words that go nowhere are no success."""
    env, workspace, channel = await _entered(request)
    body = await _body(request)
    text = _text(body, "message")
    if not text.strip():
        raise Invalid("message: is empty; send what the customer wrote", field="message")
    thread = await thread_of(env, workspace, channel.name, _text(body, "conversationId"))
    turn = f"chat:{request.headers.get('idempotency-key', '')[:100] or secrets.token_urlsafe(12)}"
    if _text(body, "sender").lower() == SYSTEM:  # not the customer's words: `end` follows
        return JSONResponse({"message": "Message noted", "messageId": turn})
    thread = await channel_turns.here_again(env, thread, channel, turn)
    await channel_turns.customer_said(env, thread, turn, text)
    await channel_turns.with_people(env, thread, turn)
    return JSONResponse({"message": "Message received", "messageId": turn})


@spoken
async def finish(request: Request) -> Response:
    """The customer is with the AI agent again: at once, and whatever people write here later is refused. Nothing more
    is said to them here, in the middle of what the AI agent says."""
    env, workspace, channel = await _entered(request)
    thread = await thread_of(env, workspace, channel.name, _text(await _body(request), "conversationId"))
    await change_thread(env, thread, lambda one: replace(one, state={**one.state, OVER: True}))
    await channel_turns.over_there(env, thread, "end")
    return JSONResponse({"message": "Conversation ended"})


def _both(verb: str, endpoint: Any, summary: str) -> tuple[Route, Route]:
    """At the fixed address, and with the key in the address."""
    paths = (f"/api/chat/{verb}", f"/with/{{key}}/api/chat/{verb}")
    # the channel's key decides
    one, other = (
        Route(method="POST", path=p, endpoint=endpoint, access=OPEN, summary=summary, hot=True) for p in paths
    )
    return one, other


ROUTES = (
    *_both("start", start, "Microsoft's live-agent skill begins a chat with people"),
    *_both("receive", receive, "Microsoft's live-agent skill brings what the customer wrote"),
    *_both("end", finish, "Microsoft's live-agent skill ends the chat with people"),
)
