"""`knowledge`: where the articles come from that drafts quote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath, PureWindowsPath

from segue.domain.policy import KnowledgeSettings
from segue.policy_file.reading import Field, Fields, Reader, read_secret
from segue.policy_file.sources import AUTHS, check_credential, mistake_in_url, read_header

MOST_SOURCES = 20
MOST_OFTEN, LEAST_OFTEN = timedelta(minutes=1), timedelta(days=7)
ARTICLE_FIELDS = ("items", "id", "title", "text", "url", "language", "updated_at", "labels", "next")
REGIONS = ("us", "eu", "au")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9_.\[\]-]{0,63}")


@dataclass(frozen=True, slots=True)
class Kind:
    """Which keys it needs, and which it may have beside them."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


KNOWLEDGE_KINDS: Mapping[str, Kind] = {
    "folder": Kind(("path",), ("language", "refresh")),
    "zendesk": Kind(("account",), ("user", "secret", "language", "refresh")),
    "intercom": Kind(("secret",), ("account", "language", "refresh")),
    "freshdesk": Kind(("account", "secret"), ("language", "refresh")),
    "http": Kind(("url",), ("secret", "auth", "user", "header", "fields", "next_param", "language", "refresh")),
}
KNOWLEDGE_KEYS = (
    *("kind", "path", "account", "user", "secret", "url", "auth", "header", "fields", "next_param"),
    *("language", "refresh"),
)
_SUCH_AS: Mapping[str, str] = {
    "path": "Name a folder beside this file, such as path: articles.",
    "account": "Write the name of your account there, such as account: acme.",
    "user": "Write whose token it is, such as user: integration@acme.example.",
    "secret": "Write the name of a secret, such as secret: helpdesk_token, and set SEGUE_SECRET_HELPDESK_TOKEN.",
    "url": 'Write such as url: "https://acme.example/api/articles".',
}


def read_knowledge(reader: Reader, field: Field | None) -> dict[str, KnowledgeSettings]:
    found: dict[str, KnowledgeSettings] = {}
    for name, inner in _named(reader, field).items():
        kind, given = _of_kind(reader, inner)
        if kind:
            found[name] = _knowledge(reader, inner, name, kind, given)
    return found


def _knowledge(reader: Reader, field: Field, name: str, kind: str, given: Fields) -> KnowledgeSettings:
    settings = KnowledgeSettings(
        name,
        kind,
        path=(_path(reader, given["path"]) if "path" in given else None) or "",
        secret=_secret(reader, given, "secret"),
        account=_account(reader, given, kind),
        user=(reader.text_of(given["user"], 320) if "user" in given else None) or "",
        url=(_url(reader, given["url"]) if "url" in given else None) or "",
        auth=(reader.one_of(given["auth"], AUTHS) if "auth" in given else None) or AUTHS[0],
        header=(read_header(reader, given["header"]) if "header" in given else None) or "",
        fields=_fields(reader, given["fields"]) if "fields" in given else {},
        next_param=(_parameter(reader, given["next_param"]) if "next_param" in given else None) or "",
        language=(_locale(reader, given["language"]) if "language" in given else None) or "",
        refresh=_refresh(reader, given) or KnowledgeSettings(name, kind).refresh,
    )
    if kind == "http":
        check_credential(reader, field, settings.auth, given)
        if "next_param" in given and not settings.fields.get("next"):
            right = "Write where an answer has it, such as fields: {next: meta.cursor}."
            reader.wrong(given["next_param"], "'next_param' needs to know where 'next' stands", right, at_key=True)
    if kind == "zendesk":
        _check_zendesk(reader, field, given)
    return settings


def _check_zendesk(reader: Reader, field: Field, given: Fields) -> None:
    if ("user" in given) != ("secret" in given):
        missing = "secret" if "user" in given else "user"
        reader.wrong(field, f"'user' and 'secret' go together; it has no {missing!r}", _SUCH_AS[missing])
    elif "secret" not in given and "language" not in given:
        right = "Write such as language: en-us, or give user and secret of an agent."
        reader.wrong(field, "a Help Center that is read without a token needs 'language'", right)


