"""What was said since a human agent has a conversation: the bot is told of it when it speaks again."""

from __future__ import annotations

from segue.domain.conversation import Entry
from segue.domain.lifecycle import Handoff, State
from segue.flows.change import Work
from segue.flows.env import Env
from segue.ports.conversations import LastEntries


async def entries_since(env: Env, handoff: Handoff) -> tuple[Entry, ...]:
    """The newest part of the log, from where a human first had this handoff; at most 500 entries."""
    entries = await env.store.read(LastEntries(handoff.workspace, handoff.conversation, limit=500))
    began = (e.seq for e in entries if e.data.get("id") == handoff.id and e.data.get("state") == State.ACTIVE.value)
    first = next(began, 0)
    return tuple(entry for entry in entries if entry.seq > first)


async def talk_of(env: Env, work: Work) -> tuple[Entry, ...]:
    """The same of the open handoff; () while no human has it."""
    handoff = work.draft.open_handoff
    return await entries_since(env, handoff) if handoff and handoff.state is State.ACTIVE else ()
