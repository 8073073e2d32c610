"""A bot behind a signed webhook: one POST an event. It knows an event by its id, so that it may be sent again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp

from segue.signed_webhook import SignedWebhook


class WebhookBot:
    """Any 2xx within 10 s is a yes."""

    def __init__(self, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        self._webhook = SignedWebhook(url, secret, session, name="the bot")

    async def deliver(self, event_id: str, event: Mapping[str, Any]) -> None:
        await self._webhook.post(event_id, event)
