"""What ServiceNow's bot integration posts to us: its bot's words, its people's, and what happens around them.

https://www.servicenow.com/docs/r/api-reference/rest-apis/bot-api.html, "VA response body parameters".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from segue.answers import part, plain, text, web_address
from segue.domain.attachments import File
from segue.domain.hubs import Told, What

LONGEST_SAID, LONGEST_NAME, MOST_ELEMENTS = 8_000, 200, 50
_WAIT = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(second|minute|hour)", re.IGNORECASE)
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0}


def told(ref: str, whole: Mapping[str, Any], at: datetime, *, ended_by_us: str) -> Iterator[Told]:
    """Its own bot's words are not passed on: the customer is with Segue's bot, or waits for a person.

    at: when it came. An element without an id of its own has none that a second delivery would have, too; since
    ServiceNow does not repeat what it posts, and people do repeat their words, it takes its id of that moment.
    """
    elements = whole.get("body")
    listed = elements if isinstance(elements, list) else [elements]
    for place, one in enumerate(listed[:MOST_ELEMENTS]):
        element = part(one)
        act = _TOLD.get(text(element.get("uiType")))
        if act and _from_agent(element, whole):
            for said in act(element):
                yield replace(said, id=_id(element, whole, place, at), ref=ref)
    if whole.get("takeControl") is True:
        yield Told(What.RETURNED, f"returned/{ref}", ref)
    elif whole.get("completed") is True and part(whole.get("clientVariables")).get("segue") != ended_by_us:
        yield Told(What.ENDED, f"ended/{ref}", ref, by="agent" if whole.get("agentChat") is True else "system")


def _from_agent(element: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    """An action is told whoever acts. Words are a person's when they say so; where the instance hides who speaks, when
    the chat is with a person."""
    if element.get("uiType") == "ActionMsg":
        return whole.get("agentChat") is True or element.get("actionType") == "StartSpinner"
    info = element.get("agentInfo")
    if isinstance(info, Mapping):
        return info.get("sentFromAgent") is True
    return whole.get("agentChat") is True and whole.get("completed") is not True  # which has words of its own


def _id(element: Mapping[str, Any], whole: Mapping[str, Any], place: int, at: datetime) -> str:
    id_ = text(element.get("messageId"))
    if 0 < len(id_) <= 100 and id_.isascii() and id_.isprintable():
        return f"message/{id_}/{element.get('uiType')}"[:200]
    said = json.dumps([element, place, text(whole.get("requestId")), at.isoformat()], sort_keys=True)
    return f"said/{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def _message(element: Mapping[str, Any], words: str, *files: File) -> Iterator[Told]:
    words = words.strip()[:LONGEST_SAID]
    info = part(element.get("agentInfo"))
    if words or files:
        agent, name = text(info.get("agentId"))[:LONGEST_NAME], text(info.get("agentName"))[:LONGEST_NAME]
        yield Told(What.MESSAGE, "", "", text=words, agent=agent, agent_name=name, files=files)


def _text(element: Mapping[str, Any]) -> Iterator[Told]:
    return _message(element, text(element.get("value")) or text(element.get("label")))


def _html(element: Mapping[str, Any]) -> Iterator[Told]:
    return _message(element, plain(text(element.get("value"))))


def _file(element: Mapping[str, Any]) -> Iterator[Told]:
    """A link or a picture: its address, or the object that holds it."""
    value = element.get("value")
    address = web_address(value) or web_address(part(value).get("action"))
    named = (text(element.get(name)).strip() for name in ("label", "header"))
    name = next((one for one in named if one), "") or address.rstrip("/").rpartition("/")[2] or "link"
    if address:
        yield from _message(element, "", File(name[:LONGEST_NAME], address))


def _action(element: Mapping[str, Any]) -> Iterator[Told]:
    kind = text(element.get("actionType"))
    if kind == "StartTypingIndicator":
        yield Told(What.TYPING, "", "", agent_name=text(part(element.get("agentInfo")).get("agentName"))[:LONGEST_NAME])
    elif kind == "StartSpinner" and element.get("spinnerType") == "wait_time":
        found = _WAIT.search(text(element.get("waitTime"))[:100])
        wait = float(found[1]) * _SECONDS[found[2].lower()] if found else None
        yield Told(What.QUEUE, "", "", text=text(element.get("message"))[:LONGEST_NAME], wait_s=wait)


_TOLD: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Told]]] = {
    "OutputText": _text,
    "OutputHtml": _html,
    "OutputLink": _file,
    "OutputImage": _file,
    "ActionMsg": _action,
}
