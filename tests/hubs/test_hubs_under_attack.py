"""What buggy vendors, hostile callers and people in a helpdesk can do to a conversation: nothing of it is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from hubs.house import ANA, House, housing, playing, policy_for
from segue.domain.hubs import Told, What
from segue.flows import serve
from segue.flows.hub_inbox import act_and_wait, act_due, hear
from segue.flows.passing_on import keep_back
from segue.ports.hub_events import HubEvent, StoreHubEvent


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with housing(tmp_path, playing("webhook")) as house:
        yield house


def told(ref: str, text: str, id_: str, what: What = What.MESSAGE, **more: Any) -> Told:
    return Told(what, id_, ref, text=text, agent="7", agent_name="Ana", **more)


async def hears(house: House, *one: Told, hub: str = "hub") -> None:
    env = house.segue.env
    settings = (await env.policies.active("default")).policy.hubs[hub]
    await hear(env, "default", env.hubs.hub("default", settings), one, house.clock.now())


async def test_what_is_written_after_it_was_opened_again_reaches_the_customer_though_all_comes_at_once(
    house: House,
) -> None:
    ref = await house.open()
    await hears(
        house,
        told(ref, "Hello", "event/1"),
        told(ref, "", "event/2", What.ENDED, by="agent"),
        told(ref, "", "event/3", What.REOPENED),
        told(ref, "One more thing", "event/4"),
    )
    await act_and_wait(house.segue.env)
    assert [text for _, text in await house.shown()] == ["Hello", "One more thing"]


async def test_two_long_ids_that_begin_alike_are_two_messages(house: House) -> None:
    ref = await house.open()
    await hears(house, told(ref, "First", "event/" + "a" * 199 + "1"), told(ref, "Second", "event/" + "a" * 199 + "2"))
    await act_and_wait(house.segue.env)
    assert [text for _, text in await house.shown()] == ["First", "Second"]


async def test_a_customer_who_guesses_the_id_of_an_answer_does_not_keep_it_from_being_shown(house: House) -> None:
    ref = await house.open()
    await house.customer("x", message_id="hub:event/9")
    await hears(house, told(ref, "Hello", "event/9"))
    await act_and_wait(house.segue.env)
    assert [text for _, text in await house.shown()] == ["Hello"]


async def test_what_comes_while_an_earlier_message_waits_does_not_overtake_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = await house.open()
    from segue.domain.errors import TryAgain
    from segue.flows import hub_inbox

    real, fails = hub_inbox.act_on, [True]

    async def sometimes(*given: Any) -> None:
        if fails:
            fails.pop()
            raise TryAgain("busy", retry_after_s=1)
        await real(*given)

    monkeypatch.setattr(hub_inbox, "act_on", sometimes)
    await hears(house, told(ref, "First", "event/1"))
    await act_and_wait(house.segue.env)
    house.clock.forward(seconds=0.5)
    await hears(house, told(ref, "Second", "event/2"))
    await act_and_wait(house.segue.env)
    await house.later(2)
    assert [text for _, text in await house.shown()] == ["First", "Second"]


async def test_an_event_that_this_version_does_not_know_holds_up_nobody(house: House) -> None:
    ref = await house.open()
    env, now = house.segue.env, house.clock.now()
    body = {"conversation": ref, "what": "sang", "id": "event/0", "ref": ref}
    await env.store.write(StoreHubEvent(HubEvent("default", "hub", "sang/event/0", now, now, body)))
    await hears(house, told(ref, "Hello", "event/1"))
    await asyncio.wait_for(act_and_wait(env), 5)
    assert [text for _, text in await house.shown()] == ["Hello"]


async def test_a_time_without_a_zone_holds_up_nobody(house: House) -> None:
    ref = await house.open()
    naive = house.clock.now().replace(tzinfo=None)
    await hears(house, told(ref, "Hello", "event/1", at=naive), told(ref, "You", "event/2"))
    await asyncio.wait_for(act_and_wait(house.segue.env), 5)
    assert [text for _, text in await house.shown()] == ["Hello", "You"]


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b", "x" * 3_000_000], ids=["nul", "half", "huge"])
async def test_words_that_no_database_keeps_are_kept_all_the_same(house: House, words: str) -> None:
    ref = await house.open()
    await hears(house, replace(told(ref, words, "event/1"), agent_name=words, agent=words))
    await act_and_wait(house.segue.env)
    ((name, text),) = await house.shown()
    assert text.startswith(words[:1])
    assert "\x00" not in text + name
    assert len(text) <= 100_000
    assert len(name) <= 200


OTHER = {"kind": "webhook", "url": "https://other.acme.example/segue", "secret": "hub_secret"}


async def adopt(house: House, **more: Any) -> None:
    rules = yaml.safe_load(policy_for(house.hub, ticket=False))
    await house.segue.env.policies.adopt("default", yaml.safe_dump({**rules, **more}), "test")


async def with_other_hub(house: House) -> None:
    rules = yaml.safe_load(policy_for(house.hub, ticket=False))
    await adopt(house, hubs={**rules["hubs"], "other": OTHER})


async def test_a_slow_helpdesk_with_a_thousand_events_does_not_hold_up_another(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segue.flows import hub_inbox

    ref = await house.open()
    await with_other_hub(house)
    real, release = hub_inbox._act, asyncio.Event()

    async def stuck(env: Any, events: Any) -> None:
        await (release.wait() if events[0].hub == "other" else real(env, events))

    monkeypatch.setattr(hub_inbox, "_act", stuck)
    many = [told(f"ref-{number % 40}", "x", f"event/{number}") for number in range(1_050)]
    await hears(house, *many, hub="other")
    house.clock.forward(seconds=1)
    await hears(house, told(ref, "Hello", "event/1"))
    await act_due(house.segue.env)
    tasks = [task for key, task in house.segue.env.hubs.under_way.items() if key[1] == "hub"]
    await asyncio.gather(*tasks)
    assert [text for _, text in await house.shown()] == ["Hello"]
    await house.segue.env.hubs.close()


async def test_one_case_that_is_gone_there_does_not_keep_the_others_from_being_caught_up_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segue.domain.deliveries import Trouble
    from segue.flows.hub_streams import catch_up
    from segue.ports.listeners import DeliveryFailed

    await house.asks("c1")
    await house.asks("c2")
    house.clock.forward(seconds=60)
    env = house.segue.env
    gone, there = [(await house.cases(one))[0].ref for one in ("c1", "c2")]

    async def asked(case: Any) -> list[Told]:
        if case.ref == gone:
            raise DeliveryFailed("404", Trouble.REFUSED)
        return [told(there, "Hello", "event/1")]

    hub = env.hubs.live("default", house.settings)
    monkeypatch.setattr(hub, "catch_up", asked)
    await catch_up(env, "default", house.settings)
    await act_and_wait(env)
    assert [text for _, text in await house.shown("c2")] == ["Hello"]


async def test_who_opens_an_old_conversation_again_does_not_read_what_the_customer_tells_others(house: House) -> None:
    ref = await house.open()
    await hears(house, told(ref, "Hello", "event/1"), told(ref, "", "event/2", What.ENDED, by="agent"))
    await act_and_wait(house.segue.env)
    await house.work()
    await hears(house, told(ref, "", "event/3", What.REOPENED))
    await act_and_wait(house.segue.env)
    rules = yaml.safe_load(policy_for(house.hub, ticket=False))
    await adopt(house, queues={"general": {"title": "Customer care"}}, hubs=rules["hubs"])
    await house.hire("maria")
    house.hub.tickets[ref].closed = False
    await house.with_human("maria")
    await house.customer("My salary is 4000")
    await house.later(3)
    assert not any("salary" in one.text for one in house.hub.seen(ref))


async def test_two_customers_under_one_name_are_not_mixed_up_and_neither_waits_for_ever(house: House) -> None:
    """A vendor with a bug answers the same id for two conversations."""
    await house.hire("maria")
    await house.asks("c1")
    house.hub._count = iter([1, *range(2, 99)])
    await house.asks("c2")
    await house.later(26, seconds=10)
    assert (await house.owner("c2")) != ""
    (case,) = await house.cases("c1")
    await hears(house, told(case.ref, "Hello", "event/1"))
    await act_and_wait(house.segue.env)
    assert [text for _, text in await house.shown("c1")] == ["Hello"]
    assert await house.shown("c2") == []
    assert "hub:" not in (await house.handoff("c2")).hub
    assert (await house.handoff("c2")).hub == ""


async def test_what_the_customer_keeps_back_is_in_no_subject_and_no_note_either(house: House) -> None:
    await house.start("c1", customer=ANA, bot="bot")
    await keep_back(house.segue.env, "default", "c1", ["name", "email"], "")
    await house.customer("Ana Duarte here, ana@shop.example: let me talk to a human please")
    await house.later(times=3, seconds=1)
    (ref,) = house.hub.refs()
    maria = await house.hire("maria")
    await serve.note(house.segue.env, maria, "c1", "Ana Duarte, ana@shop.example, is angry", "n1")
    await house.later(3)
    assert "is angry" in house.all_of(ref)
    assert "Duarte" not in house.all_of(ref)
    assert "ana@shop" not in house.all_of(ref)


async def test_a_ticket_says_nothing_that_the_customer_keeps_back(tmp_path: Path) -> None:
    async with housing(tmp_path, playing("webhook"), ticket=True) as house:
        await house.start("c1", customer=ANA, bot="bot")
        await keep_back(house.segue.env, "default", "c1", ["name", "email"], "")
        await house.customer("Ana Duarte here, ana@shop.example: let me talk to a human please")
        await house.later(times=3, seconds=1)
        (ref,) = house.hub.refs()
        assert "Duarte" not in house.all_of(ref)
        assert "ana@shop" not in house.all_of(ref)
