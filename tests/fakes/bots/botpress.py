"""Botpress's Chat API: users with keys, conversations that are theirs, messages with the newest first, events."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from fakes.bots import Buttons, Over, Played, Reply, Wish
from fakes.vendor import Asked, Said


class PlayedBotpress(Played):
    kind = "botpress"
    settings: ClassVar = {"url": "BASE", "webhook_id": "abc-123"}
    secrets: ClassVar = {}

    def __init__(self) -> None:
        super().__init__()
        self.talks: dict[str, tuple[str, list[dict[str, Any]]]] = {}  # conversation -> its user, messages
        self.users = 0
        self.said = 0

    def is_turn(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path in {"/abc-123/messages", "/abc-123/events"}

    def do(self, asked: Asked) -> Said:
        path, body = asked.path.removeprefix("/abc-123"), json.loads(asked.body or b"null")
        if path == "/users":
            self.users += 1
            return Said({"user": {"id": f"user-{self.users}"}, "key": f"key-{self.users}"}, 201)
        user = asked.headers.get("x-user-key", "").replace("key", "user")
        if path == "/conversations":
            ref = f"conv-{len(self.talks) + 1}"
            self.talks[ref] = (user, [])
            return Said({"conversation": {"id": ref}}, 201)
        ref = path.split("/")[2] if asked.method == "GET" else body["conversationId"]
        if ref not in self.talks or self.talks[ref][0] != user:
            return Said({"code": 403, "type": "Forbidden"}, 403)
        if asked.method == "GET":
            return self._page(ref, int(asked.query.get("nextToken") or 0))
        return self._takes(ref, user, path, body["payload"])

    def _page(self, ref: str, after: int) -> Said:
        """In small pages, so that more than one has to be read."""
        newest = list(reversed(self.talks[ref][1]))
        meta = {"nextToken": str(after + 3)} if len(newest) > after + 3 else {}
        return Said({"messages": newest[after : after + 3], "meta": meta})

    def _takes(self, ref: str, user: str, path: str, payload: dict[str, Any]) -> Said:
        if path == "/events":
            assert payload["type"] == "segue_handed_back"
            replies = self.is_told(payload["summary"])
        else:
            self._add(ref, user, payload)
            replies = self.takes(ref, payload["text"])
        for one in replies:
            if not isinstance(one, Over):
                self._add(ref, "bot", _payload(one))
        return Said({"message" if path == "/messages" else "event": {"id": f"x{self.said}"}}, 201)

    def _add(self, ref: str, user: str, payload: dict[str, Any]) -> None:
        self.said += 1
        at = f"2026-03-04T09:00:00.{self.said:03d}Z"
        message = {"id": f"msg-{self.said}", "createdAt": at, "userId": user, "conversationId": ref, "payload": payload}
        self.talks[ref][1].append(message)


def _payload(reply: Reply) -> dict[str, Any]:
    if isinstance(reply, Wish):
        told = {"reason": reply.reason, "note": reply.note, "topic": reply.topic, "variables": reply.variables}
        return {"type": "text", "text": f"segue_handoff {json.dumps(told)}"}
    if isinstance(reply, Buttons):
        options = [{"label": label, "value": value} for label, value in reply.labels.items()]
        return {"type": "choice", "text": reply.text, "options": options}
    return {"type": "text", "text": str(reply)}
