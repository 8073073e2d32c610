from __future__ import annotations

import ipaddress

import pytest
from asking import AFAR, scope
from starlette.requests import Request
from world import World, make_world

from segue.domain.errors import TooMany
from segue.server.limits import Limit, Limits, client_address
from segue.settings import Settings

PROXIES = (ipaddress.ip_network("10.0.0.0/8"),)


async def statuses(world: World, times: int, path: str = "/v1/desk/me", **proof: str) -> list[int]:
    return [(await world.client.ask("GET", path, **proof)).status for _ in range(times)]


async def test_one_person_over_the_limit_waits_and_others_do_not() -> None:
    world = await make_world(rate_default="2/minute")
    busy, calm = await world.session(await world.user()), await world.session(await world.user("sam"))
    assert await statuses(world, 3, session=busy) == [200, 200, 429]
    assert await statuses(world, 1, session=calm) == [200]


async def test_a_key_has_its_own_limit_whatever_the_route() -> None:
    world = await make_world(rate_bot="2/minute", rate_address="1/minute")
    assert await statuses(world, 3, "/metrics", token=await world.key("metrics")) == [200, 200, 429]


async def test_an_address_that_tries_credentials_is_slowed_down() -> None:
    world = await make_world(rate_address="2/minute")
    assert await statuses(world, 3, token="sk_guess") == [401, 401, 429]


async def test_a_widget_page_load_counts_per_address() -> None:
    world = await make_world(rate_widget_session="1/minute")
    body = {"site": "site_x"}
    first = await world.client.ask("POST", "/v1/widget/session", body=body)
    second = await world.client.ask("POST", "/v1/widget/session", body=body)
    assert (first.status, second.status) == (401, 429)


async def test_what_strangers_try_is_allowed_once_over_all_processes() -> None:
    limits = Limits(Settings(rate_sign_in="10/minute", rate_bot="10/minute"), processes=lambda: 4)
    for _ in range(3):
        limits.count(Limit.SIGN_IN, "192.0.2.7")
    with pytest.raises(TooMany):
        limits.count(Limit.SIGN_IN, "192.0.2.7")
    for _ in range(10):
        limits.count(Limit.BOT, "key_1")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.7", "203.0.113.9", "192.0.2.7"),  # not through a proxy: what it says does not count
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.66, 203.0.113.9", "203.0.113.9"),  # the caller wrote the first one itself
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::/64"),
        ("2001:db8::1:2:3:4", "", "2001:db8::/64"),  # somebody with one network has 2^64 addresses
        ("::ffff:192.0.2.7", "", "192.0.2.7"),
    ],
)
async def test_a_forwarded_address_counts_as_far_as_trusted_proxies_wrote_it(
    peer: str, forwarded: str, address: str
) -> None:
    world = await make_world(trusted_proxies=PROXIES)
    request = Request(scope("http", "GET", "/", {"x-forwarded-for": forwarded}, (peer, AFAR[1])))
    assert client_address(request, world.segue.settings) == address


async def test_a_line_that_a_proxy_added_counts_before_the_one_that_the_caller_sent() -> None:
    world = await make_world(trusted_proxies=PROXIES)
    asked = scope("http", "GET", "/", {}, ("10.0.0.1", AFAR[1]))
    asked["headers"] = [(b"x-forwarded-for", b"198.51.100.66"), (b"x-forwarded-for", b"203.0.113.9")]
    assert client_address(Request(asked), world.segue.settings) == "203.0.113.9"
