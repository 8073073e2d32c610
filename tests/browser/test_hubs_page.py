"""Operators see how a helpdesk does and what to do about it; the desk shows who is there, and the way to it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, Playwright, expect
from standardwebhooks.webhooks import Webhook as Signer

from browser.bot import SECRET
from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")
LIST, ONE = "/console/hubs", "/console/hubs/support"
SIZES = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
ASKS = "I want to talk to a human please"


class Helpdesk:
    """An adapter of somebody else's, which answers each call with `status` when that is not 200."""

    def __init__(self) -> None:
        self.status = 200
        self.cases = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/segue"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def says(self, shop: Shop, ref: str, text: str, name: str = "Ana Pires") -> None:
        """Somebody of the helpdesk writes to the customer."""
        at = datetime.now(UTC)
        event = {
            "type": "message",
            "ref": ref,
            "at": at.isoformat(),
            "data": {"agent": {"id": "a-7", "name": name}, "text": text},
        }
        body, id_ = json.dumps(event), f"evt_{at.timestamp()}"
        headers = {"webhook-id": id_, "webhook-timestamp": str(int(at.timestamp()))}
        headers |= {
            "webhook-signature": Signer("whsec_" + base64.b64encode(SECRET.encode()).decode()).sign(id_, at, body),
            "content-type": "application/json",
        }
        url = f"{shop.server.url}/v1/hubs/support/webhook"
        with urlopen(Request(url, body.encode(), headers)) as answer:
            assert answer.status == 200

    def answer(self, event: Any) -> Any:
        if event["type"] == "ping":
            return {"name": "Acme Helpdesk"}
        if event["type"] in {"handoff.started", "ticket.created"}:
            self.cases += 1
            return {"ref": f"case-{self.cases}", "url": f"https://helpdesk.example/case-{self.cases}"}
        return {}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        helpdesk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                body = json.dumps(helpdesk.answer(event) if helpdesk.status == 200 else {}).encode()
                self.send_response(helpdesk.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def helpdesk() -> Iterator[Helpdesk]:
    made = Helpdesk()
    yield made
    made.close()


@pytest.fixture(scope="module")
def hub_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, helpdesk: Helpdesk) -> Iterator[Shop]:
    def adapt(policy: str) -> str:
        policy = policy.replace("general: {title: Customer care,", "general: {title: Customer care, hub: support,")
        policy = policy.replace(
            "hours: never, when_closed: {then: ticket}", "hours: never, when_closed: {then: ticket, hub: support}"
        )
        return policy + f'hubs:\n  support: {{kind: webhook, url: "{helpdesk.url}", secret: bot_webhook}}\n'

    with opened(playwright, tmp_path_factory.mktemp("hub"), adapt) as shop:
        yield shop


@pytest.fixture
def there(hub_shop: Shop, helpdesk: Helpdesk) -> Iterator[Shop]:
    helpdesk.status = 200
    yield hub_shop
    helpdesk.status = 200
    hub_shop.tidy()


def asks(shop: Shop, conversation: str, page: str = "/", name: str = "Noor Haddad") -> None:
    customer = {"id": conversation, "name": name}
    shop.bot.call("/v1/conversations", {"id": conversation, "customer": customer})
    context = {"page": {"url": f"https://shop.example{page}", "title": "Shop"}}
    shop.bot.call(f"/v1/conversations/{conversation}/context", context)
    said = {"id": f"{conversation}-1", "role": "end_user", "text": ASKS}
    shop.bot.call(f"/v1/conversations/{conversation}/messages", said)


