"""LangGraph: nodes that tell Segue each turn, a tool that asks for a human, and waits that outlive the process.

`wrap(agent, segue)` puts nodes around an agent; its `tools` carry `request_human(segue)`. The thread is the
conversation. While a human has it, the graph stands at an `interrupt()`; `Threads` posts what the customer writes
meanwhile and resumes with the return packet. Every such interrupt ends: with the human, with a ticket, or with the
policy's deadlines. Needs the extra `langgraph`.
https://docs.langchain.com/oss/python/langgraph/interrupts
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired

from segue.bots.bridge import Bridge, bridge_of
from segue.bots.turns import Asked, Reply, Returned, Urgency, made_id
from segue.domain.errors import Invalid, SegueError
from segue.ports.agents import Handoffs

try:
    from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, RemoveMessage, SystemMessage, ToolMessage
    from langchain_core.runnables import RunnableConfig
    from langchain_core.tools import BaseTool, tool
    from langgraph.graph import END, START, MessagesState, StateGraph
    from langgraph.graph.message import REMOVE_ALL_MESSAGES
    from langgraph.graph.state import CompiledStateGraph
    from langgraph.prebuilt import ToolRuntime
    from langgraph.types import Command, interrupt
except ImportError as missing:
    raise ImportError("LangGraph is not installed: pip install 'segue-handoff[langgraph]'") from missing

HANDOFF = "segue_handoff"
"""`kind` of our interrupts, and the key under which we keep things in messages."""

TOOL = "request_human"
ANOTHER = "A human was asked for by another call of this message; what they did is its answer."
NO_TEXT = "[…]"
"""Told of a message that has a picture and no words."""

OBSERVE, AGENT, ANSWERED = "segue_observe", "agent", "segue_answered"


class HandoffState(MessagesState):
    """segue: of this turn: {may_speak, epoch, say, answers}. say: what the customer is to be shown, in order; answers:
    those of it that are the agent's."""

    segue: NotRequired[dict[str, Any]]


# ---- the tool --------------------------------------------------------------------------------------------------------


def request_human(segue: Handoffs | Bridge) -> BaseTool:
    """A tool that asks for a human and interrupts the graph until the agent speaks again; asynchronous only.

    Its answer to the model is what the human did. A ToolNode that runs it beside other tools plays those again on
    resume, as with every interrupt: let the model call one tool at a time, or make the others repeatable.
    """
    bridge = bridge_of(segue)

    @tool(TOOL, response_format="content_and_artifact")
    async def ask(
        reason: str, runtime: ToolRuntime, note: str = "", urgency: Urgency = "normal", queue: str = ""
    ) -> tuple[str, dict[str, Any]]:
        """Pass the conversation to a human agent, when the customer asks for one or you cannot help.

        Args:
            reason: A short code, such as customer_asked, cannot_help or not_allowed.
            note: What the human should know that is not in the conversation.
            urgency: How soon somebody must see it.
            queue: Name of the team; leave it out unless you were told the names.
        """
        conversation = thread_of(runtime.config)
        if _is_another(runtime):
            return ANOTHER, {}
        try:
            asked = await bridge.request_human(
                conversation, _call_id(runtime), reason=reason, note=note, urgency=urgency, queue=queue
            )
        except Invalid as wrong:  # the model can call again, rightly
            return wrong.message, {}
        if asked.waits:
            back = Returned.of(interrupt({"kind": HANDOFF, **asked.as_dict()}))
            said = ""  # told when the graph was interrupted
        else:
            back, said = await bridge.returned(asked), asked.words
        return bridge.memory(back), {HANDOFF: {"epoch": back.epoch, "say": [said] if said else []}}

    return ask


def _call_id(runtime: ToolRuntime) -> str:
    """Of this very call, also where a model counts its calls anew in each message."""
    return made_id("lg", str(getattr(_calling(runtime), "id", "")), str(runtime.tool_call_id))


def _is_another(runtime: ToolRuntime) -> bool:
    """Whether the model asks more than once in one message, and this is not the first. On resume all of its calls are
    played again, and one that interrupts only then would ask for a human anew, when the first has gone."""
    calls = getattr(_calling(runtime), "tool_calls", ())
    ids = [one.get("id") for one in calls if one.get("name") == TOOL]
    return runtime.tool_call_id in ids[1:]


def _calling(runtime: ToolRuntime) -> AIMessage | None:
    state = runtime.state
    messages = state.get("messages", ()) if hasattr(state, "get") else ()
    return next((one for one in reversed(messages) if isinstance(one, AIMessage)), None)


def thread_of(config: RunnableConfig) -> str:
    """Raises Invalid where the graph is run without a thread: there is no conversation then."""
    thread = config.get("configurable", {}).get("thread_id")
    if not thread:
        raise Invalid(
            "run the graph with a thread: config={'configurable': {'thread_id': …}}; it is the conversation's id",
            field="thread_id",
        )
    return str(thread)


