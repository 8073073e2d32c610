"""Who may speak over Direct Line: the secret of its channel, or a token of a Copilot Studio agent a conversation.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-authentication. The secret
opens every conversation. A token opens its own, and ends: then the bot begins anew, and is told nothing of before.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from segue.answers import name_of, text, time
from segue.bots.transcripts import may_fetch
from segue.domain.channels import MOST_REF, PRIVATE
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.text import cleaned_text
from segue.ports.listeners import DeliveryFailed

if TYPE_CHECKING:
    from segue.bots.base import BotBase

TOKEN, UNTIL = f"{PRIVATE}token", "until"
USUAL_S = 1_800.0
EARLY = timedelta(seconds=60)
VERSION = "2022-03-01-preview"
TOKEN_HOSTS = ("powerplatform.com", "powerva.microsoft.com", "powerplatform.us")


class Access:
    def __init__(self, bot: BotBase) -> None:
        """Raises Invalid where it has no way in, or two."""
        self._bot = bot
        self._secret = bot.secrets.get("secret", "")
        self._endpoint = bot.settings.given.get("token_endpoint", "").partition("?")[0]
        self.url = bot.given.text("url")
        if bool(self._secret) == bool(self._endpoint):
            raise Invalid("the bot needs either 'secret' or 'token_endpoint'", field="bot.secret")
        if self._endpoint and not may_fetch(bot.ways.reach.at(self._endpoint), TOKEN_HOSTS) and not self._played():
            raise Invalid("this is no token endpoint of Copilot Studio", field="bot.token_endpoint")

    def _played(self) -> bool:
        """A test plays it on loopback."""
        return self._bot.ways.reach.at(self._endpoint) != self._endpoint

    def of(self, state: Mapping[str, Any]) -> str:
        return self._secret or text(state.get(TOKEN))

    def still(self, state: Mapping[str, Any]) -> bool:
        """Whether the conversation can be gone on with."""
        until = time(state.get(UNTIL))
        return bool(self._secret) or (until is not None and self._bot.ways.reach.now() < until)

    async def begin(self, user: str) -> tuple[str, Mapping[str, Any]]:
        """A new conversation: its id, and what is kept of it. Raises DeliveryFailed."""
        calls, kept = self._bot.calls(), dict[str, Any]()
        key = self._secret
        if self._endpoint:
            at = self._bot.ways.reach.at(self._endpoint)
            found = await calls.json("GET", at, params={"api-version": VERSION})
            key, kept = text(found.get("token")), self._kept(found)
        headers = {"Authorization": f"Bearer {key}"}
        url = f"{self.url}/v3/directline/conversations"
        begun = await calls.json("POST", url, json={"user": {"id": user}}, headers=headers, safe=True)
        ref = cleaned_text(name_of(begun.get("conversationId")), MOST_REF)
        if not ref:
            raise DeliveryFailed("Direct Line began a conversation without an id", Trouble.PASSING)
        if self._endpoint and text(begun.get("token")):
            kept = self._kept(begun)
        return ref, kept

    def _kept(self, found: Mapping[str, Any]) -> dict[str, Any]:
        lasts = found.get("expires_in")
        seconds = float(lasts) if isinstance(lasts, int | float) and 0 < lasts < 86_400 else USUAL_S
        until = self._bot.ways.reach.now() + timedelta(seconds=seconds) - EARLY
        return {TOKEN: text(found.get("token")), UNTIL: until.astimezone(UTC).isoformat()}
