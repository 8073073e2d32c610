"""Files go: those of a conversation that is erased, and those that nobody ever sent."""

from __future__ import annotations

from datetime import timedelta

from segue.flows.env import Env
from segue.ports.files import DropFiles, SweepFiles

COMING_FOR = timedelta(hours=1)
UNSENT_FOR = timedelta(days=1)


async def drop_files(env: Env, workspace: str, conversation: str) -> int:
    """All files of the conversation go, a few at a time. Answers how many."""
    gone = 0
    while some := await env.store.write(DropFiles(workspace, conversation)):
        gone += some
    return gone


async def sweep_files(env: Env) -> int:
    """Uploads that broke off, and files that went with no message within a day."""
    now, gone = env.clock.now(), 0
    for workspace in await env.policies.served():
        unit = SweepFiles(workspace, coming=now - COMING_FOR, unsent=now - UNSENT_FOR)
        while some := await env.store.write(unit):
            gone += some
    return gone
