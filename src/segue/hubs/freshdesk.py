"""Freshdesk: a ticket with the customer's words, a private note with the package, replies asked for (API v2).

The description of a ticket is shown to its requester, and mailed to them, so nothing of the package stands in it.
https://developers.freshdesk.com/api/ tells the calls. An automation rule of the helpdesk calls us with the number of a
ticket alone; what happened is asked for, under one set of ids. Nothing is signed: the rule sends a secret of ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import count
from typing import Any

from segue import signatures
from segue.answers import account, basic, items, name_of, part, plain, text, texts, time
from segue.calls import Calls, Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hub_kinds.freshdesk import KIND
from segue.hubs import note_html
from segue.hubs.base import HubBase
from segue.hubs.texts import MARK, html, html_of, same, words_of
from segue.outbound import Part
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import file_of, files_of, is_number, known_id, label_of, listed, made_id, object_of

VENDOR = "Freshdesk"
STREAMS = ""
PRIORITIES: Mapping[str, int] = {"soft": 1, "normal": 2, "high": 3, "immediate": 4}
OPEN, RESOLVED, CLOSED = 2, 4, 5
CHAT = 7
SPOKEN = frozenset({0, 2})
"""Sources of an entry that the customer reads when it is not private: a reply, a public note; no forwarded mail."""
PAGE, MOST_PAGES = 100, 10
LONGEST_TAG, LONGEST_TEXT = 32, 30_000
CUSTOMER_LINES = 10
EARLIER = timedelta(minutes=10)
"""Before the package was made: clocks differ."""
GONE = frozenset({404})


class FreshdeskHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._desk = f"https://{account(self.given('account'), 'freshdesk.com')}.freshdesk.com"
        self._url = f"{reach.at(self._desk)}/api/v2"
        self._calls = Calls(reach, VENDOR, {"Authorization": basic(secrets["secret"], "X")})
        self._names: dict[str, str] = {}
        self._heard = count()

    async def check(self) -> str:
        me = part((await self._calls.json("GET", f"{self._url}/agents/me")).get("contact"))
        return f"{text(me.get('name')) or 'an agent'} of {self._desk.removeprefix('https://')}"

    # ---- out ----

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        ref = await steps.once("ticket", lambda: self._create(opening), find=lambda: self._find(opening))
        ref = _ref(ref)
        body = note_html.fragment(opening.rendered("html", KIND.most_package))
        file = Part("attachments[]", opening.transcript_text.encode(), f"transcript-{opening.id}.txt", "text/plain")
        note = await steps.once(
            *("package", lambda: self._add(ref, body, file)),
            find=lambda: self._find_note(ref, body, 0),
        )
        await steps.keep(last=note)
        return Opened(ref, f"{self._desk}/a/tickets/{ref}", {"last": note})

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """As a private note, so that nobody gets mail of their own words. The customer's opens the ticket again."""
        ref, last = _ref(case.ref), _number(steps.state.get("last"))
        customer = message.who == "customer"
        body = html_of(message)
        note = await steps.once(
            *("note", lambda: self._add_message(ref, body, incoming=customer)),
            find=lambda: self._find_note(ref, body, last),
        )
        await steps.keep(last=str(max(last, _number(note))))
        if customer:
            await steps.once("opened", lambda: self._change(ref, status=OPEN), again=True)  # it overwrites

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        ref, last = _ref(case.ref), _number(steps.state.get("last"))
        body = f"<p><b>{MARK}</b></p>{html(why)}"
        await steps.once(
            *("why", lambda: self._add_message(ref, body, incoming=False)),
            find=lambda: self._find_note(ref, body, last),
        )
        await steps.once("closed", lambda: self._change(ref, status=RESOLVED), again=True)

    async def _create(self, opening: Opening) -> str:
        body = {
            "subject": opening.subject[:255] or "Conversation with the assistant",
            "description": _description(opening),
            **_requester(opening),
            "status": OPEN,
            "priority": PRIORITIES.get(opening.urgency, 2),
            "source": CHAT,
            "tags": _tags(opening),
            **({"group_id": _group(opening.team)} if opening.team else {}),
        }
        return _id_of(await self._calls.json("POST", f"{self._url}/tickets", json=body))

    async def _find(self, opening: Opening) -> str | None:
        """By the tag, among the requester's tickets that changed since: a list reads the tickets themselves, while the
        search by tag reads an index that is minutes late. Ids of a requester are shared by all their tickets."""
        since = (opening.package.built_at - EARLIER).astimezone(UTC)
        params = {"updated_since": f"{since:%Y-%m-%dT%H:%M:%SZ}", "order_by": "created_at", "order_type": "desc"}
        asked = _requester(opening)
        params |= {name: asked[name] for name in ("email", "unique_external_id") if name in asked}
        async for one in self._pages("tickets", **params):
            if tag_of(opening.id) in texts(one.get("tags")):
                return _id_of(one)
        return None

    async def _add(self, ref: str, body: str, file: Part) -> str:
        given = (Part("body", body), Part("private", "true"), file)
        return _id_of(await self._calls.json("POST", f"{self._url}/tickets/{ref}/notes", parts=given, gone=GONE))

    async def _add_message(self, ref: str, body: str, *, incoming: bool) -> str:
        given = {"body": body, "private": True, "incoming": incoming}
        return _id_of(await self._calls.json("POST", f"{self._url}/tickets/{ref}/notes", json=given, gone=GONE))

    async def _find_note(self, ref: str, body: str, last: int) -> str | None:
        """A private note with these words that is newer than our last one: numbers of notes only grow."""
        wanted = plain(body)
        async for one in self._pages(f"tickets/{ref}/conversations"):
            note = _number(_id_of(one))
            if note > last and one.get("private") is True and same(plain(text(one.get("body"))), wanted):
                return str(note)
        return None

    async def _change(self, ref: str, **fields: Any) -> str:
        await self._calls.json("PUT", f"{self._url}/tickets/{ref}", json=fields, gone=GONE)
        return ""

    async def _pages(self, path: str, **params: str) -> AsyncIterator[Mapping[str, Any]]:
        for page in range(1, MOST_PAGES + 1):
            asked = {**params, "per_page": str(PAGE), "page": str(page)}
            answer = await self._calls.send("GET", f"{self._url}/{path}", params=asked, gone=GONE)
            with reading():
                found = items(answer.json(), VENDOR, path.rpartition("/")[2])
            for one in found:
                yield one
            if len(found) < PAGE:
                return

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.OWN_HEADER, self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """`{"ticket": "12"}`: that something happened there. It has no id, and each is a new one: one that comes twice
        only asks twice, and what is answered has ids."""
        ticket = name_of(object_of(webhook.body, VENDOR).get("ticket")).removeprefix("#")
        if not ticket:
            return ()
        if not is_number(ticket):
            raise Invalid("the ticket of an event has no number", field="ticket")
        at = webhook.at.astimezone(UTC)
        return (Told(What.CUSTOMER_WROTE, f"changed/{ticket}/{at.isoformat()}/{next(self._heard)}", ticket, at),)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref = _ref(case.ref)
        ticket = await self._calls.json("GET", f"{self._url}/tickets/{ref}", params={"include": "stats"}, gone=GONE)
        requester = name_of(ticket.get("requester_id"))
        told = [await self._message(ref, one, requester) async for one in self._pages(f"tickets/{ref}/conversations")]
        return (*(one for one in told if one), *_labels(ref, ticket), *_ends(ref, ticket))

    async def _message(self, ref: str, one: Mapping[str, Any], requester: str) -> Told | None:
        """A reply of the team, or what the requester themselves, and nobody else, answered by mail or in the portal."""
        if one.get("private") is not False or one.get("source", 0) not in SPOKEN:
            return None
        incoming, author = one.get("incoming"), name_of(one.get("user_id"))
        if incoming is not False and not (incoming is True and author and author == requester):
            return None
        words = plain(text(one.get("body"))) or text(one.get("body_text")).strip()
        files = files_of(map(_file, listed(one.get("attachments"))))
        if not (words or files):
            return None
        what = What.CUSTOMER_WROTE if incoming else What.MESSAGE
        told = Told(what, f"message/{_id_of(one)}", ref, time(one.get("created_at")), words[:LONGEST_TEXT], files=files)
        return told if incoming else replace(told, agent=author, agent_name=await self._name(author))

    async def _name(self, agent: str) -> str:
        """Best effort: a key that may not ask for agents still brings their words."""
        if not is_number(agent):
            return ""
        if agent not in self._names:
            try:
                found = await self._calls.json("GET", f"{self._url}/agents/{agent}", gone={403, 404})
            except DeliveryFailed:
                return ""
            self._names[agent] = text(part(found.get("contact")).get("name")).strip()[:100]
        return self._names[agent]


