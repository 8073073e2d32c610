"""Botpress Cloud behind Segue, by its Chat API: a user and a conversation for each customer, and messages asked for.

https://botpress.com/docs/api-reference/chat-api/introduction. Its list of messages begins with the newest.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote

import jwt

from segue.answers import items, name_of, part, text
from segue.bot_kinds.botpress import KIND
from segue.bots.base import MOST_CHOICES, BotBase, Ways, asks_human, choice, kept_choices, said_by_customer
from segue.bots.polling import RETURN_WAIT_S, until_answered
from segue.calls import reading
from segue.domain.attachments import File
from segue.domain.bots import BotAsksHuman, BotChoice, BotSaid, FromBot, with_choices
from segue.domain.channels import MOST_REF, PRIVATE
from segue.domain.deliveries import Trouble
from segue.domain.policy import BotSettings
from segue.domain.return_packet import as_words
from segue.domain.text import cleaned_text
from segue.ports.bots import Talk
from segue.ports.listeners import DeliveryFailed

KEY, USER, SEEN = f"{PRIVATE}key", "user", "seen"
MOST_SEEN = 200
MOST_PAGES = 5
RETURNED = "segue_handed_back"


class BotpressBot(BotBase):
    kind = KIND

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        super().__init__(settings, secrets, ways)
        self.base = f"{self.given.text('url')}/{quote(self.given.text('webhook_id'), safe='')}"

    async def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        line = _Line(self, talk)
        await line.begin()
        if event["type"] == "handed_back":
            await line.skip()
            packet = event.get("packet", {})
            told = {"type": RETURNED, "packet": dict(packet), "summary": as_words(packet)}
            await line.call("POST", "/events", json={"conversationId": talk.ref, "payload": told})
            patience_s = RETURN_WAIT_S
        else:
            async for one in line.look():  # what came late
                yield one
            payload = {"type": "text", "text": said_by_customer(event, talk)}
            await line.call("POST", "/messages", json={"conversationId": talk.ref, "payload": payload})
            patience_s = self.patience.total_seconds()
        async for one in until_answered(line, self.ways, patience_s):
            yield one


class _Line:
    """The conversation of one customer, while one event is brought."""

    def __init__(self, bot: BotpressBot, talk: Talk) -> None:
        self._bot, self._talk = bot, talk
        self.heard, self.awaits = 0, False

    async def begin(self) -> None:
        """A user and a conversation of theirs. What a lost answer leaves behind there is empty, and harms nobody."""
        if self._talk.ref:
            return
        calls = self._bot.calls()
        found = await calls.json("POST", f"{self._bot.base}/users", json={}, safe=True)
        user, key = name_of(part(found.get("user")).get("id")), text(found.get("key"))
        if secret := self._bot.secrets.get("secret"):
            key = jwt.encode({"id": user}, secret, "HS256")
        headers = {"x-user-key": key}
        begun = await calls.json("POST", f"{self._bot.base}/conversations", json={}, headers=headers, safe=True)
        ref = cleaned_text(name_of(part(begun.get("conversation")).get("id")), MOST_REF)
        if not (user and key and ref):
            raise DeliveryFailed("Botpress began a conversation without its ids", Trouble.PASSING)
        await self._talk.keep(ref, {KEY: key, USER: user, SEEN: []})

    async def look(self) -> AsyncIterator[FromBot]:
        """What the bot said since the last look. A message counts as heard when it was taken."""
        for message in await self._new():
            id_ = name_of(message.get("id"))
            wish = None
            if name_of(message.get("userId")) != self._talk.state.get(USER):
                said, wish, choices = _read(f"{self._talk.ref}/{id_}", message, self._bot.given.text("handoff"))
                if said:
                    self.heard += 1
                    await self._keep(choices=kept_choices(choices))
                    yield said
            if wish:
                yield wish
            await self._saw(id_)

    async def skip(self) -> None:
        """Past all that is there."""
        for message in await self._new():
            await self._saw(name_of(message.get("id")))
        await self._keep(choices=[])

    async def _new(self) -> list[Mapping[str, Any]]:
        """Messages that were not seen yet, oldest first."""
        seen, found, after = set(self._talk.state.get(SEEN, ())), list[Mapping[str, Any]](), ""
        for _ in range(MOST_PAGES):
            path = f"/conversations/{quote(self._talk.ref, safe='')}/messages"
            answer = await self.call("GET", path, params={"nextToken": after} if after else {})
            with reading():
                listed = items(answer.get("messages"), "Botpress", "messages")
            fresh = [one for one in listed if cleaned_text(name_of(one.get("id")), 100) not in seen]
            found += fresh
            after = text(part(answer.get("meta")).get("nextToken"))
            if not after or len(fresh) < len(listed):
                break
        return sorted(found, key=lambda one: text(one.get("createdAt")))

    async def _saw(self, id_: str) -> None:
        await self._keep(**{SEEN: [*self._talk.state.get(SEEN, ()), cleaned_text(id_, 100)][-MOST_SEEN:]})

    async def _keep(self, **state: Any) -> None:
        await self._talk.keep(self._talk.ref, {**self._talk.state, **state})

    async def call(self, method: str, path: str, **more: Any) -> Mapping[str, Any]:
        headers = {"x-user-key": text(self._talk.state.get(KEY))}
        return await self._bot.calls().json(method, f"{self._bot.base}{path}", headers=headers, **more)


def _read(
    id_: str, message: Mapping[str, Any], handoff: str
) -> tuple[BotSaid | None, BotAsksHuman | None, tuple[BotChoice, ...]]:
    """A message of the bot: its words, or its wish for a human, which is for nobody's eyes."""
    payload = part(message.get("payload"))
    words = text(payload.get("text")) or text(payload.get("markdown"))
    if words.strip().partition(" ")[0] == handoff:
        return None, asks_human(f"{id_}/handoff", _told(words.strip().partition(" ")[2])), ()
    if payload.get("type") == "custom" and payload.get("name") == handoff:
        return None, asks_human(f"{id_}/handoff", payload.get("data")), ()
    options = payload.get("options")
    made = (
        choice(one.get("label"), one.get("value")) for one in map(part, options if isinstance(options, list) else ())
    )
    choices = tuple(one for one in made if one)[:MOST_CHOICES]
    address = next(
        (text(payload[key]) for key in ("imageUrl", "fileUrl", "audioUrl", "videoUrl") if text(payload.get(key))), ""
    )
    files = (File(text(payload.get("title")) or text(payload.get("type")) or "file", address),) if address else ()
    if not (words or choices or files):
        return None, None, ()
    return BotSaid(id_, with_choices(words, choices) if choices else words, files), None, choices


def _told(words: str) -> Any:
    """JSON behind the name, or a note in words."""
    try:
        return json.loads(words)
    except ValueError:
        return words
