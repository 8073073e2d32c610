"""Zendesk Support as a place where humans work: its webhooks are read, tickets looked at, internal notes added.

Triggers of the helpdesk call us, when a customer comments (`docs/assist.md`) and when something becomes of a ticket of
ours (`docs/hubs/zendesk.md`). Their body holds the number of the ticket and no text: what people write could break the
JSON that Zendesk makes of it, and it is asked for anyway.
https://developer.zendesk.com/documentation/webhooks/verifying/ tells the signature.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from segue import signatures
from segue.answers import items, name_of, part, plain, text, time
from segue.answers import page as page_of
from segue.calls import Reach
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import HubSettings, Told, What
from segue.hubs import note_html
from segue.hubs.zendesk.tickets import VENDOR, ZendeskTickets
from segue.outbound import Call
from segue.ports.hubs import Changed, HubConversation, Note, Said, Speaker, Webhook
from segue.told import is_number, object_of

STREAMS = ""
ONE_CALL = (signatures.ZENDESK.dated, "x-zendesk-webhook-invocation-id")
"""Headers by which a call that comes again is the same, and the next one within the same second another."""

MOST_SAID = 200
MOST_CHANGED = 100
LONGEST_SAID = 8_000


class ZendeskHub(ZendeskTickets):
    """Drafts, and what is told; the tickets that we write are beside."""

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._outbound = reach.outbound
        self._url = f"{self._api}/tickets"
        self._search = f"{self._api}/search/export"
        self._webhook_secret = secrets["webhook_secret"]

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.ZENDESK, self._webhook_secret, webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """`{"ticket": "35436"}`; anything else, such as Zendesk's own test, needs nothing."""
        ticket = name_of(object_of(webhook.body, VENDOR).get("ticket"))
        if not ticket:
            return ()
        if not is_number(ticket):
            raise Invalid("the ticket of an event has no number", field="ticket")
        named = [webhook.headers.get(header, "").encode("utf-8", "replace") for header in ONE_CALL]
        id_ = hashlib.sha256(b"\n".join([*named, webhook.body])).hexdigest()
        return (Told(What.CUSTOMER_WROTE, id_, ticket),)

    async def changed(self, since: datetime, page: str = "") -> Changed:
        """By the search's export, which an agent may ask: a hundred calls a minute."""
        query = f"updated>={since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        params = {"query": query, "filter[type]": "ticket", "page[size]": str(MOST_CHANGED)}
        if page:
            params["page[after]"] = page
        call = Call(name=VENDOR, url=self._search, params=params, headers=self._headers)
        found = page_of((await self._outbound.send(call)).json(), VENDOR)
        told = (_changed(one) for one in items(found.get("results"), VENDOR, "tickets"))
        meta = part(found.get("meta"))
        after = text(meta.get("after_cursor")) if meta.get("has_more") is True else ""
        return Changed(tuple(one for one in told if one), after)

    async def conversation(self, id_: str) -> HubConversation:
        """Its newest hundred comments."""
        params = {"include": "users", "sort_order": "desc"}
        url = f"{self._url}/{_checked(id_)}/comments"
        call = Call(name=VENDOR, url=url, params=params, headers=self._headers)
        found = page_of((await self._outbound.send(call)).json(), VENDOR)
        users = found.get("users")
        roles = {name_of(one.get("id")): text(one.get("role")) for one in items(users, VENDOR, "users")}
        comments = [_said(one, roles) for one in items(found.get("comments"), VENDOR, "comments")]
        said = sorted((one for one in comments if one), key=lambda one: one.at.timestamp() if one.at else 0.0)
        return HubConversation(id_, tuple(said[-MOST_SAID:]))

    async def add_note(self, conversation: str, note: Note) -> None:
        body = {"ticket": {"comment": {"html_body": note_html.html(note), "public": False}}}
        url = f"{self._url}/{_checked(conversation)}"
        await self._outbound.send(
            Call(name=VENDOR, url=url, method="PUT", headers=self._headers, json=body, repeat=False)
        )


def _changed(one: Mapping[str, Any]) -> Told | None:
    id_, at = name_of(one.get("id")), text(one.get("updated_at"))
    return Told(What.CUSTOMER_WROTE, f"changed/{id_}/{at[:40]}", id_) if is_number(id_) else None


def _said(one: Mapping[str, Any], roles: Mapping[str, str]) -> Said | None:
    words = text(one.get("plain_body")) or plain(text(one.get("html_body"))) or text(one.get("body"))
    words = plain(words) if "&nbsp;" in words else words.strip()
    if not words:
        return None
    speaker = Speaker.CUSTOMER if roles.get(name_of(one.get("author_id"))) == "end-user" else Speaker.HUMAN
    speaker = speaker if one.get("public") is True else Speaker.NOTE
    return Said(name_of(one.get("id")), speaker, words[:LONGEST_SAID], time(one.get("created_at")))


def _checked(id_: str) -> str:
    if not is_number(id_):
        raise AnswerUnusable(f"{VENDOR} gave a ticket an id that is none")
    return id_
