"""The bare ceiling of the benchmark: the same rows by the shortest way there is, and nothing decided.

One Starlette route reads the message with msgspec; one thread writes what came in meanwhile in one SQLite transaction
(WAL, synchronous=FULL) with plain statements, and the answer leaves after the commit. No access, no idempotency, no
limits, no log to read: what is left is the price of HTTP, of JSON and of the disk.

    python tools/bench_bare.py DATABASE     prints its port
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from segue.server.run import listen
from segue.store.database import open_store

GROUP = 128
ENTRY = (
    "INSERT INTO entries (workspace, conversation, seq, kind, role, at, text, author, author_name, message_id, epoch,"
    " data, outcome, decision) VALUES ('default', ?, ?, 'message', ?, ?, ?, '', '', ?, 1, '{}', ?, ?)"
)
NEW = (
    "INSERT INTO conversations (workspace, id, last_seq, epoch, open, visitor, customer, body)"
    " VALUES ('default', ?, 0, 1, 1, '', '', ?)"
)
MOVE_ON = "UPDATE conversations SET last_seq = ?, epoch = 1, body = ? WHERE workspace = 'default' AND id = ?"
DEADLINE = (
    "INSERT INTO deadlines (workspace, conversation, kind, due_at, about) VALUES ('default', ?, 'bot_silent', ?, '')"
    " ON CONFLICT DO NOTHING"
)
DECISION = '{"outcome":"stay","weighed":[]}'


class Post(msgspec.Struct):
    id: str
    role: str
    text: str


class Posted(msgspec.Struct):
    seq: int
    owner: str = "bot"
    epoch: int = 1


class State(msgspec.Struct):
    """About as much as the product keeps of a conversation."""

    id: str
    last_seq: int
    last_text: str
    customer_words: tuple[str, ...] = ("some", "of", "the", "words", "that", "were", "said", "before")
    padding: str = "." * 900


class Writer:
    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.seqs: dict[str, int] = {}
        self.waiting: deque[tuple[str, Post, asyncio.Future[int]]] = deque()
        self.wake = threading.Condition()
        threading.Thread(target=self.work, daemon=True).start()

    async def write(self, conversation: str, post: Post) -> int:
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        with self.wake:
            self.waiting.append((conversation, post, future))
            self.wake.notify()
        return await future

    def work(self) -> None:
        while True:
            with self.wake:
                while not self.waiting:
                    self.wake.wait()
                group = [self.waiting.popleft() for _ in range(min(GROUP, len(self.waiting)))]
            self.connection.execute("BEGIN IMMEDIATE")
            seqs = [self.one(conversation, post) for conversation, post, _ in group]
            self.connection.execute("COMMIT")
            done = [(future, seq) for (_, _, future), seq in zip(group, seqs, strict=True)]
            done[0][0].get_loop().call_soon_threadsafe(resolve, done)

    def one(self, conversation: str, post: Post) -> int:
        execute, now = self.connection.execute, time.time_ns() // 1000
        seq = self.seqs.get(conversation, 0) + 1
        self.seqs[conversation] = seq
        body = msgspec.json.encode(State(conversation, seq, post.text)).decode()
        if seq == 1:
            execute(NEW, (conversation, body))
        execute(MOVE_ON, (seq, body, conversation))
        customer = post.role == "end_user"
        outcome, decision = ("stay", DECISION) if customer else ("", None)
        execute(ENTRY, (conversation, seq, post.role, now, post.text, post.id, outcome, decision))
        if customer and seq == 1:
            execute(DEADLINE, (conversation, now + 600_000_000))
        return seq


def resolve(done: list[tuple[asyncio.Future[int], int]]) -> None:
    for future, seq in done:
        future.set_result(seq)


async def main(path: Path) -> None:
    await (await open_store(f"sqlite:///{path}")).close()  # the product's own tables and indexes
    writer = Writer(path)

    async def post(request: Request) -> Response:
        message = msgspec.json.decode(await request.body(), type=Post)
        seq = await writer.write(request.path_params["id"], message)
        return Response(msgspec.json.encode(Posted(seq)), media_type="application/json")

    app: Any = Starlette(routes=[Route("/v1/conversations/{id}/messages", post, methods=["POST"])])
    listening = listen("127.0.0.1", 0)
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    await uvicorn.Server(config).serve(sockets=[listening])


if __name__ == "__main__":
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(Path(sys.argv[1])))
