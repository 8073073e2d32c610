"""How a program that brings a channel by itself (kind `webhook`) begins the conversation of one of its customers, and
what the channels tell that have webhooks of their own."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from segue.channel_kinds.webhook import KIND
from segue.domain.channels import MOST_REF, ChannelSettings
from segue.domain.errors import NotFound
from segue.flows.channel_inbox import accept
from segue.flows.threads import begin
from segue.ports.hubs import Webhook
from segue.server import views
from segue.server.identity import Caller
from segue.server.route import OPEN, Access, Body, Engine, Me, Route, segue_of
from segue.server.routes_conversations import CustomerFacts

Named = Annotated[str, Path(max_length=64)]


class Begun(Body):
    ref: str = Field(min_length=1, max_length=MOST_REF)
    customer: CustomerFacts | None = None
    language: str = Field("", max_length=35)


async def begin_there(me: Me, segue: Engine, channel: Named, body: Begun) -> views.View:
    policy = (await segue.env.policies.active(me.workspace)).policy
    settings = its_own(me, policy.channels.get(channel))
    thread = await begin(
        segue.env,
        me.workspace,
        segue.env.channels.channel(me.workspace, settings),
        body.ref,
        customer=body.customer.verified() if body.customer else None,
        language=body.language,
    )
    conversation = (await segue.loaded(thread.conversation, workspace=me.workspace)).conversation
    return {
        "id": conversation.id,
        "owner": conversation.owner.kind,
        "epoch": conversation.epoch,
        "last_seq": conversation.last_seq,
    }


def its_own(caller: Caller, settings: ChannelSettings | None) -> ChannelSettings:
    """Of the key that is called as the channel is: its conversations are that bot's. Raises NotFound otherwise."""
    if settings is not None and settings.kind == KIND.name and ("all" in caller.scopes or caller.name == settings.name):
        return settings
    raise NotFound(f"there is no channel of this name and of the kind {KIND.name} for this key")


async def post_webhook(request: Request) -> Response:
    """Stored before it is answered."""
    segue = segue_of(request)
    query = f"?{request.url.query}" if request.url.query else ""
    url = f"{segue.settings.url}{request.url.path}{query}"  # as it is known there, whatever stands in between
    webhook = Webhook(dict(request.headers), await request.body(), segue.clock.now(), request.method, url)
    await accept(segue.env, request.path_params["channel"], webhook)
    return JSONResponse({})


ROUTES = (
    Route(
        method="POST",
        path="/v1/channels/{channel}/webhook",
        endpoint=post_webhook,
        access=OPEN,  # the channel's own signature decides, over the bytes of the body
        summary="A channel of the policy tells what happened there",
        hot=True,
    ),
    Route(
        method="POST",
        path="/v1/channels/{channel}/conversations",
        endpoint=begin_there,
        access=Access(bot="conversations"),
        status=201,
        summary="Begin the conversation that stands for one of a channel, or go on with it",
    ),
)
