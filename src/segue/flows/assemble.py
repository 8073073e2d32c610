"""The context package of a handoff: built as soon as it is requested, and again after any crash."""

from __future__ import annotations

import asyncio

import structlog

from segue.domain.briefing import brief
from segue.domain.history import verified_id
from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage
from segue.flows.env import Env
from segue.flows.past import visits_of_visitor
from segue.ports.conversations import (
    EarlierContacts,
    HandoffById,
    LastEntries,
    LoadConversation,
    PackageOf,
    StorePackage,
    Unpackaged,
)

LOOKED_AT_BEFORE = 50
"""Page visits that the briefing chooses from."""

log = structlog.get_logger(__name__)
LOOK_BACK = 400
"""Entries of the log that the briefing reads at most."""


async def assemble(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """Build and store the package of one handoff; None when the handoff is unknown."""
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    if handoff is None:
        return None
    loaded = await env.store.read(LoadConversation(workspace, handoff.conversation))
    if loaded is None:
        return None
    conversation, compiled = loaded.conversation, await env.policies.active(workspace)
    entries = await env.store.read(LastEntries(workspace, conversation.id, limit=LOOK_BACK))
    earlier = await env.store.read(EarlierContacts(workspace, verified_id(conversation), conversation.id))
    summaries = {other.id: await _summary(env, other) for other in earlier}
    package = await asyncio.to_thread(  # hundreds of messages may have to be read: nobody else waits for that
        brief,
        conversation,
        handoff,
        entries,
        earlier,
        summaries,
        compiled.policy,
        env.clock.now(),
        transcript=f"{env.public_url}/desk/c/{conversation.id}",
        visits=await visits_of_visitor(env, conversation, compiled.policy, LOOKED_AT_BEFORE),
    )
    await env.store.write(StorePackage(workspace, package))
    env.bell.desk_changed(workspace)
    return package


async def _summary(env: Env, handoff: Handoff) -> str:
    package = await env.store.read(PackageOf(handoff.workspace, handoff.id))
    return package.summary if package else ""


async def package_of(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """The stored package; built now when a crash came between."""
    found = await env.store.read(PackageOf(workspace, handoff_id))
    return found or await assemble(env, workspace, handoff_id)


async def assemble_missing(env: Env) -> int:
    """Build what is missing, oldest first. Answers how many."""
    missing = await env.store.read(Unpackaged())
    for workspace, handoff in missing:
        try:
            await assemble(env, workspace, handoff)
        except Exception as error:  # one that fails must not hold up the others
            log.exception("package failed", handoff=handoff, error=type(error).__name__)
    return len(missing)
