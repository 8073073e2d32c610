"""docs/adding-a-hub.md: its worked example is a hub that opens, sends once, and reads what is told."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fakes.hub_openings import OPENING, KeptSteps, case_of, customer_says
from fakes.vendor import Asked, Said, calling, played
from segue import answers, calls, signatures, told
from segue.domain import hubs as domain
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubSettings, What
from segue.hubs import base, texts
from segue.ports import hubs as ports
from segue.ports.hubs import Webhook
from segue.ports.listeners import DeliveryFailed

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-hub.md").read_text("utf-8")
SECRET = "a-signing-key-of-acme"
ROOMS = (answers, domain, ports, base, calls, texts, told)


def example() -> Any:
    """The class of the page, made of its blocks of code as they stand there."""
    names: dict[str, Any] = {name: thing for room in ROOMS for name, thing in vars(room).items()}
    names |= {"signatures": signatures, "Mapping": Mapping, "Any": Any, "Invalid": Invalid}
    code = "from __future__ import annotations\n" + "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
    exec(compile(code, "adding-a-hub.md", "exec"), names)
    return names["AcmeDeskHub"]


class Acme:
    """Acme Desk, played: `lose` lets the answer to the next POST be lost."""

    def __init__(self) -> None:
        self.chats: dict[str, str] = {}  # external id -> id
        self.messages: list[dict[str, str]] = []
        self.lose = False

    def answer(self, asked: Asked) -> Said:
        if asked.method == "GET" and asked.path.endswith("/messages"):
            return Said({"messages": [one for one in self.messages if int(one["id"]) > int(asked.query["after"] or 0)]})
        if asked.method == "GET":
            id_ = self.chats.get(asked.query["external_id"])
            return Said({"chats": [{"id": id_}] if id_ else []})
        body = json.loads(asked.body)
        id_ = str(len(self.messages) + 100)
        if asked.path.endswith("/messages"):
            self.messages.append({"id": id_, "text": body["text"]})
        else:
            id_ = self.chats.setdefault(body["external_id"], "7")
        lost, self.lose = self.lose, False
        return Said({}, 500) if lost else Said({"id": id_})


@asynccontextmanager
async def reached(acme: Acme) -> AsyncIterator[Any]:
    settings = HubSettings("acme", "acme_desk", {"account": "shop"}, {"secret": "a", "webhook_secret": "b"})
    async with played(acme.answer) as vendor, calling() as outbound:
        reach = calls.Reach(outbound, None, at=vendor.at)  # type: ignore[arg-type]  # it has no streams
        yield example()(settings, {"secret": "key", "webhook_secret": SECRET}, reach)


def webhook(event: Any, secret: str = SECRET) -> Webhook:
    body = json.dumps(event).encode()
    signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Webhook({"x-acme-signature": signed}, body, datetime.now(UTC))


async def test_what_was_lost_on_the_way_is_found_and_made_once() -> None:
    acme, steps = Acme(), KeptSteps()
    async with reached(acme) as hub:
        acme.lose = True
        with pytest.raises(DeliveryFailed):
            await hub.open(OPENING, steps)
        opened = await hub.open(OPENING, steps)
        assert (opened.ref, acme.chats) == ("7", {OPENING.id: "7"})
        shown = "\n".join(one["text"] for one in acme.messages)
        assert all(line.text in shown for line in OPENING.transcript)

        before = len(acme.messages)
        for _ in range(2):  # the same words twice are two messages
            again = KeptSteps(steps.state)
            acme.lose = True
            with pytest.raises(DeliveryFailed):
                await hub.deliver(case_of(opened, CaseKind.LIVE), customer_says("hello"), again)
            await hub.deliver(case_of(opened, CaseKind.LIVE), customer_says("hello"), again)
            steps = again
        assert [one["text"] for one in acme.messages[before:]] == ["hello", "hello"]


async def test_what_is_told_is_verified_and_read() -> None:
    message = {"event": "agent.message", "chat_id": 7, "message": {"id": 9, "text": "Hello"}, "agent": {"id": 3}}
    async with reached(Acme()) as hub:
        hub.verify(webhook(message))
        with pytest.raises(NotSignedIn):
            hub.verify(webhook(message, "another"))
        (read,) = hub.read(webhook(message))
        assert (read.what, read.id, read.ref, read.text, read.agent) == (What.MESSAGE, "message/9", "7", "Hello", "3")
        assert hub.read(webhook({**message, "sent_by_api": True})) == ()
        assert hub.read(webhook({"event": "chat.closed", "chat_id": 7}))[0].what is What.ENDED
        for odd in ([], {"event": "agent.message"}, {**message, "chat_id": "../7"}):
            with pytest.raises(Invalid):
                hub.read(webhook(odd))
