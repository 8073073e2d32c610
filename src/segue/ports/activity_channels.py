"""Channels that speak in activities, to `/api/messages`: what the flow of a turn asks of their adapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from segue.domain.activities import Activity, Escalation
from segue.domain.attachments import File
from segue.domain.channels import Thread
from segue.domain.conversation import Customer
from segue.domain.sayings import Saying
from segue.ports.channels import PushingChannel

Sent = Mapping[str, Any]
"""An activity as JSON, with its addressing."""
DONE = frozenset({"handed_back", "resolved", "cancelled"})
OVER = DONE | {"ticketed", "emailed", "customer_left"}
"""Steps of a handoff after which the agent speaks again: at once, or when the customer has said where to answer."""


class Asks(StrEnum):
    START = "start"  # a human
    SAY = "say"  # words of the customer's for the human
    END = "end"  # the customer is done
    NOTHING = "nothing"  # of what is not for us


@dataclass(frozen=True, slots=True)
class Asked:
    """What an activity means. live_chat: the id of ours that it names, "" for none.

    action: name of the event that wants to be answered by an end, "" where none is wanted.
    by: who wrote it, where several people write in one conversation; "" elsewhere.
    """

    what: Asks
    text: str = ""
    live_chat: str = ""
    action: str = ""
    escalation: Escalation | None = None
    files: tuple[File, ...] = ()
    by: str = ""


class ActivityChannel(PushingChannel, Protocol):
    def is_for(self, authorization: str) -> bool:
        """Whether a token says that it is for this app; nothing of it is believed yet."""
        ...

    async def must_know(self, authorization: str, *, here: bool) -> None:
        """Whether somebody known calls, whatever they send. Raises NotSignedIn, TryAgain."""
        ...

    async def who_calls(self, authorization: str, activity: Activity, *, here: bool) -> str:
        """The caller, by a name that stays the same. here: it was asked from this very machine.

        Raises NotSignedIn, NotAllowed, TryAgain, and Invalid for an address that answers must not go to.
        """
        ...

    def asked(self, activity: Activity) -> Asked: ...

    def customer(self, activity: Activity) -> Customer | None: ...

    def state(self, activity: Activity, caller: str) -> Mapping[str, Any]:
        """What is kept of it with the thread: where answers go, and who is who."""
        ...

    def tells_end(self, thread: Thread) -> bool:
        """Whether the agent is told by a push that the human is done."""
        ...

    def activities(self, thread: Thread, sayings: Sequence[Saying]) -> tuple[Sent, ...]: ...

    def ended(self, thread: Thread, action: str = "", outcome: str = "") -> Sent:
        """The end of an action, or of the human's part."""
        ...

    async def post(self, thread: Thread, activity: Sent) -> None:
        """Once, with a deadline. Raises DeliveryFailed."""
        ...
