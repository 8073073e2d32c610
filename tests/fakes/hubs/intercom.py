"""Intercom as one workspace has it: contacts, conversations and tickets with their parts, tags, teammates and a team.

Played after its description and its pages on webhooks: an event holds the conversation with the parts that are new;
what an app does is told by webhook, too (`echoes`); attributes that the workspace does not have are refused.
"""

from __future__ import annotations

import hashlib
import hmac
import html
import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.answers import plain
from segue.ports.hubs import Webhook

TOKEN, SIGNING, SEGUE, TEAM, TYPE = "dG9rOnBsYXllZA", "played-client-secret", "814860", "5267741", "1234"
ADMINS = {"Segue": SEGUE, "Ana": "274", "Ben": "275"}
ATTRIBUTES = frozenset({"segue_id", "segue_urgency", "segue_reason", "segue_sla", "segue_link"})
Item = dict[str, Any]


@dataclass
class Played:
    kind: str = "intercom"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "admin": SEGUE,
            "ticket_type": TYPE,
            "secret": "intercom_token",
            "webhook_secret": "intercom_signing",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"intercom_token": TOKEN, "intercom_signing": SIGNING})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    attributes: frozenset[str] = ATTRIBUTES
    contacts: dict[str, Item] = field(default_factory=dict)
    rooms: dict[str, Item] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    echoes: list[Webhook] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    # ---- the REST API ----

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._said(asked))

    def _said(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(401, "unauthorized")
        body = json.loads(asked.body) if asked.body else {}
        path = unquote(asked.path)
        for method, pattern, make in _OPERATIONS:
            found = re.fullmatch(pattern, path)
            if method == asked.method and found:
                ref = found.groupdict().get("ref", "")
                if ref and ref not in self.rooms:
                    return _error(404, "not_found")
                said = make(self, body, *found.groups())
                return replace(said, body=json.loads(json.dumps(_shown(said.body))))
        return _error(404, "not_found")

    def _me(self, body: Item) -> Said:
        app = {"type": "app", "id_code": "abc123", "name": "Shop", "region": "US", "created_at": 1}
        return Said({**self._admin("Segue"), "app": app})

    def _admins(self, body: Item) -> Said:
        return Said({"type": "admin.list", "admins": [self._admin(name) for name in ADMINS]})

    def _teams(self, body: Item) -> Said:
        team = {"type": "team", "id": TEAM, "name": "Billing team", "admin_ids": [274]}
        return Said({"type": "team.list", "teams": [team]})

    def _admin(self, name: str) -> Item:
        return {"type": "admin", "id": ADMINS[name], "name": name, "email": f"{name.lower()}@shop.example"}

    def _contact_by(self, body: Item, external: str) -> Said:
        found = next((one for one in self.contacts.values() if one["external_id"] == external), None)
        return Said(found) if found else _error(404, "not_found")

    def _new_contact(self, body: Item) -> Said:
        if any(one["external_id"] == body.get("external_id") for one in self.contacts.values()):
            return _error(409, "conflict")
        id_ = f"{next(self._count):024x}"
        self.contacts[id_] = {"type": "contact", "id": id_, **body}
        return Said(self.contacts[id_])

    def _new_conversation(self, body: Item) -> Said:
        contact = self.contacts.get(body["from"]["id"])
        if contact is None:
            return _error(404, "not_found")
        ref, at = str(next(self._count) + 400_000), self._at()
        words = f"<p>{html.escape(body['body'])}</p>".replace("\n", "<br>")
        source = {"type": "conversation", "id": f"{ref}0", "delivered_as": "customer_initiated", "subject": ""}
        self.rooms[ref] = {
            **{"type": "conversation", "id": ref, "created_at": at, "updated_at": at, "open": True, "state": "open"},
            **{"title": None, "admin_assignee_id": None, "team_assignee_id": None, "custom_attributes": {}},
            "tags": {"type": "tag.list", "tags": []},
            "contacts": {"type": "contact.list", "contacts": [_reference(contact)]},
            "source": {**source, "body": words, "author": _person(contact), "attachments": []},
            "conversation_parts": {"type": "conversation_part.list", "conversation_parts": [], "total_count": 0},
        }
        self.echoes.append(self.event("conversation.user.created", ref, ()))
        message = {"type": "user_message", "id": f"{ref}0", "created_at": at, "body": body["body"]}
        return Said({**message, "message_type": "inapp", "conversation_id": ref})

    def _search(self, body: Item, kind: str) -> Said:
        asked = {(one["field"], one["operator"]): one["value"] for one in body["query"]["value"]}
        contact, since = asked["contact_ids", "="], int(asked["created_at", ">"])
        found = [
            {name: value for name, value in one.items() if name != "conversation_parts"}
            for one in self.rooms.values()
            if one["type"] == kind.rstrip("s") and one["contacts"]["contacts"][0]["id"] == contact
            if one["created_at"] > since
        ]
        pages = {"type": "pages", "page": 1, "per_page": body["pagination"]["per_page"], "total_pages": 1}
        return Said({"type": f"{kind.rstrip('s')}.list", "pages": pages, "total_count": len(found), kind: found})

    def _whole(self, body: Item, kind: str, ref: str) -> Said:
        return Said(self.rooms[ref])

    def _put(self, body: Item, kind: str, ref: str) -> Said:
        room = self.rooms[ref]
        if set(body.get("custom_attributes", {})) - self.attributes:
            return _error(400, "parameter_invalid")
        if "custom_attributes" in body:
            room["custom_attributes"].update(body["custom_attributes"])
        room.update({name: body[name] for name in ("title", "open") if name in body})
        return Said(room)

    def _reply(self, body: Item, kind: str, ref: str) -> Said:
        if body["type"] == "user":
            contact = self.contacts.get(body["intercom_user_id"])
            if contact is None:
                return _error(404, "not_found")
            words = f"<p>{html.escape(body['body'])}</p>".replace("\n", "<br>")
            made = self._add(ref, "comment", words, _person(contact))
            self.echoes.append(self.event("conversation.user.replied", ref, (made,)))
        else:
            made = self._add(ref, body["message_type"], body["body"], self._admin("Segue"))
            self.echoes.append(self.event("conversation.admin.noted", ref, (made,)))
        return Said(made if kind == "tickets" else self.rooms[ref])

    def _manage(self, body: Item, ref: str) -> Said:
        room, kind = self.rooms[ref], body["message_type"]
        if kind == "assignment":
            if body["type"] == "team" and body["assignee_id"] != TEAM:
                return _error(404, "assignee_not_found")
            room["team_assignee_id"] = int(body["assignee_id"])
            to = {"type": body["type"], "id": body["assignee_id"]}
            made = self._add(ref, "assignment", None, self._admin("Segue"), assigned_to=to)
            self.echoes.append(self.event("conversation.admin.assigned", ref, (made,)))
        else:
            room.update({"open": False, "state": "closed"})
            made = self._add(ref, "close", None, self._admin("Segue"))
            self.echoes.append(self.event("conversation.admin.closed", ref, (made,)))
        return Said(room)

    def _tags(self, body: Item) -> Said:
        listed = [{"type": "tag", "id": id_, "name": name} for name, id_ in self.tags.items()]
        return Said({"type": "list", "data": listed})

    def _new_tag(self, body: Item) -> Said:
        there = (one for one in self.tags if one.lower() == body["name"].lower())
        id_ = self.tags.setdefault(next(there, body["name"]), str(len(self.tags) + 70))
        return Said({"type": "tag", "id": id_, "name": body["name"]})

    def _tag(self, body: Item, kind: str, ref: str) -> Said:
        name = next((name for name, id_ in self.tags.items() if id_ == body["id"]), None)
        if name is None:
            return _error(404, "not_found")
        tag = {"type": "tag", "id": body["id"], "name": name}
        listed = self.rooms[ref].setdefault("tags", {"type": "tag.list", "tags": []})["tags"]
        if tag not in listed:
            listed.append(tag)
        return Said(tag)

    def _new_ticket(self, body: Item) -> Said:
        contact = self.contacts.get(body["contacts"][0]["id"])
        if contact is None or body["ticket_type_id"] != TYPE:
            return _error(400, "parameter_invalid")
        ref, at = str(next(self._count) + 600_000), self._at()
        self.rooms[ref] = {
            **{"type": "ticket", "id": ref, "ticket_id": "17", "category": "Customer", "open": True},
            **{"created_at": at, "updated_at": at, "is_shared": True, "ticket_attributes": body["ticket_attributes"]},
            **body.get("assignment", {}),
            "contacts": {"type": "contact.list", "contacts": [_reference(contact)]},
            "ticket_parts": {"type": "ticket_part.list", "ticket_parts": [], "total_count": 0},
        }
        return Said(self.rooms[ref])

    # ---- what its people see ----

    def refs(self) -> Sequence[str]:
        return list(self.rooms)

    def seen(self, ref: str) -> Sequence[Seen]:
        room = self.rooms[ref]
        parts = [one for one in self._parts(ref) if one["body"] or one.get("attachments")]
        found = [_seen(one) for one in parts]
        if room["type"] == "conversation":
            return [Seen("customer", plain(room["source"]["body"])), *found]
        facts = room["ticket_attributes"]
        return [Seen("us", f"{facts['_default_title_']}\n{facts['_default_description_']}", True), *found]

    def fields(self, ref: str) -> Mapping[str, Any]:
        room = self.rooms[ref]
        title = room.get("title") or room.get("ticket_attributes", {}).get("_default_title_")
        names = [one["name"] for one in room.get("tags", {}).get("tags", ())]
        team = room.get("team_assignee_id")
        return {"subject": title, "tags": names, "team": team and str(team), **room.get("custom_attributes", {})}

    def closed(self, ref: str) -> bool:
        return not self.rooms[ref]["open"]

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # ---- what its people do ----

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self._assigns(ref, name, name)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        return self._assigns(ref, "Ana", to)

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self._assigns(ref, "Ana", "Segue")

    def _assigns(self, ref: str, by: str, to: str) -> Sequence[Webhook]:
        self.rooms[ref]["admin_assignee_id"] = int(ADMINS[to])
        made = self._add(ref, "assignment", None, self._admin(by), assigned_to={"type": "admin", "id": ADMINS[to]})
        return (self.event(self._topic(ref, "admin.assigned"), ref, (made,)),)

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        words = f"<p>{html.escape(text, quote=False)}</p>".replace("\n", "<br>")
        attached = [
            {"type": "upload", "name": one, "url": f"https://downloads.intercomcdn.com/i/o/{one}"} for one in files
        ]
        made = self._add(ref, "comment", words if text else "", self._admin(name), attachments=attached)
        return (self.event(self._topic(ref, "admin.replied"), ref, (made,)),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        made = self._add(ref, "note", f"<p>{html.escape(text)}</p>", self._admin(name))
        return (self.event("conversation.admin.noted", ref, (made,)),)

    def ends(self, ref: str) -> Sequence[Webhook]:
        room = self.rooms[ref]
        room["open"] = False
        if room["type"] == "ticket":
            state = {"previous_ticket_state": "in_progress", "ticket_state": "resolved"}
            made = self._add(ref, "ticket_state_updated_by_admin", None, self._admin("Ana"), **state)
            return (self.event("ticket.state.updated", ref, (made,)),)
        room["state"] = "closed"
        made = self._add(ref, "close", None, self._admin("Ana"))
        return (self.event("conversation.admin.closed", ref, (made,)),)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        name = "segue-" + label.replace("_", "-")
        made = self._new_tag({"name": name}).body
        self.rooms[ref]["tags"]["tags"].append(made)
        return (self.event("conversation_part.tag.created", ref, ()),)

    def rates(self, ref: str, score: int, remark: str = "") -> Sequence[Webhook]:
        """A customer who sees the conversation there, too."""
        rating = {"rating": score, "remark": remark, "created_at": self._at(), "updated_at": self._at()}
        self.rooms[ref]["conversation_rating"] = rating
        return (self.event("conversation.rating.added", ref, ()),)

    # ---- parts and events ----

    def event(self, topic: str, ref: str, parts: Sequence[Item]) -> Webhook:
        """Only what is new stands in it."""
        room = self.rooms[ref]
        listed = {"conversation_parts": {"type": "conversation_part.list", "conversation_parts": list(parts)}}
        if room["type"] == "ticket":
            listed = {"ticket_parts": {"type": "ticket_part.list", "ticket_parts": list(parts)}}
        told = {"type": "notification_event", "topic": topic, "id": f"notif_{next(self._count)}", "app_id": "abc123"}
        return self.signed({**told, "data": {"type": "notification_event_data", "item": {**_shown(room), **listed}}})

    def signed(self, told: Any, secret: str = SIGNING) -> Webhook:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        digest = hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
        return Webhook({"content-type": "application/json", "x-hub-signature": f"sha1={digest}"}, body, self.now())

    def _topic(self, ref: str, what: str) -> str:
        return f"{self.rooms[ref]['type']}.{what}"

    def _parts(self, ref: str) -> list[Item]:
        room = self.rooms[ref]
        kind = room["type"]
        found: list[Item] = room[f"{kind}_parts"][f"{kind}_parts"]
        return found

    def _add(self, ref: str, kind: str, body: str | None, author: Item, **more: Any) -> Item:
        room, at = self.rooms[ref], self._at()
        person = {name: author[name] for name in ("type", "id", "name", "email") if name in author}
        made = {"type": f"{room['type']}_part", "id": str(next(self._count) + 9_000_000), "part_type": kind}
        made |= {"body": body, "created_at": at, "updated_at": at, "author": person, **more}
        self._parts(ref).append(made)
        room[f"{room['type']}_parts"]["total_count"] = len(self._parts(ref))
        room["updated_at"] = at
        return made

    def _at(self) -> int:
        return int(self.now().timestamp())


def _person(contact: Item) -> Item:
    found = {"type": "user", "id": contact["id"], "name": contact.get("name")}
    return {**found, "email": contact["email"]} if contact.get("email") else found


def _shown(answer: Item) -> Item:
    """A ticket does not tell its tags."""
    return {name: value for name, value in answer.items() if name != "tags" or answer["type"] != "ticket"}


def _reference(contact: Item) -> Item:
    return {"type": "contact", "id": contact["id"], "external_id": contact["external_id"]}


def _seen(one: Item) -> Seen:
    author = one["author"]
    by = "us" if author["id"] == SEGUE else "agent" if author["type"] == "admin" else "customer"
    files = tuple(file["name"] for file in one.get("attachments", ()))
    return Seen(by, plain(one["body"] or ""), one["part_type"] == "note", files)


def _error(status: int, code: str) -> Said:
    return Said({"type": "error.list", "request_id": "r1", "errors": [{"code": code, "message": code}]}, status)


_ROOM = "/(?P<kind>conversations|tickets)/(?P<ref>[0-9]+)"
_OPERATIONS: Sequence[tuple[str, str, Callable[..., Said]]] = (
    ("GET", "/me", Played._me),
    ("GET", "/admins", Played._admins),
    ("GET", "/teams", Played._teams),
    ("GET", "/contacts/find_by_external_id/(.+)", Played._contact_by),
    ("POST", "/contacts", Played._new_contact),
    ("POST", "/conversations", Played._new_conversation),
    ("POST", "/tickets", Played._new_ticket),
    ("POST", "/(conversations|tickets)/search", Played._search),
    ("GET", "/tags", Played._tags),
    ("POST", "/tags", Played._new_tag),
    ("GET", _ROOM, Played._whole),
    ("PUT", _ROOM, Played._put),
    ("POST", f"{_ROOM}/reply", Played._reply),
    ("POST", "/conversations/(?P<ref>[0-9]+)/parts", Played._manage),
    ("POST", f"{_ROOM}/tags", Played._tag),
)
