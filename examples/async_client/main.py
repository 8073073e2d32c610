"""A bot in front of Segue with the typed client: it posts both sides, and shows what a human writes meanwhile.

    SEGUE_URL=http://127.0.0.1:8440 SEGUE_KEY=sk_… python examples/async_client/main.py

An admin makes the key in the console, with the scope `conversations`. Type as the customer; an empty line ends it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from uuid import uuid4

from segue import Handoffs, Segue, SegueError

URL, KEY = os.environ.get("SEGUE_URL", "http://127.0.0.1:8440"), os.environ.get("SEGUE_KEY", "")


def my_bot(text: str) -> str:
    return f"You said: {text}"


async def listen(segue: Handoffs, conversation: str) -> None:
    """What a human says, and that the bot speaks again. A line that breaks is followed on by itself."""
    async for entry in segue.follow(conversation):
        if entry.role == "human_agent" and entry.kind == "message":
            print(f"{entry.author_name}: {entry.text}")
        elif entry.kind == "handed_back":
            print("(the bot speaks again)")


async def talk(segue: Handoffs) -> None:
    conversation = (await segue.start()).id
    listening = asyncio.create_task(listen(segue, conversation))
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        turn = await segue.say(conversation, line, role="end_user", id=str(uuid4()))
        if turn.reply:  # Segue has told the customer something itself, so the bot stays silent
            print(f"segue: {turn.reply}")
        elif turn.owner != "bot":
            print("(a person reads this)")
        else:
            answer = my_bot(line)
            await segue.say(conversation, answer, role="automated_agent", id=str(uuid4()), epoch=turn.epoch)
            print(f"bot: {answer}")
    await segue.end(conversation)
    await listening


async def main() -> None:
    async with Segue.connect(URL, KEY) as segue:
        await talk(segue)


if __name__ == "__main__":
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(main())
    except SegueError as error:
        sys.exit(f"{error.code}: {error}")
