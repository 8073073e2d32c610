"""Where Microsoft's services may be. An activity names the address that answers go to, and a credential goes with them:
so nothing is sent to a host that is not known."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from segue.domain.errors import Invalid

SERVICE_HOSTS = (
    "smba.trafficmanager.net",
    "*.botframework.com",
    "*.powerapps.com",
    "*.powerplatform.com",
)
"""Teams, Bot Framework, and the Copilot Studio runtimes in every geography; `*` stands for one label or more."""

LONGEST = 4_000
"""Characters: signed addresses of Copilot Studio have some hundreds."""
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def checked_address(url: str, more: Collection[str] = (), *, loopback: bool = False) -> str:
    """`url` as it came. more: hosts that a policy adds. loopback: a local emulator's address is good too.

    Raises Invalid, whose words hold no part of the address but its host.
    """
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or not 0 < len(url) <= LONGEST:
        raise _refused("it is no web address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refused("it is no web address") from None
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise _refused("it carries a user name")
    if loopback and parts.scheme == "http" and host in {"localhost", "127.0.0.1", "::1"}:
        return url
    if parts.scheme != "https":
        raise _refused("it is not https")
    if port not in (None, 443):
        raise _refused("it names a port")
    if not is_allowed_host(host, (*SERVICE_HOSTS, *more)):
        raise _refused(f"the host {host[:100]!r} is not one of Microsoft's; the channel's key `hosts` can add it")
    return url


def is_allowed_host(host: str, allowed: Collection[str]) -> bool:
    """Compared label by label: `*.example.com` is any name below example.com, and no `badexample.com`."""
    labels = host.lower().split(".")
    if not all(_LABEL.fullmatch(one) for one in labels) or len(labels) < 2:
        return False
    return any(_matches(labels, one.strip().lower().split(".")) for one in allowed)


def _matches(labels: list[str], wanted: list[str]) -> bool:
    """A star before less than two labels matches nothing: `*.com` would be half of the world."""
    if wanted[0] != "*":
        return labels == wanted
    return 2 < len(wanted) <= len(labels) and labels[-len(wanted) + 1 :] == wanted[1:]


def _refused(why: str) -> Invalid:
    return Invalid(f"serviceUrl: answers do not go to this address: {why}", field="serviceUrl")
