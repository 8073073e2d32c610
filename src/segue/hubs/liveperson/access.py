"""Where LivePerson's services of an account are, and the two credentials of a connector.

https://developers.liveperson.com/agent-domain-domain-api.html,
https://developers.liveperson.com/connector-api-authorization-and-authentication-get-appjwt.html
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.answers import text
from segue.calls import Calls, Reach
from segue.credentials import Token, granted
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed
from segue.told import listed

VENDOR = "LivePerson"
DIRECTORY = "https://api.liveperson.net"
LOOKED_UP_FOR = timedelta(hours=1)
APP_S, CONSUMER_S = 3600.0, 1800.0
"""An app's token is good for an hour; for a consumer's the vendor names no time."""
MOST_CONSUMERS = 1_000
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}liveperson\.net")


class Access:
    def __init__(self, reach: Reach, account: str, client: str, secret: str) -> None:
        self._reach, self._account, self._client, self._secret = reach, account, client, secret
        self._calls = Calls(reach, VENDOR)
        self._hosts: Mapping[str, str] = {}
        self._until = datetime.min.replace(tzinfo=UTC)
        self._lock = asyncio.Lock()
        self._app = Token(self._fetch_app, reach.now)
        self._consumers: OrderedDict[str, Token] = OrderedDict()

    async def offers(self, service: str) -> bool:
        """Not every account has all of them."""
        return bool((await self._known()).get(service))

    async def at(self, service: str) -> str:
        """`https://` and its host. Credentials go there, so it must be one of LivePerson's own."""
        host = (await self._known()).get(service, "")
        if not host:
            raise DeliveryFailed(f"{VENDOR} has no {service} for this account", Trouble.PAUSED)
        if not _HOST.fullmatch(host):
            raise DeliveryFailed(f"{VENDOR} named an address for {service} that is not its own", Trouble.PAUSED)
        return self._reach.at(f"https://{host}")

    async def _known(self) -> Mapping[str, str]:
        async with self._lock:
            if not self._hosts or self._reach.now() >= self._until:
                url = f"{self._reach.at(DIRECTORY)}/api/account/{self._account}/service/baseURI.json"
                answer = await self._calls.json("GET", url, params={"version": "1.0"})
                self._hosts = {
                    text(one.get("service")): text(one.get("baseURI")) for one in listed(answer.get("baseURIs"))
                }
                self._until = self._reach.now() + LOOKED_UP_FOR
            return self._hosts

    async def app(self) -> str:
        return await self._app.get()

    async def json(self, method: str, url: str, consumer: str, on_behalf: str, **more: Any) -> Any:
        """As a consumer. on_behalf: the header that names them. A credential that is not accepted is made anew once."""

        async def ask(consumers: str) -> Any:
            async def send(app: str) -> Any:
                headers = {"Authorization": app, on_behalf: consumers, **more.get("headers", {})}
                return (await self._calls.send(method, url, **{**more, "headers": headers})).json()

            return await self._app.used(send)

        return await self._consumer(consumer).used(ask)

    def _consumer(self, consumer: str) -> Token:
        found = self._consumers.pop(consumer, None) or Token(self._fetch_consumer(consumer), self._reach.now)
        self._consumers[consumer] = found
        while len(self._consumers) > MOST_CONSUMERS:
            self._consumers.popitem(last=False)
        return found

    async def _fetch_app(self) -> tuple[str, float]:
        url = f"{await self.at('sentinel')}/sentinel/api/account/{self._account}/app/token"
        params = {"v": "1.0", "grant_type": "client_credentials"}
        form = {"client_id": self._client, "client_secret": self._secret}
        return await granted(self._calls, url, lasts_s=APP_S, params=params, form=form)

    def _fetch_consumer(self, consumer: str) -> Callable[[], Awaitable[tuple[str, float]]]:
        async def fetch() -> tuple[str, float]:
            url = f"{await self.at('idp')}/api/account/{self._account}/consumer"
            body = {"ext_consumer_id": consumer}

            async def ask(app: str) -> tuple[str, float]:
                headers = {"Authorization": app}
                more: Mapping[str, Any] = {"params": {"v": "1.0"}, "json": body, "headers": headers}
                return await granted(self._calls, url, "token", CONSUMER_S, **more)

            return await self._app.used(ask)

        return fetch
