"""An agent of Copilot Studio by Microsoft's own client, whose answers come in the call, one by one.

https://learn.microsoft.com/microsoft-365/agents-sdk/copilotstudioclient. What the client leaves to its caller is done
here: connections are used again, a call has a deadline, an error says what may be done next.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import aiohttp
import structlog

from segue.bot_kinds.copilot_studio import KIND
from segue.bots import activities
from segue.bots.base import BotBase, Ways, kept_choices, said_by_customer, stable_id
from segue.bots.transcripts import fetched
from segue.credentials import Token, granted
from segue.domain.activities import handoff_status
from segue.domain.bots import FromBot
from segue.domain.channels import MOST_REF
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.policy import BotSettings
from segue.domain.return_packet import as_words
from segue.domain.text import cleaned_text
from segue.ports.bots import Talk
from segue.ports.listeners import DeliveryFailed

try:
    from microsoft_agents.activity import Activity
    from microsoft_agents.copilotstudio.client import ConnectionSettings, CopilotClient, PowerPlatformCloud
except ImportError as missing:  # pragma: no cover - the extra is there when it is tested
    needs = "the bot kind copilot_studio needs: pip install 'segue-handoff[microsoft]'"
    raise Invalid(needs, field="bot.kind") from missing

log = structlog.get_logger(__name__)

HANDED_BACK = "segue.handed_back"
LONGEST_TURN_S = 120.0
"""Of one stream with all its activities: no bot speaks on for ever."""
Raw = Mapping[str, Any]
_STATUS = re.compile(r"\b([1-5][0-9]{2})\b")


class _Client(CopilotClient):
    """One for each turn, since it keeps whose conversation it is in; where the agent is found is asked for once."""

    def __init__(self, settings: ConnectionSettings, token: str, found: dict[str, Any]) -> None:
        super().__init__(settings, token)
        self._found = found

    async def _discover_endpoints(self) -> Any:
        if "endpoints" not in self._found:
            self._found["endpoints"] = await super()._discover_endpoints()
        return self._found["endpoints"]

    @property
    def current(self) -> str:
        return self._current_conversation_id


class CopilotStudioBot(BotBase):
    kind = KIND

    def __init__(self, settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> None:
        super().__init__(settings, secrets, ways)
        if not settings.given.get("url") and not (settings.given.get("environment") and settings.given.get("agent")):
            raise Invalid("the bot needs 'environment' and 'agent', or 'url'", field="bot.environment")
        self._events = self.given.listed("events")
        self._found: dict[str, Any] = {}
        self._token = Token(self._fetch, ways.reach.now)

    async def answers(self, event_id: str, event: Mapping[str, Any], talk: Talk) -> AsyncIterator[FromBot]:
        if event["type"] == "status":
            if self.given.is_on("reports") and talk.ref:
                status = handoff_status(event["state"], event.get("message", ""))
                async for _ in self._turn(event, talk, status):
                    pass  # a human has the customer
            return
        back = event["type"] == "handed_back"
        if back and self.given.text("return_as") == "new_conversation":
            await self._begin(talk)
        async with aclosing(self._turn(event, talk, self._back(event) if back else self._said(event, talk))) as answer:
            async for one in answer:
                async for told in self._told(one, event_id, talk):
                    yield told

    def _said(self, event: Mapping[str, Any], talk: Talk) -> Mapping[str, Any]:
        language = event.get("language") or ""
        words = {"type": "message", "text": said_by_customer(event, talk), "textFormat": "plain"}
        return {**words, "locale": language} if language else words

    def _back(self, event: Mapping[str, Any]) -> Mapping[str, Any]:
        packet = event.get("packet", {})
        if self.given.text("return_as") == "message":
            return {"type": "message", "text": as_words(packet), "textFormat": "plain"}
        return {"type": "event", "name": HANDED_BACK, "value": dict(packet)}

    async def _told(self, raw: Mapping[str, Any], event_id: str, talk: Talk) -> AsyncIterator[FromBot]:
        one = activities.heard(raw, self._events)
        echo = one is not None and one.activity.sender.role == "user"
        if one is None or (echo and not one.wish):  # some bots name the customer as the sender of their wish
            return
        count = int(talk.state.get("count", 0)) + 1
        id_ = f"{talk.ref}/{one.activity.id}" if one.activity.id else f"{event_id}/{count}"
        if one.speaks and not echo:
            await talk.keep(talk.ref, {**talk.state, "count": count, "choices": kept_choices(one.choices)})
            yield activities.said(id_, one)
        if one.wish:
            history = await fetched(self.ways.guarded, one.wish.transcript, self.given.listed("hosts"))
            yield activities.asks(f"{id_}/handoff", replace(one.wish, transcript=history))
        elif one.over:
            yield activities.end(f"{id_}/end")

    # ---- calls ---------------------------------------------------------------------------------------------------

    async def _turn(self, event: Mapping[str, Any], talk: Talk, what: Raw) -> AsyncGenerator[Raw, None]:
        """Raises DeliveryFailed. A conversation that is not there any more is begun anew, once."""
        if not talk.ref:
            await self._begin(talk)
        sender = {"id": stable_id(event["conversation"]), "role": "user"}
        whole = Activity.model_validate({**what, "from": sender, "conversation": {"id": talk.ref}})
        try:
            async with aclosing(self._called(lambda client: client.execute(talk.ref, whole))) as answer:
                async for one in answer:
                    yield one
            return
        except DeliveryFailed as failure:
            if failure.status != 404:
                raise
        await self._begin(talk)
        async with aclosing(self._called(lambda client: client.execute(talk.ref, whole))) as answer:
            async for one in answer:
                yield one

    async def _begin(self, talk: Talk) -> None:
        """Without the greeting: the customer has written already, or was here before."""
        begun: list[str] = []
        async for one in self._called(lambda client: client.start_conversation(False), begun):
            begun.append(str((one.get("conversation") or {}).get("id") or ""))
        ref = cleaned_text(next((one for one in reversed(begun) if one), ""), MOST_REF)
        if not ref:
            raise DeliveryFailed("Copilot Studio began a conversation without an id", Trouble.PASSING)
        await talk.keep(ref, {})

    async def _called(self, call: Any, ids: list[str] | None = None) -> AsyncGenerator[Raw, None]:
        """Activities as JSON objects. ids: takes the id of the conversation that the answer names."""
        token = await self._token.get()
        client, count = _Client(self._connection(), token, self._found), 0
        try:
            async with aclosing(call(client)) as answer:
                until = asyncio.get_running_loop().time() + LONGEST_TURN_S
                while True:
                    async with asyncio.timeout(self.patience.total_seconds()):  # for each: not while it is acted on
                        one = await anext(answer, None)
                    if one is None:
                        break
                    if asyncio.get_running_loop().time() > until:
                        log.warning("a stream of Copilot Studio is left, which does not end", activities=count)
                        break
                    count += 1
                    yield one.model_dump(mode="json", by_alias=True, exclude_none=True)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            failure = _failure(error)
        else:
            if ids is not None:
                ids.append(client.current)
            if count or client.current:
                return
            failure = DeliveryFailed("Copilot Studio answered what is no stream of activities", Trouble.UNKNOWN)
        if failure.status == 401:
            self._token.forget(token)
        raise failure

    def _connection(self) -> ConnectionSettings:
        """Made anew for each client, which writes into it. Connections are those of our session."""
        session = {"connector": self.ways.reach.session.connector, "connector_owner": False}
        return ConnectionSettings(
            self.given.text("environment"),
            self.given.text("agent"),
            cloud=PowerPlatformCloud[self.given.text("cloud")],
            client_session_settings=session,
            direct_connect_url=self.settings.given.get("url") or None,
        )

    async def _fetch(self) -> tuple[str, float]:
        scope = CopilotClient.scope_from_cloud(PowerPlatformCloud[self.given.text("cloud")])
        url = f"https://login.microsoftonline.com/{self.given.text('tenant')}/oauth2/v2.0/token"
        form = {
            "grant_type": "client_credentials",
            "client_id": self.given.text("app"),
            "client_secret": self.secrets["secret"],
            "scope": scope,
        }
        return await granted(self.calls(), self.ways.reach.at(url), form=form)


def _failure(error: Exception) -> DeliveryFailed:
    """The client's errors are bare: the status stands in their words."""
    status = error.status if isinstance(error, aiohttp.ClientResponseError) else 0
    if not status and type(error) is aiohttp.ClientError and (found := _STATUS.search(str(error))):
        status = int(found[1])
    if status:
        words = f"Copilot Studio answered {status}"
        if status in {429, 503}:
            return DeliveryFailed(words, slow_down=status == 429, status=status)
        if status >= 500:
            return DeliveryFailed(words, Trouble.UNKNOWN, status=status)
        return DeliveryFailed(words, Trouble.PAUSED if status in {401, 403} else Trouble.REFUSED, status=status)
    if isinstance(error, aiohttp.ClientConnectorError):
        return DeliveryFailed(f"Copilot Studio could not be reached ({type(error).__name__})")
    what = "did not answer in time" if isinstance(error, TimeoutError) else f"broke off ({type(error).__name__})"
    return DeliveryFailed(f"Copilot Studio {what}; nobody can tell whether it arrived", Trouble.UNKNOWN)
