"""A desk shows the newest 500 lines of a log; earlier ones are a key press away, and the page does not jump."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

NOTES = 510


def test_earlier_messages_come_above_what_is_read_by_the_keyboard_alone(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    desk.accepts()
    conversation = desk.page.url.rpartition("/")[2]
    for number in range(NOTES):
        note = {"id": f"note-{number}", "text": f"note {number}."}
        shop.ask("POST", f"/v1/desk/conversations/{conversation}/notes", by="maria", **note)
    desk.page.reload()
    expect(desk.page.get_by_text("With you").first).to_be_visible()
    earlier = desk.log.get_by_role("button", name="Earlier messages")
    earlier.focus()
    newest = re.search(r"note \d+\.", desk.log.inner_text())
    assert newest is not None
    first = desk.log.get_by_text(newest[0])
    expect(first).to_be_in_viewport()
    expect(desk.log).not_to_contain_text("I want to talk to a human")
    windows.shoot("button", desk.page)

    desk.page.keyboard.press("Enter")
    expect(desk.log).to_contain_text("I want to talk to a human")
    expect(first).to_be_in_viewport()
    expect(earlier).to_have_count(0)
    expect(desk.log).to_be_focused()
    told = desk.log.inner_text()
    assert [number for number in range(NOTES) if told.count(f"note {number}.") != 1] == []
    windows.shoot("all", desk.page)
