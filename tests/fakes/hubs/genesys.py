"""Genesys Cloud as one organisation has it: an Open Messaging integration, and conversations with their participants.

Played after its description and its pages on Open Messaging: whatever one person sends goes into the conversation that
is open with them; a message that comes twice under one id is there twice, as nothing is promised; who joined and the
end are told by no webhook; a conversation holds the ids of its messages, and the words are asked for by them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

CLIENT, SECRET, SIGNING = "3f1c7a52-client", "played-client-secret", "played-signature-secret-token"
INTEGRATION = "0a6f1d9e-1111-4222-8333-444455556666"
OURS = re.compile(r"\[Segue\b")
Item = dict[str, Any]


@dataclass
class Played:
    kind: str = "genesys"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "region": "mypurecloud.de",
            "client": CLIENT,
            "secret": "genesys_client",
            "integration": INTEGRATION,
            "webhook_secret": "genesys_signs",
        }
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"genesys_client": SECRET, "genesys_signs": SIGNING},
    )
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime(2026, 11, 21, 15, tzinfo=UTC)
    tokens: list[str] = field(default_factory=list)
    rooms: dict[str, Item] = field(default_factory=dict)  # by person
    typed: dict[str, bool] = field(default_factory=dict)
    ids: int = 0

    # ---- calls ----

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/oauth/token":
            return self._grant(asked)
        token = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens[-1:]:
            return _error(401, "bad.credentials")
        return answered(self.faults, lambda: self._do(asked))

    def _grant(self, asked: Asked) -> Said:
        right = "Basic " + b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked.headers.get("Authorization") != right or asked.body != b"grant_type=client_credentials":
            return Said({"error": "invalid_client", "description": "not found"}, 400)
        self.tokens.append(f"token-{len(self.tokens)}")
        return Said({"access_token": self.tokens[-1], "token_type": "bearer", "expires_in": 86_399})

    def _do(self, asked: Asked) -> Said:
        body = json.loads(asked.body) if asked.body else {}
        for method, pattern, make in _OPERATIONS:
            found = re.fullmatch(pattern, asked.path)
            if method == asked.method and found:
                return make(self, body, *found.groups())
        return _error(404, "not.found")

    def _integration(self, body: Item) -> Said:
        told = {"outboundNotificationWebhookUrl": "https://segue.example/x", "status": "Active"}
        token = {"outboundNotificationWebhookSignatureSecretToken": "shown-nowhere"}
        return Said({"id": INTEGRATION, "name": "Segue", **told, **token})

    def _message(self, body: Item) -> Said:
        channel = body["channel"]
        room = self._room(channel["from"])
        files = [one["attachment"] for one in body.get("content", ())]
        made = self._say(room, "inbound", body.get("text", ""), channel["messageId"], files)
        self.typed[channel["from"]["id"]] = False
        told = {"id": made["id"], "channel": self._channel(room, made), "type": "Text", "text": body.get("text", "")}
        return Said({**told, "conversationId": room["id"]}, 202)

    def _event(self, body: Item) -> Said:
        person = body["channel"]["from"]
        self.typed[self._room(person)["person"]["id"]] = body["events"] == [{"eventType": "Typing"}]
        channel = {"from": person, "to": {"id": INTEGRATION}, "time": self._at()}
        return Said({"id": self._id(), "channel": channel, "type": "Event", "events": body["events"]}, 202)

    def _whole(self, body: Item, id_: str) -> Said:
        room = self._by_id(id_)
        if room is None:
            return _error(404, "conversation.not.found")
        return Said({"id": id_, "participants": room["participants"], "otherMediaUris": []})

    def _bulk(self, body: Sequence[str], id_: str) -> Said:
        room = self._by_id(id_)
        found = [one for one in room["said"] if one["id"] in body] if room else []
        return Said({"entities": found})

    def _set(self, body: Item, id_: str, participant: str) -> Said:
        room = self._by_id(id_)
        found = next((one for one in room["participants"] if one["id"] == participant), None) if room else None
        if found is None:
            return _error(404, "participant.not.found")
        assert all(isinstance(said, str) for said in body["attributes"].values())
        found["attributes"] = {**found.get("attributes", {}), **body["attributes"]}
        return Said({"attributes": found["attributes"]}, 202)

    def _disconnect(self, body: Item, id_: str) -> Said:
        room = self._by_id(id_)
        if room is None:
            return _error(404, "conversation.not.found")
        self._over(room, "client")
        return Said("Accepted", 202)

    # ---- what is kept ----

    def _room(self, person: Item) -> Item:
        room = self.rooms.get(person["id"])
        if room is None:
            customer = self._participant("customer", person.get("nickname", ""))
            queue = self._participant("acd", "Support")
            room = {"id": self._id(), "person": person, "participants": [customer, queue], "said": []}
            self.rooms[person["id"]] = room
        return room

    def _participant(self, purpose: str, name: str, **more: Any) -> Item:
        times = {"startTime": self._at(), "connectedTime": self._at()}
        return {
            "id": self._id(),
            "name": name,
            "purpose": purpose,
            "state": "connected",
            **times,
            "messages": [],
            **more,
        }

    def _say(self, room: Item, direction: str, text: str, provider: str, files: Sequence[Item]) -> Item:
        at = self._at()
        content = [{"contentType": "Attachment", "attachment": one} for one in files]
        whole = {"type": "Text", "text": text, "content": content, "direction": direction.capitalize()}
        made = {"id": self._id(), "providerMessageId": provider, "timestamp": at, "direction": direction}
        made |= {"messengerType": "open", "textBody": text, "status": "sent", "normalizedMessage": whole}
        made |= {"conversationId": room["id"]}
        room["said"].append(made)
        room["participants"][0]["messages"].append(
            {"messageId": made["id"], "messageTime": at, "messageStatus": "sent"}
        )
        return made

    def _over(self, room: Item, why: str) -> None:
        for one in room["participants"]:
            if one["state"] == "connected":
                own = why if one["purpose"] == "agent" else "peer"
                one |= {"state": "disconnected", "endTime": self._at(), "disconnectType": own}

    def _by_id(self, id_: str) -> Item | None:
        return next((one for one in self.rooms.values() if one["id"] == id_), None)

    def _id(self) -> str:
        self.ids += 1
        return f"00000000-0000-4000-8000-{self.ids:012d}"

    def _at(self) -> str:
        return f"{self.now() + timedelta(milliseconds=self.ids):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"

    # ---- what its people see ----

    def refs(self) -> Sequence[str]:
        return list(self.rooms)

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.rooms[ref]["said"]]

    def fields(self, ref: str) -> Mapping[str, Any]:
        customer = self.rooms[ref]["participants"][0]
        return {"name": customer["name"], **customer.get("attributes", {})}

    def closed(self, ref: str) -> bool:
        return all(one["state"] != "connected" for one in self.rooms[ref]["participants"])

    def customer_types(self, ref: str) -> bool:
        return self.typed.get(ref, False)

    # ---- what its people do ----

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        agent = self._participant("agent", name, user={"id": f"user-{name.lower()}"}, direction="inbound")
        self._leave_queue(ref)
        self.rooms[ref]["participants"].append(agent)
        return ()

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        sent = [
            {
                "mediaType": "File",
                "url": f"https://api-downloads.genesys.example/{one}",
                "mime": "text/plain",
                "filename": one,
            }
            for one in files
        ]
        room = self.rooms[ref]
        made = self._say(room, "outbound", text, "", sent)
        whole = {**made["normalizedMessage"], "id": made["id"], "channel": self._channel(room, made)}
        return (self.signed({**whole, "conversationId": room["id"]}),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        made = {"id": self._id(), "timestamp": self._at()}
        events = [{"eventType": "Typing", "typing": {"type": "On", "duration": 5000}}]
        channel = self._channel(self.rooms[ref], made)
        told = {"id": made["id"], "channel": channel, "type": "Event", "events": events, "direction": "Outbound"}
        return (self.signed(told),)

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        return ()  # notes of an interaction are told by no webhook

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        for one in self.rooms[ref]["participants"]:
            if one["purpose"] == "agent" and one["state"] == "connected":
                one |= {"state": "disconnected", "endTime": self._at(), "disconnectType": "transfer"}
        return self.joins(ref, to)

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self.ends(ref)

    def ends(self, ref: str) -> Sequence[Webhook]:
        self._over(self.rooms[ref], "client")
        return ()

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError

    def receipt(self, ref: str) -> Webhook:
        made = {"id": self._id(), "timestamp": self._at()}
        channel = self._channel(self.rooms[ref], made)
        told = {"id": made["id"], "channel": channel, "type": "Receipt", "status": "Delivered", "direction": "Outbound"}
        return self.signed(told)

    def _leave_queue(self, ref: str) -> None:
        self.rooms[ref]["participants"][1] |= {"state": "disconnected", "endTime": self._at()}

    def _channel(self, room: Item, made: Item) -> Item:
        ours = {"nickname": "Segue", "id": INTEGRATION, "idType": "Opaque"}
        own = {"id": INTEGRATION, "platform": "Open", "type": "Private", "messageId": made["id"]}
        return {**own, "to": {"id": room["person"]["id"]}, "from": ours, "time": made["timestamp"]}

    def signed(self, told: Any, secret: str = SIGNING) -> Webhook:
        body = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
        digest = b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
        headers = {"content-type": "application/json", "x-hub-signature-256": f"sha256={digest}"}
        return Webhook(headers, body, self.now())


def _seen(one: Item) -> Seen:
    files = tuple(part["attachment"]["url"] for part in one["normalizedMessage"]["content"])
    if one["direction"] == "outbound":
        return Seen("agent", one["textBody"], files=files)
    return Seen("us" if OURS.match(one["textBody"]) else "customer", one["textBody"], files=files)


def _error(status: int, code: str) -> Said:
    return Said({"message": code, "code": code, "status": status, "contextId": "x"}, status)


_C = "/api/v2/conversations"
_OPERATIONS: Sequence[tuple[str, str, Callable[..., Said]]] = (
    ("GET", f"{_C}/messaging/integrations/open/{INTEGRATION}", Played._integration),
    ("POST", f"{_C}/messages/{INTEGRATION}/inbound/open/message", Played._message),
    ("POST", f"{_C}/messages/{INTEGRATION}/inbound/open/event", Played._event),
    ("GET", f"{_C}/messages/([^/]+)", Played._whole),
    ("POST", f"{_C}/messages/([^/]+)/messages/bulk", Played._bulk),
    ("PATCH", f"{_C}/messages/([^/]+)/participants/([^/]+)/attributes", Played._set),
    ("POST", f"{_C}/([^/]+)/disconnect", Played._disconnect),
)
