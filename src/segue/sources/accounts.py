"""What the readers of accounts share: one vendor's interface, whom to ask for, which of several records is theirs, what
is asked side by side, and where a policy's own fields stand.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from segue.answers import page, part, time
from segue.domain.errors import CallFailed, Invalid
from segue.domain.policy import SourceSettings, covered
from segue.outbound import Call, Outbound
from segue.ports.sources import CannotAsk, NotTold, Who
from segue.sources.http_json import at as standing_at

LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
NOTES_KEPT = 3
_EMAIL = re.compile(r"[^\s@\"\\\x00-\x20\x7f]+@[^\s@\"\\\x00-\x20\x7f]+")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_CONTACT = "contact."
RECORD = "_company"
"""Where a part that asks for the company leaves the records of it, for `Fields.over`."""


class Api:
    """A vendor's interface for machines: what is asked of it, with its credential."""

    def __init__(self, outbound: Outbound, name: str, base: str, headers: Mapping[str, str]) -> None:
        self.name = name
        self._outbound = outbound
        self._base = base
        self._headers = {"Accept": "application/json", **headers}

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Any:
        """Raises CallRefused, CallFailed, AnswerUnusable."""
        call = Call(name=self.name, url=self._base + path, params=params or {}, headers=self._headers)
        return (await self._outbound.send(call)).json()

    async def search(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """A search that is sent as a POST: it changes nothing, so it may be repeated. Raises as `get` does."""
        call = Call(name=self.name, url=self._base + path, method="POST", headers=self._headers, json=body, repeat=True)
        return page((await self._outbound.send(call)).json(), self.name)


def covers(names: Iterable[str], settings: SourceSettings) -> tuple[str, ...]:
    """What a vendor tells of itself, and what the policy finds in its fields."""
    return tuple(dict.fromkeys((*names, *covered(settings))))


def needed(value: str, vendor: str, what: str, settings: SourceSettings, key: str) -> str:
    """A setting that must be there. Raises Invalid."""
    if not value.strip():
        raise Invalid(f"the source {settings.name!r} needs {what} of {vendor}", field=f"sources.{settings.name}.{key}")
    return value.strip()


def email_of(who: Who, vendor: str) -> str:
    """Raises CannotAsk: without an e-mail address, or for one that could mean more than itself in a query."""
    email = who.email.strip()
    if not email:
        raise CannotAsk(f"{vendor} is asked by e-mail address, and none is known")
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise CannotAsk(f"{vendor} is asked by e-mail address, and this one is written in no usual way")
    return email


@dataclass(frozen=True, slots=True)
class Theirs:
    """The record of a customer. `remark`: what a human should know of the choice, "" when there was none."""

    record: Mapping[str, Any]
    remark: str = ""


def theirs(
    vendor: str,
    records: Sequence[Mapping[str, Any]],
    email: str,
    *,
    email_in: Callable[[Mapping[str, Any]], Any],
    at: Callable[[Mapping[str, Any]], Any],
) -> Theirs | None:
    """The record whose address is `email` to the letter, whatever its case; of several the newest, which is said.

    Searches of vendors also find what is only alike, and another person's account must never be shown.
    """
    same = [one for one in records if _same(email_in(one), email)]
    if not same:
        return None
    newest = max(same, key=lambda one: time(at(one)) or _LONG_AGO)
    remark = f"{vendor} has {len(same)} customers with this e-mail address; this is the newest." * (len(same) > 1)
    return Theirs(newest, remark)


def _same(found: Any, email: str) -> bool:
    return isinstance(found, str) and found.strip().casefold() == email.casefold()


async def at_once(*asked: Awaitable[Any]) -> list[Any]:
    """The answers in their order. When one fails the others are waited for, so that none goes on unattended."""
    answers = await asyncio.gather(*asked, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return answers


async def together(*parts: tuple[Sequence[str], Awaitable[Mapping[str, Any]]]) -> dict[str, Any]:
    """What the parts answer, asked side by side. parts: the names that one answers, and the asking.

    A part that fails leaves its own names untold; when all fail, the first failure is raised.
    """
    answers = await asyncio.gather(*(asked for _, asked in parts), return_exceptions=True)
    found: dict[str, Any] = {}
    failures: list[CallFailed] = []
    for (names, _), answer in zip(parts, answers, strict=True):
        if isinstance(answer, CallFailed):
            failures.append(answer)
            found |= dict.fromkeys(names, NotTold(str(answer)))
        elif isinstance(answer, BaseException):
            raise answer
        else:
            found |= answer
    if failures and len(failures) == len(parts):
        raise failures[0]
    return found


@dataclass(frozen=True, slots=True)
class Fields:
    """The policy's `fields` of a source: a property of the contact is written `contact.plan`, any other is one of the
    company. A dotted path leads into objects."""

    contact: Mapping[str, str]
    company: Mapping[str, str]

    @staticmethod
    def of(settings: SourceSettings) -> Fields:
        """Raises Invalid."""
        for name in settings.fields:
            if name not in covered(settings):
                raise Invalid(
                    f"{name!r} is part of a list: a source of kind {settings.kind} reads its lists by itself",
                    field=f"sources.{settings.name}.fields.{name}",
                )
        contact = {name: path for name, path in settings.fields.items() if path.startswith(_CONTACT)}
        company = {name: path for name, path in settings.fields.items() if name not in contact}
        return Fields({name: path.removeprefix(_CONTACT) for name, path in contact.items()}, company)

    def over(self, values: Mapping[str, Any], contact: Sequence[Any], company: Any) -> dict[str, Any]:
        """values: by the vendor's own fields; where the policy names another, that one counts, also when it is empty.

        contact, company: the records in which to look, the first that has a property counts; or NotTold.
        """
        named = {*self.contact, *self.company}
        untold = isinstance(company, NotTold)
        own = {name: value for name, value in values.items() if name not in named}
        of_company = dict.fromkeys(self.company, company) if untold else _reached(self.company, company)
        return own | _reached(self.contact, contact) | of_company


def _reached(fields: Mapping[str, str], records: Sequence[Any]) -> dict[str, Any]:
    found = {name: next(_values(path, records), None) for name, path in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _values(path: str, records: Sequence[Any]) -> Iterator[Any]:
    for record in records:
        value = part(record).get(path)
        value = standing_at(record, path) if value is None else value
        if value is not None and value != "":
            yield value


def day(value: Any) -> str:
    """The day of an ISO 8601 text or of Unix seconds; "" for anything else."""
    at = time(value)
    try:
        return at.astimezone(UTC).date().isoformat() if at else ""
    except OverflowError:  # the first or the last day that there is, in another zone
        return ""


def latest(values: Iterable[Any]) -> str | None:
    """The latest of times that are written in whatever way `time` reads."""
    found = [at for value in values if (at := time(value))]
    return max(found).isoformat() if found else None


def with_remark(notes: Sequence[Mapping[str, Any]], remark: str) -> list[Mapping[str, Any]]:
    """Notes of the CRM, and a remark of Segue's that no newer note pushes out. notes: newest first."""
    return [*notes[: NOTES_KEPT - 1], {"text": remark, "author": "Segue"}] if remark else list(notes[:NOTES_KEPT])


def known(**values: Any) -> dict[str, Any]:
    """Without those that say nothing. A list that is empty says that there is none."""
    return {name: value for name, value in values.items() if value is not None and value != ""}
