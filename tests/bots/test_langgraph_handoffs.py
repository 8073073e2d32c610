"""LangGraph: one turn after another, a human in between, and a wait that outlives the process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from agent_team import Team, soon
from file_saver import FileSaver
from langchain_core.language_models.fake_chat_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, create_react_agent, tools_condition
from langgraph.warnings import LangGraphDeprecatedSinceV10

from segue.bots.bridge import Bridge
from segue.bots.langgraph import Threads, request_human, resume_when_returned, wrap
from segue.bots.turns import AgentFailed
from segue.domain.conversation import Kind
from segue.domain.errors import ConversationEnded, Invalid, NotFound
from segue.domain.lifecycle import Event
from segue.flows import serve
from segue.ports.conversations import HandoffsOf

Step = str | AIMessage | Exception | Callable[[], Awaitable[AIMessage]]


def asks(call: str = "call-1", **arguments: str) -> AIMessage:
    calls = [{"name": "request_human", "args": {"reason": "cannot_help", **arguments}, "id": call}]
    return AIMessage("", tool_calls=calls)


class Scripted:
    """A model that answers as it was told to, and keeps what it was shown."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.seen: list[Sequence[BaseMessage]] = []

    async def __call__(self, state: MessagesState) -> dict[str, Any]:
        self.seen.append(list(state["messages"]))
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        if callable(step):
            step = await step()
        return {"messages": [AIMessage(step) if isinstance(step, str) else step]}


def agent(model: Scripted, segue: Any) -> Any:
    """A model and its tools, as every agent of LangGraph is one."""
    graph = StateGraph(MessagesState)
    graph.add_node("model", model)
    graph.add_node("tools", ToolNode([request_human(segue)]))
    graph.add_edge(START, "model")
    graph.add_conditional_edges("model", tools_condition, {"tools": "tools", END: END})
    graph.add_edge("tools", "model")
    return graph.compile()


def threads(team: Team, model: Scripted, saver: Any = None, **options: Any) -> Threads:
    bridge = Bridge(team.handoffs)
    return Threads(wrap(agent(model, bridge), bridge, checkpointer=saver or InMemorySaver(), **options), bridge)


async def test_a_turn_is_told_and_answered(team: Team) -> None:
    reply = await threads(team, Scripted("It is on its way.")).turn("t1", "Where is my parcel?")
    assert reply.texts == ("It is on its way.",)
    assert await team.spoken("t1") == [("end_user", "Where is my parcel?"), ("automated_agent", "It is on its way.")]


async def test_where_segue_hands_over_the_agent_does_not_run_and_later_knows_what_the_human_did(team: Team) -> None:
    model = Scripted("The lamp comes on Tuesday.")
    app = threads(team, model)
    asked = await app.turn("t1", "I want to talk to a human please")
    assert "Customer care" in asked.texts[0]
    await team.accepts("t1")
    await team.says("t1", "I will send you a new lamp.")
    assert (await app.turn("t1", "Thank you!")).texts == ()
    await team.returns("t1", note="New lamp, arrives Tuesday")
    assert model.seen == []
    assert (await app.turn("t1", "When does it come?")).texts == ("The lamp comes on Tuesday.",)
    *_, human_part, question = model.seen[0]
    assert isinstance(human_part, SystemMessage)
    assert "I will send you a new lamp." in human_part.text
    assert "New lamp, arrives Tuesday" in human_part.text
    assert "Thank you!" in human_part.text
    assert question.text == "When does it come?"
    assert not any("new lamp" in one.text for one in model.seen[0] if isinstance(one, AIMessage))


async def test_the_human_part_is_told_to_the_model_once(team: Team) -> None:
    model = Scripted("one", "two")
    app = threads(team, model)
    await app.turn("t1", "I want to talk to a human please")
    await team.helps("t1", "Done.")
    await app.turn("t1", "and now?")
    await threads(team, model, app.graph.checkpointer).turn("t1", "and then?")  # another process: all is read anew
    assert sum("Done." in one.text for one in model.seen[1]) == 1


async def test_the_tool_interrupts_until_the_human_gives_back(team: Team) -> None:
    model = Scripted(asks(note="Wants 800 euros back"), "Maria has paid it. Anything else?")
    app = threads(team, model)
    asked = await app.turn("t1", "I want 800 euros back")
    assert (len(asked.waits), asked.answers) == (1, ())
    assert "Customer care" in asked.texts[0]
    waits = asyncio.create_task(app.resume_when_returned("t1"))
    await team.accepts("t1")
    assert any(e.kind is Kind.NOTE and e.text == "Wants 800 euros back" for e in await team.log("t1"))
    await team.says("t1", "I have paid it back.")
    told = await app.turn("t1", "Great!")
    assert (told.texts, len(told.waits)) == ((), 1)
    await team.returns("t1", note="800 euros paid back")
    reply = await soon(waits)
    assert reply.texts == ("Maria has paid it. Anything else?",)
    answer = model.seen[1][-1]
    assert isinstance(answer, ToolMessage)
    assert "I have paid it back." in answer.text
    assert "800 euros paid back" in answer.text
    assert await team.spoken("t1") == [
        ("end_user", "I want 800 euros back"),
        ("human_agent", "I have paid it back."),
        ("end_user", "Great!"),
        ("automated_agent", "Maria has paid it. Anything else?"),
    ]


