"""People sign in with e-mail and password; a browser then carries a session."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from segue.domain.errors import Invalid, NotSignedIn
from segue.flows.tokens import fresh, hashed
from segue.ports.clock import Clock
from segue.ports.people import EndSessions, ExtendSession, SaveSession, Session, SessionByHash, User, UserByEmail
from segue.ports.store import Store
from segue.settings import Settings

PREFIX = "ss"  # of session tokens
SHORTEST, LONGEST = 10, 200  # characters of a password
EXTEND_AFTER = timedelta(minutes=1)  # a session in use is moved on at most so often

# Argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, first choice of its equal settings.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_HASHING = ThreadPoolExecutor(2, "hashing")  # each check holds 19 MiB and a core


@dataclass(frozen=True, slots=True)
class SignedIn:
    user: User
    token: str  # for the cookie; only its hash is stored
    session: Session


async def sign_in(store: Store, clock: Clock, settings: Settings, *, email: str, password: str, agent: str) -> SignedIn:
    """Start a session. Raises NotSignedIn; an unknown address takes as long as a wrong password."""
    user = await store.read(UserByEmail(email.strip().lower()))
    usable = user is not None and user.disabled_at is None
    right = await matches(user.password_hash if user is not None and usable else "", password)
    if user is None or not right:
        raise NotSignedIn("this e-mail and password do not belong together; try again, or ask an admin for a new link")
    token, session = new_session(user, clock, settings, agent)
    await store.write(SaveSession(session))
    return SignedIn(user, token, session)


def new_session(user: User, clock: Clock, settings: Settings, agent: str) -> tuple[str, Session]:
    """A session that is not stored yet, and its token."""
    token, now = fresh(PREFIX), clock.now()
    until = now + min(settings.session_idle, settings.session_longest)
    return token, Session(hashed(token), user.workspace, user.id, now, until, agent[:200])


async def session_by_hash(
    store: Store, clock: Clock, settings: Settings, digest: str, *, extend: bool
) -> tuple[Session, User]:
    """A session in use goes on until it idles for `session_idle`, at most `session_longest` from its start.

    Raises NotSignedIn when it ended, or its user was disabled.
    """
    now = clock.now()
    found = await store.read(SessionByHash(digest, now))
    if found is None:
        raise NotSignedIn("this session has ended; sign in again")
    session, _ = found
    until = min(now + settings.session_idle, session.created_at + settings.session_longest)
    if extend and until - session.expires_at >= EXTEND_AFTER:
        await store.write(ExtendSession(digest, until))
    return found


async def sign_out(store: Store, workspace: str, user: str, digest: str) -> None:
    await store.write(EndSessions(workspace, user, digest))


async def password_hash(password: str, email: str) -> str:
    """What is stored of a password. Raises Invalid when it is too short, too long or the e-mail address."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"password: write {SHORTEST} to {LONGEST} characters", field="password")
    if password.strip().lower() == email:
        raise Invalid("password: it may not be the e-mail address; write another one", field="password")
    return await asyncio.get_running_loop().run_in_executor(_HASHING, _HASHER.hash, password)


async def matches(stored: str, password: str) -> bool:
    """Whether the password belongs to `stored`; "" belongs to nobody and takes the same time."""
    return await asyncio.get_running_loop().run_in_executor(_HASHING, _verify, stored, password[: LONGEST + 1])


def _verify(stored: str, password: str) -> bool:
    try:
        _HASHER.verify(stored or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored != ""


@cache
def _nobody() -> str:
    return _HASHER.hash(fresh("nobody"))
