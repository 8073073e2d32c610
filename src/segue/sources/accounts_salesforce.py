"""What Salesforce knows of a customer: contact and account, cases, notes and completed tasks.

One call: a composite batch of four queries that each begin at the contacts with the e-mail address, so that what one
may not read (notes, say) costs the others nothing. The token comes by the OAuth 2.0 client credentials flow and is kept
until it is refused. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_batch.htm
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from segue.answers import items, name_of, page, part, plain, text, time
from segue.domain.errors import AnswerUnusable, CallRefused, Invalid
from segue.domain.policy import SourceSettings
from segue.outbound import Call, Outbound
from segue.ports.sources import NotTold, Who
from segue.sources.accounts import (
    Api,
    Fields,
    covers,
    email_of,
    known,
    latest,
    needed,
    theirs,
    with_remark,
)

NAME = "Salesforce"
VERSION = "v64.0"
COVERS = ("name", "company", "open_tickets", "earlier_tickets", "last_contact", "notes")
_DOMAIN = ".my.salesforce.com"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.(?:sandbox|develop|scratch|demo|patch|trailblaze))?")
_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}(?:\.[A-Za-z][A-Za-z0-9_]{0,79}){0,4}")
_CODE = re.compile(r"[A-Z_]{1,60}")
_QUERIES: Mapping[str, str] = {
    "cases": "(SELECT Id, CaseNumber, Subject, Status, IsClosed, CreatedDate, LastModifiedDate FROM Cases "
    "ORDER BY LastModifiedDate DESC LIMIT 30)",
    "notes": "(SELECT Title, TextPreview, CreatedDate FROM AttachedContentNotes LIMIT 50)",
    "tasks": "(SELECT Subject, Description, CreatedDate, CompletedDateTime FROM Tasks WHERE IsClosed = true "
    "ORDER BY CreatedDate DESC LIMIT 3)",
}


def address(account: str) -> str:
    """`https://acme.my.salesforce.com` of "acme", "acme.my.salesforce.com" or "acme--dev.sandbox". Raises Invalid."""
    name = account.strip().lower().removeprefix("https://").removesuffix("/").removesuffix(_DOMAIN)
    if not _HOST.fullmatch(name):
        raise Invalid(f"{account[:60]!r} is no My Domain of Salesforce; write acme or acme{_DOMAIN}")
    return f"https://{name}{_DOMAIN}"


def quoted(value: str) -> str:
    """A text literal of SOQL. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/
    sforce_api_calls_soql_select_quotedstringescapes.htm"""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r") + "'"


class SalesforceAccounts:
    """settings.account: the My Domain. settings.user: the consumer key. secret: the consumer secret, of an app that may
    use the client credentials flow."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound, *, base: str = "") -> None:
        key = needed(settings.user, NAME, "the consumer key of an app", settings, "user")
        consumer_secret = needed(secret, NAME, "the consumer secret of an app", settings, "secret")
        self.name = settings.name
        self.covers = covers(COVERS, settings)
        self._fields = Fields.of(settings)
        for name, path in settings.fields.items():
            if not _PROPERTY.fullmatch(path):
                raise Invalid(
                    f"{path[:80]!r} is no field of Salesforce; write Tier__c for the account's or contact.Tier__c",
                    field=f"sources.{settings.name}.fields.{name}",
                )
        self._site = address(settings.account)
        self._base = base or self._site
        self._outbound = outbound
        self._credentials = {
            "grant_type": "client_credentials",
            "client_id": key,
            "client_secret": consumer_secret,
        }
        self._token = ""
        self._signing_in = asyncio.Lock()

    async def ask(self, who: Who) -> Mapping[str, Any]:
        email = email_of(who, NAME)
        answers = await self._answers(email)
        contacts = _records(answers.pop("contact"))
        if isinstance(contacts, CallRefused):
            raise contacts
        contact = theirs(
            NAME, contacts, email, email_in=lambda one: one.get("Email"), at=lambda one: one.get("CreatedDate")
        )
        if contact is None:
            return {}
        person = contact.record
        account = part(person.get("Account"))
        found = {name: _children(answer, person.get("Id")) for name, answer in answers.items()}
        values = known(name=text(person.get("Name")), company=text(account.get("Name")))
        values |= self._tickets(found["cases"]) | _last_contact(found) | _notes(found, contact.remark)
        return self._fields.over(values, [person], [account])

    async def _answers(self, email: str) -> dict[str, Mapping[str, Any]]:
        """Query -> {"statusCode": …, "result": …}."""
        asked = self._queries(email)
        urls = [f"{VERSION}/query?q={quote(query, safe='')}" for query in asked.values()]
        found = await self._batch({"batchRequests": [{"method": "GET", "url": url} for url in urls]})
        results = items(found.get("results"), NAME, "results")
        if len(results) != len(asked):
            raise AnswerUnusable(f"{NAME} answered {len(results)} of {len(asked)} questions")
        return dict(zip(asked, results, strict=True))

    def _queries(self, email: str) -> Mapping[str, str]:
        end = f"FROM Contact WHERE Email = {quoted(email)} ORDER BY CreatedDate DESC LIMIT 10"
        own = [*self._fields.contact.values(), *(f"Account.{path}" for path in self._fields.company.values())]
        fields = dict.fromkeys(("Id", "Name", "Email", "CreatedDate", "Account.Name", *own))
        return {"contact": f"SELECT {', '.join(fields)} {end}"} | {
            name: f"SELECT Id, {children} {end}" for name, children in _QUERIES.items()
        }

    async def _batch(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Signed in anew once, when the token is refused: Salesforce does not say when one ends."""
        token = self._token or await self._signed_in("")
        try:
            return await self._api(token).search("/composite/batch", body)
        except CallRefused as refused:
            if refused.details.get("status") != 401:
                raise
        token = await self._signed_in(token)
        return await self._api(token).search("/composite/batch", body)

    def _api(self, token: str) -> Api:
        base = f"{self._base}/services/data/{VERSION}"
        return Api(self._outbound, NAME, base, {"Authorization": f"Bearer {token}"})

    async def _signed_in(self, refused: str) -> str:
        """refused: the token that is of no use any more. Whoever waited here finds the one that came meanwhile."""
        async with self._signing_in:
            if self._token == refused:
                url = f"{self._base}/services/oauth2/token"
                call = Call(name=NAME, url=url, method="POST", form=self._credentials, repeat=True)
                token = text(page((await self._outbound.send(call)).json(), NAME).get("access_token"))
                if not token:
                    raise AnswerUnusable(f"{NAME} answered a sign-in without a token")
                self._token = token
            return self._token

    def _tickets(self, cases: Sequence[Mapping[str, Any]] | NotTold) -> dict[str, Any]:
        if isinstance(cases, NotTold):
            return {"open_tickets": cases, "earlier_tickets": cases}
        return {
            "open_tickets": [self._ticket(one) for one in cases if one.get("IsClosed") is not True],
            "earlier_tickets": [self._ticket(one) for one in cases if one.get("IsClosed") is True],
        }

    def _ticket(self, one: Mapping[str, Any]) -> Mapping[str, Any]:
        id_, status = name_of(one.get("Id")), text(one.get("Status"))
        return known(
            id=name_of(one.get("CaseNumber")) or id_,
            subject=text(one.get("Subject")),
            status=status,
            at=one.get("CreatedDate"),
            updated_at=one.get("LastModifiedDate"),
            outcome=(status or "Closed") if one.get("IsClosed") is True else "",
            url=f"{self._site}/lightning/r/Case/{id_}/view" if id_.isalnum() else "",
        )


def _records(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]] | CallRefused:
    """The records of one query of the batch. Raises AnswerUnusable."""
    status, result = answer.get("statusCode"), answer.get("result")
    if status == 200:
        return items(part(result).get("records"), NAME, "records")
    first = result[0] if isinstance(result, list) and result else result
    code = text(part(first).get("errorCode"))
    said = code if _CODE.fullmatch(code) else "no reason"
    return CallRefused(f"{NAME} refused a query with {status if isinstance(status, int) else 'no status'}: {said}")


def _children(answer: Mapping[str, Any], contact: Any) -> Sequence[Mapping[str, Any]] | NotTold:
    """Of the contact that was chosen: what stands below it in one query's answer."""
    try:
        records = _records(answer)
        if isinstance(records, CallRefused):
            return NotTold(str(records))
        mine = next((one for one in records if one.get("Id") == contact), {})
        below = next((one for name, one in mine.items() if name != "attributes" and isinstance(one, Mapping)), None)
        return items(below.get("records"), NAME, "records") if below is not None else ()
    except AnswerUnusable as unusable:
        return NotTold(str(unusable))


def _last_contact(found: Mapping[str, Sequence[Mapping[str, Any]] | NotTold]) -> dict[str, Any]:
    """The newest case that was opened or task that was completed."""
    moments: list[Any] = []
    for name, field in (("cases", "CreatedDate"), ("tasks", "CompletedDateTime")):
        records = found[name]
        if isinstance(records, NotTold):
            return {"last_contact": records}
        moments += [one.get(field) for one in records]
    return known(last_contact=latest(moments))


def _notes(found: Mapping[str, Sequence[Mapping[str, Any]] | NotTold], remark: str) -> dict[str, Any]:
    """Notes and what was written of completed tasks, newest first; what one of both tells when the other cannot."""
    written, untold = [], None
    for name, title, said in (("notes", "Title", "TextPreview"), ("tasks", "Subject", "Description")):
        records = found[name]
        if isinstance(records, NotTold):
            untold = records
            continue
        for one in records:
            words = [plain(text(one.get(field))) for field in (title, said)]
            written.append(known(text=": ".join(filter(None, words)), at=one.get("CreatedDate")))
    written.sort(key=_seconds, reverse=True)
    return {"notes": untold} if untold and not written else {"notes": with_remark(written, remark)}


def _seconds(note: Mapping[str, Any]) -> float:
    at = time(note.get("at"))
    return at.timestamp() if at else 0.0