def _path(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 500)
    if value is None:
        return None
    path = PurePosixPath(value)
    outside = path.is_absolute() or ".." in path.parts or value.startswith("~") or PureWindowsPath(value).drive
    if outside or "\\" in value or not value.isprintable():
        reader.wrong(field, f"{value[:80]!r} is no folder beside this file", _SUCH_AS["path"])
        return None
    return path.as_posix()


def _url(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field)
    if value is None:
        return None
    wrong, _ = mistake_in_url(value)
    if "{" in value or "}" in value:
        wrong = "nothing is put into the address of a list; it is written as it is"
    if wrong:
        reader.wrong(field, wrong.format(shown=value[:80]), _SUCH_AS["url"])
        return None
    return value


def _fields(reader: Reader, field: Field) -> dict[str, str]:
    given = reader.mapping(field, ARTICLE_FIELDS) or {}
    return {name: where for name, inner in given.items() if (where := reader.text_of(inner, 200))}


def _parameter(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 64)
    if value is not None and not _PARAMETER.fullmatch(value):
        reader.wrong(field, f"{value!r} is no name of a parameter", "Write such as next_param: cursor.")
        return None
    return value


def _locale(reader: Reader, field: Field) -> str | None:
    value = reader.text_of(field, 40)
    if value is not None and not _LOCALE.fullmatch(value):
        reader.wrong(field, f"{value!r} is not a language", "Write its tag, such as en, de or en-us.")
        return None
    return value


def _refresh(reader: Reader, given: Fields) -> timedelta | None:
    return reader.duration(given["refresh"], least=MOST_OFTEN, most=LEAST_OFTEN) if "refresh" in given else None


def _named(reader: Reader, field: Field | None) -> Fields:
    given = (reader.mapping(field) if field else None) or {}
    if field and len(given) > MOST_SOURCES:
        reader.wrong(field, f"{len(given)} sources of knowledge are too many; {MOST_SOURCES} are allowed")
    return {name: inner for name, inner in given.items() if reader.is_name(inner, name)}


def _of_kind(reader: Reader, field: Field) -> tuple[str, Fields]:
    """Its kind, "" for none that there is, and the keys that belong to it; notes what does not, and what is missing."""
    raw, what = reader.mapping(field, KNOWLEDGE_KEYS), "source of knowledge"
    if raw is None:
        return "", {}
    if "kind" not in raw:
        reader.wrong(field, f"a {what} has no 'kind'", f"There are {', '.join(KNOWLEDGE_KINDS)}.")
        return "", {}
    kind = reader.one_of(raw["kind"], KNOWLEDGE_KINDS, "kind")
    if kind is None:
        return "", {}
    of_kind = KNOWLEDGE_KINDS[kind]
    right = ("kind", *of_kind.needs, *of_kind.may)
    for key in raw:
        if key not in right:
            hint = f"Keys of this kind: {', '.join(right)}."
            reader.wrong(raw[key], f"{key!r} does not belong to a {what} of the kind {kind}", hint, at_key=True)
    for key in of_kind.needs:
        if key not in raw:
            reader.wrong(field, f"a {what} of the kind {kind} needs {key!r}", _SUCH_AS[key])
    return kind, {key: raw[key] for key in right if key in raw}


def _account(reader: Reader, given: Fields, kind: str) -> str:
    """Of Intercom it is the region."""
    if "account" not in given:
        return ""
    found = reader.one_of(given["account"], REGIONS, "region") if kind == "intercom" else reader.word(given["account"])
    return found or ""


def _secret(reader: Reader, given: Fields, key: str) -> str:
    return (read_secret(reader, given[key]) if key in given else None) or ""
