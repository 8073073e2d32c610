"""What a customer reads around a transfer, through the whole engine: what it is about, who gets it, what to expect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer
from segue.domain.lifecycle import Event
from segue.flows import presence, serve

CRISIS = "I can't cope any more, I want to hurt myself"
ASK = "I want to talk to a human please"
OURS = POLICY.replace("languages: [en]", "languages: [en, de]") + "important_tiers: [Enterprise]\n"


@pytest.fixture
async def world(tmp_path: Path, url: str) -> AsyncIterator[World]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(OURS)
    clock = FakeClock()
    async with Segue.open(policy, store=url, clock=clock, background=False) as segue:
        yield World(segue, clock)


async def test_what_the_customer_named_is_named_to_them(world: World) -> None:
    await world.hire("maria", skills={"billing": 4})
    await world.start(customer=Customer(name="Ana Silva"))
    reply = (await world.customer("You charged me twice for invoice 2231")).reply
    assert reply.startswith("I understand, Ana Silva: your request about invoice 2231 needs somebody who can check")
    assert "I am passing you on to Billing, who will have what you wrote in front of them." in reply
    assert reply.endswith("You are number 1 in line. I cannot say yet how long it will take.")


async def test_an_important_account_is_one_only_when_it_is_vouched_for(world: World) -> None:
    await world.hire("maria", skills={"billing": 4})
    for name, verified in (("big", True), ("claims", False)):
        await world.start(name, customer=Customer("c", verified=verified, facts={"tier": "enterprise"}))
    assert "for your Enterprise account" in (await world.customer("You charged me twice", "big")).reply
    assert "Enterprise" not in (await world.customer("You charged me twice", "claims")).reply


async def test_a_customer_is_answered_in_the_language_they_write(world: World) -> None:
    await world.hire("maria")
    await world.start(language="de")
    reply = (await world.customer("Ich möchte bitte mit einem Menschen sprechen")).reply
    assert reply.startswith("Ich verstehe: Ihr Anliegen klärt am besten ein Mensch mit Ihnen.")


async def test_who_agreed_to_an_offer_is_thanked_and_not_told_the_same_again(world: World) -> None:
    await world.hire("maria")
    await world.start()
    assert "a person can help you better with your request" in (await world.customer("agent")).reply
    assert (await world.customer("yes")).reply.startswith("Thank you. A person will take care of your request.")


async def test_a_human_who_takes_it_before_any_transfer_was_told_is_introduced_by_name(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.customer("my parcel with order Q-1182 is late")
    await serve.take(world.segue.env, maria, "c1")
    [told] = await world.told()
    assert "your request about order Q-1182" in told
    assert "I am passing you on to Maria." in told
    assert told.endswith("Give them a moment to read.")


async def test_who_is_next_in_line_is_told_so_at_once(world: World) -> None:
    maria = await world.hire("maria", capacity=1)
    for number in ("a", "b", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK, "b")
    world.clock.forward(seconds=1)
    assert "You are number 2 in line." in (await world.customer(ASK)).reply
    for _ in range(2):
        world.clock.forward(minutes=1)
        await presence.heartbeat(world.segue.env, maria)
        await world.segue.step()
    await serve.finish(world.segue.env, maria, "a", Event.RESOLVED)
    await world.segue.step()
    await serve.accept(world.segue.env, maria, (await world.handoff("b")).id)
    world.clock.forward(minutes=1)
    await presence.heartbeat(world.segue.env, maria)
    await world.segue.step()
    assert (await world.told())[-1].startswith("You have moved up: you are now number 1 in line with your request.")


async def test_a_message_in_line_is_answered_with_the_place_and_the_wait_as_they_are_by_then(world: World) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK)
    reply = (await world.customer("it is about order Q-1182")).reply
    assert reply.startswith("You still have your place in line with your request about order Q-1182.")
    assert reply.endswith("You are number 1 in line. I cannot say yet how long it will take.")


async def test_the_question_above_the_scores_names_what_it_was_about(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.customer("my parcel with order Q-1182 is late")
    await world.with_human()
    await serve.finish(world.segue.env, maria, "c1", Event.RESOLVED)
    resolved = next(entry for entry in reversed(await world.log()) if entry.data.get("event") == "resolved")
    assert resolved.text.startswith("Maria has marked your request about order Q-1182 as solved.")
    assert resolved.data["survey_text"].startswith("How did we do with your request about order Q-1182?")


async def test_somebody_in_distress_reads_of_a_person_and_of_help_not_of_a_line(world: World) -> None:
    await world.hire("maria", capacity=1)
    for number in ("a", "c1"):
        await world.start(number)
    await world.with_human(conversation="a")
    await world.customer(ASK)
    world.clock.forward(seconds=1)
    assert "You are number 1 in line" in (await world.customer("it is about order Q-1182")).reply
    assert (await world.customer("and about the lamp")).reply == ""  # told once
    reply = (await world.customer(CRISIS)).reply
    assert reply.startswith("I am still bringing in a person for you.")
    assert reply.endswith("If anyone is in danger, please call 112 (in Europe).")
    assert "in line" not in reply
    assert "order" not in reply
    assert (await world.customer("I am so scared")).reply == ""


async def test_distress_that_nobody_has_answered_is_not_forgotten_when_nobody_is_there(world: World) -> None:
    await world.start()
    await world.customer(CRISIS)
    told = (await world.customer(ASK)).reply
    assert told.startswith("Thank you for telling me. You should not be alone with this.")
    assert "Nobody from Customer care is here right now. Please turn to somebody you trust." in told
    saved = (await world.customer("ana@example.org")).reply
    assert saved.startswith("Thank you. A person will write to you at ana@example.org.")
    assert saved.endswith("please call 112 (in Europe).")


async def test_after_a_person_has_answered_the_words_are_those_of_every_day_again(world: World) -> None:
    maria = await world.hire("maria")
    await world.start()
    await world.customer(CRISIS)
    await world.with_human()
    await serve.speak(world.segue.env, maria, "c1", "I am here, Ana.", "h1")
    await serve.finish(world.segue.env, maria, "c1", Event.HANDED_BACK)
    assert any("Maria has left the conversation, and I am here again." in text for text in await world.told())
    assert "a person can help you better with your request" in (await world.customer(ASK)).reply
