"""Freshchat as a test plays it: conversations of messages, and its four webhooks, signed with a key made here.

https://developers.freshchat.com/api/ and, for webhooks,
https://crmsupport.freshworks.com/support/solutions/articles/50000004461.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

TOKEN, CHANNEL, GROUP = "freshchat-token", "c5456f9e-topic", "g-billing"
APP = "a0000000-app"
AGENTS = {"Segue": "agent-segue", "Ana": "agent-ana", "Ben": "agent-ben"}
MESSAGE_PARTS = frozenset({"text", "image", "file", "video"})


@cache
def signing_key(name: str = "first") -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def public_pem(name: str = "first") -> str:
    """With the words that Freshchat writes around it."""
    pem = signing_key(name).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return pem.replace("PUBLIC KEY", "RSA PUBLIC KEY")


@dataclass
class Played:
    kind: str = "freshchat"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "account": "shop",
            "channel": CHANNEL,
            "agent": AGENTS["Segue"],
            "secret": "freshchat_token",
            "webhook_secret": "freshchat_key",
        }
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"freshchat_token": TOKEN, "freshchat_key": public_pem()},
    )
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    made: int = 0

    def answer(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Said({"code": "UNAUTHORIZED", "message": "Authentication failed"}, 401)
        return answered(self.faults, lambda: self._do(asked))

    def _do(self, asked: Asked) -> Said:
        one = r"([A-Za-z0-9_-]+)"
        routes: tuple[tuple[str, str, Callable[..., Said]], ...] = (
            ("GET", r"/v2/users", self._find_users),
            ("POST", r"/v2/users", self._new_user),
            ("GET", rf"/v2/users/{one}/conversations", self._of_user),
            ("POST", r"/v2/conversations", self._begin),
            ("GET", rf"/v2/conversations/{one}", self._conversation),
            ("PUT", rf"/v2/conversations/{one}", self._update),
            ("GET", rf"/v2/conversations/{one}/messages", self._listed),
            ("POST", rf"/v2/conversations/{one}/messages", self._add),
            ("GET", r"/v2/agents", self._agents),
            ("GET", rf"/v2/agents/{one}", self._agent),
            ("GET", r"/v2/groups", self._groups),
        )
        for method, path, do in routes:
            found = re.fullmatch(path, asked.path)
            if found and method == asked.method:
                if asked.path.startswith("/v2/conversations/") and found[1] not in self.conversations:
                    return Said({"code": "NOT_FOUND", "message": "no such conversation"}, 404)
                return do(asked, *found.groups())
        return Said({"code": "NOT_FOUND", "message": "no such path"}, 404)

    def _id(self) -> str:
        self.made += 1
        return str(uuid5(NAMESPACE_URL, f"freshchat/{self.made}"))

    def _moment(self) -> str:
        at = (self.now() + timedelta(milliseconds=self.made)).astimezone(UTC)
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"

    def _find_users(self, asked: Asked) -> Said:
        wanted = {key: asked.query[key] for key in ("reference_id", "email") if key in asked.query}
        return Said({"users": [user for user in self.users.values() if wanted.items() <= user.items()]})

    def _new_user(self, asked: Asked) -> Said:
        given = json.loads(asked.body)
        assert set(given) <= {"reference_id", "first_name", "last_name", "email", "phone", "avatar", "properties"}
        user = {"id": self._id(), **given, "created_time": self._moment()}
        self.users[user["id"]] = user
        return Said(user)

    def _of_user(self, asked: Asked, id_: str) -> Said:
        found = [{"id": ref} for ref, one in reversed(self.conversations.items()) if one["users"][0]["id"] == id_]
        return Said({"conversations": found})

    def _begin(self, asked: Asked) -> Said:
        given = json.loads(asked.body)
        users, messages = given.get("users"), given.get("messages")
        if given.get("channel_id") != CHANNEL or not users or users[0]["id"] not in self.users or not messages:
            return Said({"code": "INVALID_VALUE", "message": "channel_id, users or messages"}, 400)
        ref = self._id()
        kept = {key: given[key] for key in ("channel_id", "users", "properties") if key in given}
        group = given.get("assigned_group_id")
        shown = {"conversation_id": ref, "app_id": APP, "status": "new", **kept}
        self.conversations[ref] = {**shown, **({"assigned_group_id": group} if group else {})}
        self.messages[ref] = []
        for message in messages:
            self._put(ref, message)
        return Said({**self.conversations[ref], "messages": self.messages[ref]})

    def _shown(self, ref: str) -> dict[str, Any]:
        hidden = {"properties", "messages"}
        return {key: value for key, value in self.conversations[ref].items() if key not in hidden}

    def _conversation(self, asked: Asked, ref: str) -> Said:
        return Said({**self._shown(ref), "created_time": "2026-11-21T14:05:00.000Z"})

    def _update(self, asked: Asked, ref: str) -> Said:
        given = json.loads(asked.body)
        if given.get("status") not in {"new", "assigned", "resolved", "reopened"}:
            return Said({"code": "INVALID_VALUE", "message": "status"}, 400)
        self.conversations[ref] |= given
        return Said(self._shown(ref))

    def _put(self, ref: str, given: Mapping[str, Any]) -> dict[str, Any]:
        assert set(given) <= {"message_parts", "message_type", "actor_type", "actor_id", "user_id"}
        assert given["message_type"] in {"normal", "private"}
        assert given["actor_type"] in {"user", "agent"}
        assert given["actor_id"] in (self.users if given["actor_type"] == "user" else AGENTS.values())
        for piece in given["message_parts"]:
            assert set(piece) <= MESSAGE_PARTS
        message = {"id": self._id(), **given, "created_time": self._moment()}
        self.messages[ref].append(message)
        return message

    def _listed(self, asked: Asked, ref: str) -> Said:
        size, page = int(asked.query.get("items_per_page", "20")), int(asked.query.get("page", "1"))
        assert 1 <= size <= 50
        newest_first = self.messages[ref][::-1]
        return Said({"messages": newest_first[(page - 1) * size : page * size]})

    def _add(self, asked: Asked, ref: str) -> Said:
        given = json.loads(asked.body)
        if any(len(piece.get("text", {}).get("content", "")) > 10_000 for piece in given["message_parts"]):
            return Said({"code": "INVALID_VALUE", "message": "too long"}, 400)
        if given["actor_type"] == "user" and self.closed(ref):
            self.conversations[ref]["status"] = "reopened"
        return Said(self._put(ref, given))

    def _agents(self, asked: Asked) -> Said:
        return Said({"agents": [_agent(name) for name in AGENTS]})

    def _agent(self, asked: Asked, id_: str) -> Said:
        name = next((name for name, known in AGENTS.items() if known == id_), "")
        return Said(_agent(name)) if name else Said({"code": "NOT_FOUND", "message": "no such agent"}, 404)

    def _groups(self, asked: Asked) -> Said:
        return Said({"groups": [{"id": GROUP, "name": "Billing"}, {"id": "g-other", "name": "Shipping"}]})

    # what is seen

    def refs(self) -> Sequence[str]:
        return list(self.conversations)

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.messages[ref]]

    def fields(self, ref: str) -> Mapping[str, Any]:
        one = self.conversations[ref]
        user = self.users[one["users"][0]["id"]]
        beside = {"team": one.get("assigned_group_id", ""), "status": one["status"], "name": user["first_name"]}
        return {**beside, "priority": one.get("properties", {}).get("priority"), "email": user.get("email", "")}

    def closed(self, ref: str) -> bool:
        return bool(self.conversations[ref]["status"] == "resolved")

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # what its people do

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self._assigned(ref, AGENTS[name])

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        sent = [{"file": {"name": one, "url": f"https://files.freshchat.example/{one}"}} for one in files]
        parts = [*([{"text": {"content": text}}] if text else []), *sent]
        return self._spoke(ref, name, "normal", parts)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        return self._spoke(ref, name, "private", [{"text": {"content": text}}])

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        return self._assigned(ref, AGENTS[to])

    def moves(self, ref: str, group: str = "g-other") -> Sequence[Webhook]:
        return self._assigned(ref, "", group)

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self._assigned(ref, AGENTS["Segue"])

    def ends(self, ref: str, by: str = "agent") -> Sequence[Webhook]:
        self.conversations[ref]["status"] = "resolved"
        who = {"resolver": by, "resolver_id": AGENTS["Ana"] if by == "agent" else "x"}
        return self._told("conversation_resolution", "resolve", ref, by, who)

    def reopens(self, ref: str, by: str = "agent") -> Sequence[Webhook]:
        self.conversations[ref]["status"] = "reopened"
        return self._told("conversation_reopen", "reopen", ref, by, {"reopener": by, "reopener_id": AGENTS["Ana"]})

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError

    def echoes(self, ref: str) -> Sequence[Webhook]:
        """Every message of a conversation, as Freshchat tells of all that are made, ours too."""
        return [self._message_webhook(ref, one) for one in self.messages[ref]]

    def _spoke(self, ref: str, name: str, kind: str, parts: Sequence[Mapping[str, Any]]) -> Sequence[Webhook]:
        AGENTS.setdefault(name, f"agent-{name.lower()}")
        given = {"message_parts": list(parts), "message_type": kind, "actor_type": "agent", "actor_id": AGENTS[name]}
        return (self._message_webhook(ref, self._put(ref, given)),)

    def _message_webhook(self, ref: str, one: Mapping[str, Any]) -> Webhook:
        beside = {"app_id": APP, "channel_id": CHANNEL, "conversation_id": ref, "message_source": "web"}
        return self._signed("message_create", one["actor_type"], {"message": {**one, **beside}})

    def _assigned(self, ref: str, agent: str, group: str = GROUP) -> Sequence[Webhook]:
        one = self.conversations[ref]
        before = {
            "from_agent_id": one.get("assigned_agent_id", ""),
            "from_group_id": one.get("assigned_group_id", GROUP),
        }
        one |= {"assigned_agent_id": agent, "assigned_group_id": group, "status": "assigned"}
        after = {"to_agent_id": agent, "to_group_id": group}
        who = {"assignor": "agent", "assignor_id": AGENTS["Ana"], **after, **before}
        return self._told("conversation_assignment", "assignment", ref, "agent", who)

    def _told(self, action: str, name: str, ref: str, by: str, about: Mapping[str, Any]) -> Sequence[Webhook]:
        now = {key: value for key, value in self._shown(ref).items() if key != "users"}
        return (self._signed(action, by, {name: {**about, "conversation": now}}),)

    def _signed(self, action: str, actor: str, data: Mapping[str, Any]) -> Webhook:
        self.made += 1
        who = {"actor_type": actor, "actor_id": AGENTS["Ana"]}
        body = json.dumps({"actor": who, "action": action, "action_time": self._moment(), "data": data}).encode()
        return Webhook(headers_for(body), body, self.now())


def headers_for(body: bytes, key: str = "first") -> dict[str, str]:
    found = signing_key(key).sign(body, PKCS1v15(), SHA256())
    return {
        "x-freshchat-signature": b64encode(found).decode(),
        "x-retry-count": "0",
        "x-freshchat-payload-version": "1.0",
        "content-type": "application/json",
    }


def _agent(name: str) -> dict[str, Any]:
    email = f"{name.lower()}@shop.example"
    return {"id": AGENTS[name], "first_name": name, "last_name": "", "email": email, "is_deactivated": False}


def _seen(one: Mapping[str, Any]) -> Seen:
    by = "customer" if one["actor_type"] == "user" else "us" if one["actor_id"] == AGENTS["Segue"] else "agent"
    words = "\n".join(piece["text"]["content"] for piece in one["message_parts"] if "text" in piece)
    files = tuple(piece["file"]["name"] for piece in one["message_parts"] if "file" in piece)
    return Seen(by, words, one["message_type"] == "private", files)
