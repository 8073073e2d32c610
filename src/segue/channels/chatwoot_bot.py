"""Segue as the agent bot of a Chatwoot inbox: it hears by the bot's webhook and speaks with the bot's token.

https://www.chatwoot.com/hc/user-guide/articles/1677497472-how-to-use-agent-bots, and its own source: a bot may write,
set the status and show that it types, and read nothing. So what may have been written is not written again.

`pending` is where Chatwoot keeps what a bot deals with; in every other status its people have the conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from segue import chatwoot
from segue.answers import items, name_of, part, text
from segue.calls import Calls, Reach
from segue.channel_kinds.chatwoot_bot import KIND
from segue.channels.base import ChannelBase
from segue.chatwoot import INCOMING, LONGEST_TEXT, ONE_CONVERSATION, OUTGOING, VENDOR
from segue.domain.channels import Came, ChannelSettings, Thread, Told
from segue.domain.conversation import Customer
from segue.domain.deliveries import Repeat
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.sayings import Saying, Who
from segue.ports.hubs import Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import is_number

THEIRS = frozenset({"open", "snoozed"})
_BETWEEN = "/"
"""In the value of an option: the question, and the choice."""


class ChatwootBotChannel(ChannelBase):
    kind = KIND
    repeat = Repeat.NEVER

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        if not is_number(self.given.text("account")):
            field = f"channels.{self.name}.account"
            raise Invalid(f"{field}: the number of an account of {VENDOR}", field=field)
        if not any(one.strip() for one in secrets["webhook_secret"].splitlines()):
            field = f"channels.{self.name}.webhook_secret"
            raise Invalid(f"{field}: is empty; without it anybody could speak as a customer", field=field)
        self._account, self._inboxes = self.given.text("account"), self.given.listed("inboxes")
        self._url = f"{reach.at(self.given.text('url').rstrip('/'))}/api/v1/accounts/{self._account}/conversations"
        self._calls = Calls(reach, VENDOR, {"api_access_token": secrets["secret"], "Accept": "application/json"})

    # ---- in ---------------------------------------------------------------------------------------------------------

    def verify(self, webhook: Webhook) -> None:
        chatwoot.verify(self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        name, told, whole = chatwoot.event_of(webhook.body)
        reader = _EVENTS.get(name)
        if reader is None or not chatwoot.is_about(told, whole, self._account, self._inboxes):
            return ()
        try:
            return tuple(reader(told, whole, chatwoot.ref_of(whole)))
        except AnswerUnusable as error:
            raise Invalid(str(error), field="body") from None

    # ---- out --------------------------------------------------------------------------------------------------------

    def reaches(self, thread: Thread) -> bool:
        return is_number(thread.ref)

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        if saying.text or saying.choices or saying.files:
            await self._post(thread, "messages", _message(saying))
        if saying.ends:
            await self._post(thread, "toggle_status", {"status": "resolved"})

    async def typing(self, thread: Thread, on: bool) -> None:
        """Versions that do not let a bot type say 401."""
        with suppress(DeliveryFailed):
            await self._post(thread, "toggle_typing_status", {"typing_status": "on" if on else "off"})

    async def _post(self, thread: Thread, what: str, body: Mapping[str, Any]) -> None:
        await self._calls.send("POST", f"{self._url}/{thread.ref}/{what}", json=body, gone=ONE_CONVERSATION)


def _message(saying: Saying) -> dict[str, Any]:
    """Chatwoot shows the bot's name over all of it: who of the people speaks stands in the words."""
    words = f"{saying.name}: {saying.text}" if saying.who is Who.HUMAN and saying.name else saying.text
    files = [f"{one.get('name', '')}: {one['url']}" for one in saying.files if one.get("url")]
    made: dict[str, Any] = {"content": "\n".join((words, *files)), "message_type": "outgoing", "private": False}
    if not saying.choices:
        return made
    options = [{"title": one.label, "value": f"{saying.offer}{_BETWEEN}{one.id}"} for one in saying.choices]
    return {**made, "content_type": "input_select", "content_attributes": {"items": options}}


# ---- what it tells ---------------------------------------------------------------------------------------------------


def _created(told: Mapping[str, Any], whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    """What we wrote ourselves comes back, as all messages of the conversation do: it is no customer's."""
    kind, id_, sender = told.get("message_type"), name_of(told.get("id")), part(told.get("sender"))
    if told.get("private") is True or chatwoot.is_deleted(told) or not isinstance(kind, str | int):
        return
    if not is_number(id_):
        raise Invalid("a message of Chatwoot without a number", field="id")
    if kind in OUTGOING and sender.get("type") == "user":
        yield Told(Came.BY_PEOPLE, ref, f"message/{id_}")
    words, files = text(told.get("content"))[:LONGEST_TEXT].strip(), chatwoot.files_in(told.get("attachments"))
    if kind in INCOMING and (words or files):
        yield Told(
            *(Came.SAID, ref, f"message/{id_}", words, files),
            customer=_customer(sender, whole),
            language=_language(whole),
            elsewhere=whole.get("status") in THEIRS,
        )


def _updated(told: Mapping[str, Any], whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    """An option was pressed: it stands in the message that offered it."""
    chosen = part(told.get("content_attributes")).get("submitted_values")
    for one in items(chosen, VENDOR, "values")[:1] if chosen else ():
        offer, between, choice = text(one.get("value")).rpartition(_BETWEEN)
        if between and offer and choice:
            yield Told(Came.PRESSED, ref, f"pressed/{name_of(told.get('id'))[:20]}", offer=offer, choice=choice)


def _resolved(told: Mapping[str, Any], whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    yield Told(Came.BY_PEOPLE, ref, f"status/{ref}")
    yield Told(Came.CLOSED, ref, f"closed/{ref}/{_stamp(told)}")


def _changed(told: Mapping[str, Any], whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    if told.get("status") == "resolved":
        yield from _resolved(told, whole, ref)
    else:
        yield Told(Came.BY_PEOPLE, ref, f"status/{ref}")


def _stamp(told: Mapping[str, Any]) -> str:
    return str(told.get("updated_at") or told.get("timestamp") or "")[:40]


def _customer(sender: Mapping[str, Any], whole: Mapping[str, Any]) -> Customer | None:
    """Verified is whoever the site signed for (`hmac_verified`). It signs the identifier alone, so an address that
    stands beside it is left out: anybody could have typed it."""
    place = part(whole.get("contact_inbox"))
    known = text(sender.get("identifier"))[:200] if place.get("hmac_verified") is True else ""
    name, email = text(sender.get("name"))[:200], "" if known else text(sender.get("email"))[:200]
    return Customer(known, name, email, verified=bool(known)) if known or name or email else None


def _language(whole: Mapping[str, Any]) -> str:
    browser = part(part(whole.get("additional_attributes")).get("browser"))
    found = text(part(whole.get("additional_attributes")).get("browser_language") or browser.get("browser_language"))
    return found if found.replace("-", "").isalnum() and len(found) <= 35 else ""


_EVENTS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any], str], Iterator[Told]]] = {
    "message_created": _created,
    "message_updated": _updated,
    "conversation_resolved": _resolved,
    "conversation_opened": _changed,
    "conversation_status_changed": _changed,
    "conversation_updated": _changed,
}
"""Of others, such as `webwidget_triggered`, nothing follows: there is no conversation yet that could be answered in."""
