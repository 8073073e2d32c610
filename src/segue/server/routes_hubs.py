"""What helpdesks tell by webhook, and how knowledge and helpdesks have been doing."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.flows.hub_inbox import accept
from segue.ports.hubs import Webhook
from segue.server import views
from segue.server.route import OPEN, OPERATOR, Engine, Me, Route, segue_of


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
            "webhook": f"{segue.settings.url}/v1/hubs/{settings.name}/webhook",
            "heard_at": segue.env.hubs.hearing(me.workspace, settings.name).heard_at,
            **asdict(segue.env.assist.doing(me.workspace, settings.name)),
        }
        for settings in policy.assist.values()
    ]
    return {"sources": sources, "helpdesks": helpdesks}


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
)
