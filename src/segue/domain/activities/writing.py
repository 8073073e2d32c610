"""Activities that Segue sends, as JSON objects. Addressing (`conversation`, `from`, `recipient`) is added by whoever
sends them, since it depends on what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from segue.domain.sayings import Choice

COMPLETED = "completedSuccessfully"
_HERO = "application/vnd.microsoft.card.hero"


def message(
    text: str, *, choices: Sequence[Choice] = (), card: bool = False, attachments: Sequence[Any] = ()
) -> dict[str, Any]:
    """Plain text: nobody's words are read as markup. card: choices as a hero card, for channels such as Teams that
    show no suggested actions outside of a chat of two."""
    made: dict[str, Any] = {"type": "message", "textFormat": "plain", "inputHint": "acceptingInput"}
    buttons = [{"type": "imBack", "title": one.label, "value": one.label} for one in choices]
    files = list(attachments)
    if buttons and card:
        files.append({"contentType": _HERO, "content": {"text": text, "buttons": buttons}})
    else:
        made["text"] = text
        if buttons:
            made["suggestedActions"] = {"to": [], "actions": buttons}
    return made | ({"attachments": files} if files else {})


def typing() -> dict[str, Any]:
    return {"type": "typing"}


def end_of_conversation(name: str = "", value: Any = None, *, code: str = COMPLETED, text: str = "") -> dict[str, Any]:
    """What completes an action of a skill. name: of the event that it answers."""
    told = {"name": name, "value": value, "text": text}
    return {"type": "endOfConversation", "code": code} | {key: one for key, one in told.items() if one}


def handoff_status(state: str, message: str = "") -> dict[str, Any]:
    """state: accepted | failed | completed. message: why, for an agent that keeps the customer.

    https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
    """
    value = {"state": state} | ({"message": message} if message else {})
    return {"type": "event", "name": "handoff.status", "value": value}