def tag_of(id_: str) -> str:
    """By which the ticket of a handoff is found; a tag is short."""
    tag = f"segue-{id_}"
    return tag if len(tag) <= LONGEST_TAG else f"segue-{hashlib.sha256(id_.encode()).hexdigest()[:20]}"


def _tags(opening: Opening) -> list[str]:
    sla = ["sla-" + "-".join(opening.sla.lower().split())] if opening.sla else []
    wanted = [tag_of(opening.id), *opening.tags, *sla]
    return list(dict.fromkeys(one.replace(",", " ")[:LONGEST_TAG] for one in wanted))


def _requester(opening: Opening) -> dict[str, str]:
    name = opening.customer.name or "Customer"
    if opening.email:
        return {"email": opening.email, "name": name}
    if opening.phone:
        return {"phone": opening.phone, "name": name}
    # of an id that is not verified, Freshdesk would mail what people answer to whose it really is
    known = opening.customer.id if opening.customer.verified else ""
    return {"unique_external_id": known or f"segue-{opening.conversation}", "name": name}


def _description(opening: Opening) -> str:
    """The customer's own words, newest last: they may read it."""
    said = [line for line in opening.transcript if line.who == "customer"][-CUSTOMER_LINES:]
    lines = "".join(html(words_of(line)) for line in said)
    return f"<p>Written in the chat:</p>{lines}" if lines else "<p>Written in the chat.</p>"


