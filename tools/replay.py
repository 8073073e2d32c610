"""Recorded conversations with an AI agent go turn by turn over HTTP through a running server; then all is checked.

    python3 dev.py replay FILE.jsonl[.gz] [--limit N] [--store URL] [--seed N] [--out report.md]

Each line: {"id", "turns": [{"role": "user"|"assistant", "text"}], "labels"?: {"transferred"?: 0|1}}. Odd rows come
through the widget with the customer's own token, even rows through the bot's key. Exit status 1 when a promise was not
kept.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import aiohttp
import uvloop
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from replay_checks import violations_of
from replay_people import Agent, hire
from replay_report import written
from replay_talk import Conversation, Floor
from running import ORIGIN, Running, ask, connector, server

HERE = Path(__file__).resolve().parent
AT_ONCE = 12
LONGEST_S = 90.0  # of one conversation, waiting for human agents included
Row = dict[str, Any]


def read_rows(path: Path, limit: int) -> list[Row]:
    """Raises ValueError naming the line that cannot be used."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, limit), start=1):
            try:
                row = json.loads(line)
                assert all(turn["role"] in {"user", "assistant"} and turn["text"] is not None for turn in row["turns"])
            except (ValueError, KeyError, TypeError, AssertionError):
                shape = '{"id", "turns": [{"role": "user"|"assistant", "text"}]}'
                raise ValueError(f"{path}: line {number} is not {shape}") from None
            rows.append(row)
    return rows


async def replay(rows: list[Row], store: str, seed: int, console: Console) -> list[Conversation]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        policy = HERE / "replay_policy.yaml"
        running = await stack.enter_async_context(server(policy, folder, store=store, bot="replay-bot"))
        floor = await _floor(running, stack)
        agents = await hire(running, floor.talks, floor.posted_by_human)
        for agent in agents:
            stack.push_async_callback(agent.session.close)
        sitting = [asyncio.create_task(agent.sit()) for agent in agents]
        try:
            talks = await _all(rows, floor, seed, console)
        finally:
            for task in sitting:
                task.cancel()
            await asyncio.gather(*sitting, return_exceptions=True)
        _blame(talks, agents)
        return talks


def _blame(talks: list[Conversation], agents: list[Agent]) -> None:
    failed = [words for agent in agents for words in agent.failed]
    if talks:
        talks[0].wrong.extend(failed)


async def _floor(running: Running, stack: AsyncExitStack) -> Floor:
    made = await ask(running.admin, "POST", "/v1/ops/sites", json={"name": "Airline", "origins": [ORIGIN]})
    bot = aiohttp.ClientSession(running.url, connector=connector(), headers=running.bearer)
    page = aiohttp.ClientSession(running.url, connector=connector(), headers={"Origin": ORIGIN})
    await stack.enter_async_context(bot)
    await stack.enter_async_context(page)
    return Floor(bot, page, running.admin, made["site"]["key"])


async def _all(rows: list[Row], floor: Floor, seed: int, console: Console) -> list[Conversation]:
    bar = Progress(
        TextColumn("replaying"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    )
    at_once = asyncio.Semaphore(AT_ONCE)
    talks = [Conversation(floor, row, number, seed) for number, row in enumerate(rows)]

    async def one(talk: Conversation) -> None:
        async with at_once:
            try:
                async with asyncio.timeout(LONGEST_S):
                    await talk.run()
                    talk.wrong.extend(await violations_of(talk))
            except TimeoutError:
                talk.wrong.append(f"did not come to its end within {LONGEST_S:g} s")
            except Exception as error:
                talk.wrong.append(f"could not go on: {error!r}")
            finally:
                await talk.close()
        bar.advance(task)

    with bar:
        task = bar.add_task("", total=len(talks))
        await asyncio.gather(*(one(talk) for talk in talks))
    return talks


def main() -> int:
    asked = argparse.ArgumentParser(description="Replay recorded conversations and check every promise.")
    asked.add_argument("file", type=Path)
    asked.add_argument("--limit", type=int, default=1_000_000, help="conversations at most")
    asked.add_argument("--store", default="", help="address of an empty database; an SQLite file when left out")
    asked.add_argument("--seed", type=int, default=7, help="decides which offers the customers accept")
    asked.add_argument("--out", type=Path, help="write the report here, as Markdown")
    chosen = asked.parse_args()
    console = Console(stderr=True)
    try:
        rows = read_rows(chosen.file, chosen.limit)
    except (OSError, ValueError) as error:
        console.print(str(error), markup=False)
        return 2
    began = time.perf_counter()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        talks = runner.run(replay(rows, chosen.store, chosen.seed, console))
    report = written(talks, chosen.seed, time.perf_counter() - began)
    if chosen.out:
        chosen.out.write_text(report, encoding="utf-8")
    Console().print(Markdown(report))
    return 1 if any(talk.wrong for talk in talks) else 0


if __name__ == "__main__":
    sys.exit(main())