def opened_page(windows: Windows, shop: Shop, path: str, scheme: str = "light", width: int = 1280) -> Page:
    size = {"width": width, "height": 900}
    return windows.staff(shop, "robin", path, color_scheme=scheme, viewport=size)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def shoot_whole(windows: Windows, name: str, page: Page) -> None:
    """The page scrolls inside of itself: as high as what it holds."""
    height = page.evaluate("document.querySelector('.console-main').scrollHeight + 200")
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": min(int(height), 5000)})
    windows.shoot(name, page)


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_a_hub_is_found_in_the_list_with_its_state_and_opened_by_keyboard(
    there: Shop, windows: Windows, scheme: str, width: int
) -> None:
    asks(there, f"listed-{scheme}-{width}")
    page = opened_page(windows, there, LIST, scheme, width)
    line = page.get_by_role("list", name="Hubs").get_by_role("listitem").filter(has_text="support")
    expect(line).to_contain_text("1 conversation open")
    expect(line).to_contain_text("conversations of Customer care; tickets of Trade desk")
    expect(line).to_contain_text(re.compile("Nothing heard yet|Works"))
    assert fits(page)
    windows.shoot(f"list-{scheme}-{width}", page)
    line.get_by_role("link", name="support").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="support", level=1)).to_be_visible()
    expect(page.get_by_role("list", name="What works").get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("list", name="What does not work")).to_contain_text("score")
    expect(page.get_by_role("region", name="Open there")).to_contain_text("case-")
    address = page.get_by_role("textbox", name="Webhook address").input_value()
    assert address == f"{there.server.url}/v1/hubs/support/webhook"
    expect(page.get_by_role("listitem").filter(has_text=address)).to_be_visible()
    assert fits(page)
    shoot_whole(windows, f"one-{scheme}-{width}", page)


def test_the_credentials_are_tested_at_a_button_and_the_answer_is_announced(
    there: Shop, windows: Windows, helpdesk: Helpdesk
) -> None:
    page = opened_page(windows, there, ONE)
    result = page.get_by_role("status", name="Result of the test")
    button = page.get_by_role("button", name="Test the credentials")
    button.focus()
    page.keyboard.press("Enter")
    expect(result).to_contain_text("They work")
    expect(result).to_contain_text("Acme Helpdesk")
    expect(button).to_be_focused()
    helpdesk.status = 401
    page.keyboard.press("Enter")
    expect(result).to_contain_text("It did not work")
    expect(result).to_contain_text("401")
    windows.shoot("checked", page)


