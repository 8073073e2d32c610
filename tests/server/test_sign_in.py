from __future__ import annotations

import time
from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
from asking import Answer
from world import PASSWORD, World, make_world

from segue.flows.links import link_for, setup_link
from segue.flows.sign_in import matches
from segue.ports.people import UserRole

SIGN_IN = "/v1/desk/sign-in"
EMAIL = "maria@default.example"


def cookie_of(answer: Answer) -> Morsel[str]:
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return cookie


async def sign_in(world: World, email: str = EMAIL, password: str = PASSWORD, **more: Any) -> Answer:
    return await world.client.ask("POST", SIGN_IN, body={"email": email, "password": password}, **more)


def token_in(link: str) -> str:
    return link.partition("token=")[2]


async def use(world: World, link: str, **body: str) -> Answer:
    return await world.client.ask("POST", "/v1/desk/link", body={"token": token_in(link), "password": PASSWORD, **body})


async def test_signing_in_gives_a_session_that_the_desk_accepts(world: World) -> None:
    await world.user()
    answer = await sign_in(world, email=" Maria@Default.example ")
    assert answer.status == 200
    assert (answer.json["me"]["email"], answer.json["me"]["role"]) == (EMAIL, "agent")
    me = await world.client.ask("GET", "/v1/desk/me", session=cookie_of(answer).value)
    assert me.json == answer.json["me"]


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    await world.user()
    cookie = cookie_of(await sign_in(world))
    assert (cookie.key, cookie["httponly"], cookie["samesite"], cookie["path"]) == ("segue", True, "strict", "/")
    assert not cookie["secure"]


async def test_behind_https_the_cookie_is_bound_to_the_host_and_to_https() -> None:
    world = await make_world(public_url="https://segue.example.com")
    await world.user()
    cookie = cookie_of(await sign_in(world))
    assert (cookie.key, cookie["secure"], cookie["path"], cookie["domain"]) == ("__Host-segue", True, "/", "")


async def test_an_unknown_address_a_wrong_password_and_a_disabled_user_are_answered_alike(world: World) -> None:
    await world.user()
    admin = await world.signed_in(UserRole.ADMIN)
    await world.user("gone")
    await world.client.ask("POST", "/v1/ops/users/usr_gone_default/disable", session=admin)
    answers = [
        await sign_in(world, email="nobody@default.example"),
        await sign_in(world, password="wrong password"),
        await sign_in(world, email="gone@default.example"),
    ]
    assert {answer.status for answer in answers} == {401}
    assert len({answer.body for answer in answers}) == 1


async def test_somebody_who_was_invited_and_set_no_password_cannot_sign_in_with_an_empty_one(world: World) -> None:
    admin = await world.signed_in(UserRole.ADMIN)
    new = {"email": "new@default.example", "name": "New", "role": "agent"}
    await world.client.ask("POST", "/v1/ops/users", session=admin, body=new)
    assert (await sign_in(world, "new@default.example", "")).status == 401


async def test_guessing_is_slowed_down_per_address_and_says_when_to_come_back() -> None:
    world = await make_world(rate_sign_in="3/minute")
    await world.user()
    for _ in range(3):
        assert (await sign_in(world, password="a wrong guess")).status == 401
    refused = await sign_in(world)
    assert (refused.status, refused.json["code"]) == (429, "too_many")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json["retry_after_s"] > 0
    assert (await sign_in(world, client=("198.51.100.1", 1))).status == 200


async def test_guessing_one_e_mail_from_many_addresses_is_slowed_down_too() -> None:
    world = await make_world(rate_sign_in_email="3/minute")
    for number in range(3):
        await sign_in(world, password="a wrong guess", client=(f"198.51.100.{number}", 1))
    assert (await sign_in(world, password="a wrong guess", client=("198.51.100.9", 1))).status == 429


async def test_signing_out_ends_the_session_at_once(world: World) -> None:
    session = await world.session(await world.user())
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 200
    assert (await world.client.ask("POST", "/v1/desk/sign-out", session=session)).status == 204
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401


async def test_a_session_in_use_goes_on_and_an_idle_one_ends(world: World) -> None:
    session = await world.session(await world.user())
    for _ in range(3):
        world.clock.advance(hours=11)
        assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 200
    world.clock.advance(hours=12, seconds=1)
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401


async def test_a_session_ends_after_seven_days_whatever_it_does(world: World) -> None:
    session = await world.session(await world.user())
    for _ in range(16):
        world.clock.advance(hours=10)
        assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 200
    world.clock.advance(hours=9)
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401


async def test_a_session_token_does_not_work_as_a_bearer_token_nor_a_key_as_a_cookie(world: World) -> None:
    session = await world.session(await world.user())
    assert (await world.client.ask("GET", "/v1/desk/me", token=session)).status == 401
    key = await world.key("all")
    assert (await world.client.ask("GET", "/v1/conversations/x", session=key)).status == 401


