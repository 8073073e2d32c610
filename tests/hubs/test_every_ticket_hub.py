"""What every hub that takes tickets does, whichever it is: the same stories, told to each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from house import ASKS, House, housing, kinds_that, playing

from segue.domain.conversation import Kind, Role
from segue.domain.hubs import Can
from segue.domain.lifecycle import State
from segue.flows import converse
from segue.flows.hub_streams import catch_up_cases

TICKETS = kinds_that(Can.TICKETS, "email")  # letters are played by real servers: test_email.py


@pytest.fixture(params=TICKETS)
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    async with housing(tmp_path, playing(request.param), ticket=True) as found:
        yield found


def needs(house: House, can: Can) -> None:
    if can not in house.can:
        pytest.skip(f"{house.hub.kind} says that it cannot: {can.value}")


async def test_out_of_hours_the_case_is_a_ticket_there_with_the_whole_package(house: House) -> None:
    ref = await house.open()
    there = house.all_of(ref)
    for words in ("4711", "Ana Duarte", "enterprise", "Customer care", ASKS, "Refunds take five working days. Grüße!"):
        assert words in there, words
    handoff, (ticket,) = await house.handoff(), await house.tickets()
    assert (handoff.state, ticket.hub, ticket.hub_ref) == (State.TICKETED, "hub", ref)
    assert any(ref in words for words in await house.noted())


async def test_the_customer_is_told_when_they_are_answered_and_goes_on_with_the_assistant(house: House) -> None:
    await house.open()
    assert await house.owner() == "bot"
    assert any("answer" in words.lower() for words in await house.told())


async def test_what_is_promised_and_how_urgent_it_is_can_be_seen(house: House) -> None:
    ref = await house.open()
    there = house.all_of(ref).lower()
    assert "high" in there
    assert "4 h" in there or "4-h" in there or "4_h" in there


async def test_what_the_team_keeps_to_itself_is_not_shown_to_the_customer_there(house: House) -> None:
    needs(house, Can.NOTES)
    ref = await house.open()
    assert any(seen.private and "Ana Duarte" in seen.text for seen in house.package(ref))


@pytest.mark.parametrize("fault", [429, 503, "late 500", "half", "html", 502, 500])
async def test_a_ticket_that_meets_trouble_is_written_once(house: House, fault: int | str) -> None:
    house.hub.faults.coming = [fault]
    house.hub.faults.retry_after = 5
    await house.asks()
    await house.later()
    assert len(house.hub.refs()) == 1


@pytest.mark.parametrize("fault", [401, 403, 400])
async def test_a_ticket_that_is_refused_is_one_of_our_own_desk_and_somebody_is_told(house: House, fault: int) -> None:
    house.hub.faults.coming = [fault] * 50
    await house.asks()
    await house.later(times=4)
    (ticket,) = await house.tickets()
    assert (ticket.hub, ticket.hub_ref) == ("", "")
    assert any("did not take this ticket" in words and "boss@acme.example" in words for words in await house.noted())


async def test_a_ticket_that_is_not_taken_in_time_is_one_of_our_own_desk(house: House) -> None:
    house.hub.faults.coming = [503] * 500
    await house.asks()
    await house.later(times=14, seconds=30)
    (ticket,) = await house.tickets()
    assert ticket.hub == ""


async def test_an_answer_there_reaches_the_customer_here_once(house: House) -> None:
    ref = await house.open()
    told = house.hub.says(ref, "We have sent the money back.", "Ana")
    await house.hears(told)
    await house.hears(told)
    assert [words for _, words in await house.shown()] == ["We have sent the money back."]
    assert await house.owner() == "bot"


async def test_what_its_people_note_among_themselves_stays_there(house: House) -> None:
    ref = await house.open()
    try:
        noted = house.hub.notes(ref, "this customer is difficult")
    except NotImplementedError:
        pytest.skip(f"{house.hub.kind} has no internal notes")
    await house.hears(noted)
    assert await house.shown() == []


async def test_a_ticket_that_is_solved_there_is_done_here(house: House) -> None:
    needs(house, Can.TELLS_END)
    ref = await house.open()
    await house.hears(house.hub.ends(ref))
    assert await house.tickets() == []
    assert all(not case.is_open for case in await house.cases())


async def test_an_address_that_the_customer_leaves_later_is_added(house: House) -> None:
    ref = await house.open()
    await converse.leave_address(house.segue.env, "default", "c1", "ana.new@shop.example")
    await house.later()
    assert "ana.new@shop.example" in house.all_of(ref)


async def test_a_ticket_that_is_answered_here_is_closed_there(house: House) -> None:
    from segue.flows import serve

    maria = await house.hire("maria")
    ref = await house.open()
    (ticket,) = await house.tickets()
    await serve.pick_up(house.segue.env, maria, ticket.id)
    await house.later(times=4)
    assert house.hub.closed(ref)
    assert all(not case.is_open for case in await house.cases())


async def test_an_answer_that_no_webhook_told_is_found(house: House) -> None:
    needs(house, Can.CATCHES_UP)
    ref = await house.open()
    house.hub.says(ref, "We have sent the money back.")
    house.clock.forward(minutes=11)
    await catch_up_cases(house.segue.env)
    await house.work()
    assert [words for _, words in await house.shown()] == ["We have sent the money back."]
    log = [e for e in await house.entries(Kind.MESSAGE) if e.role is Role.END_USER]
    assert [e.text for e in log] == [ASKS]
