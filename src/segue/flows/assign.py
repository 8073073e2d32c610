"""Who: the router plans, and each reservation is stored only if it is still true."""

from __future__ import annotations

from segue.domain.errors import AgentUnavailable, SegueError
from segue.domain.lifecycle import State
from segue.domain.moves import humans
from segue.domain.routing.router import Proposal, Router
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.flows.outlook import agents_of, team
from segue.flows.serve import human
from segue.ports.conversations import AgentGuard, OpenHandoffs, Workspaces
from segue.ports.people import AgentLoad


async def assign(env: Env) -> int:
    """One round of routing in every workspace. Answers how many reservations were issued."""
    return sum([await assign_workspace(env, workspace) for workspace in await env.store.read(Workspaces())])
