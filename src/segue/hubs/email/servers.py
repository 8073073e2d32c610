"""Where the two servers of a mailbox are, and from when on a connection to one is encrypted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from segue.domain.errors import Invalid

PATIENCE_S = 20.0
"""Of one connection or command."""

TLS_FROM_THE_START = {"smtp": 465, "imap": 993}

_HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Server:
    """tls: starttls | tls | none. On the ports that are made for it, TLS begins with the connection."""

    host: str
    port: int
    tls: str

    @property
    def encrypted(self) -> bool:
        """From its first byte on."""
        return self.tls == "tls" or (self.tls == "starttls" and self.port in TLS_FROM_THE_START.values())


def server(given: str, protocol: str, tls: str, at: str = "") -> Server:
    """given: host:port, as the policy has it. at: where it is called instead. Raises Invalid."""
    parts = urlsplit(at or f"{protocol}://{given}")
    try:
        host, port = parts.hostname or "", parts.port or TLS_FROM_THE_START[protocol]
        host = "" if parts.path or parts.query or parts.fragment or "@" in parts.netloc else host
    except ValueError:
        host, port = "", 0
    if not _HOST.fullmatch(host) or not port:
        raise Invalid(f"{given[:80]!r} is no server; write {protocol}.acme.example:{TLS_FROM_THE_START[protocol]}")
    return Server(host, port, tls)
