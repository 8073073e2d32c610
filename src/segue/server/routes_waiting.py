"""What supervisors look at while customers wait: who waits and why, how somebody came to a human, promises kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Query

from segue.domain.conversation import Conversation
from segue.domain.errors import NotFound
from segue.domain.lifecycle import Handoff, State
from segue.domain.policy import Policy
from segue.domain.routing.promises import kept, standing
from segue.flows.outlook import floor
from segue.flows.why import Reason, Step, Way, waiting_now, why_of
from segue.ports.conversations import LoadConversation, OpenHandoffs, RecentHandoffs
from segue.server import views
from segue.server.route import SUPERVISOR, Engine, Me, Route
from segue.server.routes_conversations import Id, is_theirs, may_see

PAGE = 100
MOST_ANSWERED = 2_000
"""Answered customers of a queue whose promises are looked at; the newest, if there were more today."""


async def waiting(
    me: Me,
    segue: Engine,
    begin: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
    queue: Annotated[str, Query(max_length=100)] = "",
) -> views.View:
    """First those whom somebody is asked to take at this moment, then those in line, in the order of service."""
    policy = (await segue.env.policies.active(me.workspace)).policy
    now = segue.clock.now()
    pairs = await segue.store.read(OpenHandoffs(me.workspace))
    theirs = {h.id: (h, c) for h, c in pairs if may_see(me, h.queue) and queue in {"", h.queue}}
    asked = [pair for pair in theirs.values() if pair[0].state is State.RESERVED]
    asked.sort(key=lambda pair: (pair[0].queued_at or pair[0].requested_at, pair[0].id))
    shown = [_row(pair, None, policy, now) for pair in asked[begin : begin + limit]]
    queued = {id_ for id_, (handoff, _) in theirs.items() if handoff.state is State.QUEUED}
    line = await waiting_now(
        segue.env,
        me.workspace,
        await floor(segue.env, me.workspace),
        wanted=queued,
        begin=max(0, begin - len(asked)),
        limit=limit - len(shown),
    )
    shown += [_row(theirs[id_], reason, policy, now) for id_, reason in line.reasons.items()]
    return {"waiting": shown, "total": len(asked) + len(line.order), "begin": begin}


def _row(pair: tuple[Handoff, Conversation], reason: Reason | None, policy: Policy, now: datetime) -> views.View:
    handoff, conversation = pair
    until = handoff.reserved_until
    sentence = reason.why.sentence if reason else f"{handoff.agent_name or 'Somebody'} is asked to take them."
    return {
        **_customer(handoff, policy, now),
        "customer": views.customer_view(conversation)["name"],
        "place": reason.place if reason else None,
        "among": reason.among if reason else None,
        "asked_until": until if reason is None else None,
        "sentence": sentence,
    }


def _customer(handoff: Handoff, policy: Policy, now: datetime) -> views.View:
    """due_at: when somebody should have joined, where the queue names a target."""
    promise = standing(handoff, now)
    since = handoff.queued_at or handoff.requested_at
    end = handoff.accepted_at or handoff.ended_at or now
    return {
        "handoff": handoff.id,
        "conversation": handoff.conversation,
        "state": handoff.state,
        "queue": handoff.queue,
        "queue_title": views.title_of(handoff.queue, policy),
        "reason": handoff.reason,
        "tier": handoff.tier,
        "urgency": handoff.urgency,
        "priority": handoff.priority,
        "since": since,
        "waited_s": max(0.0, (end - since).total_seconds()),
        "due_at": handoff.due_at,
        "escalated": handoff.escalated,
        "agent_name": handoff.agent_name,
        "promise": asdict(promise) if promise else None,
    }


async def why(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002 - the path's own name
    """Only of handoffs that came to the caller's queues, or to the caller."""
    loaded = await segue.store.read(LoadConversation(me.workspace, id))
    ways = await why_of(segue.env, me.workspace, id) if loaded else ()
    theirs = [way for way in ways if is_theirs(me, way.handoff)]
    if loaded is None or (me.queues and not theirs):
        raise NotFound("there is no such conversation")
    policy = (await segue.env.policies.active(me.workspace)).policy
    now = segue.clock.now()
    return {
        "conversation": id,
        "customer": views.customer_view(loaded.conversation)["name"],
        "handoffs": [_way(way, policy, now) for way in theirs],
    }


def _way(way: Way, policy: Policy, now: datetime) -> views.View:
    outlook = way.outlook
    return {
        **_customer(way.handoff, policy, now),
        "asks_for": _asks_for(way.handoff),
        "steps": [_step(step, policy) for step in way.steps],
        "waiting": _reason(way.waiting) if way.waiting else None,
        "outlook": {
            "wait_s": outlook.wait_s,
            "wait_low_s": outlook.wait_low_s,
            "wait_high_s": outlook.wait_high_s,
            "status": outlook.status,
        }
        if outlook
        else None,
    }


def _reason(reason: Reason) -> views.View:
    why = reason.why
    return {
        "sentence": why.sentence,
        "place": reason.place,
        "among": reason.among,
        "by": reason.by,
        "terms": reason.terms,
        "score": reason.score,
        "fits": why.fits,
        "considered": [asdict(verdict) for verdict in why.considered],
        "not_named": why.not_named,
        "helps": [asdict(help_) for help_ in why.helps],
    }


def _step(step: Step, policy: Policy) -> views.View:
    return {**asdict(step), "queue_title": views.title_of(step.queue, policy) if step.queue else ""}


def _asks_for(handoff: Handoff) -> Mapping[str, Any]:
    return {
        "skills": handoff.requires,
        "language": handoff.language,
        "authority": handoff.authority,
        "seniority": handoff.seniority,
        "team": handoff.team,
    }


async def promises(me: Me, segue: Engine) -> views.View:
    """By the first wait that each was told whom somebody answered since midnight, on the clock of the queue's hours."""
    policy = (await segue.env.policies.active(me.workspace)).policy
    found: dict[str, views.View] = {}
    for queue in policy.queues.values():
        if not may_see(me, queue.name):
            continue
        since = _midnight(policy, queue.hours, segue.clock.now())
        recent = await segue.store.read(RecentHandoffs(me.workspace, queue.name, since, MOST_ANSWERED))
        count = kept(recent)
        found[queue.name] = {
            "since": since,
            "answered": len(recent),
            "told": count.told,
            "kept": count.kept,
            "sooner": count.sooner,
            "rate": count.rate,
        }
    return {"promises": found}


def _midnight(policy: Policy, hours: str, now: datetime) -> datetime:
    calendar = policy.hours.get(hours)
    local = now.astimezone(ZoneInfo(calendar.timezone) if calendar else UTC)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return start.astimezone(UTC)


ROUTES = (
    Route(method="GET", path="/v1/ops/waiting", endpoint=waiting, access=SUPERVISOR, summary="Who waits, and why"),
    Route(
        method="GET",
        path="/v1/ops/why/{id}",
        endpoint=why,
        access=SUPERVISOR,
        summary="How a customer came to a human, or why not yet",
    ),
    Route(method="GET", path="/v1/ops/promises", endpoint=promises, access=SUPERVISOR, summary="Waits kept today"),
)
