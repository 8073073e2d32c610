"""`languages`, `messages`, `bot` and `handback`: how a conversation is held."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from segue.bot_kinds import KINDS
from segue.domain.bots import WEBHOOK_BOT
from segue.domain.conditions import did_you_mean
from segue.domain.policy import BotSettings, Handback
from segue.domain.wording import MAX_TEXT, mistakes_in, mistakes_in_key
from segue.policy_file.dialogue import DIALOGUE_KEYS, read_dialogue
from segue.policy_file.document import MappingNode
from segue.policy_file.kinds import Family, read_kind
from segue.policy_file.reading import Field, Fields, Reader, read_secret

BOT_KEYS = ("name", "webhook", "secret", "timeout", *DIALOGUE_KEYS)
HANDBACK_KEYS = ("idle", "survey", "wrap_up")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOTHING = timedelta(0)


def read_languages(reader: Reader, field: Field | None) -> tuple[str, ...]:
    if field is None:
        return ("en",)
    items = reader.sequence(field)
    if items is not None and not items:
        reader.wrong(field, "'languages' is empty", "Name at least one, such as [en].")
    found: list[str] = []
    for item in items or []:
        value = reader.text_of(item, 40)
        if value is not None and not _LANGUAGE.fullmatch(value):
            reader.wrong(item, f"{value!r} is not a language", "Write its tag, such as en, de or pt-BR.")
        elif value is not None and value in found:
            reader.wrong(item, f"{value!r} is listed twice")
        elif value is not None:
            found.append(value)
    return tuple(found) or ("en",)


def read_messages(reader: Reader, field: Field | None, languages: Collection[str]) -> dict[str, str]:
    """By key, or by `key@language` for a text that is given per language, in either way of writing."""
    found: dict[str, str] = {}
    for written, inner in ((reader.mapping(field) if field else None) or {}).items():
        key, at, tag = written.partition("@")
        wrong = mistakes_in_key(key)
        if wrong:
            reader.wrong(inner, *wrong, at_key=True)
        elif at:
            _know(reader, inner, tag, languages)
            _keep(reader, inner, found, f"{key}@{tag.lower()}", _message(reader, inner, key))
        elif isinstance(inner.node, MappingNode):
            for language, text in (reader.mapping(inner) or {}).items():
                _know(reader, text, language, languages)
                _keep(reader, text, found, f"{key}@{language.lower()}", _message(reader, text, key))
        else:
            found[key] = _message(reader, inner, key)
    return found


def _know(reader: Reader, field: Field, language: str, languages: Collection[str]) -> None:
    if language not in languages:
        hint = did_you_mean(language, languages, "Languages of this policy")
        reader.wrong(field, f"unknown language {language[:40]!r}", hint, at_key=True)


def _keep(reader: Reader, field: Field, found: dict[str, str], key: str, text: str) -> None:
    if key in found:
        reader.wrong(field, f"{key!r} is written twice, once per language and once with its language", at_key=True)
    found[key] = text


def _message(reader: Reader, field: Field, key: str) -> str:
    text = reader.text_of(field, MAX_TEXT)
    for message, hint in mistakes_in(key, text) if text is not None else ():
        reader.wrong(field, message, hint)
    return text or ""


def read_bot(reader: Reader, field: Field | None) -> BotSettings:
    """Told by webhook, or of a kind that answers in the call and has keys of its own."""
    if field is None or not _names_kind(field):
        return _bot(reader, (reader.mapping(field, BOT_KEYS) if field else None) or {})
    known = reader.mapping(field) or {}
    kind = reader.one_of(known["kind"], (WEBHOOK_BOT, *KINDS), "kind of bot")
    if kind is None:
        return BotSettings()
    if kind == WEBHOOK_BOT:
        return _bot(reader, reader.mapping(field, ("kind", *BOT_KEYS)) or {})
    written = read_kind(reader, field, Family("bot", KINDS, ("name", "timeout", *DIALOGUE_KEYS), "bot"))
    if written is None:
        return BotSettings()
    own = {name: one for name, one in known.items() if name in BOT_KEYS and name not in {"webhook", "secret"}}
    return replace(_bot(reader, own), kind=kind, given=written.given, secrets=written.secrets)


def _names_kind(field: Field) -> bool:
    return isinstance(field.node, MappingNode) and any(key.value == "kind" for key, _ in field.node.value)


def _bot(reader: Reader, fields: Fields) -> BotSettings:
    webhook = reader.text_of(fields["webhook"]) if "webhook" in fields else None
    if webhook is not None and not _is_url(webhook):
        reader.wrong(fields["webhook"], f"{webhook[:80]!r} is not an address", "Write https://… in full.")
    timeout = reader.duration(fields["timeout"]) if "timeout" in fields else None
    if timeout is not None and timeout > timedelta(minutes=10):
        reader.wrong(fields["timeout"], "a customer cannot wait that long in silence", "At most 10m.")
    return BotSettings(
        name=(reader.word(fields["name"]) if "name" in fields else None) or "bot",
        webhook=webhook or "",
        secret=(read_secret(reader, fields["secret"]) if "secret" in fields else None) or "",
        timeout=timeout or BotSettings().timeout,
        dialogue=read_dialogue(reader, fields),
    )


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def read_handback(reader: Reader, field: Field | None) -> Handback:
    fields = (reader.mapping(field, HANDBACK_KEYS) if field else None) or {}
    survey = reader.boolean(fields["survey"]) if "survey" in fields else None
    wrap_up = reader.duration(fields["wrap_up"], least=_NOTHING) if "wrap_up" in fields else None
    return Handback(
        idle=reader.duration(fields["idle"]) if "idle" in fields else None,
        survey=Handback().survey if survey is None else survey,
        wrap_up=wrap_up or _NOTHING,
    )
