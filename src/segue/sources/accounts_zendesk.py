"""What Zendesk Support knows of a customer: user, organisation and tickets.

Two rounds: the user by e-mail address (or by the site's own id), then organisation, open and earlier tickets side by
side. https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from segue.answers import basic, items, name_of, number, page, part, text
from segue.domain.policy import SourceSettings
from segue.outbound import Outbound
from segue.ports.sources import Who
from segue.sources.accounts import (
    RECORD,
    Api,
    Fields,
    Theirs,
    covers,
    email_of,
    known,
    latest,
    needed,
    theirs,
    together,
    with_remark,
)
from segue.sources.zendesk import NAME, address

COVERS = ("name", "company", "open_tickets", "earlier_tickets", "last_contact", "notes")
_TICKETS_ASKED = "10"


class ZendeskAccounts:
    """settings.account: the subdomain. settings.user: the agent's e-mail address. secret: an API token."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = "") -> None:
        token = needed(secret, NAME, "an API token", settings, "secret")
        agent = needed(settings.user, NAME, "the e-mail address of an agent", settings, "user")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        self._site = address(settings.account)
        self._api = Api(outbound, NAME, base or self._site, {"Authorization": basic(f"{agent}/token", token)})

    async def ask(self, who: Who) -> Mapping[str, Any]:
        user = await (self._by_email(email_of(who, NAME)) if who.email or not who.id else self._by_id(who.id))
        if user is None:
            return {}
        person, id_ = user.record, name_of(user.record.get("id"))
        found = await together(
            (("company", "notes", RECORD), self._organisation(person)),
            (("open_tickets",), self._tickets("open_tickets", id_, "status<solved")),
            (("earlier_tickets",), self._tickets("earlier_tickets", id_, "status>=solved")),
        )
        company = found.pop(RECORD)
        values = known(name=text(person.get("name"))) | found | _notes(user, found["notes"]) | _last_contact(found)
        return self._fields.over(values, [person.get("user_fields"), person], company)

    async def _by_email(self, email: str) -> Theirs | None:
        found = await self._users({"query": f'email:"{email}"'})
        return theirs(NAME, found, email, email_in=lambda one: one.get("email"), at=lambda one: one.get("created_at"))

    async def _by_id(self, id_: str) -> Theirs | None:
        found = await self._users({"external_id": id_})
        return next((Theirs(one) for one in found if one.get("external_id") == id_), None)

    async def _users(self, params: Mapping[str, str]) -> list[Mapping[str, Any]]:
        found = page(await self._api.get("/api/v2/users/search", params), NAME)
        return [one for one in items(found.get("users"), NAME, "users") if number(one.get("id")) is not None]

    async def _organisation(self, person: Mapping[str, Any]) -> Mapping[str, Any]:
        id_ = number(person.get("organization_id"))
        if id_ is None:
            return {"notes": [], RECORD: ()}
        found = page(await self._api.get(f"/api/v2/organizations/{id_}"), NAME)
        company = part(found.get("organization"))
        records = [company.get("organization_fields"), company]
        return known(company=text(company.get("name"))) | {"notes": _written(company), RECORD: records}

    async def _tickets(self, name: str, user: str, which: str) -> Mapping[str, Any]:
        params = {
            "query": f"type:ticket requester:{user} {which}",
            "sort_by": "updated_at",
            "sort_order": "desc",
            "per_page": _TICKETS_ASKED,
        }
        found = page(await self._api.get("/api/v2/search", params), NAME)
        listed = items(found.get("results"), NAME, "tickets")
        told = [self._ticket(one) for one in listed if name_of(one.get("requester_id")) == user]
        count = number(found.get("count")) if len(told) == len(listed) else None
        return {name: {"items": told, "count": max(count or 0, len(told))}}

    def _ticket(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        status, id_ = text(one.get("status")), name_of(one.get("id"))
        ended = status in {"solved", "closed"}
        score = text(part(one.get("satisfaction_rating")).get("score"))
        rated = next((f", rated {kind}" for kind in ("good", "bad") if score.startswith(kind)), "")
        return known(
            id=id_,
            subject=text(one.get("subject")),
            status=status,
            at=one.get("created_at"),
            updated_at=one.get("updated_at"),
            outcome=status + rated if ended else "",
            url=f"{self._site}/agent/tickets/{id_}",
        )


def _written(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [{"text": said} for name in ("notes", "details") if (said := text(record.get(name)).strip())]


def _notes(user: Theirs, of_organisation: Any) -> dict[str, Any]:
    own = _written(user.record)
    if isinstance(of_organisation, list):
        return {"notes": with_remark([*own, *of_organisation], user.remark)}
    return {"notes": with_remark(own, user.remark)} if own else {"notes": of_organisation}


def _last_contact(found: Mapping[str, Any]) -> dict[str, Any]:
    """When the newest ticket was opened; what could not be told of tickets cannot be told of it."""
    lists = [found[name] for name in ("open_tickets", "earlier_tickets")]
    untold = next((one for one in lists if not isinstance(one, Mapping)), None)
    if untold is not None:
        return {"last_contact": untold}
    return known(last_contact=latest(one.get("at") for listed in lists for one in listed["items"]))
