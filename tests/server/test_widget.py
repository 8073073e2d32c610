from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from asking import Answer
from world import ABROAD, ORIGIN, World

from segue.ports.people import SaveSite, Site

SECRET = "a secret of sixty-four bytes that only the shop's server and Segue know"
SESSION, CONVERSATION = "/v1/widget/session", "/v1/widget/conversation"


@pytest.fixture
async def site(world: World) -> Site:
    await world.user()
    return await world.site(identity_secret=SECRET)


async def load(world: World, site: Site, origin: str = ORIGIN, **body: Any) -> Answer:
    return await world.client.ask("POST", SESSION, body={"site": site.key, **body}, headers={"origin": origin})


def signed(world: World, site: Site, key: str = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    said = {"sub": "c-1", "aud": site.key, "exp": world.clock.now() + timedelta(minutes=5), **claims}
    return jwt.encode({name: value for name, value in said.items() if value is not None}, key, algorithm)


async def test_a_page_load_makes_a_visitor_who_keeps_the_token(world: World, site: Site) -> None:
    first = await load(world, site)
    assert first.status == 200
    assert first.json["conversation"] is None
    assert first.json["title"]
    assert first.json["greeting"]
    again = await load(world, site, visitor_token=first.json["visitor_token"])
    assert again.json["visitor_token"] == first.json["visitor_token"]
    assert len(world.store.visitors) == 1


async def test_one_visitor_has_one_open_conversation_with_a_token_of_its_own(world: World, site: Site) -> None:
    token = (await load(world, site)).json["visitor_token"]
    page = {"page": {"url": "https://shop.example/plans", "title": "Plans"}}
    first = await world.client.ask("POST", CONVERSATION, token=token, body=page)
    again = await world.client.ask("POST", CONVERSATION, token=token)
    assert first.json["id"] == again.json["id"]
    shown = await world.client.ask("GET", f"/v1/conversations/{first.json['id']}", token=first.json["token"])
    assert (shown.status, shown.json["id"]) == (200, first.json["id"])
    reloaded = await load(world, site, visitor_token=token)
    assert reloaded.json["conversation"]["id"] == first.json["id"]


async def test_a_conversation_token_lasts_fifteen_minutes(world: World, site: Site) -> None:
    token = (await load(world, site)).json["visitor_token"]
    opened = (await world.client.ask("POST", CONVERSATION, token=token)).json
    path = f"/v1/conversations/{opened['id']}"
    world.clock.advance(minutes=14, seconds=59)
    assert (await world.client.ask("GET", path, token=opened["token"])).status == 200
    world.clock.advance(seconds=1)
    assert (await world.client.ask("GET", path, token=opened["token"])).status == 401


async def test_a_visitor_token_lasts_thirty_days_from_the_last_page_load(world: World, site: Site) -> None:
    token = (await load(world, site)).json["visitor_token"]
    for _ in range(3):
        world.clock.advance(days=29)
        assert (await load(world, site, visitor_token=token)).json["visitor_token"] == token
    world.clock.advance(days=30, seconds=1)
    assert (await load(world, site, visitor_token=token)).json["visitor_token"] != token
    assert (await world.client.ask("POST", CONVERSATION, token=token)).status == 401


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://shop.example", "https://shop.example.evil.example", ""]
)
async def test_a_page_of_an_origin_that_is_not_listed_is_refused(world: World, site: Site, origin: str) -> None:
    assert (await load(world, site, origin)).status == 403


async def test_an_unknown_site_and_one_that_is_switched_off_are_refused(world: World, site: Site) -> None:
    opened = (await world.client.ask("POST", CONVERSATION, token=(await load(world, site)).json["visitor_token"])).json
    off = replace(site, disabled_at=world.clock.now())
    await world.store.write(SaveSite(off))
    world.app.state.identity.forget()
    assert (await load(world, site)).status == 401
    assert (await load(world, replace(site, key="site_none"))).status == 401
    path = f"/v1/conversations/{opened['id']}"
    assert (await world.client.ask("GET", path, token=opened["token"])).status == 401


async def test_a_visitor_token_of_another_site_makes_a_new_visitor(world: World, site: Site) -> None:
    abroad = await world.site(ABROAD)
    token = (await load(world, site)).json["visitor_token"]
    assert (await load(world, abroad, visitor_token=token)).json["visitor_token"] != token


async def test_a_signed_identity_makes_a_verified_customer(world: World, site: Site) -> None:
    identity = signed(world, site, name="Ana", email="ana@x.example", facts={"tier": "enterprise"})
    token = (await load(world, site, identity=identity)).json["visitor_token"]
    opened = (await world.client.ask("POST", CONVERSATION, token=token)).json
    customer = world.store.conversations["default", opened["id"]].customer
    assert (customer.id, customer.name, customer.email, customer.verified) == ("c-1", "Ana", "ana@x.example", True)
    assert customer.facts == {"tier": "enterprise"}


