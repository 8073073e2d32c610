"""The cheapest load there is: HTTP/1.1 connections kept alive, requests made beforehand, answers only cut apart."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import cast

ANSWERS_WITHIN_S = 10
CONNECTED_WITHIN_S = 0.1
LINES = {
    "end_user": (
        "Hello, I would like to know when my order 4471 is going to arrive",
        "It was the grey sofa with the two cushions",
        "Can it be delivered on a Saturday morning instead?",
        "And do the people who bring it carry it upstairs",
        "We live on the third floor, there is no lift",
        "Fine, what does that cost on top",
        "I also have a question about the oak table",
        "Is the wood oiled or varnished?",
        "How many chairs fit along the long side",
        "Do you have a matching bench in stock",
        "What colours does the wool rug come in",
        "Does it shed a lot in the first weeks?",
    ),
    "automated_agent": (
        "Your order 4471 leaves our warehouse on Thursday and arrives within two days.",
        "I can see the grey sofa and two cushions in your order.",
        "Saturday mornings between 8 and 12 are possible in your area.",
        "Our carriers bring furniture to the room of your choice up to the fifth floor.",
        "Without a lift that is 29 euros for each piece above 40 kilograms.",
        "The oak table is oiled twice and can be oiled again at home.",
        "Four chairs fit along the long side, six when the table is drawn out.",
    ),
}


@dataclass(slots=True)
class Measured:
    """seconds: of each answer. lasted: of the whole round. cpu: seconds of processor time that the server spent."""

    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0
    cpu: float = 0.0
    refused: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.lasted if self.lasted else 0.0

    def quantile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


def posts(role: str, conversations: list[str], key: str, numbers: count[int]) -> Iterator[bytes]:
    """Endless requests, over the conversations in turn. `numbers` gives each message an id of its own."""
    heads = {
        name: (
            f"POST /v1/conversations/{name}/messages HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )
        for name in conversations
    }
    for text in cycle(LINES[role]):
        for head in heads.values():
            number = next(numbers)  # also in the text, so that no two messages are the same
            body = f'{{"id":"m{number}","role":"{role}","text":"{text} (no. {number})"}}'
            yield f"{head}{len(body)}\r\n\r\n{body}".encode()


class Client(asyncio.Protocol):
    """One connection with one request under way at a time, until `over`."""

    def __init__(self, requests: Iterator[bytes], over: Callable[[], bool], found: Measured) -> None:
        self.requests, self.over, self.found = requests, over, found
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.began, self.got = 0.0, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's own class

    def send(self) -> None:
        if self.over():
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.got += data
        end = self.got.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.got[:end].lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(self.got) < end + 4 + length:
            return
        self.found.seconds.append(time.perf_counter() - self.began)
        if not head.startswith(b"http/1.1 200"):
            self.found.refused.append(self.got.decode("utf-8", "replace"))
        self.got = b""
        self.send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def load(port: int, flows: list[Iterator[bytes]], lasting: float, most: int) -> Measured:
    """One connection a flow, for `lasting` seconds or `most` requests, whichever is first."""
    found, loop, began = Measured(), asyncio.get_running_loop(), 0.0

    def over() -> bool:
        return time.perf_counter() - began >= lasting or len(found.seconds) >= most

    made = [await loop.create_connection(lambda f=f: Client(f, over, found), "127.0.0.1", port) for f in flows]
    await asyncio.sleep(CONNECTED_WITHIN_S)  # the server takes connections up one by one; that is not what is measured
    began = time.perf_counter()
    for _, client in made:
        client.send()
    async with asyncio.timeout(lasting + ANSWERS_WITHIN_S):
        await asyncio.gather(*(client.done for _, client in made))
    found.lasted = time.perf_counter() - began
    return found
