"""The console shows how the knowledge is read, and which helpdesks get drafts as notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")
MORE = """
knowledge:
  help: {kind: folder, path: articles}
  gone: {kind: folder, path: nowhere}
hubs:
  messenger: {kind: intercom, admin: "1", secret: bot_webhook, webhook_secret: bot_webhook, drafts: true}
"""


@pytest.fixture(scope="module")
def reading_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("reading")
    (folder / "articles").mkdir()
    (folder / "articles" / "returns.md").write_text("# Returns\n\nYou have 30 days.", "utf-8")
    with opened(playwright, folder, lambda policy: policy + MORE) as shop:
        yield shop


def test_the_policy_page_shows_how_it_goes(reading_shop: Shop, windows: Windows) -> None:
    console = windows.staff(reading_shop, "robin", "/console/policy")
    sources = console.get_by_role("list", name="Knowledge").get_by_role("listitem")
    expect(sources.filter(has_text="help")).to_contain_text("1 article")
    expect(sources.filter(has_text="gone")).to_contain_text("cannot be read: No such file or directory")
    helpdesk = console.get_by_role("list", name="Assisted helpdesks").get_by_role("listitem")
    expect(helpdesk).to_contain_text("nothing heard yet")
    expect(helpdesk.get_by_role("button", name="Copy webhook address")).to_be_visible()
    windows.shoot("knowledge", console)
