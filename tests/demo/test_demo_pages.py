"""The demo's pages, on a running server: the shop with its widget, and the door to the desks."""

from __future__ import annotations

import re
from pathlib import Path

import aiohttp
import pytest

from segue.demo.cast import SHOPPERS, TEAM
from segue.demo.opening import Demo, opened
from segue.flows.visitors import read_identity

PAGES = ("/", "/products/fjord-sofa", "/orders", "/account", "/account/cancel", "/checkout", "/trade")


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_of_the_shop_carries_the_widget(path: str, demo: Demo, browser: aiohttp.ClientSession) -> None:
    async with browser.get(path) as answer:
        assert answer.status == 200
        html = await answer.text()
    assert f'<script src="/widget.js" data-site="{demo.house.site.key}"' in html
    assert "$" not in html, "every place is filled"
    assert "data-identity" not in html, "a guest is vouched for by nobody"


@pytest.mark.parametrize("shopper", SHOPPERS.values(), ids=lambda one: one.name)
async def test_the_shop_signs_who_its_customer_is(shopper, demo: Demo, browser: aiohttp.ClientSession) -> None:
    async with browser.post("/shop/customer", json={"customer": shopper.id}) as answer:
        assert answer.status == 200
    async with browser.get("/orders") as answer:
        found = re.search(r'data-identity="([^"]+)"', await answer.text())
    assert found
    customer = read_identity(demo.house.site, found[1], demo.house.segue.clock.now())
    assert (customer.id, customer.name, dict(customer.facts)) == (shopper.id, shopper.name, dict(shopper.facts))


async def test_a_page_loads_nothing_from_elsewhere(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/") as answer:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        html = await answer.text()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.parametrize("file", ["/shop/shop.css", "/shop/shop.js", "/demo/demo.js", "/shop/pictures/lumen-lamp.svg"])
async def test_what_the_pages_need_is_there(file: str, browser: aiohttp.ClientSession) -> None:
    async with browser.get(file) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("one", TEAM, ids=lambda one: one.alias)
async def test_a_link_signs_in_as_each_colleague_once_and_an_agent_is_at_work(
    one, demo: Demo, browser: aiohttp.ClientSession
) -> None:
    async with browser.post("/demo/link", json={"alias": one.alias}) as answer:
        link = (await answer.json())["link"]
    assert link.startswith(f"http://{one.alias}.localhost:{demo.house.settings.port}/demo/link?token=")
    token = link.partition("token=")[2]
    async with browser.get("/demo/link", params={"token": token}, allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["location"] == ("/console" if one.alias == "admin" else "/desk")
    async with browser.get("/v1/desk/me") as answer:
        me = await answer.json()
    assert me["email"] == one.email
    assert me["presence"] == ("offline" if one.alias == "admin" else "online"), "an opened desk is at work"
    async with browser.get("/demo/link", params={"token": token}, allow_redirects=False) as answer:
        assert "used, or is too old" in await answer.text()


async def test_no_account_of_the_demo_has_a_password(demo: Demo) -> None:
    assert all(user.password_hash == "" for user in demo.house.users.values())


@pytest.mark.parametrize("path", ["/demo", "/", "/demo/link?token=x"])
async def test_another_host_name_is_refused_though_it_leads_here(path: str, browser: aiohttp.ClientSession) -> None:
    async with browser.get(path, headers={"host": "evil.example"}) as answer:
        assert answer.status == 401


async def test_a_request_that_came_through_a_proxy_is_not_of_this_machine(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/demo", headers={"x-forwarded-for": "203.0.113.9"}) as answer:
        assert answer.status == 401


async def test_a_real_installation_in_the_same_folder_is_left_as_it_is(tmp_path: Path) -> None:
    before = {"segue.db": b"the real one", "policy.yaml": b"version: 1\n"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    async with opened(tmp_path):
        pass
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


async def test_nobody_unknown_gets_a_link(browser: aiohttp.ClientSession) -> None:
    async with browser.post("/demo/link", json={"alias": "mallory"}) as answer:
        assert answer.status == 404
