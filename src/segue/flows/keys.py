"""API keys of bots and integrations: stored as hashes, shown once, two live ones a name so that they can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from segue.domain.errors import Invalid, NotFound
from segue.flows.people import checked_name
from segue.flows.tokens import fresh, hashed
from segue.ports.clock import Clock
from segue.ports.people import ApiKey, Keys, SaveKey
from segue.ports.store import Store

SCOPES = ("conversations", "handoff", "drafts", "metrics", "all")
"""What a key may do: serve its own conversations, move them to and from people, draft
for people, read figures, or all of it."""


async def add_key(
    store: Store, clock: Clock, workspace: str, *, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """The key and its secret, which is stored nowhere. The name is the bot's name in its conversations.

    Raises Invalid, and Refused when two keys of that name are live already.
    """
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise Invalid(f"scopes: choose from {', '.join(SCOPES)}", field="scopes")
    now = clock.now()
    if expires_at is not None:
        expires_at = expires_at.replace(tzinfo=expires_at.tzinfo or UTC)
        if expires_at <= now:
            raise Invalid("expires_at: write a moment to come, such as 2030-01-31T00:00:00Z", field="expires_at")
    secret = fresh("sk")
    chosen = tuple(scope for scope in SCOPES if scope in scopes)
    key = ApiKey(fresh("key")[:26], workspace, checked_name(name), hashed(secret), chosen, now, expires_at)
    await store.write(SaveKey(key))
    return key, secret


async def revoke_key(store: Store, clock: Clock, workspace: str, key_id: str) -> ApiKey:
    """Raises NotFound. A key that was revoked before keeps its moment."""
    for key in await store.read(Keys(workspace)):
        if key.id == key_id:
            revoked = replace(key, revoked_at=key.revoked_at or clock.now())
            await store.write(SaveKey(revoked))
            return revoked
    raise NotFound("there is no such key here")