# ---- the nodes -------------------------------------------------------------------------------------------------------


class SegueNodes:
    """What stands before and behind an agent in a graph of the developer's own; `wrap` wires them.

    memory: as what the model gets the human's part where no tool call waits for it. `human` for models that take a
    system message only at the beginning.
    """

    def __init__(self, segue: Handoffs | Bridge, *, memory: Literal["system", "human"] = "system") -> None:
        self.bridge = bridge_of(segue)
        self._memory = SystemMessage if memory == "system" else HumanMessage

    async def observe(self, state: HandoffState, config: RunnableConfig) -> dict[str, Any]:
        """Tell the customer's newest message; then `may_speak` says whether the agent runs."""
        messages = state["messages"]
        newest = messages[-1] if messages else None
        if not isinstance(newest, HumanMessage):
            return {"segue": {"may_speak": True, "epoch": None, "say": []}}
        conversation = thread_of(config)
        heard = await self.bridge.observe(conversation, newest.text or NO_TEXT, made_id("lg", str(newest.id)))
        told: dict[str, Any] = {"may_speak": heard.may_speak, "epoch": heard.epoch}
        told["say"] = [heard.words] if heard.words else []
        if heard.owner != "bot":  # said to a human: the return packet brings it, in its place
            return {"messages": [RemoveMessage(id=str(newest.id))], "segue": told}
        if heard.words:  # or the customer's answer to it would stand alone in the model's memory
            own = AIMessage(heard.words, name="segue", id=made_id("segue", str(heard.seq)))
            return {"messages": [own], "segue": told}
        before = await self._human_part(conversation, messages)
        if not before:
            return {"segue": told}
        return {"messages": [RemoveMessage(id=REMOVE_ALL_MESSAGES), *messages[:-1], *before, newest], "segue": told}

    async def _human_part(self, conversation: str, messages: Sequence[AnyMessage]) -> list[AnyMessage]:
        """What humans did since the agent spoke last, as marked messages; what stands there already is left out."""
        known = "\n".join(one.text for one in messages)
        return [
            self._memory(self.bridge.memory(back), name="segue", id=made_id("segue", back.handoff))
            for back in await self.bridge.returns(conversation, known)
        ]

    @staticmethod
    def may_speak(state: HandoffState) -> bool:
        return bool(state.get("segue", {}).get("may_speak"))

    async def answered(self, state: HandoffState, config: RunnableConfig) -> dict[str, Any]:
        """Tell the agent's answer. Where somebody else speaks by now it is taken out of the state, and not shown.

        Of its certainty the agent may say {"confidence": 0.4, "no_match": True} in `additional_kwargs["segue"]`.
        """
        epoch, say = _since(state)
        newest = state["messages"][-1]
        if not isinstance(newest, AIMessage) or newest.tool_calls or not newest.text:
            return {"segue": {"may_speak": True, "epoch": epoch, "say": say}}
        sure = newest.additional_kwargs.get("segue") or {}
        certainty = {name: sure[name] for name in ("confidence", "no_match") if name in sure}
        said = await self.bridge.answered(
            thread_of(config), newest.text, made_id("lg", str(newest.id)), epoch=epoch, **certainty
        )
        say += [text for text in (newest.text if said.shown else "", said.words) if text]
        kept: list[AnyMessage | RemoveMessage] = [] if said.shown else [RemoveMessage(id=str(newest.id))]
        told = {"may_speak": said.shown, "epoch": epoch, "say": say, "answers": [newest.text] if said.shown else []}
        return {"messages": kept, "segue": told}


def _since(state: HandoffState) -> tuple[int | None, list[str]]:
    """The epoch that the agent answers in, and what Segue said within the run: of the tool's newest answer, if any."""
    for one in reversed(state["messages"]):
        if isinstance(one, HumanMessage) and one.name != "segue":
            break
        if isinstance(one, ToolMessage) and isinstance(one.artifact, Mapping) and HANDOFF in one.artifact:
            return one.artifact[HANDOFF]["epoch"], list(one.artifact[HANDOFF]["say"])
    return state.get("segue", {}).get("epoch"), []


