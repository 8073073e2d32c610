"""Who may speak Direct Line 3.0 here: the secret of a channel, which opens all of it, and tokens for one conversation.

A token names its user in the claim `user`, which DirectLineJS reads.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from segue.channels.direct_line import DirectLineChannel
from segue.domain.errors import Invalid, NotAllowed, NotSignedIn
from segue.flows.env import Env
from segue.flows.tokens import Signer

TOKEN, STREAM = "direct_line", "direct_line_stream"
LASTS = timedelta(minutes=30)
"""Clients renew a token after 15 minutes."""
STREAM_LASTS = timedelta(seconds=60)
LONGEST_USER = 200
LONGEST_TOKEN = 4096


@dataclass(frozen=True, slots=True)
class User:
    """Who writes. known: the site's server named them when it asked for the token, no page did."""

    id: str = ""
    name: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """What a credential opens. ref: the one conversation that a token is for; "" for the secret, which opens all.

    by: stands for the secret: it, or that with which the token was asked for.
    """

    workspace: str
    channel: DirectLineChannel
    by: str
    ref: str = ""
    user: User = User()

    @property
    def by_secret(self) -> bool:
        return not self.ref

    def must_be_from(self, origin: str) -> None:
        """origin: of a page, "" for whoever is none. Raises NotAllowed where that page may not have this credential."""
        if origin and self.by_secret:
            raise NotAllowed("a secret does not belong in a page; ask for a token on your server, for the page")
        if origin and self.channel.origins and origin not in self.channel.origins:
            raise NotAllowed("pages on this origin may not use this channel", origin=origin[:200])


class Access:
    def __init__(self, env: Env, signer: Signer) -> None:
        self._env, self._signer = env, signer

    async def channels(self) -> AsyncGenerator[tuple[str, DirectLineChannel], None]:
        for workspace in await self._env.policies.served():
            policy = (await self._env.policies.active(workspace)).policy
            for settings in policy.channels.values():
                if settings.kind == DirectLineChannel.kind.name:
                    yield workspace, cast("DirectLineChannel", self._env.channels.channel(workspace, settings))

    async def origins(self) -> frozenset[str]:
        """Of all pages that Web Chat may be on."""
        return frozenset([one async for _, channel in self.channels() for one in channel.origins])

    async def entered(self, credential: str, audience: str = TOKEN) -> Entered:
        """Raises NotSignedIn for what opens nothing (any more)."""
        if audience == TOKEN and (found := await self._by_secret(credential)):
            return found
        if credential.count(".") == 2 and len(credential) < LONGEST_TOKEN:
            workspace, claims, _ = await self._signer.read(credential, audience)
            user = User(str(claims.get("user", "")), str(claims.get("name", "")), bool(claims.get("known")))
            async for served, channel in self.channels():
                if served == workspace and channel.name == claims.get("channel"):
                    found = Entered(workspace, channel, str(claims.get("by")), str(claims["ref"]), user)
                    if await self.counts(found):
                        return found
        raise NotSignedIn("this secret or token opens nothing here; it may have expired")

    async def _by_secret(self, credential: str) -> Entered | None:
        async for workspace, channel in self.channels():
            if digest := channel.known(credential):
                return Entered(workspace, channel, await self._signer.mark(workspace, digest))
        return None

    async def counts(self, entered: Entered) -> bool:
        """Whether the channel is there still, and has the secret behind this credential."""
        async for workspace, channel in self.channels():
            if workspace == entered.workspace and channel.name == entered.channel.name:
                return entered.by in [await self._signer.mark(workspace, one) for one in channel.digests]
        return False

    async def token(self, entered: Entered, ref: str, user: User, audience: str = TOKEN) -> str:
        """It ends with the secret that it was asked for with, however often it is refreshed."""
        claims = {
            "channel": entered.channel.name,
            "by": entered.by,
            "ref": ref,
            "user": user.id,
            "name": user.name,
            "known": user.known,
        }
        lasts = LASTS if audience == TOKEN else STREAM_LASTS
        return await self._signer.sign(entered.workspace, audience, claims, lasts)


def user_in(body: Mapping[str, Any], *, known: bool) -> User:
    """Raises Invalid for a user that is none."""
    user = body.get("user") or {}
    if not isinstance(user, Mapping):
        raise Invalid('user: an object is expected here, such as {"id": "ana"}', field="user")
    id_, name = user.get("id") or "", user.get("name") or ""
    if not isinstance(id_, str) or not isinstance(name, str) or len(id_) > LONGEST_USER:
        raise Invalid(f"user.id: a text of at most {LONGEST_USER} characters", field="user.id")
    return User(id_, name[:LONGEST_USER], known and bool(id_))
