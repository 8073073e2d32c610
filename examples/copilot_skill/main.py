"""Microsoft's handover sample with Segue as the skill, played on this machine: what its topic sends and hears.

python examples/copilot_skill/main.py
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from copilot_played import played


async def main() -> None:
    async with played(Path(__file__).with_name("policy.yaml")) as copilot:
        actions = (await copilot.manifest())["activities"]
        print(f"The manifest has the actions {', '.join(actions)}\n\nThe topic Escalate calls the first two:")
        *words, end = await copilot.send("event", name="startConversation", deliveryMode="expectReplies")
        live_chat = end["value"]["LiveChatConversationId"]
        for one in words:
            print(f"  <- {one.get('text', '')}")
        value = {"LiveChatConversationId": live_chat, "ProblemDescription": "My order 4711 never came"}
        await copilot.send("message", text="My order 4711 never came", value=value)

        print("\nA human writes, and everything that the customer writes goes to them:")
        await copilot.maria.says(live_chat, "Hello, this is Maria. I look where it is.")
        await copilot.until("message", "Maria")
        await copilot.send("message", text="Thank you!")
        await copilot.maria.says(live_chat, "It comes on Tuesday.")
        await copilot.until("message", "Maria")

        print("\nThe human gives the customer back, and the skill ends by itself:")
        await copilot.maria.gives_back(live_chat, "The parcel comes on Tuesday")
        await copilot.until("endOfConversation")


if __name__ == "__main__":
    asyncio.run(main())