def wrap(
    agent: Any,
    segue: Handoffs | Bridge,
    *,
    checkpointer: Any,
    memory: Literal["system", "human"] = "system",
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The agent between our two nodes. agent: a compiled graph, a runnable or a function over `messages`.

    checkpointer: of LangGraph; one that is kept on disk or in a database where waits shall outlive the process.
    """
    nodes = SegueNodes(segue, memory=memory)
    graph = StateGraph(HandoffState)
    graph.add_node(OBSERVE, nodes.observe)
    graph.add_node(AGENT, agent)
    graph.add_node(ANSWERED, nodes.answered)
    graph.add_edge(START, OBSERVE)
    graph.add_conditional_edges(OBSERVE, nodes.may_speak, {True: AGENT, False: END})
    graph.add_edge(AGENT, ANSWERED)
    graph.add_edge(ANSWERED, END)
    return graph.compile(checkpointer=checkpointer)


# ---- turns and waits -------------------------------------------------------------------------------------------------


class Threads:
    """Runs such a graph for an application: a customer's turn, and the way back after a human.

    One process waits for a thread at a time; within it, turns of one thread are taken one after the other.
    """

    def __init__(self, graph: CompiledStateGraph[Any, Any, Any, Any], segue: Handoffs | Bridge) -> None:
        self.graph = graph
        self.bridge = bridge_of(segue)

    async def turn(self, thread: str, text: str, message_id: str = "") -> Reply:
        """What the customer said. While a human has the conversation it goes to them, and the graph stays as it is."""
        message_id = message_id or uuid.uuid4().hex
        async with self.bridge.lock(thread):
            before = Reply()
            if waits := await self.waiting(thread):
                heard = await self.bridge.observe(thread, text, made_id("lg", message_id))
                if not heard.may_speak:
                    return Reply(tuple(filter(None, (heard.words,))), tuple(waits.values()))
                back = await self._back_by_now(waits)
                if back is None:  # a message that was told before, when the agent still had the conversation
                    return Reply((), tuple(waits.values()))
                before = await self._resume(thread, back)  # it came back a moment ago
            if reply := await self._played_before(thread, message_id):
                return before.then(reply)
            message = {"messages": [HumanMessage(text, id=message_id)]}
            return before.then(await self._run(thread, message, message_id))

    async def waiting(self, thread: str) -> dict[str, Asked]:
        """Id of an interrupt -> the handoff that it waits for; also in a process that began only now."""
        state = await self.graph.aget_state(_config(thread))
        return {one.id: Asked.of(one.value) for one in state.interrupts if _ours(one.value)}

    async def resume_when_returned(self, thread: str, *, within: float | None = None) -> Reply | None:
        """Wait until the agent speaks again, and let the graph go on. None where the thread waits for nobody.

        within: as `Bridge.returned` has it.
        """
        waits = await self.waiting(thread)
        if not waits:
            return None
        back = {one: await self.bridge.returned(asked, within=within) for one, asked in waits.items()}
        async with self.bridge.lock(thread):
            still = await self.waiting(thread)  # a turn of the customer may have been quicker
            return await self._resume(thread, back) if still.keys() == waits.keys() else None

    async def _back_by_now(self, waits: Mapping[str, Asked]) -> dict[str, Returned] | None:
        """None where one of them has not ended."""
        back = {one: await self.bridge.returned_by_now(asked) for one, asked in waits.items()}
        ended = {one: found for one, found in back.items() if found}
        return ended if len(ended) == len(waits) else None

    async def _resume(self, thread: str, back: Mapping[str, Returned]) -> Reply:
        packets = {one: found.as_dict() for one, found in back.items()}
        return await self._run(thread, Command(resume=packets), next(iter(packets)))

    async def _played_before(self, thread: str, message_id: str) -> Reply | None:
        """What came of a message that the graph has already; a run that broke off goes on. None of a new one."""
        state = await self.graph.aget_state(_config(thread))
        messages: list[AnyMessage] = state.values.get("messages", [])
        ids = [one.id for one in messages]
        if message_id not in ids:
            return None
        if state.next:
            return await self._run(thread, None, message_id)
        texts: list[str] = []
        for one in messages[ids.index(message_id) + 1 :]:
            if isinstance(one, HumanMessage):
                break
            if isinstance(one, AIMessage) and one.text and not one.tool_calls:
                texts.append(one.text)
        return Reply(tuple(texts), answers=tuple(texts))

    async def _run(self, thread: str, given: Any, run: str) -> Reply:
        """run: what tells it from the thread's other runs."""
        try:
            result = await self.graph.ainvoke(given, _config(thread))
        except SegueError:  # of our own nodes, such as ConversationEnded
            raise
        except Exception as failed:
            raise await self.bridge.failed(thread, failed, made_id("lg", run, "failed")) from failed
        return _reply(result)


async def resume_when_returned(
    graph: CompiledStateGraph[Any, Any, Any, Any],
    segue: Handoffs | Bridge,
    thread: str,
    *,
    within: float | None = None,
) -> Reply | None:
    """`Threads.resume_when_returned`, for a graph that is run otherwise."""
    return await Threads(graph, segue).resume_when_returned(thread, within=within)


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}}


def _ours(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("kind") == HANDOFF


def _reply(result: Mapping[str, Any]) -> Reply:
    waits = [Asked.of(one.value) for one in result.get("__interrupt__", ()) if _ours(one.value)]
    told = {} if waits else result.get("segue", {})
    words = dict.fromkeys(one.words for one in waits if one.words)  # twice where two calls wait for one handoff
    return Reply((*told.get("say", ()), *words), tuple(waits), result, tuple(told.get("answers", ())))
