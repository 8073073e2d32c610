"""The smallest adapter that hands Segue's conversations to a helpdesk: here, to a dictionary in memory.

    pip install aiohttp standardwebhooks
    SEGUE_HUB_SECRET=… python adapter.py            # listens on 127.0.0.1:8095
    segue hub verify http://127.0.0.1:8095/segue --secret …

Where a line says "helpdesk", call yours. Keep `taken` and `conversations` in a database: an answer that was given must
be given again after a restart, too.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

AGENT = {"id": "agent-1", "name": "Ana"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "joined": {"agent": AGENT},
    "message": {"agent": AGENT, "text": "Hello, Ana here. One moment. 👋"},
    "typing": {"agent": AGENT},
    "queue": {"place": 2, "wait_s": 60},
    "transferred": {"to": "Billing"},
    "resolved": {"disposition": "refunded"},
    "reopened": {},
    "rated": {"score": 5},
    "labelled": {"agent": AGENT, "label": "right"},
    "failed": {"about": "none", "why": "the customer's line is closed"},
    "returned": {"agent": AGENT, "note": "The refund is booked."},
    "ended": {"agent": AGENT, "by": "agent"},
}


@dataclass
class Conversation:
    webhook: str
    seen: list[str] = field(default_factory=list)
    over: bool = False
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)


class Adapter:
    """retry_s: between tries of what Segue did not take."""

    def __init__(self, secret: str, retry_s: float = 1.0) -> None:
        self._signer, self._retry_s = Webhook(secret), retry_s
        self.conversations: dict[str, Conversation] = {}
        self.taken: dict[str, dict[str, Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def segue(self, request: web.Request) -> web.Response:
        """Verify the bytes, answer what was answered before, else do it once."""
        body = await request.read()
        try:
            event = self._signer.verify(body, dict(request.headers))
        except WebhookVerificationError:
            return web.json_response({"error": "not signed as it should be"}, status=401)
        except ValueError:
            return web.json_response({"error": "not JSON"}, status=400)
        id_ = request.headers["webhook-id"]
        if id_ not in self.taken:
            answer = self._take(event)
            if isinstance(answer, int):
                return web.json_response({}, status=answer)
            self.taken[id_] = answer
        return web.json_response(self.taken[id_])

    def _take(self, event: dict[str, Any]) -> dict[str, Any] | int:
        """What is answered with 200, or another status."""
        if event.get("type") == "ping":
            return {"name": "example adapter"}
        if event.get("type") in {"handoff.started", "ticket.created"}:
            data, ref = event["data"], uuid4().hex
            said = "\n".join(f"{line['who']}: {line['text']}" for line in data["transcript"])
            shown = f"{data['urgency'].upper()} · {data['subject']}\n\n{data['briefing']}\n\n{said}"
            self.conversations[ref] = Conversation(data["webhook"], [shown])  # helpdesk: open it, urgency first
            return {"ref": ref}
        conversation = self.conversations.get(event.get("ref", ""))
        if conversation is None or (conversation.over and event["type"] != "please"):
            return 409
        if event["type"] == "please":
            return self._please(event["ref"], conversation, event["data"]["event"])
        do = _DO.get(event["type"])
        if do:  # what a later version of Segue sends, and we do not know, is taken and left alone
            do(conversation, event["data"])
        return {}

    def _please(self, ref: str, conversation: Conversation, event: str) -> dict[str, Any] | int:
        """For `segue hub verify` alone: leave it out of what goes into service."""
        if event == "seen":
            return {"seen": list(conversation.seen)}
        if event not in EXAMPLES:
            return 501
        self.tell(ref, event, EXAMPLES[event])
        return {}

    def tell(self, ref: str, type_: str, data: dict[str, Any]) -> None:
        """Call it when your people do something. One after the other for each conversation, each until it is taken."""
        conversation, id_ = self.conversations[ref], f"evt_{uuid4().hex}"
        at = datetime.now(UTC).isoformat()
        body = json.dumps({"type": type_, "ref": ref, "at": at, "data": data}, ensure_ascii=False)
        task = asyncio.create_task(self._send(conversation, id_, body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, conversation: Conversation, id_: str, body: str) -> None:
        async with conversation.sending, ClientSession(timeout=ClientTimeout(total=10)) as session:
            while True:
                now = datetime.now(UTC)
                headers = {"webhook-id": id_, "webhook-timestamp": str(int(now.timestamp()))}
                headers |= {"webhook-signature": self._signer.sign(id_, now, body), "content-type": "application/json"}
                with suppress(ClientError, TimeoutError):
                    async with session.post(conversation.webhook, data=body.encode(), headers=headers) as response:
                        if response.status < 300 or response.status in {400, 422}:  # taken, or never will be
                            return
                await asyncio.sleep(self._retry_s)

    async def stop(self, app: web.Application) -> None:
        for task in self._tasks:
            task.cancel()


def _customer(conversation: Conversation, data: dict[str, Any]) -> None:
    links = [f"{one['name']}: {one['url']}" for one in data["files"]]
    conversation.seen.append("\n".join([data["text"], *links]).strip())  # helpdesk: a message of the customer


def _note(conversation: Conversation, data: dict[str, Any]) -> None:
    conversation.seen.append(f"[{data['name'] or data['who']}] {data['text']}")  # helpdesk: an internal note


def _ended(conversation: Conversation, data: dict[str, Any]) -> None:
    conversation.over = True  # helpdesk: close it


def _ticket(conversation: Conversation, data: dict[str, Any]) -> None:
    (_customer if data["who"] == "customer" else _note)(conversation, data)
    conversation.over = data["closed"]


_DO: dict[str, Callable[[Conversation, dict[str, Any]], None]] = {
    "message.customer": _customer,
    "note": _note,
    "handoff.ended": _ended,
    "ticket.updated": _ticket,
}


def application(secret: str, retry_s: float = 1.0) -> web.Application:
    adapter = Adapter(secret, retry_s)
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_post("/segue", adapter.segue)
    app.on_shutdown.append(adapter.stop)
    return app


if __name__ == "__main__":
    web.run_app(application(os.environ["SEGUE_HUB_SECRET"]), host="127.0.0.1", port=8095)
