"""`sources`: the systems that are asked about a customer's account."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from urllib.parse import urlsplit

from segue.domain.account import (
    ACCOUNT_FIELDS,
    AccountKind,
    Invoice,
    Note,
    Payment,
    SeenError,
    TicketNote,
)
from segue.domain.conditions import did_you_mean
from segue.domain.policy import SourceSettings
from segue.policy_file.reading import Field, Fields, Reader, read_secret
from segue.policy_file.select import mistake_in_select

MOST_SOURCES, MOST_FIELDS = 20, 60
LONGEST_CACHE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SourceKind:
    """Which keys one kind of source needs, and which it may have beside `kind`, `fields` and `cache`."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    own_fields: bool = False  # it knows no names of its own, so the policy says where each stands
    paths: bool = False  # parts of the items of a list may be named: invoices.number


SOURCE_KINDS: Mapping[str, SourceKind] = {
    "hubspot": SourceKind(("secret",), ("account",)),
    "salesforce": SourceKind(("account", "user", "secret")),
    "stripe": SourceKind(("secret",)),
    "zendesk": SourceKind(("account", "user", "secret")),
    "freshdesk": SourceKind(("account", "secret")),
    "intercom": SourceKind(("secret",), ("account",)),
    "http": SourceKind(("url", "fields"), ("secret", "auth", "user", "header"), own_fields=True, paths=True),
    "sql": SourceKind(("secret", "query", "fields"), own_fields=True, paths=True),
}
SOURCE_KEYS = ("kind", "secret", "account", "user", "url", "auth", "header", "query", "fields", "cache")
AUTHS = ("bearer", "basic", "header")
_ITEMS: Mapping[AccountKind, type] = {
    AccountKind.TICKETS: TicketNote,
    AccountKind.INVOICES: Invoice,
    AccountKind.PAYMENTS: Payment,
    AccountKind.NOTES: Note,
    AccountKind.ERRORS: SeenError,
}
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_OF_THE_CALL = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept", "cookie"})
_PLACEHOLDERS = ("{id}", "{email}")


def read_sources(reader: Reader, field: Field | None, facts: Collection[str]) -> dict[str, SourceSettings]:
    """By name, in the order of the file, which is the order in which they count. facts: names that are declared."""
    found: dict[str, SourceSettings] = {}
    given = (reader.mapping(field) if field else None) or {}
    if field and len(given) > MOST_SOURCES:
        reader.wrong(field, f"{len(given)} sources are too many; {MOST_SOURCES} are allowed")
    for name, inner in given.items():
        if reader.is_name(inner, name):
            settings = _source(reader, inner, name, facts)
            if settings is not None:
                found[name] = settings
    return found


def _source(reader: Reader, field: Field, name: str, facts: Collection[str]) -> SourceSettings | None:
    raw = reader.mapping(field, SOURCE_KEYS)
    if raw is None:
        return None
    if "kind" not in raw:
        reader.wrong(field, f"{name!r} has no 'kind'", f"There are {', '.join(SOURCE_KINDS)}.")
        return None
    kind = reader.one_of(raw["kind"], SOURCE_KINDS, "kind")
    if kind is None:
        return None
    allowed = SOURCE_KINDS[kind]
    given = _of_kind(reader, field, raw, kind)
    settings = SourceSettings(
        name,
        kind,
        secret=(read_secret(reader, given["secret"]) if "secret" in given else None) or "",
        account=(reader.word(given["account"]) if "account" in given else None) or "",
        user=(reader.text_of(given["user"], 320) if "user" in given else None) or "",
        url=(_url(reader, given["url"]) if "url" in given else None) or "",
        auth=(reader.one_of(given["auth"], AUTHS) if "auth" in given else None) or AUTHS[0],
        header=(read_header(reader, given["header"]) if "header" in given else None) or "",
        query=(_query(reader, given["query"]) if "query" in given else None) or "",
        fields=(_fields(reader, given["fields"], allowed, facts) if "fields" in given else None) or {},
        cache=(_cache(reader, given["cache"]) if "cache" in given else None) or SourceSettings(name, kind).cache,
    )
    if kind == "http":
        check_credential(reader, field, settings.auth, given)
    return settings


def _of_kind(reader: Reader, field: Field, raw: Fields, kind: str) -> Fields:
    """The keys that belong to this kind; what is missing or does not belong is noted."""
    allowed = SOURCE_KINDS[kind]
    keys = tuple(dict.fromkeys(("kind", *allowed.needs, *allowed.may, "fields", "cache")))
    for key in raw:
        if key not in keys:
            hint = f"Keys of this kind: {', '.join(keys)}."
            reader.wrong(raw[key], f"{key!r} does not belong to a source of the kind {kind}", hint, at_key=True)
    for key in allowed.needs:
        if key not in raw:
            reader.wrong(field, f"a source of the kind {kind} needs {key!r}", _SUCH_AS[key])
    return {key: raw[key] for key in keys if key in raw}


