"""What Freshdesk knows of a customer: contact, company and tickets (https://developers.freshdesk.com/api/).

Two rounds: contact and tickets by e-mail address side by side, then the company.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.answers import basic, items, name_of, number, page, part, plain, text, time
from segue.domain.errors import CallFailed
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import NotTold, Who
from segue.sources.accounts import (
    RECORD,
    Api,
    Fields,
    Theirs,
    at_once,
    covers,
    email_of,
    known,
    latest,
    needed,
    theirs,
    with_remark,
)
from segue.sources.freshdesk import NAME, address

COVERS = ("name", "company", "tier", "health", "open_tickets", "earlier_tickets", "last_contact", "notes")
_OF_COMPANY = ("company", "tier", "health")
_TICKETS = ("open_tickets", "earlier_tickets", "last_contact")
_STATUSES: Mapping[int, str] = {2: "open", 3: "pending", 4: "resolved", 5: "closed"}
_FIRST_ENDED = 4
_SINCE_EVER = "2000-01-01T00:00:00Z"
"""Without a time the list holds the tickets of the last thirty days alone."""
_TICKETS_ASKED = "30"


class FreshdeskAccounts:
    """settings.account: the subdomain. secret: the API key of an agent who may see all tickets and contacts."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = "") -> None:
        key = needed(secret, NAME, "an API key", settings, "secret")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        self._site = address(settings.account)
        self._api = Api(outbound, NAME, f"{base or self._site}/api/v2", {"Authorization": basic(key, "X")})

    async def ask(self, who: Who) -> Mapping[str, Any]:
        email = email_of(who, NAME)
        contact, tickets = await at_once(self._contact(email), self._tickets(email))
        if contact is None:
            return {}
        person = contact.record
        found = await self._company(contact)
        company = found.pop(RECORD)
        values = known(name=text(person.get("name"))) | self._sorted(tickets, person) | found
        return self._fields.over(values, [person.get("custom_fields"), person], company)

    async def _contact(self, email: str) -> Theirs | None:
        found = items(await self._api.get("/contacts", {"email": email}), NAME, "contacts")
        return theirs(NAME, found, email, email_in=lambda one: one.get("email"), at=lambda one: one.get("created_at"))

    async def _tickets(self, email: str) -> Sequence[Mapping[str, Any]] | NotTold:
        params = {
            "email": email,
            "updated_since": _SINCE_EVER,
            "order_by": "updated_at",
            "order_type": "desc",
            "include": "stats",
            "per_page": _TICKETS_ASKED,
        }
        try:
            return items(await self._api.get("/tickets", params), NAME, "tickets")
        except CallFailed as failure:
            return NotTold(str(failure))

    def _sorted(self, tickets: Sequence[Mapping[str, Any]] | NotTold, person: Mapping[str, Any]) -> dict[str, Any]:
        if isinstance(tickets, NotTold):
            return dict.fromkeys(_TICKETS, tickets)
        id_ = name_of(person.get("id"))
        own = [one for one in tickets if name_of(one.get("requester_id")) == id_ and one.get("spam") is not True]
        open_: list[Mapping[str, Any]] = []
        ended: list[Mapping[str, Any]] = []
        for one in own:
            (ended if _ended(one) else open_).append(self._ticket(one))
        moments = [one.get("created_at") for one in own]
        moments += [part(one.get("stats")).get("requester_responded_at") for one in own]
        return {"open_tickets": open_, "earlier_tickets": ended} | known(last_contact=latest(moments))

    def _ticket(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        id_, code = name_of(one.get("id")), number(one.get("status"))
        status = _STATUSES.get(code or 0) or (f"status {code}" if code is not None else "")
        return known(
            id=id_,
            subject=text(one.get("subject")),
            status=status,
            at=one.get("created_at"),
            updated_at=one.get("updated_at"),
            outcome=status if _ended(one) else "",
            url=f"{self._site}/a/tickets/{id_}",
        )

    async def _company(self, contact: Theirs) -> dict[str, Any]:
        own = _written(contact.record.get("description"))
        id_ = number(contact.record.get("company_id"))
        try:
            company = page(await self._api.get(f"/companies/{id_}"), NAME) if id_ is not None else {}
        except CallFailed as failure:
            untold = NotTold(str(failure))
            notes = with_remark(own, contact.remark) if own else untold
            return {**dict.fromkeys((*_OF_COMPANY, RECORD), untold), "notes": notes}
        told = known(
            company=text(company.get("name")),
            tier=text(company.get("account_tier")),
            health=text(company.get("health_score")),
            notes=with_remark([*own, *_written(company.get("note"))], contact.remark),
        )
        return told | {RECORD: [company.get("custom_fields"), company]}


def _written(html: Any) -> list[Mapping[str, Any]]:
    said = plain(text(html))
    return [{"text": said}] if said else []


def _ended(one: Mapping[str, Any]) -> bool:
    """A status of the account's own counts as open, unless the ticket has a time at which it was closed."""
    code, stats = number(one.get("status")), part(one.get("stats"))
    if code is not None and code in _STATUSES:
        return code >= _FIRST_ENDED
    return time(stats.get("closed_at")) is not None
