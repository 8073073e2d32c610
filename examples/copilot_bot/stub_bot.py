"""A small agent over Direct Line 3.0 on this machine: Segue before a Copilot Studio agent, tried without an account.

    python examples/copilot_bot/stub_bot.py

It greets, asks for a human by `handoff.initiate` when somebody writes of a refund, and says so when it is told that
the customer is back.
"""

from __future__ import annotations

import sys
from typing import Any

from aiohttp import web

SECRET = "stub"  # noqa: S105 - of a bot that knows nothing
PORT = 8765
lines: dict[str, list[dict[str, Any]]] = {}


def says(text: str) -> dict[str, Any]:
    return {"type": "message", "text": text, "inputHint": "acceptingInput"}


def asks_human(line: list[dict[str, Any]]) -> dict[str, Any]:
    """As the Transfer conversation node of Copilot Studio does."""
    said = [one["text"] for one in line if one["type"] == "message" and one["from"]["id"] != "stub"]
    turns = [{key: one[key] for key in ("type", "text", "from")} for one in line if one["type"] == "message"]
    context = {
        "va_Scope": "agent",
        "va_LastTopic": "Refund",
        "va_Topics": ["Greeting", "Refund"],
        "va_LastPhrases": said[-1],
        "va_Phrases": said,
        "va_AgentMessage": "I may not grant refunds above 50.",
        "OrderNumber": "4711",
    }
    transcript = {"contentType": "application/json", "name": "Transcript", "content": {"activities": turns}}
    return {"type": "event", "name": "handoff.initiate", "value": context, "attachments": [transcript]}


def answers(activity: dict[str, Any], line: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if activity["type"] == "event" and activity.get("name") == "segue.handed_back":
        done = str(activity["value"].get("summary") or activity["value"].get("note") or "all is well")
        return [says(f"I am back. What was done: {done}")]
    if activity["type"] != "message":
        return []
    if "refund" in activity["text"].lower():
        return [says("Let me find somebody for that."), asks_human(line)]
    return [says(f"You said: {activity['text']}")]


def add(ref: str, activity: dict[str, Any]) -> str:
    id_ = f"{ref}|{len(lines[ref]):07d}"
    lines[ref].append({"id": id_, "channelId": "directline", "conversation": {"id": ref}, **activity})
    return id_


@web.middleware
async def authorised(request: web.Request, handler: Any) -> web.StreamResponse:
    if request.headers.get("Authorization") != f"Bearer {SECRET}":
        raise web.HTTPUnauthorized
    answer: web.StreamResponse = await handler(request)
    return answer


async def begin(request: web.Request) -> web.Response:
    ref = f"stub-{len(lines) + 1}"
    lines[ref] = []
    return web.json_response({"conversationId": ref, "token": SECRET, "expires_in": 1800}, status=201)


async def post(request: web.Request) -> web.Response:
    ref, activity = request.match_info["ref"], await request.json()
    if ref not in lines:
        raise web.HTTPNotFound
    id_ = add(ref, activity)
    for one in answers(activity, lines[ref]):
        add(ref, {**one, "from": {"id": "stub", "name": "Aria", "role": "bot"}})
    return web.json_response({"id": id_})


async def look(request: web.Request) -> web.Response:
    ref, after = request.match_info["ref"], int(request.query.get("watermark") or 0)
    if ref not in lines:
        raise web.HTTPNotFound
    return web.json_response({"activities": lines[ref][after:], "watermark": str(len(lines[ref]))})


def app() -> web.Application:
    made = web.Application(middlewares=[authorised])
    made.router.add_post("/v3/directline/conversations", begin)
    made.router.add_post("/v3/directline/conversations/{ref}/activities", post)
    made.router.add_get("/v3/directline/conversations/{ref}/activities", look)
    return made


if __name__ == "__main__":
    sys.stdout.write(f"Direct Line of the stub bot: http://127.0.0.1:{PORT}, secret: {SECRET}\n")
    web.run_app(app(), host="127.0.0.1", port=PORT, print=None)
