"""What was acknowledged survives SIGKILL at any moment."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import load

from segue.ports.conversations import EntriesAfter
from segue.store.database import open_store

WRITER = Path(__file__).with_name("endless_writer.py")
ROUNDS = 4


def write_until_killed(url: str, after_s: float) -> dict[str, int]:
    """The last number that was acknowledged, by conversation."""
    with subprocess.Popen([sys.executable, str(WRITER), url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(after_s)  # a random moment is the point
        process.kill()
        return {name: int(seq) for name, seq in map(str.split, process.stdout.read().splitlines())}


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
async def test_every_acknowledged_entry_is_there_after_a_kill(url: str) -> None:
    acked: dict[str, int] = {}
    for round_ in range(ROUNDS):
        acked |= await asyncio.to_thread(write_until_killed, url, random.Random(round_).uniform(0.02, 0.25))
        store = await open_store(url)
        for name, seq in acked.items():
            log = await store.read(EntriesAfter("default", name, limit=100_000))
            assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
            assert len(log) >= seq, f"{name}: {seq} was acknowledged"
            assert (await load(store, name)).conversation.last_seq == len(log)
        await store.close()
    assert sum(acked.values()) > ROUNDS, "nothing was written, so nothing was shown"
