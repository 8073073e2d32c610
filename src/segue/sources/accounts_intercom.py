"""What Intercom knows of a customer: contact, company, conversations, tickets and notes (Intercom API 2.15).

Two rounds: the contact by e-mail address (or by the site's own id), then all else side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.answers import items, name_of, number, page, part, plain, text, time
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import NotTold, Who
from segue.sources.accounts import (
    RECORD,
    Api,
    Fields,
    Theirs,
    covers,
    day,
    email_of,
    known,
    needed,
    theirs,
    together,
    with_remark,
)
from segue.sources.intercom import NAME, VERSION, address

COVERS = (
    "name",
    "company",
    "tier",
    "contract_value",
    "since",
    "open_tickets",
    "earlier_tickets",
    "last_contact",
    "last_active",
    "notes",
)
_OF_COMPANY = ("company", "tier", "contract_value")
_ASKED = 30
_LONGEST_SUBJECT = 120
_TITLE = "_default_title_"


class IntercomAccounts:
    """settings.account: us (also when empty), eu or au. secret: the access token of an app that may only read."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = "") -> None:
        token = needed(secret, NAME, "an access token", settings, "secret")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        headers = {"Authorization": f"Bearer {token}", "Intercom-Version": VERSION}
        self._api = Api(outbound, NAME, base or address(settings.account or "us"), headers)

    async def ask(self, who: Who) -> Mapping[str, Any]:
        contact = await (self._by_email(email_of(who, NAME)) if who.email or not who.id else self._by_id(who.id))
        if contact is None:
            return {}
        person, id_ = contact.record, text(contact.record.get("id"))
        found = await together(
            ((*_OF_COMPANY, RECORD), self._company(id_)),
            (("_conversations",), self._listed("conversations", id_, _conversation)),
            (("_tickets",), self._listed("tickets", id_, _ticket)),
            (("notes",), self._notes(id_, contact.remark)),
        )
        own = known(
            name=text(person.get("name")),
            since=day(person.get("signed_up_at")),
            last_contact=number(person.get("last_replied_at")),
            last_active=number(person.get("last_seen_at")),
        )
        company = found.pop(RECORD)
        values = own | _by_state(found.pop("_conversations"), found.pop("_tickets")) | found
        return self._fields.over(values, [person.get("custom_attributes"), person], company)

    async def _by_email(self, email: str) -> Theirs | None:
        found = await self._contacts("email", email)
        return theirs(NAME, found, email, email_in=lambda one: one.get("email"), at=lambda one: one.get("created_at"))

    async def _by_id(self, id_: str) -> Theirs | None:
        found = await self._contacts("external_id", id_)
        return next((Theirs(one) for one in found if one.get("external_id") == id_), None)

    async def _contacts(self, field: str, value: str) -> list[Mapping[str, Any]]:
        found = await self._search("contacts", field, value)
        return [one for one in items(found.get("data"), NAME, "contacts") if _plain_id(one.get("id"))]

    async def _search(self, objects: str, field: str, value: str) -> Mapping[str, Any]:
        body = {"query": {"field": field, "operator": "=", "value": value}, "pagination": {"per_page": _ASKED}}
        return await self._api.search(f"/{objects}/search", body)

    async def _listed(self, objects: str, contact: str, read: Any) -> Mapping[str, Any]:
        found = await self._search(objects, "contact_ids", contact)
        return {f"_{objects}": [read(one) for one in items(found.get(objects), NAME, objects)]}

    async def _company(self, contact: str) -> Mapping[str, Any]:
        """Of several the one that was active last: a contact of agencies belongs to many."""
        found = page(await self._api.get(f"/contacts/{contact}/companies"), NAME)
        companies = items(found.get("companies") or found.get("data") or [], NAME, "companies")
        if not companies:
            return {RECORD: ()}
        company = max(companies, key=lambda one: number(one.get("last_request_at")) or 0)
        monthly = number(company.get("monthly_spend"))
        own = known(
            company=text(company.get("name")),
            tier=text(part(company.get("plan")).get("name")),
            contract_value=12 * monthly if monthly else None,
        )
        return own | {RECORD: [company.get("custom_attributes"), company]}

    async def _notes(self, contact: str, remark: str) -> Mapping[str, Any]:
        found = page(await self._api.get(f"/contacts/{contact}/notes"), NAME)
        listed = items(found.get("data"), NAME, "notes")
        newest = sorted(listed, key=lambda one: number(one.get("created_at")) or 0, reverse=True)
        notes = [
            known(
                text=plain(text(one.get("body"))),
                at=number(one.get("created_at")),
                author=text(part(one.get("author")).get("name")),
            )
            for one in newest
        ]
        return {"notes": with_remark(notes, remark)}


def _plain_id(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isalnum()


def _conversation(one: Mapping[str, Any]) -> Mapping[str, Any]:
    source, state = part(one.get("source")), text(one.get("state"))
    said = text(one.get("title")) or plain(text(source.get("subject"))) or plain(text(source.get("body")))
    rating = number(part(one.get("conversation_rating")).get("rating"))
    ended = state == "closed"
    return known(
        id=name_of(one.get("id")),
        subject=" ".join(said.split())[:_LONGEST_SUBJECT],
        status=state,
        at=number(one.get("created_at")),
        updated_at=number(one.get("updated_at")),
        outcome=("closed" + (f", rated {rating} of 5" if rating else "")) if ended else "",
    )


def _ticket(one: Mapping[str, Any]) -> Mapping[str, Any]:
    state = part(one.get("ticket_state"))
    label = text(state.get("internal_label")) or text(state.get("category")).replace("_", " ")
    ended = one.get("open") is False
    return known(
        id=name_of(one.get("ticket_id")) or name_of(one.get("id")),
        subject=text(part(one.get("ticket_attributes")).get(_TITLE)),
        status=label or ("closed" if ended else "open"),
        at=number(one.get("created_at")),
        updated_at=number(one.get("updated_at")),
        outcome=(label or "closed") if ended else "",
    )


def _by_state(
    conversations: Sequence[Mapping[str, Any]] | NotTold, tickets: Sequence[Mapping[str, Any]] | NotTold
) -> dict[str, Any]:
    """Half a list is no list: a human would take it for the whole."""
    for one in (conversations, tickets):
        if isinstance(one, NotTold):
            return {"open_tickets": one, "earlier_tickets": one}
    both = sorted((*conversations, *tickets), key=_changed, reverse=True)  # type: ignore[misc] # no NotTold is left
    return {
        "open_tickets": [one for one in both if not one.get("outcome")],
        "earlier_tickets": [one for one in both if one.get("outcome")],
    }


def _changed(one: Mapping[str, Any]) -> float:
    at = time(one.get("updated_at")) or time(one.get("at"))
    return at.timestamp() if at else 0.0
