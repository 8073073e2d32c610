"""What a relay bot for Genesys Cloud takes: Open Messaging's webhook, as Microsoft's sample reads it
(https://github.com/microsoft/Agents, samples/dotnet/genesys-handoff; the vendor's own description is
https://developer.genesys.cloud/commdigital/digital/openmessaging/outboundMessages).

The sample throws the id of a message away, so what was sent twice would be shown twice.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import uuid4

from segue import signatures
from segue.calls import Calls, Reach
from segue.channel_kinds.genesys_relay import KIND
from segue.channels.base import ChannelBase
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.errors import Invalid
from segue.domain.sayings import Saying, Who, numbered
from segue.ports.listeners import DeliveryFailed

SHORTEST_SECRET = 16
BACK = frozenset({"handed_back", "resolved"})
NOT_SHOWN = b"Request accepted."
"""How the sample answers, with 200, when it knows no such customer any more and shows nothing."""


class GenesysRelayChannel(ChannelBase):
    kind = KIND
    repeat = Repeat.NEVER

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._secrets, signing = self._lines("secret"), self._lines("sign")
        self._signs_with = signing[0]
        self._url = reach.at(self.given.text("webhook"))
        self._calls = Calls(reach, "the relay bot", {"Content-Type": "application/json"})

    def _lines(self, key: str) -> list[str]:
        """One secret a line, while one is exchanged. Raises Invalid for one that could be guessed."""
        found = [one.strip() for one in self.secrets[key].splitlines() if one.strip()]
        if not found or min(map(len, found)) < SHORTEST_SECRET:
            field = f"channels.{self.name}.{key}"
            raise Invalid(f"{field}: at least {SHORTEST_SECRET} characters, as of `openssl rand -hex 32`", field=field)
        return found

    def is_client(self, name: str, secret: str) -> bool:
        shown = secret.encode("utf-8", "surrogatepass")
        right = [hmac.compare_digest(shown, one.encode()) for one in self._secrets]
        return name == self.name and any(right)

    def reaches(self, thread: Thread) -> bool:
        return True

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        """The sample writes "[Live Agent]" before all of it and no name, so that of a human stands in the words."""
        words = numbered(saying)
        if saying.who is Who.HUMAN and saying.name:
            words = f"{saying.name}: {words}"
        if saying.step in BACK and (phrase := self.given.text("goodbye")):
            words = f"{words}\n({phrase})"
        files = [one for one in saying.files if one.get("url")]
        told = {"text": words or "…", **({"content": [_file(one) for one in files]} if files else {})}
        answer = await self._post(thread, saying.id, saying.at.isoformat(), told)
        if answer == NOT_SHOWN:
            raise DeliveryFailed("the relay bot knows no such customer any more", Trouble.REFUSED)

    async def typing(self, thread: Thread, on: bool) -> None:
        """A message without a text."""
        if on:
            with suppress(DeliveryFailed):
                await self._post(thread, uuid4().hex, self.reach.now().isoformat(), {"text": ""})

    async def _post(self, thread: Thread, id_: str, at: str, told: Mapping[str, Any]) -> bytes:
        channel = {
            **{"platform": "Open", "type": "Private", "messageId": id_, "time": at},
            **{"to": {"id": thread.ref, "idType": "Opaque"}, "from": {"nickname": "Segue", "id": self.name}},
        }
        whole = {"id": id_, "type": "Text", "direction": "Outbound", "originatingEntity": "Human", "channel": channel}
        body = json.dumps({**whole, **told}, ensure_ascii=False).encode("utf-8", "replace")
        signed = {signatures.GENESYS.header: signatures.signature(signatures.GENESYS, self._signs_with, body)}
        return (await self._calls.send("POST", self._url, data=body, headers=signed)).body.strip()


def _file(one: Mapping[str, Any]) -> dict[str, Any]:
    mime = str(one.get("type") or "application/octet-stream")
    attachment = {"mediaType": "File", "mime": mime, "url": one["url"], "filename": str(one.get("name", ""))}
    return {"contentType": "Attachment", "attachment": attachment}
