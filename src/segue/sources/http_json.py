"""An account behind any HTTP endpoint that answers JSON: one GET, and where each value stands in the answer.

The address is the policy's; only the customer's id and e-mail address go into it, percent-encoded. Redirects are not
followed. Paths are written with dots, and a number counts into a list from 0: `data.plans.0.name`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from segue.answers import basic
from segue.domain.errors import AnswerUnusable, CallRefused, Invalid
from segue.domain.policy import SourceSettings, covered
from segue.outbound import Call, Outbound
from segue.ports.sources import CannotAsk, Who

_PLACEHOLDER = re.compile(r"\{(id|email)\}")
_NO_SUCH_CUSTOMER = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
LONGEST_PLACEHOLDER = 400


class HttpJson:
    """`settings.fields`: name -> path; `invoices.number` -> path within each item of the list at `invoices`."""

    def __init__(self, settings: SourceSettings, secret: str, outbound: Outbound) -> None:
        self.name, self.covers = settings.name, covered(settings)
        self._url, self._outbound = settings.url, outbound
        self._needs = frozenset(_PLACEHOLDER.findall(settings.url))
        self._headers = {"Accept": "application/json", **_credential(settings, secret)}
        self._paths = {name: settings.fields[name] for name in self.covers if name in settings.fields}
        self._parts = _parts(settings.fields)

    async def ask(self, who: Who) -> Mapping[str, Any]:
        call = Call(name=self.name, url=self._address(who), headers=self._headers)
        try:
            answer = await self._outbound.send(call)
        except CallRefused as refused:
            if refused.details.get("status") in _NO_SUCH_CUSTOMER:
                return {}
            raise
        if answer.status == HTTPStatus.NO_CONTENT:
            return {}
        content = answer.headers.get("Content-Type", "")
        if "json" not in content.lower():
            kind = content.partition(";")[0].strip()[:60] or "something without a type"
            raise AnswerUnusable(f"{self.name} answered {kind} where JSON was expected", status=answer.status)
        found = answer.json()
        if not isinstance(found, dict | list):
            raise AnswerUnusable(f"{self.name} answered no object and no list", status=answer.status)
        return {name: self._value(name, found) for name in self.covers}

    def _address(self, who: Who) -> str:
        given = {"id": who.id, "email": who.email}
        for name in sorted(self._needs):
            if not given[name]:
                raise CannotAsk(f"no {'id' if name == 'id' else 'e-mail address'} of the customer is known")
            steps_up = not given[name].strip(". ")  # `..` would change the path
            if steps_up or len(given[name]) > LONGEST_PLACEHOLDER or not given[name].isprintable():
                raise CannotAsk(f"the customer's {name} cannot stand in an address")
        return _PLACEHOLDER.sub(lambda found: quote(given[found[1]], safe="", errors="replace"), self._url)

    def _value(self, name: str, found: Any) -> Any:
        value = at(found, self._paths[name]) if name in self._paths else None
        parts = self._parts.get(name)
        if not parts or not isinstance(value, list | dict):
            return value
        items = value if isinstance(value, list) else [value]
        return [{part: at(item, path) for part, path in parts.items()} for item in items]


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path; None where there is nothing. "." is the whole."""
    if path == ".":
        return value
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isascii() and step.isdecimal() and len(step) < 6:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def _parts(fields: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """List -> part of an item -> path."""
    found: dict[str, dict[str, str]] = {}
    for name, path in fields.items():
        field, _, part = name.partition(".")
        if part and field != "customer":
            found.setdefault(field, {})[part] = path
    return found


def _credential(settings: SourceSettings, secret: str) -> dict[str, str]:
    """Raises Invalid for a secret that no header can carry."""
    if not secret:
        return {}
    if not secret.isprintable():
        raise Invalid(f"the secret of the source {settings.name!r} has a line break or the like in it", field="secret")
    if settings.auth == "basic":
        return {"Authorization": basic(settings.user, secret)}
    if settings.auth == "header":
        return {settings.header: secret}
    return {"Authorization": f"Bearer {secret}"}
