"""The conversation that the bot behind Segue has with us: its thread, kept under the name `bot`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from segue.domain.channels import Thread
from segue.domain.deliveries import BOT
from segue.flows.env import Env
from segue.ports.threads import SaveThread, ThreadsOf


@dataclass(slots=True)
class KeptTalk:
    """Of one conversation. Its lane is on one node at a time, so nobody else writes it."""

    env: Env
    workspace: str
    conversation: str
    thread: Thread | None

    @property
    def ref(self) -> str:
        return self.thread.ref if self.thread else ""

    @property
    def state(self) -> Mapping[str, Any]:
        return self.thread.state if self.thread else {}

    async def keep(self, ref: str, state: Mapping[str, Any]) -> None:
        """Raises NotFound when the conversation was erased meanwhile, Refused when it was moved to another one."""
        before = self.thread if self.thread and self.thread.ref == ref else None
        after = (
            replace(before, state=dict(state))
            if before
            else Thread(self.workspace, BOT, ref, self.conversation, self.env.clock.now(), dict(state))
        )
        if after != before:
            await self.env.store.write(SaveThread(after, before))
            self.thread = after


async def talk_of(env: Env, workspace: str, conversation: str) -> KeptTalk:
    """The newest one: a bot may have begun anew."""
    found = await env.store.read(ThreadsOf(workspace, conversation, BOT))
    return KeptTalk(env, workspace, conversation, found[-1] if found else None)
