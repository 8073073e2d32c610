"""Segue as a connected agent of Copilot Studio, played on this machine: the orchestrator's turns, and what is pushed.

python examples/copilot_agent/main.py
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from copilot_played import played


async def main() -> None:
    async with played(Path(__file__).with_name("policy.yaml")) as copilot:
        copilot.address += "/external-agent?sig=signed-by-copilot-studio"
        print("The orchestrator finds that a person is wanted, and sends the customer's words:")
        await copilot.send("message", text="I want to talk to somebody about my order 4711")
        conversation = await copilot.waiting()
        await copilot.until("message")

        print("\nA human writes when they like; three answers in a row arrive as three:")
        for text in ("Hello, this is Maria.", "I look where it is.", "It comes on Tuesday."):
            await copilot.maria.says(conversation, text)
        await copilot.until("message", "Maria: It comes")

        print("\nThe human gives the customer back, and the orchestrator is told:")
        await copilot.maria.gives_back(conversation, "The parcel comes on Tuesday")
        await copilot.until("endOfConversation")


if __name__ == "__main__":
    asyncio.run(main())
