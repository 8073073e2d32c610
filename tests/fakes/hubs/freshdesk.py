"""Freshdesk as a test plays it: tickets with their notes and replies, and the automation rule that the docs prescribe.

https://developers.freshdesk.com/api/: a field that it does not know is refused, and so is a ticket without requester.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.answers import plain
from segue.ports.hubs import Webhook

KEY, SHARED = "freshdesk-key", "a-secret-of-ours"
CREATES = {
    *("subject", "description", "email", "phone", "name", "unique_external_id", "requester_id", "status", "priority"),
    *("source", "tags", "group_id", "responder_id", "type", "custom_fields", "due_by", "fr_due_by", "product_id"),
}
NOTES = {"body", "private", "incoming", "notify_emails", "user_id", "attachments"}
LISTS = {
    *("email", "unique_external_id", "requester_id", "updated_since", "order_by", "order_type"),
    *("per_page", "page", "include"),
}
AGENTS = {"Ana": 7001, "Ben": 7002, "Segue": 7000}
CUSTOMER = 9001


@dataclass
class Played:
    kind: str = "freshdesk"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "account": "shop",
            "secret": "freshdesk_key",
            "webhook_secret": "freshdesk_webhook",
        }
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"freshdesk_key": KEY, "freshdesk_webhook": SHARED},
    )
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    spoken: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    ids: int = 100
    webhooks_at: int = 0

    def answer(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != "Basic " + b64encode(f"{KEY}:X".encode()).decode():
            return Said({"code": "invalid_credentials", "message": "You have to be logged in."}, 401)
        return answered(self.faults, lambda: self._do(asked))

    def _do(self, asked: Asked) -> Said:
        routes: tuple[tuple[str, str, Callable[..., Said]], ...] = (
            ("POST", r"/api/v2/tickets", self._create),
            ("GET", r"/api/v2/tickets", self._list),
            ("GET", r"/api/v2/tickets/(\d+)", self._ticket),
            ("PUT", r"/api/v2/tickets/(\d+)", self._update),
            ("POST", r"/api/v2/tickets/(\d+)/notes", self._note),
            ("GET", r"/api/v2/tickets/(\d+)/conversations", self._spoken),
            ("GET", r"/api/v2/agents/(\d+|me)", self._agent),
        )
        for method, path, do in routes:
            found = re.fullmatch(path, asked.path)
            if found and method == asked.method:
                if asked.path.startswith("/api/v2/tickets/") and found[1] not in self.tickets:
                    return Said(None, 404)
                return do(asked, *found.groups())
        return Said(None, 404)

    def _moment(self) -> str:
        return f"{self.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def _id(self) -> int:
        self.ids += 1
        return self.ids

    def _create(self, asked: Asked) -> Said:
        given = json.loads(asked.body)
        wrong = _wrong(given)
        if wrong:
            return Said(
                {"description": "Validation failed", "errors": [{"field": wrong, "code": "invalid_value"}]}, 400
            )
        ref = self._id()
        made = {key: given[key] for key in ("subject", "description", "status", "priority", "source", "tags")}
        times = {"created_at": self._moment(), "updated_at": self._moment()}
        who = {key: given[key] for key in ("email", "unique_external_id", "phone") if key in given}
        stats = {"resolved_at": None, "closed_at": None, "reopened_at": None}
        ticket = {"id": ref, **made, **times, "group_id": given.get("group_id"), "requester_id": CUSTOMER}
        self.tickets[str(ref)] = {**ticket, "who": who, "stats": stats, "name": given.get("name", "")}
        self.spoken[str(ref)] = []
        return Said(self._shown(str(ref)), 201)

    def _shown(self, ref: str) -> dict[str, Any]:
        return {key: value for key, value in self.tickets[ref].items() if key not in {"who", "stats", "name"}}

    def _list(self, asked: Asked) -> Said:
        assert set(asked.query) <= LISTS, f"Freshdesk lists tickets by no {set(asked.query) - LISTS}"
        since = asked.query.get("updated_since", "")
        who = {key: asked.query[key] for key in ("email", "unique_external_id") if key in asked.query}
        found = [
            self._shown(ref)
            for ref, ticket in reversed(self.tickets.items())
            if ticket["updated_at"] >= since and who.items() <= ticket["who"].items()
        ]
        return Said(_page(asked, found))

    def _ticket(self, asked: Asked, ref: str) -> Said:
        beside = {"stats": self.tickets[ref]["stats"]} if asked.query.get("include") == "stats" else {}
        return Said({**self._shown(ref), **beside})

    def _update(self, asked: Asked, ref: str) -> Said:
        given = json.loads(asked.body)
        assert set(given) <= CREATES
        self._set(ref, given.get("status", self.tickets[ref]["status"]))
        return Said(self._shown(ref))

    def _set(self, ref: str, status: int) -> None:
        ticket, before = self.tickets[ref], self.tickets[ref]["status"]
        names = {4: "resolved_at", 5: "closed_at"}
        if status != before and status in names:
            ticket["stats"][names[status]] = self._moment()
        if before in names and status not in names:
            ticket["stats"] = {"resolved_at": None, "closed_at": None, "reopened_at": self._moment()}
        ticket |= {"status": status, "updated_at": self._moment()}

    def _note(self, asked: Asked, ref: str) -> Said:
        multipart = asked.headers.get("Content-Type", "").startswith("multipart/form-data")
        given, files = _multipart(asked) if multipart else (json.loads(asked.body), {})
        if not given.get("body") or set(given) - NOTES:
            return Said({"description": "Validation failed", "errors": []}, 400)
        self.files |= files
        private = given.get("private", True) in (True, "true")
        incoming = given.get("incoming", False) in (True, "true")
        return Said(
            self._say(ref, given["body"], "Segue", private=private, incoming=incoming, files=files, source=2), 201
        )

    def _say(self, ref: str, body: str, by: str, *, source: int, private: bool = False, **more: Any) -> dict[str, Any]:
        # Freshdesk shows times to the second; what is said within one has the order of its numbers
        files = [
            {"id": self._id(), "name": name, "content_type": "text/plain", "size": 3,
             "attachment_url": f"https://files.freshdesk.example/{name}"}
            for name in more.get("files", ())
        ]  # fmt: skip
        said = {
            "id": self._id(), "ticket_id": int(ref), "body": body, "body_text": plain(body), "private": private,
            "incoming": more.get("incoming", False), "source": source, "user_id": AGENTS.get(by, CUSTOMER),
            "created_at": self._moment(), "updated_at": self._moment(), "attachments": files,
        }  # fmt: skip
        self.spoken[ref].append(said)
        self.tickets[ref]["updated_at"] = self._moment()
        return said

    def _spoken(self, asked: Asked, ref: str) -> Said:
        return Said(_page(asked, self.spoken[ref]))

    def _agent(self, asked: Asked, id_: str) -> Said:
        wanted = AGENTS["Segue"] if id_ == "me" else int(id_)
        name = next((name for name, number in AGENTS.items() if number == wanted), "")
        return Said({"id": wanted, "available": True, "contact": {"name": name}}) if name else Said(None, 404)

    # what is seen

    def refs(self) -> Sequence[str]:
        return list(self.tickets)

    def seen(self, ref: str) -> Sequence[Seen]:
        ours = AGENTS["Segue"]
        first = Seen("customer", plain(self.tickets[ref]["description"]))
        return [first, *(_seen(one, ours) for one in self.spoken[ref])]

    def fields(self, ref: str) -> Mapping[str, Any]:
        ticket = self.tickets[ref]
        team = {"team": ticket["group_id"]}
        return {
            **{key: ticket[key] for key in ("subject", "priority", "status", "tags")},
            **ticket["who"],
            **team,
            **self._opened_files(ref),
        }

    def _opened_files(self, ref: str) -> Mapping[str, str]:
        """What people see who open the files of a ticket."""
        names = [file["name"] for one in self.spoken[ref] for file in one["attachments"]]
        return {name: self.files[name] for name in names if name in self.files}

    def closed(self, ref: str) -> bool:
        return self.tickets[ref]["status"] in {4, 5}

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # what its people do

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        self._say(ref, _html(text), name, source=0, files=files)
        return self._ruled(ref)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        self._say(ref, _html(text), name, source=2, private=True)
        return ()  # the rule hears of public notes alone

    def forwards(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """To somebody who is not the customer."""
        self._say(ref, _html(text), name, source=8)
        return self._ruled(ref)

    def customer_mails(self, ref: str, text: str, by: int = CUSTOMER) -> Sequence[Webhook]:
        self._say(ref, _html(text), "", source=0, incoming=True)["user_id"] = by
        return ()  # the rule is for what agents do

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError

    def ends(self, ref: str) -> Sequence[Webhook]:
        self._set(ref, 4)
        return self._ruled(ref)

    def reopens(self, ref: str) -> Sequence[Webhook]:
        self._set(ref, 2)
        return self._ruled(ref)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        self.tickets[ref]["tags"].append(f"segue-{label.replace('_', '-')}")
        return self._ruled(ref)

    def _ruled(self, ref: str) -> Sequence[Webhook]:
        """Two events within the same moment are still two requests."""
        self.webhooks_at += 1
        at = self.now() + timedelta(microseconds=self.webhooks_at)
        headers = {"x-segue-secret": SHARED, "content-type": "application/json"}
        return (Webhook(headers, json.dumps({"ticket": ref}).encode(), at),)


def _wrong(given: Mapping[str, Any]) -> str:
    """The field for which it is refused."""
    unknown = set(given) - CREATES
    if unknown:
        return min(unknown)
    needed = next((key for key in ("subject", "description", "status", "priority") if not given.get(key)), "")
    if needed:
        return needed
    if not {"email", "phone", "unique_external_id", "requester_id"} & set(given):
        return "requester_id"
    if "phone" in given and not given.get("name"):
        return "name"
    long = any(not tag or len(tag) > 32 or "," in tag for tag in given.get("tags", ()))
    return "tags" if long else "" if isinstance(given.get("group_id", 0), int) else "group_id"


def _multipart(asked: Asked) -> tuple[dict[str, Any], dict[str, str]]:
    """Fields, and the text of each file."""
    whole = message_from_bytes(b"Content-Type: " + asked.headers["Content-Type"].encode() + b"\r\n\r\n" + asked.body)
    given: dict[str, Any] = {}
    files: dict[str, str] = {}
    for one in whole.get_payload():
        assert isinstance(one, Message)
        name = one.get_param("name", header="content-disposition")
        if one.get_filename():
            assert name == "attachments[]"
            files[str(one.get_filename())] = bytes(one.get_payload(decode=True)).decode()  # type: ignore[arg-type]
        else:
            given[str(name)] = bytes(one.get_payload(decode=True)).decode()  # type: ignore[arg-type]
    return given, files


def _page(asked: Asked, found: Sequence[Any]) -> list[Any]:
    size, page = int(asked.query.get("per_page", "30")), int(asked.query.get("page", "1"))
    assert 1 <= size <= 100
    return list(found[(page - 1) * size : page * size])


def _seen(one: Mapping[str, Any], ours: int) -> Seen:
    by = "customer" if one["incoming"] else "us" if one["user_id"] == ours else "agent"
    return Seen(by, plain(one["body"]), one["private"], tuple(file["name"] for file in one["attachments"]))


def _html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "<div>" + escaped.replace("\n", "<br>") + "</div>"
