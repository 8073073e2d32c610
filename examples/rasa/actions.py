"""Custom actions for a Rasa that stands in front of Segue: ask for a human, and pass words on while one is there.

Standard library and rasa_sdk only. SEGUE_URL and SEGUE_KEY say where Segue is and who asks; docs/agents/rasa.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

try:
    from rasa_sdk import Action
    from rasa_sdk.events import SlotSet
except ImportError:  # so that it can be tried without Rasa
    Action = object

    def SlotSet(key: str, value: Any) -> dict[str, Any]:  # noqa: N802 - as rasa_sdk has it
        return {"event": "slot", "name": key, "value": value}


URL, KEY = os.environ.get("SEGUE_URL", "http://127.0.0.1:8440"), os.environ.get("SEGUE_KEY", "")
HEARD = "segue_heard"
"""Slot: the newest line of Segue's log that the customer has read; None while no human was asked for."""
MOST_TURNS = 30


def call(path: str, body: Mapping[str, Any] | None = None, key: str = "") -> dict[str, Any]:
    """Raises HTTPError. key: the same for the same wish, so that asking twice is asking once."""
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    headers |= {"idempotency-key": key} if key else {}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"{URL}/v1/conversations{path}", data, headers), timeout=10) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
        return found


def conversation_of(tracker: Any) -> str:
    """The same for the same sender; Segue answers with the conversation that is there."""
    return str(call("", {"id": f"rasa-{tracker.sender_id}"})["id"])


def tell_turns(tracker: Any, conversation: str) -> int:
    """What was said so far, each turn once: its number is its id. The seq of the newest."""
    seq = 0
    said = [one for one in tracker.events if one.get("event") in {"user", "bot"} and one.get("text")]
    for number, one in [*enumerate(said, 1)][-MOST_TURNS:]:
        role = "end_user" if one["event"] == "user" else "automated_agent"
        message = {"id": f"turn-{number}", "role": role, "text": one["text"]}
        try:
            seq = max(seq, call(f"/{conversation}/messages", message)["seq"])
        except HTTPError as error:
            if error.code != 409:  # a person has it already: what the bot said is not shown again
                raise
    return seq


def tell_customer(dispatcher: Any, conversation: str, after: int) -> int:
    """What people and Segue said since; answers the seq of the newest line."""
    log = call(f"/{quote(conversation)}/entries?after={after}")["entries"]
    for one in log:
        if one["role"] in {"human_agent", "system"} and one.get("text"):
            dispatcher.utter_message(text=one["text"])
    return max([after, *(one["seq"] for one in log)])


class ActionSegueHandoff(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_segue_handoff"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        conversation = conversation_of(tracker)
        heard = max(tell_turns(tracker, conversation), int(tracker.get_slot(HEARD) or 0))
        wish = {"reason": "bot_asked", "note": str(tracker.get_slot("segue_note") or "")}
        try:
            call(f"/{conversation}/handoff", wish, key=f"handoff-{len(tracker.events)}")
        except HTTPError as error:
            if error.code != 409:  # somebody is asked for already
                raise
        return [SlotSet(HEARD, tell_customer(dispatcher, conversation, heard))]


class ActionSegueRelay(Action):  # type: ignore[misc]
    """For a rule on every message while the slot `segue_heard` is set; it clears the slot when the bot speaks again."""

    def name(self) -> str:
        return "action_segue_relay"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        conversation = conversation_of(tracker)
        after = int(tracker.get_slot(HEARD) or 0)
        tell_turns(tracker, conversation)
        heard = tell_customer(dispatcher, conversation, after)
        owner = call(f"/{conversation}")["owner"]["kind"]
        return [SlotSet(HEARD, None if owner == "bot" else heard)]
