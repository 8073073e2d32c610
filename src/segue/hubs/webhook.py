"""Any helpdesk, by a small protocol of ours: signed webhooks both ways (Standard Webhooks, https://www.standardwebhooks.com).

`docs/schemas/hub-adapter.openapi.yaml` describes it. Whoever answers knows our ids, so everything may be sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import msgspec

from segue import signatures
from segue.answers import number, part, text, time
from segue.calls import Calls, Reach
from segue.domain.attachments import MOST as MOST_FILES
from segue.domain.attachments import File, checked_files
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.domain.lifecycle import LABELS
from segue.hub_kinds.webhook import KIND
from segue.hubs.base import HubBase
from segue.ports.hubs import Line, Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import object_of

STREAMS = ""
VENDOR = "the hub's adapter"
LONGEST_TEXT, LONGEST_WORDS, LONGEST_NAME = 20_000, 2_000, 200
LONGEST_WAIT_S = 7 * 24 * 3600.0
BY = frozenset({"agent", "customer", "system"})
_REF = re.compile(r"[!-~]{1,200}")
_ID = re.compile(r"[A-Za-z0-9_/:.-]{1,200}")


class WebhookHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._calls = Calls(reach, VENDOR)
        self._url = reach.at(self.given("url"))
        self._back = f"{reach.public_url}/v1/hubs/{quote(settings.name, safe='')}/webhook"

    async def check(self) -> str:
        answer = await self._json(f"ping-{uuid4().hex}", {"type": "ping", "data": {"webhook": self._back}})
        return f"connected to {text(answer.get('name'))[:LONGEST_NAME] or 'an adapter without a name'}"

    # ---- conversations ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        return await self._begin("handoff.started", opening, steps)

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        said = {"text": message.text, "files": _files(message.files)}
        if message.who == "customer":
            await self._tell(message.id, "message.customer", case, said, steps)
        else:
            await self._tell(message.id, "note", case, {**said, "who": message.who, "name": message.name}, steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        """Late, it would be wrong: it is tried once."""
        with suppress(DeliveryFailed):
            await self._send(f"typing-{uuid4().hex}", self._event("typing", case, {"on": on}))

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        """A note has no id of its own. Its number is written down only after it was taken: whatever is tried again
        before that has the same one."""
        counted = number(steps.state.get("notes")) or 0
        made = hashlib.sha256(f"{case.id}\n{counted}\n{text}".encode("utf-8", "replace")).hexdigest()[:32]
        await self._tell(
            f"note-{made}", "note", case, {"text": text, "files": [], "who": "system", "name": "Segue"}, steps
        )
        await steps.keep(notes=counted + 1)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        await self._tell(f"{case.id}-ended", "handoff.ended", case, {"why": why}, steps)

    # ---- tickets ----

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        return await self._begin("ticket.created", opening, steps)

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        said = {"text": message.text, "files": _files(message.files), "who": message.who, "name": message.name}
        await self._tell(message.id, "ticket.updated", case, {**said, "closed": False}, steps)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        said = {"text": why, "files": [], "who": "system", "name": "Segue", "closed": True}
        await self._tell(f"{case.id}-closed", "ticket.updated", case, said, steps)

    # ---- what its people do ----

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.STANDARD, self.secrets["secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return (read(webhook),)

    # ---- calls ----

    async def _begin(self, type_: str, opening: Opening, steps: Steps) -> Opened:
        data = {**opened_with(opening, self.kind.most_package), "webhook": self._back}

        async def begin() -> str:
            event = {"type": type_, "at": self._now(), "case": opening.id, "data": data}
            answer = await self._json(f"{opening.id}-{type_.replace('.', '-')}", event)
            ref, url = text(answer.get("ref")), text(answer.get("url"))
            if not _REF.fullmatch(ref):
                words = f"{VENDOR} answered {type_} without a ref: 1 to 200 characters of ASCII, and no spaces"
                raise DeliveryFailed(words, Trouble.REFUSED)
            return json.dumps([ref, url if url.startswith(("https://", "http://")) else ""])

        ref, url = json.loads(await steps.once("open", begin, again=True))
        return Opened(ref, url)

    async def _tell(self, id_: str, type_: str, case: HubCase, data: Mapping[str, Any], steps: Steps) -> None:
        async def tell() -> str:
            await self._send(id_, self._event(type_, case, data))
            return ""

        await steps.once(type_, tell, again=True)

    def _event(self, type_: str, case: HubCase, data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"type": type_, "at": self._now(), "case": case.id, "ref": case.ref, "data": data}

    async def _send(self, id_: str, event: Mapping[str, Any]) -> None:
        body = encoded(event)
        headers = signed(self.secrets["secret"], id_, body, self.reach.now())
        await self._calls.send("POST", self._url, data=body, headers=headers)

    async def _json(self, id_: str, event: Mapping[str, Any]) -> Mapping[str, Any]:
        body = encoded({"at": self._now(), **event})
        headers = signed(self.secrets["secret"], id_, body, self.reach.now())
        return await self._calls.json("POST", self._url, data=body, headers=headers)

    def _now(self) -> str:
        return self.reach.now().isoformat()


def encoded(event: Mapping[str, Any]) -> bytes:
    """Halves of a character, which JSON can hold and no file, become a question mark."""
    return json.dumps(event, ensure_ascii=False).encode("utf-8", "replace")


def signed(secret: str, id_: str, body: bytes, at: datetime) -> dict[str, str]:
    """Headers of a request. With two secrets, while one is exchanged, both sign: either is right."""
    dated = str(int(at.timestamp()))
    made = [signatures.signature(signatures.STANDARD, one, body, dated, id=id_) for one in secret.splitlines() if one]
    return {
        "content-type": "application/json",
        "webhook-id": id_,
        "webhook-timestamp": dated,
        "webhook-signature": " ".join(made),
    }


def opened_with(opening: Opening, limit: int) -> dict[str, Any]:
    """What goes along. limit: bytes of the briefing; the package as data and the transcript are whole."""
    plain = ("conversation", "handoff", "subject", "urgency", "reason", "category", "queue", "queue_title", "team")
    customer = opening.customer
    return {
        **{name: getattr(opening, name) for name in (*plain, "language", "sla", "link", "mail_to")},
        "due_at": opening.due_at.isoformat() if opening.due_at else None,
        "tags": list(opening.tags),
        "customer": {
            "id": customer.id,
            "name": customer.name,
            "email": opening.email or customer.email,
            "phone": opening.phone,
        },
        "briefing": opening.rendered("markdown", limit),
        "fields": {name: str(value) for name, value in opening.rendered("flat").items()},
        "package": msgspec.to_builtins(opening.package),
        "transcript": [_line(line) for line in opening.transcript],
    }


def read(webhook: Webhook) -> Told:
    """One event, under the id that the adapter keeps when it sends it again. Raises Invalid."""
    id_ = webhook.headers.get("webhook-id", "")
    event = object_of(webhook.body, VENDOR)
    if not _ID.fullmatch(id_):
        raise Invalid("webhook-id: 1 to 200 letters, digits, and any of _ / : . -", field="webhook-id")
    ref, type_ = text(event.get("ref")), text(event.get("type"))
    if not _REF.fullmatch(ref):
        raise Invalid("ref: what was answered to handoff.started or ticket.created", field="ref")
    if type_ not in _TYPES:
        raise Invalid(f"type: one of {', '.join(_TYPES)}", field="type")
    data = event.get("data", {})
    if not isinstance(data, Mapping):
        raise Invalid("data: an object", field="data")
    agent = part(data.get("agent"))
    found: dict[str, Any] = {
        "at": time(event.get("at")),
        "agent": _words(agent, "id", LONGEST_NAME),
        "agent_name": _words(agent, "name", LONGEST_NAME),
        **_TYPES[type_](data),
    }
    return Told(What(type_), f"event/{id_}", ref, **found)


def _message(data: Mapping[str, Any]) -> Mapping[str, Any]:
    words, files = _words(data, "text", LONGEST_TEXT), _read_files(data.get("files", []))
    if not words and not files:
        raise Invalid("message: text, files, or both", field="data.text")
    return {"text": words, "files": files}


def _read_files(value: Any) -> tuple[File, ...]:
    if not isinstance(value, list) or len(value) > MOST_FILES or not all(isinstance(one, Mapping) for one in value):
        raise Invalid(f"files: at most {MOST_FILES}, each with name and url", field="data.files")
    files = tuple(
        File(text(one.get("name")), text(one.get("url")), text(one.get("type")), number(one.get("size")) or 0)
        for one in value
    )
    checked_files(files)
    return files


def _queue(data: Mapping[str, Any]) -> Mapping[str, Any]:
    place, wait = number(data.get("place")), data.get("wait_s")
    known = isinstance(wait, int | float) and not isinstance(wait, bool) and 0 <= wait <= LONGEST_WAIT_S
    return {"place": min(place or 0, 1_000_000), "wait_s": float(wait) if known and wait is not None else None}


def _ended(data: Mapping[str, Any]) -> Mapping[str, Any]:
    by = text(data.get("by")) or "agent"
    if by not in BY:
        raise Invalid("by: agent, customer or system", field="data.by")
    return {"by": by, "text": _words(data, "reason", LONGEST_WORDS)}


def _rated(data: Mapping[str, Any]) -> Mapping[str, Any]:
    score = number(data.get("score"))
    if score is None or not 1 <= score <= 5:
        raise Invalid("score: 1 to 5", field="data.score")
    return {"score": score, "text": _words(data, "comment", LONGEST_WORDS)}


def _labelled(data: Mapping[str, Any]) -> Mapping[str, Any]:
    label = text(data.get("label"))
    if label not in LABELS:
        raise Invalid(f"label: one of {', '.join(LABELS)}", field="data.label")
    return {"text": label}


def _texts(name: str, longest: int = LONGEST_WORDS) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    return lambda data: {"text": _words(data, name, longest)}


_TYPES: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "joined": lambda data: {},
    "message": _message,
    "typing": lambda data: {},
    "queue": _queue,
    "transferred": _texts("to", LONGEST_NAME),
    "ended": _ended,
    "resolved": _texts("disposition"),
    "reopened": lambda data: {},
    "rated": _rated,
    "labelled": _labelled,
    "returned": _texts("note"),
    "failed": lambda data: {"about": _words(data, "about", LONGEST_NAME), "text": _words(data, "why", LONGEST_WORDS)},
}


def _words(data: Mapping[str, Any], name: str, longest: int) -> str:
    """A text that may be missing. It is cut, and holds no character that a database cannot keep."""
    value = data.get(name, "")
    if not isinstance(value, str):
        raise Invalid(f"{name}: a text", field=f"data.{name}")
    return text(value[:longest]).replace("\x00", "")


def _line(line: Line) -> Mapping[str, Any]:
    at = line.at.isoformat()
    return {"who": line.who, "name": line.name, "text": line.text, "at": at, "files": _files(line.files)}


def _files(files: tuple[File, ...]) -> list[dict[str, Any]]:
    """Links, each with its name; a file without an address could not be opened there."""
    return [
        {name: value for name, value in asdict(one).items() if value and name != "file"} for one in files if one.url
    ]
