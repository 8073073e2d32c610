"""A program with a LangGraph agent, for a test to kill: `waiting_graph.py URL KEY CHECKPOINTS [TEXT]`.

With TEXT the customer says that; then, and at each start, it waits for the human and prints what the customer is shown.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from file_saver import FileSaver
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, tools_condition

from segue.app import Segue
from segue.bots.bridge import Bridge
from segue.bots.langgraph import Threads, request_human, wrap


def model(state: MessagesState) -> dict[str, Any]:
    last = state["messages"][-1]
    if isinstance(last, ToolMessage):
        return {"messages": [AIMessage(f"Remembered: {'Paid back.' in last.text}")]}
    call = {"name": "request_human", "args": {"reason": "not_allowed"}, "id": "call-1"}
    return {"messages": [AIMessage("", tool_calls=[call])]}


async def main(url: str, key: str, checkpoints: str, text: str = "") -> None:
    async with Segue.connect(url, key) as segue:
        bridge = Bridge(segue)
        graph = StateGraph(MessagesState)
        graph.add_node("model", model)
        graph.add_node("tools", ToolNode([request_human(bridge)]))
        graph.add_edge(START, "model")
        graph.add_conditional_edges("model", tools_condition, {"tools": "tools", END: END})
        graph.add_edge("tools", "model")
        app = Threads(wrap(graph.compile(), bridge, checkpointer=FileSaver(Path(checkpoints))), bridge)
        if text:
            await app.turn("t1", text)
        print("waits", flush=True)
        reply = await app.resume_when_returned("t1")
        print(*reply.texts if reply else (), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
