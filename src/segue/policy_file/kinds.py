"""Lines of a policy that have a `kind`, and by it their keys: hubs, channels, bots. What is written, and mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from yaml.error import Mark

from segue.domain.conditions import did_you_mean
from segue.domain.given import BETWEEN, NO, YES, as_list
from segue.domain.hubs import Key
from segue.policy_file.document import ScalarNode, SequenceNode
from segue.policy_file.reading import Field, Fields, Reader, read_secret
from segue.policy_file.sources import mistake_in_url

LONGEST = 320
MOST_LISTED = 100
_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,255}")
_NUMBER = re.compile(r"[0-9]{1,20}")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_LINE = re.compile(r"[^\x00-\x1f\x7f]+")
_LOOKS_LIKE = {"guid": "00000000-0000-0000-0000-000000000000"}
"""Shown of a key that has no example of its own."""
_SWITCH = {YES: YES, "true": YES, "on": YES, NO: NO, "false": NO, "off": NO}


class Kind(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def keys(self) -> tuple[Key, ...]: ...


@dataclass(frozen=True, slots=True)
class Family:
    """noun: what one is called. common: keys that every kind may have beside its own. secrets: how the name of a secret
    begins in what is suggested."""

    noun: str
    kinds: Mapping[str, Kind]
    common: tuple[str, ...] = ()
    secrets: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One of them, as far as it can be used. raw: its fields, of which `common` are left to the caller."""

    kind: str
    raw: Fields
    given: Mapping[str, str]
    secrets: Mapping[str, str]


def read_kind(reader: Reader, field: Field, family: Family, usual: str = "") -> Written | None:
    """None where nobody can say which kind it is. usual: the kind of one that names none; "" where it has to."""
    raw = reader.mapping(field)
    if raw is None:
        return None
    if "kind" not in raw and not usual:
        reader.wrong(field, f"a {family.noun} has no 'kind'", f"There are {', '.join(family.kinds)}.")
        return None
    named = reader.one_of(raw["kind"], family.kinds, f"kind of {family.noun}") if "kind" in raw else usual
    if named is None:
        return None
    kind = family.kinds[named]
    _check_keys(reader, field, family, kind, raw)
    given: dict[str, str] = {}
    secrets: dict[str, str] = {}
    for key in kind.keys:
        if key.name in raw:
            value = (read_secret if key.secret else _READ[key.kind](key))(reader, raw[key.name])
            if value is not None:
                (secrets if key.secret else given)[key.name] = value
    return Written(named, raw, given, secrets)


def _check_keys(reader: Reader, field: Field, family: Family, kind: Kind, raw: Fields) -> None:
    right = ("kind", *(key.name for key in kind.keys), *family.common)
    for name, inner in raw.items():
        if name not in right:
            near = did_you_mean(name, right, "")
            listed = f"Keys of this kind: {', '.join(right)}."
            hint = f"{near} {listed}" if near.startswith("Did") else listed
            wrong = f"{name[:60]!r} does not belong to a {family.noun} of the kind {kind.name}"
            reader.wrong(inner, wrong, hint, at_key=True)
    for key in kind.keys:
        if key.needed and key.name not in raw:
            wrong = f"a {family.noun} of the kind {kind.name} needs {key.name!r}"
            reader.wrong(field, wrong, _right(key, family))
        if key.instead_of:
            _check_either(reader, field, family, kind, key, raw)


def _check_either(reader: Reader, field: Field, family: Family, kind: Kind, key: Key, raw: Fields) -> None:
    """Either `key` is there, or all that it stands for."""
    others = [one for one in kind.keys if one.name in key.instead_of]
    there = [one for one in others if one.name in raw]
    either = " and ".join(repr(one.name) for one in others)
    if key.name in raw and there:
        wrong = f"{key.name!r} stands in place of {either}, and {there[0].name!r} is there as well"
        reader.wrong(raw[key.name], wrong, "Leave one of them out.", at_key=True)
    elif key.name not in raw and len(there) < len(others):
        wrong = f"a {family.noun} of the kind {kind.name} needs {either}{',' * (len(others) > 1)} or {key.name!r}"
        missing = [one for one in others if one not in there]
        reader.wrong(field, wrong, " ".join(_right(one, family) for one in (*missing, *[key] * (not there))))


def _right(key: Key, family: Family) -> str:
    return _such_as_secret(key, family) if key.secret else _such_as(key)


def _such_as_secret(key: Key, family: Family) -> str:
    name = f"{family.secrets}_{key.name}"
    shown = f"{key.name}: {name}, and set SEGUE_SECRET_{name.upper()}"
    return f"{key.asks}: write the name of a secret, such as {shown}."


