"""Microsoft's own Web Chat, unchanged, on the page of `examples/web_chat`: by both transports."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, Route, expect

from browser.conftest import Windows
from browser.screens import Desk
from browser.shop import Shop, opened
from fakes.file_corpus import png

CLIENTS = Path(sys.prefix) / "clients"
NOT_FETCHED = "Web Chat is not here: `python3 dev.py test` fetches it, where the npm registry can be reached"
SECRET = "secret of the page with web chat"
EXAMPLE = Path(__file__).parents[2] / "examples" / "web_chat" / "server.py"
EACH_WAY = pytest.mark.parametrize("over", ["websocket", "polling"])


def client(name: str) -> Path:
    if not (CLIENTS / name).is_file():
        pytest.skip(NOT_FETCHED)
    return CLIENTS / name


@dataclass
class ChatShop:
    """A shop whose page has Web Chat. `page`: where."""

    shop: Shop
    page: str


@pytest.fixture(scope="module")
def running_chat(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatShop]:
    client("webchat.js")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = f"http://127.0.0.1:{port}"

    def adapt(policy: str) -> str:
        channel = f"chat: {{kind: direct_line, secret: web_chat, origins: ['{page}']}}"
        return f"{policy}channels: {{{channel}}}\nfiles: {{customers: everybody}}\n"

    with opened(playwright, tmp_path_factory.mktemp("web_chat"), adapt, web_chat=SECRET) as shop:
        own = {"PORT": str(port), "SEGUE_URL": shop.server.url, "WEB_CHAT_SECRET": SECRET}
        with subprocess.Popen(
            [sys.executable, EXAMPLE], env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as server:
            assert server.stdout is not None
            assert page.encode() in server.stdout.readline()
            yield ChatShop(shop, page)
            server.kill()


@pytest.fixture
def chat(running_chat: ChatShop) -> Iterator[ChatShop]:
    yield running_chat
    running_chat.shop.tidy()


class Visitor:
    """Somebody at Web Chat."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.locator("[data-id='webchat-sendbox-input']")
        self.log = page.get_by_role("feed")
        self.lines = self.log.get_by_role("article")

    def writes(self, text: str) -> None:
        """Web Chat passes over an Enter that comes before it has taken what was typed, or the line stands."""
        self.field.fill(text)
        self.page.wait_for_function(SENDS)

    def sees(self, *words: str | re.Pattern[str]) -> None:
        for one in words:
            expect(self.log).to_contain_text(one)

    def presses(self, label: str) -> None:
        self.page.get_by_role("toolbar", name="Suggested actions").get_by_role("button", name=label).click()

    def line(self, words: str) -> Locator:
        return self.log.get_by_text(words, exact=True)

    def has_once(self, *words: str) -> None:
        """In this order, each of them once."""
        for one in words:
            expect(self.line(one)).to_have_count(1)
        whole = self.log.inner_text()
        places = [whole.index(one) for one in words]
        assert places == sorted(places), whole


MORE = """;{
  const connected = WebChat.createDirectLine, rendered = WebChat.renderWebChat;
  WebChat.createDirectLine = given => connected({...given, random: () => 0, timeout: 3000});
  WebChat.renderWebChat = (given, at) => rendered({...given, styleOptions: {sendTimeout: 3000}}, at);
}"""
"""The shortest pauses that DirectLineJS takes, and 3 s instead of 20 until it gives up."""

SENDS = """() => {
  const field = document.querySelector("[data-id='webchat-sendbox-input']");
  if (field.value) document.querySelector(".webchat__send-button").click();
  return !field.value;
}"""
SENDS_FILE = """() => {
  document.querySelector(".webchat__send-button").click();
  return performance.getEntriesByType("resource").some(one => one.name.includes("/upload"));
}"""
"""Web Chat shows nothing by which one could tell that it has read a file; pressed sooner, the button does nothing."""


def visits(chat: ChatShop, windows: Windows, over: str) -> Visitor:
    script = client("webchat.js").read_text("utf-8") + MORE

    def serves(route: Route) -> None:
        route.fulfill(body=script, content_type="text/javascript; charset=utf-8")

    context = windows.context()
    context.route(re.compile(r"^https://cdn\."), serves)
    page = context.new_page()
    page.goto(f"{chat.page}/?over={over}")
    visitor = Visitor(page)
    expect(visitor.field).to_be_editable()
    expect(page.get_by_text("Connectivity Status: Connected")).to_be_attached()
    return visitor


def staffed(chat: ChatShop, windows: Windows) -> Desk:
    desk = windows.desk(chat.shop, "maria")
    desk.goes_online()
    return desk


