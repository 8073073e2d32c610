"""A transcript that a bot names only by its address: fetched from a host that is allowed, or done without."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

import structlog

from segue.domain.activities import MOST_BYTES, Transcript, transcript
from segue.domain.errors import CallFailed
from segue.outbound import Call, Limits, Outbound

HOSTS = ("botframework.com", "powerplatform.com", "powerva.microsoft.com", "smba.trafficmanager.net")
"""Microsoft's own, with what is below them."""

TRANSCRIPT_LIMITS = Limits(attempt_s=5.0, total_s=8.0, attempts=2, longest_wait_s=1.0, most_bytes=MOST_BYTES)

log = structlog.get_logger(__name__)


def may_fetch(url: str, hosts: Collection[str]) -> bool:
    """https, the usual port, no name or password in it, and a host that is one of `hosts` or below it, by labels."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or parts.username is not None or parts.password is not None or port not in {None, 443}:
        return False
    labels = (parts.hostname or "").rstrip(".").lower().split(".")
    return any(labels[-len(one) :] == one for host in hosts if (one := host.strip(".").lower().split(".")))


async def fetched(outbound: Outbound, found: Transcript | None, hosts: Collection[str]) -> Transcript | None:
    """The transcript with its turns. Whatever goes wrong, the handoff goes on without it."""
    if found is None or not found.url or found.turns:
        return found
    if not may_fetch(found.url, (*HOSTS, *hosts)):
        log.warning("a transcript is at a host that is not allowed")  # its address may hold a credential
        return found
    try:
        answer = await outbound.send(Call(name="the transcript", url=found.url))
    except CallFailed as error:
        log.warning("a transcript was not fetched", why=error.message)
        return found
    return transcript(answer.body)
