"""One check of signed webhooks, on the bytes as they came; what vendors do differently is data."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.answers import time
from segue.domain.errors import NotSignedIn
from segue.ports.hubs import Webhook

ALGORITHMS: Mapping[str, Callable[..., Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
ENCODINGS: Mapping[str, Callable[[bytes], str]] = {
    "hex": lambda digest: digest.hex(),
    "base64": lambda digest: b64encode(digest).decode(),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """header: that carries the signature, behind `prefix`. dated: header of a time that is signed before the body."""

    header: str
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""
    dated: str = ""
    latest: timedelta = timedelta(minutes=15)
    """How far that time may be from now. It only bounds how long a copied request can be sent again: ids of events are
    remembered far longer, and a helpdesk may be late."""


INTERCOM = Scheme("x-hub-signature", "sha1", "hex", prefix="sha1=")
ZENDESK = Scheme("x-zendesk-webhook-signature", "sha256", "base64", dated="x-zendesk-webhook-signature-timestamp")


def verify(scheme: Scheme, secret: str, webhook: Webhook) -> None:
    """Raises NotSignedIn. It says the same whatever is wrong.

    secret: several, one a line, while one is exchanged for another; whichever signed is right.
    """
    given = webhook.headers.get(scheme.header, "").encode("utf-8", "replace")
    dated = webhook.headers.get(scheme.dated, "") if scheme.dated else ""
    wanted = [signature(scheme, one, webhook.body, dated).encode() for one in secret.splitlines() if one]
    right = [hmac.compare_digest(given, one) for one in wanted]  # each is compared: the time tells nothing
    if not (any(right) and (not scheme.dated or _lately(dated, webhook.at, scheme.latest))):
        raise NotSignedIn("this webhook is not signed as it should be")


def signature(scheme: Scheme, secret: str, body: bytes, dated: str = "") -> str:
    """What the header holds."""
    digest = hmac.new(secret.encode(), dated.encode("utf-8", "replace") + body, ALGORITHMS[scheme.algorithm]).digest()
    return scheme.prefix + ENCODINGS[scheme.encoding](digest)


def _lately(dated: str, now: datetime, latest: timedelta) -> bool:
    at = time(int(dated) if dated.isascii() and dated.isdigit() and len(dated) < 12 else dated)
    return at is not None and abs(now.astimezone(UTC) - at) <= latest
