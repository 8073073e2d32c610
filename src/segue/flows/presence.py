"""Presence of human agents: set by hand, kept by the desk's heartbeat, ended by silence."""

from __future__ import annotations

import structlog

from segue.domain.lifecycle import State
from segue.domain.routing.agents import Presence
from segue.flows.env import Env
from segue.flows.serve import lose
from segue.ports.conversations import OpenHandoffs
from segue.ports.people import SeeAgent, SetPresence, SilentAgents, User

log = structlog.get_logger(__name__)


async def set_presence(env: Env, user: User, presence: Presence, reason: str) -> None:
    """What the agent chose. What is reserved for somebody who takes no work any more goes back in line."""
    await env.store.write(SetPresence(user.workspace, user.id, presence, reason, env.clock.now()))
    if presence is not Presence.ONLINE:
        await give_back(env, user.workspace, user.id, only_reserved=presence is not Presence.OFFLINE)
    env.bell.routing.set()
    env.bell.desk_changed(user.workspace)


async def heartbeat(env: Env, user: User) -> None:
    await env.store.write(SeeAgent(user.workspace, user.id, env.clock.now()))


async def sweep_silent(env: Env) -> int:
    """Desks that are not heard of count as closed: presence off, and their customers are told and wait again.

    Somebody who is offline already and still has customers counts too: a crash can come between the two, and whoever
    is offline may take a conversation by hand.
    """
    count = 0
    for workspace in await env.policies.served():
        compiled = await env.policies.active(workspace)
        seen_before = env.clock.now() - compiled.policy.agent_away
        if seen_before < env.started_at:  # after a restart, desks first get the time to come back
            continue
        for owner_workspace, user in await env.store.read(SilentAgents(seen_before)):
            if owner_workspace != workspace:
                continue
            await switch_off(env, workspace, user, "connection lost")
            count += 1
    return count


async def switch_off(env: Env, workspace: str, user: str, reason: str) -> None:
    """The agent is gone (silent desk, or the account was switched off)."""
    await env.store.write(SetPresence(workspace, user, Presence.OFFLINE, reason, env.clock.now()))
    await give_back(env, workspace, user, only_reserved=False)
    env.bell.routing.set()
    env.bell.desk_changed(workspace)


async def give_back(env: Env, workspace: str, user: str, *, only_reserved: bool) -> None:
    for handoff, _ in await env.store.read(OpenHandoffs(workspace)):
        if handoff.agent == user and (handoff.state is State.RESERVED or not only_reserved):
            try:
                await lose(env, workspace, handoff)
            except Exception as error:  # one that fails must not hold up the others; the sweep tries again
                log.exception("giving back failed", handoff=handoff.id, error=type(error).__name__)