async def test_ten_handoffs_in_one_thread(team: Team) -> None:
    steps: list[Step] = []
    for number in range(10):
        steps += [asks("the same call id"), f"answer {number}"]
    model = Scripted(*steps)
    app = threads(team, model)
    for number in range(10):
        assert (await app.turn("t1", f"question {number}")).waits
        await team.helps("t1", f"help {number}")
        reply = await app.resume_when_returned("t1")
        assert reply is not None
        assert reply.texts == (f"answer {number}",)
        assert f"help {number}" in model.seen[-1][-1].text
        if number:
            assert f"help {number - 1}" not in model.seen[-1][-1].text
    assert len({e.data["id"] for e in await team.log("t1") if e.kind is Kind.HANDOFF}) == 10


async def test_a_wait_goes_on_in_another_process(team: Team, tmp_path: Path) -> None:
    path = tmp_path / "checkpoints"
    before = threads(team, Scripted(asks()), FileSaver(path))
    await before.turn("t1", "I want 800 euros back")
    waits = asyncio.create_task(before.resume_when_returned("t1"))
    await team.accepts("t1")
    waits.cancel()  # the process ends
    await team.says("t1", "Paid back.")
    await team.returns("t1")

    model = Scripted("Anything else?")
    after = threads(team, model, FileSaver(path))
    reply = await after.resume_when_returned("t1")
    assert reply is not None
    assert reply.texts == ("Anything else?",)
    assert "Paid back." in model.seen[0][-1].text
    asked = [e for e in await team.log("t1") if e.data.get("event") == "queued"]
    assert len(asked) == 1, "the node that was played again asked for no second human"


async def test_the_customer_who_writes_after_the_return_wakes_the_graph(team: Team) -> None:
    """Nobody waited: the process was restarted, and whoever restarted it forgot the threads."""
    model = Scripted(asks(), "Welcome back.", "Tuesday.")
    app = threads(team, model)
    await app.turn("t1", "I want 800 euros back")
    await team.helps("t1", "Paid back.")
    reply = await app.turn("t1", "When does it arrive?")
    assert reply.texts == reply.answers == ("Welcome back.", "Tuesday.")
    assert await app.resume_when_returned("t1") is None
    assert [text for _, text in await team.spoken("t1")].count("When does it arrive?") == 1


async def test_an_answer_after_a_takeover_is_not_shown_and_not_remembered(team: Team) -> None:
    async def slow() -> AIMessage:
        await team.says("t1", "I take over.")
        return AIMessage("Too late")

    model = Scripted(slow, "Hello again.")
    app = threads(team, model)
    assert (await app.turn("t1", "Where is my parcel?")).texts == ()
    assert ("automated_agent", "Too late") not in await team.spoken("t1")
    await team.returns("t1")
    await app.turn("t1", "So?")
    assert "Too late" not in [one.text for one in model.seen[-1]]


async def test_an_answer_to_a_question_from_before_the_human_is_not_shown_after_them(team: Team) -> None:
    async def slower() -> AIMessage:
        await team.says("t1", "I take over.")
        await team.returns("t1")
        return AIMessage("Far too late")

    assert (await threads(team, Scripted(slower)).turn("t1", "Where is my parcel?")).texts == ()


async def test_out_of_hours_the_tool_ends_at_once_and_the_model_knows_of_the_ticket(team: Team) -> None:
    model = Scripted(asks(queue="letters"), "They will write to you.")
    reply = await threads(team, model).turn("t1", "I want 800 euros back")
    assert not reply.waits
    assert reply.texts[-1] == "They will write to you."
    assert len(reply.texts) == 2
    assert "nobody had it" in model.seen[1][-1].text
    assert "A ticket" in model.seen[1][-1].text or "answered later" in model.seen[1][-1].text


async def test_a_wait_that_nobody_answers_is_called_off(team: Team) -> None:
    model = Scripted(asks(), "Nobody is free; can I help?")
    app = threads(team, model)
    await app.turn("t1", "I want 800 euros back")
    reply = await app.resume_when_returned("t1", within=0.01)
    assert reply is not None
    assert reply.texts == ("Nobody is free; can I help?",)
    assert "nobody had it" in model.seen[1][-1].text


