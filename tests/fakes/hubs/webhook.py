"""A hub that speaks our own protocol, written from its description: what somebody else's adapter would be."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from standardwebhooks.webhooks import Webhook as Signer
from standardwebhooks.webhooks import WebhookVerificationError

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # an invented one, as the standard shows them


@dataclass
class Ticket:
    opening: Mapping[str, Any]
    seen: list[Seen] = field(default_factory=list)
    closed: bool = False
    typing: bool = False
    live: bool = True


@dataclass
class Played:
    kind: str = "webhook"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"url": "https://hub.acme.example/segue", "secret": "hub_secret"}
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"hub_secret": SECRET})
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    taken: dict[str, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._once(asked))

    def _once(self, asked: Asked) -> Said:
        headers = {name.lower(): value for name, value in asked.headers.items()}
        try:
            event = Signer(SECRET).verify(asked.body, headers)
        except (WebhookVerificationError, ValueError):
            return Said({}, 401)
        id_ = headers["webhook-id"]
        if id_ not in self.taken:
            said = self._said(event)
            if said.status != 200:
                return said
            self.taken[id_] = said
        return self.taken[id_]

    def _said(self, event: Mapping[str, Any]) -> Said:
        if event["type"] == "ping":
            return Said({"name": "played adapter"})
        if event["type"] in {"handoff.started", "ticket.created"}:
            ref = f"case-{next(self._count)}"
            data = event["data"]
            whole = [
                f"{data['urgency']}: {data['subject']}",
                data["briefing"],
                *(one["text"] for one in data["transcript"]),
            ]
            live = event["type"] == "handoff.started"
            self.tickets[ref] = Ticket(data, [Seen("us", "\n".join(whole), private=True)], live=live)
            return Said({"ref": ref, "url": f"https://hub.acme.example/{ref}"})
        ticket = self.tickets.get(event["ref"])
        if ticket is None or ticket.closed:
            return Said({}, 409)
        if event["type"] == "please":
            return Said({}, 501)
        if event["type"] in _DO:
            _DO[event["type"]](ticket, event["data"])
        return Said({})

    # ---- what its people see and do ----

    def refs(self) -> Sequence[str]:
        return list(self.tickets)

    def seen(self, ref: str) -> Sequence[Seen]:
        return self.tickets[ref].seen

    def fields(self, ref: str) -> Mapping[str, Any]:
        opening = self.tickets[ref].opening
        shown = {"priority": opening["urgency"], "tags": opening["tags"], "subject": opening["subject"]}
        return {**opening["fields"], **shown, "team": opening["team"]}

    def closed(self, ref: str) -> bool:
        return self.tickets[ref].closed

    def customer_types(self, ref: str) -> bool:
        return self.tickets[ref].typing

    def tells(self, ref: str, type_: str, data: Mapping[str, Any], id_: str = "") -> Webhook:
        body = {"type": type_, "ref": ref, "at": self.now().isoformat(), "data": data}
        return self.signed(json.dumps(body), id_ or f"evt_{next(self._count)}")

    def signed(self, body: str, id_: str) -> Webhook:
        at = self.now()
        headers = {"webhook-id": id_, "webhook-timestamp": str(int(at.timestamp()))}
        headers |= {"webhook-signature": Signer(SECRET).sign(id_, at, body), "content-type": "application/json"}
        return Webhook(headers, body.encode(), at)

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return (self.tells(ref, "joined", {"agent": _agent(name)}),)

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        links = [{"name": one, "url": f"https://hub.acme.example/files/{number}"} for number, one in enumerate(files)]
        if ref in self.tickets:
            self.tickets[ref].seen.append(Seen("agent", text, files=tuple(files)))
        return (self.tells(ref, "message", {"agent": _agent(name), "text": text, "files": links}),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return (self.tells(ref, "typing", {"agent": _agent(name)}),)

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        self.tickets[ref].seen.append(Seen("agent", text, private=True))
        return ()

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        return (self.tells(ref, "transferred", {"agent": _agent(to)}),)

    def returns(self, ref: str) -> Sequence[Webhook]:
        self.tickets[ref].closed = True
        return (self.tells(ref, "returned", {"agent": _agent("Ana"), "note": "the refund is booked"}),)

    def ends(self, ref: str) -> Sequence[Webhook]:
        self.tickets[ref].closed = True
        return (self.tells(ref, "ended", {"agent": _agent("Ana"), "by": "agent"}),)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        return (self.tells(ref, "labelled", {"agent": _agent("Ana"), "label": label}),)


def _agent(name: str) -> Mapping[str, str]:
    return {"id": f"agent-{name.lower()}", "name": name}


def _customer(ticket: Ticket, data: Mapping[str, Any]) -> None:
    ticket.seen.append(Seen("customer", data["text"], files=tuple(one["url"] for one in data["files"])))


def _note(ticket: Ticket, data: Mapping[str, Any]) -> None:
    words = f"[{data['name'] or data['who']}] {data['text']}"
    ticket.seen.append(Seen("us", words, True, tuple(one["url"] for one in data["files"])))


def _typing(ticket: Ticket, data: Mapping[str, Any]) -> None:
    ticket.typing = data["on"]


def _ended(ticket: Ticket, data: Mapping[str, Any]) -> None:
    ticket.seen.append(Seen("us", data["why"], private=True))
    ticket.closed = True


def _updated(ticket: Ticket, data: Mapping[str, Any]) -> None:
    (_customer if data["who"] == "customer" else _note)(ticket, data)
    ticket.closed = data["closed"]


_DO: Mapping[str, Callable[[Ticket, Mapping[str, Any]], None]] = {
    "message.customer": _customer,
    "note": _note,
    "typing": _typing,
    "handoff.ended": _ended,
    "ticket.updated": _updated,
}
