"""Operators see what was not taken and what to do about it, and do it: by mouse and by keyboard, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")
PAGE = "/console/deliveries"


class Crm:
    """Takes webhooks, and answers each with `status`."""

    def __init__(self) -> None:
        self.status = 204
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/in"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        crm = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(crm.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def crm() -> Iterator[Crm]:
    made = Crm()
    yield made
    made.close()


@pytest.fixture(scope="module")
def telling_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, crm: Crm) -> Iterator[Shop]:
    more = f'webhooks:\n  crm: {{url: "{crm.url}", secret: bot_webhook, kinds: [message]}}\n'
    more += f'channels:\n  chat: {{kind: webhook, url: "{crm.url}", secret: bot_webhook}}\n'
    with opened(playwright, tmp_path_factory.mktemp("telling"), lambda policy: policy + more) as shop:
        yield shop


def says(shop: Shop, conversation: str, text: str) -> None:
    shop.bot.call("/v1/conversations", {"id": conversation})
    shop.bot.call(f"/v1/conversations/{conversation}/messages", {"id": text, "role": "automated_agent", "text": text})


def lines(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name=name).get_by_role("listitem")


def test_what_was_refused_is_sent_again_or_dismissed(telling_shop: Shop, windows: Windows, crm: Crm) -> None:
    crm.status = 422
    for n in range(2):
        says(telling_shop, f"refused-{n}", "where is my parcel")
    page = windows.staff(telling_shop, "robin", PAGE, viewport={"width": 1280, "height": 900})
    refused = lines(page, "Not taken").filter(has_text="Refused")
    expect(refused).to_have_count(2)
    expect(refused.first).to_contain_text("answered with status 422")
    expect(refused.first).to_contain_text("Mend what it complains about")
    expect(lines(page, "Listeners").filter(has_text="Webhook crm")).to_contain_text("All is taken")
    expect(lines(page, "Listeners").filter(has_text="Channel chat")).to_contain_text("All is taken")
    expect(page.get_by_role("link", name=re.compile(r"Deliveries\s*2\s*to look at"))).to_be_visible()
    windows.shoot("refused", page)
    page.get_by_role("button", name="Send again: entry 1 of refused-0").click()
    expect(page.get_by_text("it was not taken")).to_be_visible()
    assert all("502" in windows.complaints.pop() for _ in list(windows.complaints))  # the browser notes its answer
    crm.status = 204
    page.get_by_role("button", name="Send again: entry 1 of refused-0").click()
    expect(refused).to_have_count(1)
    dismiss = page.get_by_role("button", name="Dismiss: entry 1 of refused-1")
    dismiss.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Why (optional)").fill("a test of ours")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is left to do.")).to_be_visible()
    page.get_by_text("Settled lately (2)").click()
    settled = lines(page, "Settled lately")
    expect(settled.filter(has_text="Dismissed")).to_contain_text("a test of ours")
    expect(settled.filter(has_text="Sent again")).to_contain_text("Robin Falk")
    windows.shoot("settled", page)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280), ("dark", 390)])
def test_a_listener_that_shuts_us_out_says_what_to_mend(
    telling_shop: Shop, windows: Windows, crm: Crm, scheme: str, width: int
) -> None:
    crm.status = 401
    says(telling_shop, f"shut-{scheme}-{width}", "hello")
    size = {"width": width, "height": 800}
    page = windows.staff(telling_shop, "robin", PAGE, color_scheme=scheme, viewport=size)
    line = lines(page, "Listeners").filter(has_text="Webhook crm")
    expect(line).to_contain_text("Paused")
    expect(line).to_contain_text("check its address and its secret")
    expect(line).to_contain_text("answered with status 401")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    windows.shoot("paused", page)
