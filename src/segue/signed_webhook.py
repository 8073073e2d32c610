"""One signed POST (Standard Webhooks, https://www.standardwebhooks.com), and what each kind of answer to it means.

The id is the same whenever the event is sent; timestamp and signature are new each time. Redirects are not followed:
they would carry a customer's words elsewhere.
"""

from __future__ import annotations

import base64
import ipaddress
import json
import socket
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import aiohttp
from standardwebhooks.webhooks import Webhook

from segue.domain.deliveries import Trouble
from segue.outbound import PrivateAddress, is_private, retry_after
from segue.ports.listeners import DeliveryFailed

CONNECT_S, TOTAL_S = 5.0, 10.0
LONGEST_WAIT_S = 3600.0
"""However long the other side asks for: beyond it a customer has long gone, and a number may be nonsense."""
MOST_READ = 64 * 1024
PAUSING = frozenset({401, 403, 404, 405, 410, *range(300, 400)})
"""The credential or the address is wrong. Nothing will be taken until somebody mends that; nothing is skipped."""
LATER = frozenset({408, 425, 429})

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def signing_secret(secret: str) -> str:
    """The secret in the form that Standard Webhooks wants: `whsec_` and base64."""
    return secret if secret.startswith("whsec_") else "whsec_" + base64.b64encode(secret.encode()).decode()


class SignedWebhook:
    """name: what errors call the other side. error_field: where a JSON answer of a 2xx status may tell of an error."""

    def __init__(
        self,
        url: str,
        secret: str,
        session: aiohttp.ClientSession,
        *,
        name: str,
        error_field: str = "",
        keep_open: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """keep_open: reuse connections. One that the other side closes meanwhile cannot be told from a lost answer.

        secret: two of them, one a line, while one is exchanged: both sign, and either is right.
        """
        self._url = url
        self._signers = [Webhook(signing_secret(one)) for one in secret.splitlines() if one] or [Webhook(secret)]
        self._session = session
        self._name = name
        self._error_field = error_field
        self._more = {} if keep_open else {"connection": "close"}
        self._now = now

    async def post(self, event_id: str, event: Mapping[str, Any]) -> None:
        """Any 2xx within 10 s is a yes. Raises DeliveryFailed."""
        body = json.dumps(event, ensure_ascii=False, default=str)
        response, answer = await self._ask("POST", self._url, event_id, body)
        self._judge(response)
        if self._error_field:
            self._look_for_error(answer)

    async def has(self, url: str, event_id: str) -> bool:
        """`GET url?id=…`: 200 has it, 404 has it not. Raises DeliveryFailed."""
        response, _ = await self._ask("GET", url, event_id, "", params={"id": event_id})
        if response.status == 404:
            return False
        self._judge(response)
        return True

    async def _ask(
        self, method: str, url: str, event_id: str, body: str, params: Mapping[str, str] | None = None
    ) -> tuple[aiohttp.ClientResponse, bytes]:
        """Errors are raised outside of `except`: what aiohttp raises may hold headers, and would be their context."""
        try:
            async with self._session.request(
                method,
                url,
                params=params,
                data=body.encode() if body else None,
                headers=self._headers(event_id, body),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=TOTAL_S, connect=CONNECT_S),
            ) as response:
                return response, await _beginning(response) if self._error_field else b""
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            failed = _failure(self._name, error)
        raise failed

    def _headers(self, event_id: str, body: str) -> dict[str, str]:
        now = self._now()
        return {
            "content-type": "application/json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(one.sign(event_id, now, body) for one in self._signers),
            **self._more,
        }

    def _judge(self, response: aiohttp.ClientResponse) -> None:
        status = response.status
        if 200 <= status < 300:
            return
        words = f"{self._name} answered with status {status}"
        if status in LATER or status >= 500:
            wait = self._wait(response.headers.get("retry-after", "").strip())
            raise DeliveryFailed(words, retry_after_s=wait, slow_down=status == 429)
        raise DeliveryFailed(words, Trouble.PAUSED if status in PAUSING else Trouble.REFUSED)

    def _wait(self, asked: str) -> float | None:
        if asked.isdecimal() and len(asked) > 9:
            return LONGEST_WAIT_S
        seconds = retry_after(asked, self._now())
        return None if seconds is None else min(seconds, LONGEST_WAIT_S)

    def _look_for_error(self, answer: bytes) -> None:
        """An answer that cannot be read as a JSON object says nothing of an error."""
        try:
            value = json.loads(answer)
        except (ValueError, RecursionError):
            return
        for part in self._error_field.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value:
            raise DeliveryFailed(
                f"{self._name} answered with an error in {self._error_field}: {str(value)[:200]}", Trouble.REFUSED
            )


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    return await response.content.read(MOST_READ)


def _failure(name: str, error: Exception) -> DeliveryFailed:
    """Before the connection stood nothing was sent; afterwards nobody can tell."""
    if isinstance(error, ValueError):  # also aiohttp.InvalidURL, and a line break in a header
        return DeliveryFailed(f"{name} has an address that cannot be called", Trouble.PAUSED)
    if is_private(error):
        return DeliveryFailed(f"{name}: {PrivateAddress.WORDS}", Trouble.PAUSED)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return DeliveryFailed(f"{name} could not be reached: {type(error).__name__}")
    what = "did not answer in time" if isinstance(error, TimeoutError) else f"cut off: {type(error).__name__}"
    return DeliveryFailed(f"{name} {what}; nobody can tell whether it arrived", Trouble.UNKNOWN)


def guarded_session(allowed: Collection[Network], *, keep_open: bool = True) -> aiohttp.ClientSession:
    """Connects to public addresses, and to private ones in `allowed`. What counts is the address that is connected to,
    whatever a name stood for before.

    keep_open: whether connections are used again. One that the other side closes meanwhile cannot be told from a lost
    answer, so that nobody knows whether the call arrived.
    """

    def connect(info: Any) -> socket.socket:
        family, kind, proto, _, address = info
        if not may_call(address[0], allowed):
            raise PrivateAddress(PrivateAddress.WORDS)
        return socket.socket(family, kind, proto)

    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(socket_factory=connect, force_close=not keep_open))


_CARRY_IPV4 = (
    *((ipaddress.IPv6Network(network), 0) for network in ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96")),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
"""IPv6 addresses behind which a gateway may find an IPv4 address, and how many bits from the right that lies."""

_NOT_PUBLIC = tuple(ipaddress.IPv6Network(network) for network in ("64:ff9b:1::/48", "fec0::/10"))
"""Private as well, and Python 3.11 does not know it: NAT64 of one's own (RFC 8215), the old site-local."""


def may_call(host: str, allowed: Collection[Network]) -> bool:
    address = _meant(ipaddress.ip_address(host.partition("%")[0]))
    private = any(address in network for network in _NOT_PUBLIC if network.version == address.version)
    public = address.is_global and not address.is_multicast and not private
    return public or any(address in network for network in allowed if network.version == address.version)


def _meant(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address leads to, if it does."""
    for network, right in _CARRY_IPV4 if address.version == 6 and int(address) > 1 else ():
        if address in network:
            return ipaddress.IPv4Address(int(address) >> right & 0xFFFF_FFFF)
    return address
