"""What supervisors and operators look at: decisions and their reasons, queues and people, the policy and its errors."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import Query
from pydantic import AwareDatetime, Field

from segue.domain.errors import NotAllowed
from segue.domain.lifecycle import Handoff, State
from segue.domain.passing_on import shown_decision
from segue.domain.policy import Policy
from segue.domain.presence import Present
from segue.domain.queues import DESK, Queue
from segue.flows.outlook import Floor, floor, outlook, present_now
from segue.policy_file import check_policy, policy_hash
from segue.ports.conversations import Counts, DecisionRow, Decisions, LoadConversation, OpenHandoffs
from segue.ports.policies import ActivePolicy, PolicyVersions
from segue.server import views
from segue.server.identity import Caller
from segue.server.route import OPERATOR, SUPERVISOR, Body, Engine, Me, Route
from segue.server.routes_conversations import came_to, may_see

LONGEST_POLICY = 200 * 1024
MOST_PAGES = 20


class PolicyText(Body):
    text: str = Field(max_length=LONGEST_POLICY)


class PolicyChange(PolicyText):
    base: str = ""


async def decisions(
    me: Me,
    segue: Engine,
    before: AwareDatetime | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    all: bool = False,  # noqa: A002 - the query's own name
) -> views.View:
    rows = await _seen_by(me, segue, Decisions(me.workspace, before, limit, all_outcomes=all))
    kept = {id_: await _kept_back(me, segue, id_) for id_ in {row.conversation for row in rows}}
    shown = [replace(row, decision=shown_decision(row.decision, kept[row.conversation])) for row in rows]
    return {"decisions": [asdict(row) for row in shown]}


async def _kept_back(me: Caller, segue: Any, conversation: str) -> tuple[str, ...]:
    loaded = await segue.store.read(LoadConversation(me.workspace, conversation))
    return loaded.conversation.withheld if loaded else ()


async def _seen_by(me: Caller, segue: Any, asked: Decisions) -> list[DecisionRow]:
    """Those about conversations that came to the caller's queues. Reads on until there are enough, or MOST_PAGES."""
    found: list[DecisionRow] = []
    theirs: dict[str, bool] = {}
    page = asked
    for _ in range(MOST_PAGES):
        rows = await segue.store.read(page)
        for row in rows:
            if row.conversation not in theirs:
                theirs[row.conversation] = await came_to(segue, me, row.conversation)
            if theirs[row.conversation]:
                found.append(row)
        if len(rows) < asked.limit or len(found) >= asked.limit:
            break
        page = replace(asked, before=rows[-1].at)
    return found[: asked.limit]


async def queues(me: Me, segue: Engine) -> views.View:
    policy = (await segue.env.policies.active(me.workspace)).policy
    seen, now = await floor(segue.env, me.workspace), segue.clock.now()
    handoffs = [handoff for handoff, _ in await segue.store.read(OpenHandoffs(me.workspace))]
    shown = [queue for queue in policy.queues.values() if may_see(me, queue.name)]
    return {
        "queues": [await _queue(segue, me.workspace, policy, queue, seen, handoffs) for queue in shown],
        "agents": [_agent(load, present_now(load, now)) for load in seen.loads],
        "counts": await segue.store.read(Counts(me.workspace)),
    }


async def _queue(
    segue: Any, workspace: str, policy: Policy, queue: Queue, seen: Floor, handoffs: list[Handoff]
) -> views.View:
    now = segue.clock.now()
    found = await outlook(segue.env, workspace, queue, seen)
    mine = [handoff for handoff in handoffs if handoff.queue == queue.name]
    since = [h.queued_at or h.requested_at for h in mine if h.state in {State.QUEUED, State.RESERVED}]
    return {
        "name": queue.name,
        "title": queue.title or queue.name,
        "kind": queue.kind,
        "hub": "" if queue.hub == DESK else queue.hub,
        "hub_title": "" if queue.hub == DESK else views.hub_title(queue.hub, policy),
        "open": found.status != "closed",
        "status": found.status,
        "opens_at": found.opens_at,
        "waiting": len(since),
        "longest_wait_s": max(((now - at).total_seconds() for at in since), default=0.0),
        "active": sum(handoff.state is State.ACTIVE for handoff in mine),
        "agents_online": found.on_shift,
        "units_free": found.units_free,
        "wait_s": found.wait_s,
    }


def _agent(load: Any, present: Present) -> views.View:
    """presence: as chosen. counts_as: as routing sees it, by shifts and breaks."""
    return {
        "id": load.user.id,
        "name": load.user.name,
        "presence": load.presence.presence,
        "presence_reason": load.presence.reason,
        "counts_as": present.presence,
        "counts_as_reason": present.reason,
        "until": present.until,
        "back_at": present.back_at,
        "since": load.presence.since,
        "units_used": load.units_used,
        "capacity": load.user.capacity,
        "skills": dict(load.user.skills),
        "queues": load.user.queues,
    }


async def policy(me: Me, segue: Engine) -> views.View:
    active = await segue.store.read(ActivePolicy(me.workspace))
    versions = await segue.store.read(PolicyVersions(me.workspace))
    return {
        "text": active.text if active else "",
        "hash": active.hash if active else "",
        "author": active.author if active else "",
        "created_at": active.created_at if active else None,
        "source": segue.settings.policy_source,
        "errors": problems_in(active.text) if active else [],
        "versions": [{"hash": v.hash, "author": v.author, "created_at": v.created_at} for v in versions],
    }


def problems_in(text: str) -> list[views.View]:
    return [asdict(problem) for problem in check_policy(text)]


async def change_policy(me: Me, segue: Engine, body: PolicyChange) -> views.View:
    if segue.settings.policy_source != "console":
        raise NotAllowed(
            "this policy comes from a file; change the file, or start Segue with SEGUE_POLICY_SOURCE=console",
            source=segue.settings.policy_source,
        )
    await segue.env.policies.adopt(me.workspace, body.text, me.name, base=body.base or None)
    return {"hash": policy_hash(body.text)}


ROUTES = (
    Route(method="GET", path="/v1/ops/decisions", endpoint=decisions, access=SUPERVISOR, summary="Decisions and why"),
    Route(method="GET", path="/v1/ops/queues", endpoint=queues, access=SUPERVISOR, summary="Queues and people"),
    Route(method="GET", path="/v1/ops/policy", endpoint=policy, access=OPERATOR, summary="The policy and its errors"),
    Route(
        method="PUT",
        path="/v1/ops/policy",
        endpoint=change_policy,
        access=OPERATOR,
        summary="Make a policy the active one",
        longest_text=LONGEST_POLICY,
    ),
)
