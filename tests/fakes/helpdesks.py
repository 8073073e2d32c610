"""Intercom and Zendesk as a test plays them: a conversation that keeps the notes that are added, and their webhooks."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET = "shh"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ADMIN = {"type": "admin", "id": "814860", "name": "Segue", "email": "segue@shop.example"}
TEAMMATE = {"type": "admin", "id": "274", "name": "Ana", "email": "ana@shop.example"}
CUSTOMER = {"type": "user", "id": "5ba682d23d7cf92bef87bfd4", "name": "Maria", "email": "maria@shop.example"}
BOT = {"type": "bot", "id": "275", "name": "Operator", "email": "operator@shop.example"}


@dataclass
class Intercom:
    """One conversation. fails: answers that are given instead, one by one, after the call was done if `late`."""

    id: str = "123"
    said: list[dict[str, Any]] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    late: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)  # by a call
    kind: str = "intercom"

    def customer(self, words: str, author: Any = CUSTOMER) -> None:
        self._add(f"<p>{words}</p>", author, "comment")

    def human(self, words: str) -> None:
        self._add(f"<p>{words}</p>", TEAMMATE, "comment")

    def bot(self, words: str) -> None:
        self._add(f"<p>{words}</p>", BOT, "comment")

    @property
    def notes(self) -> list[str]:
        return [one["body"] for one in self.said if one["part_type"] == "note"]

    def _add(self, body: str, author: Any, part_type: str) -> None:
        at = int(NOW.timestamp()) + len(self.said)
        part = {"type": "conversation_part", "id": str(1000 + len(self.said)), "part_type": part_type, "body": body}
        self.said.append({**part, "created_at": at, "updated_at": at, "author": author})

    @property
    def whole(self) -> dict[str, Any]:
        source = {"type": "conversation", "id": "9", "delivered_as": "customer_initiated", "subject": "", "body": ""}
        listed = {"type": "conversation_part.list", "conversation_parts": self.said, "total_count": len(self.said)}
        at = int(NOW.timestamp())
        return {
            "type": "conversation",
            "id": self.id,
            "created_at": at,
            "updated_at": max((one.get("updated_at", at) for one in self.said), default=at),
            "source": {**source, "author": CUSTOMER},
            "conversation_parts": listed,
        }

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/conversations/search":
            return self._search(json.loads(asked.body))
        adds = asked.method == "POST"
        assert asked.path == f"/conversations/{self.id}" + ("/reply" if adds else "")
        if adds:
            return _answered(self, lambda: self._reply(json.loads(asked.body)))
        return Said(self.whole)

    def _search(self, body: Any) -> Said:
        """What changed: on the first page something that is no conversation, on the second the conversation."""
        (query,) = body["query"]["value"]
        assert (query["field"], query["operator"], body["query"]["operator"]) == ("updated_at", ">", "AND")
        pages = {"type": "pages", "per_page": 1, "total_pages": 2}
        listed = [{name: value for name, value in self.whole.items() if name != "conversation_parts"}]
        if not body["pagination"].get("starting_after"):
            listed, pages["next"] = [{**listed[0], "id": "no id!"}], {"per_page": 1, "starting_after": "Wz1"}
        changed = [one for one in listed if one["updated_at"] > int(query["value"])]
        return _answered(self, lambda: Said({"type": "conversation.list", "pages": pages, "conversations": changed}))

    def _reply(self, body: Any) -> Said:
        self._add(body["body"], ADMIN, body["message_type"])
        return Said(self.whole)

    def wrote(self, id_: str = "notif_1", topic: str = "conversation.user.replied", **more: Any) -> Webhook:
        told = {"type": "notification_event", "topic": topic, "id": id_, "app_id": "abc", **more}
        return intercom_webhook({"data": {"type": "notification_event_data", "item": self.whole}, **told})


def intercom_webhook(told: Any, secret: str = SECRET, at: datetime = NOW) -> Webhook:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
    return Webhook({"content-type": "application/json", "x-hub-signature": f"sha1={signature}"}, body, at)


@dataclass
class Zendesk:
    """One ticket. fails, late: as of Intercom."""

    id: str = "35436"
    said: list[dict[str, Any]] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    late: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)  # by a call
    kind: str = "zendesk"

    def customer(self, words: str) -> None:
        self._add(words, 77, public=True)

    def human(self, words: str) -> None:
        self._add(words, 8, public=True)

    def bot(self, words: str) -> None:
        """Zendesk tells no bot from its agents here."""

    @property
    def notes(self) -> list[str]:
        return [one["html_body"] for one in self.said if not one["public"]]

    def _add(self, words: str, author: int, *, public: bool) -> None:
        plain = re.sub(r"<[^>]*>", " ", words)
        comment = {"id": 1000 + len(self.said), "type": "Comment", "author_id": author, "public": public}
        at = f"2026-11-21T09:00:{len(self.said):02d}Z"
        self.said.append({**comment, "body": plain, "html_body": words, "plain_body": plain, "created_at": at})

    def answer(self, asked: Asked) -> Said:
        if asked.method == "PUT":
            assert asked.path == f"/api/v2/tickets/{self.id}"
            return _answered(self, lambda: self._update(json.loads(asked.body)))
        if asked.path == "/api/v2/search/export":
            return self._search(asked)
        assert asked.path == f"/api/v2/tickets/{self.id}/comments"
        assert asked.query["sort_order"] == "desc"
        users = [{"id": 77, "name": "Maria", "role": "end-user"}, {"id": 8, "name": "Ana", "role": "agent"}]
        return Said({"comments": self.said[::-1][:100], "users": users})

    def _search(self, asked: Asked) -> Said:
        """Likewise."""
        assert asked.query["filter[type]"] == "ticket"
        since = asked.query["query"].removeprefix("updated>=")
        ticket = {"id": int(self.id), "updated_at": max((one["created_at"] for one in self.said), default="")}
        first = "page[after]" not in asked.query
        listed = [{**ticket, "id": "none"}] if first else [ticket]
        changed = [one for one in listed if one["updated_at"] >= since]
        meta = {"has_more": first, "after_cursor": "xxx" if first else ""}
        return _answered(self, lambda: Said({"results": changed, "meta": meta, "facets": None}))

    def _update(self, body: Any) -> Said:
        comment = body["ticket"]["comment"]
        self._add(comment["html_body"], 8, public=comment["public"])
        return Said({"ticket": {"id": int(self.id)}, "audit": {"id": 1}})

    def wrote(self, id_: str = "1", **more: Any) -> Webhook:
        return zendesk_webhook({"ticket": self.id, **more}, dated=f"2026-11-21T09:00:0{int(id_[-1:])}Z")


def zendesk_webhook(told: Any, secret: str = SECRET, dated: str = "2026-11-21T09:00:00Z") -> Webhook:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    digest = hmac.new(secret.encode(), dated.encode() + body, hashlib.sha256).digest()
    headers = {
        "content-type": "application/json",
        "x-zendesk-webhook-signature": base64.b64encode(digest).decode(),
        "x-zendesk-webhook-signature-timestamp": dated,
    }
    return Webhook(headers, body, NOW)


def _answered(helpdesk: Intercom | Zendesk, act: Any) -> Said:
    helpdesk.changed.set()
    if not helpdesk.fails:
        return Said(act().body)
    status = helpdesk.fails.pop(0)
    if helpdesk.late:
        act()
    return Said(status=status, headers={"Retry-After": "90"} if status == 429 else {})
