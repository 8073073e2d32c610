"""LivePerson as a place where humans work, by the Connector API: we speak as the consumer, and hear by webhook.

https://developers.liveperson.com/connector-api-overview.html. Each handoff is a consumer of its own there, since what
one consumer says goes into the conversation that is open with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from segue import signatures
from segue.answers import name_of, part, text
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.liveperson import KIND
from segue.hubs.base import HubBase
from segue.hubs.liveperson import events
from segue.hubs.liveperson.access import VENDOR, Access
from segue.hubs.texts import byte_parts, in_a_chat, names, packed, transcript_parts
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import is_id, known_id, listed

STREAMS = ""
ANY_SKILL = "-1"
READS = "messagingRestApiDomain"
TTR = {"soft": "NORMAL", "normal": "NORMAL", "high": "PRIORITIZED", "immediate": "URGENT"}
PAGE, MOST_PAGES = 100, 50
MOST_BYTES = 8_000
"""Of one message; 8 KB are taken."""
_DONE = frozenset({"OK", "200", "201", "202", ""})
_BUSY = frozenset({"429", "500", "502", "503", "504"})


class LivePersonHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._account = self.given("account").strip()
        if not (self._account.isascii() and self._account.isalnum() and len(self._account) <= 40):
            raise Invalid(f"hubs.{self.name}.account: the number of an account", field=f"hubs.{self.name}.account")
        signs = secrets["secret"].splitlines()  # the first asks for tokens, all of them sign
        self._access = Access(reach, self._account, self.given("client"), signs[0] if signs else "")

    async def check(self) -> str:
        await self._access.app()
        return f"the connector app {self.given('client')[:60]} of the account {self._account}"

    # ---- out ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """Who the customer is goes along as engagement attributes; then the package, and what was said before.

        A consumer has no list of conversations to look in: one that was perhaps opened is a person's matter.
        """
        consumer = f"segue-{opening.id}"
        begun = await steps.once("conversation", lambda: self._begin(consumer, opening))
        await steps.keep(consumer=consumer)
        told = [packed(opening, self.kind.most_package)]
        told += transcript_parts(opening.transcript_text, self.kind.most_text)
        for number, words in enumerate(told):
            await self._once(begun, consumer, f"package-{number}", words, steps)
        return Opened(begun, state={**steps.state, "consumer": consumer})

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """In parts where the addresses of files make it too long."""
        for at, piece in enumerate(byte_parts(in_a_chat(message), MOST_BYTES)):
            await self._once(case.ref, _consumer(case), f"message-{at}", piece, steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        """It stands there until another state comes."""
        event = {"type": "ChatStateEvent", "chatState": "COMPOSING" if on else "PAUSE"}
        await self._send(_consumer(case), "ms.PublishEvent", {"dialogId": _ref(case.ref), "event": event})

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._once(case.ref, _consumer(case), f"note-{_short(text)}", f"[Segue] {text}", steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        if why:
            await self._once(case.ref, _consumer(case), "why", f"[Segue] {why}", steps)

        async def end() -> str:
            field = {"field": "ConversationStateField", "conversationState": "CLOSE"}
            body = {"conversationId": _ref(case.ref), "conversationField": field}
            try:
                await self._send(_consumer(case), "cm.UpdateConversationField", body)
            except DeliveryFailed as failure:  # refused: it is over there already
                if failure.trouble is not Trouble.REFUSED:
                    raise
            return ""

        await steps.once("end", end, again=True)  # what is closed stays closed

    async def _begin(self, consumer: str, opening: Opening) -> str:
        body = [
            _request("1", "userprofile.SetUserProfile", {"authenticatedData": {"lp_sdes": _attributes(opening)}}),
            _request("2", "cm.ConsumerRequestConversation", self._wanted(opening)),
        ]
        answers = await self._answered(await self._url(), consumer, body)
        found = (part(one.get("body")).get("conversationId") for one in answers)
        id_ = next((one for one in found if is_id(one)), "")
        if not id_:
            for one in answers:
                _judge(one)
            raise DeliveryFailed(f"{VENDOR} did not name the conversation", Trouble.UNKNOWN)
        return text(id_)

    def _wanted(self, opening: Opening) -> dict[str, Any]:
        skill = opening.team if opening.team.isdecimal() else ANY_SKILL
        return {
            "ttrDefName": TTR.get(opening.urgency, "NORMAL"),
            "channelType": "MESSAGING",
            "brandId": self._account,
            "skillId": skill,
        }

    async def _once(self, ref: str, consumer: str, step: str, words: str, steps: Steps) -> None:
        """No key of ours is known there. One lane sends at a time, and `last` is the number of what it sent last: the
        same words of the consumer under a higher one are these."""
        last = _number(steps.state.get("last"))
        event = {"type": "ContentEvent", "contentType": "text/plain", "message": words}

        async def send() -> str:
            answer = await self._send(consumer, "ms.PublishEvent", {"dialogId": _ref(ref), "event": event})
            sequence = events.sequence_of(part(answer.get("body")))
            return "" if sequence is None else str(sequence)

        async def find() -> str | None:
            async for one in self._messages(ref, consumer, last):
                said = text(part(one.get("content")).get("text"))
                if part(one.get("originator")).get("role") == "CONSUMER" and said.split() == words.split():
                    return str(events.sequence_of(one))
            return None

        sequence = await steps.once(step, send, find=find)
        if _number(sequence) > last:
            await steps.keep(last=sequence)

    async def _send(self, consumer: str, type_: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        answers = await self._answered(f"{await self._url()}/send", consumer, _request("1", type_, body))
        found = part(answers[0] if answers else None)
        _judge(found)
        return found

    async def _url(self) -> str:
        base = await self._access.at("asyncMessagingEnt")
        return f"{base}/api/account/{self._account}/messaging/consumer/conversation"

    async def _answered(self, url: str, consumer: str, body: Any) -> list[Mapping[str, Any]]:
        asked: dict[str, Any] = {"params": {"v": "3"}, "json": body, "gone": (404,)}
        try:
            answer = await self._access.json("POST", url, consumer, "X-LP-ON-BEHALF", **asked)
        except AnswerUnusable:
            answer = None
        found = listed([answer] if isinstance(answer, Mapping) else answer)
        if not found:
            raise DeliveryFailed(f"{VENDOR} answered what cannot be read", Trouble.UNKNOWN)
        return found

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.LIVEPERSON, self.secrets["secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return events.of_webhook(webhook)

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        if not await self._access.offers(READS):
            return ()
        consumer = _consumer(case)
        whole = part(await self._ask(f"/messaging/v1/conversations/{_ref(case.ref)}", consumer))
        told = list(events.of_details(case.ref, whole))
        ended = [one for one in told if one.id.startswith("ended/")]
        said = [events.of_message(case.ref, one) async for one in self._messages(case.ref, consumer, -1)]
        return (*(one for one in told if one not in ended), *(one for one in said if one), *ended)

    async def _messages(self, ref: str, consumer: str, after: int) -> AsyncIterator[Mapping[str, Any]]:
        """Those with a higher number, oldest first."""
        path = f"/messaging/v1/conversations/{_ref(ref)}/dialogs/{_ref(ref)}/messages"
        for _ in range(MOST_PAGES):
            asked = {"newerThanSequence": str(after + 1), "sortBy": "sequence", "sortOrder": "ASC", "limit": str(PAGE)}
            page = listed(part(await self._ask(path, consumer, params=asked)).get("data"))
            fresh = [(number, one) for one in page if (number := events.sequence_of(one)) is not None]
            newer = [(number, one) for number, one in fresh if number > after]
            for _, one in newer:
                yield one
            if not newer or len(page) < PAGE:
                return
            after = max(number for number, _ in newer)

    async def _ask(self, path: str, consumer: str, **more: Any) -> Any:
        """Of the Messaging REST API, which wants the header of who speaks under another name."""
        if not await self._access.offers(READS):
            raise DeliveryFailed(f"{VENDOR} has no {READS} for this account to look in", Trouble.UNKNOWN, final=True)
        base = await self._access.at(READS)
        headers = {"Brand-ID": self._account, "Client-source": "segue"}
        try:
            return await self._access.json(
                "GET", base + path, consumer, "LP-ON-BEHALF", headers=headers, gone=(404,), **more
            )
        except AnswerUnusable:
            pass
        raise DeliveryFailed(f"{VENDOR} answered what is not JSON")


def _request(id_: str, type_: str, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "req", "id": id_, "type": type_, "body": body}


def _judge(answer: Mapping[str, Any]) -> None:
    """Status 200 holds an answer for each request, with a code of its own."""
    code = name_of(answer.get("code"))
    if code in _DONE:
        return
    shown = code if code.isascii() and code.replace("_", "").isalnum() and len(code) < 40 else "an error"
    trouble = Trouble.PAUSED if code in {"401", "403"} else Trouble.PASSING if code in _BUSY else Trouble.REFUSED
    raise DeliveryFailed(f"{VENDOR} answered {shown}", trouble, slow_down=code == "429")


def _attributes(opening: Opening) -> list[dict[str, Any]]:
    """The engagement attributes that a consumer can have (https://developers.liveperson.com/engagement-attributes-types.html)."""
    customer, facts = opening.customer, opening.customer.facts
    first, last = names(customer.name)
    info = {
        "customerId": customer.id if customer.verified else "",  # it stands there as authenticated
        "userName": customer.name,
        "ctype": text(facts.get("tier")),
        "accountName": text(facts.get("company")),
        "socialId": f"segue {opening.id}",
    }
    contact = {key: said for key, said in {"email": opening.email, "phone": opening.phone}.items() if said}
    personal: dict[str, Any] = {"firstname": first, "lastname": last, "language": opening.language}
    personal = {key: said[:200] for key, said in personal.items() if said}
    if contact:
        personal["contacts"] = [contact]
    return [
        {"type": "ctmrinfo", "info": {key: said[:200] for key, said in info.items() if said}},
        {"type": "personal", "personal": personal},
    ]


def _consumer(case: HubCase) -> str:
    return text(case.state.get("consumer")) or f"segue-{case.id}"


def _ref(ref: str) -> str:
    return known_id(ref, is_id(ref), VENDOR)


def _number(value: Any) -> int:
    told = name_of(value)
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 12 else -1


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
