"""Only Microsoft's service and the named apps of the tenant may call; whatever else a token says, it does not count."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fakes.clock import FakeClock
from fakes.microsoft import AGENT, APP, OTHER_TENANT, STRANGER, TEAMS, TENANT, Microsoft, microsoft, rsa
from segue.channels.microsoft_callers import BOT_SERVICE, TENANT_METADATA, Callers, Trust, audiences
from segue.domain.activities import Activity, activity
from segue.domain.errors import NotAllowed, NotSignedIn, TryAgain
from segue.ports.listeners import DeliveryFailed

TRUST = Trust(APP, TENANT, frozenset({AGENT, BOT_SERVICE}))


def said(channel: str = "msteams", service_url: str = TEAMS + "/") -> Activity:
    return activity(
        {"type": "message", "channelId": channel, "serviceUrl": service_url, "conversation": {"id": "c1"}, "text": "hi"}
    )


class House:
    def __init__(self, them: Microsoft, callers: Callers, clock: FakeClock) -> None:
        self.them, self.callers, self.clock = them, callers, clock

    async def caller(self, token: str, found: Activity | None = None) -> str:
        return await self.callers.caller(f"Bearer {token}", TRUST, found or said())


@pytest.fixture
async def house() -> AsyncIterator[House]:
    clock = FakeClock()
    async with microsoft(clock.now) as (them, reach):
        yield House(them, Callers(reach), clock)


async def test_an_app_of_the_tenant_that_is_named_may_call(house: House) -> None:
    assert await house.caller(house.them.from_agent()) == AGENT


async def test_both_versions_of_entras_tokens_count(house: House) -> None:
    second = {"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0", "appid": None, "azp": AGENT, "ver": "2.0"}
    assert await house.caller(house.them.from_agent(claims=second)) == AGENT


async def test_the_bot_service_may_call_where_it_is_named(house: House) -> None:
    assert await house.caller(house.them.from_service()) == BOT_SERVICE
    strict = Trust(APP, TENANT, frozenset({AGENT}))
    with pytest.raises(NotAllowed, match="callers"):
        await house.callers.caller(f"Bearer {house.them.from_service()}", strict, said())


async def test_the_bot_service_brings_customers_of_the_tenant_alone(house: House) -> None:
    def of(tenant: str) -> Activity:
        return replace(said(), tenant=tenant)

    assert await house.caller(house.them.from_service(), of(TENANT)) == BOT_SERVICE
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_service(), of(OTHER_TENANT))


async def test_an_app_that_is_not_named_may_not_call(house: House) -> None:
    with pytest.raises(NotAllowed, match="callers"):
        await house.caller(house.them.from_agent(STRANGER))


HERE = {"iss": f"https://sts.windows.net/{TENANT}/", "tid": TENANT, "appid": AGENT}


@pytest.mark.parametrize(
    "wrong",
    [
        {"tenant": OTHER_TENANT},
        {"claims": {"tid": OTHER_TENANT}},
        {"claims": {"tid": None}},
        {"claims": {"aud": STRANGER}},
        {"claims": {"aud": None}},
        {"claims": {"aud": [STRANGER, "x"]}},
        {"claims": {"iss": "https://evil.example/"}},
        {"claims": {"iss": None}},
        {"claims": {"exp": None}},
        {"claims": {"exp": "soon"}},
        {"lasts_s": -301},
        {"claims": {"nbf": 4_000_000_000}},
        {"key": "forger"},
        {"kid": "nobody-knows"},
        {"claims": {"serviceurl": "https://smba.trafficmanager.net/amer/"}},
        {"claims": {"scp": "access_as_user"}},
    ],
)
async def test_a_token_that_is_wrong_anywhere_does_not_count(house: House, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_agent(**wrong))


async def test_a_clock_may_be_five_minutes_off(house: House) -> None:
    assert await house.caller(house.them.from_agent(lasts_s=-299)) == AGENT


def part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(house: House) -> str:
    claims = {**HERE, "aud": APP, "exp": int(house.clock.now().timestamp()) + 3600}
    return f"{part({'alg': 'none', 'kid': 'ten-1'})}.{part(claims)}."


def signed_with_the_public_key(house: House) -> str:
    """HS256 with the issuer's public key as its secret, which a careless check takes for RS256."""
    import hashlib
    import hmac

    pem = rsa("tenant").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    claims = {**HERE, "aud": APP, "exp": int(house.clock.now().timestamp()) + 3600}
    content = f"{part({'alg': 'HS256', 'kid': 'ten-1'})}.{part(claims)}"
    digest = hmac.new(pem, content.encode(), hashlib.sha256).digest()
    return f"{content}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def without_signature(house: House) -> str:
    return house.them.from_agent().rpartition(".")[0] + "."


def of_the_service_signed_by_the_tenant(house: House) -> str:
    return house.them.from_service(key="tenant", kid="ten-1")


