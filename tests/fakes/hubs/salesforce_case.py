"""Salesforce Service Cloud as a test plays it: cases, comments and files behind sObject rows and queries.

As https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/ has them. Only the queries that are asked
here are understood; anything else is a malformed query, as it would be there.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fakes.example_package import NOW
from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET = "flow-secret"
BASE = "/services/data/v64.0"
US, CLIENT, USER = "005000000000SEG", "3MVG9consumer", "segue@acme.example"
AGENTS = {"Ana": "005000000000ANA", "Ben": "005000000000BEN"}
REFUSED = Said([{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}], 401)
NOTHING = Said([{"message": "The requested resource does not exist", "errorCode": "NOT_FOUND"}], 404)
MALFORMED = Said([{"message": "unexpected token", "errorCode": "MALFORMED_QUERY"}], 400)
FIELDS = {
    *("Subject", "Description", "Priority", "Origin", "Status", "OwnerId"),
    *("SuppliedName", "SuppliedEmail", "SuppliedPhone", "Segue_Id__c"),
}


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem() -> str:
    return private_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@dataclass
class Played:
    kind: str = "salesforce_case"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "url": "https://acme.my.salesforce.com",
            "client": CLIENT,
            "user": USER,
            "secret": "sf_key",
            "webhook_secret": "sf_flow",
        }
    )
    secrets: Mapping[str, str] = field(default_factory=lambda: {"sf_key": pem(), "sf_flow": SECRET})
    faults: Faults = field(default_factory=Faults)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    numbers: int = 0

    # ---- what it is asked -------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._routed(asked))

    def _routed(self, asked: Asked) -> Said:
        if (asked.method, asked.path) == ("POST", "/services/oauth2/token"):
            return self._sign_in(asked)
        if asked.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return REFUSED
        routes: Mapping[str, Callable[..., Said]] = {
            r"PATCH /sobjects/Case/(Segue_Id__c)/([^/]+)": self._upsert,
            r"PATCH /sobjects/Case/(\w+)": self._change,
            r"POST /sobjects/CaseComment": self._comment,
            r"POST /sobjects/ContentVersion": self._upload,
            r"GET /query": self._query,
        }
        for route, act in routes.items():
            found = re.fullmatch(route, f"{asked.method} {asked.path.removeprefix(BASE)}")
            if found and asked.path.startswith(BASE):
                return act(asked, *map(unquote, found.groups()))
        return NOTHING

    def _sign_in(self, asked: Asked) -> Said:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        try:
            claims = jwt.decode(
                form["assertion"],
                private_key().public_key(),
                algorithms=["RS256"],
                audience="https://login.salesforce.com",
                options={"verify_exp": False},
            )
        except (jwt.PyJWTError, KeyError):
            return Said({"error": "invalid_grant", "error_description": "invalid assertion"}, 400)
        if (claims["iss"], claims["sub"]) != (CLIENT, USER) or "jwt-bearer" not in form["grant_type"]:
            return Said({"error": "invalid_grant"}, 400)
        token = f"00D!{self._number()}"
        self.tokens.add(token)
        return Said({"access_token": token, "instance_url": "https://acme.my.salesforce.com", "token_type": "Bearer"})

    def _upsert(self, asked: Asked, field_: str, value: str) -> Said:
        body = json.loads(asked.body)
        wrong = set(body) - FIELDS
        if wrong or len(body.get("Subject", "")) > 255:
            return Said([{"message": f"no such column {wrong}", "errorCode": "INVALID_FIELD"}], 400)
        known = next((id_ for id_, one in self.cases.items() if one[field_] == value), "")
        id_ = known or f"500{self._number():012d}AAA"
        self.cases[id_] = {"Status": "New", **self.cases.get(id_, {}), **body, field_: value}
        return Said({"id": id_, "success": True, "errors": [], "created": not known}, 200 if known else 201)

    def _change(self, asked: Asked, id_: str) -> Said:
        if id_ not in self.cases:
            return NOTHING
        self.cases[id_] |= json.loads(asked.body)
        return Said(b"", 204)

    def _comment(self, asked: Asked) -> Said:
        body = json.loads(asked.body)
        if body["ParentId"] not in self.cases or len(body["CommentBody"].encode()) > 4_000:
            return Said([{"message": "data value too large", "errorCode": "STRING_TOO_LONG"}], 400)
        return Said({"id": self._add(body, US, "Segue"), "success": True, "errors": []}, 201)

    def _upload(self, asked: Asked) -> Said:
        body = json.loads(asked.body)
        body["text"] = b64decode(body.pop("VersionData")).decode()
        self.files.append({**body, "ContentDocumentId": f"069{self._number():012d}AAA"})
        return Said({"id": f"068{self._number():012d}AAA", "success": True, "errors": []}, 201)

    def _query(self, asked: Asked) -> Said:
        queries: Mapping[str, Callable[..., list[dict[str, Any]]]] = {
            r"SELECT .* FROM CaseComment WHERE ParentId = '(\w+)' AND IsPublished = (true|false) "
            r"ORDER BY CreatedDate DESC LIMIT 200": self._comments_of,
            r"SELECT .* FROM Case WHERE Id = '(\w+)' LIMIT 1": self._case_of,
            r"SELECT .* FROM ContentDocumentLink WHERE LinkedEntityId = '(\w+)' "
            r"AND ContentDocument.Title = '([^']+)' LIMIT 1": self._file_of,
            r"SELECT .* FROM User WHERE Username = '([^']+)' LIMIT 1": lambda name: [{"Id": US, "Name": "Segue"}],
        }
        for query, act in queries.items():
            found = re.fullmatch(query, asked.query["q"])
            if found:
                records = act(*found.groups())
                return Said({"totalSize": len(records), "done": True, "records": records})
        return MALFORMED

    def _comments_of(self, ref: str, published: str) -> list[dict[str, Any]]:
        wanted = published == "true"
        return [one for one in self.comments if (one["ParentId"], one["IsPublished"]) == (ref, wanted)][::-1]

    def _case_of(self, ref: str) -> list[dict[str, Any]]:
        one = self.cases.get(ref)
        closed = one is not None and one["Status"] == "Closed"
        dated = "2026-11-21T15:00:00.000+0000" if closed else None
        return [{"Id": ref, "IsClosed": closed, "ClosedDate": dated, "Status": one["Status"]}] if one else []

    def _file_of(self, ref: str, title: str) -> list[dict[str, Any]]:
        found = [one for one in self.files if (one["FirstPublishLocationId"], one["Title"]) == (ref, title)]
        return [{"ContentDocumentId": one["ContentDocumentId"]} for one in found]

    # ---- what its people see ----------------------------------------------------------------------------------------

    def refs(self) -> Sequence[str]:
        return tuple(self.cases)

    def seen(self, ref: str) -> Sequence[Seen]:
        mine = [one for one in self.comments if one["ParentId"] == ref]
        files = [one for one in self.files if one["FirstPublishLocationId"] == ref]
        return [*map(_seen, mine), *(Seen("us", one["text"], True, (one["PathOnClient"],)) for one in files)]

    def fields(self, ref: str) -> Mapping[str, Any]:
        return self.cases[ref]

    def closed(self, ref: str) -> bool:
        return bool(self.cases[ref]["Status"] == "Closed")

    def customer_types(self, ref: str) -> bool:
        return False

    # ---- what its people do -----------------------------------------------------------------------------------------

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("who looks at a case is not told")

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        self._add({"ParentId": ref, "CommentBody": text, "IsPublished": True}, AGENTS[name], name)
        return self._tells(ref)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("nobody types in a case")

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        self._add({"ParentId": ref, "CommentBody": text, "IsPublished": False}, AGENTS[name], name)
        return self._tells(ref)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError("a case's owner is not told")

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError("a case does not go back to a bot")

    def ends(self, ref: str) -> Sequence[Webhook]:
        self.cases[ref]["Status"] = "Closed"
        return self._tells(ref)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError("a case has no tags")

    def _tells(self, ref: str) -> Sequence[Webhook]:
        body = json.dumps({"case": ref, "at": f"2026-11-21T14:{self._number() % 60:02d}:00.000Z"}).encode()
        return (Webhook({"x-segue-secret": SECRET, "content-type": "application/json"}, body, NOW),)

    def _add(self, body: Mapping[str, Any], by: str, name: str) -> str:
        id_ = f"00a{self._number():012d}AAA"
        created = f"2026-11-21T14:{self.numbers // 60 % 60:02d}:{self.numbers % 60:02d}.000+0000"
        who = {"CreatedById": by, "CreatedBy": {"Name": name, "UserType": "Standard"}}
        self.comments.append({"Id": id_, **body, "CreatedDate": created, **who})
        return id_

    def _number(self) -> int:
        self.numbers += 1
        return self.numbers


def _seen(one: Mapping[str, Any]) -> Seen:
    ours = one["CreatedById"] == US
    by = "customer" if ours and one["CommentBody"].startswith("From ") else "us" if ours else "agent"
    return Seen(by, one["CommentBody"], not one["IsPublished"])
