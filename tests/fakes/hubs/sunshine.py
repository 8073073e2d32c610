"""Sunshine Conversations as a test plays it, with the Agent Workspace behind its switchboard.

Bodies, answers and events as https://developer.zendesk.com/api-reference/conversations/ has them; what is not described
there (that a ticket takes `dataCapture` fields when control is passed, and never later) as Zendesk's guides say.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

APP = "5d8cff3cd55b040010928b5b"
BASE = f"/sc/v2/apps/{APP}"
BOARD = "5ef21b86e933b7355c11c600"
SECRET = "wh-shared-secret"
INTEGRATIONS = {
    "segue": {"id": "5ef21b86e933b7355c11c604", "integrationType": "custom", "deliverStandbyEvents": True},
    "zd-agentWorkspace": {
        "id": "5ef21b86e933b7355c11c605",
        "integrationType": "zd:agentWorkspace",
        "deliverStandbyEvents": False,
    },
}
PAGE = 100


@dataclass
class Conversation:
    id: str
    user: str
    metadata: dict[str, Any]
    display_name: str = ""
    active: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    ticket: dict[str, str] = field(default_factory=dict)  # dataCapture fields, as they were when it began
    echoes: list[dict[str, Any]] = field(default_factory=list)  # of our own calls, not yet told


@dataclass
class Played:
    kind: str = "sunshine"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "account": "shop",
            "app": APP,
            "key": "app_5d8cff3cd55b040010928b5c",
            "integration": "segue",
            "secret": "sunshine_key",
            "webhook_secret": "sunshine_webhook",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"sunshine_key": "k3y", "sunshine_webhook": SECRET})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)  # by external id
    conversations: dict[str, Conversation] = field(default_factory=dict)
    page: int = PAGE
    _ids: int = 0
    _ticks: int = 0

    # ---- the API

    def answer(self, asked: Asked) -> Said:
        wanted = "Basic " + b64encode(f"{self.settings['key']}:{self.secrets['sunshine_key']}".encode()).decode()
        if asked.headers.get("Authorization") != wanted:
            return _error(401, "unauthorized")
        if not asked.path.startswith(BASE):
            return _error(404, "app_not_found")
        return answered(self.faults, lambda: self._answer(asked))

    def _answer(self, asked: Asked) -> Said:
        path = asked.path.removeprefix(BASE)
        for method, pattern, act in ROUTES:
            found = re.fullmatch(pattern, path)
            if found and asked.method == method:
                body = json.loads(asked.body) if asked.body else {}
                return act(self, body, asked, *map(unquote, found.groups()))
        return _error(404, "not_found")

    def _app(self, body: Any, asked: Asked) -> Said:
        return Said({"app": {"id": APP, "displayName": "Shop", "settings": {}, "metadata": {}}})

    def _boards(self, body: Any, asked: Asked) -> Said:
        return Said({"switchboards": [{"id": BOARD, "enabled": True}]})

    def _integrations(self, body: Any, asked: Asked, board: str) -> Said:
        listed = [{"name": name, "integrationId": BOARD, **one} for name, one in INTEGRATIONS.items()]
        return Said({"switchboardIntegrations": listed})

    def _make_user(self, body: Any, asked: Asked) -> Said:
        if body["externalId"] in self.users:
            return _error(409, "conflict")
        user = {"id": self._id(), "externalId": body["externalId"], "profile": body.get("profile", {}), "metadata": {}}
        self.users[body["externalId"]] = user
        return Said({"user": user}, 201)

    def _get_user(self, body: Any, asked: Asked, id_: str) -> Said:
        return Said({"user": self.users[id_]}) if id_ in self.users else _error(404, "user_not_found")

    def _make_conversation(self, body: Any, asked: Asked) -> Said:
        (participant,) = body["participants"]
        if participant["userExternalId"] not in self.users:
            return _error(404, "user_not_found")
        made = Conversation(self._id(), participant["userExternalId"], dict(body.get("metadata", {})))
        made.display_name = body.get("displayName", "")
        self.conversations[made.id] = made
        return Said({"conversation": self._shown(made)}, 201)

    def _list_conversations(self, body: Any, asked: Asked) -> Said:
        user = asked.query["filter[userExternalId]"]
        listed = [self._shown(one) for one in self.conversations.values() if one.user == user]
        return Said({"conversations": listed, "meta": {"hasMore": False}, "links": {}})

    def _get_conversation(self, body: Any, asked: Asked, id_: str) -> Said:
        if id_ not in self.conversations:
            return _error(404, "conversation_not_found")
        return Said({"conversation": self._shown(self.conversations[id_])})

    def _list_messages(self, body: Any, asked: Asked, id_: str) -> Said:
        """A page backwards from the newest unless a cursor says where; `hasMore` is of the direction of paging."""
        if id_ not in self.conversations:
            return _error(404, "not_found")
        whole = self.conversations[id_].messages
        ids = [one["id"] for one in whole]
        if "page[after]" in asked.query:
            rest = whole[ids.index(asked.query["page[after]"]) + 1 :]
            shown, more = rest[: self.page], len(rest) > self.page
        else:
            before = asked.query.get("page[before]")
            rest = whole[: ids.index(before)] if before else whole
            shown, more = rest[-self.page :], len(rest) > self.page
        meta: dict[str, Any] = {"hasMore": more}
        if shown:
            meta |= {"afterCursor": shown[-1]["id"], "beforeCursor": shown[0]["id"]}
        return Said({"messages": shown, "meta": meta, "links": {}})

    def _post_message(self, body: Any, asked: Asked, id_: str) -> Said:
        if id_ not in self.conversations:
            return _error(404, "conversation_not_found")
        if _too_much(body.get("metadata")) or _units(body["content"].get("text", "")) > 4_096:
            return _error(400, "bad_request")
        author = {name: value for name, value in body["author"].items() if name != "userExternalId"}
        if author["type"] == "user":
            if body["author"].get("userExternalId") != self.conversations[id_].user:
                return _error(404, "user_not_found")
            user = self.users[body["author"]["userExternalId"]]
            author |= {"userId": user["id"], "displayName": user["profile"].get("givenName", "Web User")}
        made = self._add(id_, author, body["content"], "api:conversations", body.get("metadata"))
        self.conversations[id_].echoes.append(self._event("conversation:message", id_, message=made))
        return Said({"messages": [made]}, 201)

    def _pass(self, body: Any, asked: Asked, id_: str) -> Said:
        if id_ not in self.conversations:
            return _error(404, "conversation_not_found")
        to = "zd-agentWorkspace" if body["switchboardIntegration"] == "next" else body["switchboardIntegration"]
        if to not in INTEGRATIONS or _too_much(body.get("metadata")):
            return _error(400, "bad_request")
        there = self.conversations[id_]
        if to == "zd-agentWorkspace" and there.active != to and not there.ticket:
            there.ticket = {name: value for name, value in body.get("metadata", {}).items() if "dataCapture" in name}
        there.active = to
        there.echoes.append(self._event("switchboard:passControl", id_, metadata=body.get("metadata")))
        return Said({})

    def _release(self, body: Any, asked: Asked, id_: str) -> Said:
        if id_ not in self.conversations:
            return _error(404, "conversation_not_found")
        self.conversations[id_].active = ""
        self.conversations[id_].echoes.append(
            self._event("switchboard:releaseControl", id_, metadata=body.get("metadata"))
        )
        return Said({})

    def _add(self, id_: str, author: Any, content: Any, source: str, metadata: Any = None) -> dict[str, Any]:
        made = {"id": self._id(), "received": self._time(), "author": author, "content": content}
        made |= {"source": {"type": source}} | ({"metadata": metadata} if metadata else {})
        self.conversations[id_].messages.append(made)
        return made

    def _shown(self, one: Conversation) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": one.id, "type": "personal", "metadata": one.metadata, "isDefault": False}
        if one.display_name:
            shown["displayName"] = one.display_name
        if one.active:
            shown["activeSwitchboardIntegration"] = self._integration(one.active)
        return shown

    def _integration(self, name: str) -> dict[str, Any]:
        one = INTEGRATIONS[name]
        return {"id": one["id"], "name": name, "integrationId": BOARD, "integrationType": one["integrationType"]}

    def _id(self) -> str:
        self._ids += 1
        return f"{self._ids:024x}"

    def _time(self) -> str:
        """Each a little later than the one before, as no two messages are received at once."""
        self._ticks += 1
        return (
            (self.now() + timedelta(milliseconds=self._ticks % 500))
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z")
        )

    # ---- what is seen there

    def refs(self) -> Sequence[str]:
        return list(self.conversations)

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.conversations[ref].messages]

    def fields(self, ref: str) -> Mapping[str, Any]:
        there = self.conversations[ref]
        found = {name.removeprefix("dataCapture.systemField."): value for name, value in there.ticket.items()}
        tags = [one for one in found.pop("tags", "").split(",") if one]
        return {**found, "tags": tags, "subject": there.display_name, "team": found.get("group_id", "")}

    def closed(self, ref: str) -> bool:
        return self.conversations[ref].active != "zd-agentWorkspace"

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # ---- what its people do

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return ()

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        author = {"type": "business", "displayName": name, "subtypes": ["agent"]}
        said = [{"type": "text", "text": text}] if text else []
        said += [{"type": "file", "mediaUrl": url, "altText": url.rpartition("/")[2]} for url in files]
        events = []
        for content in said:
            made = self._add(ref, author, content, "zd:agentWorkspace")
            told = {**made, "author": {"type": "business", "displayName": name}}  # events have no subtypes
            events.append(self._event("conversation:message", ref, message=told))
        return [self._webhook(ref, *events)]

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        activity = {"type": "typing:start", "author": {"type": "business"}, "source": {"type": "zd:agentWorkspace"}}
        return [self._webhook(ref, self._event("conversation:typing", ref, activity=activity))]

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """An internal note of the ticket never reaches Sunshine Conversations."""
        return ()

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError

    def returns(self, ref: str) -> Sequence[Webhook]:
        self.conversations[ref].active = "segue"
        return [self._webhook(ref, self._event("switchboard:passControl", ref, metadata={}))]

    def ends(self, ref: str) -> Sequence[Webhook]:
        self.conversations[ref].active = ""
        author = {"type": "business", "subtypes": ["activity"]}
        made = self._add(ref, author, {"type": "text", "text": "Your ticket was closed"}, "system")
        self.conversations[ref].messages[-1] = {**made, "activity": {"type": "ticket:closed", "data": {}}}
        told = {**made, "author": {"type": "business"}}
        return [
            self._webhook(ref, self._event("conversation:message", ref, message=told)),
            self._webhook(ref, self._event("switchboard:releaseControl", ref, reason="ticketClosed")),
        ]

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError

    def _event(self, type_: str, ref: str, **payload: Any) -> dict[str, Any]:
        there = self._shown(self.conversations[ref])
        shown = {name: there[name] for name in there if name not in ("isDefault", "displayName")}
        payload = {name: value for name, value in payload.items() if value is not None}
        told = {"id": self._id(), "type": type_, "createdAt": self._time()}
        return {**told, "payload": {"conversation": shown, **payload}}

    def _webhook(self, ref: str, *events: dict[str, Any]) -> Webhook:
        """What we did ourselves is told as well, with what its people did."""
        echoes, self.conversations[ref].echoes = self.conversations[ref].echoes, []
        body = {"app": {"id": APP}, "webhook": {"id": BOARD, "version": "v2"}, "events": [*echoes, *events]}
        return Webhook({"content-type": "application/json", "x-api-key": SECRET}, json.dumps(body).encode(), self.now())


def _seen(one: Mapping[str, Any]) -> Seen:
    ours = "segue" in one.get("metadata", {})
    kinds = {"user": "customer", "business": "us" if ours else "agent"}
    content = one["content"]
    files = (content["mediaUrl"],) if "mediaUrl" in content else ()
    return Seen(kinds[one["author"]["type"]], content.get("text", ""), files=files)


def _too_much(metadata: Any) -> bool:
    odd = not all(isinstance(one, str | int | float | bool) for one in (metadata or {}).values())
    return odd or len(json.dumps(metadata or {}, ensure_ascii=False).encode()) > 4_096


def _error(status: int, code: str) -> Said:
    return Said({"errors": [{"code": code, "title": code}]}, status)


_CONVERSATION = "/conversations/([^/]+)"
ROUTES: Sequence[tuple[str, str, Any]] = (
    ("GET", "", Played._app),
    ("GET", "/switchboards", Played._boards),
    ("GET", "/switchboards/([^/]+)/switchboardIntegrations", Played._integrations),
    ("POST", "/users", Played._make_user),
    ("GET", "/users/([^/]+)", Played._get_user),
    ("POST", "/conversations", Played._make_conversation),
    ("GET", "/conversations", Played._list_conversations),
    ("GET", _CONVERSATION, Played._get_conversation),
    ("GET", f"{_CONVERSATION}/messages", Played._list_messages),
    ("POST", f"{_CONVERSATION}/messages", Played._post_message),
    ("POST", f"{_CONVERSATION}/passControl", Played._pass),
    ("POST", f"{_CONVERSATION}/releaseControl", Played._release),
)


def _units(text: str) -> int:
    """As JavaScript counts characters, the stricter way to read the limit."""
    return len(text.encode("utf-16-le")) // 2
