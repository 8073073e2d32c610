"""The shop's bot: a receiver of signed webhooks that answers over HTTP with a key of its own, as any bot would.

It runs in the server's process for convenience only; it knows Segue's address and its key, and nothing of its inside.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import structlog
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.requests import Request
from starlette.responses import Response

from segue.demo.knowledge import Knowledge, of_the_shop
from segue.signed_webhook import signing_secret

log = structlog.get_logger(__name__)
TRIES = 5
NOT_OURS_ANY_MORE = 409
NEEDS: Mapping[str, Mapping[str, type]] = {
    "message": {"epoch": int, "text": str},
    "assist": {"seq": int, "text": str},
    "handed_back": {"epoch": int, "packet": dict},
}
TOLD_ALREADY = frozenset({"ticketed", "emailed", "customer_left", "pointed_elsewhere"})
"""Outcomes after which Segue has said all there is to say, and may have asked something."""


class ShopBot:
    """pause: how long it seems to think. silent: conversations in which it hears and says nothing; "" is all."""

    def __init__(self, url: str, key: str, secret: str, *, pause: timedelta = timedelta(seconds=0.7)) -> None:
        self._url = url
        self._key = key
        self._signature = Webhook(signing_secret(secret))
        self._pause = pause
        self._knowledge: Knowledge = of_the_shop()
        self._answering: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self.silent: set[str] = set()

    async def __aenter__(self) -> ShopBot:
        self._session = aiohttp.ClientSession(self._url, headers={"authorization": f"Bearer {self._key}"})
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def receive(self, request: Request) -> Response:
        """The webhook: checked, acknowledged at once, answered in its own time."""
        try:
            event = self._signature.verify(await request.body(), dict(request.headers))
        except WebhookVerificationError:
            return Response(status_code=401)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        if not readable(event):
            return Response(status_code=400)
        task = asyncio.create_task(self._answer(request.headers["webhook-id"], event))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)
        return Response(status_code=204)

    async def idle(self) -> None:
        """Until everything heard so far is answered."""
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _answer(self, event_id: str, event: dict[str, Any]) -> None:
        conversation = event["conversation"]
        if self.silent & {"", conversation}:
            return
        if event["type"] == "assist":
            await self._help(event_id, event)
            return
        if event["type"] == "message":
            found = self._knowledge.answer(event["text"])
            message: dict[str, Any] = {"text": found.text, "confidence": found.confidence}
        elif event["type"] != "handed_back" or not to_be_greeted(event["packet"]):
            return
        else:
            message = {"text": welcome_back(event["packet"])}
        await self._post(f"/v1/conversations/{conversation}/typing", {"role": "automated_agent"})
        await asyncio.sleep(self._pause.total_seconds())
        message |= {"id": event_id, "role": "automated_agent", "epoch": event["epoch"]}
        await self._post(f"/v1/conversations/{conversation}/messages", message)

    async def _help(self, event_id: str, event: dict[str, Any]) -> None:
        """A human has the conversation: a draft for them, where it knows something, and not a word to the customer."""
        found = self._knowledge.answer(event["text"])
        if found.title:
            draft = {"id": event_id, "answers": event["seq"], "text": found.text, "sources": [{"title": found.title}]}
            await self._post(f"/v1/conversations/{event['conversation']}/drafts", draft)

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        """At least once; the event's id as the message's id makes a repetition harmless."""
        assert self._session is not None
        for again in range(TRIES):
            try:
                async with self._session.post(path, json=body) as response:
                    if response.status < 500 and response.status != 429:
                        if response.status >= 400 and response.status != NOT_OURS_ANY_MORE:
                            log.warning("answer refused", status=response.status, words=await response.text())
                        return
            except aiohttp.ClientError as error:
                log.warning("answer not delivered", error=type(error).__name__)
            await asyncio.sleep(0.2 * 2**again)


def to_be_greeted(packet: dict[str, Any]) -> bool:
    return packet.get("outcome") not in TOLD_ALREADY and bool(packet.get("open", True))


def readable(event: Any) -> bool:
    """Whether it has what its type needs; of types of a later version nothing is known."""
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        return False
    needs = {"conversation": str, **NEEDS.get(event["type"], {})}
    return all(isinstance(event.get(name), kind) for name, kind in needs.items())


def welcome_back(packet: dict[str, Any]) -> str:
    """The first words after a human: they show that nothing has to be told again."""
    said = [one["text"] for one in packet.get("messages", ()) if one.get("role") == "human_agent"]
    who = packet.get("agent_name") or "my colleague"
    words = packet.get("note") or (said[-1] if said else "")  # a bot with a model would read the note and not quote it
    if not words:
        return "I am back. How can I help you?"
    words = words if len(words) <= 160 else words[:159] + "…"
    return f"I am back, and I have read what {who} wrote: “{words}” Is there anything else?"
