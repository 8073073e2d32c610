"""Deletes what the policy keeps no longer: a bounded number of conversations a step, in order of their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from segue.domain.policy import Policy
from segue.domain.retention import Part, Resting, due, kept_for
from segue.flows.env import Env
from segue.flows.erasing import erase_conversation
from segue.flows.files import drop_files
from segue.ports.erasure import DropPackages, RestingFrom

log = structlog.get_logger(__name__)

PAGE = 500
PAGES_A_STEP = 10
MOST_FORESEEN = 200
"""Pages that are looked at to tell what will be due."""


def sets_any(policy: Policy) -> bool:
    return policy.retention.is_set or any(queue.retention.is_set for queue in policy.queues.values())


async def sweep(env: Env) -> int:
    """One step. Answers how many conversations were deleted, whole or in part.

    Raises Refused for a clock that leapt.
    """
    env.retention.check(env.clock.now())
    swept = 0
    for workspace in await env.policies.served():
        policy = (await env.policies.active(workspace)).policy
        for _ in range(PAGES_A_STEP if sets_any(policy) else 0):
            page = await env.store.read(RestingFrom(workspace, env.retention.after.get(workspace, ""), PAGE))
            counts = await _sweep_page(env, workspace, policy, page)
            swept += counts.total()
            if counts:
                log.info("kept no longer", workspace=workspace, **counts)
            env.retention.after[workspace] = page[-1].id if len(page) == PAGE else ""
            if len(page) < PAGE:
                break
    return swept


async def _sweep_page(env: Env, workspace: str, policy: Policy, page: tuple[Resting, ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in page:
        parts = _due(policy, one, env, timedelta(0))
        if Part.CONVERSATIONS in parts and not await erase_conversation(env, workspace, one.id, seen=one.last_seq):
            continue
        if Part.PACKAGES in parts:
            await env.store.write(DropPackages(workspace, one.id))
        if Part.FILES in parts:
            await drop_files(env, workspace, one.id)
        counts.update(part.value for part in parts)
    return counts


def _due(policy: Policy, one: Resting, env: Env, ahead: timedelta) -> frozenset[Part]:
    return due(one, kept_for(policy.retention, policy.queues, one.queue), env.clock.now() + ahead)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """part -> conversations of which it goes within that time. complete: False when there were too many to look at."""

    counts: Mapping[str, int]
    complete: bool


async def foresee(env: Env, workspace: str, ahead: timedelta) -> Foreseen:
    policy = (await env.policies.active(workspace)).policy
    counts: Counter[str] = Counter()
    after = ""
    for _ in range(MOST_FORESEEN if sets_any(policy) else 0):
        page = await env.store.read(RestingFrom(workspace, after, PAGE))
        for one in page:
            counts.update(part.value for part in _due(policy, one, env, ahead))
        if len(page) < PAGE:
            return Foreseen(counts, complete=True)
        after = page[-1].id
    return Foreseen(counts, complete=not sets_any(policy))
