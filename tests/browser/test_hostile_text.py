"""Whatever people, bots and policies write is text: it is shown as it was written, and nothing in it happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")

IMAGE = '<img src="/canary-image" onerror="window.hacked=1;fetch(\'/canary-onerror\')">'
SHORT_IMAGE = "<img src=/canary-name onerror=window.hacked=1>"
TEXTS = {
    "an image": IMAGE,
    "a script": '</p></script><script>window.hacked=1;fetch("/canary-script")</script>',
    "a link": '<a href="javascript:window.hacked=1">x</a> [y](javascript:window.hacked=1) javascript:alert(1)',
    "a frame": '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe><svg onload="window.hacked=1">',
    "a template": "{{7*7}} ${7*7} {agent} %(name)s <%= 7*7 %>",
    "an override": "\u202egnp.tac\u202c and \u2066back",
    "a long word": "x" * 10_000,
}
ACTIVE = "img, script, iframe, svg[onload], a[href^='javascript']"


def hostile(policy: str) -> str:
    return policy.replace("title: Customer care", f"title: '{SHORT_IMAGE}'")


@pytest.fixture(scope="module")
def shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(playwright, tmp_path_factory.mktemp("hostile"), hostile) as shop:
        shop.hire("eve", SHORT_IMAGE.replace(" ", "/"), team="<b>{{7*7}}")
        secret = shop.ask("POST", f"/v1/ops/sites/{shop.site.key}/identity-secret")["secret"]
        claims = {
            "sub": "c-1",
            "name": IMAGE,
            "email": "ana@studio.example",
            "aud": shop.site.key,
            "exp": datetime.now(UTC) + timedelta(minutes=8),
        }
        shop.site.identity = jwt.encode(claims, secret, "HS256")
        yield shop


def shows_only_text(place: Locator) -> None:
    expect(place.locator(ACTIVE)).to_have_count(0)


def is_unharmed(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} scrolls sideways by {too_wide} px"


def test_hostile_text_of_everybody_is_shown_as_text_in_every_screen(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "eve")
    desk.goes_online()
    ana = windows.customer(shop, "/lax/<img src=x onerror=window.hacked=1>")  # a page without a policy of its own
    ana.opens()
    for text in TEXTS.values():
        ana.writes(text)
        ana.sees(f"You wrote: {text}")
    ana.writes("I want to talk to a human please")
    ana.sees(f"I am passing you on to {SHORT_IMAGE}")
    expect(desk.reservation).to_contain_text(IMAGE)
    windows.shoot("1-reserved", ana.page, desk.page)
    desk.accepts()
    expect(desk.briefing).to_contain_text(IMAGE)
    windows.shoot("2-accepted", desk.page)
    for text in TEXTS.values():
        desk.sees(text)
        desk.writes(f"I repeat: {text}")
        ana.sees(f"I repeat: {text}")
        desk.notes(f"I note: {text}")
        desk.sees(f"I note: {text}")
    windows.shoot("3-talking", ana.page, desk.page)
    shows_only_text(ana.log)
    shows_only_text(desk.log)
    shows_only_text(desk.briefing)
    shows_only_text(desk.inbox)
    desk.hands_back(TEXTS["a script"])
    ana.sees(f"My colleague noted: {TEXTS['a script']}")
    is_unharmed(ana.page)
    is_unharmed(desk.page)

    console = windows.staff(shop, "robin", "/console")
    for number, text in enumerate(TEXTS.values()):
        row = console.get_by_role("listitem").filter(has_text=text).first
        row.locator("summary").click()
        expect(row).to_contain_text("Triggers weighed")
        if number == 0:
            windows.shoot("4-console", console)
    for path, words in (("/console/queues", SHORT_IMAGE), ("/console/people", "<b>{{7*7}}"), ("/console/policy", "")):
        shows_only_text(console.get_by_role("main"))
        is_unharmed(console)
        console.goto(shop.server.url + path)
        expect(console.get_by_role("main")).to_contain_text(words or "Versions")
        windows.shoot(path.replace("/", "-"), console)
    shows_only_text(console.get_by_role("main"))
    is_unharmed(console)
    assert not [url for url in windows.requests if "canary" in url]
