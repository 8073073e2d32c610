"""Intercom as a place where humans work: conversations and tickets that Segue opens, and notes with drafts (API 2.15).

https://developers.intercom.com/docs/webhooks: signed with HMAC-SHA1 of the body, by the app's client secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from segue import signatures
from segue.answers import items, name_of, part, text
from segue.answers import page as page_of
from segue.calls import Calls, Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told
from segue.hub_kinds.intercom import KIND
from segue.hubs import note_html
from segue.hubs.base import HubBase
from segue.hubs.intercom import told as intercom_told
from segue.hubs.intercom.desk import IntercomDesk, Room
from segue.hubs.intercom.said import changed, is_ours, said_in, wrote
from segue.hubs.intercom.tags import make_tags
from segue.hubs.texts import byte_parts, facts, in_a_chat
from segue.outbound import Call
from segue.ports.hubs import (
    Changed,
    HubConversation,
    Note,
    Opened,
    Opening,
    Steps,
    ToHub,
    Webhook,
)
from segue.ports.listeners import DeliveryFailed
from segue.told import object_of

VENDOR = "Intercom"
VERSION = "2.15"
MOST_SAID = 200
MOST_CHANGED = 150
MOST_TRANSCRIPT = 10_000
"""Bytes of one note."""
LONGEST_TITLE = 200
LONGEST_LAST_WORDS = 2_000
MOST_DESCRIPTION = 4_000
"""Bytes of a ticket's description, which stands beside it: the whole package is a note."""

STREAMS = ""
_BEGAN = "conversation.user.created"
_CUSTOMER_WROTE = frozenset({_BEGAN, "conversation.user.replied"})
_DELETED = "conversation.deleted"


class IntercomHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._outbound = reach.outbound
        self._base = reach.at(address(self.given("account")))
        self._url = f"{self._base}/conversations"
        self._admin, self._webhook_secret = self.given("admin"), secrets["webhook_secret"]
        self._headers = {
            "Authorization": f"Bearer {secrets['secret']}",
            "Intercom-Version": VERSION,
            "Accept": "application/json",
        }
        self._calls = Calls(reach, VENDOR, self._headers)
        self._desk = IntercomDesk(self._calls, self._base, self._admin)

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.INTERCOM, self._webhook_secret, webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """What a customer wrote there and what its people did; a `ping`, notes and all else need nothing."""
        told = object_of(webhook.body, VENDOR)
        topic = told.get("topic")
        if topic not in (*_CUSTOMER_WROTE, *intercom_told.HEARD, _DELETED):
            return ()
        item = part(part(told.get("data")).get("item"))
        whole = part(item.get("ticket")) or item
        id_, ref = name_of(told.get("id")), name_of(whole.get("id"))
        if not _is_name(id_) or not intercom_told.is_id(ref):
            raise Invalid("an event of Intercom without an id", field="data.item.id")
        if topic == _DELETED:
            return (intercom_told.deleted(ref),)
        try:
            if topic in _CUSTOMER_WROTE:
                return () if topic == _BEGAN and is_ours(item) else (wrote(item, id_, ref),)
            return tuple(intercom_told.told(item, ref, self._desk.knows()))
        except AnswerUnusable as error:
            raise Invalid(str(error), field="data.item") from None

    async def check(self) -> str:
        me = await self._desk.me()
        await self._desk.learn_names()
        writes = self._desk.names.get(f"admin/{self._admin}", f"the teammate {self._admin}")
        workspace = text(part(me.get("app")).get("name"))
        return f"{text(me.get('name'))} in the workspace {workspace}; {writes} writes for Segue"

    async def install(self) -> tuple[str, ...]:
        return await make_tags(self._calls, self._base)

    # ---- conversations ----------------------------------------------------------------------------------------------

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """The package is the last note: the inbox shows the end of a conversation."""
        desk, mark = self._desk, f"Segue {opening.id},"
        contact = await desk.contact(opening, steps)
        ref = await desk.conversation(opening, steps, contact, _first_words(opening, mark), mark)
        room = Room("conversations", ref)
        await steps.keep(contact=contact)
        await self._transcript(room, opening, steps)
        left = [] if await desk.tag(room, opening.tags, steps) else ["tags"]
        if not await desk.put(room, "title", {"title": _title(opening)}, steps):
            left.append("title")
        if not await desk.put(room, "fields", {"custom_attributes": _facts(opening)}, steps):
            left.append("attributes " + ", ".join(_facts(opening)))
        to = {"message_type": "assignment", "type": "team", "assignee_id": opening.team}
        if opening.team and not await desk.manage(ref, "assignment", to, steps):
            left.append(f"assignment to the team {opening.team}")
        await self._package(room, opening, steps, left)
        await desk.learn_names()
        app = await desk.app()
        url = f"{people(self.given('account'))}/a/inbox/{app}/inbox/conversation/{ref}" if app else ""
        return Opened(ref, url, dict(steps.state))

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        await self._say(Room("conversations", case.ref), case, message, steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        """Intercom takes none."""

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._desk.note(_room(case), "note", _html(text), steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        """As a note first: words that go along with a close are shown to the customer."""
        if why:
            await self._desk.note(_room(case), "why", _html(f"[Segue] {why}"), steps)
        if not await self._desk.manage(case.ref, "close", {"message_type": "close", "type": "admin"}, steps):
            raise DeliveryFailed(f"{VENDOR} did not close the conversation", Trouble.REFUSED)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        whole = await self._desk.whole(_room(case))
        if not self._desk.names:
            await self._desk.learn_names()
        with reading():
            return tuple(intercom_told.told(whole, case.ref, self._desk.knows()))

    # ---- tickets ----------------------------------------------------------------------------------------------------

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        desk, type_ = self._desk, self.given("ticket_type")
        if not type_:
            reason = f"{VENDOR} needs a type for each ticket: set ticket_type of the hub {self.name!r}"
            raise DeliveryFailed(reason, Trouble.PAUSED)
        mark = f"(Segue {opening.id})"
        contact = await desk.contact(opening, steps, opening.email)
        description = opening.rendered("text", MOST_DESCRIPTION)
        assigned = {"assignment": {"team_assignee_id": opening.team}} if opening.team else {}
        body = {
            "ticket_type_id": type_,
            "contacts": [{"id": contact}],
            "ticket_attributes": {"_default_title_": f"{_title(opening)} {mark}", "_default_description_": description},
            **assigned,
        }
        room = Room("tickets", await desk.ticket(opening, steps, contact, body, mark))
        await steps.keep(contact=contact)
        await self._transcript(room, opening, steps)
        left = [] if await desk.tag(room, opening.tags, steps) else ["tags"]
        await self._package(room, opening, steps, left)
        app = await desk.app()
        url = f"{people(self.given('account'))}/a/inbox/{app}/inbox/conversation/{room.ref}" if app else ""
        return Opened(room.ref, url, dict(steps.state))

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        await self._say(Room("tickets", case.ref), case, message, steps)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        room = Room("tickets", case.ref)
        if why:
            await self._desk.note(room, "why", _html(f"[Segue] {why}"), steps)
        if not await self._desk.put(room, "close", {"open": False, "admin_id": int(self._admin)}, steps):
            raise DeliveryFailed(f"{VENDOR} did not close the ticket", Trouble.REFUSED)

    # ---- what both have ---------------------------------------------------------------------------------------------

    async def _say(self, room: Room, case: HubCase, message: ToHub, steps: Steps) -> None:
        if message.who == "customer":
            contact = str(case.state.get("contact", ""))
            await self._desk.comment(room, "message", contact, in_a_chat(message), steps)
        else:
            await self._desk.note(room, "message", _html(in_a_chat(message)), steps)

    async def _transcript(self, room: Room, opening: Opening, steps: Steps) -> None:
        parts = byte_parts(opening.transcript_text, MOST_TRANSCRIPT)
        for at, words in enumerate(parts, 1):
            name = f"transcript {at} of {len(parts)}" if len(parts) > 1 else "transcript"
            html = f"<p><b>{name.capitalize()}</b></p>{_html(words)}"
            await self._desk.note(room, name, html, steps, f"Segue {opening.id} {name}")

    async def _package(self, room: Room, opening: Opening, steps: Steps, left: Sequence[str]) -> None:
        """left: what this workspace did not take, which its people read in the first line."""
        said = f"<p><b>Not taken by {VENDOR}: {escape('; '.join(left))}.</b></p>" if left else ""
        html = said + opening.rendered(self.kind.form, self.kind.most_package)
        await self._desk.note(room, "package", html, steps, f"Segue {opening.id} package")

    # ---- notes with drafts ------------------------------------------------------------------------------------------

    async def changed(self, since: datetime, page: str = "") -> Changed:
        query = {"field": "updated_at", "operator": ">", "value": str(int(since.timestamp()))}
        paging = {"per_page": MOST_CHANGED, **({"starting_after": page} if page else {})}
        body = {"query": {"operator": "AND", "value": [query]}, "pagination": paging}
        call = Call(
            name=VENDOR, url=f"{self._url}/search", method="POST", headers=self._headers, json=body, repeat=True
        )
        found = page_of((await self._outbound.send(call)).json(), VENDOR)
        told = (changed(one) for one in items(found.get("conversations"), VENDOR, "conversations"))
        after = part(part(found.get("pages")).get("next")).get("starting_after")
        return Changed(tuple(one for one in told if one), text(after))

    async def conversation(self, id_: str) -> HubConversation:
        call = Call(name=VENDOR, url=f"{self._url}/{_checked(id_)}", headers=self._headers)
        whole = page_of((await self._outbound.send(call)).json(), VENDOR)
        found = sorted(said_in(whole), key=lambda said: said.at.timestamp() if said.at else 0.0)
        return HubConversation(id_, tuple(found[-MOST_SAID:]))

    async def add_note(self, conversation: str, note: Note) -> None:
        body = {"message_type": "note", "type": "admin", "admin_id": self._admin, "body": note_html.html(note)}
        url = f"{self._url}/{_checked(conversation)}/reply"
        await self._outbound.send(
            Call(name=VENDOR, url=url, method="POST", headers=self._headers, json=body, repeat=False)
        )


def _room(case: HubCase) -> Room:
    return Room("tickets" if case.kind is CaseKind.TICKET else "conversations", case.ref)


def _title(opening: Opening) -> str:
    """How urgent it is stands first: Intercom has no priority that an app may set."""
    urgent = f"[{opening.urgency}] " if opening.urgency in ("high", "immediate") else ""
    return (urgent + " ".join(opening.subject.split()))[:LONGEST_TITLE]


def _first_words(opening: Opening, mark: str) -> str:
    """Plain text. What the customer said last, as it is in the customer's name; the mark says what this is."""
    said = next((line.text for line in reversed(opening.transcript) if line.who == "customer" and line.text), "")
    return f"{said[:LONGEST_LAST_WORDS] or opening.subject}\n\n[{mark} urgency {opening.urgency}]"


def _facts(opening: Opening) -> dict[str, str]:
    found = facts(opening, "id", "urgency", "reason", "sla", "link")
    return {f"segue_{name}": value for name, value in found.items()}


def _html(words: str) -> str:
    return f"<p>{escape(words).replace(chr(10), '<br>')}</p>"


def _is_name(id_: str) -> bool:
    """Of an event: short, and of characters that every database takes."""
    return 0 < len(id_) <= 200 and id_.isascii() and id_.isprintable()


def _checked(id_: str) -> str:
    if not intercom_told.is_id(id_):
        raise AnswerUnusable(f"{VENDOR} gave a conversation an id that is none")
    return id_


def address(region: str) -> str:
    return "https://api.intercom.io" if region == "us" else f"https://api.{region}.intercom.io"


def people(region: str) -> str:
    return "https://app.intercom.com" if region == "us" else f"https://app.{region}.intercom.com"