async def test_the_first_admin_is_made_with_the_set_up_link(world: World) -> None:
    link = await setup_link(world.store, world.clock, world.segue.settings)
    assert link.startswith("http://127.0.0.1:8440/desk/link?token=ln_")
    seen = await world.client.ask("GET", f"/v1/desk/link?token={token_in(link)}")
    assert seen.json == {"purpose": "setup", "email": "", "name": ""}
    answer = await use(world, link, name="Ada", email="Ada@Acme.example")
    assert (answer.status, answer.json["me"]["role"]) == (200, "admin")
    users = await world.client.ask("GET", "/v1/ops/users", session=cookie_of(answer).value)
    assert [user["email"] for user in users.json["users"]] == ["ada@acme.example"]
    assert (await sign_in(world, "ada@acme.example")).status == 200


@pytest.mark.parametrize(("body", "field"), [({"name": "Ada"}, "email"), ({"email": "ada@acme.example"}, "name")])
async def test_the_first_admin_needs_a_name_and_an_e_mail(world: World, body: dict[str, str], field: str) -> None:
    link = await setup_link(world.store, world.clock, world.segue.settings)
    answer = await use(world, link, **body)
    assert (answer.status, answer.json["field"]) == (422, field)


async def test_a_set_up_link_stops_once_somebody_works_here(world: World) -> None:
    link = await setup_link(world.store, world.clock, world.segue.settings)
    await world.user()
    assert (await use(world, link, name="Eve", email="eve@evil.example")).status == 401


async def test_a_newer_set_up_link_replaces_the_one_before(world: World) -> None:
    first = await setup_link(world.store, world.clock, world.segue.settings)
    await setup_link(world.store, world.clock, world.segue.settings)
    assert (await use(world, first, name="Ada", email="ada@acme.example")).status == 401


async def test_a_link_works_once(world: World) -> None:
    link = await link_for(world.store, world.clock, world.segue.settings, await world.user())
    assert (await use(world, link)).status == 200
    assert (await use(world, link)).status == 401
    assert (await world.client.ask("GET", f"/v1/desk/link?token={token_in(link)}")).status == 401


@pytest.mark.parametrize(("invited", "hours"), [(True, 7 * 24), (False, 24)])
async def test_an_invitation_lasts_a_week_and_a_reset_a_day(world: World, invited: bool, hours: int) -> None:
    admin = await world.signed_in(UserRole.ADMIN)
    if invited:
        new = {"email": "new@default.example", "name": "New", "role": "agent"}
        link = (await world.client.ask("POST", "/v1/ops/users", session=admin, body=new)).json["link"]
    else:
        user = await world.user()
        link = (await world.client.ask("POST", f"/v1/ops/users/{user.id}/link", session=admin)).json["link"]
    world.clock.advance(hours=hours, seconds=-1)
    assert (await world.client.ask("GET", f"/v1/desk/link?token={token_in(link)}")).status == 200
    world.clock.advance(seconds=1)
    assert (await use(world, link)).status == 401


async def test_a_reset_ends_the_users_other_sessions(world: World) -> None:
    user = await world.user()
    session = await world.session(user)
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 200
    answer = await use(world, await link_for(world.store, world.clock, world.segue.settings, user))
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401
    assert (await world.client.ask("GET", "/v1/desk/me", session=cookie_of(answer).value)).status == 200


@pytest.mark.parametrize("password", ["short", "x" * 201, "Maria@default.example"])
async def test_a_password_that_will_not_do_is_refused_and_the_link_stays_good(world: World, password: str) -> None:
    link = await link_for(world.store, world.clock, world.segue.settings, await world.user())
    answer = await use(world, link, password=password)
    assert (answer.status, answer.json["field"]) == (422, "password")
    assert (await use(world, link)).status == 200


async def test_nothing_that_signs_anybody_in_is_stored_as_it_is(world: World) -> None:
    user = await world.user()
    link = await link_for(world.store, world.clock, world.segue.settings, user)
    session, key = await world.session(user), await world.key("all")
    stored = repr(vars(world.store))
    for secret in (token_in(link), session, key, PASSWORD):
        assert secret not in stored


async def test_an_unknown_address_takes_as_long_as_a_wrong_password(world: World) -> None:
    user = await world.user()
    await use(world, await link_for(world.store, world.clock, world.segue.settings, user))
    await matches("", "warm")

    async def work(email: str) -> float:
        """Least processor time of a few tries, in seconds: a busy machine does not count."""
        times = []
        for _ in range(5):
            started = time.process_time()
            await sign_in(world, email, "a wrong guess")
            times.append(time.process_time() - started)
        return min(times)

    known, unknown = await work(EMAIL), await work("nobody@default.example")
    assert known / 2 < unknown < known * 2
