"""Where Copilot Studio and Teams send activities, and what they read of the skill."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.channels.copilot_skill import manifest
from segue.domain.activities import MOST_BYTES, activity
from segue.domain.errors import NotFound
from segue.flows.activity_turns import line_of, must_be_known, turn
from segue.server.gate import read_any_json
from segue.server.limits import on_this_machine
from segue.server.route import OPEN, Raw, Route, segue_of

SKILL = "copilot_skill"


async def post_activity(request: Request) -> Response:
    """200 with the answers where the sender waits for them, else 202 at once: they follow by themselves."""
    segue = segue_of(request)
    authorization, here = request.headers.get("authorization", ""), on_this_machine(request)
    await must_be_known(segue.env, authorization, here=here)
    found = activity(await read_any_json(request))
    line = await line_of(segue.env, authorization, found, here=here)
    answered = await turn(segue.env, line, found)
    if answered.now is not None:
        return JSONResponse({"activities": [dict(one) for one in answered.now]})
    return Response(status_code=202, background=BackgroundTask(answered.later) if answered.later else None)


async def skill_manifest(request: Request) -> Response:
    """Of the policy's channel of that kind; `?channel=` names one of several. It holds no secret."""
    segue = segue_of(request)
    wanted = request.query_params.get("channel", "")
    channels = (await segue.env.policies.active(segue.workspace)).policy.channels
    for settings in channels.values():
        if settings.kind == SKILL and wanted in ("", settings.name):
            app_id = settings.given.get("app_id", "")
            return JSONResponse(manifest(f"Segue {settings.name}", app_id, segue.settings.url))
    raise NotFound("the policy names no channel of the kind copilot_skill")


ROUTES = (
    Route(
        method="POST",
        path="/api/messages",
        endpoint=post_activity,
        access=OPEN,  # the sender's token decides: it is Microsoft's, and says who calls
        summary="An activity of the Bot Framework, from Copilot Studio or Teams",
        raw=Raw(MOST_BYTES, 15.0),
        hot=True,
    ),
    Route(
        method="GET",
        path="/skill-manifest.json",
        endpoint=skill_manifest,
        access=OPEN,
        summary="What Copilot Studio reads when Segue is added as a skill",
        hot=True,
    ),
)
