"""Tickets for WebSockets: a browser cannot set headers there, and a token in an address ends up in logs.

A ticket is a statement signed by the workspace (a JWT), good for 30 seconds, for one path, once. Any process of a
deployment can redeem it: the secret is in the store, and so is which tickets were used.
"""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe

import msgspec

from segue.domain.errors import NotSignedIn
from segue.flows.tokens import Signer
from segue.ports.redeemed import Redeem
from segue.ports.store import Store
from segue.server.identity import Caller

LASTS = timedelta(seconds=30)
AUDIENCE = "segue:ticket"


class Tickets:
    def __init__(self, signer: Signer, store: Store) -> None:
        self._signer, self._store = signer, store

    async def issue(self, caller: Caller, path: str) -> str:
        """A ticket that opens the socket at exactly `path`, as `caller`."""
        claims = {"jti": token_urlsafe(16), "path": path, "caller": msgspec.to_builtins(caller)}
        return await self._signer.sign(caller.workspace, AUDIENCE, claims, LASTS)

    async def redeem(self, ticket: str, path: str) -> Caller:
        """Raises NotSignedIn when it is unknown, for another path, expired or used."""
        workspace, claims, until = await self._signer.read(ticket, AUDIENCE)
        fits = claims["path"] == path
        if not fits or not await self._store.write(Redeem(workspace, claims["jti"], until)):
            raise NotSignedIn("this ticket was used, or is for something else; ask for a new one")
        return msgspec.convert(claims["caller"], Caller)
