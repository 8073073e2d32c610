"""A bot of Copilot Studio over Direct Line 3.0: activities in order with a watermark, its own and those that were sent.

The answer to a POST is its id alone; what the bot says to it is there at the next look, as in the real service.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from fakes.bots import Buttons, Over, Played, Reply, Wish
from fakes.vendor import Asked, Said

SECRET = "direct-line-secret"
TOKEN = "token-of-"


class PlayedDirectLine(Played):
    """statuses: what it heard of handoffs. looks: how often it was asked for its activities."""

    kind = "direct_line"
    settings: ClassVar = {"url": "BASE", "secret": "line_secret", "reports": "yes"}
    secrets: ClassVar = {"line_secret": SECRET}

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[dict[str, Any]]] = {}
        self.statuses: list[dict[str, Any]] = []
        self.spelling = "va_LastPhrases"
        self.wish_type = "event"
        self.looks = 0

    def is_turn(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/activities")

    def do(self, asked: Asked) -> Said:
        parts = asked.path.strip("/").split("/")
        if asked.path.endswith("/directline/token"):
            return Said({"token": f"{TOKEN}start", "expires_in": 1800, "conversationId": f"conv-{len(self.lines) + 1}"})
        if not asked.headers.get("Authorization", "").startswith(("Bearer " + SECRET, "Bearer " + TOKEN)):
            return Said({"error": {"code": "Unauthorized", "message": "not this secret"}}, 401)
        if len(parts) == 3:
            return self._begin()
        if parts[:3] != ["v3", "directline", "conversations"] or parts[3] not in self.lines:
            return Said({"error": {"code": "BadArgument", "message": "conversation not found"}}, 404)
        if asked.method == "GET":
            return self._look(parts[3], asked.query.get("watermark", ""))
        return self._post(parts[3], json.loads(asked.body))

    def _begin(self) -> Said:
        ref = f"conv-{len(self.lines) + 1}"
        self.lines[ref] = []
        return Said({"conversationId": ref, "token": f"{TOKEN}{ref}", "expires_in": 1800, "streamUrl": "wss://…"}, 201)

    def _look(self, ref: str, watermark: str) -> Said:
        self.looks += 1
        found = self.lines[ref]
        return Said({"activities": found[int(watermark or 0) :], "watermark": str(len(found))})

    def _post(self, ref: str, activity: dict[str, Any]) -> Said:
        assert activity["from"]["id"].startswith("dl_")
        sent = self._add(ref, {**activity, "from": {**activity["from"], "role": "user"}})
        if activity["type"] == "event" and activity["name"] == "handoff.status":
            self.statuses.append(activity["value"])
        elif activity["type"] == "event" and activity["name"] == "segue.handed_back":
            self._reply(ref, self.is_told(json.dumps(activity["value"])))
        else:
            self._reply(ref, self.takes(ref, activity["text"]))
        return Said({"id": sent}, 200)

    def says(self, ref: str, *replies: Reply) -> None:
        """Of its own accord."""
        self._reply(ref, list(replies))

    def _reply(self, ref: str, replies: list[Reply]) -> None:
        for one in replies:
            self._add(ref, {"from": {"id": "aria", "name": "Aria", "role": "bot"}, **self._activity(ref, one)})

    def _add(self, ref: str, activity: dict[str, Any]) -> str:
        id_ = f"{ref}|{len(self.lines[ref]):07d}"
        whole = {"id": id_, "channelId": "directline", "conversation": {"id": ref}, **activity}
        self.lines[ref].append(whole)
        return id_

    def _activity(self, ref: str, reply: Reply) -> dict[str, Any]:
        if isinstance(reply, Wish):
            return self._wish(ref, reply)
        if isinstance(reply, Over):
            return {"type": "endOfConversation", "code": "completedSuccessfully"}
        if isinstance(reply, Buttons):
            actions = [{"type": "imBack", "title": label, "value": value} for label, value in reply.labels.items()]
            return {"type": "message", "text": reply.text, "suggestedActions": {"to": [], "actions": actions}}
        return {"type": "message", "text": reply, "inputHint": "acceptingInput"}

    def _wish(self, ref: str, wish: Wish) -> dict[str, Any]:
        turns = [
            {"type": "message", "text": one["text"], "from": one["from"], "timestamp": "2026-03-04T09:00:00.000Z"}
            for one in self.lines[ref]
            if one["type"] == "message"
        ]
        context = {
            "va_Scope": "bot",
            "va_LastTopic": wish.topic,
            "va_Topics": ["Greeting", wish.topic],
            self.spelling: "I want my money back",
            "va_Phrases": ["hello", "I want my money back"],
            "va_ConversationId": ref,
            "va_AgentMessage": wish.note,
            "va_Language": "en-us",
            **wish.variables,
        }
        value: Any = context
        if self.wish_type == "handoff":
            value = {"type": "transferToAgent", "message": wish.note, "context": context}
        transcript = {"contentType": "application/json", "name": "Transcript", "content": {"activities": turns}}
        told = {"type": self.wish_type, "value": value, "attachments": [transcript]}
        return told if self.wish_type == "handoff" else {**told, "name": "handoff.initiate"}
