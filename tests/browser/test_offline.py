"""What is written without a line is kept, goes out once and in order, and is nobody else's after signing out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.conftest import Windows
from browser.shop import Shop

TO_THE_CUSTOMER = "**/v1/desk/conversations/*/messages"


def kept_in(page: Page) -> list[str]:
    return list(page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('segue.'))"))


def test_words_without_a_line_go_out_once_and_in_order_also_after_a_reload(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    desk.accepts()

    for person in (ana, desk):
        person.page.context.set_offline(True)
    desk.writes("word one")
    desk.writes("word two")
    ana.writes("word three")
    expect(desk.log.get_by_role("status")).to_contain_text("Not sent yet.")
    expect(ana.log).to_contain_text("Waiting for the connection…")
    windows.shoot("offline", ana.page, desk.page)
    desk.page.route(TO_THE_CUSTOMER, lambda route: route.abort())
    for person in (ana, desk):
        person.page.context.set_offline(False)
    desk.sees("word three")
    desk.page.reload()
    expect(desk.log.get_by_role("status")).to_contain_text("Not sent yet.")
    desk.page.unroute(TO_THE_CUSTOMER)

    ana.sees("word one")
    ana.sees("word two")
    expect(desk.log.get_by_role("status")).to_have_count(0)
    for person in (ana, desk):
        told = person.log.inner_text()
        assert [told.count(f"word {number}") for number in ("one", "two", "three")] == [1, 1, 1]
        assert told.index("word one") < told.index("word two")
    assert "segue.outbox" not in kept_in(desk.page)


def test_whoever_signs_out_leaves_nothing_in_the_tab(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    desk.accepts()
    desk.page.get_by_label("Message to the customer").fill("half a sent")
    assert kept_in(desk.page)
    # the other tests need this session
    desk.page.route("**/v1/desk/sign-out", lambda route: route.fulfill(status=204))
    desk.page.get_by_role("button", name="Sign out").click()
    expect(desk.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert kept_in(desk.page) == []
