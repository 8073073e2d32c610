"""An agent of Copilot Studio as `CopilotClient` calls it: each turn is answered by a stream of activities."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from fakes.bots import Reply
from fakes.bots.direct_line import PlayedDirectLine
from fakes.vendor import Asked, Said

GUID = "11111111-2222-3333-4444-555555555555"


class PlayedCopilotStudio(PlayedDirectLine):
    """Its activities are those of Direct Line; nothing is kept for later."""

    kind = "copilot_studio"
    settings: ClassVar = {
        "url": "BASE/copilotstudio/dataverse-backed/authenticated/bots/cr1_aria",
        "tenant": GUID,
        "app": GUID,
        "secret": "client_secret",
        "reports": "yes",
    }
    secrets: ClassVar = {"client_secret": "s3cret"}

    def is_turn(self, asked: Asked) -> bool:
        return "/conversations/" in asked.path

    def do(self, asked: Asked) -> Said:
        if asked.path == f"/{GUID}/oauth2/v2.0/token":
            assert b"client_credentials" in asked.body
            return Said({"access_token": "entra-token", "expires_in": 3599, "token_type": "Bearer"})
        if asked.headers.get("Authorization") != "Bearer entra-token":
            return Said({"error": "unauthorized"}, 401)
        ref = asked.path.partition("/conversations")[2].strip("/")
        if not ref:
            ref = f"conv-{len(self.lines) + 1}"
            self.lines[ref] = []
            return _stream(ref, [])
        if ref not in self.lines:
            return Said({"error": "no such conversation"}, 404)
        before = len(self.lines[ref])
        self._post(ref, json.loads(asked.body)["activity"])
        return _stream(ref, self.answers(self.lines[ref][before:]))

    def answers(self, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What of it stands in the stream: the customer's own words do not."""
        return [one for one in found if one["from"].get("role") == "bot"]

    def _post(self, ref: str, activity: dict[str, Any]) -> Said:
        return super()._post(ref, {**activity, "from": {"id": "dl_" + activity["from"]["id"]}})

    def says(self, ref: str, *replies: Reply) -> None:
        raise NotImplementedError


def _stream(ref: str, found: list[dict[str, Any]]) -> Said:
    events = "".join(f"event: activity\ndata: {json.dumps(one)}\n\n" for one in found)
    body = (events + "event: end\ndata: end\n\n").encode()
    return Said(body, headers={"x-ms-conversationid": ref}, content_type="text/event-stream")
