"""Observers of one conversation: each keeps what it was shown, in the order in which it was shown."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from running import ask

Entry = dict[str, Any]


@dataclass(slots=True)
class Watch:
    """Reads until the conversation has ended. `drops_after`: entries after which it drops its line once, to resume.

    sign: headers that prove who it is, where the session itself does not.
    """

    who: str
    session: aiohttp.ClientSession
    path: str
    sign: dict[str, str] = field(default_factory=dict)
    drops_after: int = 0
    seen: list[Entry] = field(default_factory=list)
    resumed: int = 0

    @property
    def after(self) -> int:
        return self.seen[-1]["seq"] if self.seen else 0

    @property
    def ended(self) -> bool:
        return bool(self.seen) and self.seen[-1]["kind"] == "ended"

    def take(self, entry: Entry) -> bool:
        """Whether to go on reading on this line."""
        self.seen.append(entry)
        if len(self.seen) == self.drops_after and not self.ended:
            self.resumed += 1
            return False
        return not self.ended

    async def by_socket(self) -> None:
        while not self.ended:
            asked = await ask(self.session, "POST", f"{self.path}/ticket", json={}, headers=self.sign)
            address = f"{self.path}/live?after={self.after}&ticket={asked['ticket']}"
            async with self.session.ws_connect(address) as socket:
                async for frame in socket:
                    said = json.loads(frame.data)
                    if said["type"] == "entry" and not self.take(said["entry"]):
                        break
            await asyncio.sleep(0.01)

    async def by_events(self) -> None:
        while not self.ended:
            headers = {**self.sign, "Last-Event-ID": str(self.after)}
            async with self.session.get(f"{self.path}/events", headers=headers) as stream:
                kind = b""
                async for line in stream.content:
                    name, _, value = line.strip().partition(b": ")
                    kind = value if name == b"event" else kind
                    if name == b"data" and kind == b"entry" and not self.take(json.loads(value)):
                        break
            await asyncio.sleep(0.01)