async def test_a_customer_who_leaves_ends_the_wait(team: Team) -> None:
    model = Scripted(asks(), "Goodbye.")
    app = threads(team, model)
    await app.turn("t1", "I want 800 euros back")
    waits = asyncio.create_task(app.resume_when_returned("t1"))
    await team.handoffs.end("t1")
    assert (await soon(waits)).texts == (), "the conversation has ended: what the model says is not shown"


async def test_a_customer_who_writes_after_the_end_is_told_so(team: Team) -> None:
    app = threads(team, Scripted("hello"))
    await app.turn("t1", "hello")
    await team.handoffs.end("t1")
    with pytest.raises(ConversationEnded):
        await app.turn("t1", "hello?")


async def test_a_human_who_resolves_ends_the_wait(team: Team) -> None:
    app = threads(team, Scripted(asks(), "Bye."))
    await app.turn("t1", "I want 800 euros back")
    await team.accepts("t1")
    await team.says("t1", "Paid.")
    await team.returns("t1", event=Event.RESOLVED)
    reply = await resume_when_returned(app.graph, app.bridge, "t1")
    assert reply is not None
    assert reply.texts == ("Bye.",)


async def test_a_model_that_asks_while_a_human_has_taken_over_waits_for_that_human(team: Team) -> None:
    async def late() -> AIMessage:
        await team.says("t1", "I take over.")
        return asks()

    model = Scripted(late, "Hello again.")
    app = threads(team, model)
    assert len((await app.turn("t1", "Where is my parcel?")).waits) == 1
    await team.returns("t1", note="found it")
    reply = await app.resume_when_returned("t1")
    assert reply is not None
    assert "found it" in model.seen[1][-1].text


async def test_a_wrong_queue_is_told_to_the_model_which_asks_again(team: Team) -> None:
    model = Scripted(asks(queue="moon"), asks("call-2"))
    assert (await threads(team, model).turn("t1", "I want 800 euros back")).waits
    assert "general, billing, letters" in model.seen[1][-1].text


async def test_an_agent_that_breaks_is_told_and_the_customer_gets_a_human(team: Team) -> None:
    app = threads(team, Scripted(RuntimeError("key sk-secret is wrong")))
    with pytest.raises(AgentFailed) as failed:
        await app.turn("t1", "Where is my parcel?")
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert "Customer care" in failed.value.texts[0]
    assert (await team.handoff("t1")).reason == "bot_error"
    assert not any("sk-secret" in repr(e) for e in await team.log("t1"))


async def test_what_segue_asks_the_customer_stays_in_the_models_memory(team: Team) -> None:
    model = Scripted("All right.")
    app = threads(team, model)
    offered = await app.turn("t1", "human")
    declined = await app.turn("t1", "no")
    await app.turn("t1", "where is my parcel?")
    assert [one.text for one in model.seen[0]] == [
        *("human", *offered.texts, "no", *declined.texts),
        "where is my parcel?",
    ]


async def test_a_message_played_again_is_told_once(team: Team) -> None:
    app = threads(team, Scripted("one"))
    await app.turn("t1", "Where is my parcel?", message_id="m1")
    assert (await app.turn("t1", "Where is my parcel?", message_id="m1")).texts == ("one",)
    assert await team.spoken("t1") == [("end_user", "Where is my parcel?"), ("automated_agent", "one")]


async def test_a_message_played_again_while_the_human_has_it_waits_for_nothing(team: Team) -> None:
    app = threads(team, Scripted(asks()))
    await app.turn("t1", "I want 800 euros back", message_id="m1")
    again = await soon(asyncio.create_task(app.turn("t1", "I want 800 euros back", message_id="m1")))
    assert len(again.waits) == 1
    assert len((await soon(asyncio.create_task(app.turn("t1", "Hello?")))).waits) == 1


async def test_a_run_that_broke_off_goes_on_when_its_message_comes_again(team: Team, tmp_path: Path) -> None:
    thinks = asyncio.Event()

    async def for_long() -> AIMessage:
        thinks.set()
        await asyncio.Event().wait()
        return AIMessage("never")

    path = tmp_path / "checkpoints"
    before = threads(team, Scripted(for_long), FileSaver(path))
    turn = asyncio.create_task(before.turn("t1", "Where is my parcel?", message_id="m1"))
    await thinks.wait()
    turn.cancel()  # the process ends
    with pytest.raises(asyncio.CancelledError):
        await turn
    reply = await threads(team, Scripted("here"), FileSaver(path)).turn("t1", "Where is my parcel?", message_id="m1")
    assert reply.texts == ("here",)
    assert await team.spoken("t1") == [("end_user", "Where is my parcel?"), ("automated_agent", "here")]


