"""A LangGraph agent that passes customers to a human and goes on when they come back.

python examples/langgraph/main.py            type as the customer, see examples/one_human.py
python examples/langgraph/main.py --play     the same, played
MODEL=openai:gpt-5-mini python …             a real model, by `langchain` and its package for that vendor
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, tools_condition

from segue.bots.bridge import Bridge
from segue.bots.langgraph import Threads, request_human, wrap

sys.path.insert(0, str(Path(__file__).parents[1]))
from one_human import open_with_human, talk


def scripted(state: MessagesState) -> dict[str, Any]:
    """Instead of a model: it cannot pay, and tells what the human did."""
    last = state["messages"][-1]
    told = [one.text for one in state["messages"] if isinstance(one, ToolMessage)]
    if isinstance(last, ToolMessage):
        return {"messages": [AIMessage("I am back. Is there anything else?")]}
    if isinstance(last, HumanMessage) and "back" in last.text.lower():
        call = {"name": "request_human", "args": {"reason": "not_allowed", "note": last.text}, "id": "call"}
        return {"messages": [AIMessage("", tool_calls=[call])]}
    if told and "decided" in last.text:
        return {"messages": [AIMessage(f"This I was told:\n{told[-1]}")]}
    return {"messages": [AIMessage("I look after parcels and payments. What is it about?")]}


def agent(bridge: Bridge) -> Any:
    tools = [request_human(bridge)]
    model: Any = scripted
    if name := os.environ.get("MODEL"):
        from langchain.chat_models import init_chat_model  # noqa: PLC0415

        bound = init_chat_model(name).bind_tools(tools)

        async def model(state: MessagesState) -> dict[str, Any]:
            return {"messages": [await bound.ainvoke(state["messages"])]}

    graph = StateGraph(MessagesState)
    graph.add_node("model", model)
    graph.add_node("tools", ToolNode(tools))
    graph.add_edge(START, "model")
    graph.add_conditional_edges("model", tools_condition, {"tools": "tools", END: END})
    graph.add_edge("tools", "model")
    return graph.compile()


async def main() -> None:
    async with open_with_human() as (segue, human):
        bridge = Bridge(segue.as_bot())
        app = Threads(wrap(agent(bridge), bridge, checkpointer=InMemorySaver()), bridge)
        await talk(
            *(human, "thread-1"),
            turn=lambda text: app.turn("thread-1", text),
            resume=lambda _: app.resume_when_returned("thread-1"),
        )


if __name__ == "__main__":
    asyncio.run(main())
