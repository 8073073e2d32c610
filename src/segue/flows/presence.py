"""Presence of human agents: set by hand, kept by the desk's heartbeat, ended by silence or with the shift."""

from __future__ import annotations

from datetime import datetime

import structlog

from segue.domain.errors import Invalid
from segue.domain.lifecycle import State
from segue.domain.presence import BY_HAND, day_is_over
from segue.domain.routing.agents import Presence
from segue.flows.env import Env
from segue.flows.serve import lose
from segue.flows.transfer import not_there
from segue.ports.conversations import HeldHandoffs
from segue.ports.people import AgentLoad, AgentLoads, PresenceOf, SeeAgent, SetPresence, SilentAgents, User
from segue.public_holidays import work_with_holidays

log = structlog.get_logger(__name__)
UNANSWERED = "did not answer a reservation"


async def set_presence(env: Env, user: User, presence: Presence, reason: str) -> None:
    """What the agent chose. What is reserved for somebody who takes no work any more goes back in line.

    Raises Invalid for a presence that nobody chooses.
    """
    if presence not in BY_HAND:
        raise Invalid(f"presence: choose one of {', '.join(BY_HAND)}; {presence} is said by Segue", field="presence")
    await env.store.write(SetPresence(user.workspace, user.id, presence, reason, env.clock.now()))
    if presence is not Presence.ONLINE:
        await give_back(env, user.workspace, user.id, only_reserved=presence is not Presence.OFFLINE)
        env.bell.agent_left(user.workspace)
    env.bell.routing.set()
    env.bell.desk_changed(user.workspace)


async def not_responding(env: Env, workspace: str, user: str) -> None:
    """They let a reservation expire: nothing new comes to them until they say that they are back.

    What else is reserved for them goes back in line. Who took themselves off meanwhile stays as they chose.
    """
    if (await env.store.read(PresenceOf(workspace, user))).presence is not Presence.ONLINE:
        return
    await env.store.write(SetPresence(workspace, user, Presence.NOT_RESPONDING, UNANSWERED, env.clock.now()))
    await give_back(env, workspace, user, only_reserved=True)
    env.bell.agent_left(workspace)
    env.bell.routing.set()
    env.bell.desk_changed(workspace)


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
        if seen_before < max(env.started_at, env.nodes.back_at):  # desks first get the time to come back
            continue
        for owner_workspace, user in await env.store.read(SilentAgents(seen_before)):
            if owner_workspace != workspace:
                continue
            seen_at = (await env.store.read(PresenceOf(workspace, user))).seen_at
            if seen_at is not None and seen_at >= seen_before:  # heard of while others were switched off
                continue
            await switch_off(env, workspace, user, "connection lost")
            count += 1
    return count


async def end_shifts(env: Env) -> int:
    """Who drains and has nobody left is offline, and so is who was present when the shift ended."""
    count = 0
    for workspace in await env.policies.served():
        now = env.clock.now()
        for load in await env.store.read(AgentLoads(workspace, now)):
            if _day_is_over(load, now):
                reason = "end of the shift" if load.user.works.shifts else "done"
                await _leave(env, workspace, load.user.id, reason, only_reserved=True)
                count += 1
    return count


def _day_is_over(load: AgentLoad, now: datetime) -> bool:
    if load.presence.presence is Presence.OFFLINE:
        return False
    works = work_with_holidays(load.user.works)
    return day_is_over(load.presence.presence, load.presence.since, works, now, has_work=load.units_used > 0)


async def switch_off(env: Env, workspace: str, user: str, reason: str) -> None:
    """The agent is gone: a silent desk, the end of the day, or an account that was switched off."""
    await _leave(env, workspace, user, reason, only_reserved=False)


async def _leave(env: Env, workspace: str, user: str, reason: str, *, only_reserved: bool) -> None:
    await env.store.write(SetPresence(workspace, user, Presence.OFFLINE, reason, env.clock.now()))
    await give_back(env, workspace, user, only_reserved=only_reserved)
    env.bell.agent_left(workspace)
    env.bell.routing.set()
    env.bell.desk_changed(workspace)


async def give_back(env: Env, workspace: str, user: str, *, only_reserved: bool) -> None:
    for handoff in await env.store.read(HeldHandoffs(workspace)):
        has = handoff.agent == user and (handoff.state is State.RESERVED or not only_reserved)
        asked = handoff.transfer is not None and handoff.transfer.to == user
        if has or asked:
            try:
                await (lose(env, workspace, handoff) if has else not_there(env, workspace, handoff, user))
            except Exception as error:  # one that fails must not hold up the others; the sweep tries again
                log.exception("giving back failed", handoff=handoff.id, error=type(error).__name__)
