"""What both ways under Copilot Studio have in common: who calls, what an activity means, and ours as they go out.

How answers find their way: an activity names a service address, which is kept with the thread under a private name
(it can be signed, and is a credential then): exports and logs leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from segue.calls import PAUSING, Calls, Reach
from segue.channels.base import ChannelBase
from segue.channels.microsoft_callers import Callers, Trust, audiences
from segue.domain.activities import (
    Activity,
    checked_address,
    context_of,
    end_of_conversation,
    ends,
    escalation,
    message,
    typing,
)
from segue.domain.attachments import LONGEST_NAME, LONGEST_TYPE, File, good_files
from segue.domain.channels import PRIVATE, ChannelSettings, Thread
from segue.domain.conversation import Customer
from segue.domain.deliveries import Repeat
from segue.domain.errors import NotSignedIn
from segue.domain.sayings import Saying, Who
from segue.domain.sentences import in_parts
from segue.ports.activity_channels import DONE, Asked, Asks, Sent
from segue.ports.listeners import DeliveryFailed

ADDRESS = PRIVATE + "service_url"
TEAMS = "msteams"
ANONYMOUS = "anonymous"
LIVE_CHAT = "LiveChatConversationId"
BUSY = frozenset({412, 502, 504})
"""Not done, and to be tried later (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)."""
OF_THIS_ADDRESS = PAUSING | {400, 409, 413}
"""What speaks of one conversation, not of all: the words wait for the customer's next turn."""
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"


class CopilotChannel(ChannelBase):
    """An ActivityChannel but for where it posts to, and what its actions mean."""

    repeat = Repeat.NEVER
    """Creating an activity is not idempotent: nobody can tell whether one is the same as another."""

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._hosts = self.given.listed("hosts")
        self._anonymous = self.given.is_on("anonymous")
        callers = frozenset(one.lower() for one in self.given.listed("callers")) or {self.app_id}
        self.trust = Trust(self.app_id, self.given.text("tenant").lower(), frozenset(callers))
        self._callers = Callers(reach)
        self.calls = Calls(reach, f"the channel {settings.name!r}")

    @property
    def app_id(self) -> str:
        return self.given.text("app_id").lower()

    def is_for(self, authorization: str) -> bool:
        return self.app_id in audiences(authorization) if authorization else self._anonymous

    async def must_know(self, authorization: str, *, here: bool) -> None:
        if not self._is_nobody(authorization, here=here):
            await self._callers.signed_in(authorization, self.trust)

    def _is_nobody(self, authorization: str, *, here: bool) -> bool:
        """Whether an emulator on this very machine calls, where the policy lets it. Raises NotSignedIn."""
        nobody = not authorization and self._anonymous and here
        if not authorization and not nobody:
            raise NotSignedIn("this activity comes without a token")
        return nobody

    async def who_calls(self, authorization: str, activity: Activity, *, here: bool) -> str:
        nobody = self._is_nobody(authorization, here=here)
        caller = ANONYMOUS if nobody else await self._callers.caller(authorization, self.trust, activity)
        if activity.service_url:
            checked_address(activity.service_url, self._hosts, loopback=nobody)
        return caller

    # ---- what comes in

    def asked(self, activity: Activity) -> Asked:
        if ends(activity):
            return Asked(Asks.END)
        if wanted := escalation(activity):
            return Asked(Asks.START, escalation=wanted)
        if activity.type != "message":
            return Asked(Asks.NOTHING)
        return Asked(Asks.SAY, spoken(activity), escalation=context_of(activity), files=files_of(activity))

    def customer(self, activity: Activity) -> Customer | None:
        """In Teams, the tenant says who it is; elsewhere, whoever wrote does. A chat of several is nobody's alone: what
        belongs to one of them is not for all."""
        sender = activity.sender
        known = activity.channel == TEAMS and bool(sender.object_id) and not activity.group
        id_ = sender.object_id if known else ""
        return (
            Customer(id_[:128], sender.name[:200], "" if activity.group else sender.email, known)
            if id_ or sender.name
            else None
        )

    def state(self, activity: Activity, caller: str) -> Mapping[str, Any]:
        return {
            ADDRESS: activity.service_url,
            "caller": caller,
            "channel": activity.channel,
            "us": {"id": activity.recipient.id, "name": activity.recipient.name},
            "customer": {"id": activity.sender.id, "name": activity.sender.name},
        }

    # ---- what goes out

    def reaches(self, thread: Thread) -> bool:
        return bool(thread.state.get(ADDRESS))

    def tells_end(self, thread: Thread) -> bool:
        return True

    def activities(self, thread: Thread, sayings: Sequence[Saying]) -> tuple[Sent, ...]:
        return tuple(self._addressed(thread, one) for said in sayings for one in self._said(thread, said))

    def ended(self, thread: Thread, action: str = "", outcome: str = "") -> Sent:
        value = {LIVE_CHAT: thread.conversation} | ({"Outcome": outcome} if outcome else {})
        return self._addressed(thread, end_of_conversation(action, value))

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        """Its parts one behind the other, then the end where the human's part is over."""
        for one in self.activities(thread, (saying,)):
            await self.post(thread, one)
        if saying.step in DONE and self.tells_end(thread):
            await self.post(thread, self.ended(thread, outcome=saying.step))

    async def typing(self, thread: Thread, on: bool) -> None:
        if on and self.reaches(thread):
            with suppress(DeliveryFailed):
                await self.post(thread, self._addressed(thread, typing()))

    async def post(self, thread: Thread, activity: Sent) -> None:
        raise NotImplementedError

    def _said(self, thread: Thread, said: Saying) -> list[dict[str, Any]]:
        """Everything appears under one name there, so a human's own stands before their words."""
        name = f"{said.name}: " if said.who is Who.HUMAN and said.name else ""
        lines = [f"{one.get('name') or 'file'}: {one['url']}" for one in said.files if one.get("url")]
        text = "\n".join(one for one in (said.text, *lines) if one)
        if not text and not said.choices:
            return []
        *first, last = in_parts(name + text, self.kind.most_text) or [""]
        card = thread.state.get("channel") == TEAMS
        return [*(message(one) for one in first), message(last, choices=said.choices, card=card)]

    def _addressed(self, thread: Thread, activity: dict[str, Any]) -> Sent:
        state = thread.state
        return activity | {
            "channelId": state.get("channel", ""),
            "conversation": {"id": thread.ref},
            "from": {**state.get("us", {}), "role": "bot"},
            "recipient": {**state.get("customer", {}), "role": "user"},
        }


def spoken(activity: Activity) -> str:
    """The customer's words without our own name, which Teams puts before them where several people talk."""
    text = activity.text
    for one in activity.entities:
        mentioned = one.get("mentioned")
        if one.get("type") == "mention" and isinstance(mentioned, Mapping) and isinstance(one.get("text"), str):
            text = text.replace(one["text"], "") if mentioned.get("id") == activity.recipient.id else text
    return re.sub(r"</?at>", "", text).strip()


def files_of(activity: Activity) -> tuple[File, ...]:
    """Files with an address that opens by itself: cards are none, and what needs a token of ours helps nobody."""
    found = []
    for one in activity.attachments:
        content = one.content if isinstance(one.content, Mapping) else {}
        url = content.get("downloadUrl") if one.type == DOWNLOAD else one.url
        name = "".join(sign for sign in one.name if sign.isprintable()).strip()[:LONGEST_NAME] or "file"
        type_ = "" if one.type == DOWNLOAD or "/" not in one.type else one.type[:LONGEST_TYPE]
        found.append(File(name, url if isinstance(url, str) else "", type_))
    return good_files(found)
