"""Intercom's calls for what Segue opens there: the person, the conversation or ticket, what is added, tags, assignment.

Intercom knows no idempotency keys. A part is found again by its words among those newer than our last one; a person by
the id that we give; a conversation and a ticket by our id in their first words.
https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from segue.answers import items, name_of, part, plain, text
from segue.calls import Calls, reading
from segue.domain.deliveries import Trouble
from segue.hubs.intercom.told import CUSTOMERS, NOTES, Knows, is_id, parts_of
from segue.hubs.texts import same
from segue.ports.hubs import Opening, Steps
from segue.ports.listeners import DeliveryFailed
from segue.told import known_id, made_id

VENDOR = "Intercom"
ONE = frozenset({404})
"""Of an address that names one conversation, ticket or person."""
LONGEST_EXTERNAL = 200
MOST_FOUND = 150
BEFORE_S = 3600
"""Clocks and queues: a conversation of ours was made so long before its package at the most."""
REFUSED = "refused"


@dataclass(frozen=True)
class Room:
    """A conversation or a ticket: where it is called, and what is said there."""

    kind: str  # conversations | tickets
    ref: str


class IntercomDesk:
    def __init__(self, calls: Calls, base: str, admin: str) -> None:
        self._calls, self._base, self.admin = calls, base, admin
        self.names: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._app = ""

    # ---- who and where ----------------------------------------------------------------------------------------------

    async def me(self) -> Mapping[str, Any]:
        return await self._calls.json("GET", f"{self._base}/me")

    def knows(self) -> Knows:
        return Knows(self.admin, self.names)

    async def learn_names(self) -> None:
        """Of teammates and teams, since parts hold only ids; without them it goes on without names."""
        for kind in ("admin", "team"):
            try:
                found = await self._calls.json("GET", f"{self._base}/{kind}s")
                with reading():
                    listed = items(found.get(f"{kind}s"), VENDOR, f"{kind}s")
            except DeliveryFailed:
                continue
            self.names.update({f"{kind}/{name_of(one.get('id'))}": text(one.get("name")) for one in listed})

    async def app(self) -> str:
        """The id of the workspace, which is part of addresses for people; "" when it is not told."""
        if not self._app:
            try:
                self._app = text(part((await self.me()).get("app")).get("id_code"))
            except DeliveryFailed:
                return ""
        return self._app if is_id(self._app) else ""

    async def contact(self, opening: Opening, steps: Steps, email: str = "") -> str:
        """Who signed in at the site is the user of that id; anybody else gets one of this conversation's own, lest one
        customer reads as another. A lead would not do: Intercom makes its external id, and finds only users by one.

        email: only of tickets, where Intercom mails the answers. In a conversation Segue brings them itself.
        """
        person = opening.customer
        known = person.verified and 0 < len(person.id) <= LONGEST_EXTERNAL and person.id.strip(".")
        external = person.id if known else f"segue-{opening.conversation}"

        async def find() -> str | None:
            url = f"{self._base}/contacts/find_by_external_id/{quote(external, safe='')}"
            try:
                return checked((await self._calls.json("GET", url, gone=ONE)).get("id"))
            except DeliveryFailed as failure:
                if failure.status == 404:
                    return None
                raise

        async def make() -> str:
            there = await find()
            if there:
                return there
            facts = {"name": person.name, "email": email, "phone": opening.phone if email else ""}
            body = {"role": "user", "external_id": external, **{name: fact for name, fact in facts.items() if fact}}
            return checked((await self._calls.json("POST", f"{self._base}/contacts", json=body)).get("id"))

        return await steps.once("contact", make, find=find)

    async def conversation(self, opening: Opening, steps: Steps, contact: str, words: str, mark: str) -> str:
        """mark: stands in the words. The search may lag by seconds, which is less than a lane waits."""

        async def make() -> str:
            body = {"from": {"type": "user", "id": contact}, "body": words}
            made = await self._calls.json("POST", f"{self._base}/conversations", json=body)
            return checked(made.get("conversation_id"))

        async def find() -> str | None:
            listed = await self._search("conversations", contact, opening)
            ours = (one for one in listed if mark in plain(text(part(one.get("source")).get("body"))))
            return next((checked(one.get("id")) for one in ours), None)

        return await steps.once("conversation", make, find=find)

    async def ticket(self, opening: Opening, steps: Steps, contact: str, body: Mapping[str, Any], mark: str) -> str:
        async def make() -> str:
            made = await self._calls.json("POST", f"{self._base}/tickets", json=body)
            return checked(made.get("id"))

        async def find() -> str | None:
            listed = await self._search("tickets", contact, opening)
            titles = ((one, text(part(one.get("ticket_attributes")).get("_default_title_"))) for one in listed)
            return next((checked(one.get("id")) for one, title in titles if mark in title), None)

        return await steps.once("ticket", make, find=find)

    async def _search(self, kind: str, contact: str, opening: Opening) -> Any:
        since = str(int(opening.package.built_at.timestamp()) - BEFORE_S)
        asked = [
            {"field": "contact_ids", "operator": "=", "value": contact},
            {"field": "created_at", "operator": ">", "value": since},
        ]
        body = {"query": {"operator": "AND", "value": asked}, "pagination": {"per_page": MOST_FOUND}}
        found = await self._calls.json("POST", f"{self._base}/{kind}/search", json=body, safe=True)
        with reading():
            return items(found.get(kind), VENDOR, kind)

    # ---- what is said and set ---------------------------------------------------------------------------------------

    async def whole(self, room: Room) -> Mapping[str, Any]:
        return await self._calls.json("GET", self._at(room), gone=ONE)

    async def note(self, room: Room, name: str, html: str, steps: Steps, mark: str = "") -> None:
        """mark: stands in it, so that it is found whatever Intercom makes of its HTML."""
        marked = f"{html}<p>{escape(mark)}</p>" if mark else html
        body = {"message_type": "note", "type": "admin", "admin_id": self.admin, "body": marked}
        await self._add(room, name, body, steps, mark)

    async def comment(self, room: Room, name: str, contact: str, words: str, steps: Steps) -> None:
        body = {"message_type": "comment", "type": "user", "intercom_user_id": _known(contact), "body": words}
        await self._add(room, name, body, steps, "")

    async def _add(self, room: Room, name: str, body: Mapping[str, Any], steps: Steps, mark: str) -> None:
        """Found again among what is newer than our last: lanes send one at a time, so it can be no other of ours."""
        last = str(steps.state.get("last") or "")

        async def add() -> str:
            url = f"{self._at(room)}/reply"
            made = await self._calls.json("POST", url, json=body, gone=ONE)
            return name_of(made.get("id")) if room.kind == "tickets" else _newest(made, last, body, mark) or ""

        async def find() -> str | None:
            return _newest(await self.whole(room), last, body, mark)

        id_ = await steps.once(name, add, find=find)
        if id_:
            await steps.keep(last=id_)

    async def tag(self, room: Room, names: tuple[str, ...], steps: Steps) -> bool:
        """POST /tags answers the one that is there; to add one twice changes nothing."""

        async def add(name: str) -> None:
            if name not in self._tags:
                made = await self._calls.json("POST", f"{self._base}/tags", json={"name": name})
                self._tags[name] = checked(made.get("id"))
            body = {"id": self._tags[name], "admin_id": self.admin}
            await self._calls.json("POST", f"{self._at(room)}/tags", json=body, gone=ONE)

        async def all_of_them() -> None:
            for name in names:
                await add(name)

        return await taken(steps, "tags", all_of_them)

    async def put(self, room: Room, name: str, body: Mapping[str, Any], steps: Steps) -> bool:
        """Whether it took the fields: those that a workspace does not have are refused."""

        async def put() -> None:
            await self._calls.json("PUT", self._at(room), json=body, gone=ONE)

        return await taken(steps, name, put)

    async def manage(self, ref: str, name: str, body: Mapping[str, Any], steps: Steps) -> bool:
        async def manage() -> None:
            url = f"{self._at(Room('conversations', ref))}/parts"
            await self._calls.json("POST", url, json={"admin_id": self.admin, **body}, gone=ONE)

        return await taken(steps, name, manage)

    def _at(self, room: Room) -> str:
        return f"{self._base}/{room.kind}/{_known(room.ref)}"


async def taken(steps: Steps, name: str, do: Callable[[], Awaitable[None]]) -> bool:
    """For what a conversation can do without, and which may be done twice: False where it is refused. That may be with
    404, of a team or a conversation that is not there: no answer says which."""

    async def done() -> str:
        try:
            await do()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.REFUSED:
                raise
            return REFUSED
        return ""

    return await steps.once(name, done, again=True) != REFUSED


def _newest(whole: Mapping[str, Any], last: str, body: Mapping[str, Any], mark: str) -> str | None:
    with reading():
        parts = list(parts_of(whole))
    after = next((at for at, one in enumerate(parts, 1) if name_of(one.get("id")) == last), 0) if last else 0
    for one in reversed(parts[after:]):
        if _is_like(one, body, mark):
            return name_of(one.get("id"))
    return None


def _is_like(one: Mapping[str, Any], body: Mapping[str, Any], mark: str) -> bool:
    author = part(one.get("author"))
    if body["type"] == "user":
        ours = author.get("type") in CUSTOMERS
    else:
        ours = one.get("part_type") in NOTES and name_of(author.get("id")) == body["admin_id"]
    said = plain(text(one.get("body")))
    if mark:
        return ours and "".join(mark.split()) in "".join(said.split())
    return ours and (same(said, body["body"]) or same(said, plain(body["body"])))


def checked(id_: Any) -> str:
    """Of what Intercom answered."""
    found = name_of(id_)
    return made_id(found, is_id(found), VENDOR)


def _known(id_: str) -> str:
    return known_id(id_, is_id(id_), VENDOR)
