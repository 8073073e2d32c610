"""Zendesk Support as a test plays it: tickets with their audits, users, uploads, and the trigger that calls us.

Bodies as https://developer.zendesk.com/api-reference/ticketing/ has them. What is not in the vendor's description and
stands in its pages in words: `requester`, `metadata` (that come back as `custom` of the audit), the Idempotency-Key,
uploads, pages by cursor, and that a token that is not known makes an anonymous user of who asks for `users/me`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET = "zd-signing-secret"
US, ANA = 8001, 8002


@dataclass
class Ticket:
    id: int
    fields: dict[str, Any]
    audits: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Played:
    kind: str = "zendesk"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "account": "shop",
            "user": "segue@shop.example",
            "secret": "zendesk_token",
            "webhook_secret": "zendesk_webhook",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"zendesk_token": "t0ken", "zendesk_webhook": SECRET})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    page: int = 100
    takes_files: bool = True
    users: dict[int, dict[str, Any]] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    by_key: dict[str, tuple[int, bytes]] = field(default_factory=dict)  # Idempotency-Key -> ticket, and what was asked
    macros: list[dict[str, Any]] = field(default_factory=list)
    macro_restriction: dict[str, Any] | None = None
    _ids: int = 35_435

    def __post_init__(self) -> None:
        for id_, name, role in ((US, "Segue", "agent"), (ANA, "Ana", "agent")):
            self._user(id_, name, role, f"{name.lower()}@agents.example")

    # ---- the API

    def answer(self, asked: Asked) -> Said:
        user = f"{self.settings['user']}/token:{self.secrets['zendesk_token']}"
        known = asked.headers.get("Authorization") == "Basic " + b64encode(user.encode()).decode()
        if not known and asked.path == "/api/v2/users/me":
            return Said({"user": {"id": None, "name": "Anonymous user", "role": "end-user"}})
        if not known:
            return Said({"error": "Couldn't authenticate you"}, 401)
        return answered(self.faults, lambda: self._answer(asked))

    def _answer(self, asked: Asked) -> Said:
        for method, pattern, act in ROUTES:
            found = re.fullmatch(pattern, asked.path)
            if found and asked.method == method:
                return act(self, asked, *map(int, found.groups()))
        return Said({"error": "RecordNotFound", "description": "Not found"}, 404)

    def _me(self, asked: Asked) -> Said:
        return Said({"user": self.users[US]})

    def _show_many(self, asked: Asked) -> Said:
        ids = map(int, asked.query["ids"].split(","))
        return Said({"users": [self.users[id_] for id_ in ids if id_ in self.users]})

    def _upload(self, asked: Asked) -> Said:
        if not self.takes_files:
            return Said({"error": "AttachmentsDisabled"}, 422)
        token = f"tok{self._id()}"
        self.uploads[token] = (asked.query["filename"], asked.body)
        return Said({"upload": {"token": token, "attachment": self._attachment(token)}}, 201)

    def _attachment(self, token: str) -> dict[str, Any]:
        name, body = self.uploads[token]
        url = f"https://shop.zendesk.com/attachments/token/{token}/?name={name}"
        return {
            "id": self._id(),
            "file_name": name,
            "content_url": url,
            "content_type": "text/plain",
            "size": len(body),
        }

    def _list(self, asked: Asked) -> Said:
        wanted = asked.query.get("external_id")
        return Said({"tickets": [one.fields for one in self.tickets.values() if one.fields["external_id"] == wanted]})

    def _create(self, asked: Asked) -> Said:
        key = asked.headers.get("Idempotency-Key", "")
        if key in self.by_key:
            ticket, body = self.by_key[key]
            if body != asked.body:
                return Said({"error": "IdempotentRequestError"}, 400)
            return Said({"ticket": self.tickets[ticket].fields}, 201, {"x-idempotency-lookup": "hit"})
        given = json.loads(asked.body)["ticket"]
        if _too_long(given) or not all(token in self.uploads for token in given["comment"].get("uploads", ())):
            return Said({"error": "RecordInvalid"}, 422)
        requester = self._requester(given.get("requester"))
        ticket = Ticket(self._id(), {})
        fields = {name: given.get(name) for name in ("subject", "priority", "external_id", "group_id")}
        ticket.fields = {name: value for name, value in fields.items() if value is not None}
        ticket.fields |= {"id": ticket.id, "status": "new", "tags": given.get("tags", []), "requester_id": requester}
        self.tickets[ticket.id] = ticket
        self.by_key[key] = (ticket.id, asked.body)
        events = [self._commented(given["comment"], US), self._event("Create", field_name="status", value="new")]
        events.append(self._event("Create", field_name="tags", value=ticket.fields["tags"]))
        self._audit(ticket, events, given.get("metadata"))
        return Said({"ticket": ticket.fields}, 201)

    def _requester(self, given: Any) -> int:
        if not given:
            return US
        known = (id_ for id_, one in self.users.items() if one["email"] == given["email"])
        return next(known, None) or self._user(self._id(), given["name"], "end-user", given["email"])

    def _get(self, asked: Asked, id_: int) -> Said:
        return Said({"ticket": self.tickets[id_].fields}) if id_ in self.tickets else _gone()

    def _update(self, asked: Asked, id_: int) -> Said:
        if id_ not in self.tickets:
            return _gone()
        ticket, given = self.tickets[id_], json.loads(asked.body)["ticket"]
        if ticket.fields["status"] == "closed" or _too_long(given):
            return Said({"error": "RecordInvalid"}, 422)
        audit = self._changed(ticket, given, US)
        return Said({"ticket": ticket.fields, "audit": audit})

    def _audits(self, asked: Asked, id_: int) -> Said:
        if id_ not in self.tickets:
            return _gone()
        whole = self.tickets[id_].audits
        at = int(asked.query.get("page[after]", "0"))
        shown = whole[at : at + self.page]
        more = at + self.page < len(whole)
        return Said(
            {"audits": shown, "meta": {"has_more": more, "after_cursor": str(at + self.page) if more else None}}
        )

    def _macros(self, asked: Asked) -> Said:
        at, size = int(asked.query.get("page[after]", "0")), int(asked.query["page[size]"])
        end = at + min(size, self.page)
        more = end < len(self.macros)
        meta = {"has_more": more, "after_cursor": str(end) if more else None}
        return Said({"macros": self.macros[at:end], "meta": meta})

    def _new_macro(self, asked: Asked) -> Said:
        """Two may have one title."""
        given = json.loads(asked.body)["macro"]
        made = {"id": self._id(), "active": True, "position": 1, "description": None, **given}
        made["restriction"] = self.macro_restriction
        self.macros.append(made)
        return Said({"macro": made})

    def _changed(self, ticket: Ticket, given: Mapping[str, Any], author: int) -> dict[str, Any]:
        events = [self._commented(given["comment"], author)] if "comment" in given else []
        for name in ("status", "tags", "group_id", "assignee_id"):
            if name in given and given[name] != ticket.fields.get(name):
                was = ticket.fields.get(name)
                events.append(self._event("Change", field_name=name, value=given[name], previous_value=was))
                ticket.fields[name] = given[name]
        return self._audit(ticket, events, given.get("metadata"), author)

    def _commented(self, comment: Mapping[str, Any], author: int) -> dict[str, Any]:
        html = comment.get("html_body") or f"<p>{comment.get('body', '')}</p>"
        plain = comment.get("body") or re.sub(r"<[^>]*>", " ", html)
        files = [self._attachment(token) for token in comment.get("uploads", ())] + list(comment.get("attachments", ()))
        return self._event(
            *("Comment",), author_id=author, public=comment["public"], html_body=html, body=plain, attachments=files
        )

    def _event(self, type_: str, **more: Any) -> dict[str, Any]:
        return {"id": self._id(), "type": type_, **more}

    def _audit(self, ticket: Ticket, events: Any, metadata: Any = None, author: int = US) -> dict[str, Any]:
        at = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        made = {"id": self._id(), "ticket_id": ticket.id, "created_at": at, "author_id": author, "events": events}
        made |= {"metadata": {"system": {"client": "x"}, "custom": metadata or {}}, "via": {"channel": "api"}}
        ticket.audits.append(made)
        return made

    def _user(self, id_: int, name: str, role: str, email: str) -> int:
        self.users[id_] = {"id": id_, "name": name, "role": role, "email": email}
        return id_

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    # ---- what is seen there

    def refs(self) -> Sequence[str]:
        return [str(id_) for id_ in self.tickets]

    def comments(self, ref: str) -> list[dict[str, Any]]:
        audits = self.tickets[int(ref)].audits
        return [event for audit in audits for event in audit["events"] if event["type"] == "Comment"]

    def seen(self, ref: str) -> Sequence[Seen]:
        requester = self.tickets[int(ref)].fields["requester_id"]
        by = {US: "us", requester: "customer"} | ({US: "us"} if requester == US else {})
        return [
            Seen(
                by.get(one["author_id"], "agent"),
                one["html_body"],
                not one["public"],
                tuple(file["file_name"] for file in one["attachments"]),
            )
            for one in self.comments(ref)
        ]

    def fields(self, ref: str) -> Mapping[str, Any]:
        """With the words of the files that were attached, which people open there."""
        found = self.tickets[int(ref)].fields
        attached = {file["file_name"] for one in self.comments(ref) for file in one["attachments"]}
        files = {name: body.decode() for name, body in self.uploads.values() if name in attached}
        return {**found, **files, "team": str(found.get("group_id", ""))}

    def closed(self, ref: str) -> bool:
        return self.tickets[int(ref)].fields["status"] in ("solved", "closed")

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # ---- what its people do

    def act(self, ref: str, author: int = ANA, **given: Any) -> Sequence[Webhook]:
        self._changed(self.tickets[int(ref)], given, author)
        return [self.trigger(ref)]

    def agent(self, name: str) -> int:
        found = (id_ for id_, one in self.users.items() if one["name"] == name)
        return next(found, None) or self._user(self._id(), name, "agent", f"{name.lower()}@agents.example")

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self.act(ref, self.agent(name), assignee_id=self.agent(name), status="open")

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        listed = [{"id": self._id(), "file_name": one.rpartition("/")[2], "content_url": one} for one in files]
        return self.act(ref, self.agent(name), comment={"body": text, "public": True, "attachments": listed})

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        return self.act(ref, self.agent(name), comment={"body": text, "public": False})

    def customer_replies(self, ref: str, text: str) -> Sequence[Webhook]:
        """By mail, which Zendesk takes itself."""
        author = self.tickets[int(ref)].fields["requester_id"]
        return self.act(ref, author, comment={"body": text, "public": True}, status="open")

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        return self.act(ref, assignee_id=self.agent(to))

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self.act(ref, status="solved")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        tags = [*self.tickets[int(ref)].fields["tags"], f"segue-{label.replace('_', '-')}"]
        return self.act(ref, tags=tags)

    def trigger(self, ref: str) -> Webhook:
        body, dated = json.dumps({"ticket": ref}).encode(), self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        digest = hmac.new(SECRET.encode(), dated.encode() + body, hashlib.sha256).digest()
        headers = {
            "content-type": "application/json",
            "x-zendesk-webhook-signature": base64.b64encode(digest).decode(),
            "x-zendesk-webhook-signature-timestamp": dated,
            "x-zendesk-webhook-invocation-id": f"01J{self._id()}",
        }
        return Webhook(headers, body, self.now())


def _gone() -> Said:
    return Said({"error": "RecordNotFound", "description": "Not found"}, 404)


_TICKET = r"/api/v2/tickets/(\d+)"
ROUTES: Sequence[tuple[str, str, Any]] = (
    ("GET", "/api/v2/users/me", Played._me),
    ("GET", "/api/v2/users/show_many", Played._show_many),
    ("GET", "/api/v2/macros", Played._macros),
    ("POST", "/api/v2/macros", Played._new_macro),
    ("POST", "/api/v2/uploads", Played._upload),
    ("GET", "/api/v2/tickets", Played._list),
    ("POST", "/api/v2/tickets", Played._create),
    ("GET", _TICKET, Played._get),
    ("PUT", _TICKET, Played._update),
    ("GET", f"{_TICKET}/audits", Played._audits),
)


def _too_long(given: Mapping[str, Any]) -> bool:
    """A comment takes 64 KB with its markup (https://support.zendesk.com/hc/en-us/community/posts/4719863289498)."""
    return len(given.get("comment", {}).get("html_body", "").encode()) > 65_535
