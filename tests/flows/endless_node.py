"""Run by test_killed_node: serves until it is killed, and prints when it is there."""

from __future__ import annotations

import asyncio
import os
import sys

from segue.app import Segue
from segue.settings import Settings


async def main(policy: str, url: str) -> None:
    async with Segue.open(policy, store=url, settings=Settings.from_environment()) as segue:
        os.write(1, f"ready {segue.env.node}\n".encode())
        await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
