"""Tickets for WebSockets: a browser cannot set headers there, and a token in an address ends up in logs.

A ticket is a statement signed by the workspace (a JWT), good for 30 seconds, for one path, once. Any process of a
deployment can redeem it, because the secret is in the store. That it works *once* is remembered by this process only:
several processes need a common memory of redeemed ids for 30 seconds, or a balancer that sends a socket to the process
which gave the ticket. Until then a ticket that is stolen within its 30 seconds could work once in each process.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

import msgspec

from segue.domain.errors import NotSignedIn
from segue.flows.tokens import Signer
from segue.ports.clock import Clock
from segue.server.identity import Caller

LASTS = timedelta(seconds=30)
AUDIENCE = "segue:ticket"


class Tickets:
    def __init__(self, signer: Signer, clock: Clock) -> None:
        self._signer, self._clock = signer, clock
        self._used: dict[str, datetime] = {}

    async def issue(self, caller: Caller, path: str) -> str:
        """A ticket that opens the socket at exactly `path`, as `caller`."""
        claims = {"jti": token_urlsafe(16), "path": path, "caller": msgspec.to_builtins(caller)}
        return await self._signer.sign(caller.workspace, AUDIENCE, claims, LASTS)

    async def redeem(self, ticket: str, path: str) -> Caller:
        """Raises NotSignedIn when it is unknown, for another path, expired or used."""
        _, claims, until = await self._signer.read(ticket, AUDIENCE)
        now = self._clock.now()
        self._used = {number: end for number, end in self._used.items() if end > now}
        if claims["path"] != path or claims["jti"] in self._used:
            raise NotSignedIn("this ticket was used, or is for something else; ask for a new one")
        self._used[claims["jti"]] = until
        return msgspec.convert(claims["caller"], Caller)
