"""Rasa's REST channel: a message that begins with / is an intent with entities, all else is understood as words."""

from __future__ import annotations

import json
import re
from typing import Any, ClassVar

from fakes.bots import Buttons, Over, Played, Reply, Wish
from fakes.vendor import Asked, Said

_INTENT = re.compile(r"^/(?P<name>[^{@]+)(?P<entities>\{.+\})?")


class PlayedRasa(Played):
    kind = "rasa"
    settings: ClassVar = {"url": "BASE", "secret": "rasa_token"}
    secrets: ClassVar = {"rasa_token": "proxy-token"}

    def do(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != "Bearer proxy-token":
            return Said({"status": "failure"}, 401)
        if (asked.method, asked.path) != ("POST", "/webhooks/rest/webhook"):
            return Said({"status": "not found"}, 404)
        body = json.loads(asked.body)
        sender, message = body["sender"], body["message"]
        found = _INTENT.match(message.strip())
        if found and found["name"] == "segue_handed_back":
            entities = json.loads(found["entities"])
            return Said([_response(sender, one) for one in self.is_told(entities["summary"])])
        return Said([_response(sender, one) for one in self.takes(sender, message) if not isinstance(one, Over)])


def _response(sender: str, reply: Reply) -> dict[str, Any]:
    if isinstance(reply, Wish):
        told = {"reason": reply.reason, "note": reply.note, "topic": reply.topic, "variables": reply.variables}
        return {"recipient_id": sender, "custom": {"handoff": told}}
    if isinstance(reply, Buttons):
        buttons = [{"title": label, "payload": value} for label, value in reply.labels.items()]
        return {"recipient_id": sender, "text": reply.text, "buttons": buttons}
    return {"recipient_id": sender, "text": str(reply)}
