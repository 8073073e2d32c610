"""Segue inside your own program: no server, the same flows.

python examples/in_process.py
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from segue import Handoffs, Role, Segue

POLICY = Path(__file__).with_name("handoff.yaml")
TURNS = (
    (Role.END_USER, "The app shows error 42"),
    (Role.AUTOMATED_AGENT, "Have you tried to start it again?"),
    (Role.END_USER, "Yes, that did not help. Let me talk to a human"),
)


async def talk(segue: Handoffs) -> None:
    """With `Segue.connect(url, key)` in place of `Segue.open(…)`, this is the program of a bot elsewhere."""
    conversation = (await segue.start()).id
    for number, (role, text) in enumerate(TURNS):
        turn = await segue.say(conversation, text, role=role, id=f"m{number}")
        print(f"{role}: {text}")
        if turn.decision and turn.decision["outcome"] != "stay":
            print(f"  → {turn.decision['outcome']}, because “{turn.decision['evidence']}”")
        if turn.reply:
            print(f"  → Segue tells the customer: {turn.reply}")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Segue.open(POLICY, store=f"sqlite:///{folder}/segue.db") as segue:
            await talk(segue.as_bot("my-bot"))


if __name__ == "__main__":
    asyncio.run(main())
