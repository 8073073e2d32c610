"""One Chromium and one shop for all the tests here; each test gets browsers of its own and leaves an empty shop."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from browser.screens import Customer, Desk
from browser.shop import Shop, opened

HERE = Path(__file__).parent
DEADLINE_MS = 20_000
NAMES = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")
NO_BROWSER = f"needs a browser: install chromium (looked for {', '.join(NAMES)} on the PATH)"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    return next((found for name in NAMES if (found := shutil.which(name))), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if any(NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", red=True, bold=True)
        terminalreporter.line(NO_BROWSER)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    if not chromium():
        pytest.skip(NO_BROWSER)
    expect.set_options(timeout=DEADLINE_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="package")
def running_shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(playwright, tmp_path_factory.mktemp("shop")) as shop:
        yield shop


@pytest.fixture
def shop(running_shop: Shop) -> Iterator[Shop]:
    yield running_shop
    running_shop.tidy()


class Windows:
    """Browsers of several people, each with cookies of their own. Anything a page complains of is kept."""

    def __init__(self, browser: Browser, test: str) -> None:
        self.browser = browser
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._contexts: list[BrowserContext] = []
        self._test = test

    def context(self, **options: Any) -> BrowserContext:
        made = self.browser.new_context(locale="en-GB", **options)
        made.set_default_timeout(DEADLINE_MS)
        made.on("console", lambda said: self._complain(said.type, said.text))
        made.on("weberror", lambda error: self._complain("error", str(error.error)))
        made.on("dialog", lambda dialog: (self._complain("error", f"dialog: {dialog.message}"), dialog.dismiss()))
        made.on("request", lambda request: self.requests.append(request.url))
        self._contexts.append(made)
        return made

    def _complain(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def customer(self, shop: Shop, path: str = "/", **options: Any) -> Customer:
        page = self.context(**options).new_page()
        page.goto(shop.site.url + path)
        return Customer(page)

    @staticmethod
    def same_browser(page: Page) -> BrowserContext:
        return page.context

    def desk(self, shop: Shop, alias: str, path: str = "/desk", **options: Any) -> Desk:
        return Desk(self.staff(shop, alias, path, **options))

    def staff(self, shop: Shop, alias: str, path: str, **options: Any) -> Page:
        page = self.context(storage_state=shop.team[alias].state, **options).new_page()
        page.goto(shop.server.url + path)
        return page

    def shoot(self, name: str, *pages: Page) -> None:
        """A picture of each page, when SEGUE_SHOTS names a folder."""
        folder = os.environ.get("SEGUE_SHOTS")
        for number, page in enumerate(pages if folder else ()):
            test = re.sub(r"\W+", "-", self._test)[:60]
            page.screenshot(path=Path(str(folder)) / f"{test}--{name}{number or ''}.png")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def windows(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Windows]:
    opened_here = Windows(browser, request.node.name)
    yield opened_here
    opened_here.close()


@pytest.fixture
def quiet(windows: Windows) -> Iterator[Callable[[], None]]:
    """Nothing may be complained of in the browsers' consoles: no error, no violation of a content policy."""

    def check() -> None:
        assert windows.complaints == []

    yield check
    check()
