"""Segue as an agent of A2A: the official client of the protocol in its newer version, and JSON-RPC by hand in both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asking import Answer
from world import ABROAD, HOME, POLICY, World, make_world

from segue.channels.a2a.dialects import EXTENSION, NEWER
from segue.channels.a2a.task import ENDED
from segue.channels.opening import open_channel
from segue.domain.conversation import Role
from segue.domain.lifecycle import Event
from segue.domain.routing.agents import Presence
from segue.flows import converse, presence, serve
from segue.flows import feed as feeding
from segue.ports.conversations import HandoffsOf
from segue.ports.erasure import EraseConversation
from segue.ports.people import User
from segue.server import a2a
from segue.server.a2a import Desk, channel_named
from segue.server.run import listen, serving

CHANNELS = "channels:\n  partners: {kind: a2a, title: Acme support}\n  others: {kind: a2a}\n"
AT = "/v1/a2a/partners"


@pytest.fixture
async def world() -> World:
    with listen("127.0.0.1", 0) as free:
        world = await make_world(port=free.getsockname()[1])
    world.segue.env.channels.open = lambda settings: open_channel(settings, {}, None)  # type: ignore[arg-type]
    for workspace in (HOME, ABROAD):
        await world.segue.env.policies.adopt(workspace, POLICY + CHANNELS, "test")
    return world


async def hired(world: World) -> User:
    maria = await world.user("maria")
    await presence.set_presence(world.segue.env, maria, Presence.ONLINE, "")
    return maria


class Agent:
    """A calling agent that writes JSON-RPC itself."""

    def __init__(self, world: World, key: str, newer: bool = True) -> None:
        self.world, self.key, self.newer = world, key, newer

    async def post(self, method: str, params: Any, at: str = AT, **headers: str) -> Answer:
        body = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
        return await self.world.client.ask("POST", at, token=self.key, body=body, headers=headers)

    async def asks(self, method: str, **params: Any) -> dict[str, Any]:
        answer = (await self.post(method, params)).json
        assert answer["id"] == 7
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def refused(self, method: str, at: str = AT, **params: Any) -> dict[str, Any]:
        answer = (await self.post(method, params, at)).json
        error: dict[str, Any] = answer["error"]
        return error

    async def says(self, id_: str, text: str, **fields: Any) -> dict[str, Any]:
        method = "SendMessage" if self.newer else "message/send"
        result = await self.asks(method, message=self.message(id_, text, **fields))
        return result["task"] if self.newer else result

    def message(self, id_: str, text: str, **fields: Any) -> dict[str, Any]:
        if self.newer:
            return {"messageId": id_, "role": "ROLE_USER", "parts": [{"text": text}], **fields}
        return {
            "kind": "message",
            "messageId": id_,
            "role": "user",
            "parts": [{"kind": "text", "text": text}],
            **fields,
        }

    async def task(self, id_: str) -> dict[str, Any]:
        return await self.asks("GetTask" if self.newer else "tasks/get", id=id_)


async def agent_of(world: World, name: str = "partners", newer: bool = True, **where: str) -> Agent:
    return Agent(world, await world.key("handoff", name=name, **where), newer)


def conversation_of(task: dict[str, Any]) -> str:
    return str(task["id"]).rpartition(".")[0]


async def accepted(world: World, maria: User, task: dict[str, Any]) -> None:
    await world.segue.step()
    (handoff,) = (await world.store.read(HandoffsOf(HOME, conversation_of(task))))[-1:]
    await serve.accept(world.segue.env, maria, handoff.id)


async def finished(world: World, maria: User, task: dict[str, Any], event: Event = Event.HANDED_BACK) -> None:
    await serve.finish(world.segue.env, maria, conversation_of(task), event, note="refund promised")


def texts(message: dict[str, Any]) -> str:
    return "\n".join(part.get("text", "") for part in message["parts"])


@pytest.mark.parametrize("newer", [True, False])
async def test_a_task_goes_from_the_line_to_a_person_and_back(world: World, newer: bool) -> None:
    def state(name: str) -> str:
        return f"TASK_STATE_{name.upper().replace('-', '_')}" if newer else name

    maria, agent = await hired(world), await agent_of(world, newer=newer)
    task = await agent.says("m1", "my invoice is wrong")
    assert task["status"]["state"] == state("submitted")
    assert task["contextId"]
    assert texts(task["status"]["message"])  # the customer is told that a person comes

    await accepted(world, maria, task)
    assert (await agent.task(task["id"]))["status"]["state"] == state("working")
    await serve.speak(world.segue.env, maria, conversation_of(task), "Which invoice?", "h1")
    asked = await agent.task(task["id"])
    assert asked["status"]["state"] == state("input-required")
    assert texts(asked["status"]["message"]) == "Which invoice?"
    assert asked["status"]["message"]["metadata"][EXTENSION]["name"] == "Maria"

    answered = await agent.says("m2", "that of May", taskId=task["id"])
    assert (answered["id"], answered["status"]["state"]) == (task["id"], state("working"))
    said = [texts(one) for one in answered["history"]]
    assert said[0] == "my invoice is wrong"
    assert said[-2:] == ["Which invoice?", "that of May"]

    await finished(world, maria, task)
    done = await agent.task(task["id"])
    assert done["status"]["state"] == state("completed")
    send = "SendMessage" if newer else "message/send"
    over = await agent.refused(send, message=agent.message("m3", "hi", taskId=task["id"]))
    assert over["code"] == -32004

    again = await agent.says("m4", "another question", contextId=task["contextId"])
    assert again["contextId"] == task["contextId"]
    assert again["id"] != task["id"]
    assert again["status"]["state"] == state("submitted")
    assert (await agent.task(task["id"]))["status"]["state"] == state("completed")  # the earlier one stays as it was


async def test_the_way_back_carries_the_return_packet(world: World) -> None:
    maria, agent = await hired(world), await agent_of(world)
    task = await agent.says("m1", "my invoice is wrong")
    await accepted(world, maria, task)
    await finished(world, maria, task)
    (artifact,) = (await agent.task(task["id"]))["artifacts"]
    words, data = artifact["parts"]
    assert "refund promised" in words["text"]
    assert data["data"]["outcome"] == "handed_back"


async def test_the_same_message_again_changes_nothing(world: World) -> None:
    await hired(world)
    agent = await agent_of(world)
    first = await agent.says("m1", "my invoice is wrong")
    again = await agent.says("m1", "my invoice is wrong")
    assert again == first
    assert len(await world.store.read(HandoffsOf(HOME, conversation_of(first)))) == 1


async def test_more_words_in_an_open_context_go_to_its_task(world: World) -> None:
    await hired(world)
    agent = await agent_of(world)
    first = await agent.says("m1", "my invoice is wrong", contextId="c1")
    second = await agent.says("m2", "the one of May", contextId="c1")
    assert second["id"] == first["id"]
    listed = await agent.asks("ListTasks", contextId="c1")
    assert [one["id"] for one in listed["tasks"]] == [first["id"]]


async def test_what_was_said_before_is_in_the_briefing(world: World) -> None:
    await hired(world)
    agent = await agent_of(world)
    told = {
        "history": [
            {"role": "user", "text": "The export fails with error 42"},
            {"role": "agent", "text": "Have you restarted it?"},
        ],
        "note": "paying customer",
        "customer": {"name": "Ana", "email": "ana@acme.example"},
    }
    task = await agent.says("m1", "please get me somebody", metadata={EXTENSION: told})
    await world.segue.step()
    entries = await world.segue.entries(conversation_of(task))
    assert [entry.text for entry in entries if entry.text][:3] == [
        *("The export fails with error 42", "Have you restarted it?", "please get me somebody"),
    ]
    assert "error 42" not in json.dumps(task)  # the customer has read it: it is not told back
    conversation = (await world.segue.loaded(conversation_of(task))).conversation
    assert conversation.customer.email == "ana@acme.example"


async def test_a_task_can_be_cancelled_while_nobody_has_it(world: World) -> None:
    maria, agent = await hired(world), await agent_of(world)
    task = await agent.says("m1", "my invoice is wrong")
    canceled = await agent.asks("CancelTask", id=task["id"])
    assert canceled["status"]["state"] == "TASK_STATE_CANCELED"
    assert (await agent.refused("CancelTask", id=task["id"]))["code"] == -32002

    other = await agent.says("m2", "my invoice is wrong")
    await accepted(world, maria, other)
    refused = await agent.refused("CancelTask", id=other["id"])
    assert refused["code"] == -32002
    assert "Maria has this conversation" in refused["message"]


async def test_nobody_at_work_is_a_failed_task_or_a_question_and_told_in_words(world: World) -> None:
    task = await (await agent_of(world)).says("m1", "my invoice is wrong")
    assert task["status"]["state"] in {"TASK_STATE_FAILED", "TASK_STATE_INPUT_REQUIRED"}
    assert texts(task["status"]["message"])


async def test_a_stream_tells_the_task_as_it_goes_on(world: World) -> None:
    maria, agent = await hired(world), await agent_of(world)
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def listens(url: str) -> None:
        import httpx

        body = {"jsonrpc": "2.0", "id": 1, "method": "SendStreamingMessage"}
        body["params"] = {"message": agent.message("m1", "my invoice is wrong")}
        async with (
            httpx.AsyncClient(headers={"Authorization": f"Bearer {agent.key}"}, timeout=20) as http,
            http.stream("POST", f"{url}{AT}", json=body) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    await heard.put(json.loads(line[6:])["result"])

    async with served(world) as url:
        listening = asyncio.create_task(listens(url))
        task = (await asyncio.wait_for(heard.get(), 10))["task"]
        await accepted(world, maria, task)
        await serve.speak(world.segue.env, maria, conversation_of(task), "Which invoice?", "h1")
        await finished(world, maria, task)
        await asyncio.wait_for(listening, 10)
    events = [heard.get_nowait() for _ in range(heard.qsize())]
    states = [one["statusUpdate"]["status"]["state"] for one in events if "statusUpdate" in one]
    assert "TASK_STATE_WORKING" in states
    assert states[-1] == "TASK_STATE_COMPLETED"
    spoken = [one["statusUpdate"]["status"].get("message") for one in events if "statusUpdate" in one]
    assert "Which invoice?" in [texts(one) for one in spoken if one]


# ---- the official client


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    """Where the card says that it is."""
    settings = world.segue.settings
    async with serving(world.app, settings, listen("127.0.0.1", settings.port)):
        yield settings.url


async def test_the_official_client_finds_the_card_and_has_a_human_answer(world: World) -> None:
    pytest.importorskip("a2a", reason="needs a2a-sdk, of the tests")
    import httpx
    from a2a.client import ClientConfig, create_client
    from a2a.types import GetTaskRequest, Message, Part, Role, SendMessageRequest, TaskState

    maria, key = await hired(world), await world.key("handoff", name="partners")
    async with served(world) as url, httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as http:
        client = await create_client(url, ClientConfig(httpx_client=http, streaming=False))
        message = Message(message_id="m1", role=Role.ROLE_USER, parts=[Part(text="my invoice is wrong")])
        (answer,) = [one async for one in client.send_message(SendMessageRequest(message=message))]
        assert answer.task.status.state == TaskState.TASK_STATE_SUBMITTED
        told = {"id": answer.task.id}
        await accepted(world, maria, told)
        await serve.speak(world.segue.env, maria, conversation_of(told), "Which invoice?", "h1")
        task = await client.get_task(GetTaskRequest(id=answer.task.id))
        assert task.status.state == TaskState.TASK_STATE_INPUT_REQUIRED
        assert task.status.message.parts[0].text == "Which invoice?"

        streaming = await create_client(url, ClientConfig(httpx_client=http))
        more = Message(message_id="m2", role=Role.ROLE_USER, parts=[Part(text="May")], task_id=task.id)
        states = []
        async for event in streaming.send_message(SendMessageRequest(message=more)):
            status = event.task.status if event.HasField("task") else event.status_update.status
            if event.HasField("task"):
                await finished(world, maria, told)
            states.append(status.state)
        assert states[0] == TaskState.TASK_STATE_WORKING
        assert states[-1] == TaskState.TASK_STATE_COMPLETED


async def test_the_official_client_reads_the_older_version_too(world: World) -> None:
    pytest.importorskip("a2a", reason="needs a2a-sdk, of the tests")
    from a2a.compat.v0_3 import types

    await hired(world)
    agent = await agent_of(world, newer=False)
    task = types.Task.model_validate(await agent.says("m1", "my invoice is wrong"))
    assert task.status.state is types.TaskState.submitted
    card = (await world.client.ask("GET", "/.well-known/agent.json")).json
    assert types.AgentCard.model_validate(card).url == f"{world.segue.settings.url}{AT}"


# ---- who may, and what is wrong


async def test_cards_are_open_and_only_where_the_policy_has_such_a_channel(world: World) -> None:
    card = (await world.client.ask("GET", "/.well-known/agent-card.json")).json
    assert card["name"] == "Acme support"
    assert {one["protocolVersion"] for one in card["supportedInterfaces"]} == {"1.0", "0.3"}
    assert (await world.client.ask("GET", "/v1/a2a/others/agent-card.json")).json["name"] == "Human support"
    await world.segue.env.policies.adopt(HOME, POLICY, "test")
    for path in ("/.well-known/agent-card.json", "/.well-known/agent.json", "/v1/a2a/partners/agent-card.json"):
        assert (await world.client.ask("GET", path)).status == 404
    agent = await agent_of(world)
    assert (await agent.post("GetTask", {"id": "x.1"})).status == 404


OF_A_TASK = ("GetTask", "CancelTask", "SubscribeToTask", "tasks/get", "tasks/cancel", "tasks/resubscribe")


async def test_another_agents_task_is_not_there(world: World) -> None:
    await hired(world)
    mine, other = await agent_of(world), await agent_of(world, name="others")
    task = await mine.says("m1", "my invoice is wrong", contextId="c1")
    others = "/v1/a2a/others"
    for method in OF_A_TASK:
        assert (await other.post(method, {"id": task["id"]})).status == 404  # the channel is not its own
        assert (await other.refused(method, at=others, id=task["id"]))["code"] == -32001
    answer = await other.refused("SendMessage", at=others, message=other.message("m2", "hi", taskId=task["id"]))
    assert answer["code"] == -32001
    assert (await other.post("ListTasks", {"contextId": "c1"}, others)).json["result"]["tasks"] == []
    own = (await other.post("SendMessage", {"message": other.message("m1", "hello", contextId="c1")}, others)).json
    assert conversation_of(own["result"]["task"]) != conversation_of(task)  # the same name, another context


async def test_another_workspaces_task_is_not_there(world: World) -> None:
    await hired(world)
    task = await (await agent_of(world)).says("m1", "my invoice is wrong")
    abroad = await agent_of(world, workspace=ABROAD)
    for method in OF_A_TASK:
        assert (await abroad.refused(method, id=task["id"]))["code"] == -32001


async def test_a_key_with_the_scope_all_reaches_every_channel(world: World) -> None:
    await hired(world)
    task = await (await agent_of(world)).says("m1", "my invoice is wrong")
    everywhere = Agent(world, await world.key("all", name="integration"))
    assert (await everywhere.task(task["id"]))["id"] == task["id"]


async def test_a_key_without_the_scope_and_no_key_are_refused(world: World) -> None:
    assert (await Agent(world, "").post("GetTask", {"id": "x"})).status == 401
    weak = Agent(world, await world.key("metrics", name="partners"))
    assert (await weak.post("GetTask", {"id": "x"})).status == 403


def sent(**fields: Any) -> dict[str, Any]:
    return {"message": {"role": "ROLE_USER", "messageId": "m", "parts": [{"text": "x"}], **fields}}


@pytest.mark.parametrize(
    ("method", "params", "code", "words"),
    [
        ("Dance", {}, -32601, "SendMessage"),
        ("GetTask", {}, -32602, "params.id is missing"),
        ("GetTask", {"id": "cnv.01"}, -32001, "no such task"),
        ("GetTask", {"id": ["x"]}, -32602, "params.id must be a text"),
        ("SendMessage", {}, -32602, "params.message.role"),
        ("SendMessage", {"message": [1]}, -32602, "params.message must be an object"),
        ("SendMessage", sent(role=["ROLE_USER"]), -32602, "params.message.role"),
        ("SendMessage", sent(role="ROLE_AGENT"), -32602, "what the customer says"),
        ("SendMessage", sent(parts=[]), -32602, "parts say nothing"),
        ("SendMessage", sent(parts="x"), -32602, "parts must be a list"),
        ("SendMessage", sent(parts=[{"raw": "AAAA"}]), -32005, "a file with its https address"),
        ("SendMessage", sent(parts=[{"url": "http://x.example/a"}]), -32602, "https"),
        ("SendMessage", sent(metadata={EXTENSION: {"urgency": "x"}}), -32602, "urgency must be"),
        ("SendMessage", sent(metadata={EXTENSION: {"queue": "nowhere"}}), -32602, "nowhere"),
        ("SendMessage", sent(metadata={EXTENSION: {"history": [{"role": "boss"}]}}), -32602, "history[0].role"),
        ("SendMessage", sent(taskId="a.1"), -32001, "no such task"),
        ("SendMessage", sent() | {"configuration": {"historyLength": -1}}, -32602, "historyLength"),
        ("SendMessage", sent() | {"configuration": {"taskPushNotificationConfig": {"url": "x"}}}, -32003, "stream"),
        ("ListTasks", {}, -32004, "contextId"),
        ("GetExtendedAgentCard", {}, -32007, "card"),
        ("CreateTaskPushNotificationConfig", {}, -32003, "stream"),
        ("tasks/pushNotificationConfig/set", {}, -32003, "stream"),
    ],
)
async def test_what_is_wrong_is_told_by_the_codes_of_the_protocol(
    world: World, method: str, params: dict[str, Any], code: int, words: str
) -> None:
    error = await (await agent_of(world)).refused(method, **params)
    assert error["code"] == code, error
    assert words in error["message"]
    assert error["data"][0]["domain"] == "a2a-protocol.org"


async def test_a_version_that_is_not_spoken_is_refused(world: World) -> None:
    answer = await (await agent_of(world)).post("GetTask", {"id": "x.1"}, **{"a2a-version": "2.0"})
    assert answer.json["error"]["code"] == -32009


@pytest.mark.parametrize("raw", [b"{", b"[]", b'{"method": 1}', b'{"method": "GetTask", "workspace": "abroad"}'])
async def test_what_is_no_request_of_json_rpc_is_refused_as_everywhere(world: World, raw: bytes) -> None:
    key = await world.key("handoff", name="partners")
    answer = await world.client.ask("POST", AT, token=key, raw=raw)
    assert answer.status in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_request_of_another_version_of_json_rpc_is_refused(world: World) -> None:
    key = await world.key("handoff", name="partners")
    answer = await world.client.ask("POST", AT, token=key, body={"method": "GetTask", "id": "a"})
    assert answer.json["error"]["code"] == -32600
    assert answer.json["id"] == "a"


# ---- streams that outlive what they are about ------------------------------------------------------------------------


async def streamed(world: World, task: dict[str, Any]) -> list[dict[str, Any]]:
    """What follows of it, until the stream ends by itself."""
    desk = Desk(world.segue.env, HOME, await channel_named(world.segue.env, HOME, "partners"))
    return [event async for event in desk.follow(await desk.task(task["id"]), NEWER) if event is not None]


async def soon(task: asyncio.Task[Any]) -> Any:
    async with asyncio.timeout(10):
        return await task


async def reads(monkeypatch: pytest.MonkeyPatch, world: World, task: dict[str, Any]) -> asyncio.Task[Any]:
    """Somebody who has begun to read, and looks around often."""
    monkeypatch.setattr(a2a, "TICK_S", 0.01)
    listening, bell = asyncio.Event(), world.segue.env.bell
    listen_ = bell.listen

    def heard(*args: Any) -> Any:
        listening.set()
        return listen_(*args)

    monkeypatch.setattr(bell, "listen", heard)
    reader = asyncio.create_task(streamed(world, task))
    async with asyncio.timeout(10):
        await listening.wait()
    return reader


async def test_a_stream_ends_when_the_policy_has_no_such_channel_any_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hired(world)
    task = await (await agent_of(world)).says("m1", "my invoice is wrong")
    reader = await reads(monkeypatch, world, task)
    await world.segue.env.policies.adopt(HOME, POLICY, "test")
    await soon(reader)


async def test_a_stream_of_what_was_erased_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await hired(world)
    task = await (await agent_of(world)).says("m1", "my invoice is wrong")
    desk = Desk(world.segue.env, HOME, await channel_named(world.segue.env, HOME, "partners"))
    before = await desk.task(task["id"])  # as read by somebody who was slow since
    assert before.state not in ENDED
    monkeypatch.setattr(a2a, "TICK_S", 0.01)
    await converse.end(world.segue.env, HOME, conversation_of(task), Role.SYSTEM)
    await world.store.write(EraseConversation(HOME, conversation_of(task)))

    async def read() -> list[Any]:
        return [event async for event in desk.follow(before, NEWER) if event is not None]

    assert await soon(asyncio.create_task(read())) == []


@pytest.mark.parametrize("page", [1, 2, 3])
async def test_the_packet_comes_before_the_last_word_wherever_a_page_ends(
    world: World, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    maria, agent = await hired(world), await agent_of(world)
    task = await agent.says("m1", "my invoice is wrong")
    await accepted(world, maria, task)
    reader = await reads(monkeypatch, world, task)
    monkeypatch.setattr(feeding, "PAGE", page)
    await serve.speak(world.segue.env, maria, conversation_of(task), "It is paid back", "h1")
    await finished(world, maria, task)
    events = await soon(reader)
    kinds = [next(iter(event)) for event in events]
    assert kinds[-2:] == ["artifactUpdate", "statusUpdate"]
    assert kinds.count("artifactUpdate") == 1
    assert events[-1]["statusUpdate"]["status"]["state"] == "TASK_STATE_COMPLETED"
    told = [
        one["statusUpdate"]["status"].get("message", {}).get("messageId") for one in events if "statusUpdate" in one
    ]
    assert len([id_ for id_ in told if id_]) == len({id_ for id_ in told if id_})


@pytest.mark.parametrize("number", ["99999", "4"])
async def test_a_task_that_was_never_begun_is_not_there(world: World, number: str) -> None:
    agent = await agent_of(world)
    task = await agent.says("m1", "my invoice is wrong")
    number = number if number != "4" else str((await world.segue.loaded(conversation_of(task))).conversation.last_seq)
    assert (await agent.refused("GetTask", id=f"{conversation_of(task)}.{number}"))["code"] == -32001
