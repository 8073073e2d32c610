"""Intercom as a place where humans work: its webhooks are read, conversations looked at, notes added (API 2.15).

https://developers.intercom.com/docs/webhooks: signed with HMAC-SHA1 of the body, by the app's client secret.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from segue.answers import items, name_of, part, plain, text, time
from segue.answers import page as page_of
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import HubSettings, Told, What
from segue.hub_kinds.intercom import KIND
from segue.hubs import note_html, signatures
from segue.hubs.base import HubBase
from segue.hubs.calls import Reach
from segue.outbound import Call
from segue.ports.hubs import Changed, HubConversation, Note, Said, Speaker, Webhook

VENDOR = "Intercom"
VERSION = "2.15"
MOST_SAID = 200
MOST_CHANGED = 150
LONGEST_SAID = 8_000

STREAMS = ""
_CUSTOMER_WROTE = frozenset({"conversation.user.created", "conversation.user.replied"})
_CUSTOMERS = frozenset({"user", "lead", "contact"})


class IntercomHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._outbound = reach.outbound
        self._url = reach.at(address(self.given("account"))) + "/conversations"
        self._admin, self._webhook_secret = self.given("admin"), secrets["webhook_secret"]
        self._headers = {
            "Authorization": f"Bearer {secrets['secret']}",
            "Intercom-Version": VERSION,
            "Accept": "application/json",
        }

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.INTERCOM, self._webhook_secret, webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """The topics in which a customer wrote; a `ping`, notes and all else need nothing."""
        told = _told(webhook.body)
        if told.get("topic") not in _CUSTOMER_WROTE:
            return ()
        item = part(part(told.get("data")).get("item"))
        id_, conversation = name_of(told.get("id")), name_of(item.get("id"))
        if not _is_name(id_) or not _is_id(conversation):
            raise Invalid("an event of Intercom without an id", field="data.item.id")
        newest = next((said for said in reversed(list(_said(item))) if said.by is Speaker.CUSTOMER), None)
        author = part(part(item.get("source")).get("author"))
        words, name = newest.text if newest else "", text(author.get("name"))
        return (Told(What.CUSTOMER_WROTE, id_, conversation, text=words, agent_name=name),)

    async def changed(self, since: datetime, page: str = "") -> Changed:
        query = {"field": "updated_at", "operator": ">", "value": str(int(since.timestamp()))}
        paging = {"per_page": MOST_CHANGED, **({"starting_after": page} if page else {})}
        body = {"query": {"operator": "AND", "value": [query]}, "pagination": paging}
        call = Call(
            name=VENDOR, url=f"{self._url}/search", method="POST", headers=self._headers, json=body, repeat=True
        )
        found = page_of((await self._outbound.send(call)).json(), VENDOR)
        told = (_changed(one) for one in items(found.get("conversations"), VENDOR, "conversations"))
        after = part(part(found.get("pages")).get("next")).get("starting_after")
        return Changed(tuple(one for one in told if one), text(after))

    async def conversation(self, id_: str) -> HubConversation:
        call = Call(name=VENDOR, url=f"{self._url}/{_checked(id_)}", headers=self._headers)
        whole = page_of((await self._outbound.send(call)).json(), VENDOR)
        found = sorted(_said(whole), key=lambda said: said.at.timestamp() if said.at else 0.0)
        return HubConversation(id_, tuple(found[-MOST_SAID:]))

    async def add_note(self, conversation: str, note: Note) -> None:
        body = {"message_type": "note", "type": "admin", "admin_id": self._admin, "body": note_html.html(note)}
        url = f"{self._url}/{_checked(conversation)}/reply"
        await self._outbound.send(
            Call(name=VENDOR, url=url, method="POST", headers=self._headers, json=body, repeat=False)
        )


def _changed(one: Mapping[str, Any]) -> Told | None:
    id_, at = name_of(one.get("id")), name_of(one.get("updated_at"))
    return Told(What.CUSTOMER_WROTE, f"changed/{id_}/{at[:20]}", id_) if _is_id(id_) else None


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, Mapping):
        raise Invalid("an event of Intercom is a JSON object", field="body")
    return told


def _said(whole: Mapping[str, Any]) -> Iterator[Said]:
    """What began it, then its parts that hold words."""
    source = part(whole.get("source"))
    first = _one(source, "comment", time(whole.get("created_at")))
    if first:
        yield first
    listed = part(whole.get("conversation_parts")).get("conversation_parts")
    for one in items(listed, VENDOR, "parts of a conversation") if listed else ():
        said = _one(one, text(one.get("part_type")), time(one.get("created_at")))
        if said:
            yield said


def _one(one: Mapping[str, Any], kind: str, at: Any) -> Said | None:
    words = "\n".join(words for words in (plain(text(one.get("subject"))), plain(text(one.get("body")))) if words)
    if not words:
        return None
    return Said(name_of(one.get("id")), _speaker(part(one.get("author")), kind), words[:LONGEST_SAID], at)


def _speaker(author: Mapping[str, Any], kind: str) -> Speaker:
    if kind in {"note", "note_and_reopen"}:
        return Speaker.NOTE
    if author.get("type") in _CUSTOMERS:
        return Speaker.CUSTOMER
    ours = author.get("type") == "admin" and author.get("from_ai_agent") is not True
    return Speaker.HUMAN if ours else Speaker.BOT


def _is_name(id_: str) -> bool:
    """Of an event: short, and of characters that every database takes."""
    return 0 < len(id_) <= 200 and id_.isascii() and id_.isprintable()


def _is_id(id_: str) -> bool:
    return id_.isascii() and id_.isalnum() and len(id_) <= 64


def _checked(id_: str) -> str:
    if not _is_id(id_):
        raise AnswerUnusable(f"{VENDOR} gave a conversation an id that is none")
    return id_


def address(region: str) -> str:
    return "https://api.intercom.io" if region == "us" else f"https://api.{region}.intercom.io"
