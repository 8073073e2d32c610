"""Which letter belongs to which case, and to whom it went: by marks that only we can make, never by who writes it.

A case has a random reference. Our Message-IDs (RFC 5322, 3.6.4) and our addresses for replies (RFC 5233) hold it,
signed, with the side that the letter went to: whoever has the customer's letter cannot write as the team.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_bytes
from urllib.parse import quote, unquote

TEAM, CUSTOMER = "team", "customer"
SIDES = {"t": TEAM, "c": CUSTOMER}
LONGEST_LOCAL = 64  # octets before the @ of an address, RFC 5321, 4.5.3.1.1
LONGEST_LOOKED_AT = 20_000
MOST_IDS = 100

_REF = "[a-z2-7]{26}"
_ID = re.compile(rf"<?segue\.([tc])({_REF})\.([a-z2-7]{{16}})\.([a-z2-7]{{4}})\.([\w%~-]{{1,800}})@", re.ASCII)
_TOKEN = re.compile(rf"\+([tc])({_REF})([a-z2-7]{{13}})@", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """side: whom our letter went to. about: our id of what it told, "" when only the address is known.

    tag: tells whether an address is the customer's, without holding it.
    """

    ref: str
    side: str
    about: str = ""
    tag: str = ""


def new_ref() -> str:
    """128 random bits. Lower case, since some servers change the case of addresses."""
    return _base32(token_bytes(16))


class Marks:
    """secret: several, one a line, while one is exchanged for another; the first signs. sender: our own address."""

    def __init__(self, secret: str, sender: str, *, plus: bool) -> None:
        self._keys = [one.encode() for one in secret.splitlines() if one] or [b""]
        self._local, _, self.domain = sender.rpartition("@")
        self.sender = sender
        self._plus = plus and len(self._local) + 41 <= LONGEST_LOCAL

    def message_id(self, ref: str, side: str, about: str, customer: str = "") -> str:
        """The same for the same letter. customer: their address, so that they are known in the team's thread."""
        name = quote(about, safe="-_").replace(".", "%2E")
        tag = self._signed(self._keys[0], 4, "customer", ref, customer.lower())
        signature = self._signed(self._keys[0], 16, "id", side[0], ref, tag, name)
        return f"<segue.{side[0]}{ref}.{signature}.{tag}.{name}@{self.domain}>"

    def reply_to(self, ref: str, side: str) -> str:
        if not self._plus:
            return self.sender
        return f"{self._local}+{side[0]}{ref}{self._signed(self._keys[0], 13, 'to', side[0], ref)}@{self.domain}"

    def in_ids(self, texts: Iterable[str]) -> Mark | None:
        """The first that we made. texts: headers or more, in the order of what counts; the last id of each counts most,
        as References has the newest last."""
        for text in texts:
            found = _ID.findall(text[-LONGEST_LOOKED_AT:])
            for side, ref, signature, tag, name in reversed(found[-MOST_IDS:]):
                if self._is_right(signature, "id", side, ref, tag, name):
                    return Mark(ref, SIDES[side], unquote(name), tag)
        return None

    def in_addresses(self, texts: Iterable[str]) -> Mark | None:
        for text in texts:
            for found in _TOKEN.findall(text[:LONGEST_LOOKED_AT])[:MOST_IDS]:
                side, ref, signature = (one.lower() for one in found)
                if self._is_right(signature, "to", side, ref):
                    return Mark(ref, SIDES[side])
        return None

    def is_customer(self, mark: Mark, address: str) -> bool:
        """Whether the customer writes in the team's thread, to which somebody added them."""
        return bool(mark.tag and address) and self._is_right(mark.tag, "customer", mark.ref, address.lower())

    def _is_right(self, given: str, *parts: str) -> bool:
        right = [
            hmac.compare_digest(given.encode(), self._signed(key, len(given), *parts).encode()) for key in self._keys
        ]
        return any(right)  # each was looked at: the time tells nothing

    @staticmethod
    def _signed(key: bytes, length: int, *parts: str) -> str:
        return _base32(hmac.new(key, "\n".join(parts).encode(), hashlib.sha256).digest())[:length]


def _base32(value: bytes) -> str:
    return b32encode(value).decode().rstrip("=").lower()
