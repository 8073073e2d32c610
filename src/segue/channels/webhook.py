"""Another channel, by one signed POST for each thing that is said (Standard Webhooks, https://www.standardwebhooks.com).

`docs/adding-a-channel.md` describes it. Whoever answers knows our ids, so everything may be sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from segue.calls import Reach
from segue.channel_kinds.webhook import KIND
from segue.channels.base import ChannelBase
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.deliveries import Repeat
from segue.domain.sayings import Saying
from segue.ports.listeners import DeliveryFailed
from segue.signed_webhook import SignedWebhook

_OF_A_FILE = ("name", "url", "type", "size")


class WebhookChannel(ChannelBase):
    """Any 2xx within 10 s is a yes."""

    kind = KIND
    repeat = Repeat.KEY

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._webhook = SignedWebhook(
            reach.at(self.given.text("url")),
            secrets["secret"],
            reach.session,
            name=f"the channel {settings.name!r}",
            now=reach.now,
        )

    def reaches(self, thread: Thread) -> bool:
        return True  # one address for all of its customers

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        await self._webhook.post(saying.id, self._event("said", thread, said(saying)))

    async def typing(self, thread: Thread, on: bool) -> None:
        """Late, it would be wrong: it is tried once."""
        with suppress(DeliveryFailed):
            await self._webhook.post(f"typing-{uuid4().hex}", self._event("typing", thread, {"on": on}))

    def _event(self, type_: str, thread: Thread, data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "type": type_,
            "at": self.reach.now().isoformat(),
            "channel": self.name,
            "ref": thread.ref,
            "conversation": thread.conversation,
            "data": data,
        }


def said(saying: Saying) -> dict[str, Any]:
    """A file without an address could not be opened there, and stays away."""
    return {
        "seq": saying.seq,
        "at": saying.at.isoformat(),
        "who": saying.who.value,
        "name": saying.name,
        "text": saying.text,
        "question": saying.offer,
        "choices": [asdict(one) for one in saying.choices],
        "files": [{key: one[key] for key in _OF_A_FILE if one.get(key)} for one in saying.files if one.get("url")],
        "step": saying.step,
        "ends": saying.ends,
    }
