"""Macros that put the tag of an escalation label at a ticket: tags themselves come into being when they are used.

https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/ and, for `current_tags`, which adds and
takes nothing away, https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from segue.answers import items, part, text
from segue.calls import Calls, reading
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed
from segue.told import LABEL_TAGS, listed

VENDOR = "Zendesk"
ADDS = "current_tags"
A_PAGE, MOST_PAGES = 100, 50


async def make_macros(calls: Calls, api: str) -> tuple[str, ...]:
    """Of every state and for whomever: one that somebody switched off, or keeps for a group, is not made again."""
    url = f"{api}/macros"
    titles: set[str] = set()
    tags: set[str] = set()
    async for one in _macros(calls, url):
        titles.add(text(one.get("title")))
        if one.get("restriction") is None:
            tags |= _added(one)
    made = []
    for tag, words in LABEL_TAGS.items():
        title = f"Segue: {words}"
        if title not in titles and tag not in tags:
            macro = {"title": title, "actions": [{"field": ADDS, "value": tag}]}
            answer = part((await calls.json("POST", url, json={"macro": macro})).get("macro"))
            alone = "" if answer.get("restriction") is None else ", not for everybody: an admin has to share it"
            made.append(f"macro {title!r}, which adds the tag {tag}{alone}")
    return tuple(made)


async def _macros(calls: Calls, url: str) -> AsyncIterator[Mapping[str, Any]]:
    """By cursor. Raises DeliveryFailed where they do not end: what was not looked at could be made twice."""
    params = {"page[size]": str(A_PAGE)}
    for _ in range(MOST_PAGES):
        found = await calls.json("GET", url, params=params)
        with reading():
            macros = items(found.get("macros"), VENDOR, "macros")
        for one in macros:
            yield one
        meta = part(found.get("meta"))
        after = text(meta.get("after_cursor"))
        if meta.get("has_more") is not True or not after:
            return
        params = {**params, "page[after]": after}
    raise DeliveryFailed(f"{VENDOR} has more than {MOST_PAGES * A_PAGE} macros", Trouble.REFUSED)


def _added(macro: Mapping[str, Any]) -> set[str]:
    actions = (one for one in listed(macro.get("actions")) if one.get("field") == ADDS)
    return {tag for one in actions for tag in text(one.get("value")).lower().split()}
