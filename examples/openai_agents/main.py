"""An agent of the OpenAI Agents SDK that passes customers to a human and knows what they did.

python examples/openai_agents/main.py            type as the customer, see examples/one_human.py
python examples/openai_agents/main.py --play     the same, played
MODEL=gpt-5-mini OPENAI_API_KEY=… python …       a real model
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from agents import Agent, Model, ModelResponse, RunConfig, SQLiteSession, Usage
from agents.testing import assistant_message, function_call

from segue.bots.openai_agents import Runs, with_human

sys.path.insert(0, str(Path(__file__).parents[1]))
from one_human import open_with_human, talk


class Scripted(Model):
    """Instead of a model: it cannot pay, and tells what the human did."""

    async def get_response(self, system_instructions: Any, input: Any, *rest: Any, **others: Any) -> ModelResponse:  # noqa: A002
        items = [{"role": "user", "content": input}] if isinstance(input, str) else input
        last = str(items[-1].get("content", ""))
        told = [str(one["content"]) for one in items if one.get("role") == "system"]
        if "decided" in last and told:
            said = assistant_message(f"This I was told:\n{told[-1]}")
        elif "back" in last.lower():
            asked = {"reason": "not_allowed", "note": last, "urgency": "normal", "queue": ""}
            said = function_call("request_human", asked, call_id=f"call-{len(items)}")
        else:
            said = assistant_message("I look after parcels and payments. What is it about?")
        return ModelResponse(output=[said], usage=Usage(), response_id=None)

    def stream_response(self, *_: Any, **__: Any) -> AsyncIterator[Any]:
        raise NotImplementedError


async def main() -> None:
    name = os.environ.get("MODEL")
    agent = with_human(Agent("shop", instructions="You help customers of a shop.", model=name or Scripted()))
    memory = SQLiteSession("thread-1")
    async with open_with_human() as (segue, human):
        untraced = RunConfig(tracing_disabled=True)
        app = Runs(agent, segue.as_bot(), sessions=lambda _: memory, run_config=untraced)
        await talk(
            *(human, "thread-1"),
            turn=lambda text: app.turn("thread-1", text),
            resume=lambda reply: app.resume_when_returned(reply.waits[0]),
        )


if __name__ == "__main__":
    asyncio.run(main())
