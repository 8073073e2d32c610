"""`webhooks`: other systems that hear of conversations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from segue.domain.deliveries import Repeat
from segue.domain.policy import WebhookSettings
from segue.domain.webhook_events import KINDS_SENT, KINDS_SENT_UNASKED
from segue.policy_file.reading import Field, Fields, Reader, read_secret
from segue.policy_file.sources import mistake_in_url

MOST_WEBHOOKS = 10
FASTEST = 1_000.0
KEYS = ("url", "secret", "kinds", "repeat", "ask", "rate", "error_field")
_SECONDS: Mapping[str, int] = {"second": 1, "minute": 60, "hour": 3600}
_RATE = re.compile(r"([0-9]{1,6})\s*/\s*(second|minute|hour)")
_PATH = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*){0,7}")
_SUCH_AS = 'Write such as url: "https://crm.example/segue".'


def read_webhooks(reader: Reader, field: Field | None) -> dict[str, WebhookSettings]:
    found: dict[str, WebhookSettings] = {}
    given = (reader.mapping(field) if field else None) or {}
    if field and len(given) > MOST_WEBHOOKS:
        reader.wrong(field, f"{len(given)} webhooks are too many; {MOST_WEBHOOKS} are allowed")
    for name, inner in given.items():
        raw = reader.mapping(inner, KEYS, needs=("url", "secret")) if reader.is_name(inner, name) else None
        if raw is not None:
            found[name] = _webhook(reader, inner, name, raw)
    return found


def _webhook(reader: Reader, field: Field, name: str, given: Fields) -> WebhookSettings:
    ways = tuple(way.value for way in Repeat if way is not Repeat.UPSERT)
    repeat = Repeat((reader.one_of(given["repeat"], ways) if "repeat" in given else None) or Repeat.KEY)
    if repeat is Repeat.ASK and "ask" not in given:
        reader.wrong(field, "repeat: ask needs 'ask'", 'Write such as ask: "https://crm.example/segue/has".')
    if repeat is not Repeat.ASK and "ask" in given:
        reader.wrong(given["ask"], "'ask' belongs to repeat: ask", at_key=True)
    kinds = reader.sequence(given["kinds"]) if "kinds" in given else None
    named = (reader.one_of(kind, KINDS_SENT, "kind") for kind in kinds or ())
    return WebhookSettings(
        name,
        _url(reader, given, "url"),
        (read_secret(reader, given["secret"]) if "secret" in given else None) or "",
        kinds=tuple(dict.fromkeys(kind for kind in named if kind)) if kinds is not None else KINDS_SENT_UNASKED,
        repeat=repeat,
        ask=_url(reader, given, "ask"),
        rate=read_rate(reader, given["rate"]) if "rate" in given else 0.0,
        error_field=_path(reader, given["error_field"]) if "error_field" in given else "",
    )


def _url(reader: Reader, given: Fields, key: str) -> str:
    value = reader.text_of(given[key]) if key in given else None
    if value is None:
        return ""
    wrong, _ = mistake_in_url(value)
    if "{" in value or "}" in value:
        wrong = "nothing is put into this address; it is called as it is written"
    if wrong:
        reader.wrong(given[key], wrong.replace("SHOWN", repr(value[:80])), _SUCH_AS)
        return ""
    return value


def read_rate(reader: Reader, field: Field) -> float:
    """`50/second` or `600/minute`, as deliveries a second."""
    value = reader.text_of(field, 40)
    found = _RATE.fullmatch(value) if value is not None else None
    rate = int(found[1]) / _SECONDS[found[2]] if found else 0.0
    if value is not None and not 0 < rate <= FASTEST:
        right = f"Write such as 50/second or 600/minute, at most {FASTEST:.0f}/second."
        reader.wrong(field, f"{value!r} is not how often something may be sent", right)
        return 0.0
    return rate


def _path(reader: Reader, field: Field) -> str:
    value = reader.text_of(field, 200)
    if value is not None and not _PATH.fullmatch(value):
        reader.wrong(field, f"{value[:80]!r} is no place in an answer", "Write such as error_field: error.message.")
        return ""
    return value or ""
