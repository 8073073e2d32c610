"""When a queue cannot take a customer: what becomes of them, of the ticket, and who is told, whatever the reason is.

`chat` is a helpdesk with live conversations, `tickets` one that takes tickets; beside them there is our own desk.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fakes import dovecot
from fakes.hubs import PlayedHub
from fakes.hubs.chatwoot import Played as Chatwoot
from fakes.hubs.freshdesk import Played as Freshdesk
from fakes.hubs.intercom import Played as Intercom
from fakes.hubs_in_house import Hubs, hubs_in_house
from fakes.vendor import Asked, Said
from segue.calls import Reach
from segue.domain.conversation import Customer, Kind, Role
from segue.domain.errors import Invalid
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, State, Urgency
from segue.flows import converse, presence, serve, transfer
from segue.flows.assemble import package_of
from segue.flows.policy_on_disk import PolicyOnDisk
from segue.hubs.opening import open_hub
from segue.ports.hub_cases import HubCaseByRef

ASKS = "You charged me twice for order 4711. I want to talk to a human please"
ANA = Customer("cust-1", "Ana Duarte", verified=True, facts={"tier": "enterprise"})
DUE = "You should have an answer"
RULES: dict[str, Any] = {
    "version": 1,
    "languages": ["en"],
    "facts": {"customer.tier": "string"},
    "triggers": [
        {
            **{"id": "ask", "when": "asks_for_human == 'clear'", "then": "handoff"},
            **{"urgency": "high", "priority": 5, "reason": "asked"},
        }
    ],
    "route": [{"queue": "general"}],
    "hours": {"never": {"timezone": "UTC", "wed": "03:00-03:01"}},
    "routing": {"longest_wait": "30m"},
    "handback": {"idle": "8h", "survey": False},
}
GENERAL: dict[str, Any] = {
    "title": "Customer care",
    "owner": "boss@acme.example",
    "sla": {"first_response": "10m", "ticket_response": "4h"},
}


def rules(*, also: dict[str, Any] | None = None, **of_queue: Any) -> dict[str, Any]:
    return {**RULES, "queues": {"general": {**GENERAL, **of_queue}, **(also or {})}}


Open = Callable[..., AbstractAsyncContextManager[Hubs]]


@pytest.fixture
async def hubs(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Hubs]:
    async with hubs_in_house(tmp_path, sqlite_url, {"chat": Intercom(), "tickets": Freshdesk()}) as found:
        yield found


@pytest.fixture
async def stored(tmp_path: Path, url: str) -> AsyncIterator[Hubs]:
    """The same on SQLite, and once more on PostgreSQL."""
    async with hubs_in_house(tmp_path, url, {"chat": Intercom(), "tickets": Freshdesk()}) as found:
        yield found


async def asks(hubs: Hubs, conversation: str = "c1", words: str = ASKS) -> None:
    await hubs.start(conversation, customer=ANA, bot="bot")
    await hubs.bot("Refunds take five working days.", conversation)
    await hubs.customer(words, conversation)
    await hubs.later(times=3, seconds=1)


async def choose(hubs: Hubs, choice: str, conversation: str = "c1") -> None:
    offer = (await hubs.segue.loaded(conversation)).conversation.offer
    assert offer is not None
    assert choice in offer.choices
    await converse.answer_offer(hubs.segue.env, "default", conversation, offer.id, choice)


async def only(hubs: Hubs) -> FollowUp:
    (ticket,) = await hubs.tickets()
    return ticket


async def noted(hubs: Hubs, conversation: str = "c1") -> list[str]:
    return [entry.text for entry in await hubs.log(conversation) if entry.kind is Kind.NOTE]


# --- the protocol: why nobody takes them x what becomes of the ticket -------------------------------------------------

WHY: dict[str, tuple[str, dict[str, Any]]] = {
    "closed": ("", {"hours": "never"}),
    "nobody there": ("", {}),
    "chat refuses 401": ("401", {"hub": "chat"}),
    "chat refuses 403": ("403", {"hub": "chat"}),
    "chat refuses 400": ("400", {"hub": "chat"}),
    "chat is down 503": ("503", {"hub": "chat"}),
    "chat is slow 429": ("429", {"hub": "chat"}),
    "chat times out": ("never", {"hub": "chat"}),
    "chat cannot be reached": ("refused", {"hub": "chat"}),
    "chat answers html": ("html", {"hub": "chat"}),
}
TICKETS: dict[str, tuple[str | None, str]] = {
    "no ticket helpdesk": (None, "desk"),
    "a ticket helpdesk": ("", "tickets"),
    "that refuses": ("401", "desk"),
    "that is down": ("503", "desk"),
    "that cannot be reached": ("refused", "desk"),
    "that answers html": ("html", "desk"),
}
SOME = ("closed", "chat refuses 401", "chat is down 503")


async def falls_back(hubs: Hubs, why: str, tickets: str) -> str:
    """Through all of it. Answers where the ticket has to be by then: desk | tickets."""
    trouble, queue = WHY[why]
    theirs, ends = TICKETS[tickets]
    hubs.roads["chat"].trouble, hubs.roads["tickets"].trouble = trouble, theirs or ""
    closed: dict[str, Any] = {} if theirs is None else {"when_closed": {"hub": "tickets"}}
    await hubs.adopt(rules(also=None, **queue, **closed))
    await asks(hubs)
    await hubs.later(times=8)  # a helpdesk is not waited for longer than half a minute
    if ends == "desk" and theirs is not None:
        await hubs.later(times=6, minutes=1)  # nor for a ticket longer than five
    return ends


MET = [(why, tickets) for why in WHY for tickets in TICKETS if TICKETS[tickets][0] in {None, ""} or why in SOME]


@pytest.mark.parametrize(("why", "tickets"), MET)
async def test_whatever_the_reason_there_is_one_ticket_with_everything_and_the_customer_knows(
    hubs: Hubs, why: str, tickets: str
) -> None:
    where = await falls_back(hubs, why, tickets)
    handoff, ticket = await hubs.handoff(), await only(hubs)

    assert (handoff.state, handoff.urgency, handoff.hub) == (State.TICKETED, Urgency.HIGH, "")
    assert (ticket.priority, ticket.sla, ticket.handoff) == (5, "enterprise 4 h", handoff.id)
    assert ticket.due_at is not None
    package = await package_of(hubs.segue.env, "default", handoff.id)
    assert package is not None
    assert "4711" in str(package)
    refs = hubs.hub("tickets").refs()
    if where == "tickets":
        assert (ticket.hub, [ticket.hub_ref]) == ("tickets", list(refs))
        there = hubs.all_of("tickets", refs[0])
        for words in ("4711", "Ana Duarte", "enterprise", "Customer care", ASKS, "Refunds take five working days."):
            assert words in there, words
        assert "high" in there.lower()
    else:
        assert (ticket.hub, ticket.hub_ref, list(refs)) == ("", "", [])

    told = await hubs.told()
    assert sum(DUE in words for words in told) == 1, told
    assert await hubs.owner() == "bot"
    assert list(hubs.hub("chat").refs()) == []

    for road in hubs.roads.values():  # nothing is twice when everything works again
        road.trouble = ""
    await hubs.later(times=3, minutes=5)
    assert list(hubs.hub("chat").refs()) == []
    assert list(hubs.hub("tickets").refs()) == list(refs)
    assert (await only(hubs)).hub == ticket.hub
    assert await hubs.told() == told
    assert [case.ref for case in await hubs.cases() if case.is_open] == list(refs)


@pytest.mark.parametrize("why", [why for why in WHY if "chat" in why])
async def test_who_answers_for_the_queue_is_told_that_a_helpdesk_did_not_take_them(hubs: Hubs, why: str) -> None:
    lena = await hubs.hire("lena", online=False, role="supervisor")
    boss = await hubs.hire("boss", online=False)
    await falls_back(hubs, why, "that refuses")
    lost = [words for words in await noted(hubs) if "did not take" in words]
    assert len(lost) == 2, lost  # the customer, and then the ticket
    assert all("boss@acme.example" in words for words in lost)
    ticket, handoff = await only(hubs), await hubs.handoff()
    assert {lena.id, boss.id} <= set(handoff.notified)
    assert {lena.id, boss.id} <= set(ticket.notified)


@pytest.mark.parametrize("tickets", ["no ticket helpdesk", "a ticket helpdesk", "that is down"])
@pytest.mark.parametrize("why", ["closed", "nobody there", "chat is down 503", "chat refuses 401"])
async def test_an_address_and_a_wish_to_be_called_reach_the_ticket_wherever_it_is(
    hubs: Hubs, why: str, tickets: str
) -> None:
    where = await falls_back(hubs, why, tickets)
    await choose(hubs, "email")
    await converse.leave_address(hubs.segue.env, "default", "c1", "ana@shop.example")
    await hubs.later(times=4)
    ticket = await only(hubs)
    assert (ticket.channel, ticket.email) == ("email", "ana@shop.example")
    await converse.leave_address(hubs.segue.env, "default", "c1", phone="+49 30 1234567")
    await hubs.later(times=4)
    ticket = await only(hubs)
    assert (ticket.channel, ticket.phone) == ("callback", "+49 30 1234567")
    if where == "tickets":
        there = hubs.all_of("tickets", ticket.hub_ref)
        assert there.count("ana@shop.example") == 1
        assert "+49 30 1234567" in there


@pytest.mark.parametrize("why", ["nobody there", *SOME])
async def test_when_people_come_back_the_older_case_is_offered_first(hubs: Hubs, why: str) -> None:
    await falls_back(hubs, why, "no ticket helpdesk")
    await hubs.later(minutes=1)
    await asks(hubs, "c2")
    await hubs.later(times=8)
    if why == "closed":
        await hubs.adopt(rules())
    await hubs.hire("maria", capacity=1)
    await hubs.later(times=2)
    offered = {ticket.conversation: ticket.agent for ticket in await hubs.tickets()}
    assert offered == {"c1": "usr_maria", "c2": ""}


# --- somebody is at our own desk --------------------------------------------------------------------------------------


@pytest.mark.parametrize("why", [why for why in WHY if "chat" in why])
async def test_where_our_own_desk_has_somebody_they_get_the_customer_with_the_age_that_they_have(
    hubs: Hubs, why: str
) -> None:
    await hubs.hire("maria", capacity=1)
    hubs.roads["chat"].trouble = WHY[why][0]
    await hubs.adopt(rules(hub="chat"))
    await asks(hubs)
    began = (await hubs.handoff()).queued_at
    await asks(hubs, "c2")
    if (await hubs.handoff("c1")).hub:
        await hubs.later(times=7)
    first, second = await hubs.handoff("c1"), await hubs.handoff("c2")
    assert (first.hub, first.queued_at) == ("", began)
    assert "usr_maria" in {first.agent, *first.refused_by}
    assert "usr_maria" not in {second.agent, *second.refused_by}
    assert await hubs.tickets() == ()
    if first.lost_hub:
        assert any("number 1 in line" in words for words in await hubs.told("c1"))


async def test_where_our_own_desk_is_full_they_may_choose_and_a_ticket_stands_meanwhile(hubs: Hubs) -> None:
    full = {"longer_than": "1m", "then": ["wait", "email", "callback", "bot"]}
    await hubs.adopt(rules(when_full=full))
    maria = await hubs.hire("maria", capacity=1)
    for number in ("p", "q", "r", "s", "t", "b"):
        await hubs.start(number)
        await hubs.with_human(conversation=number)
        if number != "b":
            hubs.clock.forward(minutes=2)
            await presence.heartbeat(hubs.segue.env, maria)
            await serve.finish(hubs.segue.env, maria, number, Event.HANDED_BACK)
    await hubs.adopt(rules(hub="chat", when_full=full))
    hubs.roads["chat"].trouble = "401"
    await asks(hubs)
    handoff, ticket = await hubs.handoff(), await only(hubs)
    assert (handoff.state, handoff.hub, ticket.handoff, ticket.sla) == (State.QUEUED, "", handoff.id, "enterprise 4 h")
    assert sum(DUE in words for words in await hubs.told()) == 1
    await choose(hubs, "callback")
    await converse.leave_address(hubs.segue.env, "default", "c1", phone="+49 30 1234567")
    assert (await only(hubs)).phone == "+49 30 1234567"


# --- nobody of the helpdesk ever joins --------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", ["longest_wait", "when_full"])
async def test_a_customer_whom_nobody_of_a_helpdesk_joins_does_not_wait_for_ever(stored: Hubs, limit: str) -> None:
    minutes = {"longest_wait": 30, "when_full": 12}[limit]
    more = {"when_full": {"longer_than": "12m"}} if limit == "when_full" else {}
    await stored.adopt(rules(hub="chat", **more))
    await asks(stored)
    (ref,) = stored.hub("chat").refs()
    await stored.later(times=3, minutes=(minutes - 1) / 3)
    assert (await stored.handoff()).hub == "chat"
    await stored.later(times=3, minutes=1)
    handoff = await stored.handoff()
    assert (handoff.state, handoff.hub, handoff.lost_hub) == (State.TICKETED, "", "chat")
    assert any("nobody of it joined" in words and "boss@acme.example" in words for words in await noted(stored))
    assert sum(DUE in words for words in await stored.told()) == 1
    assert stored.hub("chat").closed(ref)
    assert "Segue's own desk has this customer now" in stored.all_of("chat", ref)
    assert all(not case.is_open for case in await stored.cases())


async def test_then_who_is_at_our_own_desk_gets_them_and_they_are_told(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat"))
    await asks(hubs)
    await hubs.hire("maria")
    await hubs.later(times=8, minutes=4)
    handoff = await hubs.handoff()
    assert handoff.hub == ""
    assert handoff.agent == "usr_maria" or "usr_maria" in handoff.refused_by
    assert any("number 1 in line" in words for words in await hubs.told())


async def test_somebody_who_joins_in_time_keeps_them(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat"))
    await asks(hubs)
    (ref,) = hubs.hub("chat").refs()
    await hubs.later(times=4, minutes=7)
    await hubs.hears("chat", hubs.hub("chat").says(ref, "Hello"))
    await hubs.later(times=4, minutes=8)
    assert (await hubs.handoff()).state is State.ACTIVE
    assert not hubs.hub("chat").closed(ref)


async def test_what_is_written_while_a_helpdesk_is_slow_to_take_them_is_there_once_and_in_its_place(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat"))
    hubs.roads["chat"].trouble = "503"
    await asks(hubs)
    await hubs.customer("it was order 4712")
    hubs.roads["chat"].trouble = ""
    await hubs.later(times=4)
    (ref,) = hubs.hub("chat").refs()
    written = [seen.text for seen in hubs.hub("chat").seen(ref) if seen.by == "customer"]
    assert [ASKS in text for text in written] == [True, False]
    assert written[1:] == ["it was order 4712"]


# --- what came half way there -----------------------------------------------------------------------------------------


def playing(kind: str) -> PlayedHub:
    made: PlayedHub = import_module(f"fakes.hubs.{kind}").Played()
    return made


class Breaks:
    """The helpdesk does the first calls, the answer to the last of them is lost, and then it is away."""

    def __init__(self, hub: PlayedHub, after: int) -> None:
        self.hub, self.left, self.back = hub, after, False

    def __call__(self, asked: Asked) -> Said:
        if self.back:
            return self.hub.answer(asked)
        if asked.method == "GET" and self.left > 0:
            return self.hub.answer(asked)
        self.left -= 1
        if self.left < 0:
            return Said({"message": "away"}, 503)
        said = self.hub.answer(asked)
        return said if self.left else Said({"message": "lost"}, 502)


@pytest.mark.parametrize("after", range(1, 9))
@pytest.mark.parametrize("kind", ["intercom", "chatwoot", "freshchat"])
async def test_what_a_helpdesk_got_half_way_is_closed_with_a_note_when_it_is_back(
    tmp_path: Path, sqlite_url: str, kind: str, after: int
) -> None:
    async with hubs_in_house(tmp_path, sqlite_url, {"chat": playing(kind)}) as hubs:
        breaks = Breaks(hubs.hub("chat"), after)
        hubs.roads["chat"].vendor._answer = breaks
        await hubs.adopt(rules(hub="chat"))
        await asks(hubs)
        await hubs.later(times=10)
        handoff = await hubs.handoff()
        if handoff.hub:  # all of it was there before it went away
            assert len(hubs.hub("chat").refs()) == 1
            return
        assert handoff.state is State.TICKETED
        breaks.back = True
        await hubs.later(times=6, minutes=5)
        refs = hubs.hub("chat").refs()
        assert len(refs) <= 1
        assert all(hubs.hub("chat").closed(ref) for ref in refs)
        assert all("own desk" in hubs.all_of("chat", ref) or "ticket" in hubs.all_of("chat", ref) for ref in refs)
        assert all(not case.is_open for case in await hubs.cases())
        assert len(await hubs.tickets()) == 1


@pytest.mark.parametrize("after", range(1, 5))
@pytest.mark.parametrize("kind", ["freshdesk", "zendesk", "servicenow_incident"])
async def test_a_ticket_that_came_half_way_is_closed_there_and_stands_here_alone(
    tmp_path: Path, sqlite_url: str, kind: str, after: int
) -> None:
    async with hubs_in_house(tmp_path, sqlite_url, {"tickets": playing(kind)}) as hubs:
        breaks = Breaks(hubs.hub("tickets"), after)
        hubs.roads["tickets"].vendor._answer = breaks
        await hubs.adopt(rules(hours="never", when_closed={"hub": "tickets"}))
        await asks(hubs)
        await hubs.later(times=7, minutes=1)
        ticket = await only(hubs)
        if ticket.hub:
            assert ticket.hub_ref in hubs.hub("tickets").refs()
            return
        breaks.back = True
        await hubs.later(times=6, minutes=5)
        refs = hubs.hub("tickets").refs()
        assert len(refs) <= 1
        assert all(hubs.hub("tickets").closed(ref) for ref in refs)
        assert all(not case.is_open for case in await hubs.cases())
        assert (await only(hubs)).hub == ""


# --- the policy changes under open cases ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["waits", "is spoken with"])
@pytest.mark.parametrize("change", ["dropped", "renamed"])
async def test_customers_of_a_helpdesk_that_the_policy_names_no_more_are_ours(
    stored: Hubs, change: str, state: str
) -> None:
    await stored.adopt(rules(hub="chat"))
    await asks(stored)
    (ref,) = stored.hub("chat").refs()
    if state == "is spoken with":
        await stored.hears("chat", stored.hub("chat").says(ref, "Hello"))
    await stored.hire("maria")
    if change == "renamed":
        stored.roads = {"messenger": stored.roads["chat"], "tickets": stored.roads["tickets"]}
    await stored.adopt(rules(hub="messenger" if change == "renamed" else "desk"), names=("messenger", "tickets"))
    await stored.later(times=2)
    handoff = await stored.handoff()
    assert (handoff.hub, handoff.lost_hub, handoff.state) == ("", "chat", State.RESERVED)
    assert any("no helpdesk of this name" in words and "boss@acme.example" in words for words in await noted(stored))
    assert all(not case.is_open for case in await stored.cases())
    await stored.customer("is anybody there?")
    await stored.later(times=2)
    assert await stored.owner() == "queue:general"


async def test_tickets_of_a_helpdesk_that_the_policy_names_no_more_are_ours(stored: Hubs) -> None:
    await stored.adopt(rules(when_closed={"hub": "tickets"}))
    await asks(stored)
    assert (await only(stored)).hub_ref
    await stored.adopt(rules(), names=("chat",))
    await stored.later(times=2)
    ticket = await only(stored)
    assert (ticket.hub, ticket.sla) == ("", "enterprise 4 h")
    assert any("did not take this ticket" in w or "names" in w or "no helpdesk" in w for w in await noted(stored))
    await stored.hire("maria")
    await stored.later(times=2)
    assert (await only(stored)).agent == "usr_maria"


async def test_a_helpdesk_that_comes_back_into_the_policy_has_nothing_twice(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat"))
    await asks(hubs)
    (ref,) = hubs.hub("chat").refs()
    await hubs.hire("maria")
    await hubs.adopt(rules(), names=("tickets",))
    await hubs.later(times=2)
    await hubs.adopt(rules(hub="chat"))
    await hubs.later(times=4)
    assert list(hubs.hub("chat").refs()) == [ref]
    assert (await hubs.handoff()).agent == "usr_maria"
    await hubs.hears("chat", hubs.hub("chat").says(ref, "Hello, are you there?"))
    shown = [e.text for e in await hubs.log() if e.kind is Kind.MESSAGE and e.role is Role.HUMAN_AGENT]
    assert shown == []  # somebody else has them: the team reads it
    assert any("Hello, are you there?" in words for words in await noted(hubs))


async def test_a_secret_that_is_missing_is_named_before_anything_begins(hubs: Hubs, tmp_path: Path) -> None:
    def without(settings: Any) -> Any:
        reach = Reach(None, None)  # type: ignore[arg-type]
        return open_hub(settings, {}, reach)

    await hubs.adopt(rules())
    file = tmp_path / "changed.yaml"
    begun = (await hubs.segue.env.policies.active("default")).text
    hubs.segue.env.hubs.open = without
    with pytest.raises(Invalid, match=r"intercom_token|freshdesk_key"):
        hubs.segue.env.hubs.check((await hubs.segue.env.policies.active("default")).policy)
    disk = PolicyOnDisk(file, "default")
    file.write_text(begun)
    disk._seen = b"another"
    assert await disk.look(hubs.segue.env) == 0  # the old one stays


# --- how a handoff is left meanwhile ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["the bot calls it off", "the customer leaves"])
@pytest.mark.parametrize("when", ["the helpdesk is away", "it has them"])
async def test_what_is_not_wanted_any_more_is_over_there_as_well(hubs: Hubs, how: str, when: str) -> None:
    await hubs.adopt(rules(hub="chat"))
    hubs.roads["chat"].trouble = "503" if when == "the helpdesk is away" else ""
    await asks(hubs)
    if how == "the bot calls it off":
        await converse.call_off(hubs.segue.env, "default", "c1", "solved")
    else:
        await converse.end(hubs.segue.env, "default", "c1", Role.END_USER)
    await hubs.later(times=2)
    hubs.roads["chat"].trouble = ""
    await hubs.later(times=4, minutes=2)
    refs = hubs.hub("chat").refs()
    assert len(refs) == (1 if when == "it has them" else 0)
    assert all(hubs.hub("chat").closed(ref) for ref in refs)
    assert all(not case.is_open for case in await hubs.cases())
    assert not (await hubs.handoff()).is_open


async def test_a_helpdesk_that_refuses_what_a_customer_writes_does_not_keep_them(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat"))
    await asks(hubs)
    (ref,) = hubs.hub("chat").refs()
    await hubs.hears("chat", hubs.hub("chat").says(ref, "Hello"))
    await hubs.hire("maria")
    hubs.hub("chat").faults.coming = [422]
    await hubs.customer("are you there?")
    await hubs.later(times=4)
    handoff = await hubs.handoff()
    assert (handoff.hub, handoff.agent) == ("", "usr_maria")
    assert any("it refused their words" in words for words in await noted(hubs))


# --- transfers to and from a helpdesk ---------------------------------------------------------------------------------

TWO = {"experts": {"title": "Experts", "hub": "chat", "owner": "boss@acme.example"}}


async def handed_on(hubs: Hubs) -> Any:
    """Maria of our own desk gives the customer to the experts, who work in a helpdesk."""
    await hubs.adopt(rules(also=TWO))
    maria = await hubs.hire("maria")
    await asks(hubs)
    await serve.accept(hubs.segue.env, maria, (await hubs.handoff()).id)
    await transfer.to_queue(hubs.segue.env, maria, "c1", "experts", "please look")
    await hubs.work()
    return maria


async def test_our_desk_hands_a_customer_to_the_people_of_a_helpdesk(stored: Hubs) -> None:
    await handed_on(stored)
    handoff = await stored.handoff()
    assert (handoff.state, handoff.hub, handoff.queue) == (State.QUEUED, "chat", "experts")
    (ref,) = stored.hub("chat").refs()
    assert "4711" in stored.all_of("chat", ref)
    await stored.hears("chat", stored.hub("chat").says(ref, "I am the expert"))
    assert (await stored.owner()).startswith("human:hub:chat/")


async def test_a_helpdesk_that_is_away_gives_the_customer_back_to_who_gave_them_away(stored: Hubs) -> None:
    stored.roads["chat"].trouble = "503"
    await handed_on(stored)
    await stored.later(times=8)
    handoff = await stored.handoff()
    assert (handoff.state, handoff.hub, handoff.agent) == (State.ACTIVE, "", "usr_maria")
    assert any("back with Maria" in words for words in await noted(stored))


async def test_nobody_of_the_helpdesk_takes_it_and_it_is_back_with_who_gave_it_away(hubs: Hubs) -> None:
    await handed_on(hubs)
    (ref,) = hubs.hub("chat").refs()
    await hubs.later(times=8, minutes=4)
    assert await hubs.owner() == "human:usr_maria"
    assert hubs.hub("chat").closed(ref)


async def test_nobody_of_the_helpdesk_takes_it_and_who_gave_it_away_has_gone(hubs: Hubs) -> None:
    await handed_on(hubs)
    hubs.at_desk = False
    await hubs.later(times=8, minutes=5)
    handoff = await hubs.handoff()
    assert (handoff.state, handoff.hub) == (State.TICKETED, "")
    assert any("nobody of it joined" in words for words in await noted(hubs))


async def test_the_same_customer_may_come_to_the_helpdesk_again(hubs: Hubs) -> None:
    maria = await handed_on(hubs)
    (first,) = hubs.hub("chat").refs()
    await serve.take(hubs.segue.env, maria, "c1")
    await hubs.later(times=2)
    assert hubs.hub("chat").closed(first)
    old = hubs.hub("chat").ends(first)
    await transfer.to_queue(hubs.segue.env, maria, "c1", "general", "")
    await hubs.later(times=1)
    await serve.take(hubs.segue.env, maria, "c1")
    await transfer.to_queue(hubs.segue.env, maria, "c1", "experts", "once more")
    await hubs.later(times=2)
    _, second = hubs.hub("chat").refs()
    assert not hubs.hub("chat").closed(second)
    await hubs.hears("chat", old)  # an old event ends nothing new
    assert (await hubs.handoff()).hub == "chat"
    await hubs.hears("chat", hubs.hub("chat").says(second, "Hello again"))
    assert (await hubs.owner()).startswith("human:hub:chat/")
    case = await hubs.segue.store.read(HubCaseByRef("default", "chat", second))
    assert case is not None
    assert case.handoff == (await hubs.handoff()).id


async def test_people_of_a_helpdesk_are_followed_by_our_own(hubs: Hubs) -> None:
    await hubs.adopt(rules(hub="chat", also={"ours": {"title": "Ours"}}))
    await asks(hubs)
    (ref,) = hubs.hub("chat").refs()
    await hubs.hears("chat", hubs.hub("chat").says(ref, "Hello"))
    maria = await hubs.hire("maria")
    await serve.take(hubs.segue.env, maria, "c1")
    await transfer.to_queue(hubs.segue.env, maria, "c1", "ours", "")
    await hubs.later(times=2)
    assert (await hubs.handoff()).hub == ""
    assert hubs.hub("chat").closed(ref)


# --- queues and triggers that mean a ticket ---------------------------------------------------------------------------


async def test_a_trigger_that_wants_a_ticket_writes_it_where_the_queue_has_its_tickets(hubs: Hubs) -> None:
    wanted = {**rules(hub="chat", when_closed={"hub": "tickets"})}
    wanted["triggers"] = [{**RULES["triggers"][0], "by": "ticket"}]
    await hubs.adopt(wanted)
    await asks(hubs)
    ticket = await only(hubs)
    assert (ticket.hub, [ticket.hub_ref]) == ("tickets", list(hubs.hub("tickets").refs()))
    assert list(hubs.hub("chat").refs()) == []


@pytest.mark.parametrize("trouble", ["", "401", "503"])
async def test_a_queue_of_tickets_of_a_helpdesk(hubs: Hubs, trouble: str) -> None:
    hubs.roads["tickets"].trouble = trouble
    await hubs.adopt(rules(kind="ticket", hub="tickets"))
    await asks(hubs)
    await hubs.later(times=6, minutes=1)
    ticket = await only(hubs)
    assert ticket.hub == ("" if trouble else "tickets")
    assert sum(DUE in words for words in await hubs.told()) == 1
    assert any("did not take this ticket" in words for words in await noted(hubs)) == bool(trouble)


@pytest.mark.skipif(not dovecot.available(), reason="needs Dovecot: apt install dovecot-imapd dovecot-lmtpd")
@pytest.mark.parametrize("trouble", ["", "refused", "later"])
async def test_a_queue_that_is_answered_by_e_mail(tmp_path: Path, sqlite_url: str, trouble: str) -> None:
    """`later`: the mail server takes nothing for now."""
    from fakes.hubs.email import Played

    async with Played().serving() as mail, hubs_in_house(tmp_path, sqlite_url, {"mail": mail}) as hubs:
        road = hubs.roads["mail"]
        road.at = mail.at  # type: ignore[method-assign]
        if trouble == "refused":
            road.at = lambda url: f"{url.partition(':')[0]}://127.0.0.1:9"  # type: ignore[method-assign]
        mail.faults.coming = [451] * 100 if trouble == "later" else []
        await hubs.adopt(rules(kind="email", hub="mail"))
        await asks(hubs)
        await hubs.later(times=6, minutes=1)
        ticket = await only(hubs)
        assert (await hubs.handoff()).state is State.EMAILED
        assert (ticket.kind, ticket.hub, ticket.sla) == ("email", "" if trouble else "mail", "enterprise 4 h")
        assert sum(DUE in words for words in await hubs.told()) == 1
        assert any("did not take this ticket" in words for words in await noted(hubs)) == bool(trouble)
        assert bool(mail.sent) == (not trouble)


async def test_tickets_of_one_helpdesk_do_not_go_back_to_the_one_that_lost_the_customer(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with hubs_in_house(tmp_path, sqlite_url, {"chat": Chatwoot()}) as hubs:
        hubs.roads["chat"].trouble = "401"
        await hubs.adopt(rules(hub="chat"))
        await asks(hubs)
        await hubs.later(times=4)
        assert (await only(hubs)).hub == ""
