"""Supervisors see who waits and why, how somebody came to a human, and try another staffing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Windows
from browser.shop import Shop

quiet = pytest.mark.usefixtures("quiet")

LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
)
SMALL = {
    "name": "small",
    "horizon_s": 7200,
    "drain_s": 1800,
    "skills": ["orders"],
    "tiers": [{"name": "all", "share": 1, "value": 1, "sla_s": 60, "patience": {"mean_s": 300}}],
    "demand": [{"skill": "orders", "rate_per_h": 30, "work": {"mean_s": 240}}],
    "agents": [{"name": "desk", "count": 2, "capacity": 1, "skills": {"orders": 3}, "shift": [[0, 9000]]}],
}


def narrower_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@quiet
def test_who_waits_is_listed_with_the_reason_and_what_would_help(shop: Shop, windows: Windows) -> None:
    maria = windows.desk(shop, "maria")
    maria.goes_online()
    maria.presence.select_option("busy")
    for _ in range(2):
        windows.customer(shop).asks_for_a_person()
    console = windows.staff(shop, "robin", "/console/waiting")
    rows = console.get_by_role("region", name="Waiting customers").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("of 2")
    expect(rows.nth(1)).to_contain_text("Waits for somebody coming online: Maria Lindqvist")
    windows.shoot("waiting", console)
    rows.nth(1).get_by_role("link", name="why they still wait").press("Enter")

    why = console.get_by_role("article")
    expect(why).to_contain_text("Number 1 of 2")
    expect(why.get_by_role("list", name="What a second of waiting costs")).to_contain_text("Risk that they leave")
    expect(why).to_contain_text("Maria Lindqvist")
    expect(why).to_contain_text("Asked for a person")
    windows.shoot("why", console)
    console.get_by_role("link", name="Everybody who waits").click()
    expect(rows).to_have_count(3)
    for number, look in enumerate(LOOKS):
        for name in ("waiting", "why", "queues"):
            page = windows.staff(shop, "robin", "/console/waiting" if name != "queues" else "/console/queues", **look)
            expect(page.get_by_role("table").first).to_be_visible()
            if name == "why":
                page.get_by_role("link", name="why they still wait").first.click()
                expect(page.get_by_role("article")).to_be_visible()
            assert narrower_than_the_screen(page)
            windows.shoot(f"{name}-{number}", page)
            page.close()


@quiet
def test_how_somebody_came_to_a_human_is_told_with_the_routers_words(shop: Shop, windows: Windows) -> None:
    tom = windows.desk(shop, "tom")
    tom.goes_online()
    windows.customer(shop).asks_for_a_person()
    tom.accepts()
    console = windows.staff(shop, "robin", "/console")
    row = console.get_by_role("listitem").filter(has_text="I want to talk to a human").first
    row.locator("summary").click()
    row.get_by_role("link", name="how it came to a person").click()
    why = console.get_by_role("article")
    expect(why).to_contain_text("Reserved for Tom")
    expect(why).to_contain_text("the only one who fits and has room")
    expect(why).to_contain_text("Accepted by Tom")
    windows.shoot("came", console)


@quiet
def test_queues_say_how_many_promises_were_kept_and_never_a_rate_without_its_count(
    shop: Shop, windows: Windows
) -> None:
    console = windows.staff(shop, "robin", "/console/queues")
    care = console.get_by_role("region", name="Queues").get_by_role("row").filter(has_text="Customer care")
    expect(care.get_by_role("cell").last).to_contain_text("wait")
    told = care.get_by_role("cell").last.inner_text()
    assert told == "no wait was told" or " of " in told


@quiet
def test_another_staffing_is_played_on_the_same_days(shop: Shop, windows: Windows, tmp_path: Path) -> None:
    file = tmp_path / "small.json"
    file.write_text(json.dumps(SMALL), "utf-8")
    for number, look in enumerate(LOOKS):
        console = windows.staff(shop, "robin", "/console/simulator", **look)
        console.get_by_role("button", name="Example").click()
        expect(console.get_by_label("Agents, complaints")).to_have_value("2")
        console.get_by_role("button", name="Your own").click()
        console.get_by_label("A scenario file").set_input_files(file)
        agents = console.get_by_label("Agents, desk")
        expect(agents).to_have_value("2")
        agents.focus()
        agents.press("ArrowRight")
        expect(console.get_by_role("status", name="Changes")).to_contain_text("desk: 3 instead of 2")
        console.get_by_label("Who is first").select_option("fifo")
        windows.shoot(f"sliders-{number}", console)
        console.get_by_role("button", name="Run 5 days").press("Enter")
        figures = console.get_by_role("region", name="Figures")
        expect(figures.get_by_role("row").filter(has_text="Value-weighted wait")).to_contain_text("−", timeout=90_000)
        expect(figures).to_contain_text("Capacity in use, desk")
        expect(console.get_by_role("img", name="Changed:")).to_be_visible()
        expect(console.get_by_text("Simulated days are not promises").last).to_be_visible()
        assert narrower_than_the_screen(console)
        windows.shoot(f"results-{number}", console)
        console.get_by_text("The same as a table").click()
        expect(console.get_by_role("region", name="Mean wait by the hour")).to_contain_text("00:00")
        console.close()


def test_a_run_can_be_cancelled_and_what_is_too_much_is_said(shop: Shop, windows: Windows) -> None:
    console = windows.staff(shop, "robin", "/console/simulator")
    console.get_by_role("button", name="Example").click()
    console.get_by_label("Demand, customers").press("End")
    console.get_by_label("Days").select_option("10")
    console.get_by_role("button", name="Run 10 days").click()
    console.get_by_role("button", name="Cancel").click()
    expect(console.get_by_role("button", name="Run 10 days")).to_be_visible()
    console.get_by_role("button", name="Your own").click()
    large = {**SMALL, "demand": [{"skill": "orders", "rate_per_h": 9000, "work": {"mean_s": 9}}]}
    console.get_by_label("Or its JSON").fill(json.dumps(large))
    console.get_by_role("button", name="Read it").click()
    console.get_by_role("button", name="Run 5 days").click()
    expect(console.get_by_role("alert")).to_contain_text("choose")


@quiet
def test_a_scenario_that_cannot_be_read_is_refused_with_its_place(shop: Shop, windows: Windows) -> None:
    console = windows.staff(shop, "robin", "/console/simulator")
    console.get_by_role("button", name="Your own").click()
    console.get_by_label("Or its JSON").fill('{"skills": ')
    console.get_by_role("button", name="Read it").click()
    expect(console.get_by_role("alert")).to_contain_text("not JSON")
