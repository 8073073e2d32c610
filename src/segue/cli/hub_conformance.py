"""Segue, played against somebody's hub adapter: what is not as the protocol has it, and what would be right.

`docs/schemas/hub-adapter.openapi.yaml` is the protocol, `segue hub verify` the command.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web

from segue import signatures
from segue.domain.conversation import Customer
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import Told
from segue.domain.package import ContextPackage
from segue.domain.renderings import HandoffFacts
from segue.hubs.webhook import encoded, opened_with, read, signed
from segue.ports.hubs import Line, Opening, Webhook

UNICODE = (
    "Grüße, 团队, مرحبا, 👩‍👩‍👧, \u202eright to left\u202c, e\u0301, \u2028new line",
    '<b>not bold</b> &amp; <script>alert("x")</script>',
    '{"type": "ended"} \\ " \' ` $(x) %s {0}',
    " spaces around \n\n and lines\t",
)
MARK = "The last line of a long conversation: 7f3a"
BIG = 60_000
TOLD = ("message", "joined", "typing", "queue", "transferred", "resolved", "reopened", "rated", "labelled", "failed",
        "returned", "ended")  # fmt: skip
CALL_S = 15.0
_UNANSWERED: Mapping[int | None, str] = {
    None: "nothing listens at this address: is the adapter running, and is the address whole, with http:// or https://?",
    401: "the adapter took our signature for a wrong one: it needs the secret that was given here",
    404: "there is nothing at this address: its path is another one",
    405: "there is nothing that takes POST at this address: its path is another one",
}
"""What comes back where it was not tried on the adapter, or not with its secret."""


@dataclass(frozen=True, slots=True)
class Finding:
    """ok: None for what could not be looked at. right: what would be right. found: what was, as far as it says more."""

    check: str
    ok: bool | None
    right: str = ""
    found: str = ""


def verify(
    url: str, secret: str, *, listen: str = "127.0.0.1:0", back: str = "", wait_s: float = 10.0
) -> list[Finding]:
    """See `verifying`."""
    return asyncio.run(verifying(url, secret, listen=listen, back=back, wait_s=wait_s))


async def verifying(
    url: str, secret: str, *, listen: str = "127.0.0.1:0", back: str = "", wait_s: float = 10.0
) -> list[Finding]:
    """listen: HOST:PORT where the adapter's events are heard. back: how the adapter reaches that, if otherwise.
    wait_s: for each event. Raises Invalid when nothing can be listened at."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_S)) as session:
        run = _Run(session, url, secret, wait_s)
        heard = web.Application(client_max_size=1024 * 1024)
        heard.router.add_post("/{tail:.*}", run.hear)
        runner = web.AppRunner(heard, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            host, _, port = listen.rpartition(":")
            await _listen(runner, host or "127.0.0.1", port)
            run.back = back or f"http://{host or '127.0.0.1'}:{runner.addresses[0][1]}/v1/hubs/verify/webhook"
            await run.all()
        finally:
            await runner.cleanup()
    return run.findings


async def _listen(runner: web.AppRunner, host: str, port: str) -> None:
    try:
        await web.TCPSite(runner, host, int(port)).start()
    except (OSError, ValueError, OverflowError):
        raise Invalid(f"cannot listen at {host}:{port}", field="listen") from None


@dataclass
class _Run:
    session: aiohttp.ClientSession
    url: str
    secret: str
    wait_s: float
    back: str = ""
    findings: list[Finding] = field(default_factory=list)
    told: asyncio.Queue[tuple[Told, str]] = field(default_factory=asyncio.Queue)
    refusing: str = ""
    refused: list[str] = field(default_factory=list)

    async def all(self) -> None:
        status, _ = await self._send({"type": "ping", "data": {"webhook": self.back}})
        right = _UNANSWERED.get(status, 'answer ping with 200 and {"name": …}')
        self._say("ping is answered", _yes(status), right, _got(status))
        if status in _UNANSWERED:  # the rest would only say so again, many times
            return
        await self._signatures()
        ref, case = await self._opening()
        if ref:
            await self._words(ref, case)
            await self._events(ref, case)
        await self._end()
        await self._tickets()

    async def _signatures(self) -> None:
        event = {"type": "ping", "data": {"webhook": self.back}}
        other = "whsec_" + base64.b64encode(b"another secret of 32 characters!").decode()
        old, coming = (datetime.now(UTC) + sign * timedelta(minutes=10) for sign in (-1, 1))
        right = "answer 401, and do nothing, unless one of the signatures is right over `id.timestamp.body`"
        late = "answer 401 when the timestamp is more than five minutes from now: a copy could be sent again for ever"
        for name, status, words in (
            ("a signature by another secret is refused", (await self._send(event, secret=other))[0], right),
            ("a body that was changed is refused", (await self._send(event, changed=True))[0], right),
            ("a request without a signature is refused", (await self._send(event, bare=True))[0], right),
            ("a signature of ten minutes ago is refused", (await self._send(event, at=old))[0], late),
            ("a signature of ten minutes ahead is refused", (await self._send(event, at=coming))[0], late),
        ):
            self._say(name, status in {400, 401, 403}, words, _got(status))
        status, _ = await self._send(b'{"type": "pi')
        self._say("half a body is refused", status in {400, 401, 422}, "answer 400 to what is not JSON", _got(status))
        status, _ = await self._send(
            self._event("message.customer", "no-such-ref", "h_none", {"text": "x", "files": []})
        )
        words = "answer 409 to a ref that you do not know: 404 would stop all deliveries to this hub"
        self._say("what comes before its conversation is refused", status == 409, words, _got(status))

    async def _opening(self) -> tuple[str, str]:
        opening = _opening(f"h_{uuid4().hex[:12]}")
        event = self._started("handoff.started", opening)
        status, answer = await self._send(event, f"{opening.id}-handoff-started")
        ref = str(answer.get("ref", ""))
        size = f"{len(encoded(event)):,} bytes"
        right = 'take bodies of some MB, and answer handoff.started with 200 and {"ref": your id}'
        good = _yes(status) and 0 < len(ref) <= 200 and ref.isascii() and ref.isprintable() and " " not in ref
        self._say(f"a handoff of {size} is taken, and answered with a ref", good, right, _got(status))
        if not good:
            return "", ""
        status, again = await self._send(event, f"{opening.id}-handoff-started")
        right = "keep what you answered by webhook-id, and answer the same: else one handoff becomes two"
        self._say("the same handoff again is the same", again.get("ref") == ref, right, _got(status))
        return ref, opening.id

    async def _words(self, ref: str, case: str) -> None:
        for number, words in enumerate(UNICODE):
            event = self._event("message.customer", ref, case, {"text": words, "files": _FILES if not number else []})
            once, _ = await self._send(event, f"{case}-{number}")
            twice, _ = await self._send(event, f"{case}-{number}")
            self._say(f"message {number + 1} of {len(UNICODE)} is taken, and again", _yes(once) and _yes(twice),
                      "answer 200 both times", f"{_got(once)}, {_got(twice)}")  # fmt: skip
        more: tuple[tuple[str, Mapping[str, Any]], ...] = (
            ("note", {"text": "between us", "who": "system", "name": "Segue", "files": []}),
            ("typing", {"on": True}),
            ("of.a.later.version", {}),
        )
        for type_, data in more:
            status, _ = await self._send(self._event(type_, ref, case, data))
            right = "answer 200 to what you do not know, and leave it alone" if "later" in type_ else "answer 200"
            self._say(f"{type_} is taken", _yes(status), right, _got(status))
        status, answer = await self._send(self._event("please", ref, case, {"event": "seen"}))
        seen = answer.get("seen")
        if not _yes(status) or not isinstance(seen, list):
            self._say("what people see could not be asked for", None, "look by hand: each message once, in order")
            return
        shown = "\n\0".join(str(one) for one in seen)
        at = [shown.find(words.strip()) for words in UNICODE]
        whole = -1 not in at and at == sorted(at) and all(shown.count(words.strip()) == 1 for words in UNICODE)
        self._say(
            "people see each message once, in order, letter for letter", whole, "show text as it is, once each id"
        )
        self._say("people see the whole conversation", MARK in shown, "show the briefing and the whole transcript")

    async def _events(self, ref: str, case: str) -> None:
        for type_ in TOLD:
            first = type_ == TOLD[0]
            self.refusing = ref if first else ""
            status, _ = await self._send(self._event("please", ref, case, {"event": type_}))
            if not _yes(status):
                words = f"answer please: {type_} by telling it, to be tried here; in service that is not needed"
                self._say(f"{type_} is told", None, words, _got(status))
                continue
            found = await self._next()
            name = f"{type_} is told to data.webhook, signed, with our ref"
            good = found is not None and found[0].what.value == type_ and found[0].ref == ref
            self._say(name, good, f"POST it within {self.wait_s:g} s", "" if found else self._why())
            if first and found:
                same = self.refused[:1] == [found[1]]
                words = "send it again under the same webhook-id: what was answered with 503 was not taken"
                self._say("what we answer with 503 is sent again under the same id", same, words)
            self.refusing = ""

    async def _end(self) -> None:
        opening = replace(_opening(f"h_{uuid4().hex[:12]}"), transcript=())
        _, answer = await self._send(self._started("handoff.started", opening))
        ref = str(answer.get("ref", ""))
        for often in ("is taken", "is taken again"):
            event = self._event("handoff.ended", ref, opening.id, {"why": "the customer left"})
            status, _ = await self._send(event, f"{opening.id}-ended")
            self._say(f"handoff.ended {often}", _yes(status), "answer 200, and the same again", _got(status))
        status, _ = await self._send(self._event("message.customer", ref, opening.id, {"text": "late", "files": []}))
        self._say(
            "what comes after the end is refused", status == 409, "answer 409 to a ref that is over", _got(status)
        )

    async def _tickets(self) -> None:
        opening = _opening(f"f_{uuid4().hex[:12]}")
        status, answer = await self._send(self._started("ticket.created", opening))
        ref = str(answer.get("ref", ""))
        if status == 501:
            self._say("tickets", None, "the adapter has none: name another hub for follow-ups")
            return
        self._say("ticket.created is taken, and answered with a ref", _yes(status) and bool(ref),
                  "answer 200 and {\"ref\": your id}, or 501 where you have no tickets", _got(status))  # fmt: skip
        said = {"text": "more", "who": "customer", "name": "", "files": []}
        for closed in (False, True):
            status, _ = await self._send(self._event("ticket.updated", ref, opening.id, {**said, "closed": closed}))
            self._say(
                f"ticket.updated is taken, closed: {str(closed).lower()}", _yes(status), "answer 200", _got(status)
            )

    # ---- both ways ----

    async def hear(self, request: web.Request) -> web.Response:
        """As Segue: verify, read, store; 503 to the first that `refusing` waits for."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        webhook = Webhook(headers, await request.read(), datetime.now(UTC))
        try:
            signatures.verify(signatures.STANDARD, self.secret, webhook)
            found = read(webhook)
        except NotSignedIn:
            self.refused.append("an event came that is not signed as it should be")
            return web.json_response({}, status=401)
        except Invalid as error:
            self.refused.append(f"an event came that cannot be read: {error.message}")
            return web.json_response({"error": error.message}, status=422)
        if self.refusing == found.ref:
            self.refusing, self.refused = "", [found.id]
            return web.json_response({}, status=503)
        await self.told.put((found, found.id))
        return web.json_response({})

    async def _next(self) -> tuple[Told, str] | None:
        with suppress(TimeoutError):
            return await asyncio.wait_for(self.told.get(), self.wait_s)
        return None

    def _why(self) -> str:
        return next((one for one in reversed(self.refused) if one.startswith("an event")), "nothing came")

    async def _send(
        self,
        event: Mapping[str, Any] | bytes,
        id_: str = "",
        *,
        secret: str = "",
        at: datetime | None = None,
        changed: bool = False,
        bare: bool = False,
    ) -> tuple[int | None, Mapping[str, Any]]:
        """Status and the object that was answered; None when nothing was."""
        now = datetime.now(UTC)
        body = event if isinstance(event, bytes) else encoded({"at": now.isoformat(), **event})
        headers = signed(secret or self.secret, id_ or f"verify-{uuid4().hex}", body, at or now)
        if bare:
            del headers["webhook-signature"]
        sent = body[:-1] + b" }" if changed else body
        try:
            async with self.session.post(self.url, data=sent, headers=headers, allow_redirects=False) as response:
                answer = await response.read()
                with suppress(ValueError, RecursionError):
                    found = json.loads(answer)
                    return response.status, found if isinstance(found, dict) else {}
                return response.status, {}
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None, {}

    def _event(self, type_: str, ref: str, case: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"type": type_, "case": case, "ref": ref, "data": data}

    def _started(self, type_: str, opening: Opening) -> Mapping[str, Any]:
        data = {**opened_with(opening, BIG), "webhook": self.back}
        return {"type": type_, "case": opening.id, "data": data}

    def _say(self, check: str, ok: bool | None, right: str = "", found: str = "") -> None:
        self.findings.append(Finding(check, ok, "" if ok else right, "" if ok else found))


_FILES = [
    {"name": "invoice.pdf", "url": "https://files.example/invoice.pdf", "type": "application/pdf", "size": 48_213}
]


def _opening(id_: str) -> Opening:
    """Of an invented customer, with a conversation that makes it some 60 KB."""
    now = datetime.now(UTC)
    said = [Line("customer" if n % 2 else "bot", f"{n}: {'words ' * 90}", now) for n in range(BIG // 560)]
    package = ContextPackage(
        id_, "c_verify", now, summary="Was charged twice.", goes_wrong="Order 4711 was charged twice"
    )
    return Opening(
        id=id_,
        conversation="c_verify",
        handoff=id_,
        subject="Charged twice: 团队 & <b>",
        package=package,
        facts=HandoffFacts("high", "Billing"),
        transcript=(*said, Line("customer", MARK, now)),
        transcript_text=MARK,
        customer=Customer(id="u_verify", name="Ana Duarte", email="ana@shop.example"),
        urgency="high",
        tags=("segue", "urgency-high"),
    )


def _yes(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def _got(status: int | None) -> str:
    return "nothing was answered" if status is None else f"answered {status}"
