"""What goes along when a conversation is handed to a helpdesk: by now, whole, and without what must not leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import ANA, House, housing, playing

from fakes.sources import PlayedSource, PlayedSources
from segue.flows import converse
from segue.flows.source_desk import SourceDesk

SOURCES = """
sources:
  crm: {kind: http, url: "https://crm.example/{id}", fields: {tier: a, contract_value: b, company: c}}
"""


async def with_rules(house: House, more: str) -> None:
    text = (await house.segue.env.policies.active("default")).text
    await house.segue.env.policies.adopt("default", text + more, "test")


async def test_what_sources_say_of_the_account_is_in_the_briefing_that_is_sent_once(tmp_path: Path) -> None:
    async with housing(tmp_path, playing("chatwoot")) as house:
        crm = PlayedSource("crm", ("tier", "company"), says={"tier": "platinum", "company": "Lampenhaus GmbH"})
        desk = SourceDesk(PlayedSources({"crm": crm}).open, house.clock.now, deadline_s=2.0)
        object.__setattr__(house.segue.env, "sources", desk)
        await with_rules(house, SOURCES)
        ref = await house.open()
        assert "Lampenhaus GmbH" in house.all_of(ref)


@pytest.mark.parametrize("kind", ["intercom", "slack", "sunshine"])
async def test_numbers_of_cards_and_names_that_are_kept_back_do_not_leave(tmp_path: Path, kind: str) -> None:
    async with housing(tmp_path, playing(kind)) as house:
        await with_rules(house, "redact: {hub: [card, iban]}\n")
        await house.start(customer=ANA, bot="bot")
        await house.customer("my card is 4111 1111 1111 1111")
        await house.customer("I want to talk to a human please")
        await house.later(times=3, seconds=1)
        (ref,) = house.hub.refs()
        await house.customer("and again: 4111 1111 1111 1111")
        await house.later(times=3)
        assert "4111" not in house.all_of(ref)
        assert "my card is" in house.all_of(ref)


async def test_what_is_said_to_the_assistant_takes_no_turn_of_the_helpdesks_rate(tmp_path: Path) -> None:
    async with housing(tmp_path, playing("freshdesk"), ticket=True) as house:
        ref = await house.open()
        asked = len(house.vendor.asked)
        for number in range(20):
            await house.customer(f"and what about {number}?")
            await house.bot("It is fine.")
        await house.hears(house.hub.says(ref, "We have sent the money back."))
        await converse.leave_address(house.segue.env, "default", "c1", "new@shop.example")
        await house.later(times=2, seconds=2)  # a turn for each would have taken 40 seconds
        assert "new@shop.example" in house.all_of(ref)
        assert len(house.vendor.asked) - asked < 20


async def test_a_helpdesk_that_was_not_called_is_not_said_to_work(tmp_path: Path) -> None:
    async with housing(tmp_path, playing("webhook")) as house:
        house.hub.faults.coming = [503] * 500
        await house.asks()
        await house.later(times=14)
        assert (await house.handoff()).lost_hub == "hub"
        doing = house.segue.env.relay.doing("default", "hub:hub")
        assert doing.taken_at is None
        assert doing.failed_at is not None
