"""Dialogflow CX and ES behind Segue, by detectIntent: the customer's words in, the fulfilment out.

https://cloud.google.com/dialogflow/cx/docs/reference/rest/v3/projects.locations.agents.sessions/detectIntent
https://cloud.google.com/dialogflow/es/docs/reference/rest/v2/projects.agent.sessions/detectIntent
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from segue.answers import name_of, part, text
from segue.bot_kinds.dialogflow import KIND
from segue.bots.base import MOST_CHOICES, BotBase, Ways, asks_human, choice, kept_choices, said_by_customer, stable_id
from segue.bots.google_tokens import google_token
from segue.domain.bots import BotAsksHuman, BotChoice, BotEnds, BotSaid, FromBot, with_choices
from segue.domain.policy import BotSettings
from segue.domain.return_packet import as_words
from segue.ports.bots import Talk

MOST_WORDS = 256
"""Characters of a customer's message, as both kinds take them."""


class DialogflowBot(BotBase):
    kind = KIND

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        super().__init__(settings, secrets, ways)
        self._token = google_token(self, secrets["secret"])
        self._cx = bool(self.given.text("agent"))

    async def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        session = stable_id(event["conversation"])
        body = self._body(event, talk)
        url = self.ways.reach.at(self._url(session))

        async def call(token: str) -> Mapping[str, Any]:
            return await self.calls().json("POST", url, json=body, headers={"Authorization": f"Bearer {token}"})

        answer = await self._token.used(call)
        result = part(answer.get("queryResult"))
        listed = result.get("responseMessages" if self._cx else "fulfillmentMessages")
        found = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
        if not found and not self._cx and text(result.get("fulfillmentText")):
            found = [{"text": {"text": [result["fulfillmentText"]]}}]
        choices = tuple(one for message in found for one in _chips(message))[:MOST_CHOICES]
        await talk.keep(session, {"choices": kept_choices(choices)})
        for one in _read(name_of(answer.get("responseId")) or event_id, found, result, self.given.text("handoff")):
            yield one
            if isinstance(one, BotAsksHuman):
                return

    def _url(self, session: str) -> str:
        given, project = self.given, self.given.text("project")
        location = given.text("location") or "global"
        host = "dialogflow.googleapis.com" if location == "global" else f"{location}-dialogflow.googleapis.com"
        if not self._cx:
            where = (
                f"projects/{project}/agent"
                if location == "global"
                else f"projects/{project}/locations/{location}/agent"
            )
            return f"https://{host}/v2/{where}/sessions/{session}:detectIntent"
        agent = f"projects/{project}/locations/{location}/agents/{given.text('agent')}"
        environment = self.settings.given.get("environment")
        inside = f"/environments/{environment}" if environment else ""
        return f"https://{host}/v3/{agent}{inside}/sessions/{session}:detectIntent"

    def _body(self, event: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
        language = event.get("language") or "en"
        if event["type"] == "handed_back":
            packet = event.get("packet", {})
            told = {name: str(packet.get(name) or "") for name in ("outcome", "agent_name")}
            parameters = {**told, "summary": as_words(packet)}
            name = self.given.text("return_event")
            if self._cx:
                query = {"event": {"event": name}, "languageCode": language}
                return {"queryInput": query, "queryParams": {"parameters": {"segue": parameters}}}
            return {"queryInput": {"event": {"name": name, "languageCode": language, "parameters": parameters}}}
        words = said_by_customer(event, talk)[:MOST_WORDS]
        if self._cx:
            return {"queryInput": {"text": {"text": words}, "languageCode": language}}
        return {"queryInput": {"text": {"text": words, "languageCode": language}}}


def _read(id_: str, messages: list[Mapping[str, Any]], result: Mapping[str, Any], handoff: str) -> Iterator[FromBot]:
    """Its words in order, then the wish for a human wherever it stood, or the end."""
    confidence, no_match = _sure(result)
    wish: Any = None
    over = False
    for nth, one in enumerate(messages, 1):
        words = "\n".join(_lines(one))
        chips = tuple(_chips(one))
        if words or chips:
            said = with_choices(words, chips) if chips else words
            yield BotSaid(f"{id_}/{nth}", said, confidence=confidence, no_match=no_match)
        payload = part(one.get("payload"))
        if "liveAgentHandoff" in one:
            wish = part(part(one["liveAgentHandoff"]).get("metadata"))
        elif handoff in payload and payload[handoff] is not False:
            wish = payload[handoff]
        over = over or "endInteraction" in one
    intent = part(result.get("intent"))
    if wish is None and intent.get("liveAgentHandoff") is True:
        wish = {}
    if wish is not None:
        yield _asks(f"{id_}/handoff", wish, result)
    elif over or intent.get("endInteraction") is True:
        yield BotEnds(f"{id_}/end")


def _asks(id_: str, wish: Any, result: Mapping[str, Any]) -> BotAsksHuman:
    """With the page or intent it was in, and the parameters of its session."""
    whole = dict(wish) if isinstance(wish, Mapping) else {"note": text(wish)}
    matched = part(result.get("match"))
    names = (part(result.get(key)).get("displayName") for key in ("currentPage", "currentFlow", "intent"))
    where = [text(one) for one in (*names, part(matched.get("intent")).get("displayName")) if text(one)]
    if where:
        whole.setdefault("topic", where[0])
        whole.setdefault("topics", where)
    parameters = dict(part(result.get("parameters")))
    parameters.pop("segue", None)
    variables = whole.get("variables")
    whole["variables"] = {**parameters, **(variables if isinstance(variables, Mapping) else {})}
    return asks_human(id_, whole)


def _sure(result: Mapping[str, Any]) -> tuple[float | None, bool]:
    """How sure it was, and whether nothing matched."""
    match = part(result.get("match"))
    told = match.get("confidence", result.get("intentDetectionConfidence"))
    sure = float(told) if isinstance(told, int | float) and not isinstance(told, bool) and 0 <= told <= 1 else None
    no_match = text(match.get("matchType")) == "NO_MATCH" or part(result.get("intent")).get("isFallback") is True
    return (None if no_match else sure), no_match


def _lines(message: Mapping[str, Any]) -> Iterator[str]:
    listed = part(message.get("text")).get("text")
    for one in listed if isinstance(listed, list) else ():
        if text(one).strip():
            yield text(one)
    quick = part(message.get("quickReplies"))
    if text(quick.get("title")):
        yield text(quick["title"])


def _chips(message: Mapping[str, Any]) -> Iterator[BotChoice]:
    """Of rich content (Dialogflow Messenger), and the quick replies of ES."""
    rows = part(message.get("payload")).get("richContent")
    for row in rows if isinstance(rows, list) else ():
        for item in row if isinstance(row, list) else ():
            options = part(item).get("options") if part(item).get("type") == "chips" else None
            for option in options if isinstance(options, list) else ():
                if found := choice(part(option).get("text"), part(option).get("value")):
                    yield found
    replies = part(message.get("quickReplies")).get("quickReplies")
    for one in replies if isinstance(replies, list) else ():
        if found := choice(one, one):
            yield found
