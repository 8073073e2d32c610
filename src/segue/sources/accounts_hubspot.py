"""What HubSpot knows of a customer: contact, company, tickets and notes (CRM API v3).

Two rounds: the contact by e-mail address, with the stages of the ticket pipelines beside it; then company, tickets and
notes side by side. https://developers.hubspot.com/docs/api/crm/search tells the searches, also by association.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.answers import items, name_of, page, part, plain, text
from segue.domain.errors import CallFailed
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import Who
from segue.sources.accounts import (
    NOTES_KEPT,
    RECORD,
    Api,
    Fields,
    Theirs,
    at_once,
    covers,
    day,
    email_of,
    known,
    needed,
    theirs,
    together,
    with_remark,
)

NAME = "HubSpot"
BASE = "https://api.hubapi.com"
COVERS = ("name", "company", "since", "open_tickets", "earlier_tickets", "last_contact", "notes")
_OBJECTS = "/crm/v3/objects"
_CONTACT = (
    "email",
    "firstname",
    "lastname",
    "company",
    "associatedcompanyid",
    "createdate",
    "notes_last_contacted",
    "hs_lifecyclestage_customer_date",
)
_TICKET = ("subject", "hs_pipeline_stage", "createdate", "hs_lastmodifieddate", "closed_date", "hs_resolution")
_MOST_TICKETS = 50
_MOST_CONTACTS = 10


@dataclass(frozen=True, slots=True)
class _Stage:
    label: str
    closed: bool


class HubSpotAccounts:
    """secret: a service key, or the token of a private app. settings.account: its number, for links to tickets."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = BASE) -> None:
        token = needed(secret, NAME, "a service key, or the token of a private app,", settings, "secret")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        self._portal = settings.account.strip() if settings.account.strip().isdigit() else ""
        self._api = Api(outbound, NAME, base, {"Authorization": f"Bearer {token}"})

    async def ask(self, who: Who) -> Mapping[str, Any]:
        email = email_of(who, NAME)
        contact, stages = await at_once(self._contact(email), self._stages())
        if contact is None:
            return {}
        id_, person = name_of(contact.record.get("id")), part(contact.record.get("properties"))
        found = await together(
            (("company", RECORD), self._company(person)),
            (("open_tickets", "earlier_tickets"), self._tickets(id_, stages)),
            (("notes",), self._notes(id_, contact.remark)),
        )
        company = found.pop(RECORD)
        return self._fields.over(_of_contact(person) | found, [person], company)

    async def _contact(self, email: str) -> Theirs | None:
        wanted = [*_CONTACT, *self._fields.contact.values()]
        where = {"propertyName": "email", "operator": "EQ", "value": email.lower()}
        found = await self._search("contacts", where, wanted, newest="createdate", limit=_MOST_CONTACTS)
        return theirs(
            NAME,
            found,
            email,
            email_in=lambda one: part(one.get("properties")).get("email"),
            at=lambda one: part(one.get("properties")).get("createdate") or one.get("createdAt"),
        )

    async def _search(
        self, objects: str, where: Mapping[str, str], properties: Sequence[str], *, newest: str, limit: int
    ) -> Sequence[Mapping[str, Any]]:
        body = {
            "filterGroups": [{"filters": [where]}],
            "sorts": [{"propertyName": newest, "direction": "DESCENDING"}],
            "properties": list(properties),
            "limit": limit,
        }
        found = await self._api.search(f"{_OBJECTS}/{objects}/search", body)
        return items(found.get("results"), NAME, objects)

    async def _stages(self) -> Mapping[str, _Stage]:
        """Id -> stage of a ticket. Without them a ticket is open until it has a date of closing."""
        try:
            found = page(await self._api.get("/crm/v3/pipelines/tickets"), NAME)
            pipelines = items(found.get("results"), NAME, "pipelines")
        except CallFailed:
            return {}
        stages = [part(stage) for one in pipelines for stage in _listed(one.get("stages"))]
        return {name_of(one.get("id")): _Stage(text(one.get("label")), _closed(one)) for one in stages}

    async def _company(self, person: Mapping[str, Any]) -> Mapping[str, Any]:
        id_ = name_of(person.get("associatedcompanyid"))
        if not id_.isdigit():
            return known(company=text(person.get("company"))) | {RECORD: ()}
        wanted = {"properties": ",".join(["name", *self._fields.company.values()])}
        found = page(await self._api.get(f"{_OBJECTS}/companies/{id_}", wanted), NAME)
        company = part(found.get("properties"))
        return known(company=text(company.get("name"))) | {RECORD: [company]}

    async def _tickets(self, contact: str, stages: Mapping[str, _Stage]) -> Mapping[str, Any]:
        found = await self._search("tickets", _of(contact), _TICKET, newest="hs_lastmodifieddate", limit=_MOST_TICKETS)
        open_: list[Mapping[str, Any]] = []
        ended: list[Mapping[str, Any]] = []
        for one in found:
            has = part(one.get("properties"))
            stage = stages.get(name_of(has.get("hs_pipeline_stage")))
            closed = stage.closed if stage else bool(has.get("closed_date"))
            status = (stage.label if stage else "") or ("closed" if closed else "open")
            (ended if closed else open_).append(self._ticket(one, has, status, closed))
        return {"open_tickets": open_, "earlier_tickets": ended}

    def _ticket(self, one: Mapping[str, Any], has: Mapping[str, Any], status: str, closed: bool) -> Mapping[str, Any]:
        id_ = name_of(one.get("id"))
        link = f"https://app.hubspot.com/contacts/{self._portal}/record/0-5/{id_}" if self._portal else ""
        return known(
            id=id_,
            subject=text(has.get("subject")),
            status=status,
            at=has.get("createdate") or one.get("createdAt"),
            updated_at=has.get("hs_lastmodifieddate") or one.get("updatedAt"),
            outcome=(text(has.get("hs_resolution")) or status) if closed else "",
            url=link,
        )

    async def _notes(self, contact: str, remark: str) -> Mapping[str, Any]:
        wanted = ("hs_note_body", "hs_timestamp")
        found = await self._search("notes", _of(contact), wanted, newest="hs_timestamp", limit=NOTES_KEPT)
        written = [part(one.get("properties")) for one in found]
        notes = [known(text=plain(text(one.get("hs_note_body"))), at=one.get("hs_timestamp")) for one in written]
        return {"notes": with_remark(notes, remark)}


def _of_contact(person: Mapping[str, Any]) -> dict[str, Any]:
    name = " ".join(filter(None, (text(person.get("firstname")), text(person.get("lastname")))))
    return known(
        name=name,
        since=day(person.get("hs_lifecyclestage_customer_date")),
        last_contact=person.get("notes_last_contacted"),
    )


def _of(contact: str) -> Mapping[str, str]:
    return {"propertyName": "associations.contact", "operator": "EQ", "value": contact}


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _closed(stage: Mapping[str, Any]) -> bool:
    told = part(stage.get("metadata"))
    return told.get("ticketState") == "CLOSED" or str(told.get("isClosed")).lower() == "true"
