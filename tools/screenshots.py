#!/usr/bin/env python3
"""Takes the pictures of the README and the docs: the demo shop, the desk and the console, driven in a real browser.

    python3 dev.py screenshots [FOLDER]      default: docs/images

Starts `segue demo` on a free port and a temporary folder, plays one handoff by hand, and stops what it started.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from measure_cards import briefed, case_in
from segue.domain.renderings import html
from segue.domain.renderings.card import card as desk_card
from segue.domain.renderings.parts import HandoffFacts

GOLDEN = Path(__file__).parents[1] / "tests" / "domain" / "briefing" / "golden"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "images"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
LINK = re.compile(r"^\s+(\w.*?)\s{2,}(http\S+)")


def start_demo() -> tuple[subprocess.Popen[str], dict[str, str]]:
    """The running demo and its links, by the first words of their lines."""
    segue = Path(sys.executable).parent / "segue"
    demo = subprocess.Popen(
        [segue, "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "300"},
    )
    links: dict[str, str] = {}
    assert demo.stdout is not None
    for line in demo.stdout:
        if found := LINK.match(line):
            links[found[1].split(" (")[0]] = found[2]
        if "Fresh links" in line:
            return demo, links
    sys.exit("the demo did not start: run `python3 dev.py demo` to see why")


def new_page(browser: Browser, width: int, height: int, **options: str) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
    return context.new_page()


def say(shop: Page, text: str, answers: int) -> None:
    """Write as the customer and wait until the log holds `answers` messages of the assistant."""
    shop.get_by_role("textbox", name="Message").fill(text)
    shop.keyboard.press("Enter")
    shop.get_by_text("Assistant", exact=True).nth(answers).wait_for()


def play(browser: Browser, links: dict[str, str]) -> None:
    desk = new_page(browser, 1180, 820)
    desk.goto(links["Desk as Tom"])
    shop = new_page(browser, 720, 820)
    shop.goto(links["Shop"])
    shop.get_by_role("combobox").first.select_option(index=1)
    shop.get_by_role("button", name=re.compile("^Open chat")).click()
    say(shop, "How long does delivery take?", 1)
    say(shop, "My oak shelf, order 4711, arrived with a broken board.", 2)
    shop.get_by_role("textbox", name="Message").fill("That did not help. I want to talk to a person please")
    shop.keyboard.press("Enter")
    desk.get_by_role("button", name="Accept", exact=True).click()
    card(desk)
    desk.get_by_role("textbox", name="Message to the customer").fill(
        "Hello Ana, I am sorry about the board of order 4711. A new one leaves today, you need not send anything back."
    )
    desk.keyboard.press("Enter")
    shop.get_by_text("A new one leaves today").wait_for()
    desk.get_by_text("A new one leaves today").wait_for()
    pictures = {"shop": shop.screenshot(), "desk": desk.screenshot()}
    for name, picture in pictures.items():
        (FOLDER / f"{name}.png").write_bytes(picture)
    side_by_side(browser, pictures)
    desk.emulate_media(color_scheme="dark")
    desk.screenshot(path=FOLDER / "desk-dark.png", animations="disabled")
    triggers(console(browser, links))


def card(desk: Page) -> None:
    """The briefing alone, with what the shop's back office told."""
    briefing = desk.get_by_role("region", name="Briefing")
    usual = desk.viewport_size
    desk.set_viewport_size({"width": 1280, "height": 1700})  # so that nothing of it has to be scrolled to
    briefing.get_by_role("button", name="More").click()
    briefing.get_by_text("Asked for one invoice a month.").wait_for()
    desk.mouse.move(0, 0)
    briefing.screenshot(path=FOLDER / "card.png", animations="disabled")
    briefing.get_by_role("button", name="Less").click()
    desk.set_viewport_size(usual or {"width": 1180, "height": 820})


def side_by_side(browser: Browser, pictures: dict[str, bytes]) -> None:
    page = new_page(browser, 1722, 760)
    images = [f'<img src="data:image/png;base64,{base64.b64encode(p).decode()}">' for p in pictures.values()]
    page.set_content(
        "<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#e9e7f4}"
        "img{height:712px;border-radius:12px;box-shadow:0 6px 30px #0003}</style>" + "".join(images)
    )
    page.locator("img").last.evaluate("image => image.decode()")
    page.screenshot(path=FOLDER / "handoff.png")


def console(browser: Browser, links: dict[str, str]) -> Page:
    page = new_page(browser, 1180, 720)
    page.goto(links["Console as Robin"])
    page.get_by_text("asks-for-human").first.click()
    page.get_by_text("big-account").first.wait_for()
    page.screenshot(path=FOLDER / "console.png")
    return page  # signed in: a link does that once


def triggers(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 860})
    page.get_by_role("link", name="Triggers").click()
    page.get_by_label("Line 1", exact=True).fill("You charged me twice for order 4711, and nobody answers!")
    page.get_by_text("Could be better").wait_for()
    page.get_by_role("list", name="Triggers weighed").get_by_text("billing-dispute").wait_for()
    page.screenshot(path=FOLDER / "triggers.png", animations="disabled")


def cards(browser: Browser) -> None:
    """What the card says before "More" of each of the twenty golden conversations, in the form of the e-mail."""
    made = []
    for path in sorted(GOLDEN.glob("*.yaml")):
        case = case_in(path)
        top = desk_card(briefed(case), HandoffFacts("normal", "Support")).top
        made.append(f"<article><header>{escape(case.title)}</header>{''.join(map(html.part, top))}</article>")
    page = new_page(browser, 1880, 800)
    page.set_content(
        "<!doctype html><style>body{margin:0;padding:24px 24px 4px;background:#e9e7f4;color:#1a1b21;"
        "font:14px/1.4 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
        "main{columns:4;column-gap:20px}"
        "article{break-inside:avoid;margin:0 0 20px;padding:14px 16px;background:#fff;border-radius:10px}"
        "header{margin:0 0 8px;font-size:12px;color:#5a5b66}h3{margin-top:8px!important}</style>"
        + f"<main>{''.join(made)}</main>"
    )
    page.screenshot(path=FOLDER / "cards.png", full_page=True)


def main() -> None:
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("no Chromium found; on Debian: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    demo, links = start_demo()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
            play(browser, links)
            cards(browser)
            browser.close()
    finally:
        demo.terminate()
        demo.wait(20)
    print("\n".join(str(path) for path in sorted(FOLDER.glob("*.png"))))


if __name__ == "__main__":
    main()
