"""Genesys Cloud as a place where humans work, by Open Messaging: we are the messaging platform, they are the agents.

https://developer.genesys.cloud/commdigital/digital/openmessaging/. Each handoff is a person of its own there
(`channel.from.id`), as whatever one person sends goes into the conversation that is open with them. That id comes back
with every webhook, typing too, where the conversation's does not: so it is the ref of a case.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from segue import signatures
from segue.answers import basic, part, text
from segue.calls import Calls, Reach
from segue.credentials import Token, granted
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.genesys import KIND
from segue.hubs.base import HubBase
from segue.hubs.genesys import events
from segue.hubs.texts import facts, in_a_chat, names, packed, transcript_parts
from segue.ports.hubs import Opened, Opening, Steps, Take, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import is_id, known_id, listed

VENDOR = "Genesys Cloud"
STREAMS = "case"
LOOK_EVERY_S = 12.0
"""All looks and messages of a client share 300 calls a minute (https://developer.genesys.cloud/platform/api/rate-limits)."""
MOST_MESSAGES = 1_000
"""Of one look-up, as the vendor has it; the newest are asked for."""
LONGEST_ATTRIBUTE = 4_000
_REGION = re.compile(r"mypurecloud\.(com|ie|de|jp|com\.au)|[a-z0-9]{2,10}\.(us-gov-)?pure\.cloud")
_MESSAGES = "/api/v2/conversations/messages"
_MEDIA = {"image": "Image", "video": "Video", "audio": "Audio"}
NOT_YET_S = 3.0


class GenesysHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        region = self.given("region").strip().lower()
        if not _REGION.fullmatch(region):
            raise Invalid(f"{region[:60]!r} is no region of {VENDOR}; write mypurecloud.de, usw2.pure.cloud …")
        self._inbound = f"{_MESSAGES}/{self._own('integration')}/inbound/open"
        self._base, self._login = reach.at(f"https://api.{region}"), reach.at(f"https://login.{region}")
        self._calls = Calls(reach, VENDOR)
        self._token = Token(self._fetch, reach.now)
        self.look_every_s = LOOK_EVERY_S

    def _own(self, key: str) -> str:
        if not is_id(self.given(key)):
            raise Invalid(f"hubs.{self.name}.{key}: not an id", field=f"hubs.{self.name}.{key}")
        return self.given(key)

    async def check(self) -> str:
        found = await self._json(
            "GET", f"/api/v2/conversations/messaging/integrations/open/{self.given('integration')}"
        )
        return f"the Open Messaging integration {text(found.get('name'))[:100]!r} of {self.given('region')}"

    # ---- out ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """A line, the package, what was said before; then the package once more as the participant's attributes.

        The line comes first since its answer names the conversation, without which nothing could be looked for: when
        that answer is lost it is sent again, to the same person and so into the same conversation.
        """
        person, at = f"segue-{opening.id}", opening.package.built_at
        whose = _person(person, opening)
        line = f"[Segue] {opening.urgency.capitalize()} urgency · {opening.subject}"[:500]

        async def begin() -> str:
            answer = await self._say(whose, f"{person}-0", line, at, prefetchConversationId="true")
            if not is_id(answer.get("conversationId")):
                raise DeliveryFailed(f"{VENDOR} did not name the conversation", Trouble.UNKNOWN)
            return text(answer["conversationId"])

        conversation = await steps.once("conversation", begin, again=True)
        await steps.keep(conversation=conversation, person=whose)
        package = packed(opening, self.kind.most_package)
        told = [package, *transcript_parts(opening.transcript_text, self.kind.most_text)]
        for number, words in enumerate(told, 1):
            await self._once(conversation, whose, f"{person}-{number}", words, at, steps)
        # attributes are overwritten by the same ones
        await steps.once("attributes", lambda: self._set(conversation, opening), again=True)
        return Opened(person, state={"conversation": conversation, "person": whose})

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        whose, shown = _whose(case), [one for one in message.files if one.url]
        linked = tuple(one for one in message.files if not one.url)
        words = in_a_chat(ToHub(message.id, message.who, message.text, message.at, message.name, linked))
        await self._once(_conversation(case), whose, f"{case.ref}-{message.id}", words, message.at, steps, shown)

    async def typing(self, case: HubCase, on: bool) -> None:
        if on:
            channel = {"from": _whose(case), "time": _time(self.reach.now())}
            body = {"channel": channel, "events": [{"eventType": "Typing"}]}
            await self._json("POST", f"{self._inbound}/event", json=body)

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        words, at = f"[Segue] {text}"[: self.kind.most_text], self.reach.now()
        await self._once(_conversation(case), _whose(case), f"{case.ref}-note-{_short(words)}", words, at, steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        conversation = _conversation(case)

        async def end() -> str:
            try:
                await self._send("POST", f"/api/v2/conversations/{conversation}/disconnect", gone=(404,))
            except DeliveryFailed as failure:  # refused: it is over there already
                if failure.trouble is not Trouble.REFUSED:
                    raise
            return ""

        if why:
            words, at = f"[Segue] {why}"[: self.kind.most_text], self.reach.now()
            await self._once(conversation, _whose(case), f"{case.ref}-end", words, at, steps)
        await steps.once("end", end, again=True)  # what is over stays over

    async def _once(
        self,
        conversation: str,
        whose: Mapping[str, Any],
        mark: str,
        words: str,
        at: datetime,
        steps: Steps,
        files: Sequence[File] = (),
    ) -> None:
        """The vendor does not say that it knows a message by our id when it comes again, but it keeps that id."""

        async def send() -> str:
            answer = await self._say(whose, mark, words, at, files)
            return text(answer.get("id")) if is_id(answer.get("id")) else ""

        async def find() -> str | None:
            found = await self._said(await self._look(conversation))
            return next((text(one.get("id")) for one in found if one.get("providerMessageId") == mark), None)

        await steps.once(mark, send, find=find)

    async def _say(
        self,
        whose: Mapping[str, Any],
        mark: str,
        words: str,
        at: datetime,
        files: Sequence[File] = (),
        **params: str,
    ) -> Mapping[str, Any]:
        body: dict[str, Any] = {"channel": {"messageId": mark, "from": whose, "time": _time(at)}, "text": words}
        if files:
            body["content"] = [{"attachment": _attachment(one)} for one in files]
        return await self._json("POST", f"{self._inbound}/message", json=body, params=params)

    async def _set(self, conversation: str, opening: Opening) -> str:
        participants = listed((await self._look(conversation)).get("participants"))
        customer = next((one for one in participants if one.get("purpose") == "customer"), part(None))
        if not is_id(customer.get("id")):
            raise DeliveryFailed(f"{VENDOR} has not begun this conversation yet", retry_after_s=NOT_YET_S)
        path = f"{_MESSAGES}/{conversation}/participants/{customer['id']}/attributes"
        await self._send("PATCH", path, json={"attributes": _attributes(opening)})
        return text(customer["id"])

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.GENESYS, self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return events.of_webhook(webhook)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        whole = await self._look(_conversation(case))
        said = events.of_messages(case.ref, await self._said(whole))
        states = events.of_participants(case.ref, whole)
        ended = states[-1:] if states and states[-1].id.startswith("ended/") else ()
        return (*states[: len(states) - len(ended)], *said, *ended)

    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        """Who joined and that it is over, which no webhook tells: one look, and the wait until the next one is due."""
        if case is None or not case.state.get("conversation"):
            return
        known = set(cursor.split())
        found = events.of_participants(case.ref, await self._look(_conversation(case)))
        fresh = [one for one in found if one.id not in known]
        if fresh:
            await take(fresh, " ".join(sorted({one.id for one in found})))
        await asyncio.sleep(self.look_every_s)

    async def _look(self, conversation: str) -> Mapping[str, Any]:
        try:
            return await self._json("GET", f"{_MESSAGES}/{conversation}", gone=(404,))
        except DeliveryFailed as failure:
            if failure.status != 404:
                raise
        # named before it is there: it is made from a queue of theirs
        raise DeliveryFailed(f"{VENDOR} has not begun this conversation yet", retry_after_s=NOT_YET_S)

    async def _said(self, whole: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Its messages with their words, oldest first; a conversation holds their ids alone."""
        every = [message for one in listed(whole.get("participants")) for message in listed(one.get("messages"))]
        ids = list(dict.fromkeys(text(one.get("messageId")) for one in every if is_id(one.get("messageId"))))
        if not ids:
            return []
        path = f"{_MESSAGES}/{_id(whole)}/messages/bulk"
        asked = {"params": {"useNormalizedMessage": "true"}, "json": ids[-MOST_MESSAGES:]}
        answer = await self._json("POST", path, safe=True, **asked)
        return sorted(listed(answer.get("entities")), key=lambda one: text(one.get("timestamp")))

    # ---- calls ----

    async def _fetch(self) -> tuple[str, float]:
        """https://developer.genesys.cloud/authorization/platform-auth/use-client-credentials"""
        form = {"grant_type": "client_credentials"}
        headers = {"Authorization": basic(self.given("client"), self.secrets["secret"])}
        return await granted(self._calls, f"{self._login}/oauth/token", form=form, headers=headers)

    async def _json(self, method: str, path: str, **more: Any) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = await self._with(
            lambda headers: self._calls.json(method, self._base + path, headers=headers, **more)
        )
        return answer

    async def _send(self, method: str, path: str, **more: Any) -> Any:
        return await self._with(lambda headers: self._calls.send(method, self._base + path, headers=headers, **more))

    async def _with(self, act: Callable[[Mapping[str, str]], Awaitable[Any]]) -> Any:
        return await self._token.used(lambda token: act({"Authorization": f"Bearer {token}"}))


def _person(id_: str, opening: Opening) -> dict[str, str]:
    """nickname: what agents see above the chat."""
    name = opening.customer.name or opening.email or "Customer"
    first, last = names(opening.customer.name)
    more = {"firstName": first, "lastName": last, "email": opening.email}
    return {"id": id_, "idType": "Opaque", "nickname": name[:100], **{key: said for key, said in more.items() if said}}


def _attributes(opening: Opening) -> dict[str, str]:
    flat = opening.rendered("flat")
    more = facts(opening, "urgency", "queue", "reason", "sla", "language", "tags", "link")
    every = {f"segue_{key}": str(said)[:LONGEST_ATTRIBUTE] for key, said in {**flat, **more}.items()}
    return {key: said for key, said in every.items() if said}


def _attachment(file: File) -> dict[str, str]:
    mime = file.type or "application/octet-stream"
    media = _MEDIA.get(mime.partition("/")[0], "File")
    return {"mediaType": media, "url": file.url, "mime": mime, "filename": file.name or "file"}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _conversation(case: HubCase) -> str:
    found = case.state.get("conversation")
    return known_id(str(found), is_id(found), VENDOR)


def _whose(case: HubCase) -> Mapping[str, Any]:
    return part(case.state.get("person")) or {"id": case.ref, "idType": "Opaque"}


def _id(whole: Mapping[str, Any]) -> str:
    if not is_id(whole.get("id")):
        raise DeliveryFailed(f"{VENDOR} gave a conversation an id that is none")
    return text(whole["id"])
