"""Chatwoot as a place where humans work: conversations of an inbox of the API channel (4.7).

Paths: https://developers.chatwoot.com/api-reference. What its webhooks hold is read in its own source
(`app/listeners/webhook_listener.rb`, `lib/webhooks/trigger.rb`): up to 4.8 they are not signed, and nothing is sent
twice, so `catch_up` matters.

A customer who is in an inbox of this account already, whose agent bot is Segue (channel `chatwoot_bot`), is taken over
where they are: the package is a note in that conversation, and `open` its status, as an agent bot hands over.

All that is ours there is either the customer's (incoming) or a private note, so nothing of ours can come back to us.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue import chatwoot
from segue.answers import items, name_of, part, text
from segue.calls import Calls, Reach, reading
from segue.chatwoot import ONE_CONVERSATION, VENDOR, fenced
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.chatwoot import KIND
from segue.hubs.base import HubBase
from segue.hubs.chatwoot import told
from segue.hubs.chatwoot.labels import make_labels
from segue.hubs.texts import byte_parts, facts, in_a_chat
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import is_number, known_id, made_id

STREAMS = ""
SHARED = "shared"
"""In the state of a case: the conversation is the one in which the customer was."""
PRIORITY = {"soft": "low", "normal": "medium", "high": "high", "immediate": "urgent"}
MOST_TRANSCRIPT = 40_000
"""Bytes of one note; Chatwoot takes 150,000 characters."""
MOST_PAGES, PAGE = 50, 100


class ChatwootHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._people = self.given("url").rstrip("/")
        self._base = reach.at(self._people)
        self._account, self._inbox = _number(self.given("account")), _number(self.given("inbox"))
        self._url = f"{self._base}/api/v1/accounts/{self._account}"
        self._calls = Calls(reach, VENDOR, {"api_access_token": secrets["secret"], "Accept": "application/json"})

    # ---- in ---------------------------------------------------------------------------------------------------------

    def verify(self, webhook: Webhook) -> None:
        chatwoot.verify(self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return told.read(webhook.body, self._account, self._inbox)

    def read_there(self, webhook: Webhook) -> tuple[Told, ...]:
        return told.read(webhook.body, self._account)

    async def check(self) -> str:
        me = await self._calls.json("GET", f"{self._base}/api/v1/profile")
        with reading():
            accounts = items(me.get("accounts") or [], VENDOR, "accounts")
        named = next((one for one in accounts if name_of(one.get("id")) == self._account), None)
        if named is None:
            raise DeliveryFailed(f"{VENDOR}: this token has no account {self._account}", Trouble.PAUSED)
        return f"{text(me.get('name'))} ({text(me.get('email'))}) in the account {text(named.get('name'))}"

    async def install(self) -> tuple[str, ...]:
        return await make_labels(self._calls, self._url)

    # ---- out --------------------------------------------------------------------------------------------------------

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """The notes go in order, the package as the last: the inbox opens at the end of a conversation."""
        if opening.there:
            return await self._take_over(opening, steps)
        contact, source = await self._contact(opening, steps)
        ref = await self._conversation(opening, steps, contact, source)
        await steps.keep(contact=contact, source=source)
        await steps.once("labels", lambda: self._set(ref, "labels", {"labels": list(opening.tags)}), again=True)
        priority = {"priority": PRIORITY.get(opening.urgency, "medium")}
        await steps.once("priority", lambda: self._set(ref, "toggle_priority", priority), again=True)
        notes = byte_parts(opening.transcript_text, MOST_TRANSCRIPT)
        for at, words in enumerate(notes, 1):
            title = f"**Transcript {at} of {len(notes)}**" if len(notes) > 1 else "**Transcript**"
            await self._add(ref, f"transcript {at}", steps, f"{title}\n\n{fenced(words)}")
        package = opening.rendered(self.kind.form, self.kind.most_package)
        await self._add(ref, "package", steps, package)
        return Opened(ref, self._page(ref), dict(steps.state))

    async def _take_over(self, opening: Opening, steps: Steps) -> Opened:
        """What was said stands there already. Its status comes last: nobody begins before they can read the rest."""
        ref = known_id(opening.there, is_number(opening.there), VENDOR)
        priority = {"priority": PRIORITY.get(opening.urgency, "medium")}
        await steps.once("priority", lambda: self._set(ref, "toggle_priority", priority), again=True)
        if "last" not in steps.state:  # what was written before is not told again as new
            await steps.keep(last=await self._newest(ref))
        await self._add(ref, "package", steps, opening.rendered(self.kind.form, self.kind.most_package))
        await steps.keep(**{SHARED: "yes", "since": steps.state["last"]})
        await steps.once("open", lambda: self._set(ref, "toggle_status", {"status": "open"}), again=True)
        return Opened(ref, self._page(ref), dict(steps.state))

    async def _newest(self, ref: str) -> str:
        """The number of the newest message; a question without `after` is answered with the last twenty."""
        found = await self._calls.json("GET", f"{self._url}/conversations/{ref}/messages", gone=ONE_CONVERSATION)
        with reading():
            listed = items(found.get("payload"), VENDOR, "messages")
        return str(max((int(_id(one.get("id"))) for one in listed), default=0))

    def _page(self, ref: str) -> str:
        return f"{self._people}/app/accounts/{self._account}/conversations/{ref}"

    async def _contact(self, opening: Opening, steps: Steps) -> tuple[str, str]:
        """Its id, and the id of its place in our inbox. Who signed in at the site is who has that identifier there;
        anybody else gets a contact of this conversation's own, lest one customer reads as another."""
        person = opening.customer
        known = person.id if person.verified and 0 < len(person.id) <= 200 else ""
        identifier = known or f"segue-{opening.conversation}"

        async def find() -> str | None:
            """An identifier is unique in an account. Asked for as a filter: the search answers what resembles it."""
            asked = {"attribute_key": "identifier", "filter_operator": "equal_to", "values": [identifier]}
            found = await self._calls.json("POST", f"{self._url}/contacts/filter", json={"payload": [asked]}, safe=True)
            with reading():
                listed = items(found.get("payload"), VENDOR, "contacts")
            return next((_id(one.get("id")) for one in listed if one.get("identifier") == identifier), None)

        async def make() -> str:
            there = await find()
            if there:
                return there
            facts = {"segue_email": opening.email, "segue_phone": opening.phone}
            body = {
                "inbox_id": int(self._inbox),
                "name": person.name or "Customer",
                "identifier": identifier,
                "custom_attributes": {name: value for name, value in facts.items() if value},
            }
            made = await self._calls.json("POST", f"{self._url}/contacts", json=body)
            return _id(_made(made).get("id"))

        contact = await steps.once("contact", make, find=find)
        source = f"segue-{contact}-{opening.conversation}"
        place = {"inbox_id": int(self._inbox), "source_id": source}

        async def enter() -> str:
            await self._calls.json("POST", f"{self._url}/contacts/{contact}/contact_inboxes", json=place)
            return source

        # Chatwoot looks for this very source id of this contact before it makes one.
        return contact, await steps.once("place", enter, again=True)

    async def _conversation(self, opening: Opening, steps: Steps, contact: str, source: str) -> str:
        async def find() -> str | None:
            """By our id among its attributes: a contact's conversations come newest first, twenty of them."""
            found = await self._calls.json("GET", f"{self._url}/contacts/{contact}/conversations")
            with reading():
                listed = items(found.get("payload"), VENDOR, "conversations")
            ours = (one for one in listed if part(one.get("custom_attributes")).get("segue_id") == opening.id)
            return next((_id(one.get("id")) for one in ours), None)

        async def make() -> str:
            body: dict[str, Any] = {
                "source_id": source,
                "inbox_id": int(self._inbox),
                "contact_id": int(contact),
                "status": "open",
                "custom_attributes": _attributes(opening),
                **({"team_id": int(_number(opening.team))} if opening.team else {}),
            }
            return _id((await self._calls.json("POST", f"{self._url}/conversations", json=body)).get("id"))

        return await steps.once("conversation", make, find=find)

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        if case.state.get(SHARED):  # they wrote it there; what Segue says comes there by the channel
            return
        await self._add(_ref(case), "message", steps, in_a_chat(message), incoming=message.who == "customer")

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._add(_ref(case), "note", steps, text)

    async def typing(self, case: HubCase, on: bool) -> None:
        """By the API for customers' own clients; nothing happens where the policy does not name the inbox for it."""
        if case.state.get(SHARED):
            return
        inbox, source = self.given("inbox_identifier"), str(case.state.get("source", ""))
        if not (inbox and inbox.isalnum() and source):
            return
        status = {"typing_status": "on" if on else "off"}
        path = f"/public/api/v1/inboxes/{inbox}/contacts/{source}/conversations/{_ref(case)}/toggle_typing"
        await self._calls.send("POST", self._base + path, params=status, json=status, gone=ONE_CONVERSATION)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        """Marked first: the webhook of our own end tells what the conversation's attributes are then. Chatwoot puts
        what is sent in the place of all that was there, so what its people have filled in goes along."""
        ref = _ref(case)
        if why:
            await self._add(ref, "why", steps, f"[Segue] {why}")
        if case.state.get(SHARED):  # the customer stays there, with the bot
            await steps.once("back", lambda: self._set(ref, "toggle_status", {"status": "pending"}), again=True)
            return

        async def mark() -> str:
            whole = await self._calls.json("GET", f"{self._url}/conversations/{ref}", gone=ONE_CONVERSATION)
            attributes = {**part(whole.get("custom_attributes")), told.OVER: "yes"}
            return await self._set(ref, "custom_attributes", {"custom_attributes": attributes})

        await steps.once("mark", mark, again=True)
        await steps.once("close", lambda: self._set(ref, "toggle_status", {"status": "resolved"}), again=True)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        ref = _ref(case)
        found: list[Told] = []
        after = str(case.state.get("since") or "0")
        for _ in range(MOST_PAGES):
            listed = await self._messages(ref, after)
            with reading():
                found += told.messages(listed, ref)
            newest = max((int(_id(one.get("id"))) for one in listed), default=0)
            if len(listed) < PAGE or newest <= int(after):
                break
            after = str(newest)
        whole = await self._calls.json("GET", f"{self._url}/conversations/{ref}", gone=ONE_CONVERSATION)
        with reading():
            return (*found, *told.state(whole, ref))

    async def _messages(self, ref: str, after: str) -> Sequence[Mapping[str, Any]]:
        """Up to a hundred that are newer, oldest first."""
        url = f"{self._url}/conversations/{ref}/messages"
        found = await self._calls.json("GET", url, params={"after": after}, gone=ONE_CONVERSATION)
        with reading():
            return items(found.get("payload"), VENDOR, "messages")

    async def _add(self, ref: str, name: str, steps: Steps, words: str, incoming: bool = False) -> None:
        """A message. Found again among those that are newer than our last, by its words and what kind it is: lanes
        send one at a time, so it can be no other of ours. Numbers of messages only grow."""
        body = {"content": words, "message_type": "incoming" if incoming else "outgoing", "private": not incoming}

        async def add() -> str:
            url = f"{self._url}/conversations/{ref}/messages"
            return _id((await self._calls.json("POST", url, json=body, gone=ONE_CONVERSATION)).get("id"))

        async def find() -> str | None:
            listed = await self._messages(ref, str(steps.state.get("last") or "0"))
            same = (one for one in listed if told.is_like(one, words, incoming))
            return next((_id(one.get("id")) for one in same), None)

        await steps.keep(last=await steps.once(name, add, find=find))

    async def _set(self, ref: str, what: str, body: Mapping[str, Any]) -> str:
        """Each of these overwrites what was there. A priority is answered with nothing at all."""
        url = f"{self._url}/conversations/{ref}/{what}"
        call = self._calls.send if what == "toggle_priority" else self._calls.json
        await call("POST", url, json=body, gone=ONE_CONVERSATION)
        return ""


def _made(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """A contact that was made: in `payload.contact`; the description has a list there, older versions the contact."""
    payload = answer.get("payload")
    if isinstance(payload, list):
        return part(payload[0]) if payload else {}
    return part(part(payload).get("contact")) or part(payload) or answer


def _attributes(opening: Opening) -> dict[str, str]:
    """Shown beside the conversation once the account defines attributes of these names."""
    found = facts(opening, "id", "urgency", "reason", "sla", "link", "language")
    return {f"segue_{name}": value for name, value in found.items()}


def _id(value: Any) -> str:
    id_ = name_of(value)
    return made_id(id_, is_number(id_), VENDOR)


def _ref(case: HubCase) -> str:
    return known_id(case.ref, is_number(case.ref), VENDOR)


def _number(value: str) -> str:
    if not is_number(value):
        raise Invalid(f"{value[:40]!r} is no number of {VENDOR}'s")
    return value
