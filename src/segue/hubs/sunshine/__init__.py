"""Zendesk messaging: a conversation of Sunshine Conversations that is passed to the people of the Agent Workspace.

https://developer.zendesk.com/api-reference/conversations/ and, for who is in control,
https://developer.zendesk.com/documentation/conversations/messaging-platform/programmable-conversations/switchboard/

The order matters: we take control, so that no ticket begins; leave transcript and package; and pass control with the
fields of the ticket, which cannot be set later. The customer is a user of our own making, one for each conversation:
never the one of the web widget, where our words to the agents could be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from segue import signatures
from segue.answers import account, basic, items, name_of, part, text
from segue.calls import Calls, Reach, reading
from segue.domain.attachments import File
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.sunshine import KIND
from segue.hubs.base import HubBase
from segue.hubs.sunshine import events
from segue.hubs.sunshine.events import MARK, is_id
from segue.hubs.texts import in_a_chat, unit_parts
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import known_id, made_id

VENDOR = "Sunshine Conversations"
STREAMS = ""
MOST_METADATA = 4_096
LEAST_FLAT, LEAST_FIELD, MOST_FIELD = 800, 500, 1_800
MOST_PAGES = 60
PRIORITIES: Mapping[str, str] = {"soft": "low", "normal": "normal", "high": "high", "immediate": "urgent"}
SEGUE: Mapping[str, str] = {"type": "business", "displayName": "Segue"}
CAPTURE = "dataCapture.systemField."
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,63}", re.ASCII)


class SunshineHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        app = self.given("app")
        if not is_id(app):
            raise Invalid(f"hubs.{settings.name}.app: the id of an app is letters and digits", field="app")
        sub = account(self.given("account"), "zendesk.com")
        self._url = reach.at(f"https://{sub}.zendesk.com/sc/v2/apps/{app}")
        self._calls = Calls(reach, VENDOR, {"Authorization": basic(self.given("key"), secrets["secret"])})
        self._secret = secrets["webhook_secret"]

    async def check(self) -> str:
        """Looks at the switchboard, too: without both names there no handoff could arrive, or no answer come back."""
        app = part((await self._calls.json("GET", self._url)).get("app"))
        found: dict[str, Mapping[str, Any]] = {}
        for board in await self._listed(f"{self._url}/switchboards", "switchboards"):
            url = f"{self._url}/switchboards/{_checked(name_of(board.get('id')))}/switchboardIntegrations"
            found |= {text(one.get("name")): one for one in await self._listed(url, "switchboardIntegrations")}
        ours, theirs = self.given("integration"), self.given("next")
        missing = [name for name in (ours, theirs) if name not in (*found, "next")]
        said = f"The app “{text(app.get('displayName'))[:100]}”, from {ours} to {theirs}."
        if missing:
            return f"{said} But its switchboard has no integration of the name {' and '.join(missing)}."
        if found[ours].get("deliverStandbyEvents") is not True:
            return f"{said} But {ours} has no deliverStandbyEvents: nothing that agents write would come back."
        return said

    async def _listed(
        self, url: str, name: str, params: Mapping[str, str] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        found = await self._calls.json("GET", url, params=params or {})
        with reading():
            return items(found.get(name), VENDOR, name)

    # ---- in

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.SUNSHINE, self._secret, webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return events.read(webhook.body, self.given("integration"))

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        """Its messages, and who is in control by now: that is nobody, or we, once it is over there."""
        url = self._conversation(case.ref)
        told = [found async for one in self._messages(url) if (found := events.message(case.ref, one))]
        there = part((await self._calls.json("GET", url, gone=(404,))).get("conversation"))
        over = events.control(case.ref, there, self.given("integration"))
        told.sort(key=lambda one: one.at.timestamp() if one.at else 0.0)
        return (*told, *([over] if over else []))

    async def _messages(self, url: str, after: str = "") -> AsyncIterator[Mapping[str, Any]]:
        """The newest page first and backwards, or those behind one, forwards: a hundred a page."""
        name, cursor = ("page[after]", after) if after else ("page[before]", "")
        for _ in range(MOST_PAGES):
            params = {name: cursor} if cursor else {}
            found = await self._calls.json("GET", f"{url}/messages", params=params, gone=(404,))
            with reading():
                listed = items(found.get("messages"), VENDOR, "messages")
            for one in listed:
                yield one
            meta = part(found.get("meta"))
            cursor = text(meta.get("afterCursor" if after else "beforeCursor"))
            if meta.get("hasMore") is not True or not is_id(cursor):
                return

    # ---- out

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        person = _person(opening.conversation)
        await steps.once("user", lambda: self._make_user(person, opening), find=lambda: self._user(person))
        ref = await steps.once(
            "conversation",
            lambda: self._make_conversation(person, opening),
            find=lambda: self._find_conversation(person, opening.id),
        )
        url = self._conversation(ref)
        await self._pass(url, self.given("integration"), {MARK: opening.id}, steps, "take")
        said = [f"Transcript\n{opening.transcript_text}", opening.rendered("text", self.kind.most_package)]
        for name, whole in zip(("transcript", "package"), said, strict=True):
            for number, words in enumerate(unit_parts(whole, self.kind.most_text)):
                key = f"{opening.id}/{name}/{number}"
                await self._post(url, key, SEGUE, {"type": "text", "text": words}, steps)
        await self._pass(url, self.given("next"), self._captured(opening), steps, "hand over")
        return Opened(ref)

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        url = self._conversation(case.ref)
        linked = tuple(file for file in message.files if file.url)
        kept = tuple(file for file in message.files if not file.url)  # in Segue, which gives no address for them
        words = in_a_chat(replace(message, files=kept))
        author: Mapping[str, str] = SEGUE
        if message.who == "customer":
            author = {"type": "user", "userExternalId": _person(case.conversation)}
        for number, one in enumerate(unit_parts(words, self.kind.most_text)):
            await self._post(url, f"{message.id}/{number}", author, {"type": "text", "text": one}, steps)
        for number, file in enumerate(linked):
            await self._post(url, f"{message.id}/file/{number}", author, _media(file), steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        """Of authors that are users, Zendesk takes only that they have read."""

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._say(case, text, "note", steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        """To let go twice is to let go once."""
        if why:
            await self._say(case, why, "close", steps)
        body = {"metadata": {MARK: case.id}}
        await self._act(f"{self._conversation(case.ref)}/releaseControl", body, steps, "release")

    async def _say(self, case: HubCase, words: str, name: str, steps: Steps) -> None:
        url, whole = self._conversation(case.ref), f"[Segue] {words}"
        for number, one in enumerate(unit_parts(whole, self.kind.most_text)):
            key = f"{case.id}/{name}/{sha256(one.encode('utf-8', 'replace')).hexdigest()[:12]}/{number}"
            await self._post(url, key, SEGUE, {"type": "text", "text": one}, steps)

    async def _post(self, url: str, key: str, author: Any, content: Any, steps: Steps) -> None:
        """A message's metadata come back with it, so a lost one is known by the key among those behind the last."""
        body = {"author": author, "content": content, "metadata": {MARK: key}}

        async def do() -> str:
            made = await self._calls.json("POST", f"{url}/messages", json=body, gone=(404,))
            listed = made.get("messages")
            return name_of(part(listed[0]).get("id")) if isinstance(listed, list) and listed else ""

        async def find() -> str | None:
            async for one in self._messages(url, text(steps.state.get("last"))):
                if part(one.get("metadata")).get(MARK) == key:
                    return name_of(one.get("id"))
            return None

        made = await steps.once(key, do, find=find)
        if is_id(made):
            await steps.keep(last=made)

    async def _pass(self, url: str, to: str, metadata: Mapping[str, Any], steps: Steps, name: str) -> None:
        """It may be said again: who is in control already stays so (the guide on the switchboard says it)."""
        body = {"switchboardIntegration": to, "metadata": metadata}
        await self._act(f"{url}/passControl", body, steps, name)

    async def _act(self, url: str, body: Mapping[str, Any], steps: Steps, name: str) -> None:
        async def do() -> str:
            await self._calls.send("POST", url, json=body, gone=(404,))
            return ""

        await steps.once(name, do, again=True)

    async def _make_user(self, person: str, opening: Opening) -> str:
        """A second handoff of the same conversation finds the one of the first."""
        known = await self._user(person)
        if known is not None:
            return known
        given = {"givenName": opening.customer.name.strip()[:128], "locale": opening.language[:64]}
        profile = {name: value for name, value in given.items() if value}
        if _EMAIL.fullmatch(opening.email):
            profile["email"] = opening.email
        body = {"externalId": person, **({"profile": profile} if profile else {})}
        made = await self._calls.json("POST", f"{self._url}/users", json=body)
        return name_of(part(made.get("user")).get("id"))

    async def _user(self, person: str) -> str | None:
        try:
            found = await self._calls.json("GET", f"{self._url}/users/{_checked(person)}", gone=(404,))
        except DeliveryFailed as failure:
            if failure.status == 404:
                return None
            raise
        return name_of(part(found.get("user")).get("id"))

    async def _make_conversation(self, person: str, opening: Opening) -> str:
        body: dict[str, Any] = {
            "type": "personal",
            "participants": [{"userExternalId": person}],
            "metadata": {MARK: opening.id},
        }
        if opening.subject.strip():
            body["displayName"] = opening.subject.strip()[:100]
        made = await self._calls.json("POST", f"{self._url}/conversations", json=body)
        id_ = name_of(part(made.get("conversation")).get("id"))
        return made_id(id_, is_id(id_), VENDOR)

    async def _find_conversation(self, person: str, id_: str) -> str | None:
        """Those of this user are all ours, and each holds the id of its handoff."""
        params = {"filter[userExternalId]": person, "page[size]": "100"}
        for one in await self._listed(f"{self._url}/conversations", "conversations", params):
            if part(one.get("metadata")).get(MARK) == id_:
                return _checked(name_of(one.get("id")))
        return None

    def _captured(self, opening: Opening) -> dict[str, str]:
        """Fields of the ticket, and the package flat beside them, within what metadata may hold."""
        fields = {
            "requester.name": opening.customer.name.strip()[:128],
            "requester.email": opening.email if _EMAIL.fullmatch(opening.email) else "",
            "priority": PRIORITIES.get(opening.urgency, "normal"),
            "tags": ",".join(tags_of(opening)),
            "group_id": opening.team,
        }
        found = {MARK: opening.id} | {CAPTURE + name: value for name, value in fields.items() if value}
        if self.given("field"):
            room = min(MOST_FIELD, MOST_METADATA - _size(found) - LEAST_FLAT - 200)
            limit = max(room, LEAST_FIELD)
            found[f"dataCapture.ticketField.{self.given('field')}"] = opening.rendered("text", limit)
        flat = opening.rendered("flat", max(LEAST_FLAT, MOST_METADATA - _size(found) - 8))
        whole = {**flat, **found}
        return whole if _size(whole) <= MOST_METADATA else found

    def _conversation(self, ref: str) -> str:
        return f"{self._url}/conversations/{_checked(ref)}"


def tags_of(opening: Opening) -> list[str]:
    """Zendesk parts tags at blanks and commas."""
    given = [*opening.tags, f"sla-{opening.sla}" if opening.sla else "", "segue"]
    clean = (re.sub(r"[\s,]+", "-", one.strip().lower())[:80] for one in given)
    return list(dict.fromkeys(one for one in clean if one))


def _person(conversation: str) -> str:
    return f"segue-{conversation}"


def _media(file: File) -> dict[str, str]:
    kind = "image" if file.type in ("image/jpeg", "image/png", "image/gif") else "file"
    return {"type": kind, "mediaUrl": file.url, "altText": file.name[:128] or "file"}


def _size(fields: Mapping[str, str]) -> int:
    return len(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))


def _checked(id_: str) -> str:
    return known_id(id_, is_id(id_), VENDOR)
