"""Segue inside your own program: no server, the same flows.

python examples/in_process.py
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from segue.app import Segue
from segue.domain.conversation import Role
from segue.flows.receive import Message

POLICY = Path(__file__).with_name("handoff.yaml")
TURNS = (
    (Role.END_USER, "The app shows error 42"),
    (Role.AUTOMATED_AGENT, "Have you tried to start it again?"),
    (Role.END_USER, "Yes, that did not help. Let me talk to a human"),
)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Segue.open(POLICY, store=f"sqlite:///{folder}/segue.db") as segue:
            conversation = await segue.start(bot="my-bot")
            for number, (role, text) in enumerate(TURNS):
                turn = await segue.receive(conversation.id, Message(f"m{number}", role, text))
                print(f"{role}: {text}")
                if turn.decision and turn.decision["outcome"] != "stay":
                    print(f"  → {turn.decision['outcome']}, because “{turn.decision['evidence']}”")
                if turn.reply:
                    print(f"  → Segue tells the customer: {turn.reply}")


if __name__ == "__main__":
    asyncio.run(main())