async def test_a_message_without_words_is_told_all_the_same(team: Team) -> None:
    app = threads(team, Scripted("A lamp."))
    picture = [{"type": "image_url", "image_url": {"url": "https://shop.example/lamp.png"}}]
    await app.graph.ainvoke({"messages": [HumanMessage(picture)]}, {"configurable": {"thread_id": "t1"}})
    assert (await team.spoken("t1"))[0] == ("end_user", "[…]")


async def test_how_sure_the_agent_is_reaches_the_policy(team: Team) -> None:
    unsure = AIMessage("Perhaps.", additional_kwargs={"segue": {"confidence": 0.1, "no_match": True}})
    await threads(team, Scripted(unsure)).turn("t1", "Where is my parcel?")
    assert any(e.data.get("no_match") or e.data.get("confidence") == 0.1 for e in await team.log("t1"))


async def test_memory_as_a_human_message_for_models_that_take_no_late_system_message(team: Team) -> None:
    model = Scripted("yes")
    app = threads(team, model, memory="human")
    await app.turn("t1", "I want to talk to a human please")
    await team.helps("t1", "Done.")
    await app.turn("t1", "and now?")
    assert not any(isinstance(one, SystemMessage) for one in model.seen[0])
    assert any("Done." in one.text for one in model.seen[0])


async def test_an_agent_that_breaks_after_the_return_is_told(team: Team) -> None:
    app = threads(team, Scripted(asks(), RuntimeError("broken"), "Here again."))
    await app.turn("t1", "I want 800 euros back")
    await team.helps("t1", "Paid back.")
    with pytest.raises(AgentFailed):
        await app.resume_when_returned("t1")
    assert (await team.segue.loaded("t1")).conversation.owner.kind == "queue"


async def test_langgraphs_own_agent_has_the_tool_as_any_other(team: Team) -> None:
    class Chat(FakeMessagesListChatModel):
        def bind_tools(self, *_: Any, **__: Any) -> Any:
            return self

    bridge = Bridge(team.handoffs)
    with pytest.warns(LangGraphDeprecatedSinceV10):
        made = create_react_agent(Chat(responses=[asks(), AIMessage("Anything else?")]), [request_human(bridge)])
    app = Threads(wrap(made, bridge, checkpointer=InMemorySaver()), bridge)
    assert (await app.turn("t1", "I want 800 euros back")).waits
    await team.helps("t1", "Paid back.")
    reply = await app.resume_when_returned("t1")
    assert reply is not None
    assert reply.texts == ("Anything else?",)


async def test_a_graph_without_a_thread_says_what_is_missing(team: Team) -> None:
    graph = wrap(agent(Scripted("x"), team.handoffs), team.handoffs, checkpointer=None)
    with pytest.raises(Invalid, match="thread_id"):
        await graph.ainvoke({"messages": [HumanMessage("hello")]})


async def test_another_bots_conversation_is_not_reached(team: Team) -> None:
    await threads(team, Scripted("hello")).turn("t1", "hello")
    other = Bridge(team.segue.as_bot("other-bot"))
    with pytest.raises(NotFound):
        await Threads(wrap(agent(Scripted("x"), other), other, checkpointer=InMemorySaver()), other).turn("t1", "hi")


def asks_twice() -> AIMessage:
    calls = [{"name": "request_human", "args": {"reason": "cannot_help"}, "id": f"call-{n}"} for n in (1, 2)]
    return AIMessage("", tool_calls=calls)


async def test_a_model_that_asks_twice_in_one_message_gets_one_human_and_none_after_the_return(team: Team) -> None:
    """ToolNode plays both calls again when the graph goes on; the handoff is over by then."""
    model = Scripted(asks_twice(), "Anything else?")
    app = threads(team, model)
    await app.turn("t1", "I want 800 euros back")
    waits = asyncio.create_task(app.resume_when_returned("t1"))
    await team.helps("t1", "Paid back.")
    assert (await soon(waits)).texts == ("Anything else?",)
    assert len(await team.segue.store.read(HandoffsOf("default", "t1"))) == 1
    assert (await team.segue.loaded("t1")).conversation.owner.kind == "bot"
    assert await app.waiting("t1") == {}


async def test_a_call_that_found_a_human_there_asks_for_nobody_when_it_is_played_again(team: Team) -> None:
    async def taken_over() -> AIMessage:
        await serve.take(team.segue.env, team.users["maria"], "t1")
        return asks()

    model = Scripted(taken_over, "Anything else?")
    app = threads(team, model)
    await app.turn("t1", "I want 800 euros back")
    await team.says("t1", "Paid back.")
    await team.returns("t1")
    reply = await app.resume_when_returned("t1")
    assert reply is not None
    assert len(await team.segue.store.read(HandoffsOf("default", "t1"))) == 1
    assert (await team.segue.loaded("t1")).conversation.owner.kind == "bot"
