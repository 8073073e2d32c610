"""From an empty installation to an agent at work, all in the browser; and how somebody stops working here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from browser.conftest import Windows
from browser.screens import Desk
from browser.shop import PASSWORD, Shop

SIGNED_OUT_WITHIN_MS = 5_000


@pytest.fixture
def empty_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A server on which nobody works yet."""
    shop = Shop(playwright, tmp_path_factory.mktemp("first-run"))
    try:
        shop.begin()
        yield shop
    finally:
        shop.end()


def test_the_first_link_makes_the_admin_who_invites_an_agent_who_works_until_switched_off(
    empty_shop: Shop, windows: Windows
) -> None:
    link = empty_shop.server.setup_link()
    admin = windows.context().new_page()
    admin.goto(link)
    windows.shoot("1-set-up", admin)
    admin.get_by_label("Your name").fill("Robin Falk")
    admin.get_by_label("E-mail").fill("robin@shop.example")
    admin.get_by_label("New password").fill("123")
    admin.get_by_role("button", name="Create administrator").click()
    expect(admin.locator(".field-error")).to_be_visible()
    windows.shoot("2-short-password", admin)
    admin.get_by_label("New password").fill(PASSWORD)
    admin.get_by_role("button", name="Create administrator").click()
    expect(admin.get_by_text("Robin Falk")).to_be_visible()

    again = windows.context().new_page()
    again.goto(link)
    expect(again.get_by_text("This link does not work (any more).")).to_be_visible()

    admin.get_by_role("link", name="Console").click()
    admin.get_by_role("link", name="People and access").click()
    admin.get_by_role("button", name="Invite").click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Maria Lindqvist")
    dialog.get_by_label("E-mail").fill("maria@shop.example")
    dialog.get_by_label("Team").fill("Billing")
    dialog.get_by_label("Skills").fill("billing 3")
    windows.shoot("3-invite", admin)
    dialog.get_by_role("button", name="Create invitation").click()
    invitation = admin.get_by_role("textbox", name="One-time link for Maria Lindqvist")
    expect(invitation).to_be_visible()
    windows.shoot("4-invited", admin)

    hers = windows.context().new_page()
    hers.goto(invitation.input_value())
    expect(hers.get_by_text("Maria Lindqvist")).to_be_visible()
    hers.get_by_label("New password").fill(PASSWORD)
    hers.get_by_role("button", name="Save password").click()
    maria = Desk(hers)
    maria.goes_online()
    expect(hers.get_by_role("link", name="Console")).to_have_count(0)

    hers.get_by_role("button", name="Sign out").click()
    expect(hers.get_by_text("The desk for people who take over from the bot.")).to_be_visible()
    hers.get_by_label("E-mail").fill("maria@shop.example")
    hers.get_by_label("Password").fill("wrong words")
    hers.get_by_role("button", name="Sign in").click()
    expect(hers.get_by_role("alert")).to_contain_text("do not go together")
    hers.get_by_label("Password").fill(PASSWORD)
    hers.get_by_role("button", name="Sign in").click()
    expect(maria.inbox).to_be_visible()

    admin.reload()
    admin.get_by_role("button", name="Disable Maria Lindqvist").click()
    expect(hers.get_by_role("heading", name="Sign in")).to_be_visible(timeout=SIGNED_OUT_WITHIN_MS)
    expect(hers.get_by_text("Your session has ended.")).to_be_visible()
    expect(admin.get_by_text("Disabled", exact=True)).to_be_visible()
    windows.shoot("5-disabled", admin, hers)
