"""The context package of a handoff: stored at once from what is known, better when sources or a model have answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from segue.domain.account import Findings
from segue.domain.briefing import brief
from segue.domain.briefing.withholding import hiding_of, names_told, withheld_words
from segue.domain.conversation import Conversation, Entry, Kind
from segue.domain.history import verified_id
from segue.domain.identity import identity_of
from segue.domain.lifecycle import FOLLOW_UPS, Handoff, State
from segue.domain.package import ContextPackage
from segue.flows.env import Env
from segue.flows.past import history_of, visits_of_visitor
from segue.flows.policies import Compiled
from segue.flows.sources import refresh
from segue.flows.summarising import carried
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
LOOK_BACK, LOOK_BACK_FOR_FACTS = 400, 100
"""Entries of the log that the briefing reads at most, and entries that tell facts."""

TELL_FACTS = (Kind.FACTS, Kind.CONTEXT, Kind.CONTACT)
JUST_NOW = timedelta(minutes=1)
"""A handoff that ended so shortly after it was asked for became a ticket: somebody will read its package later."""


async def assemble(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """Build and store the package of one handoff from what is known; None when the handoff is unknown.

    Sources are asked again in the background, and the package is built anew when they have answered.
    """
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    if handoff is None:
        return None
    package = await _build(env, workspace, handoff)
    if package is not None and _waits_for_sources(env, handoff):
        await _look_up(env, workspace, handoff)
    return package


async def _build(
    env: Env, workspace: str, handoff: Handoff, findings: Sequence[Findings] = ()
) -> ContextPackage | None:
    """findings: what sources said, or did not say in time, beside what the log keeps."""
    now = env.clock.now()
    loaded = await env.store.read(LoadConversation(workspace, handoff.conversation))
    if loaded is None:
        return None
    conversation, compiled = loaded.conversation, await env.policies.active(workspace)
    entries = await _entries(env, conversation)
    before = await env.store.read(PackageOf(workspace, handoff.id))
    package = carried(before, await _briefed(env, conversation, handoff, entries, compiled, findings, now))
    await env.store.write(StorePackage(workspace, package))
    env.bell.desk_changed(workspace)
    env.bell.hint(workspace, conversation.id, "package")
    if before is None or (before.read_to, before.withheld) != (package.read_to, package.withheld):
        hide = hiding_of(conversation, names_told(entries))  # else a model was asked about these words already
        env.summaries.begin(env.store, env.bell, workspace, package, entries, compiled.policy, hide)
    return package


async def _entries(env: Env, conversation: Conversation) -> tuple[Entry, ...]:
    """The newest part of the log, and what tells facts from before that."""
    newest = await env.store.read(LastEntries(conversation.workspace, conversation.id, limit=LOOK_BACK))
    if not newest or newest[0].seq == 1:
        return newest
    facts = await env.store.read(LastEntries(conversation.workspace, conversation.id, LOOK_BACK_FOR_FACTS, TELL_FACTS))
    return (*(entry for entry in facts if entry.seq < newest[0].seq), *newest)


async def _briefed(
    env: Env,
    conversation: Conversation,
    handoff: Handoff,
    entries: Sequence[Entry],
    compiled: Compiled,
    findings: Sequence[Findings],
    now: datetime,
) -> ContextPackage:
    policy = compiled.policy
    earlier = await env.store.read(EarlierContacts(handoff.workspace, verified_id(conversation), conversation.id))
    summaries = {other.id: await _summary(env, other) for other in earlier}
    history = await history_of(env, conversation, policy)
    read = partial(
        brief,
        *(conversation, handoff, entries, earlier, summaries, policy, now),
        transcript=f"{env.public_url}/desk/c/{conversation.id}",
        visits=await visits_of_visitor(env, conversation, policy, LOOKED_AT_BEFORE),
        contacts=history.contacts,
        findings=findings,
        models=compiled.observer.models,
    )
    return await asyncio.to_thread(read)  # hundreds of messages may have to be read: nobody else waits for that


async def _summary(env: Env, handoff: Handoff) -> str:
    package = await env.store.read(PackageOf(handoff.workspace, handoff.id))
    return package.summary if package else ""


# ---- again, when more is known ---------------------------------------------------------------------------------------


def _waits_for_sources(env: Env, handoff: Handoff) -> bool:
    """An ended handoff is history, and what is true of the account today is no part of it."""
    just_left = handoff.state in FOLLOW_UPS and env.clock.now() - handoff.requested_at <= JUST_NOW
    return handoff.is_open or just_left


async def _look_up(env: Env, workspace: str, handoff: Handoff) -> None:
    policy = (await env.policies.active(workspace)).policy
    loaded = await env.store.read(LoadConversation(workspace, handoff.conversation))
    if loaded and policy.sources and identity_of(loaded.conversation.customer):
        env.sources.begin(_refresh(env, workspace, loaded.conversation, handoff))


async def _refresh(env: Env, workspace: str, conversation: Conversation, handoff: Handoff) -> None:
    """Ask the sources, and build the package anew with what they say by their deadline; and again with what is late."""
    try:
        late = partial(_rebuild, env, workspace, handoff.id)
        findings = await refresh(env, workspace, conversation, then=late)
        if findings:
            current = await env.store.read(HandoffById(workspace, handoff.id))
            if current is not None and _waits_for_sources(env, current):
                await _build(env, workspace, current, findings)
    except Exception as error:  # there is a package; nobody waits for this one
        log.exception("package not refreshed", handoff=handoff.id, error=type(error).__name__)


async def _rebuild(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """With what the log knows by now; not of a handoff that has ended."""
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    return await _build(env, workspace, handoff) if handoff is not None and handoff.is_open else None


async def package_of(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """The package as it is true now: the stored one, or a new one when a crash came between, when more was said while
    nobody had the customer yet, or when the customer wants other things passed on."""
    found = await env.store.read(PackageOf(workspace, handoff_id))
    if found is None:
        return await assemble(env, workspace, handoff_id)
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    loaded = await env.store.read(LoadConversation(workspace, found.conversation))
    if handoff is None or loaded is None or not await _stale(env, found, handoff, loaded.conversation):
        return found
    return await _build(env, workspace, handoff) or found


async def with_sources(env: Env, workspace: str, handoff_id: str) -> ContextPackage | None:
    """As `package_of`, after the sources had their time to answer: for whoever gets the package once."""
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    loaded = await env.store.read(LoadConversation(workspace, handoff.conversation)) if handoff else None
    policy = (await env.policies.active(workspace)).policy
    if handoff and loaded and policy.sources and identity_of(loaded.conversation.customer):
        again = partial(_rebuild, env, workspace, handoff.id)
        findings = await refresh(env, workspace, loaded.conversation, then=again)
        if findings:
            return await _build(env, workspace, handoff, findings)
    return await package_of(env, workspace, handoff_id)


async def _stale(env: Env, package: ContextPackage, handoff: Handoff, conversation: Conversation) -> bool:
    if package.withheld != withheld_words(conversation):
        return True
    if not handoff.is_open or conversation.last_seq <= package.as_of:
        return False
    if handoff.state is not State.ACTIVE or (handoff.accepted_at and handoff.accepted_at > package.built_at):
        return True
    facts = await env.store.read(LastEntries(handoff.workspace, conversation.id, 1, (Kind.FACTS,)))
    return bool(facts) and facts[0].seq > package.as_of


async def assemble_missing(env: Env) -> int:
    """Build what is missing, oldest first. Answers how many."""
    missing = await env.store.read(Unpackaged())
    for workspace, handoff in missing:
        try:
            await assemble(env, workspace, handoff)
        except Exception as error:  # one that fails must not hold up the others
            log.exception("package failed", handoff=handoff, error=type(error).__name__)
    return len(missing)
