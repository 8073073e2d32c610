"""Segue as a connected agent: the orchestrator sends turns, and answers go to the signed address of the newest one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from copilot_world import AS_AGENT, House, house

from fakes.microsoft import APP, SIGNED
from fakes.vendor import Said
from segue.domain.conversation import Kind

NEWER = SIGNED.replace("SIGNATURE", "NEWER")


@pytest.fixture
async def agent() -> AsyncIterator[House]:
    async with house(AS_AGENT) as made:
        await made.human()
        yield made


def asks(agent: House, text: str, conversation: str = "c1", url: str = SIGNED, **more: Any) -> dict[str, Any]:
    """A turn as the orchestrator sends one."""
    us = {"id": "28:segue", "name": "Segue", "role": "connectoruser"}
    return agent.message(text, conversation, recipient=us, serviceUrl=url, channelId="pva-studio", **more)


async def test_the_first_words_ask_for_a_human_and_reach_them(agent: House) -> None:
    answer = await agent.post(asks(agent, "My order never came, and the tracking page is empty"))
    assert (answer.status, answer.body) == (202, b"")
    await agent.lanes()
    assert await agent.words() == ["My order never came, and the tracking page is empty"]
    assert agent.conversations[0].handoffs == 1
    assert agent.them.said[0].startswith("I understand")
    assert agent.them.received[0].path.startswith("external-agent")
    assert agent.them.received[0].token == ""


async def test_words_are_pushed_to_the_newest_address_without_a_token_and_an_empty_200_is_a_yes(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.post(asks(agent, "hello?", url=NEWER))
    await agent.lanes()
    agent.them.received.clear()
    for text in ("One.", "Two.", "Three."):
        await agent.says(maria, text)
    assert agent.them.said == ["Maria: One.", "Maria: Two.", "Maria: Three."]
    assert agent.conversations[0].handoffs == 1


async def test_what_is_refused_waits_for_the_next_turn_whose_answer_brings_it_once(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.lanes()
    agent.them.received.clear()
    agent.them.refuse = [Said({}, 403)] * 3
    await agent.says(maria, "First.")
    await agent.says(maria, "Second.")
    agent.them.refuse = []
    turn = asks(agent, "anybody?", url=NEWER, deliveryMode="expectReplies")
    answer = await agent.post(turn)
    assert [one["text"] for one in answer.json["activities"]] == ["Maria: First.", "Maria: Second."]
    assert json.dumps((await agent.post(turn)).json) == json.dumps(answer.json)
    assert agent.them.said == []
    await agent.says(maria, "Third.")
    assert agent.them.said == ["Maria: Third."]


async def test_a_turn_that_brings_a_new_address_fetches_what_waited(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.lanes()
    agent.them.received.clear()
    agent.them.refuse = [Said({}, 410)]
    await agent.says(maria, "Are you there?")
    await agent.post(asks(agent, "yes, here", url=NEWER))
    await agent.lanes()
    assert agent.them.said == ["Maria: Are you there?"]


async def test_a_turn_that_comes_while_words_are_on_their_way_brings_them_no_second_time(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.lanes()
    agent.them.received.clear()
    for number in range(5):
        text = f"Answer {number}."
        await asyncio.gather(agent.says(maria, text), agent.post(asks(agent, f"and {number}?", url=NEWER)))
    await agent.lanes()
    assert agent.them.said == [f"Maria: Answer {number}." for number in range(5)]


async def test_when_the_human_is_done_the_orchestrator_is_told(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.lanes()
    await agent.hands_back(maria)
    end = agent.them.received[-1].activity
    assert (end["type"], end["code"], end["value"]["Outcome"]) == (
        "endOfConversation",
        "completedSuccessfully",
        "handed_back",
    )


async def test_after_that_the_next_turn_is_a_new_wish(agent: House) -> None:
    maria = await agent.human()
    for number in range(3):
        await agent.post(asks(agent, f"I need help with thing {number}"))
        await agent.takes(maria)
        await agent.lanes()
        await agent.hands_back(maria)
    assert agent.conversations[0].handoffs == 3


async def test_an_end_that_could_not_be_pushed_is_told_in_the_next_answer(agent: House) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    await agent.lanes()
    agent.them.refuse = [Said({}, 404)] * 5
    await agent.hands_back(maria)
    agent.them.refuse = []
    answer = await agent.post(asks(agent, "thanks", url=NEWER, deliveryMode="expectReplies"))
    assert answer.json["activities"][-1]["type"] == "endOfConversation"
    assert agent.conversations[0].handoffs == 1


async def test_where_nobody_is_there_the_customer_is_asked_where_to_answer_and_then_given_back() -> None:
    async with house(AS_AGENT) as alone:
        expect = {"deliveryMode": "expectReplies"}
        asked = await alone.post(asks(alone, "I need a person", **expect))
        assert [one["type"] for one in asked.json["activities"]] == ["message", "message"]
        assert asked.json["activities"][-1]["suggestedActions"]["actions"]
        left = await alone.post(asks(alone, "ana@acme.example", **expect))
        assert left.json["activities"][-1]["type"] == "endOfConversation"
        assert alone.conversations[0].contact_email == "ana@acme.example"
        assert alone.conversations[0].handoffs == 1
        await alone.post(asks(alone, "and now I need a person for my invoice", **expect))
        assert alone.conversations[0].handoffs == 2


async def test_two_customers_at_once_hear_each_their_own(agent: House) -> None:
    for name in ("c1", "c2"):
        await agent.post(asks(agent, "I need a person", name, SIGNED.replace("/c1?", f"/{name}?")))
    maria = await agent.human()
    ids = [one.id for one in agent.conversations]
    for one in ids:
        await agent.takes(maria, one)
    await agent.lanes()
    agent.them.received.clear()
    await agent.says(maria, "to the second", ids[1])
    assert [(one.path.rpartition("/")[2], one.activity["text"]) for one in agent.them.received] == [
        ("c2", "Maria: to the second")
    ]


async def test_a_signed_address_is_in_no_export_and_no_log(agent: House, capsys: pytest.CaptureFixture[str]) -> None:
    await agent.post(asks(agent, "I need a person"))
    maria = await agent.human()
    await agent.takes(maria)
    agent.them.refuse = [Said({}, 500), Said({}, 403)]
    await agent.says(maria, "hello")
    told = capsys.readouterr()
    assert "SIGNATURE" not in told.out + told.err
    assert all("SIGNATURE" not in json.dumps(dict(one.data), default=str) + one.text for one in await agent.log())


async def test_copilot_studio_signs_in_with_segues_own_registration_where_the_policy_names_no_callers() -> None:
    own = "\n".join(
        line.partition(", callers")[0] + ("}" if ", callers" in line else "") for line in AS_AGENT.split("\n")
    )
    async with house(own) as made:
        await made.human()
        turn = asks(made, "I need a person")
        assert (await made.post(turn, made.them.from_agent())).status == 403
        assert (await made.post(turn, made.them.from_agent(APP))).status == 202


async def test_a_file_goes_to_the_human_and_a_card_does_not(agent: House) -> None:
    files = [
        {"contentType": "image/png", "contentUrl": "https://files.example/a.png", "name": "a.png"},
        {"contentType": "text/html", "content": "<p>My screen</p>"},
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"body": []}},
    ]
    await agent.post(asks(agent, "I need a person for this screen", attachments=files))
    message = next(one for one in await agent.log() if one.kind is Kind.MESSAGE)
    assert [one["name"] for one in message.data["attachments"]] == ["a.png"]
