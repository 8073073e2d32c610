"""Microsoft, played on loopback: issuers with real RSA keys, a token endpoint, the Bot Connector, signed addresses.

Every address of theirs is played on one server, as `/host/path`, so that what is checked are the true names.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

import aiohttp
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from fakes.vendor import Asked, Said, Vendor, played
from segue.calls import CALL_LIMITS, Reach
from segue.outbound import Outbound

APP = "11111111-aaaa-4000-8000-000000000001"
AGENT = "22222222-bbbb-4000-8000-000000000002"
STRANGER = "33333333-cccc-4000-8000-000000000003"
TENANT = "44444444-dddd-4000-8000-000000000004"
OTHER_TENANT = "55555555-eeee-4000-8000-000000000005"
SECRETS = {"segue_app": "app-secret", "agent_app": "agent-secret"}

SERVICE = "https://api.botframework.com"
RUNTIME = "https://pvaruntime.eu-il101.gateway.prod.island.powerapps.com/skills"
TEAMS = f"https://smba.trafficmanager.net/emea/{TENANT}"
SIGNED = "https://pvaruntime.eu-il101.gateway.prod.island.powerapps.com/external-agent/c1?sv=1&sig=SIGNATURE"


@cache
def rsa(name: str) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@dataclass
class Received:
    """An activity that was posted to us, as one of Microsoft's services would get it."""

    host: str
    path: str
    token: str
    activity: Mapping[str, Any]


@dataclass
class Microsoft:
    """keys: kid -> its name, by issuer host. refuse: what an activity is answered with instead, by its address."""

    now: Callable[[], datetime]
    service_keys: dict[str, str] = field(default_factory=lambda: {"svc-1": "service"})
    tenant_keys: dict[str, str] = field(default_factory=lambda: {"ten-1": "tenant"})
    odd_keys: list[Any] = field(default_factory=list)
    endorsements: list[str] = field(default_factory=lambda: ["msteams", "directline"])
    received: list[Received] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    granted: list[Mapping[str, str]] = field(default_factory=list)
    refuse: list[Said] = field(default_factory=list)
    broken: bool = False
    base: str = ""

    def at(self, url: str) -> str:
        return f"{self.base}/{url.removeprefix('https://')}" if url.startswith("https://") else url

    @property
    def said(self) -> list[str]:
        """The words of messages; of one with a card, the card's."""
        messages = [one.activity for one in self.received if one.activity["type"] == "message"]
        return [one.get("text") or one["attachments"][0]["content"]["text"] for one in messages]

    def of_type(self, type_: str) -> list[Mapping[str, Any]]:
        return [one.activity for one in self.received if one.activity["type"] == type_]

    # ---- tokens

    def from_agent(self, caller: str = AGENT, **more: Any) -> str:
        """The token of an app of the tenant, as Entra gives it to one bot that calls another."""
        tenant = more.pop("tenant", TENANT)
        claims = {"iss": f"https://sts.windows.net/{tenant}/", "tid": tenant, "appid": caller, "ver": "1.0"}
        return self.signed(claims | more.pop("claims", {}), **{"kid": "ten-1", "key": "tenant", **more})

    def from_service(self, service_url: str = TEAMS, **more: Any) -> str:
        claims = {"iss": SERVICE, "serviceurl": service_url}
        return self.signed(claims | more.pop("claims", {}), **{"kid": "svc-1", "key": "service", **more})

    def signed(self, claims: Mapping[str, Any], *, kid: str, key: str, alg: str = "RS256", lasts_s: int = 3600) -> str:
        now = int(self.now().timestamp())
        times = {"nbf": now - 60, "iat": now - 60, "exp": now + lasts_s}
        whole = {"aud": APP, **times, **claims}
        return jwt.encode(
            {name: value for name, value in whole.items() if value is not None}, rsa(key), alg, {"kid": kid}
        )

    # ---- what it answers

    def answer(self, asked: Asked) -> Said:
        _, host, path = asked.path.split("/", 2)
        if self.broken and host.startswith("login."):
            return Said({"error": "down"}, 500)
        if "openid" in path:
            return self._metadata(host, path)
        if path.endswith("keys"):
            return self._keys(host)
        if path.endswith("oauth2/v2.0/token"):
            return self._token({name: one[0] for name, one in parse_qs(asked.body.decode()).items()})
        return self._activity(host, path, asked)

    def _metadata(self, host: str, path: str) -> Said:
        self.fetched.append(host)
        where = "https://login.botframework.com/v1/.well-known/keys"
        if host == "login.microsoftonline.com":
            where = f"https://{host}/{path.split('/', maxsplit=1)[0]}/discovery/v2.0/keys"
        return Said(
            {"issuer": f"https://{host}", "jwks_uri": where, "id_token_signing_alg_values_supported": ["RS256"]}
        )

    def _keys(self, host: str) -> Said:
        service = host == "login.botframework.com"
        named = self.service_keys if service else self.tenant_keys
        more: dict[str, Any] = {"endorsements": self.endorsements} if service else {}
        good = [_jwk(kid, rsa(name).public_key()) | more for kid, name in named.items()]
        return Said({"keys": [*self.odd_keys, *good]})

    def _token(self, form: Mapping[str, str]) -> Said:
        self.granted.append(form)
        right = {APP: SECRETS["segue_app"], AGENT: SECRETS["agent_app"]}
        if right.get(form.get("client_id", "")) != form.get("client_secret"):
            return Said({"error": "invalid_client"}, 401)
        return Said({"access_token": f"{form['client_id']} for {form['scope']}".replace(" ", "_"), "expires_in": 3599})

    def _activity(self, host: str, path: str, asked: Asked) -> Said:
        if self.refuse:
            said = self.refuse.pop(0)
            if said.status >= 300:
                return said
        token = asked.headers.get("Authorization", "").removeprefix("Bearer ")
        self.received.append(Received(host, unquote(path), token, json.loads(asked.body)))
        if "external-agent" in path:
            return Said(b"", content_type="text/plain")  # an empty 200 is how Copilot Studio says yes
        return Said({"id": f"a-{len(self.received)}"}, 201)


def _jwk(kid: str, key: Any) -> dict[str, Any]:
    return {"kid": kid, "use": "sig", **json.loads(RSAAlgorithm.to_jwk(key))}


@asynccontextmanager
async def microsoft(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> AsyncIterator[tuple[Microsoft, Reach]]:
    """It, and how it is reached."""
    them = Microsoft(now)
    async with played(Vendor(them.answer)) as vendor, aiohttp.ClientSession() as session:
        them.base = vendor.base
        yield them, Reach(Outbound(session, CALL_LIMITS, now=now), session, at=them.at, now=now)
