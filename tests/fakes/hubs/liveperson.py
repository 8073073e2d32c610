"""LivePerson as one account has it: its directory of services, two kinds of credentials, and conversations.

Played after the Connector API's pages: status 200 holds an answer for each request, with a code of its own; what is
published twice is there twice, under the next number; webhooks tell the consumer's words as well, and an agent's among
themselves with an audience of their own; a change of a conversation tells its whole state. The Messaging REST API, by
which messages are read, wants its own headers.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

ACCOUNT, CLIENT, SECRET = "12345678", "75588e18-client", "played-client-secret"
SERVICES = {
    "sentinel": "va.sentinel.liveperson.net",
    "idp": "va.idp.liveperson.net",
    "asyncMessagingEnt": "va.msg.liveperson.net",
    "messagingRestApiDomain": "va.messaging-rest.liveperson.net",
}
OURS = re.compile(r"\[Segue\b")
Item = dict[str, Any]


@dataclass
class Played:
    kind: str = "liveperson"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"account": ACCOUNT, "client": CLIENT, "secret": "liveperson_app"}
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"liveperson_app": SECRET})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime(2026, 11, 21, 15, tzinfo=UTC)
    services: dict[str, str] = field(default_factory=lambda: dict(SERVICES))
    apps: list[str] = field(default_factory=list)
    rooms: dict[str, Item] = field(default_factory=dict)
    echoes: list[Webhook] = field(default_factory=list)
    typed: dict[str, bool] = field(default_factory=dict)

    # ---- calls ----

    def answer(self, asked: Asked) -> Said:
        account = f"/api/account/{ACCOUNT}"
        if asked.path == f"{account}/service/baseURI.json":
            listed = [{"service": name, "account": ACCOUNT, "baseURI": host} for name, host in self.services.items()]
            return Said({"baseURIs": listed})
        if asked.path == f"/sentinel{account}/app/token":
            return self._app(asked)
        if asked.headers.get("Authorization") not in self.apps[-1:]:
            return _error(401, 40102)
        if asked.path == f"{account}/consumer":
            return Said({"token": f"jws.{json.loads(asked.body)['ext_consumer_id']}"}, 201)
        return answered(self.faults, lambda: self._do(asked, account))

    def _app(self, asked: Asked) -> Said:
        given = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        if given != {"client_id": CLIENT, "client_secret": SECRET}:
            return Said({"error": "invalid_client"}, 401)
        self.apps.append(f"app.{len(self.apps)}")
        return Said({"access_token": self.apps[-1], "token_type": "Bearer"})

    def _do(self, asked: Asked, account: str) -> Said:
        send = f"{account}/messaging/consumer/conversation"
        if asked.path in {send, f"{send}/send"}:
            consumer = _consumer(asked, "x-lp-on-behalf")
            if not consumer:
                return _error(401, 40104)
            body = json.loads(asked.body)
            if asked.path == send:
                return self._begin(body, consumer)
            return _TYPES[body["type"]](self, body, consumer)
        found = re.fullmatch(r"/messaging/v1/conversations/([^/]+)(?:/dialogs/([^/]+)/messages)?", asked.path)
        if not found or not _consumer(asked, "lp-on-behalf") or asked.headers.get("Brand-ID") != ACCOUNT:
            return _error(401, 40103)
        if found[1] not in self.rooms:
            return Said({"message": "not found"}, 404)
        return self._messages(found[1], asked) if found[2] else self._conversation(found[1])

    def _begin(self, body: Sequence[Item], consumer: str) -> Said:
        profile, wanted = body
        ref = f"8602832d-dce1-446b-8445-{len(self.rooms):012d}"
        sdes = profile["body"].get("authenticatedData", {}).get("lp_sdes", [])
        self.rooms[ref] = {"consumer": consumer, "sdes": sdes, "wanted": wanted["body"], "said": [], "state": "OPEN"}
        self.rooms[ref]["agents"] = []
        self.echoes.append(self._change(ref))
        done = {"code": "OK", "body": {"msg": "OK User Profile set successfully"}, "reqId": profile["id"]}
        return Said([done, {"code": "OK", "body": {"conversationId": ref}, "reqId": wanted["id"]}])

    def _publish(self, body: Item, consumer: str) -> Said:
        ref, event = body["body"]["dialogId"], body["body"]["event"]
        room = self.rooms.get(ref)
        if room is None or room["state"] == "CLOSE" or room["consumer"] != consumer:
            return Said({"reqId": body["id"], "code": 400, "body": {"msg": "conversation is closed"}}, 400)
        if event["type"] == "ChatStateEvent":
            self.typed[ref] = event["chatState"] == "COMPOSING"
            return Said({"reqId": body["id"], "code": "OK", "body": {}})
        if len(event["message"].encode()) > 8_192:
            return Said({"reqId": body["id"], "code": 400, "body": {"msg": "too long"}}, 400)
        self.typed[ref] = False
        sequence = self._say(ref, event["message"], "CONSUMER", consumer)
        self.echoes.append(self._told(ref, sequence))
        return Said({"reqId": body["id"], "code": "OK", "body": {"sequence": sequence}})

    def _update(self, body: Item, consumer: str) -> Said:
        ref, field_ = body["body"]["conversationId"], body["body"]["conversationField"]
        assert field_ == {"field": "ConversationStateField", "conversationState": "CLOSE"}
        self.rooms[ref] |= {"state": "CLOSE", "by": "CONSUMER"}
        self.echoes.append(self._change(ref))
        return Said({"reqId": body["id"], "code": "OK", "body": {}})

    def _messages(self, ref: str, asked: Asked) -> Said:
        since, most = int(asked.query["newerThanSequence"]), int(asked.query["limit"])
        assert (asked.query["sortBy"], asked.query["sortOrder"]) == ("sequence", "ASC")
        found = [one for one in self.rooms[ref]["said"] if one["sequence"] >= since][:most]
        return Said({"data": [_read(ref, one) for one in found], "links": {}})

    def _conversation(self, ref: str) -> Said:
        details = self._details(ref)
        dialog = {"id": ref, "dialogType": "MAIN", "state": details["state"]}
        return Said({"id": ref, "dialogs": [dialog], "stage": details["state"], **details})

    def _say(self, ref: str, text: str, role: str, who: str, **more: Any) -> int:
        room = self.rooms[ref]
        event = {"type": "ContentEvent", "message": text, "contentType": "text/plain"}
        one = {"sequence": len(room["said"]), "role": role, "who": who, "event": event, "at": self.now(), **more}
        room["said"].append(one)
        return int(one["sequence"])

    # ---- what its people see ----

    def refs(self) -> Sequence[str]:
        return list(self.rooms)

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.rooms[ref]["said"]]

    def fields(self, ref: str) -> Mapping[str, Any]:
        room = self.rooms[ref]
        info = {key: said for sde in room["sdes"] for key, said in (sde.get("info") or sde.get("personal")).items()}
        wanted = room["wanted"]
        return {**info, "priority": wanted.get("ttrDefName"), "team": wanted.get("skillId")}

    def closed(self, ref: str) -> bool:
        return bool(self.rooms[ref]["state"] == "CLOSE")

    def customer_types(self, ref: str) -> bool:
        return self.typed.get(ref, False)

    # ---- what its people do ----

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        self.rooms[ref]["agents"] = [f"agent-{name.lower()}"]
        return (self._change(ref),)

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        if files:
            raise NotImplementedError
        return (self._told(ref, self._say(ref, text, "ASSIGNED_AGENT", f"agent-{name.lower()}")),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        change = self._origin(ref, "ASSIGNED_AGENT", f"agent-{name.lower()}")
        return (self._event({**change, "event": {"type": "ChatStateEvent", "chatState": "COMPOSING"}}),)

    def reads(self, ref: str) -> Sequence[Webhook]:
        event = {"type": "AcceptStatusEvent", "status": "READ", "sequenceList": [0]}
        change = {**self._origin(ref, "ASSIGNED_AGENT", "agent-ana"), "sequence": 99, "serverTimestamp": self._ms()}
        return (self._event({**change, "event": event}),)

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """A private message among agents."""
        audience = "AGENTS_AND_MANAGERS"
        sequence = self._say(ref, text, "ASSIGNED_AGENT", f"agent-{name.lower()}", audience=audience)
        return (self._told(ref, sequence),)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        return self.joins(ref, to)

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self.ends(ref)

    def ends(self, ref: str) -> Sequence[Webhook]:
        self.rooms[ref] |= {"state": "CLOSE", "by": "AGENT"}
        return (self._change(ref),)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError

    # ---- webhooks ----

    def _told(self, ref: str, sequence: int) -> Webhook:
        one = self.rooms[ref]["said"][sequence]
        change = {**self._origin(ref, one["role"], one["who"]), "sequence": sequence, "serverTimestamp": self._ms()}
        audience = {"messageAudience": one["audience"]} if "audience" in one else {}
        return self._event({**change, **audience, "event": one["event"]})

    def _origin(self, ref: str, role: str, who: str) -> Item:
        meta = {"id": who, "role": role}
        return {"originatorId": who, "originatorMetadata": meta, "dialogId": ref, "conversationId": ref}

    def _event(self, change: Item) -> Webhook:
        told = {"kind": "notification", "type": "ms.MessagingEventNotification", "body": {"changes": [change]}}
        return self.signed(told)

    def _change(self, ref: str) -> Webhook:
        result = {"convId": ref, "conversationDetails": self._details(ref)}
        changes = [{"type": "UPSERT", "result": result}]
        return self.signed(
            {"kind": "notification", "type": "cqm.ExConversationChangeNotification", "body": {"changes": changes}}
        )

    def _details(self, ref: str) -> Item:
        room = self.rooms[ref]
        people = [{"id": room["consumer"], "role": "CONSUMER"}]
        people += [{"id": agent, "role": "ASSIGNED_AGENT"} for agent in room["agents"]]
        over = {"endTs": self._ms(), "closeReason": room["by"]} if room["state"] == "CLOSE" else {}
        ttr = {"ttrType": room["wanted"].get("ttrDefName", "NORMAL"), "value": 600}
        own = {"brandId": ACCOUNT, "state": room["state"], "startTs": self._ms(), "ttr": ttr}
        return {"participants": people, **own, **over}

    def _ms(self) -> int:
        return int(self.now().timestamp() * 1000)

    def signed(self, told: Any, secret: str = SECRET) -> Webhook:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        digest = b64encode(hmac.new(secret.encode(), body, hashlib.sha1).digest()).decode()
        headers = {"x-liveperson-account-id": ACCOUNT, "x-liveperson-client-id": CLIENT}
        return Webhook({**headers, "x-liveperson-signature": f"sha1={digest}"}, body, self.now())


def _consumer(asked: Asked, header: str) -> str:
    given = {name.lower(): value for name, value in asked.headers.items()}.get(header, "")
    return given.removeprefix("jws.") if given.startswith("jws.") else ""


def _read(ref: str, one: Item) -> Item:
    who = {"id": one["who"], "role": one["role"]}
    own = {"id": f"ams::{ref}@{one['sequence']}", "sequence": one["sequence"], "dialogId": ref, "type": "PLAIN_TEXT"}
    at = one["at"].astimezone(UTC).isoformat()
    audience = {"messageAudience": one.get("audience", "ALL")}
    return {**own, **audience, "originator": who, "content": {"text": one["event"]["message"]}, "createdTs": at}


def _seen(one: Item) -> Seen:
    text = one["event"]["message"]
    if one["role"] != "CONSUMER":
        return Seen("agent", text, private="audience" in one)
    return Seen("us" if OURS.match(text) else "customer", text)


def _error(status: int, code: int) -> Said:
    return Said({"kind": "resp", "code": status, "body": {"errorCode": code}, "type": ".ReqBody$ErrorResp"}, status)


_TYPES: Mapping[str, Callable[..., Said]] = {
    "ms.PublishEvent": Played._publish,
    "cm.UpdateConversationField": Played._update,
}
