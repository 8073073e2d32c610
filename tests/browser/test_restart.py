"""The server goes away in the middle of a chat, in order or not, and comes back."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened


@pytest.fixture(scope="module")
def shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(playwright, tmp_path_factory.mktemp("restart")) as shop:
        yield shop


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL], ids=lambda by: by.name)
def test_a_chat_goes_on_after_the_server_was_stopped(shop: Shop, windows: Windows, by: signal.Signals) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    desk.accepts()
    desk.writes("word one")
    ana.sees("word one")
    ana.writes("word two")
    desk.sees("word two")
    before = ana.lines.all_inner_texts()

    shop.server.stop(by)
    expect(ana.panel).to_contain_text("Reconnecting…")
    expect(desk.page.get_by_text("Reconnecting…").first).to_be_visible()
    ana.writes("word three")
    expect(ana.log).to_contain_text("Waiting for the connection…")
    desk.writes("word zero")
    expect(desk.log.get_by_role("status")).to_contain_text("Not sent yet.")
    windows.shoot("down", ana.page, desk.page)
    shop.server.start()

    desk.sees("word three")
    expect(ana.log).not_to_contain_text("Waiting for the connection…")
    expect(ana.panel).not_to_contain_text("Reconnecting…")
    expect(desk.page.get_by_text("Reconnecting…")).to_have_count(0)
    ana.sees("word zero")
    desk.writes("word four")
    ana.sees("word four")
    ana.writes("word five")
    desk.sees("word five")
    assert ana.lines.all_inner_texts()[: len(before)] == before
    for words in ("word zero", "word one", "word two", "word three", "word four", "word five"):
        assert ana.log.inner_text().count(words) == 1
        assert desk.log.inner_text().count(words) == 1
    windows.shoot("back", ana.page, desk.page)
    shop.tidy()
