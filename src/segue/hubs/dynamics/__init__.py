"""Dynamics 365 Customer Service as a place where humans work, by a custom channel over Direct Line 3.0.

https://learn.microsoft.com/dynamics365/customer-service/develop/bring-your-own-channel and
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-concepts. Nothing comes by
itself: we ask for activities that are newer than a watermark. The Direct Line secret goes with each call, which the
protocol allows, so that no conversation's token has to be kept.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from segue.answers import part, text
from segue.calls import Calls, Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.dynamics import KIND
from segue.hubs.base import HubBase
from segue.hubs.dynamics import activities
from segue.hubs.texts import byte_parts, facts, in_a_chat, packed, transcript_parts
from segue.ports.hubs import Opened, Opening, Steps, Take, ToHub
from segue.ports.listeners import DeliveryFailed
from segue.told import is_id, known_id, listed

VENDOR = "Dynamics 365"
STREAMS = "case"
LOOK_EVERY_S, LOOKS = 3.0, 8
"""The protocol's own advice is 5 to 10 s between services, 1 s for people who wait."""
LONGEST_VARIABLE = 4_000
MOST_CONTEXT = 8_000
"""Bytes of the package as context variables: a whole message, with all that Omnichannel adds, may have 28 KB
(https://learn.microsoft.com/dynamics365/customer-service/administer/card-support-in-channels)."""
MOST_BYTES = 24_000
"""Of the text of one message, of the same 28 KB."""
MOST_PAGES = 200
_HANDLE = re.compile(r"[^\s\"<>\\]{1,200}")
_WATERMARK = re.compile(r"[A-Za-z0-9|_.:=+/-]{1,200}", re.ASCII)


class DynamicsHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._bot = self.given("bot").strip()
        if not _HANDLE.fullmatch(self._bot):
            raise Invalid(f"hubs.{self.name}.bot: the handle of a bot", field=f"hubs.{self.name}.bot")
        self._base = reach.at(self.given("url").rstrip("/")) + "/v3/directline"
        self._calls = Calls(reach, VENDOR, {"Authorization": f"Bearer {secrets['secret']}"})
        self.look_every_s = LOOK_EVERY_S

    async def check(self) -> str:
        """A token is made, which begins nothing; it is not kept."""
        await self._calls.json("POST", f"{self._base}/tokens/generate", safe=True)
        return f"Direct Line takes the secret; agents are to speak as {self._bot!r}"

    # ---- out ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """The first activity has the package as text and as context variables; what was said before comes after it."""
        user = f"segue-{opening.id}"

        async def begin() -> str:
            answer = await self._calls.json("POST", f"{self._base}/conversations")
            if not is_id(answer.get("conversationId")):
                raise DeliveryFailed(f"{VENDOR} did not name the conversation", Trouble.UNKNOWN)
            return text(answer["conversationId"])

        # its people see a conversation when something was said in it: an empty one that was lost is nowhere
        ref = await steps.once("conversation", begin, again=True)
        whose = {"id": user, "name": (opening.customer.name or opening.email or "Customer")[:100]}
        await steps.keep(user=whose)
        await self._once(ref, whose, "package", _first(opening, self.kind.most_package), steps)
        for number, words in enumerate(transcript_parts(opening.transcript_text, self.kind.most_text), 1):
            await self._once(ref, whose, f"transcript-{number}", {"type": "message", "text": words}, steps)
        return Opened(ref, state={"user": whose})

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """In parts where the addresses of files make it too long."""
        for at, piece in enumerate(byte_parts(in_a_chat(message), MOST_BYTES)):
            said = {"type": "message", "text": piece, "localTimestamp": _time(message.at)}
            await self._once(case.ref, _whose(case), f"said-{message.id}" + (f"-{at}" if at else ""), said, steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        if on:
            await self._post(case.ref, {"type": "typing", "from": _whose(case)})

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        step = f"note-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        await self._once(case.ref, _whose(case), step, {"type": "message", "text": f"[Segue] {text}"}, steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        if why:
            await self._once(case.ref, _whose(case), "why", {"type": "message", "text": f"[Segue] {why}"}, steps)
        await self._once(case.ref, _whose(case), "end", {"type": "endOfConversation"}, steps)

    async def _once(
        self, ref: str, whose: Mapping[str, Any], step: str, activity: Mapping[str, Any], steps: Steps
    ) -> None:
        """Direct Line knows no key of ours, but it keeps `channelData` as we sent it, and what we sent can be read."""
        mark = f"{whose['id']}/{step}"
        data = {**part(activity.get("channelData")), "clientActivityID": mark}
        sent = {**activity, "from": whose, "channelData": data}

        async def find() -> str | None:
            async for page in self._pages(ref, ""):
                for one in listed(page.get("activities")):
                    if part(one.get("channelData")).get("clientActivityID") == mark:
                        return text(one.get("id"))
            return None

        await steps.once(step, lambda: self._post(ref, sent), find=find)

    async def _post(self, ref: str, activity: Mapping[str, Any]) -> str:
        """As UTF-8, not with escapes: what counts for the limit are bytes. 204 comes without an id."""
        body = json.dumps(activity, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json; charset=utf-8"}
        url = f"{self._base}/conversations/{_path(ref)}/activities"
        answer = await self._calls.send("POST", url, data=body, headers=headers, gone=(404,))
        if not answer.body:
            return ""
        try:
            return text(part(json.loads(answer.body)).get("id"))
        except (ValueError, RecursionError):
            pass
        raise DeliveryFailed(f"{VENDOR} answered what is not JSON", Trouble.UNKNOWN)

    # ---- in ----

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        told: list[Told] = []
        async for page in self._pages(case.ref, ""):
            told += activities.of_page(case.ref, self._bot, page)
        return told

    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        if case is None or not case.ref:
            return
        at = cursor
        for _ in range(LOOKS):
            async for page in self._pages(case.ref, at):
                at = _watermark(page.get("watermark")) or at
                told = activities.of_page(case.ref, self._bot, page)
                if told:
                    await take(told, at)
            await asyncio.sleep(self.look_every_s)

    async def _pages(self, ref: str, watermark: str) -> AsyncIterator[Mapping[str, Any]]:
        """Activities that are newer than the watermark, until there are none; a page without one ends it."""
        for _ in range(MOST_PAGES):
            params = {"watermark": watermark} if watermark else {}
            url = f"{self._base}/conversations/{_path(ref)}/activities"
            page = await self._calls.json("GET", url, params=params, gone=(404,))
            if not listed(page.get("activities")):
                return
            yield page
            after = _watermark(page.get("watermark"))
            if not after or after == watermark:
                return
            watermark = after


def _first(opening: Opening, most: int) -> dict[str, Any]:
    """Names of variables are of at most 100 characters, values of 4,000
    (https://learn.microsoft.com/dynamics365/customer-service/administer/manage-context-variables)."""
    flat = opening.rendered("flat", MOST_CONTEXT)
    more = facts(opening, "urgency", "queue", "reason", "sla", "tags", "link")
    context = {f"segue_{key}"[:100]: str(said)[:LONGEST_VARIABLE] for key, said in {**flat, **more}.items() if said}
    who = opening.customer
    known = who.id if who.verified else ""  # by these Omnichannel looks for the customer's record
    customer = {"name": who.name, "email": opening.email, "phone": opening.phone, "id": known}
    return {
        "type": "message",
        "text": packed(opening, most),
        "textFormat": "plain",
        **({"locale": opening.language} if opening.language else {}),
        "channelData": {
            "channeltype": "Segue",
            "conversationcontext": context,
            "customercontext": {key: said[:200] for key, said in customer.items() if said},
        },
    }


def _whose(case: HubCase) -> Mapping[str, Any]:
    return part(case.state.get("user")) or {"id": f"segue-{case.id}"}


def _path(ref: str) -> str:
    return quote(known_id(ref, is_id(ref), VENDOR), safe="")


def _watermark(value: Any) -> str:
    found = text(value)
    return found if _WATERMARK.fullmatch(found) else ""


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
