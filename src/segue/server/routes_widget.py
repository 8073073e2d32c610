"""The widget begins: a visitor, and the conversation of that visitor."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Request
from pydantic import BaseModel, Field

from segue.domain.conversation import Conversation, PageVisit
from segue.domain.identity import as_told
from segue.domain.wording import say
from segue.flows import visitors
from segue.flows.visits import Look
from segue.ports.conversations import LoadConversation, OpenConversationOf
from segue.ports.people import Visitor
from segue.server.limits import Limit
from segue.server.route import OPEN, Access, Body, Engine, Me, Route
from segue.server.views import files_view

LONGEST_URL, LONGEST_TITLE = 2000, 300
Token = Annotated[str, Field(max_length=8000)]


class Page(Body):
    url: str = ""
    title: str = ""
    visit: Annotated[str, Field(max_length=64)] = ""  # the widget's id of this look at the page


class SessionStart(Body):
    site: Annotated[str, Field(max_length=100)]
    visitor_token: Token | None = None
    identity: Token | None = None
    page: Page | None = None


class ConversationStart(Body):
    page: Page | None = None


class Opened(BaseModel):
    id: str
    token: str
    expires_at: datetime
    last_seq: int


class SessionAnswer(BaseModel):
    visitor_token: str
    visitor: str
    title: str
    greeting: str
    conversation: Opened | None
    files: dict[str, Any] | None = None  # what this visitor may send along, as in the conversation's state


async def post_session(request: Request, segue: Engine, body: SessionStart) -> SessionAnswer:
    """For a page on one of the site's origins. A signed identity makes the visitor a known customer."""
    visitor, token = await visitors.open_session(
        segue.store,
        segue.clock,
        site_key=body.site,
        origin=request.headers.get("origin", ""),
        token=body.visitor_token or "",
        identity=body.identity or "",
    )
    conversation = await _open_conversation(segue, visitor)
    if conversation is not None:
        await _learn(segue, visitor, conversation)
    page = _visit(body.page, segue.clock.now()) if body.page else None
    if body.page and page:
        look = Look(page, f"id {body.page.visit}" if body.page.visit else segue.env.new_id("visit"))
        seen = await segue.visited(visitor, [look], customer=visitors.customer_of(visitor))
        conversation = seen.conversation
    compiled = await segue.env.policies.active(visitor.workspace)
    language = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()[:20]
    return SessionAnswer(
        visitor_token=token,
        visitor=visitor.id,
        title=say(compiled.policy, "title", language=language),
        greeting=say(compiled.policy, "greeting", language=language),
        conversation=await opened(request, segue, visitor, conversation) if conversation else None,
        files=files_view(compiled.policy.files, verified=visitors.customer_of(visitor) is not None),
    )


async def post_conversation(request: Request, segue: Engine, me: Me, body: ConversationStart | None = None) -> Opened:
    """The visitor's open conversation, or a new one; also a fresh token for it."""
    visitor = await visitors.visitor_by_hash(segue.store, segue.clock, me.credential)
    page = _visit(body.page, segue.clock.now()) if body and body.page else None
    conversation = await segue.open_conversation_of_visitor(visitor, customer=visitors.customer_of(visitor), page=page)
    return await opened(request, segue, visitor, conversation)


async def _open_conversation(segue: Any, visitor: Visitor) -> Conversation | None:
    found = await segue.store.read(OpenConversationOf(visitor.workspace, visitor.id))
    loaded = await segue.store.read(LoadConversation(visitor.workspace, found)) if found else None
    return loaded.conversation if loaded else None


async def _learn(segue: Any, visitor: Visitor, conversation: Conversation) -> None:
    """What the site vouches for now, when it differs from what the conversation knows."""
    customer = visitors.customer_of(visitor)
    if customer is not None and customer != as_told(conversation.customer):
        await segue.learn(conversation.id, workspace=visitor.workspace, customer=customer)


async def opened(request: Request, segue: Any, visitor: Visitor, conversation: Conversation) -> Opened:
    signer = request.app.state.identity.signer
    token, until = await visitors.conversation_token(signer, segue.clock, visitor, conversation.id)
    return Opened(id=conversation.id, token=token, expires_at=until, last_seq=conversation.last_seq)


def _visit(page: Page, now: datetime) -> PageVisit | None:
    """Addresses and titles are cut, not refused: the customer cannot help what a page is called."""
    return PageVisit(page.url[:LONGEST_URL], page.title[:LONGEST_TITLE], now) if page.url else None


ROUTES = (
    Route(
        method="POST",
        path="/v1/widget/session",
        endpoint=post_session,
        access=OPEN,  # the site's key in the body and the page's origin decide
        summary="A page with the widget was loaded",
        limit=Limit.WIDGET_SESSION,
    ),
    Route(
        method="POST",
        path="/v1/widget/conversation",
        endpoint=post_conversation,
        access=Access(visitor=True),
        summary="The visitor's conversation, with a fresh token",
    ),
)
