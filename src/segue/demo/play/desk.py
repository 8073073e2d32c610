"""A scripted human agent: does what the desk does in a browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from itertools import count

import aiohttp

from segue.demo.cast import Colleague
from segue.demo.house import House
from segue.demo.play.wire import Json, Seen, ask


class Desk:
    """One colleague, signed in by a one-time link, online as long as the socket lives."""

    def __init__(self, house: House, one: Colleague) -> None:
        self.name = one.first
        self.snapshot: Json = {}
        self._house, self._one = house, one
        self._seen = Seen(self.name)
        self._numbers = count(1)
        self._http = aiohttp.ClientSession(
            house.settings.url, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"x-segue": "desk"}
        )
        self._socket: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Desk:
        token = await self._house.sign_in_token(self._one.alias)
        async with self._http.get("/demo/link", params={"token": token}, allow_redirects=False) as answer:
            answer.raise_for_status()
        ticket = await ask(self._http, "POST", "/v1/desk/ticket", {})
        socket = await self._http.ws_connect("/v1/desk/live", params={"ticket": ticket["ticket"]})
        self._socket = asyncio.create_task(self._watch(socket))
        await ask(self._http, "PUT", "/v1/desk/presence", {"presence": "online"})
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket:
            self._socket.cancel()
            await asyncio.gather(self._socket, return_exceptions=True)
        await self._http.close()

    async def _watch(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async with socket:
            async for message in socket:
                frame: Json = json.loads(message.data)
                if frame["type"] == "ping":
                    await socket.send_json({"type": "pong"})
                elif frame["type"] == "changed":
                    snapshot = await ask(self._http, "GET", "/v1/desk/snapshot")
                    await self._seen.change(partial(self._show, snapshot))

    def _show(self, snapshot: Json) -> None:
        self.snapshot = snapshot

    async def sees(self, conversation: str, where: str, such: Callable[[Json], object] = bool) -> Json:
        """The item of that conversation in a list of the inbox: reservations, mine, waiting, others, follow_ups."""

        def look() -> Json | None:
            items: list[Json] = self.snapshot.get(where, [])
            for item in items:
                found = item["conversation"]
                if conversation == (found if isinstance(found, str) else found["id"]) and such(item):
                    return item
            return None

        return await self._seen.until(look, f"{conversation} among {where}")

    async def accepts(self, item: Json) -> None:
        await self._do(f"reservations/{item['handoff']['id']}/accept")

    async def declines(self, item: Json) -> None:
        await self._do(f"reservations/{item['handoff']['id']}/decline")

    async def takes(self, conversation: str) -> None:
        await self._do(f"conversations/{conversation}/take")

    async def says(self, conversation: str, text: str) -> None:
        await self._do(
            f"conversations/{conversation}/messages", id=f"{self._one.alias}-{next(self._numbers)}", text=text
        )

    async def notes(self, conversation: str, text: str) -> None:
        await self._do(f"conversations/{conversation}/notes", id=f"{self._one.alias}-{next(self._numbers)}", text=text)

    async def hands_back(self, conversation: str, note: str = "", label: str = "right") -> None:
        await self._do(f"conversations/{conversation}/handback", note=note, label=label, disposition="answered")

    async def resolves(self, conversation: str, label: str = "right") -> None:
        await self._do(f"conversations/{conversation}/resolve", disposition="solved", label=label)

    async def picks_up(self, follow_up: Json) -> None:
        await self._do(f"follow-ups/{follow_up['id']}/pick-up")

    async def closes(self, follow_up: Json, note: str) -> None:
        await self._do(f"follow-ups/{follow_up['id']}/close", note=note)

    async def reads(self, conversation: str) -> Json:
        """The conversation as staff see it: entries with decisions, package, every handoff."""
        return await ask(self._http, "GET", f"/v1/desk/conversations/{conversation}")

    async def _do(self, what: str, **body: str) -> None:
        await ask(self._http, "POST", f"/v1/desk/{what}", body)
