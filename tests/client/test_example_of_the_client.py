"""examples/async_client runs as it stands, against a server."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from door import Door

from fakes.world import World
from segue.flows import serve

EXAMPLE = Path(__file__).parents[2] / "examples" / "async_client" / "main.py"


async def started(url: str, key: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", EXAMPLE),
        env=os.environ | {"SEGUE_URL": url, "SEGUE_KEY": key},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def test_a_bot_answers_until_segue_speaks_and_shows_what_the_human_writes(door: Door, world: World) -> None:
    maria = await world.hire("maria")
    program = await started(door.url, await door.key())
    assert program.stdin is not None
    assert program.stdout is not None
    async with asyncio.timeout(60):
        program.stdin.write(b"My parcel is late\nI want to talk to a human\n")
        assert await program.stdout.readline() == b"bot: You said: My parcel is late\n"
        assert (await program.stdout.readline()).startswith(b"segue: ")
        await world.segue.step()
        (waiting,) = await world.open_handoffs()
        await serve.accept(world.segue.env, maria, waiting.id)
        await serve.speak(world.segue.env, maria, waiting.conversation, "Hello, Maria here", "h1")
        while (line := await program.stdout.readline()) != b"Maria: Hello, Maria here\n":
            assert line, "it ended"
        program.stdin.write(b"Thank you\n\n")
        assert await program.stdout.readline() == b"(a person reads this)\n"
        assert await program.wait() == 0


async def test_a_wrong_key_is_said_in_one_line(door: Door) -> None:
    program = await started(door.url, "sk_wrong")
    said, _ = await program.communicate(b"")
    assert program.returncode == 1
    assert said == b"not_signed_in: this key is unknown, revoked or expired\n"


def test_it_fits_on_two_screens() -> None:
    assert len(EXAMPLE.read_text("utf-8").splitlines()) < 75
