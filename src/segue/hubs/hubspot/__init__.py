"""HubSpot: a ticket with the customer's words, notes with the package and all that was said, e-mails asked for (v3).

https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide tells the calls. The ticket carries our id in a
property whose values are unique, and is found by it; webhooks say which ticket changed, and what happened is asked for:
their own ids are "not guaranteed to be unique", and a ticket keeps the history of its stage.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

from segue import signatures
from segue.answers import items, name_of, part, plain, text, time, web_address
from segue.calls import Calls, Reach, reading
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.hubspot import KIND
from segue.hubs import note_html
from segue.hubs.base import HubBase
from segue.hubs.hubspot import told
from segue.hubs.hubspot.properties import make_property
from segue.hubs.hubspot.told import EMAIL_FIELDS, STAGE
from segue.hubs.texts import MARK, html, html_of, names, parts, same, words_of
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import is_number, json_of, known_id, made_id

VENDOR = "HubSpot"
STREAMS = ""
ADDRESS, APP = "https://api.hubapi.com", "https://app.hubspot.com"
PRIORITIES: Mapping[str, str] = {"soft": "LOW", "normal": "MEDIUM", "high": "HIGH", "immediate": "HIGH"}
"""URGENT is not in every account, and an option that is not there is refused with the whole ticket."""
TICKET_TO_CONTACT, NOTE_TO_TICKET = 16, 228
LONGEST_PIECE = 10_000
MOST_EVENTS, PAGE, MOST_PAGES, A_READ = 1_000, 500, 4, 100
CUSTOMER_LINES = 10
GONE = frozenset({404})
NOT_TAKEN = frozenset({400, 409})
"""An address that it does not like, or that another contact has."""


class HubSpotHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._base = reach.at(ADDRESS)
        self._url = f"{self._base}/crm/v3/objects"
        self._calls = Calls(reach, VENDOR, {"Authorization": f"Bearer {secrets['secret']}"})
        self._closed = [one.strip() for one in self.given("closed").split(",") if one.strip()]
        self._account = ""

    async def check(self) -> str:
        account = name_of((await self._calls.json("GET", f"{self._base}/account-info/v3/details")).get("portalId"))
        return f"account {account}" if is_number(account) else "an account without a number"

    async def install(self) -> tuple[str, ...]:
        return await make_property(self._calls, self._base, self.given("field"))

    # ---- out ----

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        contact = await self._contact(opening, steps)
        ref = await steps.once(
            *("ticket", lambda: self._create(opening, contact)),
            find=lambda: self._by_property("tickets", self.given("field"), opening.id),
        )
        ref, at = _ref(ref), opening.package.built_at
        # the newest stands on top of a ticket, so the package comes last
        for number_, piece in enumerate(parts(opening.transcript_text, LONGEST_PIECE)):
            body = f"<p><b>Transcript</b></p>{html(piece)}"
            await self._note(f"transcript {number_}", ref, body, at + timedelta(seconds=number_), steps)
        body = _first_line(opening) + note_html.fragment(opening.rendered("html", KIND.most_package))
        await self._note("package", ref, body, at + timedelta(minutes=1), steps)
        return Opened(ref, await self._shown_at(ref), {"email": opening.email} if opening.email else {})

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """As a note. The customer's opens a closed ticket again."""
        ref = _ref(case.ref)
        if message.email:
            await steps.keep(email=message.email)
        await self._note("note", ref, html_of(message), message.at, steps)
        if message.who == "customer":
            await steps.once("opened", lambda: self._open_again(ref), again=True)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        ref = _ref(case.ref)
        body = f"<p><b>{MARK}</b></p>{html(why)}"
        known = time(steps.state.get("closing"))
        at = known or self.reach.now()
        await steps.keep(closing=at.isoformat())  # the note is known by its moment
        await self._note("why", ref, body, at, steps)
        await steps.once("closed", lambda: self._move(ref, self._closed[0]), again=True)  # it overwrites
        await steps.keep(closing=None)

    async def _contact(self, opening: Opening, steps: Steps) -> str:
        """Whose ticket it is, "" where HubSpot takes nobody: it refuses an address that is another contact's second."""
        if not opening.email:
            return ""
        known = await self._by_property("contacts", "email", opening.email)
        if known:
            return known
        try:
            return await steps.once(
                *("contact", lambda: self._new_contact(opening)),
                find=lambda: self._by_property("contacts", "email", opening.email),
            )
        except DeliveryFailed as failure:
            if failure.status not in NOT_TAKEN:
                raise
        return ""

    async def _new_contact(self, opening: Opening) -> str:
        first, last = names(opening.customer.name)
        found = {"email": opening.email, "firstname": first, "lastname": last}
        properties = {key: value for key, value in found.items() if value}
        return _id_of(await self._calls.json("POST", f"{self._url}/contacts", json={"properties": properties}))

    async def _create(self, opening: Opening, contact: str) -> str:
        properties = {
            "subject": opening.subject or "Conversation with the assistant",
            "content": _content(opening),
            "hs_pipeline": self.given("pipeline"),
            STAGE: self.given("stage"),
            "hs_ticket_priority": PRIORITIES.get(opening.urgency, "MEDIUM"),
            self.given("field"): opening.id,
            **({"hubspot_owner_id": opening.team} if opening.team else {}),
        }
        body = {"properties": properties, **({"associations": _with(contact, TICKET_TO_CONTACT)} if contact else {})}
        return _id_of(await self._calls.json("POST", f"{self._url}/tickets", json=body))

    async def _by_property(self, kind: str, name: str, value: str) -> str | None:
        """The object itself is read by a value that only it can have; the search reads an index that is late."""
        found = await self._read(kind, [value], [name], name)
        return next((_id_of(one) for one in found), None)

    async def _read(self, kind: str, ids: Sequence[str], properties: Sequence[str], by: str = "") -> Sequence[Any]:
        """Asked for by POST, and nothing is done by it. Those that are not there are left out (207)."""
        found: list[Any] = []
        for at in range(0, len(ids), A_READ):
            inputs = [{"id": one} for one in ids[at : at + A_READ]]
            wanted = {"properties": list(properties), "propertiesWithHistory": []}
            body = {"inputs": inputs, **wanted, **({"idProperty": by} if by else {})}
            answer = await self._calls.json("POST", f"{self._url}/{kind}/batch/read", json=body, safe=True)
            with reading():
                found += items(answer.get("results"), VENDOR, kind)
        return found

    async def _note(self, name: str, ref: str, body: str, at: datetime, steps: Steps) -> None:
        properties = {"hs_timestamp": told.moment(at), "hs_note_body": body}
        given = {"properties": properties, "associations": _with(ref, NOTE_TO_TICKET)}

        async def send() -> str:
            return _id_of(await self._calls.json("POST", f"{self._url}/notes", json=given, gone=GONE))

        await steps.once(name, send, find=lambda: self._find_note(ref, body, at))

    async def _find_note(self, ref: str, body: str, at: datetime) -> str | None:
        """With these words and of this moment, which is of our own and to the millisecond."""
        ids = [one async for one in self._associated(ref, "notes")]
        wanted, moment = plain(body), told.moment(at)
        for one in await self._read("notes", ids, ("hs_timestamp", "hs_note_body")):
            properties = part(part(one).get("properties"))
            when = time(text(properties.get("hs_timestamp")))
            words = plain(text(properties.get("hs_note_body")))
            if when and told.moment(when) == moment and same(words, wanted):
                return _id_of(one)
        return None

    async def _associated(self, ref: str, kind: str) -> AsyncIterator[str]:
        params = {"limit": str(PAGE)}
        for _ in range(MOST_PAGES):
            url = f"{self._url}/tickets/{ref}/associations/{kind}"
            answer = await self._calls.json("GET", url, params=params, gone=GONE)
            with reading():
                associated = items(answer.get("results"), VENDOR, kind)
            for one in associated:
                yield _id_of(one)
            after = text(part(part(answer.get("paging")).get("next")).get("after"))
            if not after:
                return
            params = {**params, "after": after}

    async def _open_again(self, ref: str) -> str:
        ticket = await self._calls.json("GET", f"{self._url}/tickets/{ref}", params={"properties": STAGE}, gone=GONE)
        if part(ticket.get("properties")).get(STAGE) in self._closed:
            await self._move(ref, self.given("stage"))
        return ""

    async def _move(self, ref: str, stage: str) -> str:
        body = {"properties": {STAGE: stage}}
        await self._calls.json("PATCH", f"{self._url}/tickets/{ref}", json=body, gone=GONE)
        return ""

    async def _shown_at(self, ref: str) -> str:
        """Best effort: the address holds the number of the account."""
        if not self._account:
            try:
                details = await self._calls.json("GET", f"{self._base}/account-info/v3/details")
            except DeliveryFailed:
                return ""
            self._account = name_of(details.get("portalId"))
        return web_address(f"{APP}/contacts/{self._account}/ticket/{ref}") if is_number(self._account) else ""

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        """Over our own address, too: the one that HubSpot was given."""
        signatures.verify(signatures.HUBSPOT, self.secrets.get("webhook_secret", ""), webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        events = json_of(webhook.body)
        if not isinstance(events, list) or len(events) > MOST_EVENTS:
            raise Invalid("events of HubSpot are a JSON list", field="body")
        found = [told.changed(part(one)) for one in events]
        return tuple({one.id: one for one in found if one}.values())

    async def _addresses(self, case: HubCase, ref: str) -> set[str]:
        """Of the customer, as far as we know it; else of those whom its people made contacts of this ticket."""
        known = text(case.state.get("email")).strip().lower()
        if known:
            return {known}
        ids = [one async for one in self._associated(ref, "contacts")]
        found = [
            text(part(part(one).get("properties")).get("email")) for one in await self._read("contacts", ids, ["email"])
        ]
        return {one.strip().lower() for one in found} - {""}

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref = _ref(case.ref)
        params = {"properties": STAGE, "propertiesWithHistory": STAGE}
        ticket = await self._calls.json("GET", f"{self._url}/tickets/{ref}", params=params, gone=GONE)
        sent = await self._read("emails", [one async for one in self._associated(ref, "emails")], EMAIL_FIELDS)
        customers = await self._addresses(case, ref) if sent else set()
        found = [told.email(ref, part(one), customers) for one in sent]
        return (*sorted((one for one in found if one), key=told.when), *told.stages(ref, ticket, self._closed))


def _with(id_: str, type_: int) -> list[dict[str, Any]]:
    """https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide lists the types."""
    return [{"to": {"id": id_}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_}]}]


def _content(opening: Opening) -> str:
    """The customer's own words: a portal for customers may show the description of a ticket."""
    said = [words_of(line) for line in opening.transcript if line.who == "customer"][-CUSTOMER_LINES:]
    return "\n\n".join(["Written in the chat:", *said])[: KIND.most_package]


def _first_line(opening: Opening) -> str:
    """What other helpdesks have as tags."""
    told = (("Urgency", opening.urgency), ("Promised", opening.sla), ("Queue", opening.queue_title or opening.queue))
    return f"<p><b>{escape(' · '.join(f'{name}: {value}' for name, value in told if value))}</b></p>"


def _id_of(answer: Mapping[str, Any]) -> str:
    id_ = name_of(answer.get("id"))
    return made_id(id_, is_number(id_), VENDOR)


def _ref(id_: str) -> str:
    return known_id(id_, is_number(id_), VENDOR)
