"""A bot behind a signed webhook (Standard Webhooks, https://www.standardwebhooks.com): one POST an event."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
from standardwebhooks.webhooks import Webhook

from segue.ports.bots import DeliveryFailed

TIMEOUT_S = 10.0
LONGEST_WAIT_S = 3600.0
"""However long the bot asks for: beyond it a customer has long gone, and a number may be nonsense."""
PERMANENT = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})


def signing_secret(secret: str) -> str:
    """The secret in the form that Standard Webhooks wants: `whsec_` and base64."""
    return secret if secret.startswith("whsec_") else "whsec_" + base64.b64encode(secret.encode()).decode()


class WebhookBot:
    """Delivers events to `url`; any 2xx within 10 s is a yes. Redirects are not followed."""

    def __init__(self, url: str, secret: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._signer = Webhook(signing_secret(secret))
        self._session = session

    async def deliver(self, event_id: str, event: dict[str, Any]) -> None:
        body = json.dumps(event, ensure_ascii=False, default=str)
        now = datetime.now(UTC)  # signed anew at each attempt; the id stays
        headers = {
            "content-type": "application/json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(event_id, now, body),
        }
        try:
            async with self._session.post(
                self._url,
                data=body.encode(),
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
            ) as response:
                status, retry_after = response.status, response.headers.get("retry-after", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise DeliveryFailed(f"the bot could not be reached: {type(error).__name__}") from error
        if not 200 <= status < 300:
            wait = min(float(retry_after), LONGEST_WAIT_S) if retry_after.isdecimal() else None
            raise DeliveryFailed(
                f"the bot answered with status {status}", permanent=status in PERMANENT, retry_after_s=wait
            )
