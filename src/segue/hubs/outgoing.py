"""Another system that hears of conversations by signed webhook: a CRM, a data warehouse, a helpdesk without adapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp

from segue.domain.deliveries import MAY_SEND_AGAIN, Repeat
from segue.domain.policy import WebhookSettings
from segue.domain.redaction import kinds_for
from segue.domain.webhook_events import webhook_event
from segue.ports.listeners import Heard
from segue.signed_webhook import SignedWebhook


class WebhookListener:
    def __init__(self, settings: WebhookSettings, secret: str, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._webhook = SignedWebhook(
            settings.url,
            secret,
            session,
            name=f"the webhook {settings.name!r}",
            error_field=settings.error_field,
            keep_open=settings.repeat in MAY_SEND_AGAIN,
        )

    @property
    def repeat(self) -> Repeat:
        return self._settings.repeat

    @property
    def rate(self) -> float:
        return self._settings.rate

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        if heard.entry.kind.value not in self._settings.kinds:
            return None
        return webhook_event(heard.entry, heard.conversation, kinds_for(heard.policy, "webhook"))

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        await self._webhook.post(event_id, message)

    async def has(self, event_id: str) -> bool:
        return await self._webhook.has(self._settings.ask, event_id)
