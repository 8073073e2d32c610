"""Who calls `/api/messages`: the token of the Azure Bot Service, or of an app in the same Entra tenant.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication (the service, and one
bot that calls another). Anybody can get a token for our app id from some tenant or other; so issuer, tenant and caller
are checked, not only signature and audience.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
import structlog

from segue.answers import items, text, texts
from segue.calls import Calls, Reach
from segue.domain.activities import Activity
from segue.domain.errors import AnswerUnusable, Invalid, NotAllowed, NotSignedIn, TryAgain
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)

BOT_SERVICE = "bot_service"
"""In a channel's `callers`: the Azure Bot Service itself, which passes on what channels such as Teams bring."""

SERVICE_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
SERVICE_ISSUER = "https://api.botframework.com"
TENANT_METADATA = "https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration"
TENANT_ISSUERS = ("https://sts.windows.net/{tenant}/", "https://login.microsoftonline.com/{tenant}/v2.0")

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
LEEWAY = timedelta(minutes=5)
KEYS_LAST = timedelta(hours=24)
UNKNOWN_AGAIN = timedelta(hours=1)
"""A key that is not known makes us ask anew, at most so often: anybody can send one."""
FAILED_AGAIN = timedelta(seconds=10)
LONGEST_TOKEN = 16 * 1024


@dataclass(frozen=True, slots=True)
class Trust:
    """app_id: ours. callers: app ids that may call, and BOT_SERVICE. tenant: of all of them."""

    app_id: str
    tenant: str
    callers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """endorsements: channels for which it may sign; None where the metadata does not say."""

    key: jwt.PyJWK
    endorsements: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Believed:
    """A token whose signature, issuer, audience and times are right. of_tenant: an app's, not the Bot Service's."""

    claims: Mapping[str, Any]
    key: SigningKey
    of_tenant: bool

    @property
    def app(self) -> str:
        """ "" for a token of a person who has signed in through an app (`scp`): that is not the app itself."""
        own = "scp" not in self.claims
        return text(self.claims.get("azp")) or text(self.claims.get("appid")) if own else ""


class Keys:
    """Those of one issuer. Whoever needs them at the same moment waits for one fetch; a failure keeps the old ones."""

    def __init__(self, reach: Reach, metadata: str) -> None:
        self._reach, self._metadata = reach, metadata
        self._calls = Calls(reach, "Microsoft's list of signing keys")
        self._lock = asyncio.Lock()
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched: datetime | None = None
        self._tried: datetime | None = None
        self._anew: datetime | None = None  # when it was asked for a key that was not known

    async def key(self, kid: str) -> SigningKey | None:
        """None for one that the issuer does not have. Raises TryAgain while its keys were never to be had.

        Whoever comes with a key that is known does not wait for a fetch, which any stranger can bring about.
        """
        if kid in self._keys and self._lock.locked():
            return self._keys[kid]
        async with self._lock:
            now = self._reach.now()
            if self._wanted(kid, now):
                await self._fetch(now)
        if not self._keys:
            raise TryAgain("the keys that sign Microsoft's tokens cannot be fetched now", retry_after_s=10)
        return self._keys.get(kid)

    def _wanted(self, kid: str, now: datetime) -> bool:
        if self._tried and now - self._tried < FAILED_AGAIN:
            return False
        if self._fetched is None or now - self._fetched >= KEYS_LAST:
            return True
        if kid in self._keys or (self._anew and now - self._anew < UNKNOWN_AGAIN):
            return False
        self._anew = now
        return True

    async def _fetch(self, now: datetime) -> None:
        self._tried = now
        try:
            metadata = await self._calls.json("GET", self._reach.at(self._metadata))
            found = await self._calls.json("GET", self._reach.at(_https(metadata.get("jwks_uri"))))
            read = (_read(one) for one in items(found.get("keys"), "Microsoft", "keys") if _usable(one))
            keys = dict(one for one in read if one)
        except (DeliveryFailed, AnswerUnusable, Invalid) as error:
            log.warning("signing keys could not be fetched", error=str(error))
            return
        if keys:
            self._keys, self._fetched = keys, now


