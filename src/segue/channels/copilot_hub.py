"""What Microsoft's live-agent skill takes from a live chat, as its sample has it
(https://github.com/microsoft/CopilotStudioSamples, contact-center/skill-handoff): one POST a message, in PascalCase.

It throws the id of a message away, so what was sent twice would be shown twice.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from segue.calls import Reach
from segue.channel_kinds.copilot_hub import KIND
from segue.channels.base import ChannelBase
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.deliveries import Repeat
from segue.domain.errors import Invalid
from segue.domain.sayings import Saying, numbered
from segue.signed_webhook import SignedWebhook

SENDER = "Support"
SHORTEST_KEY = 16
OVER = "over"
"""In a thread's state: the skill has ended this chat."""
BACK = frozenset({"handed_back", "resolved"})
"""Steps after which the AI agent speaks again; the skill keeps the customer until they say goodbye."""


class CopilotHubChannel(ChannelBase):
    kind = KIND
    repeat = Repeat.NEVER

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._keys = [one.strip() for one in secrets["key"].splitlines() if one.strip()]
        if not self._keys or min(map(len, self._keys)) < SHORTEST_KEY:
            field = f"channels.{self.name}.key"
            raise Invalid(
                f"{field}: a key of at least {SHORTEST_KEY} characters, as it stands in an address", field=field
            )
        self._webhook = SignedWebhook(
            *(reach.at(self.given.text("webhook")), secrets.get("sign") or secrets["key"], reach.session),
            name="the skill",
            now=reach.now,
        )

    def is_key(self, given: str) -> bool:
        """One of the keys, one a line while one is exchanged."""
        shown = given.encode("utf-8", "surrogatepass")
        return any([hmac.compare_digest(shown, one.encode()) for one in self._keys])  # noqa: C419 - as long for each

    def reaches(self, thread: Thread) -> bool:
        """Not after the skill has ended it: the customer is with the AI agent, and the skill has forgotten the chat."""
        return not thread.state.get(OVER)

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        text = "\n".join((numbered(saying), *_files(saying)))
        if saying.step in BACK and (phrase := self.given.text("goodbye")):
            text = f"{text}\n({phrase})"
        told = {
            "ConversationId": thread.ref,
            "Id": saying.id,
            "Message": text,
            "Sender": saying.name or SENDER,
            "Timestamp": saying.at.isoformat(),
        }
        await self._webhook.post(saying.id, told)

    async def typing(self, thread: Thread, on: bool) -> None:
        return


def _files(saying: Saying) -> list[str]:
    return [f"{one.get('name', '')}: {one['url']}" for one in saying.files if one.get("url")]