def _group(team: str) -> int:
    if not is_number(team):
        words = f"{VENDOR}: hub_team has to be the number of a group, and {team[:40]!r} is none"
        raise DeliveryFailed(words, Trouble.PAUSED)
    return int(team)


def _labels(ref: str, ticket: Mapping[str, Any]) -> list[Told]:
    found = map(label_of, texts(ticket.get("tags")))
    return [Told(What.LABELLED, f"label/{ref}/{label}", ref, text=label) for label in found if label]


def _ends(ref: str, ticket: Mapping[str, Any]) -> list[Told]:
    """Resolved or opened again, under the moment that the ticket keeps of it."""
    stats, status = part(ticket.get("stats")), ticket.get("status")
    reopened, ended = text(stats.get("reopened_at")), text(stats.get("resolved_at")) or text(stats.get("closed_at"))
    if status in {RESOLVED, CLOSED}:
        return [Told(What.RESOLVED, f"resolved/{ref}/{ended[:40]}", ref, time(ended), by="agent")]
    if reopened:
        return [Told(What.REOPENED, f"reopened/{ref}/{reopened[:40]}", ref, time(reopened))]
    return []


def _file(one: Mapping[str, Any]) -> Any:
    return file_of(one.get("name"), one.get("attachment_url"), one.get("content_type"), one.get("size"))


def _number(value: object) -> int:
    return int(str(value)) if is_number(str(value)) else 0


def _id_of(answer: Mapping[str, Any]) -> str:
    id_ = name_of(answer.get("id"))
    return made_id(id_, is_number(id_), VENDOR)


def _ref(id_: str) -> str:
    return known_id(id_, is_number(id_), VENDOR)
