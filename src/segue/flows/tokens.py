"""Tokens: random ones that are stored as hashes, and short-lived signed ones that are not stored at all."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from segue.domain.errors import NotSignedIn
from segue.ports.clock import Clock
from segue.ports.conversations import Workspaces
from segue.ports.people import WorkspaceSecret
from segue.ports.store import Store

ALGORITHM = "HS256"


def fresh(prefix: str) -> str:
    """`prefix_` and 256 random bits."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def hashed(token: str) -> str:
    """What is stored of a random token: SHA-256 in hex. No salt is needed, the token itself is random."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Signer:
    """Statements that a workspace signs with its own secret: JWT (RFC 7519) with HS256, the algorithm pinned.

    The header `kid` names the workspace, the claim `aud` what the statement is for: one made for a conversation is
    refused as a ticket.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._secrets: dict[str, str] = {}

    async def sign(self, workspace: str, audience: str, claims: Mapping[str, Any], lifetime: timedelta) -> str:
        now = self._clock.now()
        said = {**claims, "aud": audience, "iat": int(now.timestamp()), "exp": int((now + lifetime).timestamp())}
        return jwt.encode(said, await self._secret(workspace), ALGORITHM, headers={"kid": workspace})

    async def read(self, token: str, audience: str) -> tuple[str, Mapping[str, Any], datetime]:
        """The workspace, the claims and when they end. Raises NotSignedIn when any of it does not hold."""
        try:
            workspace = jwt.get_unverified_header(token).get("kid")
            if not isinstance(workspace, str) or not await self._known(workspace):
                raise NotSignedIn("this token was not made here")
            claims = jwt.decode(
                token,
                await self._secret(workspace),
                algorithms=[ALGORITHM],
                audience=audience,
                options={"require": ["exp", "aud"], "verify_exp": False, "verify_iat": False},
            )
            until = datetime.fromtimestamp(claims["exp"], UTC)
        except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError):
            raise NotSignedIn("this token was not made here, or not for this") from None
        if until <= self._clock.now():
            raise NotSignedIn("this token has expired; ask for a new one")
        return workspace, claims, until

    async def mark(self, workspace: str, of: bytes) -> str:
        """What stands for `of` in a statement that anybody can read, and does not tell what it is."""
        key = (await self._secret(workspace)).encode()
        return hmac.new(key, b"mark\0" + of, hashlib.sha256).hexdigest()[:32]

    def forget(self) -> None:
        """Look the secrets up again."""
        self._secrets.clear()

    async def _known(self, workspace: str) -> bool:
        """Looked up before the secret, which is made when there is none: strangers must not make any."""
        return workspace in self._secrets or workspace in await self._store.read(Workspaces())

    async def _secret(self, workspace: str) -> str:
        if workspace not in self._secrets:
            unit = WorkspaceSecret(workspace, "signing", secrets.token_hex(32))
            self._secrets[workspace] = await self._store.write(unit)
        return self._secrets[workspace]
