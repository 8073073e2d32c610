"""Salesforce Service Cloud: cases, by the REST API.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/ tells of sObject rows by external id. A case
is written under our id in a field of its own, so that it may be written again; comments and files are looked for before
they are.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from segue import signatures
from segue.answers import name_of, part, text, time
from segue.calls import Reach
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hub_kinds.salesforce_case import KIND
from segue.hubs.base import HubBase
from segue.hubs.salesforce.access import site_of
from segue.hubs.salesforce.rest import Grant, SalesforceRest
from segue.hubs.texts import byte_parts, in_a_chat, numbered
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.told import known_id, made_id, object_of

VENDOR = "Salesforce"
STREAMS = ""
MOST_COMMENT = 3_900
"""Bytes; a comment of a case takes 4,000."""
LONGEST_SUBJECT, LONGEST_DESCRIPTION, LONGEST_SAID, LONGEST_NAME = 255, 30_000, 8_000, 200
PRIORITIES: Mapping[str, str] = {"immediate": "High", "high": "High", "normal": "Medium", "soft": "Low"}
TRANSCRIPT = "transcript"
WHO = "SELECT Id, Name FROM User WHERE Username = {user} LIMIT 1"
STATUS = "SELECT Id, IsClosed, ClosedDate, Status FROM Case WHERE Id = {case} LIMIT 1"
FILE = (
    "SELECT ContentDocumentId FROM ContentDocumentLink WHERE LinkedEntityId = {case} "
    "AND ContentDocument.Title = {title} LIMIT 1"
)
_COMMENTS = (
    "SELECT Id, CommentBody, CreatedDate, CreatedById, CreatedBy.Name, CreatedBy.UserType FROM CaseComment "
    "WHERE ParentId = {case} AND IsPublished = %s ORDER BY CreatedDate DESC LIMIT 200"
)
PUBLISHED, UNPUBLISHED = _COMMENTS % "true", _COMMENTS % "false"
_ID = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")


class SalesforceCaseHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._site = site_of(self.given("url"), KIND.keys[0].such_as)
        self._field = self.given("field")
        if not _FIELD.fullmatch(self._field):
            raise Invalid(f"{self._field[:80]!r} is no field of a case; write Segue_Id__c", field="field")
        user = Grant(self.given("client"), self.given("user"), secrets["secret"], self._site)
        self._rest = SalesforceRest(user, reach)

    async def check(self) -> str:
        found = await self._rest.query(WHO, user=self.given("user"))
        who = text(found[0].get("Name")) if found else self.given("user")
        return f"signed in to {self._site.removeprefix('https://')} as {who}"

    # ---- out --------------------------------------------------------------------------------------------------------

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        body = _case(opening)

        async def upsert() -> str:
            address = f"/sobjects/Case/{self._field}/{quote(opening.id, safe='')}"
            answer = await self._rest.ask("PATCH", address, json=body)
            id_ = name_of(answer.get("id"))
            return made_id(id_, bool(_ID.fullmatch(id_)), VENDOR)

        ref = await steps.once("case", upsert, again=True)  # our id is in a field of its own: it is the same case
        package = numbered("Segue briefing", opening.rendered(KIND.form, KIND.most_package), MOST_COMMENT)
        for at, words in reversed(list(enumerate(package))):  # the newest comment stands on top
            await self._comment(ref, words, f"briefing/{at}", steps)
        await self._attach(ref, f"{TRANSCRIPT} {opening.id}", opening.transcript_text, steps)
        return Opened(ref, f"{self._site}/lightning/r/Case/{ref}/view", dict(steps.state))

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        who = message.name or "the customer"
        words = f"From {who}: {in_a_chat(message)}" if message.who == "customer" else in_a_chat(message)
        for at, piece in enumerate(byte_parts(words, MOST_COMMENT)):
            await self._comment(_checked(case.ref), piece, f"message/{message.id}/{at}", steps)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        ref = _checked(case.ref)
        if why:
            await self._comment(ref, f"[Segue] {why}"[: KIND.most_text], "closing", steps)

        async def close() -> str:
            body = {"Status": self.given("closed_status")}
            await self._rest.change(f"/sobjects/Case/{ref}", body)
            return ""

        await steps.once("close", close, again=True)  # it overwrites

    async def _comment(self, ref: str, words: str, name: str, steps: Steps) -> None:
        """Not published: the customer is answered by Segue, and Salesforce may mail what is published.

        It is this one when it says the very same and was not there before: what was is written down first, as two
        comments may say the same.
        """

        async def same() -> list[str]:
            found = await self._comments(ref, published=False)
            return [name_of(one.get("Id")) for one in found if text(one.get("CommentBody")).strip() == words.strip()]

        if name not in steps.state.get("commenting", {}):
            await steps.keep(commenting={name: await same()})
        before = frozenset(steps.state["commenting"][name])

        async def add() -> str:
            body = {"ParentId": ref, "CommentBody": words, "IsPublished": False}
            return name_of((await self._rest.ask("POST", "/sobjects/CaseComment", json=body, gone=(404,))).get("id"))

        async def added() -> str | None:
            return next((id_ for id_ in await same() if id_ not in before), None)

        await steps.once(f"comment/{name}", add, find=added)
        await steps.keep(commenting=None)

    async def _attach(self, ref: str, title: str, words: str, steps: Steps) -> None:
        """Title: with our id, so that the file is found among those of the case."""

        async def upload() -> str:
            data = b64encode(words.encode("utf-8", "replace")).decode()
            body = {"Title": title, "PathOnClient": f"{TRANSCRIPT}.txt", "VersionData": data}
            answer = await self._rest.ask(
                "POST", "/sobjects/ContentVersion", json={**body, "FirstPublishLocationId": ref}, gone=(404,)
            )
            return name_of(answer.get("id"))

        async def uploaded() -> str | None:
            found = await self._rest.query(FILE, case=ref, title=title)
            return name_of(found[0].get("ContentDocumentId")) if found else None

        if words:
            await steps.once("transcript", upload, find=uploaded)

    # ---- in ---------------------------------------------------------------------------------------------------------

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.OWN_HEADER, self.secrets.get("webhook_secret", ""), webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """`{"case": "500…", "at": "2026-…"}`: that something changed; what it was is asked for."""
        told = object_of(webhook.body, VENDOR)
        ref = name_of(told.get("case"))
        if not ref:
            return ()
        if not _ID.fullmatch(ref):
            raise Invalid("the case of an event has no id", field="case")
        id_ = hashlib.sha256(webhook.body + b"\n" + ("" if told.get("at") else str(webhook.at)).encode()).hexdigest()
        return (Told(What.CUSTOMER_WROTE, f"changed/{id_}", ref),)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref = _checked(case.ref)
        found = [_said(ref, one) for one in await self._comments(ref, published=True)]
        for one in await self._rest.query(STATUS, case=ref):
            if one.get("IsClosed") is True:
                at, status = text(one.get("ClosedDate"))[:40], text(one.get("Status"))[:LONGEST_NAME]
                found.append(Told(What.RESOLVED, f"closed/{ref}/{at}", ref, _time(at), status, by="agent"))
        return [one for one in found if one]

    async def _comments(self, ref: str, *, published: bool) -> Sequence[Mapping[str, Any]]:
        """Oldest first. Of many, the newest."""
        found = await self._rest.query(PUBLISHED if published else UNPUBLISHED, case=ref)
        return found[::-1]


def _case(opening: Opening) -> Mapping[str, Any]:
    """Urgency stands in the first line of the description, too: High is said of two of the four."""
    about = {
        "Urgency": opening.urgency,
        "Reason": opening.reason,
        "Customer": " ".join(filter(None, (opening.customer.name, opening.email, opening.phone))),
        "Queue": opening.queue_title or opening.queue,
        "Language": opening.language,
        "Promised": opening.sla,
        "Due": opening.due_at.isoformat(timespec="minutes") if opening.due_at else "",
        "Handed over by": f"Segue {opening.handoff}",
        "In Segue": opening.link,
    }
    lines = [f"{name}: {value}" for name, value in about.items() if value]
    description = "\n".join([*lines, "", "The briefing is in the case comments, the transcript among the files."])
    whole = {
        "Subject": opening.subject[:LONGEST_SUBJECT],
        "Description": description[:LONGEST_DESCRIPTION],
        "Priority": PRIORITIES.get(opening.urgency, "Medium"),
        "Origin": "Web",
        "SuppliedName": opening.customer.name[:80],
        "SuppliedEmail": opening.email[:80],
        "SuppliedPhone": opening.phone[:40],
        "OwnerId": opening.team if _ID.fullmatch(opening.team) else "",
    }
    return {name: value for name, value in whole.items() if value}


def _said(ref: str, one: Mapping[str, Any]) -> Told | None:
    """A published comment of a person of the organisation: what a customer writes in its portal is theirs."""
    id_, words, by = name_of(one.get("Id")), text(one.get("CommentBody")).strip(), part(one.get("CreatedBy"))
    if not _ID.fullmatch(id_) or not words or text(by.get("UserType")) not in {"", "Standard"}:
        return None
    name, agent = text(by.get("Name"))[:LONGEST_NAME], name_of(one.get("CreatedById"))[:LONGEST_NAME]
    at = _time(text(one.get("CreatedDate")))
    return Told(What.MESSAGE, f"comment/{id_}", ref, at, words[:LONGEST_SAID], agent=agent, agent_name=name)


def _time(value: str) -> Any:
    return time(re.sub(r"\+0000$", "+00:00", value)) if value else None


def _checked(id_: str) -> str:
    return known_id(id_, bool(_ID.fullmatch(id_)), VENDOR)
