"""ServiceNow, live: the Virtual Agent Bot Integration API takes a conversation to its live agents.

https://www.servicenow.com/docs/r/api-reference/rest-apis/bot-api.html. It answers each call at once with a status; what
its bot and its people say is posted to us later, in an order of its own (`servicenow_told`). It describes no key that
makes a call safe to repeat, and no list of what was said: words whose answer was lost are left to a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from segue import signatures
from segue.answers import items, part, text
from segue.calls import Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.servicenow import KIND
from segue.hubs.base import HubBase
from segue.hubs.servicenow import told as servicenow_told
from segue.hubs.servicenow.access import VENDOR, is_own_id, own_id, signed_calls, site
from segue.hubs.servicenow.messages import Messages
from segue.hubs.texts import facts, in_a_chat, words_of
from segue.ports.hubs import Line, Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import object_of

STREAMS = ""
MOST_LINES = 500
LONGEST_LINE, LONGEST_VARIABLE = 8_000, 1_000
BY_US = "end"
"""Comes back, among the client variables, with the answer to our own end."""


class ServiceNowHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._site, self._user = site(self), self.given("user")
        base = reach.at(self._site)
        self._url, self._users = f"{base}/api/sn_va_as_service/bot/integration", f"{base}/api/now/table/sys_user"
        self._calls = signed_calls(self)
        self._messages = Messages(self._calls, f"{base}/api/now")

    async def check(self) -> str:
        """By a table that every user may read: the integration has no call that leaves nothing behind."""
        query = {"sysparm_query": f"user_name={self._user}", "sysparm_fields": "name", "sysparm_limit": "1"}
        answer = await self._calls.json("GET", self._users, params=query)
        with reading():
            found = items(answer.get("result"), VENDOR, "users")
        who = text(found[0].get("name")) if found else ""
        return f"signed in to {self._site.removeprefix('https://')} as {who or self._user}"

    # ---- out --------------------------------------------------------------------------------------------------------

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        """A session begins once under one id. Where messages may not be looked at, an agent is asked for again after a
        lost answer: at worst the briefing is there twice, and not to ask might leave the customer with nobody."""
        ref = own_id(opening.id)
        who = {"user": f"segue-{ref}", "email": _linked(opening)}
        variables = _variables(opening)

        async def start() -> str:
            await self._send(ref, who, "start", action="START_CONVERSATION", contextVariables=variables)
            return ref

        async def hand_over() -> str:
            history = [_history(line, opening) for line in opening.transcript[-MOST_LINES:]]
            words = f"[Segue] Briefing\n{opening.rendered(KIND.form, KIND.most_package)}\n\n{_mark(ref)}"
            more = {"contextVariables": {**variables, "live_agent_only": "true"}, "history": history}
            await self._send(ref, who, "agent", words, action="AGENT", **more)
            return ref

        async def handed_over() -> str | None:
            return ref if await self._messages.conversation(_mark(ref)) else None

        await steps.once("start", start, again=True)
        await steps.once("agent", hand_over, find=handed_over)
        return Opened(ref, state={**steps.state, **who})

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        await self._say(case, f"message/{message.id}", in_a_chat(message), steps)

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._say(case, f"note/{text}", f"[Segue] Note: {text}", steps)

    async def _say(self, case: HubCase, name: str, words: str, steps: Steps) -> None:
        """How often the same words were said is kept: they are there when they are there once more."""
        about = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]
        before = int(part(steps.state.get("said")).get(about, 0))

        async def say() -> str:
            await self._send(case.ref, case.state, name, words)
            return ""

        async def said() -> str | None:
            return "" if await self._messages.count(_mark(case.ref), words) > before else None

        await steps.once("message", say, find=said)
        await steps.keep(said={**part(steps.state.get("said")), about: before + 1})

    async def typing(self, case: HubCase, on: bool) -> None:
        await self._send(case.ref, case.state, f"typing/{self.reach.now()}", action="TYPING" if on else "VIEWING")

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        async def tell() -> str:
            await self._send(case.ref, case.state, "why", f"[Segue] {why}"[: KIND.most_text])
            return ""

        async def end() -> str:
            mark = {"segue": BY_US}
            await self._send(case.ref, case.state, "end", action="END_CONVERSATION", clientVariables=mark)
            return ""

        if why:
            await steps.once("why", tell, again=True)  # twice does no harm: nobody answers it
        await steps.once("end", end, again=True)  # an end of what has ended changes nothing

    async def _send(self, ref: str, who: Mapping[str, Any], name: str, words: str = "", **more: Any) -> None:
        """name: of this call within the conversation. The ids made of it are the same on every try."""
        id_ = hashlib.sha256(f"{own_id(ref)}\n{name}".encode("utf-8", "replace")).hexdigest()[:32]
        body = {
            "requestId": id_,
            "clientSessionId": ref,
            "botToBot": True,
            "silentMessage": False,
            "message": {"text": words, "typed": True, "clientMessageId": id_},
            "userId": text(who.get("user")) or f"segue-{ref}",
            "timestamp": int(self.reach.now().timestamp() * 1000),
            **({"emailId": who["email"]} if who.get("email") else {}),
            **more,
        }
        answer = await self._calls.json("POST", self._url, json=body)
        if answer.get("status") == "failure" or "error" in answer:
            raise DeliveryFailed(f"{VENDOR} answered that it failed", Trouble.REFUSED)

    # ---- in ---------------------------------------------------------------------------------------------------------

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.OWN_HEADER, self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        told = object_of(webhook.body, VENDOR)
        ref = text(told.get("clientSessionId"))
        if not ref:
            return ()
        if not is_own_id(ref):
            raise Invalid("an answer of ServiceNow names no session of ours", field="clientSessionId")
        return tuple(servicenow_told.told(ref, told, webhook.at, ended_by_us=BY_US))


def _linked(opening: Opening) -> str:
    """The address by which an instance with account linking takes whoever chats for one of its own users: so it is
    that of who signed in, and never one that somebody typed. The user id is of this handoff alone, since what is not
    documented is whether one user can have two conversations side by side."""
    return opening.customer.email if opening.customer.verified else ""


def _variables(opening: Opening) -> Mapping[str, str]:
    """Of the conversation: queues route by them, and pages of the workspace show them."""
    own = ("urgency", "reason", "category", "queue", "team", "handoff", "customer", "sla", "tags", "link")
    whole = {**opening.rendered("flat", 4_096), **facts(opening, *own)}
    named = {f"segue_{name}": str(value)[:LONGEST_VARIABLE] for name, value in whole.items() if value}
    return {**named, **({"requester_session_language": opening.language} if opening.language else {})}


def _history(line: Line, opening: Opening) -> Mapping[str, Any]:
    """timestamp: 13 digits. Files are named in the words."""
    customer = line.who == "customer"
    name = line.name or (opening.customer.name or "Customer" if customer else "Bot")
    return {
        "displayName": name,
        "isBotMessage": not customer,
        "timestamp": str(int(line.at.timestamp() * 1000)),
        "type": "text",
        "value": words_of(line)[:LONGEST_LINE],
    }


def _mark(ref: str) -> str:
    return f"Segue {ref}"