@pytest.mark.parametrize(
    "forged", [unsigned, signed_with_the_public_key, without_signature, of_the_service_signed_by_the_tenant]
)
async def test_forgeries_do_not_count(house: House, forged: Any) -> None:
    with pytest.raises(NotSignedIn):
        await house.caller(forged(house))


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer a.b.c", "Bearer " + "x" * 20_000])
async def test_what_is_no_token_does_not_count(house: House, header: str) -> None:
    with pytest.raises(NotSignedIn):
        await house.callers.caller(header, TRUST, said())
    assert audiences(header) == ()


async def test_a_key_signs_for_the_channels_it_is_endorsed_for(house: House) -> None:
    url = "https://facebook.botframework.com"
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_service(url), said("facebook", url))


async def test_a_token_for_one_address_is_none_for_another(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_service(), said(service_url="https://evil.botframework.com/"))


async def test_the_services_token_names_the_address_that_its_answers_go_to(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_service(claims={"serviceurl": None}))


# ---- keys


async def test_keys_are_fetched_once_for_a_day(house: House) -> None:
    for _ in range(3):
        await house.caller(house.them.from_agent())
    assert house.them.fetched == ["login.microsoftonline.com"]
    house.clock.forward(hours=25)
    await house.caller(house.them.from_agent())
    assert len(house.them.fetched) == 2


async def test_a_new_key_is_found_at_once_and_unknown_ones_make_no_stampede(house: House) -> None:
    await house.caller(house.them.from_agent())
    house.clock.forward(minutes=1)
    house.them.tenant_keys["ten-2"] = "tenant-2"
    assert await house.caller(house.them.from_agent(kid="ten-2", key="tenant-2")) == AGENT
    for number in range(20):
        with pytest.raises(NotSignedIn):
            await house.caller(house.them.from_agent(kid=f"made-up-{number}", key="forger"))
        house.clock.forward(minutes=2)
    assert len(house.them.fetched) == 2
    house.clock.forward(minutes=21)  # a key may be changed twice
    house.them.tenant_keys["ten-3"] = "tenant-3"
    assert await house.caller(house.them.from_agent(kid="ten-3", key="tenant-3")) == AGENT


async def test_a_stranger_with_an_unknown_key_keeps_nobody_waiting(house: House) -> None:
    """Microsoft's list may take its time, and anybody can make us look into it."""
    await house.caller(house.them.from_agent())
    asking, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(*_: object, **__: object) -> None:
        asking.set()
        await go_on.wait()
        raise DeliveryFailed("it did not come")

    keys = house.callers._of(TENANT_METADATA.format(tenant=TENANT))
    keys._calls.json = slowly  # type: ignore[method-assign,assignment]
    house.clock.forward(minutes=1)
    stranger = asyncio.create_task(house.caller(house.them.from_agent(kid="made-up", key="forger")))
    await asking.wait()
    try:
        async with asyncio.timeout(2):
            assert await house.caller(house.them.from_agent()) == AGENT
            house.clock.forward(hours=30)  # also while the list is due anew: what is known counts until it is there
            assert await house.caller(house.them.from_agent()) == AGENT
    finally:
        go_on.set()
        with pytest.raises(NotSignedIn):
            await stranger


async def test_a_failure_keeps_the_keys_there_are(house: House) -> None:
    await house.caller(house.them.from_agent())
    house.them.broken = True
    house.clock.forward(hours=30)
    assert await house.caller(house.them.from_agent()) == AGENT


async def test_without_keys_it_is_a_passing_trouble_and_no_refusal(house: House) -> None:
    house.them.broken = True
    with pytest.raises(TryAgain):
        await house.caller(house.them.from_agent())
    house.them.broken = False
    house.clock.forward(seconds=11)
    assert await house.caller(house.them.from_agent()) == AGENT


async def test_a_stranger_with_another_issuer_makes_us_fetch_nothing(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await house.caller(house.them.from_agent(claims={"iss": "https://evil.example/"}))
    assert house.them.fetched == []


async def test_a_key_in_the_list_that_cannot_be_used_spoils_none_of_the_others(house: House) -> None:
    odd = [
        {"kty": "oct", "kid": "shared", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"},
        {"kty": "EC", "kid": "curve", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "RSA", "kid": "half", "e": "AQAB"},
        {"kty": "RSA", "kid": 5},
        {"kty": "RSA", "kid": "sealed", "use": "enc", "n": "AQAB", "e": "AQAB"},
    ]
    house.them.odd_keys = odd
    assert await house.caller(house.them.from_agent()) == AGENT
    for one in odd:
        with pytest.raises(NotSignedIn):
            await house.caller(house.them.from_agent(kid=str(one["kid"])))


async def test_a_key_of_another_kind_is_not_used(house: House) -> None:
    secret = jwt.encode(
        {**HERE, "aud": APP, "exp": int(house.clock.now().timestamp()) + 60}, "k" * 32, "HS256", {"kid": "ten-1"}
    )
    with pytest.raises(NotSignedIn):
        await house.caller(secret)
