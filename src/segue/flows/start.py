"""A conversation begins: by a bot that stands in front, or by a visitor of a site with the widget."""

from __future__ import annotations

from dataclasses import replace

from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.draft import Draft
from segue.domain.errors import StaleConversation
from segue.domain.moves import speaking
from segue.flows.change import Work, save
from segue.flows.env import Env
from segue.ports.conversations import LoadConversation, OpenConversationOf, VisitorBusy
from segue.ports.people import Visitor


async def start(
    env: Env,
    workspace: str,
    *,
    conversation: str = "",
    channel: str = "api",
    bot: str = "",
    visitor: str = "",
    language: str = "",
    customer: Customer | None = None,
    page: PageVisit | None = None,
) -> Conversation:
    """The new conversation; with an id of the caller's that exists already, that one as it is.

    Raises VisitorBusy when the visitor has an open conversation.
    """
    compiled = await env.policies.active(workspace)
    now = env.clock.now()
    fresh = Conversation(
        workspace=workspace,
        id=conversation or env.new_id("cnv"),
        created_at=now,
        updated_at=now,
        channel=channel,
        bot=bot or compiled.policy.bot.name,
        visitor=visitor,
        language=language,
        customer=customer or Customer(),
        policy_version=compiled.policy.hash,
    )
    draft = Draft(fresh, None, compiled.policy, now, env.new_id, base_seq=0, base_epoch=0)
    if page or customer:
        speaking.learn(draft, page=page, customer=customer)
    listeners = ("bot",) if channel == "widget" and compiled.policy.bot.webhook else ()
    try:
        await save(env, Work(draft, compiled, listeners=listeners))
    except StaleConversation:
        loaded = await env.store.read(LoadConversation(workspace, fresh.id))
        if loaded is None:
            raise
        return loaded.conversation
    return draft.conversation


async def open_conversation_of_visitor(
    env: Env, visitor: Visitor, *, customer: Customer | None, page: PageVisit | None
) -> Conversation:
    """The visitor's open conversation, or a new one. However many tabs ask at once, there is one."""
    found = await env.store.read(OpenConversationOf(visitor.workspace, visitor.id))
    while True:
        if found:
            loaded = await env.store.read(LoadConversation(visitor.workspace, found))
            if loaded and loaded.conversation.open:
                return loaded.conversation
        try:
            return await start(
                env,
                visitor.workspace,
                channel="widget",
                visitor=visitor.id,
                customer=replace(customer, id=customer.id or visitor.customer) if customer else None,
                page=page,
            )
        except VisitorBusy as busy:
            found = busy.conversation