_SUCH_AS: Mapping[str, str] = {
    "secret": "Write the name of a secret, such as secret: crm_key, and set SEGUE_SECRET_CRM_KEY.",
    "account": "Write the name of your account there, such as account: acme.",
    "user": "Write whose credential it is, such as user: integration@acme.example.",
    "url": 'Write such as url: "https://accounts.acme.example/customers/{id}".',
    "fields": "Write where each value stands, such as fields: {tier: plan.name}.",
    "query": 'Write such as query: "SELECT plan FROM customers WHERE id = :id".',
}


def _url(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field)
    if value is None:
        return None
    bare = value
    for placeholder in _PLACEHOLDERS:
        bare = bare.replace(placeholder, "x")
    wrong, right = mistake_in_url(bare)
    if not wrong and bare == value:
        wrong, right = "the address names no customer", "Put {id} or {email} where it belongs."
    if not wrong and any(placeholder in value.split("/", 3)[2] for placeholder in _PLACEHOLDERS):
        wrong, right = "the customer may not choose the host", "Put {id} or {email} behind the host."
    if wrong:
        reader.wrong(field, wrong.replace("SHOWN", repr(value[:80])), right)
        return None
    return value


def mistake_in_url(bare: str) -> tuple[str, str]:
    """What is wrong with an address, and what would be right. bare: without placeholders."""
    try:
        parts = urlsplit(bare)
        host, usable = parts.hostname or "", parts.port is None or parts.port > 0
    except ValueError:
        return "SHOWN is not an address", _SUCH_AS["url"]
    if parts.scheme not in {"http", "https"} or not (host and usable) or not bare.isprintable() or " " in bare:
        return "SHOWN is not an address", _SUCH_AS["url"]
    if parts.username or parts.password:
        return "an address may hold no password", "Give it as a secret, with auth: basic and user."
    if parts.scheme == "http" and not _this_machine(host):
        return f"{host} would be asked without encryption", "Write https://; http:// is for this machine alone."
    if "{" in bare or "}" in bare:
        return "an address may name {id} and {email}, and nothing else in braces", ""
    return "", ""


def _this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_header(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 64)
    if value is not None and (not _HEADER.fullmatch(value) or value.lower() in _OF_THE_CALL):
        reader.wrong(field, f"{value!r} is no header for a credential", "Write such as header: X-Api-Key.")
        return None
    return value


def check_credential(reader: Reader, field: Field, auth: str, given: Fields) -> None:
    """Notes what `auth` needs and lacks, and what belongs to another."""
    missing = {"basic": ("user", "secret"), "header": ("header", "secret"), "bearer": ()}[auth]
    for key in missing:
        if key not in given:
            reader.wrong(field, f"auth: {auth} needs {key!r}", _SUCH_AS.get(key, "Write such as X-Api-Key."))
    for key, other in (("user", "basic"), ("header", "header")):
        if key in given and auth != other:
            reader.wrong(given[key], f"{key!r} belongs to auth: {other}", at_key=True)


def _query(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 10_000)
    mistake = mistake_in_select(value) if value is not None else ""
    if mistake:
        reader.wrong(field, mistake[0].upper() + mistake[1:], _SUCH_AS["query"])
        return None
    return value


def _cache(reader: Reader, field: Field) -> timedelta | None:
    return reader.duration(field, most=LONGEST_CACHE)


def _fields(reader: Reader, field: Field, kind: SourceKind, facts: Collection[str]) -> dict[str, str] | None:
    given = reader.mapping(field)
    if given is None:
        return None
    if len(given) > MOST_FIELDS or (kind.own_fields and not given):
        reader.wrong(field, f"'fields' has {len(given)} names; 1 to {MOST_FIELDS} are right")
    found: dict[str, str] = {}
    for name, inner in given.items():
        where = reader.text_of(inner, 300)
        if _is_known(reader, inner, name, kind, facts) and where is not None:
            found[name] = where
    return found


def _is_known(reader: Reader, field: Field, name: str, kind: SourceKind, facts: Collection[str]) -> bool:
    """Whether a name may be told by a source; notes it when not."""
    base, _, part = name.partition(".")
    declared = [fact for fact in facts if fact.startswith("customer.")]
    if name in ACCOUNT_FIELDS or name in declared:
        return True
    if base == "customer":
        hint = did_you_mean(name, declared, "The policy declares") if declared else "Declare it under 'facts' first."
        reader.wrong(field, f"the policy declares no fact {name[:80]!r}", hint, at_key=True)
    elif base in ACCOUNT_FIELDS and part:
        item = _ITEMS.get(ACCOUNT_FIELDS[base].kind)
        parts = [one.name for one in fields(item)] if item else []
        if kind.paths and part in parts:
            return True
        hint = did_you_mean(part, parts, f"Parts of {base}") if parts and kind.paths else "Name it without a dot."
        reader.wrong(field, f"{base} has no part {part[:40]!r} here", hint, at_key=True)
    else:
        hint = did_you_mean(name, (*ACCOUNT_FIELDS, *declared), "There are")
        reader.wrong(field, f"unknown field {name[:80]!r}", f"{hint} Or a fact: customer.<name>.", at_key=True)
    return False