def _such_as(key: Key) -> str:
    example = key.such_as or _LOOKS_LIKE.get(key.kind, "")
    if not example:
        return f"{key.asks}."
    quoted = {"url": '"{}"', "number": '"{}"', "list": "[{}]"}.get(key.kind, "{}")
    return f"{key.asks}, such as {key.name}: {quoted.format(example)}."


# --- one value of each kind of key ---

Read = Callable[[Reader, Field], str | None]


def _fits(pattern: re.Pattern[str], words: str, kept: Callable[[str], str] = str) -> Callable[[Key], Read]:
    def of_key(key: Key) -> Read:
        def read(reader: Reader, field: Field) -> str | None:
            value = reader.text_of(field, LONGEST)
            if value is not None and not pattern.fullmatch(value):
                reader.wrong(field, f"{value[:80]!r} is {words}", _such_as(key))
                return None
            return value if value is None else kept(value)

        return read

    return of_key


def _url(key: Key) -> Read:
    def read(reader: Reader, field: Field) -> str | None:
        value = reader.text_of(field)
        if value is None:
            return None
        wrong, right = mistake_in_url(value)
        if "{" in value or "}" in value or "?" in value or "#" in value:
            wrong, right = "this address is the beginning of others: nothing stands in braces, after ? or after #", ""
        if wrong:
            shown = wrong.replace("SHOWN", repr(value[:80]))
            reader.wrong(field, shown, right if right.startswith("Write https") else _such_as(key))
            return None
        return value.rstrip("/")

    return read


def _choice(key: Key) -> Read:
    return lambda reader, field: reader.one_of(field, key.choices, key.name)


def _switch(key: Key) -> Read:
    def read(reader: Reader, field: Field) -> str | None:
        value = reader.text_of(field)
        if value is not None and value.lower() not in _SWITCH:
            reader.wrong(field, f"{value[:80]!r} is neither yes nor no", f"{key.asks}: write yes or no.")
            return None
        return None if value is None else _SWITCH[value.lower()]

    return read


def _duration(key: Key) -> Read:
    return lambda reader, field: str(field.node.value) if reader.duration(field) is not None else None


def _list(key: Key) -> Read:
    """A list, or one text with commas."""

    def read(reader: Reader, field: Field) -> str | None:
        if isinstance(field.node, SequenceNode):
            places = reader.sequence(field) or []
            words = [(place, reader.text_of(place, LONGEST)) for place in places]
        else:
            text = reader.text_of(field)
            words = [(field, one.strip()) for one in text.split(BETWEEN) if one.strip()] if text is not None else []
            if text is None:
                return None
        return _checked(reader, field, key, words)

    return read


def _checked(reader: Reader, field: Field, key: Key, words: list[tuple[Field, str | None]]) -> str | None:
    before = len(reader.problems)
    if not words:
        reader.wrong(field, "nothing is listed", _such_as(key))
    if len(words) > MOST_LISTED:
        reader.wrong(field, f"{len(words)} are too many; {MOST_LISTED} are allowed")
    found: list[str] = []
    for place, word in words:
        if word is None:
            continue
        if word in found:
            reader.wrong(place, f"{word[:80]!r} is listed twice")
        elif BETWEEN in word or not _LINE.fullmatch(word):
            reader.wrong(place, f"{word[:80]!r} is not one word of a list", _such_as(key))
        elif key.choices and word not in key.choices:
            reader.wrong(place, f"unknown {key.name} {word[:80]!r}", did_you_mean(word, key.choices, "Right would be"))
        found.append(word)
    return as_list(found) if len(reader.problems) == before and None not in [word for _, word in words] else None


_READ: Mapping[str, Callable[[Key], Read]] = {
    "text": _fits(_LINE, "no text of one line"),
    "account": _fits(_ACCOUNT, "not the name of an account"),
    "email": _fits(_EMAIL, "no e-mail address"),
    "number": _fits(_NUMBER, "no number"),
    "guid": _fits(_GUID, "no GUID", str.lower),
    "url": _url,
    "region": _choice,
    "list": _list,
    "switch": _switch,
    "duration": _duration,
}


def read_answer(key: Key, answer: str) -> tuple[str, str]:
    """What a person answered for a key, as the policy would have it; and what is wrong with it, or ""."""
    try:
        answer.encode()
    except UnicodeEncodeError:
        return "", "this is no text"
    reader = Reader(answer)
    here = Mark("", 0, 0, 0, None, 0)
    node = ScalarNode("tag:yaml.org,2002:str", answer, start_mark=here, end_mark=here, style='"')
    value = (read_secret if key.secret else _READ[key.kind](key))(reader, Field(node, key.name))
    if value is None:
        problem = reader.problems[0]
        return "", f"{problem.message}{'.' if problem.suggestion else ''} {problem.suggestion}".rstrip()
    return value, ""
