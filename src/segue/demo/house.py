"""The demo's shop on a running Segue: its team, its web site, its bot's key. No password anywhere: one-time links."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import jwt

from segue.app import Segue
from segue.demo.cast import TEAM, Colleague, Shopper
from segue.flows.keys import add_key, revoke_key
from segue.flows.people import add_user, change_user
from segue.flows.sites import add_site, change_site, new_identity_secret
from segue.flows.tokens import ALGORITHM, fresh, hashed
from segue.ports.people import Keys, OneTimeLink, SaveLink, Site, Sites, User, UserByEmail
from segue.settings import Settings

SITE, BOT = "Quillwood shop", "shop-bot"
SIGN_IN = "sign_in"
LINK_LASTS = timedelta(hours=1)
IDENTITY_LASTS = timedelta(minutes=9)  # a site may sign 10 minutes ahead at most
BOT_SECRET = "bot_webhook"  # noqa: S105 - its name in the policy
BOT_PATH = "/demo/bot"


@dataclass(frozen=True, slots=True)
class House:
    """What the demo made. `users` by alias."""

    segue: Segue
    settings: Settings
    users: Mapping[str, User]
    site: Site
    identity_secret: str = field(repr=False)
    bot_key: str = field(repr=False)

    def address(self, alias: str = "") -> str:
        """Where this person opens the demo: a host name of their own, so that one browser can be several people.

        Browsers send names under .localhost to this machine, and keep the cookies of each name apart.
        """
        return f"http://{alias}.localhost:{self.settings.port}" if alias else self.settings.url

    async def sign_in_link(self, alias: str) -> str:
        """A link that signs in as this colleague, once, within the hour. The one made before stops working."""
        return f"{self.address(alias)}/demo/link?token={await self.sign_in_token(alias)}"

    async def sign_in_token(self, alias: str) -> str:
        user, token, now = self.users[alias], fresh("ln"), self.segue.clock.now()
        link = OneTimeLink(hashed(token), user.workspace, SIGN_IN, now, now + LINK_LASTS, user.id)
        await self.segue.store.write(SaveLink(link))
        return token

    def identity(self, shopper: Shopper) -> str:
        """Who the customer is, signed by the shop as any site would sign it."""
        now = self.segue.clock.now()
        claims = {
            "sub": shopper.id,
            "name": shopper.name,
            "email": shopper.email,
            "facts": dict(shopper.facts),
            "aud": self.site.key,
            "exp": int((now + IDENTITY_LASTS).timestamp()),
        }
        return jwt.encode(claims, self.identity_secret, ALGORITHM)


async def team(segue: Segue) -> Mapping[str, User]:
    """Who works in the shop, by alias; whoever is there already stays."""
    return {one.alias: await _colleague(segue, one) for one in TEAM}


async def furnish(segue: Segue, settings: Settings) -> House:
    """Make what is missing; on a kept data directory the team stays, and keys and secrets are made anew."""
    users = await team(segue)
    site, identity_secret = await _site(segue, settings)
    for key in await segue.store.read(Keys(segue.workspace)):
        if key.name == BOT and key.revoked_at is None:
            await revoke_key(segue.store, segue.clock, segue.workspace, key.id)
    _, bot_key = await add_key(
        segue.store, segue.clock, segue.workspace, name=BOT, scopes=("conversations", "handoff", "drafts")
    )
    return House(segue, settings, users, site, identity_secret, bot_key)


async def _colleague(segue: Segue, one: Colleague) -> User:
    fields = {"role": one.role, "team": one.team, "skills": dict(one.skills), "languages": one.languages}
    known = await segue.store.read(UserByEmail(one.email))
    if known is None:
        return await add_user(segue.store, segue.clock, segue.workspace, email=one.email, name=one.name, fields=fields)
    return await change_user(segue.store, segue.workspace, known.id, fields)


async def _site(segue: Segue, settings: Settings) -> tuple[Site, str]:
    origins = (f"http://127.0.0.1:{settings.port}", f"http://localhost:{settings.port}")
    known = [site for site in await segue.store.read(Sites(segue.workspace)) if site.name == SITE]
    if known:
        site = await change_site(segue.store, segue.clock, segue.workspace, known[0].key, origins=origins)
    else:
        site = await add_site(segue.store, segue.clock, segue.workspace, SITE, origins)
    return await new_identity_secret(segue.store, segue.workspace, site.key)


def new_bot_secret() -> str:
    return secrets.token_urlsafe(24)
