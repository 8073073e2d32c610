"""Rasa behind Segue, by its REST channel: POST {sender, message}, and its responses are the answer.

https://rasa.com/docs/reference/channels/your-own-website/#rest-channels. A message that begins with / names an intent
and its entities, past all understanding of language: so the return is told, and so a customer must not speak.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from segue.bot_kinds.rasa import KIND
from segue.bots.base import (
    MOST_CHOICES,
    BotBase,
    Ways,
    asks_human,
    choice,
    choices_of,
    kept_choices,
    said_by_customer,
)
from segue.domain.attachments import File
from segue.domain.bots import BotAsksHuman, BotChoice, BotSaid, FromBot, picked, with_choices
from segue.domain.policy import BotSettings
from segue.domain.return_packet import as_words
from segue.ports.bots import Talk

_SLASH = "\uff0f"
"""A full-width slash in place of the first one: a customer's "/restart" is words, and no intent."""


class RasaBot(BotBase):
    kind = KIND

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        super().__init__(settings, secrets, ways)
        token = secrets.get("secret")
        self._calls = self.calls({"Authorization": f"Bearer {token}"} if token else {})
        self._url = f"{self.given.text('url')}/webhooks/{self.given.text('channel')}/webhook"

    async def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        body = {"sender": event["conversation"], "message": self._words(event, talk), "metadata": _metadata(event)}
        responses = await self._calls.listed("POST", self._url, json=body)
        found = _read(event_id, responses, self.given.text("handoff"))
        await talk.keep(event["conversation"], {"choices": kept_choices(_offered(responses))})
        for one in found:
            yield one
            if isinstance(one, BotAsksHuman):
                return

    def _words(self, event: Mapping[str, Any], talk: Talk) -> str:
        if event["type"] == "handed_back":
            packet = event.get("packet", {})
            told = {name: str(packet.get(name) or "") for name in ("outcome", "agent_name")}
            return f"/{self.given.text('return_intent')}{json.dumps({**told, 'summary': as_words(packet)})}"
        words = str(event.get("text", ""))
        if picked(words, choices_of(talk.state)):
            return said_by_customer(event, talk)  # the bot's own payload, which may name an intent
        bare = words.lstrip()
        return _SLASH + bare[1:] if bare.startswith("/") else words


def _metadata(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a custom action reads from the newest message of its tracker."""
    return {"segue": {name: event.get(name) for name in ("type", "conversation", "seq", "epoch", "language")}}


def _offered(responses: Sequence[Mapping[str, Any]]) -> tuple[BotChoice, ...]:
    """The buttons of the last response that has some: they are what the next words may answer."""
    for one in reversed(responses):
        if found := _buttons(one):
            return found
    return ()


def _buttons(one: Mapping[str, Any]) -> tuple[BotChoice, ...]:
    listed = one.get("buttons")
    pressed = (button for button in listed if isinstance(button, Mapping)) if isinstance(listed, list) else ()
    made = (choice(button.get("title"), button.get("payload")) for button in pressed)
    return tuple(found for found in made if found)[:MOST_CHOICES]


def _read(event_id: str, responses: Sequence[Mapping[str, Any]], handoff: str) -> tuple[FromBot, ...]:
    """Rasa gives its responses no ids: they are the answer to this event, and numbered."""
    found: list[FromBot] = []
    for nth, one in enumerate(responses, 1):
        id_ = f"{event_id}/{nth}"
        text = one.get("text") if isinstance(one.get("text"), str) else ""
        image = one.get("image") if isinstance(one.get("image"), str) else ""
        files = (File("image", str(image), ""),) if image else ()
        words = with_choices(str(text), _buttons(one)) if _buttons(one) else str(text)
        if words or files:
            found.append(BotSaid(id_, words, files))
        wish = _wish(one.get("custom"), handoff)
        if wish is not None:
            found.append(asks_human(f"{id_}/handoff", wish))
    return tuple(found)


def _wish(custom: Any, handoff: str) -> Any:
    """{"handoff": …} under the name of the policy; or the form of Rasa's helpdesk assistant, {"handoff_host": …}."""
    if not isinstance(custom, Mapping):
        return None
    if handoff in custom:
        return None if custom[handoff] is False else custom[handoff]
    if "handoff_host" in custom:
        return {"variables": {"handoff_title": custom.get("title", "")}}
    return None
