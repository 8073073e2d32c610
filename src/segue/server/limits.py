"""How often one caller, and one address, may ask. Counted in this process, over a moving window.

Of several that serve one database each counts by itself. A caller's requests mostly come over one connection, and so to
one process. What strangers try is spread over all of them: there each process allows its part.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import urlsplit

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from segue.domain.errors import TooMany
from segue.settings import Settings, loopback


class Limit(StrEnum):
    """Classes of routes, and of counting; each has its setting `rate_…`."""

    SIGN_IN = "sign_in"  # per address: guesses are few
    SIGN_IN_EMAIL = "sign_in_email"  # per e-mail, so high that one address alone cannot lock somebody out
    WIDGET_SESSION = "widget_session"  # per address: each makes a visitor
    MESSAGE = "message"  # per customer or person
    DEFAULT = "default"  # per customer or person
    BOT = "bot"  # per key, whatever the route: one key serves all customers
    ADDRESS = "address"  # per address, everything but keys


OF_STRANGERS = frozenset({Limit.SIGN_IN, Limit.SIGN_IN_EMAIL, Limit.WIDGET_SESSION})
"""Guessing and making visitors: whoever does that opens as many connections as they like."""


class Limits:
    """processes: how many serve the database now."""

    def __init__(self, settings: Settings, processes: Callable[[], int] = lambda: 1) -> None:
        self._processes = processes
        rates = {limit: getattr(settings, f"rate_{limit}") for limit in Limit}
        self._items: dict[Limit, RateLimitItem] = {limit: parse(rate) for limit, rate in rates.items() if rate != "off"}
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def _item(self, limit: Limit) -> RateLimitItem | None:
        item, of = self._items.get(limit), self._processes()
        return _part(item, of) if item is not None and of > 1 and limit in OF_STRANGERS else item

    def count(self, limit: Limit, who: str) -> None:
        """Raises TooMany, with when to come back, once the rate is used up."""
        item = self._item(limit)
        if item is None or self._window.hit(item, limit, who):
            return
        wait = max(1.0, round(self._window.get_window_stats(item, limit, who).reset_time - time.time(), 1))
        raise TooMany(f"too many requests; at most {item}, come back in {wait:g} s", retry_after_s=wait)


def _part(item: RateLimitItem, of: int) -> RateLimitItem:
    return type(item)(math.ceil(item.amount / of), item.multiples, item.namespace)


def client_address(connection: HTTPConnection, settings: Settings) -> str:
    """The address that asks, of IPv6 the network: one customer of a provider has all the addresses in it.

    What `X-Forwarded-For` says counts only as far as trusted proxies wrote it; some add a line of their own.
    """
    address = connection.client.host if connection.client else ""
    if settings.trusted_proxies:
        address = _forwarded(connection, settings, address)
    return address if ":" not in address else _network(address)


def _forwarded(connection: HTTPConnection, settings: Settings, address: str) -> str:
    hops = [hop.strip() for hop in ",".join(connection.headers.getlist("x-forwarded-for")).split(",")]
    while hops and _trusted(address, settings):
        hop = hops.pop()
        try:
            address = str(ipaddress.ip_address(hop))
        except ValueError:
            break
    return address


def _network(address: str) -> str:
    """The /64 of an IPv6 address; the IPv4 address that is written as one."""
    try:
        known = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(known.ipv4_mapped or ipaddress.IPv6Network((int(known), 64), strict=False))


def _trusted(address: str, settings: Settings) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in settings.trusted_proxies)


def on_this_machine(connection: HTTPConnection) -> bool:
    """Asked from this very machine under a name of it, and not through a proxy that runs on it.

    The name counts because a page of any site can have its own name lead here, and then ask as its own origin.
    """
    passed_on = {"x-forwarded-for", "forwarded", "via", "x-real-ip"} & set(connection.headers.keys())
    address = connection.client.host if connection.client else ""
    return loopback(address) and not passed_on and _named_here(connection)


def _named_here(connection: HTTPConnection) -> bool:
    try:
        name = urlsplit("//" + connection.headers.get("host", "")).hostname or ""
    except ValueError:
        return False
    return loopback(name) or name.endswith(".localhost")
