"""ServiceNow: incidents or cases of customer service, by the Table and Attachment APIs.

https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html. No key of ours makes a call safe to repeat:
what may be there already is looked for, a record by its correlation id, a file by its name, words in the journal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from segue import signatures
from segue.answers import items, name_of, part, plain, text, time
from segue.calls import Reach, reading
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hub_kinds.servicenow_incident import KIND
from segue.hubs.base import HubBase
from segue.hubs.servicenow.access import VENDOR, is_sys_id, own_id, signed_calls, site
from segue.hubs.texts import in_a_chat
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.told import known_id, made_id, object_of

STREAMS = ""
OURS = "Segue"
TRANSCRIPT = "segue-transcript.txt"
LONGEST_SUBJECT, LONGEST_SAID, LONGEST_NAME, MOST_ENTRIES = 160, 8_000, 200, 200
URGENCIES: Mapping[str, Mapping[str, str]] = {
    "immediate": {"urgency": "1", "impact": "2"},
    "high": {"urgency": "1", "impact": "3"},
    "normal": {"urgency": "2", "impact": "3"},
    "soft": {"urgency": "3", "impact": "3"},
}
"""An incident's priority is computed of the two: 2 high, 3 moderate, 4 low, 5 planning. 1 is left to people."""
PRIORITIES: Mapping[str, str] = {"immediate": "1", "high": "2", "normal": "3", "soft": "4"}
"""A case of customer service has a priority of its own."""
ENDED: Mapping[str, frozenset[str]] = {
    "incident": frozenset({"6", "7", "8"}),  # resolved, closed, cancelled
    "sn_customerservice_case": frozenset({"3", "6", "7"}),  # closed, resolved, cancelled
}
WHO: Mapping[str, str] = {"incident": "caller_id", "sn_customerservice_case": "contact"}
_CODE = re.compile(r"\[\s*(/?)\s*(code)\s*\]", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?_`{|}~-]{1,80}@[A-Za-z0-9.-]{1,120}")


class ServiceNowIncidentHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._site, self._table, self._user = site(self), self.given("table"), self.given("user")
        self._now = reach.at(self._site) + "/api/now"
        self._calls = signed_calls(self)

    async def check(self) -> str:
        found = await self._listed("sys_user", f"user_name={self._user}", "sys_id,name", 1)
        who = text(found[0].get("name")) if found else self._user
        return f"signed in to {self._site.removeprefix('https://')} as {who}"

    # ---- out --------------------------------------------------------------------------------------------------------

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        own_id(opening.id)

        async def create() -> str:
            body = {**self._record(opening), **await self._caller(opening.email)}
            answer = await self._calls.json("POST", f"{self._now}/table/{self._table}", json=body)
            return _made(part(answer.get("result")).get("sys_id"))

        async def created() -> str | None:
            """Our id is the record's correlation id from its first moment on."""
            found = await self._listed(self._table, f"correlation_id={opening.id}", "sys_id", 1)
            return _made(found[0].get("sys_id")) if found else None

        ref = await steps.once("ticket", create, find=created)
        await self._attach(ref, opening.transcript_text, steps)
        url = f"{self._site}/nav_to.do?uri={self._table}.do?sys_id={ref}"
        return Opened(ref, url, dict(steps.state))

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """The customer's words are a comment, which whoever called sees; anything else is a work note."""
        field = "comments" if message.who == "customer" else "work_notes"
        await self._journal(_ref(case), field, in_a_chat(message), message.id, steps)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        """A case of customer service wants codes that each instance has of its own: there a work note is left."""
        ref = _ref(case)
        if self._table != "incident":
            await self._journal(ref, "work_notes", f"[Segue] Closed: {why}", "closing", steps)
            return

        async def close() -> str:
            notes = f"[Segue] {why}"[: KIND.most_text]
            await self._change(ref, {"state": "6", "close_code": self.given("close_code"), "close_notes": notes})
            return ""

        await steps.once("close", close, again=True)  # it overwrites

    async def _journal(self, ref: str, field: str, words: str, name: str, steps: Steps) -> None:
        """It is this entry when it is ours, says the very same and was not there before: what was is written down
        first, as two entries may say the same."""
        words = _harmless(words)

        async def same() -> list[str]:
            found = [one for one in await self._entries(ref, field) if one.get("sys_created_by") == self._user]
            return [name_of(one.get("sys_id")) for one in found if text(one.get("value")).strip() == words.strip()]

        if name not in steps.state.get("writing", {}):
            await steps.keep(writing={name: await same()})
        before = frozenset(steps.state["writing"][name])

        async def add() -> str:
            await self._change(ref, {field: words})
            return ""

        async def added() -> str | None:
            return next((id_ for id_ in await same() if id_ not in before), None)

        await steps.once(f"journal/{name}", add, find=added)
        await steps.keep(writing=None)

    async def _attach(self, ref: str, words: str, steps: Steps) -> None:
        async def upload() -> str:
            params = {"table_name": self._table, "table_sys_id": ref, "file_name": TRANSCRIPT}
            data, headers = words.encode("utf-8", "replace"), {"Content-Type": "text/plain; charset=utf-8"}
            url = f"{self._now}/attachment/file"
            answer = await self._calls.json("POST", url, params=params, data=data, headers=headers)
            return name_of(part(answer.get("result")).get("sys_id"))

        async def uploaded() -> str | None:
            query = f"table_sys_id={ref}^file_name={TRANSCRIPT}"
            params = {"sysparm_query": query, "sysparm_limit": "1"}
            answer = await self._calls.json("GET", f"{self._now}/attachment", params=params)
            with reading():
                found = items(answer.get("result"), VENDOR, "attachments")
            return name_of(found[0].get("sys_id")) if found else None

        if words:
            await steps.once("transcript", upload, find=uploaded)

    def _record(self, opening: Opening) -> Mapping[str, str]:
        about = {
            "Urgency": opening.urgency,
            "Reason": opening.reason,
            "Customer": " ".join(filter(None, (opening.customer.name, opening.email, opening.phone))),
            "Queue": opening.queue_title or opening.queue,
            "Language": opening.language,
            "Promised": opening.sla,
            "Due": opening.due_at.isoformat(timespec="minutes") if opening.due_at else "",
            "In Segue": opening.link,
        }
        lines = "\n".join(f"{name}: {value}" for name, value in about.items() if value)
        briefing = f"[Segue] Briefing\n{opening.rendered(KIND.form, KIND.most_package)}\n\n{lines}"
        asks = opening.package.own_words or opening.package.trigger_words or opening.subject
        urgency = {"priority": PRIORITIES.get(opening.urgency, "3")}
        return {
            "short_description": opening.subject[:LONGEST_SUBJECT],
            "description": asks[: KIND.most_text],  # whoever called sees it: only their own words
            "work_notes": _harmless(briefing),
            "correlation_id": opening.id,
            "correlation_display": OURS,
            "contact_type": "chat",
            **(URGENCIES.get(opening.urgency, URGENCIES["normal"]) if self._table == "incident" else urgency),
            **({"assignment_group": opening.team} if is_sys_id(opening.team) else {}),
        }

    async def _caller(self, email: str) -> Mapping[str, str]:
        """The person with this address, when there is exactly one. What could be read as a query is not asked."""
        if not _EMAIL.fullmatch(email):
            return {}
        table = "sys_user" if self._table == "incident" else "customer_contact"
        found = await self._listed(table, f"email={email}^active=true", "sys_id", 2)
        id_ = name_of(found[0].get("sys_id")) if len(found) == 1 else ""
        return {WHO[self._table]: id_} if is_sys_id(id_) else {}

    # ---- in ---------------------------------------------------------------------------------------------------------

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.OWN_HEADER, self.secrets.get("webhook_secret", ""), webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """`{"sys_id": "…", "changed": "7"}`: that something changed; what it was is asked for."""
        told = object_of(webhook.body, VENDOR)
        ref = name_of(told.get("sys_id"))
        if not ref:
            return ()
        if not is_sys_id(ref):
            raise Invalid("the record of an event has no sys_id", field="sys_id")
        once = "" if name_of(told.get("changed")) else str(webhook.at)
        id_ = hashlib.sha256(webhook.body + b"\n" + once.encode()).hexdigest()
        return (Told(What.CUSTOMER_WROTE, f"changed/{id_}", ref),)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref, who = _ref(case), f"{WHO[self._table]}.user_name"
        fields = {"sysparm_fields": f"sys_id,state,close_notes,resolved_at,closed_at,{who}"}
        answer = await self._calls.json("GET", f"{self._now}/table/{self._table}/{ref}", params=fields, gone=(404,))
        record = part(answer.get("result"))
        caller = text(record.get(who))
        written = await self._entries(ref, "comments")
        said = [_said(ref, one) for one in written if one.get("sys_created_by") not in {self._user, caller or None}]
        if name_of(record.get("state")) in ENDED[self._table]:
            # resolved at first, and closed by itself days later: that is one end
            at, notes = (
                text(record.get("resolved_at")) or text(record.get("closed_at")),
                _words(record.get("close_notes")),
            )
            said.append(Told(What.RESOLVED, f"ended/{ref}/{at[:40]}", ref, time(at), notes, by="agent"))
        return [one for one in said if one]

    async def _entries(self, ref: str, field: str) -> Sequence[Mapping[str, Any]]:
        """Of the journal, oldest first. Of many, the newest."""
        query = f"element_id={ref}^element={field}^ORDERBYDESCsys_created_on"
        fields = "sys_id,value,sys_created_by,sys_created_on"
        return (await self._listed("sys_journal_field", query, fields, MOST_ENTRIES))[::-1]

    # ---- calls ------------------------------------------------------------------------------------------------------

    async def _listed(self, table: str, query: str, fields: str, limit: int) -> Sequence[Mapping[str, Any]]:
        params = {"sysparm_query": query, "sysparm_fields": fields, "sysparm_limit": str(limit)}
        answer = await self._calls.json("GET", f"{self._now}/table/{table}", params=params)
        with reading():
            return items(answer.get("result"), VENDOR, "records")

    async def _change(self, ref: str, body: Mapping[str, str]) -> None:
        url = f"{self._now}/table/{self._table}/{ref}"
        await self._calls.json("PATCH", url, json=body, params={"sysparm_fields": "sys_id"}, gone=(404,))


def _made(value: Any) -> str:
    return made_id(name_of(value), is_sys_id(name_of(value)), VENDOR)


def _ref(case: HubCase) -> str:
    return known_id(case.ref, is_sys_id(case.ref), VENDOR)


def _said(ref: str, one: Mapping[str, Any]) -> Told | None:
    id_, words, by = (
        name_of(one.get("sys_id")),
        _words(one.get("value")),
        text(one.get("sys_created_by"))[:LONGEST_NAME],
    )
    if not is_sys_id(id_) or not words:
        return None
    return Told(What.MESSAGE, f"journal/{id_}", ref, time(one.get("sys_created_on")), words, agent=by, agent_name=by)


def _harmless(words: str) -> str:
    """A journal shows what stands between [code] and [/code] as HTML, scripts too unless an instance forbids it: nobody
    outside may write that. https://www.servicenow.com/docs/r/platform-security/instance-security-hardening-settings/
    sc-allow-embedded-html-code.html"""
    return _CODE.sub(r"(\1\2)", words)


def _words(value: Any) -> str:
    """People may write HTML between [code] and [/code]; all else is text."""
    parts = re.split(r"\[code\](.*?)\[/code\]", text(value)[:40_000], flags=re.DOTALL | re.IGNORECASE)
    return "".join(plain(one) if at % 2 else one for at, one in enumerate(parts)).strip()[:LONGEST_SAID]