async def test_becoming_a_customer_changes_the_token_and_the_one_before_opens_nothing(world: World, site: Site) -> None:
    before = (await load(world, site)).json["visitor_token"]
    opened = (await world.client.ask("POST", CONVERSATION, token=before)).json
    after = await load(world, site, visitor_token=before, identity=signed(world, site, name="Ana"))
    assert after.json["visitor_token"] != before
    assert after.json["conversation"]["id"] == opened["id"]
    world.app.state.identity.forget()
    assert (await world.client.ask("POST", CONVERSATION, token=before)).status == 401
    path = f"/v1/conversations/{opened['id']}"
    assert (await world.client.ask("GET", path, token=opened["token"])).status == 401
    assert (await world.client.ask("GET", path, token=after.json["conversation"]["token"])).status == 200
    assert world.store.conversations["default", opened["id"]].customer.name == "Ana"


async def test_another_customer_in_the_same_browser_sees_nothing_of_the_first(world: World, site: Site) -> None:
    first = (await load(world, site, identity=signed(world, site, sub="c-1"))).json["visitor_token"]
    await world.client.ask("POST", CONVERSATION, token=first)
    second = await load(world, site, visitor_token=first, identity=signed(world, site, sub="c-2"))
    assert second.json["conversation"] is None
    assert second.json["visitor_token"] != first


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"aud": "site_other"}, "aud must be the site's key"),
        ({"aud": None}, "claim aud is missing"),
        ({"exp": None}, "claim exp is missing"),
        ({"sub": None}, "claim sub is missing"),
        ({"sub": ""}, "sub"),
        ({"exp": datetime(2026, 11, 21, 8, 59, tzinfo=UTC)}, "expired"),
        ({"exp": datetime(2026, 11, 21, 9, 11, tzinfo=UTC)}, "more than 10 minutes ahead"),
        ({"exp": 10**18}, "not a JWT"),  # the system refuses it, not Python
        ({"exp": 10**20}, "not a JWT"),
        ({"key": "another secret of thirty-two bytes or more"}, "signature"),
        ({"algorithm": "HS512"}, "must be signed with HS256"),
        ({"key": "", "algorithm": "none"}, "must be signed with HS256"),
        ({"facts": "gold"}, "facts must be an object"),
        ({"name": ["Ana"]}, "name must be text"),
    ],
)
async def test_an_identity_that_proves_nothing_is_refused_saying_why(
    world: World, site: Site, claims: dict[str, Any], why: str
) -> None:
    answer = await load(world, site, identity=signed(world, site, **claims))
    assert answer.status == 401
    assert why in answer.json["detail"]
    assert not world.store.visitors


async def test_a_site_without_a_secret_cannot_vouch_for_anybody(world: World, site: Site) -> None:
    bare = replace(site, identity_secret="")
    await world.store.write(SaveSite(bare))
    assert (await load(world, bare, identity=signed(world, site))).status == 401
    assert (await load(world, bare, identity=jwt.encode({"sub": "c-1"}, "", "none"))).status == 401


async def test_a_forged_conversation_token_is_refused(world: World, site: Site) -> None:
    token = (await load(world, site)).json["visitor_token"]
    opened = (await world.client.ask("POST", CONVERSATION, token=token)).json
    claims = jwt.decode(opened["token"].removeprefix("ct_"), options={"verify_signature": False})
    path, key = f"/v1/conversations/{opened['id']}", "x" * 64
    forged = [
        jwt.encode(claims, key, "HS256", headers={"kid": "default"}),
        jwt.encode(claims, "", "none", headers={"kid": "default"}),
        jwt.encode(claims, key, "HS256", headers={"kid": "a workspace that nobody made"}),
        jwt.encode(claims, key, "HS256"),
        await world.app.state.tickets.issue(await world.app.state.identity._customer(opened["token"]), path),
    ]
    for one in forged:
        assert (await world.client.ask("GET", path, token=f"ct_{one}")).status == 401
    assert set(world.store.secrets) == {("default", "signing")}


async def preflight(world: World, path: str, origin: str) -> Answer:
    asked = {"origin": origin, "access-control-request-method": "POST"}
    return await world.client.ask("OPTIONS", path, headers=asked)


@pytest.mark.parametrize("path", [SESSION, CONVERSATION, "/v1/conversations/x/messages"])
async def test_a_page_of_a_listed_origin_may_ask_with_tokens_and_never_with_cookies(
    world: World, site: Site, path: str
) -> None:
    granted = await preflight(world, path, ORIGIN)
    assert granted.status == 204
    assert granted.headers["access-control-allow-origin"] == ORIGIN
    ours, of_web_chat = (
        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
        "X-Ms-Bot-Agent, X-Requested-With",
    )
    assert granted.headers["access-control-allow-headers"] == f"{ours}, {of_web_chat}"
    assert "access-control-allow-credentials" not in granted.headers
    assert "Origin" in granted.headers["vary"]
    for origin in ("https://evil.example", "null"):
        assert "access-control-allow-origin" not in (await preflight(world, path, origin)).headers


async def test_answers_and_refusals_can_be_read_by_the_page(world: World, site: Site) -> None:
    answer = await load(world, site)
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    refused = await world.client.ask("POST", CONVERSATION, token="vt_x", headers={"origin": ORIGIN})
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, ORIGIN)
    foreign = await load(world, site, "https://evil.example")
    assert "access-control-allow-origin" not in foreign.headers


async def test_the_greeting_is_in_the_language_of_the_browser(world: World, site: Site) -> None:
    answer = await world.client.ask(
        "POST", SESSION, body={"site": site.key}, headers={"origin": ORIGIN, "accept-language": "de-AT,de;q=0.9"}
    )
    assert answer.status == 200
