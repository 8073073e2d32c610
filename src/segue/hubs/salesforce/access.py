"""Tokens of Salesforce messaging: one for each conversation, since a token is the person who chats.

A guest's token cannot be had again: whoever holds it is that guest, and a continuation token ends when it does. So it
is kept with the case, for as long as that is open. With user verification we sign who it is ourselves, for ten minutes,
and nothing is kept: https://help.salesforce.com/s/articleView?id=service.user_verification_overview.htm
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt

from segue.answers import name_of, text
from segue.calls import Calls
from segue.credentials import Token
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.hubs.base import HubBase
from segue.ports.hubs import Steps
from segue.ports.listeners import DeliveryFailed

_HOST = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?\.(?:salesforce-scrt|salesforce)\.com")
_ORGANISATION = re.compile(r"[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?")
MOST_TOKENS = 2_000
LASTS_S = 600.0
"""How long we go on with a verified person's token; it may last longer."""


def site_of(url: str, such_as: str) -> str:
    """Raises Invalid: credentials go nowhere else."""
    address = url.strip().lower().removesuffix("/")
    if not _HOST.fullmatch(address):
        raise Invalid(f"{url[:80]!r} is no address of Salesforce; write one such as {such_as}", field="url")
    return address


class Access:
    def __init__(self, hub: HubBase, calls: Calls, api: str) -> None:
        if not _ORGANISATION.fullmatch(hub.given("organisation")):
            raise Invalid("the id of an organisation has 15 or 18 letters and digits", field="organisation")
        self.organisation = hub.given("organisation")[:15]  # the stream takes no other form
        self._hub, self._calls, self._api = hub, calls, f"{api}/authorization"
        self._key = hub.secrets.get("secret", "")
        self._tokens: dict[str, Token] = {}

    @property
    def verified(self) -> bool:
        return bool(self._key)

    async def begin(self, ref: str, steps: Steps) -> None:
        """A guest's token is written down before anything is done with it: another one would be another guest."""
        if self.verified:
            if "from_event" not in steps.state:
                _, event = await self._fetched(ref)
                await steps.keep(from_event=event)
        elif not steps.state.get("token"):
            token, event = await self.guest()
            await steps.keep(token=token, from_event=event)

    async def end(self, ref: str, steps: Steps) -> None:
        self._tokens.pop(ref, None)
        await steps.keep(token=None)

    async def headers(self, ref: str, state: Mapping[str, Any]) -> Mapping[str, str]:
        token = await self._of(ref).get() if self.verified else text(state.get("token"))
        if not token:
            raise DeliveryFailed("this conversation has no token of Salesforce any more", Trouble.REFUSED)
        return {"Authorization": f"Bearer {token}"}

    def forget(self, ref: str) -> None:
        self._tokens.pop(ref, None)

    def is_over(self, state: Mapping[str, Any]) -> bool:
        """Whether a guest's token has ended, by what it says itself: nothing more can be said in that conversation."""
        if self.verified or not state.get("token"):
            return False
        try:
            ends = jwt.decode(text(state["token"]), options={"verify_signature": False, "verify_exp": False}).get("exp")
        except jwt.PyJWTError:
            return False
        return isinstance(ends, int | float) and self._hub.reach.now().timestamp() >= ends

    async def guest(self) -> tuple[str, str]:
        return await self._asked("unauthenticated", self._body())

    def _of(self, ref: str) -> Token:
        if ref not in self._tokens:
            while len(self._tokens) >= MOST_TOKENS:
                del self._tokens[next(iter(self._tokens))]

            async def fetch() -> tuple[str, float]:
                token, _ = await self._fetched(ref)
                return token, LASTS_S

            self._tokens[ref] = Token(fetch, self._hub.reach.now)
        return self._tokens[ref]

    async def _fetched(self, ref: str) -> tuple[str, str]:
        """For the person who chats in this conversation and no other, whom we name by its id."""
        now = self._hub.reach.now()
        claims = {"iss": self._hub.given("issuer"), "sub": ref, "iat": now, "exp": now + timedelta(minutes=10)}
        try:
            signed = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._hub.given("key_id")})
        except (ValueError, TypeError, jwt.PyJWTError):
            signed = ""
        if not signed:
            raise DeliveryFailed("the secret of this hub is no private key in PEM", Trouble.PAUSED)
        body = {**self._body(), "authorizationType": "JWT", "customerIdentityToken": signed}
        return await self._asked("authenticated", body)

    def _body(self) -> dict[str, str]:
        return {
            "orgId": self.organisation,
            "esDeveloperName": self._hub.given("deployment"),
            "capabilitiesVersion": "1",
            "platform": "Web",
        }

    async def _asked(self, who: str, body: Mapping[str, str]) -> tuple[str, str]:
        answer = await self._calls.json("POST", f"{self._api}/{who}/access-token", json=body, safe=True)
        token, event = text(answer.get("accessToken")), name_of(answer.get("lastEventId"))
        if not token or len(token) > 16_000 or not token.isascii() or not token.isprintable():
            raise DeliveryFailed("Salesforce answered a sign-in without a token", Trouble.PASSING)
        event = event if event.isascii() and event.isprintable() and len(event) <= 200 else ""
        return token, event