class Callers:
    """reach.at: where issuers are called; tests play them on loopback."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._keys: dict[str, Keys] = {}

    async def caller(self, authorization: str, trust: Trust, activity: Activity) -> str:
        """The caller's app id, or BOT_SERVICE. Raises as `signed_in`; NotAllowed for one that is not named."""
        found = await self.signed_in(authorization, trust)
        _must_match(found, activity)
        if found.of_tenant:
            return _allowed(found.app, text(found.claims.get("tid")), trust)
        if found.key.endorsements is not None and activity.channel not in found.key.endorsements:
            raise _not_signed_in()
        return _allowed(BOT_SERVICE, activity.tenant or trust.tenant, trust)

    async def signed_in(self, authorization: str, trust: Trust) -> Believed:
        """What a token says, before anything of the activity is read.

        Raises NotSignedIn, with the same words whatever is wrong; TryAgain while the issuer's keys cannot be had.
        """
        token = _bearer(authorization)
        header, unchecked = _opened(token)
        issuer = text(unchecked.get("iss"))
        of_tenant = issuer in {one.format(tenant=trust.tenant) for one in TENANT_ISSUERS}
        if not (of_tenant or issuer == SERVICE_ISSUER):
            raise _not_signed_in()
        metadata = TENANT_METADATA.format(tenant=trust.tenant) if of_tenant else SERVICE_METADATA
        key = await self._of(metadata).key(text(header.get("kid")))
        if key is None:
            raise _not_signed_in()
        claims = _verified(token, key, issuer, trust)
        self._must_be_now(claims)
        return Believed(claims, key, of_tenant)

    def _of(self, metadata: str) -> Keys:
        return self._keys.setdefault(metadata, Keys(self._reach, metadata))

    def _must_be_now(self, claims: Mapping[str, Any]) -> None:
        """By our own clock, which is the database's and the tests'."""
        now, leeway = self._reach.now().timestamp(), LEEWAY.total_seconds()
        ends, begins = _seconds(claims.get("exp")), _seconds(claims.get("nbf", 0))
        if ends is None or begins is None or now > ends + leeway or now < begins - leeway:
            raise _not_signed_in()


def audiences(authorization: str) -> tuple[str, ...]:
    """For whom a token says it is, before anything of it is believed: it only tells which channel is to check it."""
    try:
        _, claims = _opened(_bearer(authorization))
    except NotSignedIn:
        return ()
    found = claims.get("aud")
    return tuple(one.removeprefix("api://") for one in ((found,) if isinstance(found, str) else texts(found)))


def _not_signed_in() -> NotSignedIn:
    return NotSignedIn("this activity does not come with a token that counts here")


def _bearer(authorization: str) -> str:
    kind, _, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise _not_signed_in()
    return token.strip()


def _opened(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Header and claims, not believed yet. Only the family of algorithms that an issuer's public key can check."""
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise _not_signed_in() from None
    if header.get("alg") not in ALGORITHMS or not isinstance(header.get("kid"), str):
        raise _not_signed_in()
    return header, claims


def _verified(token: str, key: SigningKey, issuer: str, trust: Trust) -> Mapping[str, Any]:
    options: Any = {"require": ["exp", "iss", "aud"], "verify_exp": False, "verify_nbf": False, "verify_iat": False}
    audience = (trust.app_id, f"api://{trust.app_id}")
    try:
        return jwt.decode(
            token, key.key.key, algorithms=list(ALGORITHMS), audience=audience, issuer=issuer, options=options
        )
    except (jwt.PyJWTError, ValueError, TypeError):
        raise _not_signed_in() from None


def _must_match(found: Believed, activity: Activity) -> None:
    """A token that names a service address is for activities that name it too. The Bot Service's always does."""
    named = next((value for name, value in found.claims.items() if name.lower() == "serviceurl"), None)
    if named is None and found.of_tenant:
        return
    if text(named).rstrip("/").lower() != activity.service_url.rstrip("/").lower():
        raise _not_signed_in()


def _allowed(caller: str, tenant: str, trust: Trust) -> str:
    if not caller or tenant.lower() != trust.tenant:  # of the app, or of the customer whom the Bot Service brings
        raise _not_signed_in()
    if caller.lower() not in trust.callers:
        who = "the Azure Bot Service" if caller == BOT_SERVICE else "this app"
        raise NotAllowed(f"{who} is not among the channel's `callers`", caller=caller[:64])
    return caller.lower()


def _seconds(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and value < 1e12 else None


def _https(value: Any) -> str:
    address = text(value)
    if not address.startswith("https://"):
        raise AnswerUnusable("Microsoft's metadata names no https address of keys")
    return address


def _usable(one: Mapping[str, Any]) -> bool:
    """RSA alone: any other kind of key would let its public half sign."""
    return one.get("kty") == "RSA" and bool(text(one.get("kid"))) and one.get("use", "sig") == "sig"


def _read(one: Mapping[str, Any]) -> tuple[str, SigningKey] | None:
    """None for one that is broken: the others count all the same."""
    try:
        key = jwt.PyJWK({name: one[name] for name in ("kty", "n", "e") if name in one}, algorithm="RS256")
    except (jwt.PyJWTError, ValueError, TypeError):
        log.warning("one of Microsoft's signing keys cannot be read")
        return None
    endorsed = one.get("endorsements")
    return text(one["kid"]), SigningKey(key, frozenset(texts(endorsed)) if endorsed is not None else None)
