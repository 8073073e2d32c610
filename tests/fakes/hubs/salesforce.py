"""Salesforce messaging as a test plays it: entries of conversations, told by stream and by list.

Paths, bodies and events as the vendor's sample client and its reference have them
(https://developer.salesforce.com/docs/service/messaging-api/references). A guest's token opens the conversations of
that guest and no others; ids are the client's. The reference does not say what comes of a message that is sent twice,
so here it is there twice.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import jwt

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

ORGANISATION = "00D5g00000K1abc"
BEGAN = 1_795_000_000_000
BASE = "/iamessage/api/v2"
AGENTS = {"Ana": "0055g00000ANA01", "Ben": "0055g00000BEN01"}
REFUSED = Said({"message": "no", "code": 401}, 401)
NOTHING = Said({"message": "not found", "code": 404}, 404)


@dataclass
class Conversation:
    id: str
    subject: str
    attributes: dict[str, str]
    entries: list[dict[str, Any]] = field(default_factory=list)
    events: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    closed: bool = False
    types: bool = False


@dataclass
class Played:
    """keys: public ones, by id, of an organisation that verifies its users."""

    kind: str = "salesforce"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "url": "https://acme.my.salesforce-scrt.com",
            "organisation": ORGANISATION + "EAC",
            "deployment": "Segue",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    keys: dict[str, Any] = field(default_factory=dict)
    tokens_end: int = 4_000_000_000
    conversations: dict[str, Conversation] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    numbers: int = 0

    # ---- what it is asked -------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/eventrouter/v1/sse":
            return self._stream(asked)
        return answered(self.faults, lambda: self._routed(asked))

    def _routed(self, asked: Asked) -> Said:
        routes: Mapping[str, Callable[[Asked, str], Said]] = {
            r"POST /authorization/unauthenticated/access-token": self._guest,
            r"POST /authorization/authenticated/access-token": self._user,
            r"POST /conversation": self._create,
            r"POST /conversation/([^/]+)/message": self._message,
            r"POST /conversation/([^/]+)/entry": self._entry,
            r"GET /conversation/([^/]+)/entries": self._entries,
            r"DELETE /conversation/([^/]+)(?:/session)?": self._delete,
        }
        for route, act in routes.items():
            found = re.fullmatch(route, f"{asked.method} {asked.path.removeprefix(BASE)}")
            if found and asked.path.startswith(BASE):
                return act(asked, found[1] if found.groups() else "")
        return NOTHING

    def _guest(self, asked: Asked, _: str) -> Said:
        return self._token(json.loads(asked.body), f"v2/iamessage/UNAUTH/NA/uid:{uuid4()}")

    def _user(self, asked: Asked, _: str) -> Said:
        body = json.loads(asked.body)
        if body.get("authorizationType") != "JWT":
            return Said({"message": "bad request"}, 400)
        signed = body["customerIdentityToken"]
        key = self.keys.get(jwt.get_unverified_header(signed).get("kid"))
        if key is None:
            return REFUSED
        claims = jwt.decode(signed, key, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False})
        return self._token(body, f"v2/iamessage/AUTH/{claims['iss']}/uid:{claims['sub']}")

    def _token(self, body: Mapping[str, Any], subject: str) -> Said:
        named = (body.get("orgId"), body.get("esDeveloperName"), body.get("capabilitiesVersion"), body.get("platform"))
        if named != (ORGANISATION, "Segue", "1", "Web"):
            return Said({"message": "bad request"}, 400)
        self.numbers += 1
        parts = ({"alg": "RS256"}, {"sub": subject, "exp": self.tokens_end, "jti": self.numbers})
        token = ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + ".c2ln"
        self.tokens[token] = subject
        return Said({"accessToken": token, "lastEventId": str(self.numbers), "context": {"endUser": {}}})

    def _create(self, asked: Asked, _: str) -> Said:
        subject, body = self._subject(asked), json.loads(asked.body)
        id_ = body["conversationId"]
        if not subject:
            return REFUSED
        if id_ != str(UUID(id_)) or UUID(id_).version != 4 or body["esDeveloperName"] != "Segue":
            return Said({"message": "bad request"}, 400)
        if any(not isinstance(value, str) for value in body["routingAttributes"].values()):
            return Said({"message": "bad request"}, 400)
        if id_ in self.conversations:
            return Said({"message": "there is one"}, 409)
        self.conversations[id_] = Conversation(id_, subject, body["routingAttributes"])
        self._say_routing(id_, "Initial", wait=90)
        return Said({}, 201)

    def _message(self, asked: Asked, id_: str) -> Said:
        conversation = self._theirs(asked, id_)
        if conversation is None or conversation.closed:
            return NOTHING
        body = json.loads(asked.body)
        message = body["message"]
        content = message["staticContent"]
        if content["formatType"] != "Text" or message["id"] != str(UUID(message["id"])) or len(asked.body) > 8_192:
            return Said({"message": "bad request"}, 400)
        payload = {"entryType": "Message", "id": message["id"], "abstractMessage": message}
        sender = {"role": "EndUser", "appType": "iamessage", "subject": conversation.subject}
        self._add(id_, "CONVERSATION_MESSAGE", payload, sender, "Guest")
        return Said({"conversationEntries": [{"id": message["id"], "clientTimestamp": BEGAN}]}, 202)

    def _entry(self, asked: Asked, id_: str) -> Said:
        conversation, body = self._theirs(asked, id_), json.loads(asked.body)
        if conversation is None:
            return NOTHING
        conversation.types = {"TypingStartedIndicator": True, "TypingStoppedIndicator": False}[body["entryType"]]
        return Said({}, 202)

    def _entries(self, asked: Asked, id_: str) -> Said:
        conversation = self._theirs(asked, id_)
        if conversation is None:
            return NOTHING
        since, limit = int(asked.query.get("startTimestamp", "0")), int(asked.query["limit"])
        assert asked.query["direction"] == "FromStart"
        assert limit <= 100
        kept = (one for one in conversation.entries if one["entryType"] != "TypingStartedIndicator")
        found = [one for one in kept if one["transcriptedTimestamp"] >= since][:limit]
        return Said({"conversationEntries": [{**one, "entryPayload": dict(one["entryPayload"])} for one in found]})

    def _delete(self, asked: Asked, id_: str) -> Said:
        conversation = self._theirs(asked, id_)
        if conversation is None or asked.query.get("esDeveloperName") != "Segue":
            return NOTHING
        if not conversation.closed:
            self._session(id_, "Ended", "EndUser")
        return Said(b"", 204)

    def _stream(self, asked: Asked) -> Said:
        """What came after the event that is named, then it breaks off."""
        headers = {name.lower(): value for name, value in asked.headers.items()}
        if not self._subject(asked) or headers.get("x-org-id") != ORGANISATION:
            return REFUSED
        after = int(headers["last-event-id"])
        mine = (one for one in self.conversations.values() if one.subject == self._subject(asked))
        events = sorted((event for one in mine for event in one.events if event[0] > after), key=lambda event: event[0])
        said = "event: ping\ndata: 0\n\n" + "".join(
            f"id: {number}\nevent: {name}\ndata: {json.dumps(data)}\n\n" for number, name, data in events
        )
        return Said(said.encode(), content_type="text/event-stream")

    def _subject(self, asked: Asked) -> str:
        return self.tokens.get(asked.headers.get("Authorization", "").removeprefix("Bearer "), "")

    def _theirs(self, asked: Asked, id_: str) -> Conversation | None:
        found = self.conversations.get(id_)
        return found if found and found.subject == self._subject(asked) else None

    # ---- what its people see ----------------------------------------------------------------------------------------

    def refs(self) -> Sequence[str]:
        return tuple(self.conversations)

    def seen(self, ref: str) -> Sequence[Seen]:
        messages = (one for one in self.conversations[ref].entries if one["entryType"] == "Message")
        return [_seen(one) for one in messages]

    def fields(self, ref: str) -> Mapping[str, Any]:
        return self.conversations[ref].attributes

    def closed(self, ref: str) -> bool:
        return self.conversations[ref].closed

    def customer_types(self, ref: str) -> bool:
        return self.conversations[ref].types

    # ---- what its people do -----------------------------------------------------------------------------------------

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        entry = {"operation": "add", "displayName": name, "participant": {"role": "Agent", "subject": AGENTS[name]}}
        payload = {"entryType": "ParticipantChanged", "id": str(uuid4()), "entries": [entry]}
        return self._add(ref, "CONVERSATION_PARTICIPANT_CHANGED", payload, {"role": "System"}, "Automated Process")

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        content: dict[str, Any] = {"formatType": "Text", "text": text}
        if files:
            kept = [{"id": str(uuid4()), "name": one.rsplit("/", 1)[-1], "url": one} for one in files]
            content = {"formatType": "Attachments", "text": text, "attachments": kept}
        id_ = str(uuid4())
        message = {"messageType": "StaticContentMessage", "id": id_, "staticContent": content}
        payload = {"entryType": "Message", "id": id_, "abstractMessage": message}
        return self._add(ref, "CONVERSATION_MESSAGE", payload, {"role": "Agent", "subject": AGENTS[name]}, name)

    def bot_says(self, ref: str, text: str) -> Sequence[Webhook]:
        id_ = str(uuid4())
        message = {
            "messageType": "StaticContentMessage",
            "id": id_,
            "staticContent": {"formatType": "Text", "text": text},
        }
        payload = {"entryType": "Message", "id": id_, "abstractMessage": message}
        return self._add(ref, "CONVERSATION_MESSAGE", payload, {"role": "Chatbot"}, "Einstein")

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        payload = {"entryType": "TypingStartedIndicator", "id": str(uuid4()), "timestamp": BEGAN}
        sender = {"role": "Agent", "subject": AGENTS[name]}
        return self._add(ref, "CONVERSATION_TYPING_STARTED_INDICATOR", payload, sender, name)

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """A whisper stays in the console: no event tells of it."""
        return ()

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        self._say_routing(ref, "Transfer")
        return self.joins(ref, to)

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError("the agent ends the session; there is no way back to a bot outside")

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self._session(ref, "Ended", "Agent")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError("a messaging session has no tags")

    # ---- entries ----------------------------------------------------------------------------------------------------

    def _session(self, ref: str, status: str, role: str) -> Sequence[Webhook]:
        self.conversations[ref].closed = True
        payload = {
            "entryType": "SessionStatusChanged",
            "id": str(uuid4()),
            "sessionStatus": status,
            "sessionEndedByRole": role,
        }
        return self._add(ref, "CONVERSATION_SESSION_STATUS_CHANGED", payload, {"role": "System"}, "Automated Process")

    def _say_routing(self, ref: str, kind: str, wait: float = -1, failure: str = "None") -> None:
        payload = {
            "entryType": "RoutingResult",
            "id": str(uuid4()),
            "routingType": kind,
            "failureType": failure,
            "estimatedWaitTime": {"estimatedWaitTimeInSeconds": wait, "isEWTRequested": True},
        }
        self._add(ref, "CONVERSATION_ROUTING_RESULT", payload, {"role": "System"}, "Automated Process")

    def _add(
        self, ref: str, name: str, payload: Mapping[str, Any], sender: Mapping[str, Any], shown: str
    ) -> Sequence[Webhook]:
        conversation = self.conversations[ref]
        self.numbers += 1
        entry = {
            "identifier": payload["id"],
            "entryType": payload["entryType"],
            "entryPayload": payload,
            "sender": {"appType": "", "clientIdentifier": "", **sender},
            "senderDisplayName": shown,
            "transcriptedTimestamp": BEGAN + self.numbers,
        }
        conversation.entries.append(entry)
        told = {"conversationId": ref, "conversationEntry": {**entry, "entryPayload": json.dumps(payload)}}
        conversation.events.append((self.numbers, name, told))
        return ()


def _seen(entry: Mapping[str, Any]) -> Seen:
    by = {"EndUser": "customer", "Agent": "agent"}.get(entry["sender"]["role"], "us")
    content = entry["entryPayload"]["abstractMessage"]["staticContent"]
    return Seen(by, content["text"], files=tuple(one["url"] for one in content.get("attachments", ())))
