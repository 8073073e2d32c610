"""The policy file, followed while Segue runs: a right one becomes active, a wrong one leaves the old one active."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog

from segue.domain.errors import Invalid
from segue.flows.env import Env
from segue.flows.lanes import Lane
from segue.policy_file import load_policy
from segue.ports.policies import ActivePolicy

log = structlog.get_logger(__name__)

LOOKED_AT_EVERY_S = 2.0


class PolicyOnDisk:
    """One file of one workspace. It counts when its text changes: what was adopted by other ways since then stays."""

    def __init__(self, path: Path, workspace: str) -> None:
        self._path = path
        self._workspace = workspace
        self._seen = b""

    @property
    def lane(self) -> Lane:
        return Lane("policy file", self.look, LOOKED_AT_EVERY_S)

    async def begin(self, env: Env) -> None:
        """Make it the active version, if it is not. Raises PolicyErrors, OSError and UnicodeDecodeError."""
        self._seen = await asyncio.to_thread(self._path.read_bytes)
        text = _text(self._seen)
        active = await env.store.read(ActivePolicy(self._workspace))
        if active is None or active.text != text:
            await self._adopt(env, text)

    async def look(self, env: Env) -> int:
        """Adopt it when it has changed and can be used, else say once why not. Answers how many were adopted."""
        try:
            found = await asyncio.to_thread(self._path.read_bytes)
        except OSError:  # being replaced, or gone: the old one stays
            return 0
        if found == self._seen:
            return 0
        self._seen = found
        try:
            text = _text(found)
            policy = load_policy(text, name=self._path.name)
            env.bot(policy.bot)  # whose secret must be there before it is needed
            env.sources.check(policy)
            env.knowledge.check(policy)
            env.hubs.check(policy)
            await self._adopt(env, text)
        except (Invalid, UnicodeDecodeError) as error:
            log.error("the changed policy file cannot be used; the old one stays active", error=str(error))
            return 0
        log.info("the changed policy file is active", file=self._path.name)
        return 1

    async def _adopt(self, env: Env, text: str) -> None:
        await env.policies.adopt(self._workspace, text, author=f"file {self._path.name}")


def _text(found: bytes) -> str:
    """As a file in text mode is read: line ends of any system count as one."""
    return found.decode().replace("\r\n", "\n").replace("\r", "\n")
