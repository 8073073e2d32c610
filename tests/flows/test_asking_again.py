"""Offers as a conversation goes on, bots that tell of their own failures, and policies that change meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.world import POLICY, World
from segue.domain.conversation import Entry, Kind, PageVisit
from segue.domain.lifecycle import State
from segue.domain.offers import Answer
from segue.flows import receive
from segue.flows.receive import Turn
from segue.policy_file import PolicyErrors

OFFERS = """
version: 1
languages: [en]
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff}
  - {id: bare-keyword, when: "asks_for_human == 'unclear'", then: offer}
  - {id: stuck, when: "failed_attempts >= 2", then: offer}
  - {id: stock, phrases: [wholesale], then: offer}
  - {id: lawyer, phrases: [my lawyer], then: handoff, queue: legal}
  - {id: refused, when: "bot_refuses", then: handoff}
  - {id: leaving, when: "page.path == '/account/cancel'", then: offer, proactive: true}
route: [{queue: general}]
queues: {general: {}, legal: {}}
offers: {cool_down: 2, pause: 10m}
"""


@pytest.fixture
async def shop(world: World) -> World:
    await world.segue.env.policies.adopt("default", OFFERS, "ana")
    await world.hire("maria")
    await world.start()
    return world


async def visits(world: World, path: str) -> Turn:
    page = PageVisit(f"https://shop.example{path}", "", world.clock.now())
    return await receive.learn(world.segue.env, "default", "c1", page=page)


async def kinds(world: World, kind: Kind) -> list[Entry]:
    return [entry for entry in await world.log() if entry.kind is kind]


def why(turn: Turn, trigger: str) -> tuple[str, str]:
    assert turn.decision is not None
    return next((each["verdict"], each["detail"]) for each in turn.decision["weighed"] if each["trigger"] == trigger)


async def test_a_declined_offer_is_not_made_again_and_another_cause_waits_for_the_cool_down(shop: World) -> None:
    assert (await shop.customer("do you do wholesale")).decision["outcome"] == "offer"
    assert (await shop.handoff()).state is State.OFFERED
    await shop.customer("no thanks")
    assert (await shop.handoff()).state is State.DECLINED
    assert why(await shop.customer("wholesale then"), "stock")[0] == "suppressed"
    assert why(await shop.customer("wholesale"), "stock")[0] == "suppressed"
    again = await shop.customer("what about wholesale")
    assert why(again, "stock")[0] == "suppressed"
    assert "the customer declined the offer of this trigger; needs a mood of" in why(again, "stock")[1]
    await shop.bot("Hm.", no_match=True)
    await shop.customer("hm")
    stuck = await shop.bot("Hm again.", no_match=True)
    assert (stuck.decision["outcome"], stuck.decision["trigger"]) == ("offer", "stuck")


async def test_during_the_cool_down_no_other_cause_is_offered(shop: World) -> None:
    await shop.customer("do you do wholesale")
    await shop.customer("no thanks")
    await shop.bot("x", no_match=True)
    await shop.customer("the blue one")
    held = await shop.bot("y", no_match=True)
    assert why(held, "stuck") == (
        "suppressed",
        "the customer declined an offer; none is made for 2 more messages",
    )
    await shop.customer("and the red one")
    assert why(await shop.customer("or green"), "stuck")[0] == "fired"


async def test_an_explicit_request_and_a_handoff_are_never_held_back(shop: World) -> None:
    await shop.customer("do you do wholesale")
    await shop.customer("no thanks")
    assert (await shop.customer("agent")).decision["trigger"] == "bare-keyword"
    await shop.customer("no thanks")
    lawyer = await shop.customer("I call my lawyer")
    assert (lawyer.decision["outcome"], lawyer.decision["queue"], lawyer.owner) == ("handoff", "legal", "queue")


@pytest.mark.parametrize("answer", ["agent", "a human", "human please"])
async def test_who_answers_an_offer_by_asking_for_a_person_accepts_it(shop: World, answer: str) -> None:
    await shop.customer("do you do wholesale")
    turn = await shop.customer(answer)
    assert (turn.owner, len(await kinds(shop, Kind.OFFER))) == ("queue", 1)
    assert (await shop.handoff()).state is State.QUEUED


async def test_a_handoff_for_another_cause_goes_where_that_cause_sends_it_though_an_offer_is_open(shop: World) -> None:
    await shop.customer("do you do wholesale")
    assert (await shop.handoff()).trigger == "stock"
    turn = await shop.customer("then my lawyer will write to you")
    handoff = await shop.handoff()
    assert (handoff.queue, handoff.trigger, handoff.evidence) == ("legal", "lawyer", "my lawyer")
    assert "Legal" in turn.reply


async def test_asking_for_a_person_while_an_offer_is_open_takes_what_was_offered(shop: World) -> None:
    await shop.customer("do you do wholesale")
    await shop.customer("I want to talk to a human about that")
    handoff = await shop.handoff()
    assert (handoff.queue, handoff.trigger) == ("general", "stock")
    assert handoff.evidence == "I want to talk to a human"


async def test_refusing_a_person_in_a_whole_sentence_declines_the_offer(shop: World) -> None:
    await shop.customer("do you do wholesale")
    await shop.customer(
        "please don't connect me with an agent, I only want to read your price list for plates and cups"
    )
    assert (await shop.handoff()).state is State.DECLINED


async def test_refusing_a_person_unasked_holds_back_offers_for_a_while(shop: World) -> None:
    await shop.customer("please don't connect me with an agent")
    assert why(await shop.customer("do you do wholesale"), "stock")[0] == "suppressed"
    await shop.customer("hello")
    assert why(await shop.customer("so, wholesale"), "stock")[0] == "fired"


async def test_an_ignored_proactive_offer_comes_again_on_a_later_visit(shop: World) -> None:
    assert "person" in (await visits(shop, "/account/cancel")).reply
    await shop.customer("what is the notice period")
    await shop.customer("and for the yearly plan")
    assert (await shop.handoff()).state is State.LAPSED
    soon = await visits(shop, "/account/cancel")
    assert (soon.reply, why(soon, "leaving")[0]) == ("", "suppressed")
    shop.clock.forward(minutes=11)
    assert "person" in (await visits(shop, "/account/cancel")).reply


async def test_a_declined_proactive_offer_does_not_come_again(shop: World) -> None:
    await visits(shop, "/account/cancel")
    await shop.customer("no thanks")
    shop.clock.forward(hours=1)
    assert (await visits(shop, "/account/cancel")).reply == ""


async def test_what_became_of_an_offer_is_remembered_with_the_conversation(shop: World) -> None:
    await shop.customer("do you do wholesale")
    await shop.customer("no thanks")
    known = (await shop.segue.loaded("c1")).conversation.offers
    assert [(offer.cause, offer.answer, offer.turn) for offer in known.made] == [("stock", Answer.DECLINED, 2)]


# --- what the bot tells of itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told", "failed"),
    [
        ("Here you are.", {}, False),
        ("Here you are.", {"articles": ("kb-1",)}, False),
        ("Hm.", {"no_match": True}, True),
        ("Hm.", {"outside_knowledge": True}, True),
        ("Sorry, I do not know.", {}, True),
        ("", {"error": "timeout"}, True),
    ],
)
async def test_triggers_are_weighed_at_once_when_the_bot_fails(
    shop: World, text: str, told: dict[str, Any], failed: bool
) -> None:
    await shop.customer("where is my parcel")
    turn = await shop.bot(text, **told)
    assert (turn.decision is not None) is failed
    data = next(entry.data for entry in await shop.log() if entry.author)
    assert {name: data[name] for name in told} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in told.items()
    }


async def test_the_same_article_again_is_a_failure_of_the_bot(shop: World) -> None:
    await shop.customer("where is my parcel")
    assert (await shop.bot("Read this.", articles=("kb-1", "kb-2"))).decision is None
    await shop.customer("I did")
    again = await shop.bot("Then read this.", articles=("kb-2",))
    assert again.decision is not None
    assert (await shop.segue.loaded("c1")).conversation.signals.same_article == 1


# --- policies that change while conversations run -------------------------------------------------------------------


async def test_a_conversation_keeps_the_version_that_it_began_with(shop: World) -> None:
    before = (await shop.segue.loaded("c1")).conversation.policy_version
    changed = OFFERS.replace("phrases: [wholesale]", "phrases: [retail]")
    ready = await shop.segue.env.policies.adopt("default", changed, "ana")
    old = await shop.customer("wholesale?")
    assert (old.decision["trigger"], old.decision["policy_version"]) == ("stock", before)
    await shop.start("c2")
    new = await shop.customer("wholesale?", "c2")
    assert (new.decision["trigger"], new.decision["policy_version"]) == ("", ready.policy.hash)
    assert (await shop.customer("retail?", "c2")).decision["trigger"] == "stock"


async def test_queues_are_always_those_of_the_active_policy(shop: World) -> None:
    without = OFFERS.replace(", queue: legal}", "}").replace("legal: {}", "counsel: {}")
    without = without.replace(
        "route: [{queue: general}]", "route: [{when: \"trigger == 'lawyer'\", queue: counsel}, {queue: general}]"
    )
    await shop.segue.env.policies.adopt("default", without, "ana")
    turn = await shop.customer("I call my lawyer")
    assert turn.decision["queue"] == "counsel"
    assert (await shop.handoff()).queue == "counsel"


async def test_a_wrong_policy_leaves_the_old_one_deciding(shop: World) -> None:
    with pytest.raises(PolicyErrors):
        await shop.segue.env.policies.adopt(
            "default", OFFERS.replace("phrases: [wholesale]", "when: 'wholesale'"), "ana"
        )
    assert (await shop.customer("wholesale?")).decision["trigger"] == "stock"


async def test_a_version_that_is_not_stored_any_more_gives_way_to_the_active_one(shop: World) -> None:
    policies = shop.segue.env.policies
    assert await policies.earlier("default", "no such version") is None
    assert await policies.earlier("default", "") is None
    active = await policies.active("default")
    assert await policies.earlier("default", active.policy.hash) is None
    first = await policies.adopt("default", POLICY, "ana")
    again = await policies.earlier("default", active.policy.hash)
    assert again is not None
    assert again.policy == active.policy
    assert (await policies.active("default")) is first


TICKETS = """
version: 1
languages: [en]
behaviours: {often: {contacts: any, within: 30d}}
triggers:
  - {id: stuck, when: "failed_attempts >= 2", then: handoff}
  - {id: regular, when: "behaviour.often >= 1 && turns >= 5", then: handoff}
route: [{queue: letters}]
queues: {letters: {kind: ticket}}
"""


async def test_what_a_ticket_was_written_for_writes_no_other_ticket(world: World) -> None:
    await world.segue.env.policies.adopt("default", TICKETS, "ana")
    await world.start(visitor="vis_1")
    told = []
    for answer in ("Try a.", "Try b.", "Try c.", "Try d.", "Try e.", "Try f."):
        told.append((await world.customer("that did not help")).decision)
        await world.bot(answer)
    assert [each and each["trigger"] for each in told] == ["", "", "stuck", "", "stuck", ""]


async def test_after_a_ticket_the_topics_and_the_language_are_still_known(world: World) -> None:
    await world.start()
    await world.customer("you charged me twice, there is a wrong amount on my invoice")
    signals = (await world.segue.loaded("c1")).conversation.signals
    assert "billing" in signals.topics
    assert (signals.language, signals.turns) == ("en", 1)
