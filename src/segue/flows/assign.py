"""Who: the router plans, and each reservation is stored only if it is still true."""

from __future__ import annotations

from typing import Any

import structlog

from segue.domain.errors import Refused
from segue.domain.lifecycle import State
from segue.domain.moves import humans
from segue.domain.routing.choice import Choice
from segue.domain.routing.router import Proposal, Router
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.flows.outlook import floor
from segue.flows.serve import human
from segue.ports.conversations import AgentGuard
from segue.ports.people import User

log = structlog.get_logger(__name__)
MOST_EXPLAINED = 5


async def assign(env: Env) -> int:
    """One round of routing in every workspace. Answers how many reservations were issued."""
    return sum([await assign_workspace(env, workspace) for workspace in await env.policies.served()])


async def assign_workspace(env: Env, workspace: str) -> int:
    seen = await floor(env, workspace)
    if not seen.waiting:
        return 0
    policy = (await env.policies.active(workspace)).policy
    router = Router(policy.queues, agents=seen.agents, waiting=seen.waiting)
    users = {load.user.id: load.user for load in seen.loads}
    issued = 0
    for proposal in router.plan(env.clock.now()):
        issued += await _reserve(env, users[proposal.agent], proposal)
    return issued


async def _reserve(env: Env, user: User, proposal: Proposal) -> bool:
    """Whether it was still true: the customer waits, the agent is present and has room, at commit."""

    async def act(work: Work) -> bool:
        handoff = work.draft.open_handoff
        if handoff is None or handoff.id != proposal.handoff or handoff.state is not State.QUEUED:
            return False
        work.guard = AgentGuard(user.id, handoff.units, work.draft.now)
        humans.reserve(work.draft, human(user), proposal.until, explained(proposal.why))
        return True

    try:
        return await change(env, user.workspace, proposal.conversation, act)
    except Refused:  # the agent left or was filled meanwhile; the next round plans anew
        return False
    except Exception as error:  # one broken conversation must not keep everybody else waiting
        log.exception("reservation failed", error=type(error).__name__)
        return False


def explained(why: Choice) -> dict[str, Any]:
    named = [{"agent": v.name, "words": v.words} for v in why.considered[:MOST_EXPLAINED]]
    return {"words": why.words, "considered": named, "not_named": why.not_named + len(why.considered) - len(named)}
