"""The route that every message takes. Plain Starlette with msgspec: it is called more often than all the others."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from segue.domain.attachments import File
from segue.domain.conversation import Role
from segue.flows.checked import checked_message
from segue.flows.files import CUSTOMER
from segue.ports.agents import Message
from segue.server.gate import read_json
from segue.server.identity import CallerKind, owned
from segue.server.limits import Limit
from segue.server.route import Access, Route, caller_of, segue_of


class Attached(msgspec.Struct, forbid_unknown_fields=True):
    """A file that Segue keeps, by its id; or one elsewhere, by name and https address. `type`: MIME. `size`: bytes."""

    file: str = ""
    name: str = ""
    url: str = ""
    type: str = ""
    size: int = 0


class Post(msgspec.Struct, forbid_unknown_fields=True):
    """A message of the customer or of the bot. `confidence`: 0..1. `epoch`: the one that the bot answers in.

    `articles`: ids or addresses of what the answer points to. `attachments`: at most ten files that go with it.
    `answers`: seq of the customer's message that it answers; what came later is still waited for.
    """

    id: str
    role: str
    text: str
    confidence: float | None = None
    error: str = ""
    variables: dict[str, Any] = {}
    epoch: int | None = None
    no_match: bool = False
    outside_knowledge: bool = False
    articles: list[str] = []
    answers: int | None = None
    attachments: list[Attached] = []


class Posted(msgspec.Struct, omit_defaults=True):
    """`reply`: Segue's own words, already in the log; when it is there the bot stays silent."""

    seq: int
    owner: str
    epoch: int
    decision: Any = msgspec.UNSET
    reply: str | None = None


def message_of(post: Post, *, customer: bool, bot: str = "") -> Message:
    """bot: name of the key that it came with. Raises Invalid naming the field."""
    try:
        role = Role(post.role)
    except ValueError:
        role = Role.SYSTEM
    attachments = tuple(File(each.name, each.url, each.type, each.size, each.file) for each in post.attachments)
    said = Message(
        *(post.id, role, post.text, post.confidence, post.error, post.variables, post.epoch),
        no_match=post.no_match,
        outside_knowledge=post.outside_knowledge,
        articles=tuple(post.articles),
        answers=post.answers,
        attachments=attachments,
        sender=f"bot:{bot}",
    )
    if customer:
        checked_message(said, (Role.END_USER,))
        return Message(post.id, role, post.text, attachments=attachments, sender=CUSTOMER)
    return checked_message(said)


async def post_message(request: Request) -> Response:
    caller, segue = caller_of(request), segue_of(request)
    customer = caller.kind is CallerKind.CUSTOMER
    message = message_of(await read_json(request, Post), customer=customer, bot=caller.name)
    conversation = request.path_params["id"]
    turn = await segue.receive(conversation, message, workspace=caller.workspace, allowed=partial(owned, caller))
    decision = msgspec.UNSET if customer else turn.decision
    return Response(
        msgspec.json.encode(Posted(turn.seq, turn.owner, turn.epoch, decision, turn.reply or None)),
        media_type="application/json",
    )


ROUTES = (
    Route(
        method="POST",
        path="/v1/conversations/{id}/messages",
        endpoint=post_message,
        access=Access(bot="conversations", customer=True),
        summary="A message of the customer or of the bot",
        limit=Limit.MESSAGE,
        hot=True,
        body=Post,
        answer=Posted,
    ),
)
