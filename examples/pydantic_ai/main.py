"""A Pydantic AI agent that passes customers to a human and goes on when they come back.

python examples/pydantic_ai/main.py              type as the customer, see examples/one_human.py
python examples/pydantic_ai/main.py --play       the same, played
MODEL=openai:gpt-5-mini OPENAI_API_KEY=… python …    a real model
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from pydantic_ai import Agent, DeferredToolRequests, ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.messages import ToolReturnPart, UserPromptPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from segue.bots.bridge import Bridge
from segue.bots.pydantic_ai import Folder, Talks, human_toolset

sys.path.insert(0, str(Path(__file__).parents[1]))
from one_human import open_with_human, talk


def scripted(messages: list[ModelMessage], _: AgentInfo) -> ModelResponse:
    """Instead of a model: it cannot pay, and tells what the human did."""
    parts = [part for message in messages for part in message.parts]
    told = [str(part.content) for part in parts if isinstance(part, ToolReturnPart)]
    last = str(parts[-1].content) if isinstance(parts[-1], UserPromptPart) else ""
    if "decided" in last and told:
        return ModelResponse([TextPart(f"This I was told:\n{told[-1]}")])
    if "back" in last.lower():
        asked = {"reason": "not_allowed", "note": last}
        return ModelResponse([ToolCallPart("request_human", asked, f"call-{len(parts)}")])
    if isinstance(parts[-1], ToolReturnPart):
        return ModelResponse([TextPart("I am back. Is there anything else?")])
    return ModelResponse([TextPart("I look after parcels and payments. What is it about?")])


async def main() -> None:
    async with open_with_human() as (segue, human):
        bridge = Bridge(segue.as_bot())
        agent: Agent[Any, Any] = Agent(
            os.environ.get("MODEL") or FunctionModel(scripted),
            output_type=[str, DeferredToolRequests],
            toolsets=[human_toolset(bridge)],
        )
        with tempfile.TemporaryDirectory() as folder:
            app = Talks(agent, bridge, histories=Folder(folder))
            await talk(
                *(human, "thread-1"),
                turn=lambda text: app.turn("thread-1", text),
                resume=lambda _: app.resume_when_returned("thread-1"),
            )


if __name__ == "__main__":
    asyncio.run(main())
