"""One-time links: the first admin sets up, people are invited, passwords are reset. Each works once, for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from segue.domain.errors import Invalid, NotSignedIn
from segue.flows.people import checked_email, checked_name
from segue.flows.sign_in import SignedIn, new_session, password_hash
from segue.flows.tokens import fresh, hashed
from segue.ports.clock import Clock
from segue.ports.people import (
    EndSessions,
    HasUsers,
    LinkByHash,
    OneTimeLink,
    SaveLink,
    UseLink,
    User,
    UserById,
    UserRole,
)
from segue.ports.store import Store
from segue.settings import Settings

SETUP, INVITE, RESET = "setup", "invite", "reset"
LASTS = {SETUP: timedelta(hours=24), INVITE: timedelta(days=7), RESET: timedelta(hours=24)}
SPENT = "this link was used, has expired or never existed; ask an admin for a new one"


async def setup_link(store: Store, clock: Clock, settings: Settings) -> str:
    """The address where the first admin is made. Only for a workspace in which nobody works yet; earlier ones stop."""
    link = _new_link(SETUP, settings.workspace, "", clock)
    return await _offer(store, settings, *link)


async def link_for(store: Store, clock: Clock, settings: Settings, user: User) -> str:
    """The address where `user` sets a password: an invitation at first, later a reset."""
    link = _new_link(RESET if user.password_hash else INVITE, user.workspace, user.id, clock)
    return await _offer(store, settings, *link)


def _new_link(purpose: str, workspace: str, user: str, clock: Clock) -> tuple[OneTimeLink, str]:
    token, now = fresh("ln"), clock.now()
    return OneTimeLink(hashed(token), workspace, purpose, now, now + LASTS[purpose], user), token


async def _offer(store: Store, settings: Settings, link: OneTimeLink, token: str) -> str:
    await store.write(SaveLink(link))
    return f"{settings.url}/desk/link?token={token}"


async def look_at(store: Store, clock: Clock, token: str) -> tuple[OneTimeLink, User | None]:
    """What the link is for, and for whom; nobody yet for a set-up. Raises NotSignedIn."""
    link = await store.read(LinkByHash(hashed(token), clock.now()))
    if link is None:
        raise NotSignedIn(SPENT)
    if link.purpose == SETUP:
        if await store.read(HasUsers(link.workspace)):
            raise NotSignedIn("somebody works here already; sign in, or ask an admin for an invitation")
        return link, None
    user = await store.read(UserById(link.workspace, link.user))
    if user is None or user.disabled_at is not None:
        raise NotSignedIn(SPENT)
    return link, user


async def use(
    store: Store, clock: Clock, settings: Settings, *, token: str, password: str, name: str, email: str, agent: str
) -> SignedIn:
    """Set the password, use the link up and start a session, all at once. A reset ends the user's other sessions.

    Raises NotSignedIn for a link that does not count, Invalid for a password, name or e-mail that will not do.
    """
    link, user = await look_at(store, clock, token)
    if user is None:
        if not name or not email:
            field = "email" if name else "name"
            raise Invalid(f"{field}: the first admin needs a name and an e-mail address", field=field)
        user = User(
            fresh("usr")[:26], link.workspace, checked_email(email), checked_name(name), UserRole.ADMIN, clock.now()
        )
    secret = await password_hash(password, user.email)
    _, still = await look_at(store, clock, token)  # hashing takes a while: much may have changed meanwhile
    user = still or user
    user = replace(user, password_hash=secret, name=checked_name(name) if name else user.name)
    if link.purpose == RESET:
        await store.write(EndSessions(user.workspace, user.id))
    session_token, session = new_session(user, clock, settings, agent)
    await store.write(UseLink(link.token_hash, clock.now(), user, session))
    return SignedIn(user, session_token, session)
