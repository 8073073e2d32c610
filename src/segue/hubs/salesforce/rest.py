"""Salesforce's REST API on behalf of a user, by the JWT bearer flow: nobody signs in, and no password is kept.

https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm and
https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import jwt

from segue.answers import items
from segue.calls import Calls, Reach, reading
from segue.credentials import Token, granted
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed

VENDOR = "Salesforce"
VERSION = "v64.0"
TOKEN_LASTS_S = 900.0
"""The shortest session that an organisation can choose; how long a token lasts is not told."""


@dataclass(frozen=True, slots=True)
class Grant:
    """client: consumer key. key: private, in PEM. site: https://acme.my.salesforce.com."""

    client: str
    user: str
    key: str = field(repr=False)
    site: str = ""


class SalesforceRest:
    def __init__(self, grant: Grant, reach: Reach) -> None:
        base = reach.at(grant.site)
        self._grant, self._now = grant, reach.now
        self._login, self._rest = f"{base}/services/oauth2/token", f"{base}/services/data/{VERSION}"
        self._calls = Calls(reach, VENDOR)
        self._token = Token(self._signed_in, reach.now)

    async def query(self, soql: str, **values: str) -> Sequence[Mapping[str, Any]]:
        """values: what stands in braces in `soql`, as text literals."""
        asked = soql.format(**{name: quoted(value) for name, value in values.items()})
        answer = await self.ask("GET", "/query", params={"q": asked})
        with reading():
            return items(answer.get("records"), VENDOR, "records")

    async def ask(self, method: str, address: str, **more: Any) -> Mapping[str, Any]:
        async def call(headers: Mapping[str, str]) -> Mapping[str, Any]:
            return await self._calls.json(method, self._rest + address, headers=headers, **more)

        return await self._signed(call)

    async def change(self, address: str, body: Mapping[str, Any]) -> None:
        """Of a row by its id, which answers 204 and nothing else."""

        async def call(headers: Mapping[str, str]) -> Mapping[str, Any]:
            url = self._rest + address
            answer = await self._calls.send("PATCH", url, headers=headers, json=body, gone=(404,))
            if answer.status != 204:
                raise DeliveryFailed(f"{VENDOR} answered {answer.status} where 204 was expected", Trouble.UNKNOWN)
            return {}

        await self._signed(call)

    async def _signed(self, call: Any) -> Mapping[str, Any]:
        """Signed in anew once, when a token that was kept is refused: Salesforce does not say when one ends."""

        async def signed(token: str) -> Mapping[str, Any]:
            return dict(await call({"Authorization": f"Bearer {token}"}))

        return await self._token.used(signed)

    async def _signed_in(self) -> tuple[str, float]:
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": self._assertion()}
        return await granted(self._calls, self._login, lasts_s=TOKEN_LASTS_S, form=form)

    def _assertion(self) -> str:
        host = "test" if ".sandbox." in self._grant.site else "login"
        claims = {
            "iss": self._grant.client,
            "sub": self._grant.user,
            "aud": f"https://{host}.salesforce.com",
            "exp": self._now() + timedelta(minutes=3),
        }
        try:
            return jwt.encode(claims, self._grant.key, algorithm="RS256")
        except (ValueError, TypeError, jwt.PyJWTError):
            pass
        raise DeliveryFailed("the secret of this hub is no private key in PEM", Trouble.PAUSED)


def quoted(value: str) -> str:
    """A text literal of SOQL. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/
    sforce_api_calls_soql_select_quotedstringescapes.htm"""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r") + "'"
