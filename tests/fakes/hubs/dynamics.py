"""Dynamics 365 behind Direct Line 3.0: a bot of a custom channel, and conversations with their activities.

Played after the protocol: an activity that comes twice is there twice; `channelData` is kept as it was sent; typing is
in no answer to a question; after the end nothing can be said, but all can still be read; a whole message has 28 KB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET, BOT = "played-direct-line-secret", "acme-omnichannel"
LARGEST, PAGE = 28_000, 3
OURS = re.compile(r"\[Segue\b")
Item = dict[str, Any]


@dataclass
class Played:
    kind: str = "dynamics"
    settings: Mapping[str, str] = field(default_factory=lambda: {"secret": "dynamics_line", "bot": BOT})
    secrets: Mapping[str, str] = field(default_factory=lambda: {"dynamics_line": SECRET})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime(2026, 11, 21, 15, tzinfo=UTC)
    rooms: dict[str, list[Item]] = field(default_factory=dict)
    typed: dict[str, bool] = field(default_factory=dict)
    ids: int = 0

    # ---- calls ----

    def answer(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != f"Bearer {SECRET}":
            return Said({"error": {"code": "BadArgument", "message": "Invalid token or secret"}}, 403)
        return answered(self.faults, lambda: self._do(asked))

    def _do(self, asked: Asked) -> Said:
        base = "/v3/directline"
        if asked.path == f"{base}/tokens/generate" and asked.method == "POST":
            return Said({"conversationId": "unused", "token": "t", "expires_in": 3600})
        if asked.path == f"{base}/conversations" and asked.method == "POST":
            self.ids += 1
            ref = f"Played{self.ids:04d}-eu"
            self.rooms[ref] = []
            stream = f"wss://directline.botframework.com/v3/directline/conversations/{ref}/stream?t=x"
            return Said({"conversationId": ref, "token": "t", "expires_in": 3600, "streamUrl": stream}, 201)
        found = re.fullmatch(f"{base}/conversations/([^/]+)/activities", asked.path)
        if not found or found[1] not in self.rooms:
            return Said({"error": {"code": "BadArgument", "message": "Unknown conversation"}}, 404)
        return self._post(found[1], asked) if asked.method == "POST" else self._newer(found[1], asked)

    def _post(self, ref: str, asked: Asked) -> Said:
        given = json.loads(asked.body)
        if len(asked.body) > LARGEST:
            return Said({"error": {"code": "MessageSizeTooBig", "message": "too big"}}, 413)
        if self.closed(ref):
            return Said({"error": {"code": "ConversationEnded", "message": "ended"}}, 400)
        if given["type"] == "typing":
            self.typed[ref] = True
            return Said({"id": f"{ref}|typing"})
        self.typed[ref] = False
        return Said({"id": self._add(ref, given)["id"]})

    def _newer(self, ref: str, asked: Asked) -> Said:
        """Some at a time; the watermark counts, and a client is to send it back as it is."""
        at = int(asked.query.get("watermark", "0"))
        page = self.rooms[ref][at : at + PAGE]
        return Said({"activities": page, "watermark": str(at + len(page))})

    def _add(self, ref: str, activity: Item) -> Item:
        at = f"{self.now() + timedelta(milliseconds=len(self.rooms[ref])):%Y-%m-%dT%H:%M:%S.%f}Z"
        made = {**activity, "id": f"{ref}|{len(self.rooms[ref]):07d}", "timestamp": at, "channelId": "directline"}
        self.rooms[ref].append({**made, "conversation": {"id": ref}})
        return made

    # ---- what its people see ----

    def refs(self) -> Sequence[str]:
        """A conversation in which nothing was said is shown to nobody."""
        return [ref for ref, said in self.rooms.items() if said]

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.rooms[ref] if one["type"] == "message"]

    def fields(self, ref: str) -> Mapping[str, Any]:
        data: Item = next((one["channelData"] for one in self.rooms[ref] if "channelData" in one), {})
        return {**data.get("conversationcontext", {}), **data.get("customercontext", {})}

    def closed(self, ref: str) -> bool:
        return any(one["type"] == "endOfConversation" for one in self.rooms[ref])

    def customer_types(self, ref: str) -> bool:
        return self.typed.get(ref, False)

    # ---- what its people do ----

    def _bot(self, ref: str, type_: str, **more: Any) -> Sequence[Webhook]:
        self._add(ref, {"type": type_, "from": {"id": BOT, "name": BOT}, **more})
        return ()

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        sent = [
            {
                "name": one,
                "contentType": "text/plain",
                "contentUrl": f"https://directline.botframework.com/attachments/{one}",
            }
            for one in files
        ]
        self._add(ref, {"type": "message", "from": {"id": BOT, "name": name}, "text": text, "attachments": sent})
        return ()

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError  # it is told on the stream alone

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        return ()  # they never leave Omnichannel

    def context(self, ref: str, text: str) -> Sequence[Webhook]:
        """What Omnichannel tells bots, and nobody shall read."""
        return self._bot(ref, "message", text=text, channelData={"tags": "ChannelId-custom,Hidden"})

    def card(self, ref: str, content: Item) -> Sequence[Webhook]:
        attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}
        return self._bot(ref, "message", text="", attachments=[attachment])

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self.ends(ref)

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self._bot(ref, "endOfConversation")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError


def _seen(one: Item) -> Seen:
    text = one.get("text", "")
    by = "agent" if one["from"]["id"] == BOT else "us" if OURS.match(text) else "customer"
    return Seen(
        by, text, files=tuple(file["contentUrl"] for file in one.get("attachments", ()) if "contentUrl" in file)
    )
