"""DirectLineJS alone, Microsoft's client of Direct Line, unchanged in a page: what Web Chat does not show of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from browser.conftest import DEADLINE_MS, Windows
from browser.shop import Shop, opened
from browser.site import Site
from browser.test_web_chat import SECRET, client

PAGE = """<!doctype html><title>bare</title>
<script>Math.random = () => 0 /* the shortest pause before it comes back */</script>
<script>SCRIPT</script>
<script>
const heard = {}, statuses = {};
function connect(name, options) {
  const line = new DirectLine.DirectLine(options);
  heard[name] = []; statuses[name] = [];
  line.connectionStatus$.subscribe(one => statuses[name].push(one));
  line.activity$.subscribe(one => heard[name].push(one));
  return window[name] = line;
}
const says = (name, text) => new Promise((done, failed) =>
  window[name].postActivity({type: "message", from: {id: "me"}, text}).subscribe(done, failed));
const words = name => heard[name].filter(one => one.type === "message").map(one => one.text);
</script>"""
ONLINE = 2


class Bare(Site):
    """A page with the client and nothing else."""

    def page(self, path: str) -> bytes:
        return PAGE.replace("SCRIPT", client("directline.js").read_text("utf-8")).encode()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    made = Bare()
    yield made
    made.close()


@pytest.fixture(scope="module")
def running_shop(playwright: Playwright, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    client("directline.js")

    def adapt(policy: str) -> str:
        return f"{policy}channels: {{chat: {{kind: direct_line, secret: web_chat, origins: ['{site.url}']}}}}\n"

    with opened(playwright, tmp_path_factory.mktemp("direct_line"), adapt, web_chat=SECRET) as shop:
        yield shop


class Client:
    """A page with the client, and a token that the shop's server asked for."""

    def __init__(self, shop: Shop, page: Page) -> None:
        self.page, self.domain = page, f"{shop.server.url}/v3/directline"
        asked = page.request.post(
            f"{self.domain}/tokens/generate",
            headers={"Authorization": f"Bearer {SECRET}"},
            data={"user": {"id": "ana"}},
        )
        self.token = asked.json()["token"]

    def connects(self, name: str = "line", **options: Any) -> None:
        given = {"domain": self.domain, "token": self.token, **options}
        self.page.evaluate(f"connect({json.dumps(name)}, {json.dumps(given)}), 0")
        self.page.wait_for_function(f"statuses.{name}.includes({ONLINE})")

    def says(self, text: str, name: str = "line") -> str:
        return str(self.page.evaluate(f"says({json.dumps(name)}, {json.dumps(text)})"))

    def hears(self, text: str, name: str = "line") -> None:
        self.page.wait_for_function(f"words({json.dumps(name)}).includes({json.dumps(text)})", timeout=DEADLINE_MS)

    def words(self, name: str = "line") -> list[str]:
        return list(self.page.evaluate(f"words({json.dumps(name)})"))


@pytest.fixture
def page_client(shop: Shop, site: Site, windows: Windows) -> Client:
    page = windows.context().new_page()
    page.clock.install()
    page.goto(f"{site.url}/lax")
    return Client(shop, page)


@pytest.mark.parametrize("web_socket", [True, False], ids=["websocket", "polling"])
def test_a_message_is_acknowledged_echoed_and_answered_and_the_token_is_renewed(
    page_client: Client, web_socket: bool
) -> None:
    chat = page_client
    chat.connects(webSocket=web_socket)
    id_ = chat.says("hello")
    chat.hears("You wrote: hello")
    echo = chat.page.evaluate("heard.line.find(one => one.text === 'hello')")
    assert (echo["id"], echo["from"]["id"]) == (id_, "ana"), "the user of the token, whatever the page says"
    with chat.page.expect_response("**/tokens/refresh") as refreshed:
        chat.page.clock.fast_forward("15:01")
    assert refreshed.value.status == 200
    chat.says("again")
    chat.hears("You wrote: again")
    assert chat.words() == ["hello", "You wrote: hello", "again", "You wrote: again"]


def test_two_sockets_take_turns_and_each_hears_all_of_it_once(page_client: Client) -> None:
    """One socket a conversation: the older is closed, and comes back with its watermark."""
    chat = page_client
    chat.connects("first")
    chat.says("one", "first")
    chat.hears("You wrote: one", "first")
    with chat.page.expect_response("**/conversations/*?watermark=*") as came_back:
        chat.connects("second")
        chat.hears("You wrote: one", "second")
        chat.says("two", "second")
        chat.hears("You wrote: two", "second")
        chat.page.clock.fast_forward("00:04")
    assert came_back.value.status == 200
    chat.hears("You wrote: two", "first")
    everything = ["one", "You wrote: one", "two", "You wrote: two"]
    assert chat.words("first") == chat.words("second") == everything


def test_a_page_that_the_channel_does_not_list_gets_nothing(page_client: Client, shop: Shop) -> None:
    """Not even that which has the widget, and so may talk to this server."""
    chat = page_client
    chat.page.goto(f"{shop.site.url}/lax")
    told = chat.page.evaluate(
        """([domain, token]) =>
            fetch(`${domain}/conversations`, {method: "POST", headers: {authorization: `Bearer ${token}`}})
                .then(answer => answer.status, () => "refused")""",
        [chat.domain, chat.token],
    )
    assert told == 403
