"""An inbox of Chatwoot with customers in it, and an agent bot: beside what `fakes.hubs.chatwoot` plays of one account.

A bot may write, set the status and show that it types; everything else is refused to its token, as Chatwoot does. It is
told of every message of its inbox, its own too, and of `conversation_resolved` and `conversation_opened`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fakes.hubs.chatwoot import SIGNING, Item, Played
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

BOT_TOKEN, BOT_SIGNING, WEBSITE = "tok-bot", "bot-webhook-secret", 8
_BOT = {"id": 9, "name": "Segue", "type": "agent_bot"}


@dataclass
class Inbox(Played):
    """account_webhook: whether a webhook of the account tells the same address of changes, too. asks: what the bot did.
    told: webhooks of the bot that were not brought yet. shows: whom it showed that somebody types."""

    told: list[Webhook] = field(default_factory=list)
    shows: list[tuple[str, str]] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    account_webhook: bool = True

    # ---- what customers do ----

    def visitor(self, name: str, status: str = "pending", **more: Any) -> str:
        """A conversation that a customer begins on the page: the number of it."""
        contact, room = next(self._count), next(self._count)
        self.contacts[contact] = {"id": contact, "name": name, "identifier": None, "email": None, "type": "contact"}
        self.contacts[contact] |= more.pop("contact", {})
        self.rooms[room] = {
            **{"id": room, "contact": contact, "source": f"web-{contact}", "status": status, "custom_attributes": {}},
            **{"labels": [], "priority": None, "assignee": None, "team": None, "at": self._at(), "inbox": WEBSITE},
            **more,
        }
        self.said[room] = []
        return str(room)

    def writes(self, ref: str, text: str | None, files: Sequence[str] = (), **more: Any) -> Webhook:
        """One that was resolved is the bot's again when its customer writes."""
        room = self.rooms[int(ref)]
        room["status"] = "pending" if room["status"] == "resolved" else room["status"]
        url = "https://chat.shop.example/rails/active_storage/blobs/"
        attached = [{"id": at, "file_type": "file", "data_url": url + one} for at, one in enumerate(files, 1)]
        given = {**({"attachments": attached} if attached else {}), **more}
        made = self._add(room, 0, text, self.contacts[room["contact"]], **given)
        return self._to_bot(self._told_of(made, room))

    def presses(self, ref: str, title: str) -> Webhook:
        """An option of the newest question: Chatwoot writes it into the message that offered it."""
        room = self.rooms[int(ref)]
        asked = next(one for one in reversed(self.said[int(ref)]) if one["content_type"] == "input_select")
        option = next(one for one in asked["content_attributes"]["items"] if one["title"] == title)
        asked["content_attributes"]["submitted_values"] = [option]
        whole = json.loads(self._told_of(asked, room).body)
        return self._to_bot(self.signed({**whole, "event": "message_updated"}))

    def triggers(self) -> Webhook:
        return self._to_bot(self.signed({"event": "webwidget_triggered", "id": 3, "event_info": {}}))

    def reads(self, ref: str) -> list[str]:
        """What stands before the customer that is not their own."""
        return [one["content"] for one in self.said[int(ref)] if one["message_type"] == 1 and not one["private"]]

    def own(self, ref: str) -> Mapping[str, Any]:
        return self.rooms[int(ref)]

    # ---- what its people do ----

    def marks(self, ref: str, status: str) -> None:
        """The bot of this version is told of the two ends that have an event of their own."""
        room = self.rooms[int(ref)]
        changed = self._turns(room, status)
        events = {"resolved": "conversation_resolved", "open": "conversation_opened"}
        if status in events:
            self.told.append(self._to_bot(self.signed({"event": events[status], **self._room(room)})))
        if self.account_webhook:
            self.told += [self._to_bot(one) for one in changed]

    def answers(self, ref: str, text: str, name: str = "Ana") -> None:
        self.told += [self._to_bot(one) for one in self.says(ref, text, name)]

    # ---- what the bot asks for ----

    def _said(self, asked: Asked) -> Said:
        if asked.headers.get("api_access_token") != BOT_TOKEN:
            before = len(self.echoes)
            said = super()._said(asked)
            self.told += [self._to_bot(one) for one in self.echoes[before:] if self._is_ours(one)]
            return said
        what = asked.path.rpartition("/")[2]
        if asked.method != "POST" or what not in _BOT_MAY:
            return Said({"error": "Access to this endpoint is not authorized for bots"}, 401)
        room, body = self.rooms.get(int(asked.path.split("/")[-2])), json.loads(asked.body)
        self.asks.append(what)
        return _BOT_MAY[what](self, room, body) if room else Said({"error": "Resource could not be found"}, 404)

    def _is_ours(self, one: Webhook) -> bool:
        told = json.loads(one.body)
        return bool(told["event"] == "message_created" and told["conversation"]["inbox_id"] == WEBSITE)

    def _bot_writes(self, room: Item, body: Item) -> Said:
        more = {name: body[name] for name in ("content_type", "content_attributes") if name in body}
        message = self._add(room, 1, body["content"], _BOT, **more)
        self.told.append(self._to_bot(self._told_of(message, room)))
        return Said(message)

    def _bot_turns(self, room: Item, body: Item) -> Said:
        self.marks(str(room["id"]), body["status"])
        payload = {"success": True, "current_status": room["status"], "conversation_id": room["id"]}
        return Said({"meta": {}, "payload": payload})

    def _bot_types(self, room: Item, body: Item) -> Said:
        self.shows.append((str(room["id"]), body["typing_status"]))
        return Said(b"")

    def _room(self, room: Item) -> Item:
        shown = super()._room(room)
        place = {"contact_inbox": {"hmac_verified": bool(room.get("signed"))}}
        attributes = {"additional_attributes": {"browser_language": room.get("language", "en")}}
        return {**shown, "inbox_id": room.get("inbox", shown["inbox_id"]), **place, **attributes}

    def _to_bot(self, one: Webhook) -> Webhook:
        """Signed with the bot's own secret."""
        made = self.signed(one.body, BOT_SIGNING)
        return replace(made, url=made.url.replace("/v1/hubs/desk/", "/v1/channels/site/"))


SECRETS = {"chatwoot_bot": BOT_TOKEN, "chatwoot_bot_signing": BOT_SIGNING, "chatwoot_token": "tok-played"} | {
    "chatwoot_signing": SIGNING
}

_BOT_MAY: Mapping[str, Callable[[Inbox, Item, Item], Said]] = {
    "messages": Inbox._bot_writes,
    "toggle_status": Inbox._bot_turns,
    "toggle_typing_status": Inbox._bot_types,
}
