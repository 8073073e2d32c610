"""HubSpot as a test plays it: contacts, tickets with the history of their stage, notes, e-mails, and signed webhooks.

https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide, and for webhooks
https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.answers import plain
from segue.ports.hubs import Webhook

TOKEN, CLIENT_SECRET, ACCOUNT = "pat-eu1-token", "client-secret", 62515
OPEN, CLOSED, FIELD = "1", "4", "segue_id"
KNOWN = {
    "contacts": {"email", "firstname", "lastname"},
    "tickets": {
        "subject",
        "content",
        "hs_pipeline",
        "hs_pipeline_stage",
        "hs_ticket_priority",
        "hubspot_owner_id",
    },
    "notes": {"hs_timestamp", "hs_note_body"},
    "emails": set(),
}
UNIQUE = {"contacts": "email", "tickets": FIELD}
OF_IDS = {"label": "Segue id", "type": "string", "fieldType": "text", "groupName": "ticketinformation"}
OF_IDS |= {"hasUniqueValue": True}
TYPES = {("tickets", "contacts"): 16, ("notes", "tickets"): 228}


@dataclass
class Played:
    kind: str = "hubspot"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"stage": OPEN, "secret": "hubspot_token", "webhook_secret": "hubspot_client_secret"}
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"hubspot_token": TOKEN, "hubspot_client_secret": CLIENT_SECRET},
    )
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    url: str = "https://segue.example/v1/hubs/hub/webhook"
    objects: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {kind: {} for kind in KNOWN})
    history: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    beside: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    properties: dict[str, dict[str, Any]] = field(default_factory=lambda: {FIELD: {"name": FIELD, **OF_IDS}})
    """Of tickets, made by this account: by their internal names."""
    ids: int = 5000

    def answer(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Said({"status": "error", "category": "INVALID_AUTHENTICATION", "message": "no"}, 401)
        return answered(self.faults, lambda: self._do(asked))

    def _do(self, asked: Asked) -> Said:
        objects = r"/crm/v3/objects/"
        routes: tuple[tuple[str, str, Callable[..., Said]], ...] = (
            ("GET", r"/account-info/v3/details", self._details),
            ("GET", r"/crm/v3/properties/tickets/([a-z][a-z0-9_]*)", self._property),
            ("POST", r"/crm/v3/properties/tickets", self._new_property),
            ("POST", objects + r"(contacts|tickets|notes|emails)/batch/read", self._read),
            ("POST", objects + r"(contacts|tickets|notes)", self._create),
            ("GET", objects + r"tickets/(\d+)", self._ticket),
            ("PATCH", objects + r"tickets/(\d+)", self._update),
            ("GET", objects + r"tickets/(\d+)/associations/(notes|emails|contacts)", self._associated),
        )
        for method, path, do in routes:
            found = re.fullmatch(path, asked.path)
            if found and method == asked.method:
                if found.groups() and found[1].isdigit() and found[1] not in self.objects["tickets"]:
                    return Said({"status": "error", "message": "resource not found"}, 404)
                return do(asked, *found.groups())
        return Said({"status": "error", "message": "no such path"}, 404)

    def _moment(self) -> str:
        self.ids += 1
        at = (self.now() + timedelta(milliseconds=self.ids - 5000)).astimezone(UTC)
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"

    def _details(self, asked: Asked) -> Said:
        return Said({"portalId": ACCOUNT, "accountType": "STANDARD", "uiDomain": "app.hubspot.com"})

    def _property(self, asked: Asked, name: str) -> Said:
        found = self.properties.get(name)
        return Said({"description": "", "options": [], **found}) if found else Said({"status": "error"}, 404)

    def _new_property(self, asked: Asked) -> Said:
        made = json.loads(asked.body)
        if made["name"] in self.properties:
            return Said({"status": "error", "category": "OBJECT_ALREADY_EXISTS", "message": "exists"}, 409)
        if made["groupName"] != "ticketinformation" or (made["type"], made["fieldType"]) != ("string", "text"):
            return Said({"status": "error", "category": "VALIDATION_ERROR", "message": "property"}, 400)
        self.properties[made["name"]] = made
        return Said({"options": [], **made}, 201)

    def _known(self, kind: str) -> set[str]:
        return KNOWN[kind] | set(self.properties if kind == "tickets" else ())

    def _create(self, asked: Asked, kind: str) -> Said:
        given = json.loads(asked.body)
        properties, unique = given["properties"], UNIQUE.get(kind, "")
        if set(properties) - self._known(kind) or not all(isinstance(one, str) for one in properties.values()):
            return Said({"status": "error", "category": "VALIDATION_ERROR", "message": "property"}, 400)
        if unique and any(one["properties"].get(unique) == properties[unique] for one in self.objects[kind].values()):
            return Said({"status": "error", "category": "CONFLICT", "message": "already exists"}, 409)
        if kind == "notes" and not properties.get("hs_timestamp"):
            return Said({"status": "error", "category": "VALIDATION_ERROR", "message": "hs_timestamp"}, 400)
        if len(properties.get("hs_note_body", "")) > 65_536:
            return Said({"status": "error", "category": "VALIDATION_ERROR", "message": "too long"}, 400)
        made = self._put(kind, properties)
        for one in given.get("associations", ()):
            (to,) = [other for (own, other), type_ in TYPES.items() if own == kind and type_ == _type(one)]
            assert one["to"]["id"] in self.objects[to]
            self.beside.setdefault(one["to"]["id"], {}).setdefault(kind, []).append(made["id"])
            self.beside.setdefault(made["id"], {}).setdefault(to, []).append(one["to"]["id"])
        if kind == "tickets":
            self._stage(made["id"], properties["hs_pipeline_stage"])
        return Said(made, 201)

    def _put(self, kind: str, properties: Mapping[str, str]) -> dict[str, Any]:
        at = self._moment()
        made = {
            "id": str(self.ids),
            "properties": dict(properties),
            "createdAt": at,
            "updatedAt": at,
            "archived": False,
        }
        self.objects[kind][made["id"]] = made
        return made

    def _read(self, asked: Asked, kind: str) -> Said:
        given = json.loads(asked.body)
        assert 0 < len(given["inputs"]) <= 100
        by, wanted = given.get("idProperty", ""), [one["id"] for one in given["inputs"]]
        found = [one for id_, one in self.objects[kind].items() if (one["properties"].get(by) if by else id_) in wanted]
        moment = self._moment()
        whole = {"status": "COMPLETE", "results": found, "startedAt": moment, "completedAt": moment}
        missing = {"numErrors": 1, "errors": [{"status": "error", "category": "OBJECT_NOT_FOUND", "message": "gone"}]}
        return Said(whole) if len(found) == len(wanted) else Said({**whole, **missing}, 207)

    def _ticket(self, asked: Asked, ref: str) -> Said:
        ticket = self.objects["tickets"][ref]
        named = asked.query.get("properties", "").split(",")
        shown = {key: value for key, value in ticket["properties"].items() if key in named}
        history = asked.query.get("propertiesWithHistory")
        beside = {"propertiesWithHistory": {history: self.history[ref][::-1]}} if history else {}
        return Said({**ticket, "properties": shown, **beside})

    def _update(self, asked: Asked, ref: str) -> Said:
        properties = json.loads(asked.body)["properties"]
        assert set(properties) <= self._known("tickets")
        if "hs_pipeline_stage" in properties:
            self._stage(ref, properties["hs_pipeline_stage"])
        self.objects["tickets"][ref]["properties"] |= properties
        return Said(self.objects["tickets"][ref])

    def _stage(self, ref: str, stage: str, source: str = "INTEGRATION") -> int:
        entry = {"value": stage, "timestamp": self._moment(), "sourceType": source, "sourceId": "1"}
        self.history.setdefault(ref, []).append(entry)
        self.objects["tickets"][ref]["properties"]["hs_pipeline_stage"] = stage
        return int(datetime.fromisoformat(entry["timestamp"]).timestamp() * 1000)

    def _associated(self, asked: Asked, ref: str, kind: str) -> Said:
        ids = self.beside.get(ref, {}).get(kind, [])
        return Said({"results": [{"id": one, "type": f"ticket_to_{kind[:-1]}"} for one in ids]})

    # what is seen

    def refs(self) -> Sequence[str]:
        return list(self.objects["tickets"])

    def seen(self, ref: str) -> Sequence[Seen]:
        """The ticket's words, then what stands on its time line, oldest first."""
        ticket = self.objects["tickets"][ref]["properties"]
        notes = [self.objects["notes"][id_]["properties"] for id_ in self.beside.get(ref, {}).get("notes", [])]
        notes.sort(key=lambda one: str(one["hs_timestamp"]))
        emails = [self.objects["emails"][id_]["properties"] for id_ in self.beside.get(ref, {}).get("emails", [])]
        return [
            Seen("customer", ticket["content"]),
            *(Seen("us", plain(one["hs_note_body"]), private=True) for one in notes),
            *(Seen("agent", one["hs_email_text"]) for one in emails),
        ]

    def fields(self, ref: str) -> Mapping[str, Any]:
        properties = self.objects["tickets"][ref]["properties"]
        contacts = [self.objects["contacts"][id_]["properties"] for id_ in self.beside.get(ref, {}).get("contacts", [])]
        shown = {"priority": properties["hs_ticket_priority"], "team": properties.get("hubspot_owner_id", "")}
        return {**shown, "subject": properties["subject"], "email": contacts[0]["email"] if contacts else ""}

    def closed(self, ref: str) -> bool:
        return bool(self.objects["tickets"][ref]["properties"]["hs_pipeline_stage"] == CLOSED)

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    # what its people do

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        if files:
            raise NotImplementedError
        return self.mails(ref, text, name)

    def mails(
        self,
        ref: str,
        text: str,
        name: str = "Ana",
        direction: str = "EMAIL",
        to: str | None = None,
        status: str = "SENT",
    ) -> Sequence[Webhook]:
        """An e-mail at a ticket, to its contact unless it says otherwise; INCOMING_EMAIL is the customer's."""
        to = self.fields(ref)["email"] if to is None else to
        properties = {
            "hs_email_direction": direction, "hs_email_text": text, "hs_email_html": f"<p>{text}</p>",
            "hs_timestamp": self._moment(), "hs_email_from_firstname": name, "hs_email_from_lastname": "",
            "hubspot_owner_id": "11", "hs_email_to_email": to, "hs_email_status": status,
        }  # fmt: skip
        made = self._put("emails", properties)
        self.beside.setdefault(ref, {}).setdefault("emails", []).append(made["id"])
        return self._changed(ref, "hs_lastactivitydate", int(self.now().timestamp() * 1000) + self.ids)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        made = self._put("notes", {"hs_timestamp": self._moment(), "hs_note_body": f"<p>{text}</p>"})
        self.beside.setdefault(ref, {}).setdefault("notes", []).append(made["id"])
        return self._changed(ref, "hs_lastactivitydate", int(self.now().timestamp() * 1000) + self.ids)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self._changed(ref, "hs_pipeline_stage", self._stage(ref, CLOSED, "CRM_UI"), CLOSED)

    def reopens(self, ref: str) -> Sequence[Webhook]:
        return self._changed(ref, "hs_pipeline_stage", self._stage(ref, OPEN, "CRM_UI"), OPEN)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError

    def _changed(self, ref: str, name: str, occurred: int, value: str = "") -> Sequence[Webhook]:
        event = {
            "eventId": 1, "subscriptionId": 7, "portalId": ACCOUNT, "appId": 3, "occurredAt": occurred,
            "subscriptionType": "object.propertyChange", "objectTypeId": "0-5", "attemptNumber": 0,
            "objectId": int(ref), "propertyName": name, "propertyValue": value, "changeSource": "CRM_UI",
        }  # fmt: skip
        return (self.signed(json.dumps([event]).encode()),)

    def signed(self, body: bytes, secret: str = CLIENT_SECRET) -> Webhook:
        """https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation"""
        at = self.now()
        dated = str(int(at.timestamp() * 1000))
        content = f"POST{self.url}".encode() + body + dated.encode()
        found = base64.b64encode(hmac.new(secret.encode(), content, hashlib.sha256).digest()).decode()
        headers = {"x-hubspot-signature-v3": found, "x-hubspot-request-timestamp": dated}
        return Webhook({**headers, "content-type": "application/json"}, body, at, "POST", self.url)


def _type(association: Mapping[str, Any]) -> int:
    (one,) = association["types"]
    assert one["associationCategory"] == "HUBSPOT_DEFINED"
    return int(one["associationTypeId"])
