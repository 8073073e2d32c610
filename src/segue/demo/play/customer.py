"""A scripted customer: does what the widget does in a browser."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from itertools import count

import aiohttp

from segue.demo.cast import Shopper
from segue.demo.house import House
from segue.demo.play.wire import Json, Seen, ask


class Customer:
    """Sees entries in order; `hears` takes them one after the other, so that nothing is waited for twice."""

    def __init__(self, http: aiohttp.ClientSession, house: House, shopper: Shopper | None = None) -> None:
        self.name = shopper.name.split(" ", maxsplit=1)[0] if shopper else "A guest"
        self.conversation = ""
        self.entries: list[Json] = []
        self.state: Json = {}
        self._http, self._house, self._shopper = http, house, shopper
        self._seen = Seen(self.name)
        self._token = self._visitor = ""
        self._numbers = count(1)
        self._heard = 0
        self._page: asyncio.Task[None] | None = None

    async def opens(self, path: str = "/", title: str = "Quillwood") -> None:
        """Opens a page of the shop with the chat on it; the first message will begin the conversation."""
        session: Json = {"site": self._house.site.key, "page": self._at(path, title)}
        if self._visitor:
            session["visitor_token"] = self._visitor
        if self._shopper:
            session["identity"] = self._house.identity(self._shopper)
        answer = await self._ask("POST", "/v1/widget/session", session)
        self._visitor = answer["visitor_token"]
        began = await self._ask("POST", "/v1/widget/conversation", {"page": self._at(path, title)}, self._visitor)
        self.conversation, self._token = began["id"], began["token"]
        self._page = asyncio.create_task(self._watch(await self._connect()))

    async def goes_to(self, path: str, title: str) -> None:
        await self._post("context", {"page": self._at(path, title)})

    async def says(self, text: str) -> None:
        await self._post(
            "messages", {"id": f"{self._visitor[-6:]}-{next(self._numbers)}", "role": "end_user", "text": text}
        )

    async def chooses(self, choice: str) -> None:
        """Presses a button of the open question."""
        offer = await self._seen.until(lambda: self.state.get("offer"), "a question to answer")
        await self._post("offer", {"id": offer["id"], "choice": choice})

    async def hears(self, role: str, words: str = "", kind: str = "") -> Json:
        """The next entry of that role, with those words in it. Raises NotSeen."""

        def look() -> Json | None:
            for place in range(self._heard, len(self.entries)):
                entry = self.entries[place]
                if (
                    entry["role"] == role
                    and words in entry["text"]
                    and kind in {"", entry["kind"]}
                    and (words or entry["text"])
                ):
                    self._heard = place + 1
                    return entry
            return None

        what = f"{role} {kind}".strip() + (f" saying “{words}”" if words else "")
        return await self._seen.until(look, what, lambda: " / ".join(e["text"] or e["kind"] for e in self.entries[-3:]))

    async def is_with(self, owner: str) -> None:
        await self._seen.until(
            lambda: True if self.state.get("owner", {}).get("kind") == owner else None, f"the owner to be {owner}"
        )

    async def leaves(self) -> None:
        """Closes the page."""
        if self._page:
            self._page.cancel()
            await asyncio.gather(self._page, return_exceptions=True)
            self._page = None

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        ticket = await self._post("ticket", {})
        return await self._http.ws_connect(
            f"/v1/conversations/{self.conversation}/live",
            params={"after": str(len(self.entries) and self.entries[-1]["seq"]), "ticket": ticket["ticket"]},
            headers={"origin": self._house.settings.url},
        )

    async def _watch(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async with socket:
            async for message in socket:
                frame: Json = json.loads(message.data)
                if frame["type"] == "ping":
                    await socket.send_json({"type": "pong"})
                else:
                    await self._seen.change(partial(self._learn, frame))

    def _learn(self, frame: Json) -> None:
        if frame["type"] == "entry":
            self.entries.append(frame["entry"])
        elif frame["type"] == "state":
            self.state = frame["state"]

    def _at(self, path: str, title: str) -> Json:
        return {"url": f"{self._house.settings.url}{path}", "title": title}

    async def _post(self, what: str, body: Json) -> Json:
        return await self._ask("POST", f"/v1/conversations/{self.conversation}/{what}", body, self._token)

    async def _ask(self, method: str, path: str, body: Json, token: str = "") -> Json:
        headers = {"origin": self._house.settings.url} | ({"authorization": f"Bearer {token}"} if token else {})
        return await ask(self._http, method, path, body, **headers)
