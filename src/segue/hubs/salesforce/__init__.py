"""Salesforce messaging, live: a custom client of Messaging for In-App and Web, API v2.

https://developer.salesforce.com/docs/service/messaging-api/references names the calls; the vendor's own sample shows
their bodies (https://github.com/Salesforce-Async-Messaging/messaging-web-api-sample-app). Ids of conversations and
messages are ours, so whether one arrived can be looked up. Agents are heard by server-sent events.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from typing import Any
from uuid import uuid4

import aiohttp

from segue.answers import items, text
from segue.calls import Calls, Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.event_stream import Event, Events
from segue.hub_kinds.salesforce import KIND
from segue.hubs.base import HubBase
from segue.hubs.salesforce.access import Access, site_of
from segue.hubs.salesforce.entries import moment, sent_by_us, told, uuid_of
from segue.hubs.texts import LEFT_OUT, byte_parts, facts, in_a_chat, numbered
from segue.ports.hubs import Opened, Opening, Steps, Take, ToHub
from segue.ports.listeners import DeliveryFailed
from segue.told import json_of, known_id

VENDOR = "Salesforce"
STREAMS = "case"
QUIET_S = 25.0
"""A stream that says nothing for so long is opened anew; its pings come more often."""
MOST_BYTES = 7_500
"""Of one message. The documentation gives no limit; those who built upon it speak of 8 KB for a whole body."""
MOST_PAGES, PAGE = 20, 100
MOST_TRANSCRIPT = 40_000
"""Characters of the transcript that go along as messages, the newest."""
LONGEST_FIELD = 255
OWN_FIELDS = (
    *("urgency", "reason", "category", "queue", "team", "customer", "email", "language", "sla", "subject", "link"),
    *("handoff", "tags"),
)
GONE = (403, 404, 410)


class SalesforceHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._base = reach.at(site_of(self.given("url"), KIND.keys[0].such_as))
        self._api = f"{self._base}/iamessage/api/v2"
        self._deployment = self.given("deployment")
        self._calls = Calls(reach, VENDOR)
        self._access = Access(self, self._calls, self._api)

    async def check(self) -> str:
        await self._access.guest()
        return f"the deployment {self._deployment} of the organisation {self._access.organisation} takes conversations"

    # ---- out --------------------------------------------------------------------------------------------------------

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        ref = uuid_of(self.name, opening.id)
        await self._access.begin(ref, steps)

        async def create() -> str:
            attributes = self._attributes(opening)
            body = {"conversationId": ref, "esDeveloperName": self._deployment, "routingAttributes": attributes}
            await self._send(ref, steps.state, "POST", "/conversation", json=body)
            return ref

        async def created() -> str | None:
            """Its id is ours: a conversation that is there can be listed, and one that is not answers 404."""
            try:
                await self._page(ref, steps.state, 0)
            except DeliveryFailed as failure:
                if failure.status in GONE:
                    return None
                raise
            return ref

        await steps.once("conversation", create, find=created)
        package = numbered("[Segue] Briefing", opening.rendered(KIND.form, KIND.most_package), MOST_BYTES)
        said = opening.transcript_text[-MOST_TRANSCRIPT:]
        left_out = f"{LEFT_OUT}\n" if len(said) < len(opening.transcript_text) else ""
        transcript = numbered("[Segue] Transcript", left_out + said, MOST_BYTES)
        for at, words in enumerate(_fitting((*package, *transcript))):
            await self._say(ref, steps, words, f"briefing/{at}")
        return Opened(ref, state=dict(steps.state))

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        for at, piece in enumerate(_fitting(byte_parts(in_a_chat(message), MOST_BYTES))):
            await self._say(case.ref, steps, piece, f"message/{message.id}/{at}")

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        """A note has no id of its own: one is kept until it is sent, so that it is the same on every try."""
        id_ = str(steps.state.get("noting") or uuid4())
        await steps.keep(noting=id_)
        for at, piece in enumerate(_fitting(numbered("[Segue] Note", text, MOST_BYTES))):
            await self._say(case.ref, steps, piece, f"note/{id_}/{at}")
        await steps.keep(noting=None)

    async def typing(self, case: HubCase, on: bool) -> None:
        body = {"entryType": "TypingStartedIndicator" if on else "TypingStoppedIndicator", "id": str(uuid4())}
        await self._send(case.ref, case.state, "POST", f"{self._at(case.ref)}/entry", json=body)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        if why:
            await self._say(case.ref, steps, f"[Segue] {why}"[: KIND.most_text], "closing")

        async def end() -> str:
            session = "/session" if self._access.verified else ""
            address = f"{self._at(case.ref)}{session}"
            try:
                await self._send(case.ref, steps.state, "DELETE", address, params=self._named)
            except DeliveryFailed as failure:
                if failure.trouble is not Trouble.REFUSED:  # which says that there is nothing to end
                    raise
            return ""

        await steps.once("end", end, again=True)  # it overwrites
        await self._access.end(case.ref, steps)

    async def _say(self, ref: str, steps: Steps, words: str, name: str) -> None:
        """As the customer, once. Its id is ours and the same on every try, so it is found among the entries."""
        id_ = uuid_of(ref, name)

        async def send() -> str:
            content = {"formatType": "Text", "text": words}
            message = {"id": id_, "messageType": "StaticContentMessage", "staticContent": content}
            body = {"message": message, "esDeveloperName": self._deployment}
            await self._send(ref, steps.state, "POST", f"{self._at(ref)}/message", json=body)
            return id_

        async def sent() -> str | None:
            found = [sent_by_us(one) async for one in self._entries(ref, steps.state)]
            return id_ if id_ in found else None

        await steps.once(name[:100], send, find=sent)

    def _attributes(self, opening: Opening) -> Mapping[str, str]:
        """The channel's custom parameters that the policy names: of the flat package, or of the handoff itself."""
        wanted = self.given("fields").split(",")
        if wanted == ["none"]:
            return {}
        flat = {**opening.rendered("flat", 4_096), **facts(opening, *OWN_FIELDS)}
        named = {name.strip(): str(flat.get(name.strip().removeprefix("Segue_").lower(), "")) for name in wanted}
        return {name: value[:LONGEST_FIELD] for name, value in named.items() if name and value}

    # ---- in ---------------------------------------------------------------------------------------------------------

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        found: list[Told] = []
        async for entry in self._entries(case.ref, case.state):
            found += _read(case.ref, entry)
        return [one for one in found if one.what is not What.TYPING]

    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        if case is None:
            return
        if self._access.is_over(case.state):
            words = "the chat lasted longer than Salesforce lets a guest chat"
            await take([Told(What.ENDED, f"expired/{case.ref}", case.ref, text=words, by="system")], cursor)
            return
        headers = {
            **await self._access.headers(case.ref, case.state),
            "Accept": "text/event-stream",
            "X-Org-Id": self._access.organisation,
            "Last-Event-Id": cursor or text(case.state.get("from_event")) or "0",
        }
        async with aclosing(self._stream(case.ref, headers)) as stream:
            async for event in stream:
                heard = _heard(case.ref, event)
                if heard or (event.id and event.id != cursor):
                    cursor = event.id or cursor
                    await take(heard, cursor)

    async def _stream(self, ref: str, headers: Mapping[str, str]) -> AsyncGenerator[Event, None]:
        events, status = Events(), 0
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=15.0, sock_read=QUIET_S)
        try:
            async with self.reach.session.get(
                f"{self._base}/eventrouter/v1/sse", headers=dict(headers), timeout=timeout, allow_redirects=False
            ) as response:
                status = response.status
                if status == 200 and "event-stream" in response.headers.get("Content-Type", ""):
                    async for some in response.content.iter_any():
                        for event in events.feed(some):
                            yield event
                    return
        except TimeoutError:
            if status:
                return  # quiet for long enough
        except aiohttp.ClientError:
            if status == 200:
                return  # it broke off: the next call goes on from the last event
        if status in {401, 403}:
            self._access.forget(ref)
        trouble = Trouble.PAUSED if status in {401, 403, 404} else Trouble.PASSING
        raise DeliveryFailed(f"{VENDOR} holds no stream (status {status or 'none'})", trouble)

    # ---- calls ------------------------------------------------------------------------------------------------------

    @property
    def _named(self) -> Mapping[str, str]:
        return {"esDeveloperName": self._deployment}

    def _at(self, ref: str) -> str:
        good = len(ref) == 36 and ref.isascii() and ref.replace("-", "").isalnum()
        return f"/conversation/{known_id(ref, good, VENDOR)}"

    async def _send(self, ref: str, state: Mapping[str, Any], method: str, address: str, **more: Any) -> Any:
        """A body that is JSON goes as UTF-8: escaped, letters of most scripts would take three times the room."""
        headers = dict(await self._access.headers(ref, state))
        if "json" in more:
            more["data"] = json.dumps(more.pop("json"), ensure_ascii=False).encode("utf-8", "replace")
            headers["Content-Type"] = "application/json"
        gone = (*GONE, 401) if self._access.is_over(state) else GONE
        try:
            return await self._calls.send(method, self._api + address, headers=headers, gone=gone, **more)
        except DeliveryFailed as failure:
            if failure.trouble is Trouble.PAUSED:
                self._access.forget(ref)
            raise

    async def _page(self, ref: str, state: Mapping[str, Any], since: int) -> Sequence[Mapping[str, Any]]:
        params = {"limit": str(PAGE), "direction": "FromStart", **({"startTimestamp": str(since)} if since else {})}
        headers = await self._access.headers(ref, state)
        gone = (*GONE, 401) if self._access.is_over(state) else GONE
        address = f"{self._api}{self._at(ref)}/entries"
        answer = await self._calls.json("GET", address, params=params, headers=headers, gone=gone)
        with reading():
            return items(answer.get("conversationEntries"), VENDOR, "entries")

    async def _entries(self, ref: str, state: Mapping[str, Any]) -> AsyncIterator[Mapping[str, Any]]:
        """All, oldest first; pages overlap by the entries of one millisecond."""
        since, seen = 0, set[str]()
        for _ in range(MOST_PAGES):
            listed = await self._page(ref, state, since)
            fresh = [one for one in listed if text(one.get("identifier")) not in seen]
            for one in fresh:
                seen.add(text(one.get("identifier")))
                yield one
            latest = max((int(at.timestamp() * 1000) for at in map(moment, listed) if at), default=since)
            if len(listed) < PAGE or not fresh or latest <= since:
                return
            since = latest


def _fitting(pieces: Iterable[str]) -> Iterator[str]:
    """Each as JSON: what holds many quotation marks or ends of lines, as code does, takes up to twice its bytes."""
    for piece in pieces:
        fits = len(json.dumps(piece, ensure_ascii=False).encode("utf-8", "replace")) <= MOST_BYTES + 200
        yield from (piece,) if fits else byte_parts(piece, MOST_BYTES // 2)


def _read(ref: str, entry: Mapping[str, Any]) -> list[Told]:
    """An entry that cannot be read is passed over: it would stand in the way of all that come behind it."""
    try:
        return list(told(ref, entry))
    except Invalid:
        return []


def _heard(ref: str, event: Event) -> list[Told]:
    """Of this conversation; a ping is the number 0."""
    data = json_of(event.data)
    if not isinstance(data, Mapping) or data.get("conversationId") != ref:
        return []
    entry = data.get("conversationEntry")
    return _read(ref, entry) if isinstance(entry, Mapping) else []
