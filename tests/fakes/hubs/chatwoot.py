"""Chatwoot as one account has it: contacts and their places in inboxes, conversations, messages, a team, agents.

Played after its description and its own source: a message's kind is a number in answers and a word in webhooks, ids of
messages are numbers that grow, messages come in pages of twenty or, after an id, of a hundred, custom attributes are
overwritten as a whole, and all that an app does is told by webhook, too (`echoes`).
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

TOKEN, SIGNING, ACCOUNT, INBOX, PUBLIC, TEAM = "tok-played", "played-webhook-secret", 1, 5, "inboxAbc123", 7
AGENTS = {"Segue": 1, "Ana": 2, "Ben": 3}
WORDS = {0: "incoming", 1: "outgoing", 2: "activity"}
Item = dict[str, Any]


@dataclass
class Played:
    kind: str = "chatwoot"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "url": "https://chat.shop.example",
            "account": str(ACCOUNT),
            "inbox": str(INBOX),
            "inbox_identifier": PUBLIC,
            "secret": "chatwoot_token",
            "webhook_secret": "chatwoot_signing",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"chatwoot_token": TOKEN, "chatwoot_signing": SIGNING})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    signs: bool = True
    contacts: dict[int, Item] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    rooms: dict[int, Item] = field(default_factory=dict)
    said: dict[int, list[Item]] = field(default_factory=dict)
    typing: dict[int, bool] = field(default_factory=dict)
    echoes: list[Webhook] = field(default_factory=list)
    titles: dict[str, Item] = field(default_factory=dict)
    administrator: bool = True

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    # ---- the API ----

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._said(asked))

    def _said(self, asked: Asked) -> Said:
        if not asked.path.startswith("/public/") and asked.headers.get("api_access_token") != TOKEN:
            return Said({"errors": ["You need to sign in or sign up before continuing."]}, 401)
        body = json.loads(asked.body) if asked.body else {}
        for method, pattern, make in _OPERATIONS:
            found = re.fullmatch(pattern, asked.path)
            if method == asked.method and found:
                named = found.groupdict()
                room = self.rooms.get(int(named["room"])) if "room" in named else {}
                if room is None:
                    return Said({"error": "Resource could not be found"}, 404)
                given = {**asked.query, **{name: one for name, one in named.items() if name != "room"}}
                said = make(self, room, body, given)
                return Said(said.body if isinstance(said.body, bytes) else json.loads(said.content), said.status)
        return Said({"error": "Resource could not be found"}, 404)

    def _profile(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        accounts = [{"id": ACCOUNT, "name": "Shop", "role": "agent"}]
        return Said({"id": 1, "name": "Segue", "email": "segue@shop.example", "accounts": accounts})

    def _filter(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        (asked,) = body["payload"]
        found = [one for one in self.contacts.values() if one[asked["attribute_key"]] in asked["values"]]
        return Said({"meta": {"count": len(found), "current_page": "1"}, "payload": found})

    def _new_contact(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        if any(one["identifier"] == body["identifier"] for one in self.contacts.values()):
            return Said({"message": "Identifier has already been taken", "attributes": ["identifier"]}, 422)
        id_ = next(self._count)
        facts = {name: body.get(name) for name in ("name", "identifier", "email")}
        self.contacts[id_] = {"id": id_, **facts, "custom_attributes": body.get("custom_attributes", {})}
        source = f"random-{id_}"
        self.places[source] = id_
        place = {"source_id": source, "inbox": {"id": INBOX, "name": "Segue"}}
        return Said({"payload": {"contact": self.contacts[id_], "contact_inbox": place}})

    def _enter(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        contact = int(given["contact"])
        if self.places.setdefault(body["source_id"], contact) != contact:
            return Said({"message": "Source has already been taken"}, 422)
        return Said({"source_id": body["source_id"], "inbox": {"id": INBOX, "name": "Segue"}})

    def _theirs(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        found = [one for one in self.rooms.values() if one["contact"] == int(given["contact"])]
        return Said({"payload": [self._room(one) for one in reversed(found)][:20]})

    def _new_conversation(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        if self.places.get(body["source_id"]) != body["contact_id"] or body["inbox_id"] != INBOX:
            return Said({"error": "Resource could not be found"}, 404)
        id_ = next(self._count)
        self.rooms[id_] = {
            **{"id": id_, "contact": body["contact_id"], "source": body["source_id"], "status": body["status"]},
            **{"custom_attributes": body.get("custom_attributes", {}), "labels": [], "priority": None},
            **{"assignee": None, "team": body.get("team_id"), "at": self._at()},
        }
        self.said[id_] = []
        self._echo("conversation_created", id_)
        return Said({"id": id_, "account_id": ACCOUNT, "inbox_id": INBOX})

    def _conversation(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        return Said(self._room(room))

    def _messages(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        listed = self.said[room["id"]]
        after = [one for one in listed if one["id"] > int(given["after"])][:100] if "after" in given else listed[-20:]
        return Said({"meta": {"labels": room["labels"]}, "payload": after})

    def _new_message(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        if len(body["content"]) > 150_000:
            return Said({"message": "Content is too long"}, 422)
        incoming = body["message_type"] == "incoming"
        sender = self.contacts[room["contact"]] if incoming else _user("Segue")
        made = self._add(room, 0 if incoming else 1, body["content"], sender, private=body.get("private", False))
        self.echoes.append(self._told_of(made, room))
        return Said(made)

    def _status(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        self.echoes.extend(self._turns(room, body["status"]))
        payload = {"success": True, "current_status": room["status"], "conversation_id": room["id"]}
        return Said({"meta": {}, "payload": payload})

    def _priority(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        room["priority"] = body["priority"]
        self._echo("conversation_updated", room["id"], priority=(None, body["priority"]))
        return Said(b"")

    def _attributes(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        room["custom_attributes"] = body["custom_attributes"]
        self._echo("conversation_updated", room["id"], custom_attributes=({}, body["custom_attributes"]))
        return Said({"custom_attributes": room["custom_attributes"]})

    def _labels(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        room["labels"] = body["labels"]
        self._echo("conversation_updated", room["id"], label_list=([], body["labels"]))
        return Said({"payload": room["labels"]})

    def _titles(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        return Said({"payload": list(self.titles.values())})

    def _new_title(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        """Titles are kept in lower case; who may not is told so with 401."""
        if not self.administrator:
            return Said({"error": "You are not authorized to do this action"}, 401)
        title = body["label"]["title"].lower()
        if title in self.titles:
            return Said({"message": "Title has already been taken", "attributes": ["title"]}, 422)
        made = {"id": next(self._count), "title": title, "description": body["label"].get("description")}
        self.titles[title] = {**made, "color": "#1f93ff", "show_on_sidebar": None}
        return Said(self.titles[title])

    def _typing(self, room: Item, body: Item, given: Mapping[str, str]) -> Said:
        if given["inbox"] != PUBLIC or given["source"] != room["source"]:
            return Said({"error": "Resource could not be found"}, 404)
        self.typing[room["id"]] = given["typing_status"] == "on"
        return Said(b"")

    # ---- what its people see ----

    def refs(self) -> Sequence[str]:
        return [str(id_) for id_ in self.rooms]

    def seen(self, ref: str) -> Sequence[Seen]:
        return [_seen(one) for one in self.said[int(ref)] if one["message_type"] != 2]

    def fields(self, ref: str) -> Mapping[str, Any]:
        room = self.rooms[int(ref)]
        shown = {"priority": room["priority"], "tags": room["labels"], "team": room["team"] and str(room["team"])}
        return {**shown, **room["custom_attributes"], "name": self.contacts[room["contact"]]["name"]}

    def closed(self, ref: str) -> bool:
        return bool(self.rooms[int(ref)]["status"] == "resolved")

    def customer_types(self, ref: str) -> bool:
        return self.typing.get(int(ref), False)

    # ---- what its people do ----

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self.transfers(ref, name)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        room = self.rooms[int(ref)]
        before, room["assignee"] = room["assignee"], to
        self._add(room, 2, f"Assigned to {to} by {to}", None)
        ids = (AGENTS[before] if before else None, AGENTS[to])
        return (self._event("conversation_updated", room, assignee_id=ids),)

    def to_team(self, ref: str) -> Sequence[Webhook]:
        room = self.rooms[int(ref)]
        before, room["team"] = room["team"], TEAM
        return (self._event("conversation_updated", room, team_id=(before, TEAM)),)

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        room, url = self.rooms[int(ref)], "https://chat.shop.example/rails/active_storage/blobs/"
        attached = [{"id": at, "file_type": "file", "data_url": url + one} for at, one in enumerate(files, 1)]
        made = self._add(room, 1, text or None, _user(name), **({"attachments": attached} if attached else {}))
        return (self._told_of(made, room),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        shown = {"event": "conversation_typing_on", "user": _user(name), "is_private": False}
        return (self.signed({**shown, "conversation": self._room(self.rooms[int(ref)])}),)

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        room = self.rooms[int(ref)]
        return (self._told_of(self._add(room, 1, text, _user(name), private=True), room),)

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self._turns(self.rooms[int(ref)], "pending")

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self._turns(self.rooms[int(ref)], "resolved")

    def reopens(self, ref: str) -> Sequence[Webhook]:
        return self._turns(self.rooms[int(ref)], "open")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        room = self.rooms[int(ref)]
        before = list(room["labels"])
        room["labels"] = [*before, "segue-" + label.replace("_", "-")]
        return (self._event("conversation_updated", room, label_list=(before, room["labels"])),)

    # ---- messages and events ----

    def _turns(self, room: Item, status: str) -> Sequence[Webhook]:
        """It is told twice: as what it is, and as a change."""
        before, room["status"] = room["status"], status
        self._add(room, 2, f"Conversation was marked {status} by Ana", None)
        events = ("conversation_status_changed", "conversation_updated")
        return tuple(self._event(event, room, status=(before, status)) for event in events)

    def _add(self, room: Item, kind: int, words: str | None, sender: Item | None, **more: Any) -> Item:
        at = self._at()
        made = {"id": next(self._count) + 10_000, "content": words, "account_id": ACCOUNT, "inbox_id": INBOX}
        made |= {"conversation_id": room["id"], "message_type": kind, "created_at": at, "private": False}
        made |= {"status": "sent", "content_type": "text", "content_attributes": {}, **more}
        made |= {"sender": sender} if sender else {}
        self.said[room["id"]].append(made)
        room["at"] = at
        return {name: value for name, value in made.items() if value is not None}

    def _told_of(self, message: Item, room: Item) -> Webhook:
        names = ("id", "content", "private", "content_type", "content_attributes", "attachments", "sender")
        shown = {name: message[name] for name in names if name in message}
        at = datetime.fromtimestamp(message["created_at"], UTC).isoformat(timespec="milliseconds")
        shown |= {"message_type": WORDS[message["message_type"]], "created_at": at.replace("+00:00", "Z")}
        about = {"account": {"id": ACCOUNT, "name": "Shop"}, "inbox": {"id": INBOX, "name": "Segue"}}
        return self.signed({"event": "message_created", **about, **shown, "conversation": self._room(room)})

    def _echo(self, event: str, id_: int, **changed: tuple[Any, Any]) -> None:
        self.echoes.append(self._event(event, self.rooms[id_], **changed))

    def _event(self, event: str, room: Item, **changed: tuple[Any, Any]) -> Webhook:
        room["at"] = self._at()
        listed = [{name: {"previous_value": old, "current_value": new}} for name, (old, new) in changed.items()]
        return self.signed({"event": event, **self._room(room), "changed_attributes": listed})

    def _room(self, room: Item) -> Item:
        meta = {"sender": self.contacts[room["contact"]], "channel": "Channel::Api"}
        meta |= {"assignee": _user(room["assignee"])} if room["assignee"] else {}
        meta |= {"team": {"id": room["team"], "name": "Billing team"}} if room["team"] else {}
        names = ("id", "status", "labels", "custom_attributes")
        shown = {name: room[name] for name in names} | ({"priority": room["priority"]} if room["priority"] else {})
        return {**shown, "account_id": ACCOUNT, "inbox_id": INBOX, "meta": meta, "updated_at": float(room["at"])}

    def signed(self, told: Any, secret: str = SIGNING) -> Webhook:
        """Older versions sign nothing: their people write the secret into the address."""
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        at = self.now()
        url = "https://segue.shop.example/v1/hubs/desk/webhook"
        if not self.signs:
            return Webhook({"content-type": "application/json"}, body, at, url=f"{url}?secret={secret}")
        dated = str(int(at.timestamp()))
        digest = hmac.new(secret.encode(), f"{dated}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {"x-chatwoot-signature": f"sha256={digest}", "x-chatwoot-timestamp": dated}
        return Webhook({"content-type": "application/json", **headers}, body, at, url=url)

    def _at(self) -> int:
        return int(self.now().timestamp())


def _user(name: str) -> Item:
    return {"id": AGENTS[name], "name": name, "email": f"{name.lower()}@shop.example", "type": "user"}


def _seen(one: Item) -> Seen:
    sender = one.get("sender", {})
    by = "customer" if one["message_type"] == 0 else "us" if sender.get("name") == "Segue" else "agent"
    files = tuple(file["data_url"].rsplit("/", 1)[-1] for file in one.get("attachments", ()))
    return Seen(by, one["content"] or "", one["private"], files)


_API = f"/api/v1/accounts/{ACCOUNT}"
_ROOM = f"{_API}/conversations/(?P<room>[0-9]+)"
_OPERATIONS: Sequence[tuple[str, str, Callable[..., Said]]] = (
    ("GET", "/api/v1/profile", Played._profile),
    ("GET", f"{_API}/labels", Played._titles),
    ("POST", f"{_API}/labels", Played._new_title),
    ("POST", f"{_API}/contacts/filter", Played._filter),
    ("POST", f"{_API}/contacts", Played._new_contact),
    ("POST", f"{_API}/contacts/(?P<contact>[0-9]+)/contact_inboxes", Played._enter),
    ("GET", f"{_API}/contacts/(?P<contact>[0-9]+)/conversations", Played._theirs),
    ("POST", f"{_API}/conversations", Played._new_conversation),
    ("GET", _ROOM, Played._conversation),
    ("GET", f"{_ROOM}/messages", Played._messages),
    ("POST", f"{_ROOM}/messages", Played._new_message),
    ("POST", f"{_ROOM}/toggle_status", Played._status),
    ("POST", f"{_ROOM}/toggle_priority", Played._priority),
    ("POST", f"{_ROOM}/custom_attributes", Played._attributes),
    ("POST", f"{_ROOM}/labels", Played._labels),
    (
        "POST",
        "/public/api/v1/inboxes/(?P<inbox>[^/]+)/contacts/(?P<source>[^/]+)/conversations/(?P<room>[0-9]+)/toggle_typing",
        Played._typing,
    ),
)