def test_a_customer_at_web_chat_goes_to_a_human_and_back_and_there_again(chat: ChatShop, windows: Windows) -> None:
    desk, ana = staffed(chat, windows), visits(chat, windows, "websocket")
    ana.writes("What does a lamp cost?")
    ana.sees("You wrote: What does a lamp cost?")
    for round_ in ("first", "second"):
        ana.writes("agent")
        ana.sees("Would you like me to bring in a person?")
        ana.presses("Yes, a person please")
        desk.accepts()
        ana.sees("Maria from Billing has joined")
        for n in ("one", "two", "three"):
            desk.writes(f"{round_} {n}")
        ana.has_once(*(f"{round_} {n}" for n in ("one", "two", "three")))
        ana.writes(f"{round_} thanks")
        desk.sees(f"{round_} thanks")
        windows.shoot(round_, ana.page, desk.page)
        desk.hands_back("a lamp")
        ana.sees("I am back. My colleague noted: a lamp")
        ana.writes(f"{round_} and now?")
        ana.sees(f"You wrote: {round_} and now?")
    ana.has_once("first one", "first thanks", "second one", "second thanks")
    assert windows.complaints == []


@EACH_WAY
def test_a_chat_goes_on_after_the_server_was_killed(chat: ChatShop, windows: Windows, over: str) -> None:
    """Over WebSocket by itself. DirectLineJS stops polling at the first failure, until the page is loaded anew."""
    desk, ana = staffed(chat, windows), visits(chat, windows, over)
    ana.writes("agent")
    ana.presses("Yes, a person please")
    desk.accepts()
    desk.writes("word one")
    ana.sees("word one")
    ana.writes("word two")
    desk.sees("word two")

    chat.shop.server.stop(signal.SIGKILL)
    chat.shop.server.start()
    desk.page.reload()
    desk.sees("word two")
    desk.writes("word three")
    if over == "polling":
        ana.page.reload()
        expect(ana.field).to_be_editable()
    ana.sees("word three")
    ana.writes("word four")
    desk.sees("word four")
    desk.writes("word five")
    ana.sees("word five")
    words = [f"word {n}" for n in ("one", "two", "three", "four", "five")]
    ana.has_once(*words)
    for one in words:
        assert desk.log.inner_text().count(one) == 1
    windows.shoot("back", ana.page, desk.page)
    desk.hands_back()
    ana.sees("I am back.")
    ana.writes("word six")
    ana.sees("You wrote: word six")


def test_what_is_written_while_the_server_is_down_is_sent_by_a_press_and_arrives_once(
    chat: ChatShop, windows: Windows
) -> None:
    ana = visits(chat, windows, "websocket")
    ana.writes("hello")
    ana.sees("You wrote: hello")
    chat.shop.server.stop(signal.SIGKILL)
    ana.writes("are you there?")
    ana.sees("Send failed")
    chat.shop.server.start()
    ana.page.get_by_role("button", name="Retry").first.click()
    ana.has_once("You wrote: hello", "You wrote: are you there?")
    expect(ana.line("are you there?")).to_have_count(2)  # Web Chat leaves the failed one, and sends it as a new one


def test_texts_of_human_and_bot_are_text_in_web_chat_and_nothing_in_them_happens(
    chat: ChatShop, windows: Windows
) -> None:
    chat.shop.bot.answers = lambda text: f"{text} **bold** [x](javascript:window.hacked=1)"
    desk, ana = staffed(chat, windows), visits(chat, windows, "websocket")
    image = "<img src=/canary onerror=window.hacked=1>"
    ana.writes(image)
    ana.sees(f"{image} **bold** [x](javascript:window.hacked=1)")
    ana.writes("I want to talk to a human please")
    desk.accepts()
    desk.writes(f"**human** {image} <script>window.hacked=1</script>")
    ana.sees(f"**human** {image} <script>window.hacked=1</script>")
    assert ana.page.evaluate("window.hacked") is None
    expect(ana.log.locator("img, script, iframe, a[href^='javascript']")).to_have_count(0)
    assert not [one for one in windows.requests if "canary" in one]


def test_a_picture_goes_to_the_human_and_one_comes_back_and_is_shown(chat: ChatShop, windows: Windows) -> None:
    desk, ana = staffed(chat, windows), visits(chat, windows, "websocket")
    ana.writes("I want to talk to a human please")
    desk.accepts()
    lamp = {"mimeType": "image/png", "buffer": png(64, 64)}
    ana.page.locator("input[type=file]").set_input_files([{"name": "broken-lamp.png", **lamp}])
    ana.page.wait_for_function(SENDS_FILE, polling=250)
    desk.sees("broken-lamp.png")
    with desk.page.expect_file_chooser() as choosing:
        desk.page.get_by_role("button", name="Attach a file").click()
    choosing.value.set_files([{"name": "new-lamp.png", **lamp}])
    expect(desk.page.get_by_text("new-lamp.png")).to_be_visible()
    desk.writes("This one")
    ana.sees("This one")
    shown = ana.log.locator("img[alt='new-lamp.png'], img[src*='/v1/files/']").last
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 64)
    windows.shoot("files", ana.page, desk.page)
