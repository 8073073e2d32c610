"""An AI agent with nothing but MCP: it asks for a human, shows what they write, and goes on with what they did.

python examples/mcp/main.py
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters, stdio_client

SERVER = StdioServerParameters(command=sys.executable, args=[str(Path(__file__).with_name("server.py"))])


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What the tool answered, shown as the customer sees it."""
    answer = await client.call_tool(tool, arguments)
    data: dict[str, Any] = answer.structured_content
    if answer.is_error:
        raise SystemExit(data["message"])
    for said in data["tell_customer"]:
        print(f"{said['name'] or said['from']}: {said['text']}")
    return data


async def main() -> None:
    async with Client(stdio_client(SERVER)) as client:
        print("customer: I want my 80 euros back")
        stood = await call(
            client,
            "request_handoff",
            reason="customer_asked",
            note="The order is older than 30 days.",
            said=[{"role": "customer", "text": "I want my 80 euros back"}],
        )
        conversation = stood["conversation"]
        while not stood["you_may_speak"]:
            asks_us = any(one["from"] == "human" and "?" in one["text"] for one in stood["tell_customer"])
            if asks_us:
                print("customer: Order 4711")
                turn = {"role": "customer", "text": "Order 4711"}
                stood = await call(client, "report_turn", conversation=conversation, after=stood["after"], **turn)
            else:
                stood = await call(client, "handoff_status", conversation=conversation, after=stood["after"], wait_s=30)
        print("\nWhat the agent knows now:\n" + stood["returned"]["as_words"])


if __name__ == "__main__":
    asyncio.run(main())
