"""One check of signed webhooks, on the bytes as they came; what vendors do differently is data."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from segue.answers import time
from segue.domain.errors import NotSignedIn
from segue.ports.hubs import Webhook

_PEM = re.compile("-----BEGIN (?:RSA )?PUBLIC KEY-----([^-]*)-----END (?:RSA )?PUBLIC KEY-----")

ALGORITHMS: Mapping[str, Callable[..., Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
ENCODINGS: Mapping[str, Callable[[bytes], str]] = {
    "hex": lambda digest: digest.hex(),
    "base64": lambda digest: b64encode(digest).decode(),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """header: that carries the signature, behind `prefix`. algorithm: sha1 | sha256 (both HMAC) | rsa | shared.

    signed:  what is signed, of {body} {dated} {id} {method} {url}. id: header of the event's id.
    dated:   header of the time, or with `inside` the name of a part of the signature's own header (`t=17…,v1=…`).
    inside:  name of the part that is the signature, in such a header.
    several: signatures stand side by side, with this between.
    unit_s:  of a time that is a number.
    whsec:   the secret is base64 behind `whsec_`, as Standard Webhooks has it, or else its own bytes.
    latest:  how far that time may be from now. It only bounds how long a copied request can be sent again: ids of
             events are remembered far longer, and a helpdesk may be late.
    """

    header: str
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""
    dated: str = ""
    signed: str = "{dated}{body}"
    id: str = ""
    inside: str = ""
    several: str = ""
    unit_s: float = 1.0
    whsec: bool = False
    latest: timedelta = timedelta(minutes=15)


FIVE_MINUTES = timedelta(minutes=5)
INTERCOM = Scheme("x-hub-signature", "sha1", "hex", prefix="sha1=")
LIVEPERSON = Scheme("x-liveperson-signature", "sha1", "base64", prefix="sha1=")
GENESYS = Scheme("x-hub-signature-256", "sha256", "base64", prefix="sha256=")
ZENDESK = Scheme("x-zendesk-webhook-signature", "sha256", "base64", dated="x-zendesk-webhook-signature-timestamp")
CHATWOOT = Scheme("x-chatwoot-signature", prefix="sha256=", dated="x-chatwoot-timestamp", signed="{dated}.{body}")
SLACK = Scheme(
    *("x-slack-signature", "sha256", "hex", "v0=", "x-slack-request-timestamp", "v0:{dated}:{body}"),
    latest=FIVE_MINUTES,
)
HUBSPOT = Scheme(
    *("x-hubspot-signature-v3", "sha256", "base64", "", "x-hubspot-request-timestamp", "{method}{url}{body}{dated}"),
    unit_s=0.001,
    latest=FIVE_MINUTES,
)
STRIPE = Scheme("stripe-signature", dated="t", signed="{dated}.{body}", inside="v1", latest=FIVE_MINUTES)
STANDARD = Scheme(
    *("webhook-signature", "sha256", "base64", "v1,", "webhook-timestamp", "{id}.{dated}.{body}"),
    id="webhook-id",
    several=" ",
    whsec=True,
    latest=FIVE_MINUTES,
)
FRESHCHAT = Scheme("x-freshchat-signature", "rsa", "base64")
SUNSHINE = Scheme("x-api-key", "shared")
OWN_HEADER = Scheme("x-segue-secret", "shared")
"""For hubs that sign nothing: whoever sets them up has them send a secret of ours along."""


def verify(scheme: Scheme, secret: str, webhook: Webhook) -> None:
    """Raises NotSignedIn. It says the same whatever is wrong.

    secret: several, one a line, while one is exchanged for another; whichever signed is right. Public keys stand in PEM
    one behind the other.
    """
    given, dated = _given(scheme, webhook)
    content = _content(scheme, webhook, dated)
    if scheme.algorithm == "rsa":
        right = [_signed_by(key, one, content) for key in _keys(secret) for one in given]
    else:
        wanted = [signature_of(scheme, one, content).encode() for one in secret.splitlines() if one]
        right = [hmac.compare_digest(one, want) for want in wanted for one in given]  # each: the time tells nothing
    if not (any(right) and (not scheme.dated or _lately(scheme, dated, webhook.at))):
        raise NotSignedIn("this webhook is not signed as it should be")


def signature(scheme: Scheme, secret: str, body: bytes, dated: str = "", **more: str) -> str:
    """What the header holds. more: id, method, url, for schemes that sign them."""
    headers = {scheme.id: more.get("id", "")} if scheme.id else {}
    webhook = Webhook(headers, body, datetime.now(UTC), more.get("method", "POST"), more.get("url", ""))
    found = signature_of(scheme, secret, _content(scheme, webhook, dated))
    return f"{scheme.dated}={dated},{scheme.inside}={found}" if scheme.inside else found


def signature_of(scheme: Scheme, secret: str, content: bytes) -> str:
    if scheme.algorithm == "shared":
        return scheme.prefix + secret
    key = _whsec(secret) if scheme.whsec else secret.encode()
    digest = hmac.new(key, content, ALGORITHMS[scheme.algorithm]).digest()
    return scheme.prefix + ENCODINGS[scheme.encoding](digest)


def _given(scheme: Scheme, webhook: Webhook) -> tuple[list[bytes], str]:
    """The signatures that the request holds, and its time."""
    header = webhook.headers.get(scheme.header, "")
    dated = webhook.headers.get(scheme.dated, "") if scheme.dated and not scheme.inside else ""
    listed = header.split(scheme.several) if scheme.several else [header]
    if scheme.inside:
        pairs = [part.strip().partition("=") for part in header.split(",")]
        listed = [value for name, _, value in pairs if name == scheme.inside]
        dated = next((value for name, _, value in pairs if name == scheme.dated), "")
    return [one.encode("utf-8", "replace") for one in listed[:10]], dated


def _content(scheme: Scheme, webhook: Webhook, dated: str) -> bytes:
    values = {
        "{dated}": dated.encode("utf-8", "replace"),
        "{id}": webhook.headers.get(scheme.id, "").encode("utf-8", "replace") if scheme.id else b"",
        "{method}": webhook.method.encode(),
        "{url}": webhook.url.encode("utf-8", "replace"),
        "{body}": webhook.body,
    }
    return b"".join(values.get(part, part.encode()) for part in _parts(scheme.signed))


def _parts(template: str) -> list[str]:
    """`v0:{dated}:{body}` -> what stands there, in order; a body with braces of its own is never looked into."""
    return [part for piece in template.split("{") for part in _closed(piece)]


def _closed(piece: str) -> list[str]:
    name, closes, rest = piece.partition("}")
    return [part for part in ("{" + name + "}", rest) if part] if closes else [piece] if piece else []


def _keys(secret: str) -> list[RSAPublicKey]:
    """Freshchat writes RSA PUBLIC KEY about what is a PUBLIC KEY (RFC 7468), so what is within decides. In the
    environment, ends of lines may stand as \\n."""
    found = []
    for one in _PEM.findall(secret.replace("\\n", "\n")):
        try:
            key = load_der_public_key(b64decode("".join(one.split()), validate=True))
        except (NotBase64, ValueError):
            continue
        if isinstance(key, RSAPublicKey):
            found.append(key)
    return found


def _signed_by(key: RSAPublicKey, given: bytes, content: bytes) -> bool:
    try:
        key.verify(b64decode(given, validate=True), content, PKCS1v15(), SHA256())
    except (InvalidSignature, NotBase64, ValueError):
        return False
    return True


def _whsec(secret: str) -> bytes:
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return b64decode(secret.removeprefix("whsec_"))
    except (NotBase64, ValueError):
        return secret.encode()


def _lately(scheme: Scheme, dated: str, now: datetime) -> bool:
    number = dated.isascii() and dated.isdigit() and len(dated) < 15
    at = time(int(int(dated) * scheme.unit_s) if number else dated)
    return at is not None and abs(now.astimezone(UTC) - at) <= scheme.latest
