"""Tickets of Zendesk Support: the package as a private comment, agents' answers from the ticket's audits.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ tells the calls, and
…/ticketing/tickets/ticket_audits/ how a ticket tells all that became of it, in order and under ids that stay: comments,
states and tags. Whatever we do carries an id of ours in its audit's metadata, by which it is found, and passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

from segue.answers import account, basic, items, name_of, part, plain, text, texts, time
from segue.calls import Calls, Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hub_kinds.zendesk import KIND
from segue.hubs import note_html
from segue.hubs.base import HubBase
from segue.hubs.texts import MARK, html, html_of, parts
from segue.hubs.zendesk.macros import make_macros
from segue.ports.hubs import Opened, Opening, Steps, ToHub
from segue.ports.listeners import DeliveryFailed
from segue.told import file_of, files_of, is_number, known_id, label_of, listed, made_id

VENDOR = "Zendesk"
OURS = "segue"
"""Name in the metadata of an audit: there stands an id of ours."""

PRIORITIES: Mapping[str, str] = {"soft": "low", "normal": "normal", "high": "high", "immediate": "urgent"}
DONE = frozenset({"solved", "closed"})
A_PAGE, MOST_PAGES, MOST_USERS = 100, 60, 100
LONGEST_TEXT, LONGEST_NAME = 30_000, 100
GONE = frozenset({404})
BUSY = frozenset({409})
"""Somebody changes the same ticket at this moment."""
NOBODY = (
    "<p><b>No e-mail address of the customer is known: what you answer publicly reaches them through Segue.</b></p>"
)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}", re.ASCII)


class ZendeskTickets(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._site = f"https://{account(self.given('account'), 'zendesk.com')}.zendesk.com"
        self._api = f"{reach.at(self._site)}/api/v2"
        self._headers = {"Authorization": basic(f"{self.given('user')}/token", secrets["secret"])}
        self._calls = Calls(reach, VENDOR, self._headers)
        self._people: dict[str, tuple[str, str]] = {}  # id -> role, name

    async def check(self) -> str:
        """Zendesk answers those whom it does not know as an anonymous user, and with 200."""
        me = part((await self._calls.json("GET", f"{self._api}/users/me")).get("user"))
        site = self._site.removeprefix("https://")
        if not name_of(me.get("id")):
            raise DeliveryFailed(f"{VENDOR} does not know this user: the token or the address is wrong", Trouble.PAUSED)
        said = f"{text(me.get('name'))[:LONGEST_NAME]} of {site}"
        return said if me.get("role") in ("agent", "admin") else f"{said}. But this is no agent, and may add no notes."

    async def install(self) -> tuple[str, ...]:
        return await make_macros(self._calls, self._api)

    # ---- out

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        """Found by our id as its external id. Zendesk knows the Idempotency-Key, too, for some hours."""
        ref = await steps.once(
            "ticket", lambda: self._create(opening, steps), find=lambda: self._by_external_id(opening.id)
        )
        if steps.state.get("upload"):
            await steps.keep(upload=None)
        if steps.state.get("no_file"):
            for number, words in enumerate(parts(opening.transcript_text, KIND.most_text)):
                body = f"<p><b>Transcript</b></p>{html(words)}"
                await self._comment(ref, f"{opening.id}/transcript/{number}", body, steps)
        return Opened(ref, f"{self._site}/agent/tickets/{ref}")

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """As a private comment, whoever wrote: of a public one, the usual trigger mails customers their own words.
        The customer's opens the ticket again, as a reply by mail would."""
        more = {"status": "open"} if message.who == "customer" else {}
        await self._comment(_checked(case.ref), message.id, html_of(message), steps, **more)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        """One that is closed already takes nothing any more."""
        ref = _checked(case.ref)
        found = await self._calls.json("GET", f"{self._api}/tickets/{ref}", gone=GONE)
        status = text(part(found.get("ticket")).get("status"))
        if status == "closed":
            return
        body = f"<p><b>{MARK}</b></p>{html(why or 'Done.')}"
        await self._comment(ref, f"{case.id}/close", body, steps, status="solved")

    async def _create(self, opening: Opening, steps: Steps) -> str:
        """A file that an earlier try brought is used again, so that its body and key are the same; Zendesk throws it
        away after an hour, and refuses its token then."""
        token = text(steps.state.get("upload"))
        if token:
            try:
                return await self._post(opening, token)
            except DeliveryFailed as failure:
                if failure.trouble is not Trouble.REFUSED:
                    raise
            there = await self._by_external_id(opening.id)
            if there:
                return there
        token = await self._upload(opening)
        await steps.keep(upload=token or None, no_file=None if token else True)
        return await self._post(opening, token)

    async def _post(self, opening: Opening, token: str) -> str:
        """Zendesk refuses a key that it knows with another body, as a package that was built anew would be: so the key
        is of the body, too."""
        reachable = bool(_EMAIL.fullmatch(opening.email))
        limit = KIND.most_package - len(NOBODY)
        comment: dict[str, Any] = {
            "html_body": ("" if reachable else NOBODY) + note_html.fragment(opening.rendered("html", limit)),
            "public": False,
        }
        ticket: dict[str, Any] = {
            "subject": opening.subject.strip()[:150] or "Conversation with the assistant",
            "comment": comment | ({"uploads": [token]} if token else {}),
            "priority": PRIORITIES.get(opening.urgency, "normal"),
            "tags": tags_of(opening),
            "external_id": opening.id,
            "metadata": {OURS: opening.id},
        }
        if reachable:
            name = opening.customer.name.strip()[:LONGEST_NAME]
            ticket["requester"] = {"name": name or opening.email.partition("@")[0], "email": opening.email}
        if is_number(opening.team):
            ticket["group_id"] = int(opening.team)
        digest = sha256(json.dumps(ticket, sort_keys=True).encode()).hexdigest()[:16]
        made = await self._calls.json(
            *("POST", f"{self._api}/tickets"),
            json={"ticket": ticket},
            headers={"Idempotency-Key": f"{opening.id}-{digest}"},
            busy=BUSY,
        )
        id_ = name_of(part(made.get("ticket")).get("id"))
        return made_id(id_, is_number(id_), VENDOR)

    async def _upload(self, opening: Opening) -> str:
        """Its token, "" where the helpdesk takes no files: then the transcript goes along as comments."""
        try:
            made = await self._calls.json(
                *("POST", f"{self._api}/uploads"),
                params={"filename": f"transcript-{opening.conversation}.txt"},
                headers={"Content-Type": "text/plain; charset=utf-8"},
                data=opening.transcript_text.encode("utf-8", "replace"),
            )
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.REFUSED:
                raise
            return ""
        return text(part(made.get("upload")).get("token"))

    async def _by_external_id(self, id_: str) -> str | None:
        found = await self._calls.json("GET", f"{self._api}/tickets", params={"external_id": id_})
        with reading():
            tickets = items(found.get("tickets"), VENDOR, "tickets")
        refs = (name_of(one.get("id")) for one in tickets if one.get("external_id") == id_)
        return next((ref for ref in refs if is_number(ref)), None)

    async def _comment(self, ref: str, key: str, body: str, steps: Steps, **more: Any) -> None:
        """Where the answer is lost, the audits behind our last one tell whether the key is among them."""
        change = {"comment": {"html_body": body, "public": False}, "metadata": {OURS: key}, **more}

        async def do() -> str:
            url = f"{self._api}/tickets/{_checked(ref)}"
            made = await self._calls.json("PUT", url, json={"ticket": change}, gone=GONE, busy=BUSY)
            return name_of(part(made.get("audit")).get("id"))

        async def find() -> str | None:
            last = _number(steps.state.get("last"))
            async for one in self._audits(ref):
                if _number(one.get("id")) > last and _ours(one) == key:
                    return name_of(one.get("id"))
            return None

        made = await steps.once(key, do, find=find)
        if is_number(made):
            await steps.keep(last=made)

    # ---- in

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref = _checked(case.ref)
        audits = [one async for one in self._audits(ref) if not _ours(one)]
        events = [(audit, event) for audit in audits for event in _events(audit)]
        wrote = {_author(audit, event) for audit, event in events if event.get("type") == "Comment"}
        await self._meet({one for one in wrote if is_number(one)})
        return [one for audit, event in events for one in self._told(ref, audit, event)]

    def _told(self, ref: str, audit: Mapping[str, Any], event: Mapping[str, Any]) -> Sequence[Told]:
        id_ = name_of(event.get("id"))
        if not is_number(id_):
            return ()
        if event.get("type") == "Comment":
            return self._answer(ref, audit, event, id_)
        reader = CHANGES.get(text(event.get("field_name"))) if event.get("type") == "Change" else None
        return reader(ref, event, id_, audit) if reader else ()

    def _answer(self, ref: str, audit: Mapping[str, Any], event: Mapping[str, Any], id_: str) -> Sequence[Told]:
        """A public comment of an agent, or of somebody who is not there any more."""
        author = _author(audit, event)
        role, name = self._people.get(author, ("", ""))
        if event.get("public") is not True or role == "end-user":
            return ()
        files = files_of(map(_file, listed(event.get("attachments"))))
        words = text(event.get("plain_body")) or plain(text(event.get("html_body"))) or text(event.get("body"))
        words = (plain(words) if "&nbsp;" in words else words).strip()[:LONGEST_TEXT]
        if not words and not files:
            return ()
        at = time(audit.get("created_at"))
        return (Told(What.MESSAGE, f"message/{id_}", ref, at, words, author, name, files),)

    async def _meet(self, ids: Collection[str]) -> None:
        unknown = sorted(ids - self._people.keys())[:MOST_USERS]
        if not unknown:
            return
        found = await self._calls.json("GET", f"{self._api}/users/show_many", params={"ids": ",".join(unknown)})
        with reading():
            users = items(found.get("users"), VENDOR, "users")
        for one in users:
            self._people[name_of(one.get("id"))] = (text(one.get("role")), text(one.get("name"))[:LONGEST_NAME])

    async def _audits(self, ref: str) -> AsyncIterator[Mapping[str, Any]]:
        """Oldest first."""
        params = {"page[size]": str(A_PAGE)}
        for _ in range(MOST_PAGES):
            url = f"{self._api}/tickets/{_checked(ref)}/audits"
            found = await self._calls.json("GET", url, params=params, gone=GONE)
            with reading():
                audits = items(found.get("audits"), VENDOR, "audits")
            for one in audits:
                yield one
            meta = part(found.get("meta"))
            params = {**params, "page[after]": text(meta.get("after_cursor"))}
            if meta.get("has_more") is not True or not params["page[after]"]:
                return


