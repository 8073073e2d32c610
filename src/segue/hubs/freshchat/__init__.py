"""Freshchat: a conversation that begins with private messages, the package, and goes on in the customer's words (v2).

https://developers.freshchat.com/api/ tells the calls. Webhooks are signed with RSA:
https://crmsupport.freshworks.com/support/solutions/articles/50000004461. They name agents by id alone, so names are
learnt by asking, beforehand; where none is known yet, the agent has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from segue import signatures
from segue.answers import account, items, name_of, text, time
from segue.calls import Calls, Reach, reading
from segue.domain.deliveries import Trouble
from segue.domain.hubs import HubCase, HubSettings, Told, What
from segue.hub_kinds.freshchat import KIND
from segue.hubs.base import HubBase
from segue.hubs.freshchat.told import ID, Reader, words_in
from segue.hubs.texts import MARK, heading, parts, same, words_of
from segue.ports.hubs import Opened, Opening, Steps, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import known_id, made_id, object_of

VENDOR = "Freshchat"
STREAMS = ""
PRIORITIES: Mapping[str, str] = {"soft": "Low", "normal": "Medium", "high": "High", "immediate": "Urgent"}
PAGE, MOST_PAGES, MOST_CONVERSATIONS = 50, 20, 10
MOST_SAID = 8_000
"""Characters of one message: of `KIND.most_text`, and addresses of files behind them."""
NAMES_LAST = timedelta(hours=1)
GONE = frozenset({404})


class FreshchatHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._host = f"{account(self.given('account'), 'freshchat.com')}.freshchat.com"
        self._url = f"{reach.at(f'https://{self._host}')}/v2"
        self._agent = self.given("agent")
        self._calls = Calls(reach, VENDOR, {"Authorization": f"Bearer {secrets['secret']}"})
        self._names: dict[str, str] = {}
        self._named_at = datetime.min.replace(tzinfo=UTC)
        self._reader = Reader(self._agent, self._names)

    async def check(self) -> str:
        me = await self._calls.json("GET", f"{self._url}/agents/{_known(self._agent)}")
        return f"{_full_name(me) or 'an agent without a name'} of {self._host}"

    # ---- out ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        await self._learn_names()
        user = await self._user(opening, steps)
        mark, words = f"Segue {opening.id}", _last_words(opening)
        ref = await steps.once(
            *("conversation", lambda: self._begin(opening, user, mark, words)),
            find=lambda: self._find(user, mark),
        )
        last = ""
        pieces = list(parts(f"Transcript\n{opening.transcript_text}", KIND.most_text))
        for at, piece in enumerate(pieces):
            body = self._private(piece)
            last = await self._once(f"transcript {at}", ref, body, last, steps)
        return Opened(ref, state={"user": user, "last": last})

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        user = text(steps.state.get("user"))
        theirs, last = message.who == "customer", text(steps.state.get("last"))
        words = words_of(message) if theirs else f"{heading(message)}: {words_of(message)}"
        for at, piece in enumerate(parts(words, MOST_SAID)):
            body = _message(piece, "user", user) if theirs else self._private(piece)
            last = await self._once(f"message {at}", case.ref, body, last, steps)

    async def typing(self, case: HubCase, on: bool) -> None:
        """There is no call for it."""

    async def note(self, case: HubCase, text_: str, steps: Steps) -> None:
        body = self._private(f"{MARK} {text_}")
        await self._once("note", case.ref, body, text(steps.state.get("last")), steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        await self.note(case, why, steps)

        async def resolve() -> str:
            url = f"{self._url}/conversations/{_known(case.ref)}"
            await self._calls.json("PUT", url, json={"status": "resolved"}, gone=GONE)
            return ""

        await steps.once("resolved", resolve, again=True)  # it overwrites

    async def _user(self, opening: Opening, steps: Steps) -> str:
        """Who signed in is the user of that id; anybody else is one of this conversation's own. By an id or an address
        that is not verified, people would read somebody else's conversations, and take one customer for another."""
        customer = opening.customer
        reference = (customer.verified and customer.id) or f"segue-{opening.conversation}"
        known = await self._known_user(reference)
        return known or await steps.once(
            *("user", lambda: self._new_user(opening, reference)),
            find=lambda: self._known_user(reference),
        )

    async def _known_user(self, reference: str) -> str | None:
        found = await self._calls.json("GET", f"{self._url}/users", params={"reference_id": reference})
        users = _listed(found.get("users"), "users")
        return next((_id_of(one) for one in users if one.get("reference_id") == reference), None)

    async def _new_user(self, opening: Opening, reference: str) -> str:
        customer = opening.customer
        body = {"reference_id": reference, "first_name": customer.name or "Customer"}
        if customer.verified and customer.email:
            body["email"] = customer.email
        return _id_of(await self._calls.json("POST", f"{self._url}/users", json=body))

    async def _begin(self, opening: Opening, user: str, mark: str, words: str) -> str:
        package = f"{opening.rendered('text', KIND.most_package)}\n{mark}"
        private = [self._private(piece) for piece in parts(package, KIND.most_text)]
        body = {
            "status": "new",
            "channel_id": self.given("channel"),
            "users": [{"id": user}],
            "messages": [*private, _message(words, "user", user)],
            "properties": {"priority": PRIORITIES.get(opening.urgency, "Medium")},
            **({"assigned_group_id": opening.team} if opening.team else {}),
        }
        answer = await self._calls.json("POST", f"{self._url}/conversations", json=body)
        return _made(answer.get("conversation_id"))

    async def _find(self, user: str, mark: str) -> str | None:
        """Among the conversations of this very user, by the mark that ends the package."""
        url = f"{self._url}/users/{_known(user)}/conversations"
        theirs = _listed((await self._calls.json("GET", url, gone=GONE)).get("conversations"), "conversations")
        for one in theirs[:MOST_CONVERSATIONS]:
            ref = _made(name_of(one.get("id")) or one.get("conversation_id"))
            if any(mark in words_in(said).splitlines() for said in await self._messages(ref)):
                return ref
        return None

    def _private(self, words: str) -> dict[str, Any]:
        return _message(words, "agent", self._agent, "private")

    async def _once(self, name: str, ref: str, body: Mapping[str, Any], last: str, steps: Steps) -> str:
        async def send() -> str:
            url = f"{self._url}/conversations/{_known(ref)}/messages"
            return _id_of(await self._calls.json("POST", url, json=body, gone=GONE))

        found = await steps.once(name, send, find=lambda: self._find_message(ref, body, last))
        await steps.keep(last=found)
        return found

    async def _find_message(self, ref: str, body: Mapping[str, Any], last: str) -> str | None:
        """One with these words, of the same kind and actor, that stands behind the last that we know of."""
        said = await self._messages(ref)
        ids = [name_of(one.get("id")) for one in said]
        if last and last not in ids:
            raise DeliveryFailed(f"{VENDOR} no longer lists our last message", Trouble.UNKNOWN, final=True)
        newer = said[ids.index(last) + 1 :] if last else said
        alike = ("message_type", "actor_type", "actor_id")
        for one in newer:
            if all(one.get(key) == body[key] for key in alike) and same(words_in(one), words_in(body)):
                return _id_of(one)
        return None

    async def _messages(self, ref: str) -> list[Mapping[str, Any]]:
        """Oldest first, in whichever order they are listed."""
        url = f"{self._url}/conversations/{_known(ref)}/messages"
        found: list[Mapping[str, Any]] = []
        for page in range(1, MOST_PAGES + 1):
            params = {"page": str(page), "items_per_page": str(PAGE)}
            some = _listed((await self._calls.json("GET", url, params=params, gone=GONE)).get("messages"), "messages")
            found += some
            if len(some) < PAGE:
                break
        first = datetime.min.replace(tzinfo=UTC)
        return sorted(found, key=lambda one: time(one.get("created_time")) or first)

    async def called(self, agent: str) -> str:
        if not self._names.get(agent) and ID.fullmatch(agent):
            self._names[agent] = _full_name(await self._calls.json("GET", f"{self._url}/agents/{agent}", gone=GONE))
        return self._names.get(agent, "")

    async def _learn_names(self) -> None:
        """Of agents and groups, now and then, and as well as it can be done: without a name words still arrive."""
        if self.reach.now() - self._named_at < NAMES_LAST:
            return
        try:
            for kind in ("agents", "groups"):
                params = {"items_per_page": str(PAGE)} if kind == "agents" else {}
                answer = await self._calls.json("GET", f"{self._url}/{kind}", params=params)
                for one in _listed(answer.get(kind), kind):
                    self._names[name_of(one.get("id"))] = _full_name(one)
        except DeliveryFailed:
            pass
        self._named_at = self.reach.now()

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        signatures.verify(signatures.FRESHCHAT, self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        told = self._reader.event(object_of(webhook.body, VENDOR))
        return (told,) if told else ()

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        """A conversation does not keep when it was assigned or resolved, only that it is: `ended/{ref}` is then told
        once more than by webhook, and finds the case closed."""
        ref = _known(case.ref)
        await self._learn_names()
        now = await self._calls.json("GET", f"{self._url}/conversations/{ref}", gone=GONE)
        told = [self._reader.message(ref, one) for one in await self._messages(ref)]
        agent = name_of(now.get("assigned_agent_id"))
        joined = [self._reader.holds(ref, agent, What.JOINED, None)] if agent else []
        ended = [Told(What.ENDED, f"ended/{ref}", ref, by="agent")] if now.get("status") == "resolved" else []
        return (*joined, *(one for one in told if one), *ended)


def _message(words: str, actor_type: str, actor: str, kind: str = "normal") -> dict[str, Any]:
    parts = [{"text": {"content": words}}]
    return {"message_parts": parts, "message_type": kind, "actor_type": actor_type, "actor_id": actor}


def _last_words(opening: Opening) -> str:
    said = [words_of(line) for line in opening.transcript if line.who == "customer"]
    return said[-1][: KIND.most_text] if said else opening.subject


def _full_name(one: Mapping[str, Any]) -> str:
    names = (text(one.get(key)).strip() for key in ("first_name", "last_name", "name"))
    return " ".join(name for name in names if name)[:100]


def _listed(value: Any, what: str) -> Sequence[Mapping[str, Any]]:
    with reading():
        return items(value, VENDOR, what)


def _id_of(answer: Mapping[str, Any]) -> str:
    return _made(answer.get("id"))


def _made(value: Any) -> str:
    id_ = name_of(value)
    return made_id(id_, bool(ID.fullmatch(id_)), VENDOR)


def _known(id_: str) -> str:
    return known_id(id_, bool(ID.fullmatch(id_)), VENDOR)
