"""What Segue posts to the Bot Connector, held against Microsoft's own description of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from copilot_world import POLICY, House, house

from fakes.described import Description
from fakes.microsoft import AGENT, APP, RUNTIME, TEAMS
from fakes.vendor import Asked, Said
from segue.domain.conversation import Kind

PATH = "/v3/conversations/{conversationId}/activities"


def _open_objects(spec: Any) -> None:
    for name in ("Activity", "Attachment"):
        for one in spec["components"]["schemas"][name]["properties"].values():
            if one.get("type") == "object" and "properties" not in one:
                one["additionalProperties"] = True


def _any_value(spec: Any) -> None:
    spec["components"]["schemas"]["CardAction"]["properties"]["value"] = {}


FAULTS = {
    "an object without properties is any object": _open_objects,
    "the value of a button is any JSON value, says the specification of activities": _any_value,
}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description("microsoft/botframework-channel.json", "https://api.botframework.com", "", (PATH,), FAULTS)


async def whole_story(made: House, **more: Any) -> None:
    """Words, a question with choices, words of a human, the end."""
    await made.post(made.message("I need a person", "c0", **more))  # nobody is there: where shall we answer you?
    await made.lanes()
    await made.human()
    await made.post(made.message("Is anybody there? I need a person", **more))
    await made.lanes()
    maria = await made.human()
    await made.takes(maria, made.conversations[-1].id)
    await made.says(maria, "Hello!", made.conversations[-1].id)
    await made.hands_back(maria, made.conversations[-1].id)


@pytest.mark.parametrize("channel", ["msteams", "webchat"])
async def test_everything_that_is_posted_is_as_described(description: Description, channel: str) -> None:
    async with house() as made:
        await whole_story(made, channelId=channel)
        assert {one.activity["type"] for one in made.them.received} == {"message", "endOfConversation"}
        for one in made.them.received:
            path = "/" + one.path.partition("/")[2]
            body = json.dumps(one.activity).encode()
            asked = Asked("POST", path, {}, {"Content-Type": "application/json"}, body)
            description.check_one(asked, Said({"id": "a-1"}, 201))


async def test_where_teams_reaches_segue_without_an_agent_it_is_answered_where_it_came_from() -> None:
    async with house() as made:
        token = made.them.from_service(TEAMS + "/")
        turn = made.message("<at>Segue</at> I need a person please", serviceUrl=TEAMS + "/")
        turn["entities"] = [{"type": "mention", "text": "<at>Segue</at>", "mentioned": {"id": "28:segue"}}]
        await made.human()
        assert (await made.post(turn, token)).status == 202
        await made.lanes()
        assert await made.words() == ["I need a person please"]
        got = made.them.received[0]
        assert (got.host, got.path.split("/")[0]) == ("smba.trafficmanager.net", "emea")
        assert got.token.endswith("for_https://api.botframework.com/.default")


async def test_a_wrong_client_secret_holds_words_back_and_loses_none() -> None:
    async with house(POLICY.replace("secret: segue_app", "secret: agent_app")) as made:
        await made.human()
        await made.post(made.event("startConversation", serviceUrl=RUNTIME))
        maria = await made.human()
        await made.takes(maria)
        await made.says(maria, "Can you read this?")
        assert made.them.received == []
        notes = [one.text for one in await made.log() if one.kind is Kind.NOTE]
        assert [one.rpartition(",")[2] for one in notes] == [" and told them as soon as the channel works again."]
        answer = await made.turn("hello?", deliveryMode="expectReplies")
        assert "Maria: Can you read this?" in [one.get("text") for one in answer.json["activities"]]


async def test_tokens_are_asked_for_once_by_whom_the_address_will_believe() -> None:
    async with house() as made:
        await made.human()
        await whole_story(made)
        assert len(made.them.granted) == 1
        assert made.them.granted[0]["scope"] == f"{AGENT}/.default"


async def test_each_address_gets_the_token_that_is_made_for_it_and_no_other() -> None:
    """With three kinds of callers at once: whoever receives a token could use it where it counts."""
    more = f"kind: copilot_skill, agent_app_id: {AGENT}, agent_secret: agent_app"
    async with house(POLICY.replace("kind: copilot_skill", more)) as made:
        await made.human()
        await made.post(made.event("startConversation", None, "runtime", serviceUrl=RUNTIME, channelId="directline"))
        await made.post(made.event("startConversation", None, "teams", serviceUrl=TEAMS))
        service = "https://europe.webchat.botframework.com"
        brought = made.event("startConversation", None, "webchat", serviceUrl=service, channelId="directline")
        await made.post(brought, made.them.from_service(service))
        await made.lanes()
        got = {(one.host, one.token.replace("_for_", " for ")) for one in made.them.received}
        assert got == {
            ("pvaruntime.eu-il101.gateway.prod.island.powerapps.com", f"{APP} for {AGENT}/.default"),
            ("smba.trafficmanager.net", f"{AGENT} for https://api.botframework.com/.default"),
            ("europe.webchat.botframework.com", f"{APP} for https://api.botframework.com/.default"),
        }
