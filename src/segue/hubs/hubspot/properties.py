"""The property of tickets in which Segue leaves its id, without which HubSpot refuses every ticket.

https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide. That values are unique is said when a
property is made, and cannot be said later.
"""

from __future__ import annotations

import re

from segue.calls import Calls
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed

VENDOR = "HubSpot"
GROUP = "ticketinformation"
"""Of the properties that every account has."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}", re.ASCII)


async def make_property(calls: Calls, base: str, name: str) -> tuple[str, ...]:
    """Raises DeliveryFailed, REFUSED, where it is there and its values need not be unique."""
    if not _NAME.fullmatch(name):
        raise DeliveryFailed(f"{name[:40]!r} is no internal name of a property", Trouble.REFUSED)
    url = f"{base}/crm/v3/properties/tickets"
    unique = await _unique(calls, f"{url}/{name}")
    if unique is None:
        body = {
            "name": name,
            "label": "Segue id",
            "description": "By which Segue finds its ticket again. Leave it as it is.",
            "groupName": GROUP,
            "type": "string",
            "fieldType": "text",
            "hasUniqueValue": True,
        }
        await calls.json("POST", url, json=body)
        return (f"ticket property {name}, with unique values",)
    if not unique:
        words = f"the ticket property {name} is there and its values are not unique: name another one as field"
        raise DeliveryFailed(words, Trouble.REFUSED)
    return ()


async def _unique(calls: Calls, url: str) -> bool | None:
    """None when it is not there."""
    try:
        found = await calls.json("GET", url, gone=frozenset({404}))
    except DeliveryFailed as failure:
        if failure.status == 404:
            return None
        raise
    return found.get("hasUniqueValue") is True
