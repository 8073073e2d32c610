"""A bot over Direct Line 3.0: our activities are posted, its own are asked for until it has answered.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference. What it says
after its answer is heard before the customer's next turn; what it says while a human has the customer is skipped.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import structlog

from segue.answers import name_of
from segue.bot_kinds.direct_line import KIND
from segue.bots import activities
from segue.bots.activities import Heard
from segue.bots.base import BotBase, Ways, kept_choices, said_by_customer, stable_id
from segue.bots.direct_line_access import Access
from segue.bots.polling import RETURN_WAIT_S, until_answered
from segue.bots.transcripts import fetched
from segue.domain.activities import handoff_status
from segue.domain.bots import FromBot
from segue.domain.deliveries import ASKED_AFTER, Trouble
from segue.domain.policy import BotSettings
from segue.domain.return_packet import as_words
from segue.domain.text import cleaned_text
from segue.ports.bots import Talk
from segue.ports.listeners import DeliveryFailed

MOST_PAGES = 20
HANDED_BACK = "segue.handed_back"
_OVER = frozenset({403, 404})
"""The conversation is not there any more, or its token has ended."""

log = structlog.get_logger(__name__)


class DirectLineBot(BotBase):
    kind = KIND

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        super().__init__(settings, secrets, ways)
        self._access = Access(self)
        self._events = self.given.listed("events")

    async def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        line = _Line(self, event, talk)
        if event["type"] == "status":
            await self._report(line, event_id, event)
            return
        if event["type"] == "handed_back":
            async for one in self._returned(line, event_id, event):
                yield one
            return
        await line.begin()
        try:
            async for one in line.look():  # what came late, and whether this event is there already
                yield one
            await line.say(event_id, said_by_customer(event, talk))
        except DeliveryFailed as failure:
            if failure.status not in _OVER:
                raise
            await line.begin(anew=True)
            await line.say(event_id, said_by_customer(event, talk))
        async for one in until_answered(line, self.ways, self.patience.total_seconds()):
            yield one

    async def _report(self, line: _Line, event_id: str, event: Mapping[str, Any]) -> None:
        """How a handoff stands, to a bot that wants to hear it and still has the conversation."""
        if not (self.given.is_on("reports") and line.is_begun):
            return
        try:
            await line.post(event_id, handoff_status(event["state"], event.get("message", "")))
        except DeliveryFailed as failure:
            if failure.status not in _OVER:
                raise

    async def _returned(self, line: _Line, event_id: str, event: Mapping[str, Any]) -> AsyncIterator[FromBot]:
        """The end marker, and what the bot says to it. What it said meanwhile was said to nobody."""
        packet, how = event.get("packet", {}), self.given.text("return_as")
        try:
            await line.begin()
            await line.skip()
            if how == "new_conversation":
                await line.begin(anew=True)
            await self._mark(line, event_id, packet, how)
        except DeliveryFailed as failure:
            if failure.status not in _OVER:
                raise
            await line.begin(anew=True)
            await self._mark(line, event_id, packet, how)
        async for one in until_answered(line, self.ways, RETURN_WAIT_S):
            yield one

    async def _mark(self, line: _Line, event_id: str, packet: Mapping[str, Any], how: str) -> None:
        if how == "message":
            await line.say(event_id, as_words(packet))
        else:
            await line.post(event_id, {"type": "event", "name": HANDED_BACK, "value": dict(packet)})

    def access(self) -> Access:
        return self._access

    def event_names(self) -> tuple[str, ...]:
        return self._events


class _Line:
    """One conversation with the bot, while one event is brought. heard: how often the bot spoke."""

    def __init__(self, bot: DirectLineBot, event: Mapping[str, Any], talk: Talk) -> None:
        self._bot, self._event, self._talk = bot, event, talk
        self._me = (
            f"dl_{stable_id(event['conversation'])}"  # Direct Line wants this beginning of ids that it vouches for
        )
        self._there: set[str] = set()
        self.heard, self.awaits = 0, False

    @property
    def is_begun(self) -> bool:
        return bool(self._talk.ref)

    async def begin(self, *, anew: bool = False) -> None:
        """A conversation that is there, or a new one."""
        if self._talk.ref and not anew and self._bot.access().still(self._talk.state):
            return
        ref, kept = await self._bot.access().begin(self._me)
        await self._talk.keep(ref, {"watermark": "", **kept})
        self._there.clear()

    async def say(self, event_id: str, words: str) -> None:
        language = self._event.get("language") or ""
        more = {"locale": language} if language else {}
        await self.post(event_id, {"type": "message", "text": words, "textFormat": "plain", **more})

    async def post(self, event_id: str, activity: Mapping[str, Any]) -> None:
        """Once: what may have arrived before is looked for first. Raises DeliveryFailed."""
        if self._talk.state.get("sent") == event_id and await self._has(event_id):
            return
        await self._keep(sent=event_id)
        body = {**activity, "from": {"id": self._me}, "channelData": {"clientActivityID": event_id}}
        try:
            await self._call("POST", "/activities", json=body, gone=tuple(_OVER))
        except DeliveryFailed as failure:
            if failure.trouble is Trouble.UNKNOWN and failure.retry_after_s is None:
                failure.retry_after_s = ASKED_AFTER.total_seconds()  # it may still be writing it down
            raise

    async def look(self) -> AsyncIterator[FromBot]:
        """What the bot said since the last look. A set counts as heard when all of it was taken."""
        for _ in range(MOST_PAGES):
            found, watermark = await self._set()
            for raw in found:
                async for one in self._told(raw):
                    yield one
            moved = bool(watermark) and watermark != self._talk.state.get("watermark")
            if moved:
                await self._keep(watermark=watermark)
            if not found or not moved:
                return

    async def skip(self) -> None:
        """Past all that is there."""
        for _ in range(MOST_PAGES):
            found, watermark = await self._set()
            moved = bool(watermark) and watermark != self._talk.state.get("watermark")
            if moved:
                await self._keep(watermark=watermark, choices=[])
            if found:
                log.info("what the bot said while a human had the customer is skipped", activities=len(found))
            if not found or not moved:
                return

    async def _told(self, raw: Any) -> AsyncIterator[FromBot]:
        one = activities.heard(raw, self._bot.event_names())
        if one is None or (self._mine(one) and not one.wish):
            return
        id_ = f"{self._talk.ref}/{one.activity.id or repr(raw)}"
        if one.speaks and not self._mine(one):
            self.heard, self.awaits = self.heard + 1, one.awaits
            await self._keep(choices=kept_choices(one.choices))
            yield activities.said(id_, one)
        if one.wish:
            history = await fetched(self._bot.ways.guarded, one.wish.transcript, self._bot.given.listed("hosts"))
            yield activities.asks(f"{id_}/handoff", replace(one.wish, transcript=history))
        elif one.over:
            yield activities.end(f"{id_}/end")

    def _mine(self, one: Heard) -> bool:
        """The echo of what the customer said. A wish for a human is none, though some bots name the customer as its
        sender."""
        sent = one.activity.channel_data.get("clientActivityID")
        if isinstance(sent, str):
            self._there.add(sent)
        return one.activity.sender.id == self._me

    async def _has(self, event_id: str) -> bool:
        """Whether the bot has that event: from the beginning, since its echo may be behind the watermark."""
        if event_id in self._there:
            return True
        watermark = ""
        for _ in range(MOST_PAGES):
            found, after = await self._set(watermark)
            sent = (one.get("channelData") for one in found if isinstance(one, Mapping))
            if any(isinstance(one, Mapping) and one.get("clientActivityID") == event_id for one in sent):
                return True
            if not found or not after or after == watermark:
                return False
            watermark = after
        return False

    async def _set(self, watermark: str | None = None) -> tuple[list[Any], str]:
        after = str(self._talk.state.get("watermark", "")) if watermark is None else watermark
        params = {"watermark": after} if after else {}
        answer = await self._call("GET", "/activities", params=params, gone=tuple(_OVER))
        listed, told = answer.get("activities"), answer.get("watermark")
        return listed if isinstance(listed, list) else [], cleaned_text(name_of(told), 200)

    async def _call(self, method: str, path: str, **more: Any) -> Mapping[str, Any]:
        access = self._bot.access()
        url = f"{access.url}/v3/directline/conversations/{quote(self._talk.ref, safe='')}{path}"
        headers = {"Authorization": f"Bearer {access.of(self._talk.state)}"}
        return await self._bot.calls().json(method, url, headers=headers, **more)

    async def _keep(self, **state: Any) -> None:
        await self._talk.keep(self._talk.ref, {**self._talk.state, **state})
