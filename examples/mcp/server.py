"""Segue as an MCP server, in one process with its store and a human who answers by herself.

The client starts it; in life you run `segue mcp` in front of `segue serve`, and people answer at the desk.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from one_human import Human, open_with_human

from segue.app import Segue
from segue.bots.mcp import mcp_server, serve_stdio
from segue.domain.conversation import Kind, Role
from segue.ports.conversations import OpenHandoffs

LOOKS_EVERY_S = 0.1


async def answer(segue: Segue, maria: Human) -> None:
    """Whoever waits is greeted; what they say then is settled, and they go back to their agent."""
    while True:
        for handoff, _ in await segue.store.read(OpenHandoffs(segue.workspace)):
            log = await segue.entries(handoff.conversation)
            last = [entry for entry in log if entry.kind is Kind.MESSAGE and entry.role is not Role.SYSTEM][-1:]
            if not any(entry.role is Role.HUMAN_AGENT for entry in log):
                await maria.says(handoff.conversation, "Hello, this is Maria. Which order is it?")
            elif last and last[0].role is Role.END_USER:
                await maria.says(handoff.conversation, "Thank you, I have paid it back.")
                await maria.gives_back(handoff.conversation, "Paid back, promised for Tuesday")
        await asyncio.sleep(LOOKS_EVERY_S)


async def main() -> None:
    async with open_with_human() as (segue, maria):
        answering = asyncio.create_task(answer(segue, maria))
        try:
            policy = (await segue.env.policies.active(segue.workspace)).policy
            await serve_stdio(mcp_server(segue.as_bot("my-agent"), policy))
        finally:
            answering.cancel()


if __name__ == "__main__":
    asyncio.run(main())
