"""What happens when somebody goes silent, with a policy that waits seconds instead of minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect

from browser.conftest import Windows
from browser.shop import Shop, opened

pytestmark = pytest.mark.usefixtures("quiet")


def hurried(policy: str) -> str:
    return policy.replace("timeout: 20s", "timeout: 1s") + "agent_away: 3s\n"


@pytest.fixture(scope="module")
def shop(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(playwright, tmp_path_factory.mktemp("hurry"), hurried) as shop:
        yield shop


def test_when_the_agents_laptop_closes_the_customer_is_told_and_gets_another_agent(
    shop: Shop, windows: Windows
) -> None:
    maria = windows.desk(shop, "maria")
    maria.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    maria.accepts()
    maria.writes("Hello, this is Maria")
    ana.sees("Hello, this is Maria")
    tom = windows.desk(shop, "tom")
    tom.goes_online()

    maria.page.context.close()
    ana.sees("The connection to Maria from Billing was lost")
    windows.shoot("1-lost", ana.page)
    tom.accepts()
    ana.sees("Tom from Customer care has joined")
    tom.sees("Hello, this is Maria", "Maria from Billing dropped out")
    tom.writes("I read what Maria wrote")
    ana.sees("I read what Maria wrote")
    windows.shoot("2-another", ana.page, tom.page)
    shop.tidy()


def test_a_desk_that_only_listens_stays_online(shop: Shop, windows: Windows) -> None:
    """Longer than `agent_away`: the desk is heard of although its agent touches nothing."""
    maria = windows.desk(shop, "maria")
    maria.goes_online()
    expect(maria.messages).to_be_empty()  # what it said on going online is shown for 6 s
    expect(maria.presence).to_have_value("online")
    assert shop.ask("GET", "/v1/desk/me", by="maria")["presence"] == "online"
    shop.tidy()


def test_the_customer_is_told_when_the_bot_is_silent(shop: Shop, windows: Windows) -> None:
    shop.bot.answers = lambda _: None
    ana = windows.customer(shop)
    ana.opens()
    ana.writes("Hello?")
    ana.sees("Sorry, this takes longer than it should.")
    windows.shoot("silent", ana.page)
    shop.tidy()
