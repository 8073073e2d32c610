"""What helpdesks tell by webhook, and how knowledge and helpdesks have been doing, for operators."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.domain.hubs import Can, HubCase
from segue.flows.hub_health import ABILITIES, MOST_CASES, Health, check_credentials, healths, hub_of
from segue.flows.hub_inbox import accept
from segue.ports.hub_cases import OpenHubCases
from segue.ports.hubs import Webhook
from segue.server import views
from segue.server.route import OPEN, OPERATOR, Engine, Me, Route, segue_of
from segue.server.routes_conversations import Nothing, came_to

HubName = Annotated[str, Path(max_length=128)]


async def anybody_there(request: Request) -> Response:
    """Helpdesks ask with HEAD whether there is something at an address. The answer is the same for every name."""
    return Response(status_code=204)


async def post_webhook(request: Request) -> Response:
    """Stored before it is answered, and acted on later."""
    segue = segue_of(request)
    query = f"?{request.url.query}" if request.url.query else ""
    url = f"{segue.settings.url}{request.url.path}{query}"  # as the helpdesk knows it, whatever stands in between
    webhook = Webhook(dict(request.headers), await request.body(), segue.clock.now(), request.method, url)
    accepted = await accept(segue.env, request.path_params["hub"], webhook)
    return JSONResponse(dict(accepted.answer))


async def knowledge(me: Me, segue: Engine) -> views.View:
    policy = (await segue.env.policies.active(me.workspace)).policy
    readings = {reading.settings.name: reading for reading in segue.env.knowledge.of(me.workspace)}
    sources = []
    for settings in policy.knowledge.values():
        reading = readings.get(settings.name)
        sources.append(
            {
                "name": settings.name,
                "kind": settings.kind,
                "refresh_s": settings.refresh.total_seconds(),
                "read_at": reading.read_at if reading else None,
                "articles": reading.articles if reading else None,
                "due_at": reading.due_at if reading else None,
                "error": reading.error if reading else "",
                "remark": reading.remark if reading else "",
            }
        )
    helpdesks = [
        {
            "name": settings.name,
            "kind": settings.kind,
            "webhook": _webhook(segue.settings.url, settings.name),
            "heard_at": segue.env.hubs.hearing(me.workspace, settings.name).heard_at,
            **asdict(segue.env.assist.doing(me.workspace, settings.name)),
        }
        for settings in policy.assist.values()
    ]
    return {"sources": sources, "helpdesks": helpdesks}


def _webhook(base: str, hub: str) -> str:
    return f"{base}/v1/hubs/{hub}/webhook"


async def hubs(me: Me, segue: Engine) -> views.View:
    now = segue.clock.now()
    found = await healths(segue.env, me.workspace)
    return {
        "since": segue.env.started_at,
        "hubs": [
            {
                **_kind_view(one, _webhook(segue.settings.url, one.settings.name)),
                **_health_view(one),
                "lag_s": (now - one.standing.oldest_at).total_seconds() if one.standing.oldest_at else 0.0,
            }
            for one in found
        ],
    }


def _kind_view(health: Health, webhook: str) -> views.View:
    """What was known before anything was sent there. The address is "" where nothing is told by webhook."""
    kind = health.kind
    clicks = [click.replace("{webhook}", webhook) for click in kind.clicks]
    told = Can.PUSHES in kind.can or clicks != list(kind.clicks)
    return {
        "name": health.settings.name,
        "kind": kind.name,
        "title": kind.title,
        "version": kind.version,
        "checked": kind.checked,
        "can": [_ability(can, ABILITIES[can].works) for can in Can if can in kind.can],
        "cannot": [_ability(can, kind.cannot[can]) for can in Can if can in kind.cannot],
        "clicks": clicks,
        "webhook": webhook if told else "",
        "drafts": health.settings.drafts,
    }


def _ability(can: Can, words: str) -> views.View:
    return {"name": can, "title": ABILITIES[can].title, "words": words}


def _health_view(health: Health) -> views.View:
    standing, hearing = health.standing, health.hearing
    return {
        "state": health.state,
        "behind": standing.behind,
        "oldest_at": standing.oldest_at,
        "failing": standing.failing,
        "taken_at": standing.taken_at,
        "until": standing.until,
        "dead_letters": standing.dead_letters,
        "delivering": {"error": standing.error, "failed_at": standing.failed_at},
        "hearing": {"error": hearing.error, "failed_at": hearing.failed_at},
        "heard_at": hearing.heard_at,
        "told": hearing.told,
        "refused": hearing.refused,
        "caught_up_at": hearing.caught_up_at,
        "found": hearing.found,
        "open": asdict(health.open),
        "queues": {
            "live": [asdict(queue) for queue in health.live],
            "tickets": [asdict(queue) for queue in health.tickets],
        },
    }


async def hub_cases(
    me: Me, segue: Engine, hub: HubName, limit: Annotated[int, Query(ge=1, le=MOST_CASES)] = 100
) -> views.View:
    """Oldest first: of conversations that ever came to the caller's queues."""
    hub_of((await segue.env.policies.active(me.workspace)).policy, hub)
    cases = await segue.store.read(OpenHubCases(me.workspace, hub, limit=MOST_CASES + 1))
    shown: list[HubCase] = []
    for case in cases:
        if len(shown) <= limit and await came_to(segue, me, case.conversation):
            shown.append(case)
    return {"cases": [_case_view(case) for case in shown[:limit]], "more": len(shown) > limit}


def _case_view(case: HubCase) -> views.View:
    return {
        "id": case.id,
        "conversation": case.conversation,
        "kind": case.kind,
        "ref": case.ref,
        "url": views.link(case.url),
        "opened_at": case.opened_at,
    }


async def check(me: Me, segue: Engine, hub: HubName, body: Nothing | None = None) -> views.View:
    """200 whether it worked or not: the answer says so."""
    settings = hub_of((await segue.env.policies.active(me.workspace)).policy, hub)
    return asdict(await check_credentials(segue.env, me.workspace, settings))


ROUTES = (
    Route(
        method="GET",
        path="/v1/hubs/{hub}/webhook",
        endpoint=anybody_there,
        access=OPEN,
        summary="Whether a webhook may be sent here",
        status=204,
        hot=True,
    ),
    Route(
        method="POST",
        path="/v1/hubs/{hub}/webhook",
        endpoint=post_webhook,
        access=OPEN,  # the helpdesk's signature decides, over the bytes of the body
        summary="A helpdesk of the policy tells what happened there",
        hot=True,
    ),
    Route(
        method="GET",
        path="/v1/ops/knowledge",
        endpoint=knowledge,
        access=OPERATOR,
        summary="Where articles come from and which helpdesks are assisted, and how that goes",
    ),
    Route(
        method="GET",
        path="/v1/ops/hubs",
        endpoint=hubs,
        access=OPERATOR,
        summary="Helpdesks where humans work: what each can do, and how it does",
    ),
    Route(
        method="GET",
        path="/v1/ops/hubs/{hub}/cases",
        endpoint=hub_cases,
        access=OPERATOR,
        summary="Conversations and tickets that are open in a helpdesk",
    ),
    Route(
        method="POST",
        path="/v1/ops/hubs/{hub}/check",
        endpoint=check,
        access=OPERATOR,
        summary="Ask a helpdesk something harmless: who we are there",
    ),
)