def test_the_webhook_address_is_copied(there: Shop, windows: Windows) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = windows.staff(there, "robin", ONE, permissions=allowed)
    page.get_by_role("button", name="Copy webhook address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{there.server.url}/v1/hubs/support/webhook"


def test_the_queues_say_which_helpdesk_takes_their_customers(there: Shop, windows: Windows) -> None:
    page = opened_page(windows, there, "/console/queues")
    row = page.get_by_role("row").filter(has_text="Customer care")
    expect(row).to_contain_text("In support")
    expect(row).to_contain_text("Open")
    windows.shoot("queues", page)


def test_the_cases_there_are_links_to_both_sides(there: Shop, windows: Windows, helpdesk: Helpdesk) -> None:
    asks(there, "linked")
    page = opened_page(windows, there, ONE)
    row = page.get_by_role("row").filter(has_text="linked")
    outside = row.get_by_role("link", name=f"case-{helpdesk.cases}")
    expect(outside).to_have_attribute("href", f"https://helpdesk.example/case-{helpdesk.cases}")
    expect(outside).to_have_attribute("rel", "noopener noreferrer")
    row.get_by_role("link", name="linked", exact=True).click()
    expect(page.get_by_role("region", name="In a helpdesk")).to_contain_text("in Any hub, by signed webhook (support)")


@pytest.mark.parametrize(("scheme", "width"), SIZES)
def test_the_desk_says_who_has_a_customer_there_and_takes_them_over(
    there: Shop, windows: Windows, helpdesk: Helpdesk, scheme: str, width: int
) -> None:
    conversation = f"desk-{scheme}-{width}"
    asks(there, conversation)
    size = {"width": width, "height": 800}
    tom = windows.desk(there, "tom", color_scheme=scheme, viewport=size)
    others = tom.inbox.get_by_role("region", name="With others")
    expect(others).to_contain_text("Waiting in Any hub, by signed webhook (support)")
    expect(tom.inbox.get_by_role("region", name="Waiting", exact=True)).to_have_count(0)
    expect(others.get_by_role("button")).to_have_count(0)
    helpdesk.says(there, f"case-{helpdesk.cases}", "Hello Noor, I look at it.")
    expect(others).to_contain_text("With Ana Pires in Any hub, by signed webhook (support)")
    windows.shoot(f"inbox-{scheme}-{width}", tom.page)
    others.get_by_role("link", name=re.compile("Noor Haddad")).click()
    notice = tom.page.get_by_role("region", name="In a helpdesk")
    expect(notice).to_contain_text("Its people answer")
    link = notice.get_by_role("link", name=f"case-{helpdesk.cases}")
    expect(link).to_have_attribute("href", f"https://helpdesk.example/case-{helpdesk.cases}")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    tom.sees("Hello Noor, I look at it.")
    assert fits(tom.page)
    windows.shoot(f"conversation-{scheme}-{width}", tom.page)
    tom.page.get_by_role("button", name="Take over").click()
    expect(tom.page.get_by_role("button", name="Hand back to bot")).to_be_visible()
    expect(notice).to_have_count(0)


def test_a_ticket_in_a_helpdesk_is_apart_from_those_of_the_desk(
    there: Shop, windows: Windows, helpdesk: Helpdesk
) -> None:
    asks(there, "ticket", "/trade")
    there.bot.call("/v1/conversations/ticket/contact", {"email": "noor@customer.example"})
    tom = windows.desk(there, "tom")
    elsewhere = tom.inbox.get_by_role("region", name="Tickets in helpdesks")
    expect(elsewhere).to_contain_text("In Any hub, by signed webhook (support)")
    expect(tom.inbox.get_by_role("region", name="Tickets", exact=True)).to_have_count(0)
    elsewhere.get_by_role("link").click()
    bar = tom.page.get_by_role("region", name="Ticket", exact=True)
    link = bar.get_by_role("link", name=f"case-{helpdesk.cases}")
    expect(link).to_have_attribute("href", f"https://helpdesk.example/case-{helpdesk.cases}")
    windows.shoot("ticket", tom.page)


def test_a_customer_whom_a_helpdesk_refuses_waits_here_and_the_refusal_can_be_settled(
    there: Shop, windows: Windows, helpdesk: Helpdesk
) -> None:
    maria = windows.desk(there, "maria")
    maria.goes_online()
    maria.presence.select_option("busy")
    helpdesk.status = 422
    asks(there, "refused")
    waiting = maria.inbox.get_by_role("region", name="Waiting", exact=True)
    expect(waiting).to_contain_text("Noor Haddad")
    waiting.get_by_role("link", name=re.compile("Noor Haddad")).click()
    maria.sees("support did not take this customer", "They wait in this desk.")
    windows.shoot("lost", maria.page)
    page = opened_page(windows, there, ONE)
    letters = page.get_by_role("list", name="Not taken").get_by_role("listitem")
    expect(letters).to_have_count(1)
    expect(letters).to_contain_text("Refused")
    shoot_whole(windows, "not-taken", page)
    page.get_by_role("button", name=re.compile("^Dismiss: ")).click()
    page.get_by_role("dialog").get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Nothing is left to do.")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_a_helpdesk_that_shuts_us_out_says_what_to_mend(
    there: Shop, windows: Windows, helpdesk: Helpdesk, scheme: str, width: int
) -> None:
    helpdesk.status = 401
    asks(there, f"shut-{scheme}-{width}")
    page = opened_page(windows, there, LIST, scheme, width)
    line = page.get_by_role("list", name="Hubs").get_by_role("listitem").filter(has_text="support")
    expect(line).to_contain_text("Shuts us out")
    expect(line).to_contain_text("does not accept our credentials")
    expect(line).to_contain_text("401")
    windows.shoot("paused", page)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_without_a_hub_the_page_says_how_to_add_one(shop: Shop, windows: Windows, scheme: str, width: int) -> None:
    page = opened_page(windows, shop, LIST, scheme, width)
    expect(page.get_by_text("segue hub add")).to_be_visible()
    assert fits(page)
    windows.shoot("empty", page)
    page.goto(f"{shop.server.url}/console/hubs/nobody")
    expect(page.get_by_text("The policy has no such hub")).to_be_visible()


def test_hubs_are_for_operators(shop: Shop, windows: Windows) -> None:
    page = windows.staff(shop, "maria", LIST)
    expect(page.get_by_text("Not for your role")).to_be_visible()
