"""For everybody: without a mouse, by name for who cannot see the screen, and in the dark."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Windows
from browser.screens import Customer, Desk
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")

MOST_STOPS = 40
NAMED_ROLES = frozenset(
    {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "slider", "dialog", "region"}
)


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        if target.evaluate("it => it.matches(':focus')"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {target}")


def test_a_customer_gets_along_with_the_keyboard_alone(shop: Shop, windows: Windows) -> None:
    windows.desk(shop, "maria").goes_online()
    ana = windows.customer(shop)
    keys = ana.page.keyboard
    tab_to(ana.page, ana.launcher)
    keys.press("Enter")
    expect(ana.field).to_be_focused()
    keys.type("agent")
    keys.press("Enter")
    yes = ana.page.get_by_role("button", name="Yes, a person please")
    tab_to(ana.page, yes, "Shift+Tab")
    keys.press("Enter")
    ana.sees("You chose: Yes, a person please")
    expect(ana.field).to_be_focused()
    keys.press("Escape")
    expect(ana.panel).to_be_hidden()
    expect(ana.launcher).to_be_focused()


def test_an_agent_accepts_answers_and_hands_back_with_the_keyboard_alone(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    keys = desk.page.keyboard
    tab_to(desk.page, desk.presence)
    keys.press("Home")
    expect(desk.messages).to_contain_text("You are online")
    ana = windows.customer(shop)
    ana.asks_for_a_person()

    tab_to(desk.page, desk.reservation)
    keys.press("a")
    expect(desk.field).to_be_focused()
    keys.type("Hello Ana")
    keys.press("Enter")
    ana.sees("Hello Ana")
    tab_to(desk.page, desk.page.get_by_role("button", name="Hand back to bot"), "Shift+Tab")
    keys.press("Enter")
    dialog = desk.page.get_by_role("dialog")
    tab_to(desk.page, dialog.get_by_label("Note for the bot"))
    keys.type("all is said")
    tab_to(desk.page, dialog.get_by_role("button", name="Hand back"))
    keys.press("Enter")
    ana.sees("My colleague noted: all is said")
    expect(dialog).to_be_hidden()


def nameless(page: Page) -> list[str]:
    """Controls without a name in the browser's accessibility tree, shadow roots included."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    controls = [node for node in nodes if not node["ignored"] and node["role"]["value"] in NAMED_ROLES]
    assert controls
    return [str(node["role"]["value"]) for node in controls if not node.get("name", {}).get("value", "").strip()]


def test_every_control_of_widget_and_desk_has_a_name(shop: Shop, windows: Windows) -> None:
    desk = windows.desk(shop, "maria")
    desk.goes_online()
    ana = windows.customer(shop)
    assert nameless(ana.page) == []
    ana.opens()
    ana.writes("agent")
    ana.sees("Would you like me to bring in a person?")
    assert nameless(ana.page) == []
    ana.page.get_by_role("button", name="Yes, a person please").click()
    expect(desk.reservation).to_be_visible()
    assert nameless(desk.page) == []
    desk.accepts()
    assert nameless(desk.page) == []
    for name in ("Resolve", "Hand back to bot"):
        desk.page.get_by_role("button", name=name).click()
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        assert nameless(desk.page) == []
        desk.page.keyboard.press("Escape")
    desk.hands_back()
    ana.page.get_by_role("button", name=re.compile("^5")).click()
    assert nameless(ana.page) == []


@pytest.mark.parametrize("path", ["/console", "/console/queues", "/console/policy", "/console/people"])
def test_every_control_of_the_console_has_a_name(shop: Shop, windows: Windows, path: str) -> None:
    console = windows.staff(shop, "robin", path)
    expect(console.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    assert nameless(console) == []


def test_every_control_of_the_sign_in_has_a_name(shop: Shop, windows: Windows) -> None:
    page = windows.context().new_page()
    page.goto(f"{shop.server.url}/desk")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert nameless(page) == []
    windows.complaints.clear()  # the browser writes down the 401 by which the page learns that nobody is signed in


def luminance(place: Locator) -> float:
    """Of the background, 0 (black) to 255."""
    colour = place.evaluate("it => getComputedStyle(it).backgroundColor")
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def backgrounds(shop: Shop, windows: Windows, scheme: str) -> dict[str, float]:
    ana: Customer = windows.customer(shop, color_scheme=scheme)
    desk: Desk = windows.desk(shop, "maria", color_scheme=scheme)
    console = windows.staff(shop, "robin", "/console/queues", color_scheme=scheme)
    ana.opens()
    expect(desk.inbox).to_be_visible()
    expect(console.get_by_role("heading", name="Queues")).to_be_visible()
    windows.shoot(scheme, ana.page, desk.page, console)
    places = {"widget": ana.panel, "desk": desk.page.locator("body"), "console": console.locator("body")}
    return {name: luminance(place) for name, place in places.items()}


def test_each_screen_is_dark_when_the_system_is(shop: Shop, windows: Windows) -> None:
    light, dark = backgrounds(shop, windows, "light"), backgrounds(shop, windows, "dark")
    assert min(light.values()) > 220, light
    assert max(dark.values()) < 60, dark
