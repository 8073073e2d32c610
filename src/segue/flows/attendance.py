"""Customers who close the page while a person is due, and those who come back."""

from __future__ import annotations

import structlog

from segue.domain.deadlines import DeadlineKind
from segue.domain.lifecycle import State
from segue.flows.converse import seen_away, seen_back
from segue.flows.env import Env
from segue.ports.conversations import LoadConversation, OpenHandoffs
from segue.ports.nodes import OpenPages, Page

log = structlog.get_logger(__name__)


async def sweep_absent(env: Env) -> int:
    """Note who left while a person was due or here. Only conversations of the widget have pages."""
    elsewhere = frozenset[Page]()
    if env.routing.shared:
        elsewhere = await env.store.read(OpenPages())
    keys: set[Page] = set()
    for workspace in await env.policies.served():
        for handoff, conversation in await env.store.read(OpenHandoffs(workspace)):
            key = (workspace, conversation.id)
            if conversation.channel != "widget" or handoff.state is State.REQUESTED:
                continue
            keys.add(key)
            if env.attendance.absent(key, env.clock.now(), elsewhere):
                await _seen_away(env, *key)
            elif env.attendance.came_back(key):
                await returned(env, *key)
    env.attendance.forget(but=keys)
    return 0


async def _seen_away(env: Env, workspace: str, conversation: str) -> None:
    try:
        await seen_away(env, workspace, conversation)
    except Exception as error:  # one that fails must not hold up the others
        log.exception("absence not noted", conversation=conversation, error=type(error).__name__)


async def returned(env: Env, workspace: str, conversation: str) -> None:
    """A page was opened: if the customer counted as away, they are back."""
    loaded = await env.store.read(LoadConversation(workspace, conversation))
    if loaded and any(deadline.kind is DeadlineKind.CUSTOMER_AWAY for deadline in loaded.deadlines):
        await seen_back(env, workspace, conversation)
