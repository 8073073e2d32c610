"""Whether words of ours are in a chat of ServiceNow, looked up where it keeps messages: the table sys_cs_message.

Its fields are those of the table's own dictionary (conversation, direction, payload, sequence); how it writes words
into `payload` is documented nowhere. So it is read as text or as JSON, and believed only where our own briefing is
found that way: then other words that are not found are not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.answers import items, name_of, part, text
from segue.calls import Calls, reading
from segue.domain.deliveries import Trouble
from segue.hubs.servicenow.access import VENDOR, is_sys_id
from segue.ports.listeners import DeliveryFailed
from segue.told import json_of

MOST = 500


class Messages:
    def __init__(self, calls: Calls, now: str) -> None:
        self._calls, self._url = calls, f"{now}/table/sys_cs_message"

    async def conversation(self, mark: str) -> str:
        """Where the mark of our briefing stands, "" when it is not there or may not be looked for."""
        try:
            found = await self._listed(f"direction=inbound^payloadLIKE{mark}^ORDERBYDESCsys_created_on", 1)
        except DeliveryFailed as failure:
            if failure.trouble in {Trouble.PAUSED, Trouble.REFUSED}:
                return ""
            raise
        id_ = name_of(found[0].get("conversation")) if found else ""
        return id_ if is_sys_id(id_) else ""

    async def count(self, mark: str, words: str) -> int:
        """How often the customer's side said these words. Raises DeliveryFailed, UNKNOWN and final, when it cannot be
        told."""
        conversation = await self.conversation(mark)
        listed = await self._listed(f"conversation={conversation}^direction=inbound", MOST) if conversation else ()
        said = [_words(one.get("payload")) for one in listed]
        if not any(one.endswith(mark) for one in said):
            unknown = "it was sent, and nobody can tell whether it arrived: Segue's user may not read sys_cs_message"
            raise DeliveryFailed(unknown, Trouble.UNKNOWN, final=True)
        return sum(one == words.strip() for one in said)

    async def _listed(self, query: str, limit: int) -> Sequence[Mapping[str, Any]]:
        params = {
            "sysparm_query": query,
            "sysparm_fields": "sys_id,conversation,payload,sequence",
            "sysparm_limit": str(limit),
            "sysparm_exclude_reference_link": "true",
        }
        answer = await self._calls.json("GET", self._url, params=params)
        with reading():
            return items(answer.get("result"), VENDOR, "messages")


def _words(payload: Any) -> str:
    written = text(payload)
    told = json_of(written)
    found = (text(part(told).get(name)) for name in ("value", "text", "label"))
    return next((one for one in found if one), told if isinstance(told, str) else written).strip()
