"""Segue over HTTP, as an AI agent's program calls it: docs/http-api.md, with types, and with every call repeated that
a lost answer makes doubtful. Each change carries an id or a key of its own, so that a repetition changes nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, replace
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import aiohttp

from segue import __version__
from segue.client import live, reading
from segue.domain.attachments import File
from segue.domain.conversation import Customer
from segue.domain.errors import CallFailed, CallRefused, Invalid, NotFound, SegueError
from segue.flows.checked import NOT_JSON, checked_types
from segue.outbound import Answer as Answered
from segue.outbound import Call, Limits, Outbound
from segue.ports.agents import Answer, ConversationState, Form, LogEntry, Message, Page, Started, Turn
from segue.ports.agents import Handoffs as Port
from segue.settings import loopback

NAME = "Segue"
LIMITS = Limits(attempt_s=15.0, total_s=60.0, attempts=12, first_wait_s=0.25, longest_wait_s=30.0)
WHOLE_TEXTS = frozenset({"markdown", "text"})
INSIDE_AN_OBJECT = frozenset({"html", "blocks", "flat"})
"""Forms of a package that come as the one field of a JSON object."""


@asynccontextmanager
async def connect(
    url: str, key: str, *, insecure: bool = False, limits: Limits = LIMITS, gives_up_s: float = live.GIVES_UP_S
) -> AsyncIterator[Client]:
    """A client, until the end of the block. Nothing is called yet.

    url:        where `segue serve` is reached, such as https://segue.acme.example.
    key:        of the console, with the scopes `conversations` and, to ask for humans, `handoff`.
    insecure:   allows http:// to another machine, where anybody on the way reads the key and what customers write.
    limits:     of one call with all its repetitions, in seconds.
    gives_up_s: how long `follow` goes on trying while nothing is heard.
    Raises Invalid for an address or a key that cannot be one.
    """
    base, bearer = _address(url, insecure=insecure), _bearer(key)
    headers = {"Authorization": bearer, "User-Agent": f"segue-python/{__version__}", "Accept": "application/json"}
    async with aiohttp.ClientSession(headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Client(session, base, limits, gives_up_s)


class Client(Port):
    """Made by `connect`. Errors are those of the flows themselves; Unreachable when no answer came after every try."""

    def __init__(
        self, session: aiohttp.ClientSession, base: str, limits: Limits = LIMITS, gives_up_s: float = live.GIVES_UP_S
    ) -> None:
        self._session, self._base, self._gives_up_s = session, base, gives_up_s
        self._outbound, self._once = Outbound(session, limits), Outbound(session, replace(limits, attempts=1))

    async def start(
        self,
        conversation: str = "",
        *,
        channel: str = "api",
        visitor: str = "",
        language: str = "",
        customer: Customer | None = None,
    ) -> Started:
        checked_types(customer=customer)
        id_ = conversation or f"cnv_{secrets.token_urlsafe(16)}"
        body = {"id": id_, "channel": channel, "visitor": visitor, "language": language, "customer": _told(customer)}
        return reading.value(Started, await self._json("POST", f"{self._base}/v1/conversations", body))

    async def receive(self, conversation: str, message: Message) -> Turn:
        checked_types(message=message)
        body = asdict(message)
        del body["sender"]
        files = {"attachments": [_file(file) for file in message.attachments]}
        return reading.value(Turn, await self._post(conversation, "/messages", {**body, **files}))

    async def learn(
        self,
        conversation: str,
        *,
        page: Page | None = None,
        customer: Customer | None = None,
        variables: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> Turn:
        checked_types(page=page, customer=customer, variables=variables)
        seen = asdict(page) if page else None
        body = {"page": seen, "customer": _told(customer), "variables": dict(variables) if variables else None}
        return reading.value(Turn, await self._post(conversation, "/context", body, key))

    async def answer_offer(self, conversation: str, offer: str, choice: str, *, key: str = "") -> Answer:
        return await self._do(conversation, "/offer", {"id": offer, "choice": choice}, key)

    async def contact(self, conversation: str, email: str = "", phone: str = "", *, key: str = "") -> Answer:
        return await self._do(conversation, "/contact", {"email": email, "phone": phone}, key)

    async def request_handoff(
        self,
        conversation: str,
        *,
        reason: str = "",
        queue: str = "",
        note: str = "",
        urgency: str = "normal",
        key: str = "",
    ) -> Answer:
        body = {"reason": reason, "queue": queue, "note": note, "urgency": urgency}
        return await self._do(conversation, "/handoff", body, key)

    async def handback(
        self, conversation: str, *, by: Literal["bot", "customer"] = "bot", note: str = "", key: str = ""
    ) -> Answer:
        return await self._do(conversation, "/handback", {"by": by, "note": note}, key)

    async def end(self, conversation: str, *, key: str = "") -> Answer:
        return await self._do(conversation, "/end", {}, key)

    async def rate(self, conversation: str, score: int, comment: str = "", *, key: str = "") -> Answer:
        return await self._do(conversation, "/csat", {"score": score, "comment": comment}, key)

    async def typing(self, conversation: str, *, role: str = "automated_agent") -> None:
        await self._post(conversation, "/typing", {"role": role})

    async def state(self, conversation: str) -> ConversationState:
        return reading.state(await self._json("GET", self._at(conversation)))

    async def entries(self, conversation: str, after: int = 0, limit: int = 500) -> tuple[LogEntry, ...]:
        while True:
            params = {"after": str(after), "limit": str(limit)}
            found, last = reading.lines(await self._json("GET", self._at(conversation, "/entries"), params=params))
            if found or last <= after:
                return found
            after = last

    async def follow(self, conversation: str, after: int = 0) -> AsyncIterator[LogEntry]:
        line = live.Line(
            opened=lambda seq: self._session.get(
                self._at(conversation, "/events"),
                params={"after": str(seq)},
                headers={"Accept": "text/event-stream", "Last-Event-ID": str(seq)},
                allow_redirects=False,
                timeout=live.TIMEOUT,
            ),
            state=lambda: self._state_now(conversation),
            page=lambda seq: self.entries(conversation, seq),
            gives_up_s=self._gives_up_s,
        )
        async with aclosing(line.entries(after)) as found:
            async for entry in found:
                yield entry

    async def package(self, conversation: str, form: Form = "markdown", limit: int = 0) -> Any:
        params = {"as": form, "limit": str(limit)}
        answered = await self._call(
            self._outbound, Call(name=NAME, url=self._at(conversation, "/package"), params=params)
        )
        if form in WHOLE_TEXTS:
            return answered.body.decode("utf-8", "replace")
        found = answered.json()
        return found.get(form) if form in INSIDE_AN_OBJECT and isinstance(found, Mapping) else found

    # ---- calls ---------------------------------------------------------------------------------------------------

    def _at(self, conversation: str, what: str = "") -> str:
        if conversation in {"", ".", ".."}:  # an address would lead elsewhere
            raise NotFound("there is no such conversation")
        return f"{self._base}/v1/conversations/{quote(conversation, safe='')}{what}"

    async def _state_now(self, conversation: str) -> ConversationState:
        answered = await self._call(self._once, Call(name=NAME, url=self._at(conversation)))
        return reading.state(answered.json())

    async def _do(self, conversation: str, what: str, body: Mapping[str, Any], key: str) -> Answer:
        return reading.value(Answer, await self._post(conversation, what, body, key))

    async def _post(self, conversation: str, what: str, body: Mapping[str, Any], key: str = "") -> Any:
        """Without a key of the caller's it gets one, the same over all its tries."""
        headers = {"Idempotency-Key": key or secrets.token_urlsafe(16)}
        return await self._json("POST", self._at(conversation, what), body, headers=headers)

    async def _json(self, method: str, url: str, body: Mapping[str, Any] | None = None, **more: Any) -> Any:
        headers, data = dict(more.pop("headers", {})), None
        if body is not None:
            headers["Content-Type"], data = "application/json", _written(body)
        call = Call(name=NAME, url=url, method=method, data=data, headers=headers, repeat=True, **more)
        answered = await self._call(self._outbound, call)
        return answered.json() if answered.body else None

    async def _call(self, outbound: Outbound, call: Call) -> Answered:
        """Raises the error that the answer tells, Unreachable when there was none. Never with a cause that could hold
        the key."""
        trouble: SegueError
        try:
            answered = await outbound.send(replace(call, answers=reading.REFUSALS))
        except CallRefused:
            raise
        except CallFailed as failed:
            trouble = reading.trouble(failed)
        else:
            if answered.status < 300:
                return answered
            trouble = reading.refusal(answered)
        raise trouble


def _written(body: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(body, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError):
        raise Invalid(NOT_JSON, field="body") from None


def _told(customer: Customer | None) -> dict[str, Any] | None:
    if customer is None:
        return None
    return {"id": customer.id, "name": customer.name, "email": customer.email, "facts": dict(customer.facts)}


def _file(file: File) -> dict[str, Any]:
    return {name: one for name, one in asdict(file).items() if one}


def _address(url: str, *, insecure: bool) -> str:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or parts.username:
        raise Invalid("url: write where Segue is reached, such as https://segue.acme.example", field="url")
    if parts.scheme == "http" and not (loopback(host) or insecure):
        words = "url: over http:// anybody on the way reads the key; write https://, or pass insecure=True"
        raise Invalid(words, field="url")
    return parts.geturl().rstrip("/")


def _bearer(key: str) -> str:
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise Invalid("key: a key of the console, such as sk_…", field="key")
    return f"Bearer {key}"
