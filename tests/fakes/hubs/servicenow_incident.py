"""ServiceNow's tables as a test plays them: records, their journal and their attachments.

As https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html has them: values are texts, a journal field
is written and never read back, an encoded query joins its terms by ^.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fakes.example_package import NOW
from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET = "rule-secret"
USER, PASSWORD = "segue", "pa55word"
AGENTS = {"Ana": "ana.agent", "Ben": "ben.agent"}
CALLER = "maria"
JOURNALS = ("comments", "work_notes")
REFUSED = Said({"error": {"message": "User Not Authenticated", "detail": ""}, "status": "failure"}, 401)
NOTHING = Said({"error": {"message": "No Record found", "detail": ""}, "status": "failure"}, 404)


@dataclass
class Played:
    kind: str = "servicenow_incident"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"account": "acme", "user": USER, "secret": "sn_key", "webhook_secret": "sn_rule"}
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"sn_key": PASSWORD, "sn_rule": SECRET})
    faults: Faults = field(default_factory=Faults)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    order: list[tuple[str, Seen]] = field(default_factory=list)
    numbers: int = 0

    def __post_init__(self) -> None:
        people = ({"user_name": USER, "name": "Segue"}, {"user_name": CALLER, "email": "maria@shop.example"})
        for one in people:
            self._insert("sys_user", {**one, "active": "true"}, "admin")

    # ---- what it is asked -------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._routed(asked))

    def _routed(self, asked: Asked) -> Said:
        signed = asked.headers.get("Authorization", "").removeprefix("Basic ")
        if b64decode(signed).decode() != f"{USER}:{PASSWORD}":
            return REFUSED
        routes: Mapping[str, Callable[..., Said]] = {
            r"GET /api/now/table/(\w+)": self._list,
            r"POST /api/now/table/(incident|sn_customerservice_case)": self._create,
            r"GET /api/now/table/(incident|sn_customerservice_case)/(\w+)": self._get,
            r"PATCH /api/now/table/(incident|sn_customerservice_case)/(\w+)": self._change,
            r"GET /api/now/attachment": lambda asked: self._list(asked, "sys_attachment"),
            r"POST /api/now/attachment/file": self._upload,
        }
        for route, act in routes.items():
            found = re.fullmatch(route, f"{asked.method} {asked.path}")
            if found:
                return act(asked, *found.groups())
        return NOTHING

    def _list(self, asked: Asked, table: str) -> Said:
        terms = [one for one in asked.query["sysparm_query"].split("^") if not one.startswith("ORDERBY")]
        wanted = dict(one.split("=", 1) for one in terms)
        rows = self.tables.get(table, [])
        found = [one for one in rows if all(one.get(name) == value for name, value in wanted.items())]
        if "ORDERBYDESC" in asked.query["sysparm_query"]:
            found = found[::-1]
        chosen = found[: int(asked.query["sysparm_limit"])]
        return Said({"result": [_only(one, asked) for one in chosen]})

    def _create(self, asked: Asked, table: str) -> Said:
        body = json.loads(asked.body)
        journal = {name: body.pop(name) for name in JOURNALS if name in body}
        record = self._insert(table, {"state": "1", **body}, USER)
        self._write(record["sys_id"], journal, USER)
        return Said({"result": _only(record, asked)}, 201)

    def _get(self, asked: Asked, table: str, id_: str) -> Said:
        record = self._record(id_, table)
        if record is None:
            return NOTHING
        walked = {f"{name}.user_name": self._user_name(record.get(name, "")) for name in ("caller_id", "contact")}
        return Said({"result": _only({**record, **walked}, asked)})

    def _change(self, asked: Asked, table: str, id_: str) -> Said:
        record, body = self._record(id_, table), json.loads(asked.body)
        if record is None:
            return NOTHING
        if body.get("state") == "6" and not (body.get("close_code") and body.get("close_notes")):
            return Said({"error": {"message": "Data Policy Exception", "detail": ""}, "status": "failure"}, 403)
        self._write(id_, {name: body.pop(name) for name in JOURNALS if name in body}, USER)
        record |= {**body, "sys_mod_count": str(int(record["sys_mod_count"]) + 1)}
        return Said({"result": _only(record, asked)})

    def _upload(self, asked: Asked) -> Said:
        named = {name: asked.query[name] for name in ("table_name", "table_sys_id", "file_name")}
        record = self._insert("sys_attachment", named, USER)
        record.pop("sys_mod_count")
        self.files[record["sys_id"]] = asked.body.decode()
        seen = Seen("us", asked.body.decode(), True, (named["file_name"],))
        self.order.append((named["table_sys_id"], seen))
        return Said({"result": {"sys_id": record["sys_id"], **named}}, 201)

    # ---- what its people see ----------------------------------------------------------------------------------------

    def refs(self) -> Sequence[str]:
        return tuple(
            one["sys_id"] for table in ("incident", "sn_customerservice_case") for one in self.tables.get(table, ())
        )

    def seen(self, ref: str) -> Sequence[Seen]:
        return [seen for of, seen in self.order if of == ref]

    def fields(self, ref: str) -> Mapping[str, Any]:
        return self._record(ref) or {}

    def closed(self, ref: str) -> bool:
        return self.fields(ref)["state"] in {"6", "7"}

    def customer_types(self, ref: str) -> bool:
        return False

    # ---- what its people do -----------------------------------------------------------------------------------------

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("who looks at an incident is not told")

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        self._write(ref, {"comments": text}, AGENTS[name])
        return self._tells(ref)

    def caller_says(self, ref: str, text: str) -> Sequence[Webhook]:
        """In the portal of ServiceNow."""
        self._write(ref, {"comments": text}, CALLER)
        return self._tells(ref)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("nobody types in an incident")

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        self._write(ref, {"work_notes": text}, AGENTS[name])
        return self._tells(ref)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError("who an incident is assigned to is not told")

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError("an incident does not go back to a bot")

    def ends(self, ref: str) -> Sequence[Webhook]:
        record = self._record(ref)
        assert record is not None
        record |= {"state": "6", "close_notes": "Refunded", "resolved_at": "2026-11-21 15:00:00"}
        return self._tells(ref)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError("tags belong to a person")

    # ---- tables -----------------------------------------------------------------------------------------------------

    def _tells(self, ref: str) -> Sequence[Webhook]:
        record = self._record(ref)
        assert record is not None
        record["sys_mod_count"] = str(int(record["sys_mod_count"]) + 1)
        body = json.dumps({"sys_id": ref, "changed": record["sys_mod_count"]}).encode()
        return (Webhook({"x-segue-secret": SECRET, "content-type": "application/json"}, body, NOW),)

    def _write(self, ref: str, journal: Mapping[str, str], by: str) -> None:
        for name, value in journal.items():
            self._insert("sys_journal_field", {"element_id": ref, "element": name, "value": value}, by)
            public = name == "comments"
            who = ("customer" if public else "us") if by == USER else "customer" if by == CALLER else "agent"
            self.order.append((ref, Seen(who, value, not public)))

    def _insert(self, table: str, values: Mapping[str, str], by: str) -> dict[str, str]:
        self.numbers += 1
        at = f"2026-11-21 14:{self.numbers // 60 % 60:02d}:{self.numbers % 60:02d}"
        about = {"sys_id": f"{self.numbers:032x}", "sys_created_by": by, "sys_created_on": at, "sys_mod_count": "0"}
        record = {**values, **about}
        self.tables.setdefault(table, []).append(record)
        return record

    def _record(self, id_: str, table: str = "") -> dict[str, str] | None:
        tables = (table,) if table else ("incident", "sn_customerservice_case")
        return next((one for name in tables for one in self.tables.get(name, ()) if one["sys_id"] == id_), None)

    def _user_name(self, id_: str) -> str:
        return next((one["user_name"] for one in self.tables["sys_user"] if one["sys_id"] == id_), "")


def _only(record: Mapping[str, str], asked: Asked) -> Mapping[str, str]:
    names = asked.query.get("sysparm_fields", "").split(",")
    return {name: record.get(name, "") for name in names} if names != [""] else record
