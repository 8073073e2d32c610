"""The tags of a workspace, by which teammates give a conversation back and say what an escalation was worth.

https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/tags: names differ by more than case, and
to make one that is there changes nothing.
"""

from __future__ import annotations

from segue.answers import items, text
from segue.calls import Calls, reading
from segue.hubs.intercom.told import RETURN_TAG
from segue.told import LABEL_TAGS

VENDOR = "Intercom"


async def make_tags(calls: Calls, base: str) -> tuple[str, ...]:
    url = f"{base}/tags"
    found = await calls.json("GET", url)
    with reading():
        there = {text(one.get("name")).lower() for one in items(found.get("data"), VENDOR, "tags")}
    made = []
    for name in (RETURN_TAG, *LABEL_TAGS):
        if name not in there:
            await calls.json("POST", url, json={"name": name})
            made.append(f"tag {name}")
    return tuple(made)