def _state(ref: str, event: Mapping[str, Any], id_: str, audit: Mapping[str, Any]) -> Sequence[Told]:
    """Solved becomes closed some days later by itself: that is no second end."""
    before, now = event.get("previous_value") in DONE, event.get("value") in DONE
    if before == now:
        return ()
    return (Told(What.RESOLVED if now else What.REOPENED, f"state/{id_}", ref, time(audit.get("created_at"))),)


def _tags(ref: str, event: Mapping[str, Any], id_: str, audit: Mapping[str, Any]) -> Sequence[Told]:
    new = [one for one in _words(event.get("value")) if one not in _words(event.get("previous_value"))]
    label = next((found for one in new if (found := label_of(one))), "")
    return (Told(What.LABELLED, f"label/{id_}", ref, time(audit.get("created_at")), label),) if label else ()


Reader = Callable[[str, Mapping[str, Any], str, Mapping[str, Any]], Sequence[Told]]
CHANGES: Mapping[str, Reader] = {"status": _state, "tags": _tags}


def tags_of(opening: Opening) -> list[str]:
    """Zendesk parts tags at blanks and commas. A team that is no number of a group is one of them, to be seen."""
    team = "" if is_number(opening.team) or not opening.team else f"team-{opening.team}"
    given = [*opening.tags, f"sla-{opening.sla}" if opening.sla else "", team, "segue"]
    clean = (re.sub(r"[\s,]+", "-", one.strip().lower())[:80] for one in given)
    return list(dict.fromkeys(one for one in clean if one))


def _words(value: Any) -> Sequence[str]:
    return text(value).split() if isinstance(value, str) else texts(value)


def _events(audit: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return listed(audit.get("events"))


def _ours(audit: Mapping[str, Any]) -> str:
    return name_of(part(part(audit.get("metadata")).get("custom")).get(OURS))


def _author(audit: Mapping[str, Any], event: Mapping[str, Any]) -> str:
    return name_of(event.get("author_id")) or name_of(audit.get("author_id"))


def _file(one: Any) -> Any:
    found = part(one)
    if found.get("malware_scan_result") == "malware_found" or found.get("deleted") is True:
        return None
    return file_of(found.get("file_name"), found.get("content_url"), found.get("content_type"), found.get("size"))


def _number(value: Any) -> int:
    name = name_of(value)
    return int(name) if is_number(name) else 0


def _checked(id_: str) -> str:
    return known_id(id_, is_number(id_), VENDOR)
