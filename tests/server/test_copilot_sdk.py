"""Microsoft's own SDK as the agent that calls: its client posts to a real socket, its models read what we answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from copilot_world import AS_AGENT, House, house

from fakes.microsoft import APP, RUNTIME, SIGNED
from segue.server.run import listen, serving

sdk = pytest.importorskip("microsoft_agents.activity", reason="the extra `microsoft` is not installed")
client = pytest.importorskip("microsoft_agents.hosting.core.client.http_agent_channel")


class Tokens:
    """What the SDK asks for a token: ours come from the played issuer."""

    def __init__(self, made: House) -> None:
        self.made, self.scopes = made, list[str]()

    async def get_access_token(self, resource_url: str, scopes: list[str], force_refresh: bool = False) -> str:
        self.scopes += scopes
        return self.made.them.from_agent()


class Agent:
    """An agent on the SDK that calls Segue as its skill."""

    def __init__(self, made: House, url: str) -> None:
        self.made, self.url, self.tokens = made, url, Tokens(made)

    async def post(self, raw: dict[str, Any], service_url: str = RUNTIME) -> Any:
        channel = client.HttpAgentChannel(self.tokens)
        found = sdk.Activity.model_validate(raw)
        return await channel.post_activity(
            APP, APP, f"{self.url}/api/messages", service_url, raw["conversation"]["id"], found
        )


@asynccontextmanager
async def calling(policy: str | None = None) -> AsyncIterator[Agent]:
    async with house(policy) if policy else house() as made:
        await made.human()
        listening = listen("127.0.0.1", 0)
        async with serving(made.client.app, made.segue.settings, listening):
            yield Agent(made, f"http://127.0.0.1:{listening.getsockname()[1]}")


async def test_the_sdk_posts_the_samples_actions_and_reads_the_answers_in_the_response() -> None:
    async with calling() as agent:
        made = agent.made
        answer = await agent.post(made.event("startConversation", deliveryMode="expectReplies"))
        replies = sdk.ExpectedReplies.model_validate(answer.body)
        assert answer.status == 200
        end = replies.activities[-1]
        assert (end.type, end.name, end.code) == (
            sdk.ActivityTypes.end_of_conversation,
            "startConversation",
            sdk.EndOfConversationCodes.completed_successfully,
        )
        live_chat = end.value["LiveChatConversationId"]
        assert replies.activities[0].text
        value = {"LiveChatConversationId": live_chat, "ProblemDescription": "It is broken"}
        sent = await agent.post(made.message("It is broken", value=value, deliveryMode="expectReplies"))
        assert sent.status == 200
        assert await made.words() == ["It is broken"]
        assert agent.tokens.scopes[0] == f"{APP}/.default"


async def test_the_sdk_is_answered_at_once_otherwise_and_reads_what_is_posted_to_it() -> None:
    async with calling() as agent:
        made = agent.made
        answer = await agent.post(made.event("startConversation"))
        assert (answer.status, answer.body) == (202, None)
        await made.lanes()
        maria = await made.human()
        await made.takes(maria)
        await made.says(maria, "Hello, I am Maria.")
        read = [sdk.Activity.model_validate(one.activity) for one in made.them.received]
        assert {one.type for one in read} == {"endOfConversation", "message"}
        assert read[-1].text == "Maria: Hello, I am Maria."
        assert read[-1].conversation.id == "c1"
        assert read[-1].text_format == sdk.TextFormatTypes.plain


async def test_the_sdk_as_an_orchestrator_hands_a_turn_to_the_connected_agent() -> None:
    async with calling(AS_AGENT) as agent:
        made = agent.made
        answer = await agent.post(made.message("My parcel is lost, I want it found"), SIGNED)
        assert answer.status == 202
        await made.lanes()
        assert sdk.Activity.model_validate(made.them.received[0].activity).text.startswith("I understand")


async def test_the_sdk_with_a_token_that_does_not_count_is_told_so() -> None:
    async with calling() as agent:
        made = agent.made
        forged = made.them.from_agent(key="forger")

        async def give(*_: Any, **__: Any) -> str:
            return forged

        agent.tokens.get_access_token = give  # type: ignore[method-assign]
        answer = await agent.post(made.event("startConversation"))
        assert answer.status == 401
        assert made.conversations == []
