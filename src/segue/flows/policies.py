"""The active policy of each workspace, compiled once a version, in a thread: its languages may take seconds."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from segue.domain.errors import NotFound, Refused
from segue.domain.policy import Policy
from segue.domain.signals.languages import languages_of
from segue.domain.signals.observe import Observer
from segue.domain.triggers import TriggerEngine
from segue.policy_file import PolicyErrors, load_policy, policy_hash
from segue.ports.clock import Clock
from segue.ports.conversations import Workspaces
from segue.ports.policies import ActiveHashes, ActivePolicy, ImportPolicy, PolicyByHash, PolicyVersion
from segue.ports.store import Store
from segue.trained import load as load_models

log = structlog.get_logger(__name__)

MOST_EARLIER = 16
"""Versions kept compiled for conversations that began with them, over all workspaces."""


@dataclass(frozen=True, slots=True)
class Compiled:
    policy: Policy
    engine: TriggerEngine
    observer: Observer
    text: str


class Policies:
    """Keeps the active policy in memory; a broken text never replaces a good one."""

    def __init__(self, store: Store, clock: Clock, adopted: Callable[[], None] = lambda: None) -> None:
        """adopted: called when a version has become active here."""
        self._store = store
        self._clock = clock
        self._adopted = adopted
        self._active: dict[str, Compiled] = {}
        self._unusable: dict[str, str] = {}  # by workspace, a version that another node adopted and this one refuses
        self._earlier: OrderedDict[tuple[str, str], Compiled | None] = OrderedDict()

    async def active(self, workspace: str) -> Compiled:
        """Raises NotFound when the workspace has no policy yet."""
        if workspace not in self._active:
            version = await self._store.read(ActivePolicy(workspace))
            if version is None:
                raise NotFound("this workspace has no policy yet; start Segue with a policy file", workspace=workspace)
            ready = await asyncio.to_thread(compiled, version.text)
            self._active.setdefault(workspace, ready)  # one that was adopted meanwhile is newer
        return self._active[workspace]

    async def catch_up(self) -> int:
        """Other nodes may have made other versions active. Answers how many are used here from now on."""
        count = 0
        for workspace, version in (await self._store.read(ActiveHashes())).items():
            known = self._active.get(workspace)
            if known is None or version == known.policy.hash or self._unusable.get(workspace) == version:
                continue
            await self.look_again(workspace)
            if self._active[workspace] is known:
                self._unusable[workspace] = version  # once is enough to say so
            else:
                self._unusable.pop(workspace, None)
                count += 1
        return count

    async def look_again(self, workspace: str) -> bool:
        """Another node may have made another version active. One that cannot be used here changes nothing.

        Answers whether what is used here is the one that was active a moment ago.
        """
        version = await self._store.read(ActivePolicy(workspace))
        known = self._active.get(workspace)
        if version is not None and known is not None and known.policy.hash != version.hash:
            ready = await asyncio.to_thread(_usable, version)
            if ready is not None and self._active.get(workspace) is known:
                self._active[workspace] = ready
        here = self._active.get(workspace)
        return version is not None and here is not None and here.policy.hash == version.hash

    async def earlier(self, workspace: str, version: str) -> Compiled | None:
        """A version that is not active any more, for what began with it.

        None when it is the active one, is not stored (any more), or is one that this Segue refuses.
        """
        active = await self.active(workspace)
        if not version or version == active.policy.hash:
            return None
        key = (workspace, version)
        if key not in self._earlier:
            stored = await self._store.read(PolicyByHash(workspace, version))
            ready = await asyncio.to_thread(_usable, stored) if stored else None
            self._earlier[key] = ready
            while len(self._earlier) > MOST_EARLIER:
                self._earlier.popitem(last=False)
            return ready
        self._earlier.move_to_end(key)
        return self._earlier[key]

    async def served(self) -> tuple[str, ...]:
        """Workspaces that have a policy; nothing can be decided in another."""
        found = await self._store.read(Workspaces())
        return tuple([name for name in found if await self._usable(name)])

    async def _usable(self, workspace: str) -> bool:
        try:
            await self.active(workspace)
        except NotFound:
            return False
        except PolicyErrors as errors:  # one that a newer Segue refuses must not hold up the other workspaces
            log.error("the policy of a workspace cannot be used", workspace=workspace, error=str(errors))
            return False
        return True

    async def adopt(self, workspace: str, text: str, author: str, *, base: str | None = None) -> Compiled:
        """Make `text` the active version. Raises PolicyErrors when it is wrong, Refused when `base` is not active."""
        ready = await asyncio.to_thread(compiled, text)
        if base is not None:
            now_active = await self._store.read(ActivePolicy(workspace))
            if now_active and now_active.hash != base:
                raise Refused("somebody else changed the policy meanwhile; load it again", active=now_active.hash)
        version = PolicyVersion(workspace, policy_hash(text), text, author, self._clock.now())
        await self._store.write(ImportPolicy(version))
        self._active[workspace] = ready
        self._adopted()
        return ready


def _usable(stored: PolicyVersion) -> Compiled | None:
    try:
        return compiled(stored.text)
    except PolicyErrors as errors:
        log.warning("an earlier policy cannot be used any more", workspace=stored.workspace, error=str(errors))
        return None


def compiled(text: str) -> Compiled:
    policy = load_policy(text)
    languages_of(policy.languages)  # made ready now, and not when the first customer waits
    observer = Observer(policy.languages, policy.topics, load_models())
    return Compiled(policy, TriggerEngine(policy), observer, text)
